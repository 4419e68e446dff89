//! Who writes what: a table of writers, resources and outcomes; alone, and as entries of a bundle.

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::people::{class, concept, consent, permit, to, world};
use crate::kit::{Browser, World};

const CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

fn answers() -> Value {
    json!({
        "resourceType": "QuestionnaireResponse", "id": "new", "status": "completed",
        "questionnaire": "https://lapwing.example/Questionnaire/gad-7",
        "subject": to("Patient/ann"), "author": to("Patient/ann"),
    })
}

fn score() -> Value {
    json!({
        "resourceType": "Observation", "id": "new", "status": "final", "category": [concept(CATEGORY, "survey")],
        "code": concept("http://loinc.org", "70274-6"), "subject": to("Patient/ann"), "performer": [to("Patient/ann")],
        "derivedFrom": [to("QuestionnaireResponse/new")],
    })
}

fn sharing() -> Value {
    let mut one = consent("ann", permit(&["plan"]));
    one["id"] = json!("new");
    one["performer"] = json!([to("Patient/ann")]);
    one
}

pub fn with(mut resource: Value, name: &str, value: Value) -> Value {
    resource[name] = value;
    resource
}

/// Sends it alone (PUT), and as the entry of a transaction and of a batch.
async fn check(person: &str, resource: &Value, expected: u16) {
    let fresh = || world(&[consent("ann", permit(&["plan"]))]);
    let mut world = fresh();
    for way in ["put", "transaction", "batch"] {
        let browser = world.signed_in(person).await;
        let status = send(&browser, resource, way).await;
        assert_eq!(status, expected, "{way} by {person}: {resource}");
        let made = expected < 300;
        if resource["id"] == "new" {
            let kept = world.signed_in("ann").await.get(&address(resource)).await.status;
            assert_eq!(kept == StatusCode::OK, made, "{way} by {person}: {resource}");
        }
        if made {
            world = fresh();
        }
    }
}

pub fn address(resource: &Value) -> String {
    format!("/fhir/{}/{}", resource["resourceType"].as_str().unwrap(), resource["id"].as_str().unwrap())
}

pub async fn send(browser: &Browser<'_>, resource: &Value, way: &str) -> u16 {
    let url = address(resource);
    if way == "put" {
        return browser.send(Method::PUT, &url, resource).await.status.as_u16();
    }
    let request = json!({"method": "PUT", "url": url.trim_start_matches("/fhir/")});
    let bundle =
        json!({"resourceType": "Bundle", "type": way, "entry": [{"resource": resource, "request": request}]});
    let reply = browser.send(Method::POST, "/fhir", &bundle).await;
    let inside = reply.json()["entry"][0]["response"]["status"].as_str().map(str::to_owned);
    inside.and_then(|s| s.get(..3)?.parse().ok()).unwrap_or(reply.status.as_u16())
}

#[tokio::test]
async fn answers_about_oneself_by_oneself() {
    check("ann", &answers(), 201).await;
    check("ann", &with(answers(), "status", json!("amended")), 201).await;
    for (name, value, status) in [
        ("author", to("Patient/ben"), 403),
        ("author", to("Practitioner/doctor"), 403),
        ("author", json!({"display": "Ann"}), 403),
        ("source", to("Patient/ben"), 403),
        ("source", json!({"display": "Sam (my brother)", "type": "RelatedPerson"}), 201),
        ("source", json!({"display": "Sam", "reference": "RelatedPerson/other"}), 403),
        ("source", json!({"display": "Sam", "identifier": {"value": "1"}}), 403),
        ("source", json!({"display": "Dr Lee", "type": "Practitioner"}), 403),
        ("author", json!(null), 422),
        ("source", to("Patient/ben"), 403),
        ("subject", to("Patient/ben"), 403),
        ("subject", json!({"display": "Ann"}), 422),
        ("status", json!("in-progress"), 422),
        ("questionnaire", json!(5), 422),
        ("modifierExtension", json!([{"url": "x"}]), 422),
        ("implicitRules", json!("urn:x"), 422),
    ] {
        check("ann", &with(answers(), name, value), status).await;
    }
    check("cleo", &answers(), 403).await;
    check("cleo", &with(answers(), "author", to("RelatedPerson/carer-of-ann")), 403).await;
    check("ben", &answers(), 403).await;
    check("nobody", &answers(), 404).await;
}

#[tokio::test]
async fn scores_made_from_them() {
    check("ann", &score(), 201).await;
    for (name, value, status) in [
        ("status", json!("preliminary"), 422),
        ("category", json!([concept(CATEGORY, "laboratory")]), 422),
        ("category", json!([concept(CATEGORY, "survey"), concept(CATEGORY, "vital-signs")]), 422),
        ("category", json!([]), 422),
        ("derivedFrom", json!([]), 422),
        ("derivedFrom", json!([to("Observation/x")]), 422),
        ("performer", json!([to("Practitioner/doctor")]), 403),
        ("performer", json!([to("Patient/ann"), to("Practitioner/doctor")]), 403),
        ("performer", json!(null), 422),
        ("performer", json!([]), 422),
        ("subject", to("Patient/ben"), 403),
        ("focus", json!([to("Patient/ben")]), 422),
    ] {
        check("ann", &with(score(), name, value), status).await;
    }
    check("cleo", &score(), 403).await;
}

#[tokio::test]
async fn how_near_one_is_to_a_goal() {
    let rating = || {
        json!({
            "resourceType": "Observation", "id": "new", "status": "final", "category": [concept(CATEGORY, "survey")],
            "code": concept("https://lapwing.example/CodeSystem/observation", "goal-rating"),
            "subject": to("Patient/ann"), "performer": [to("Patient/ann")], "focus": [to("Goal/ann-goal")],
            "effectiveDateTime": "2026-11-22", "valueInteger": 6,
        })
    };
    check("ann", &rating(), 201).await;
    for (name, value, status) in [
        ("valueInteger", json!(11), 422),
        ("valueInteger", json!(-1), 422),
        ("valueInteger", json!(null), 422),
        ("focus", json!([]), 422),
        ("focus", json!([to("Patient/ben")]), 422),
        ("focus", json!([to("Goal/ann-goal"), to("Goal/x")]), 422),
        ("category", json!([concept(CATEGORY, "laboratory")]), 422),
        ("status", json!("amended"), 422),
        ("performer", json!([to("Practitioner/doctor")]), 403),
        ("performer", json!([]), 422),
        ("subject", to("Patient/ben"), 403),
        ("note", json!([{"text": "x"}]), 422),
        ("id", json!("ann-lab"), 403),
    ] {
        check("ann", &with(rating(), name, value), status).await;
    }
    check("cleo", &rating(), 403).await;
}

#[tokio::test]
async fn what_they_ask_their_team_at_an_entry() {
    const KIND: &str = "https://lapwing.example/CodeSystem/request";
    let task = || {
        json!({
            "resourceType": "Task", "id": "new", "status": "requested", "intent": "proposal",
            "code": concept(KIND, "correction"), "focus": to("Condition/ann-condition"), "for": to("Patient/ann"),
            "requester": to("Patient/ann"), "owner": to("Organization/team"), "authoredOn": "2026-11-22T10:00:00Z",
        })
    };
    check("ann", &task(), 201).await;
    let repeat = with(task(), "code", concept(KIND, "repeat"));
    check("ann", &with(repeat.clone(), "focus", to("MedicationRequest/m")), 201).await;
    check("ann", &repeat, 422).await;
    for (name, value, status) in [
        ("status", json!("completed"), 422),
        ("intent", json!("order"), 422),
        ("code", concept(KIND, "anything"), 422),
        ("code", json!({"text": "Give me this"}), 422),
        (
            "code",
            json!({"coding": [{"system": KIND, "code": "comment"}, {"system": "x", "code": "order"}]}),
            422,
        ),
        ("focus", json!(null), 422),
        ("focus", to("https://else.example/fhir/Condition/1"), 422),
        ("owner", to("RelatedPerson/carer-of-ann"), 422),
        ("owner", to("Practitioner/doctor"), 422),
        ("owner", json!(null), 422),
        ("requester", to("Practitioner/doctor"), 403),
        ("requester", json!(null), 422),
        ("for", to("Patient/ben"), 403),
        ("for", json!(null), 422),
        ("meta", json!({"security": [{"code": "NOPAT"}]}), 422),
        ("meta", json!({"tag": [{"code": "x"}]}), 422),
        ("basedOn", json!([to("CarePlan/p")]), 422),
        ("note", json!([{"text": "x"}]), 422),
        ("input", json!([]), 422),
        ("modifierExtension", json!([{"url": "x"}]), 422),
    ] {
        check("ann", &with(task(), name, value), status).await;
    }
    check("cleo", &task(), 403).await;
}

#[tokio::test]
async fn what_they_tell_their_team_at_an_entry() {
    let words = || {
        json!({
            "resourceType": "Communication", "id": "new", "status": "completed", "subject": to("Patient/ann"),
            "sender": to("Patient/ann"), "recipient": [to("Organization/team")], "about": [to("Condition/c")],
            "basedOn": [to("Task/t")], "sent": "2026-11-22T10:00:00Z", "payload": [{"contentString": "That was my sister."}],
        })
    };
    check("ann", &words(), 201).await;
    for (name, value, status) in [
        ("status", json!("in-progress"), 422),
        ("sender", to("RelatedPerson/carer-of-ann"), 403),
        ("sender", json!(null), 422),
        ("subject", to("Patient/ben"), 403),
        ("subject", json!(null), 422),
        ("recipient", json!([to("RelatedPerson/carer-of-ann")]), 422),
        ("recipient", json!([to("Patient/ben")]), 422),
        ("recipient", json!([to("Organization/team"), to("RelatedPerson/carer-of-ann")]), 422),
        ("recipient", json!([]), 422),
        ("payload", json!([]), 422),
        ("payload", json!([{"contentString": " "}]), 422),
        ("payload", json!([{"contentString": "x".repeat(4_001)}]), 422),
        ("payload", json!([{"contentAttachment": {"url": "https://else.example"}}]), 422),
        ("payload", json!([{"contentString": "x"}, {"contentString": "y"}]), 422),
        ("basedOn", json!([]), 422),
        ("basedOn", json!([to("CarePlan/p")]), 422),
        ("inResponseTo", json!([to("Communication/c")]), 422),
        ("meta", json!({"security": [{"code": "NOPAT"}]}), 422),
    ] {
        check("ann", &with(words(), name, value), status).await;
    }
    check("cleo", &words(), 403).await;
}

/// What a carer answers about the person is theirs, in their own name, and stays as it is.
#[tokio::test]
async fn a_carer_answers_where_check_ins_are_shared() {
    let carer = to("RelatedPerson/carer-of-ann");
    let answers = with(answers(), "author", carer.clone());
    let score = with(score(), "performer", json!([carer]));
    for way in ["put", "transaction", "batch"] {
        let world = world(&[consent("ann", permit(&["check-ins"]))]);
        let cleo = world.signed_in("cleo").await;
        for (resource, expected) in [
            (with(answers.clone(), "author", to("Patient/ann")), 403),
            (with(answers.clone(), "author", to("RelatedPerson/other")), 403),
            (with(answers.clone(), "source", to("Patient/ann")), 403),
            (with(answers.clone(), "subject", to("Patient/ben")), 404),
            (with(answers.clone(), "status", json!("in-progress")), 422),
            (answers.clone(), 201),
            (with(answers.clone(), "status", json!("amended")), 403),
            (with(score.clone(), "category", json!([concept(CATEGORY, "laboratory")])), 403),
            (with(score.clone(), "performer", json!([to("Patient/ann")])), 403),
            (with(score.clone(), "performer", json!(null)), 422),
            (with(score.clone(), "derivedFrom", json!([to("QuestionnaireResponse/ann-answers")])), 403),
            (with(score.clone(), "derivedFrom", json!([to("QuestionnaireResponse/nothing")])), 403),
            (
                with(
                    score.clone(),
                    "derivedFrom",
                    json!([to("QuestionnaireResponse/new"), to("QuestionnaireResponse/ann-answers")]),
                ),
                403,
            ),
            (score.clone(), 201),
            (sharing(), 403),
        ] {
            assert_eq!(send(&cleo, &resource, way).await, expected, "{way}: {resource}");
        }
        let ann = world.signed_in("ann").await;
        assert_eq!(ann.get(&address(&answers)).await.status, StatusCode::OK, "the person reads it");
    }
    // Both at once, as they are sent.
    let world = world(&[consent("ann", permit(&["check-ins"]))]);
    let entry = |r: &Value| json!({"resource": r, "request": {"method": "PUT", "url": address(r).trim_start_matches("/fhir/")}});
    let both =
        json!({"resourceType": "Bundle", "type": "transaction", "entry": [entry(&score), entry(&answers)]});
    let cleo = world.signed_in("cleo").await;
    assert_eq!(cleo.send(Method::POST, "/fhir", &both).await.status, StatusCode::OK);
    check("cleo", &answers, 403).await;
    check("cleo", &score, 403).await;
}

#[tokio::test]
async fn nothing_else_and_nothing_of_others() {
    for (ty, element) in [
        ("Condition", "subject"),
        ("CarePlan", "subject"),
        ("Goal", "subject"),
        ("Appointment", "subject"),
        ("AllergyIntolerance", "patient"),
        ("RelatedPerson", "patient"),
        ("MedicationStatement", "subject"),
        ("DocumentReference", "subject"),
        ("Flag", "subject"),
        ("Provenance", "subject"),
        ("Organization", "x"),
        ("Practitioner", "x"),
        ("Questionnaire", "x"),
        ("AuditEvent", "x"),
    ] {
        let mut resource = json!({"resourceType": ty, "id": "new"});
        resource[element] = to("Patient/ann");
        check("ann", &resource, 403).await;
    }
    check("ann", &json!({"resourceType": "Patient", "id": "ann", "active": false}), 403).await;
    check("ann", &json!({"resourceType": "Patient", "id": "new"}), 403).await;
    check("ann", &json!({"resourceType": "CarePlan", "id": "ann-plan", "subject": to("Patient/ann")}), 403)
        .await;
    check("cleo", &json!({"resourceType": "CarePlan", "id": "ann-plan", "subject": to("Patient/ann")}), 403)
        .await;
    // One that is there and hidden, and one that is not there, are refused alike.
    for id in ["ann-lab", "new"] {
        let lab = json!({"resourceType": "Observation", "id": id, "subject": to("Patient/ann")});
        check("cleo", &lab, 403).await;
    }
    check("cleo", &json!({"resourceType": "Goal", "id": "new", "subject": to("Patient/ben")}), 404).await;
    check("cleo", &json!({"resourceType": "Organization", "id": "new"}), 404).await;
}

#[tokio::test]
async fn an_entry_that_is_there_is_not_taken_over() {
    check("ann", &with(answers(), "id", json!("ann-answers")), 403).await;
    check("ann", &with(score(), "id", json!("ann-lab")), 403).await;
    check("ann", &with(answers(), "id", json!("ben-answers")), 404).await;
    check("ann", &with(score(), "id", json!("ben-lab")), 404).await;
    check("ann", &with(sharing(), "id", json!("ben-sharing")), 201).await;
    let world = world(&[consent("ben", permit(&["plan"]))]);
    let ann = world.signed_in("ann").await;
    assert_eq!(send(&ann, &with(sharing(), "id", json!("ben-sharing")), "put").await, 404);
}

#[tokio::test]
async fn sharing_is_the_patients_own_and_says_only_what_can_be_judged() {
    check("ann", &sharing(), 201).await;
    check("ann", &with(sharing(), "status", json!("inactive")), 201).await;
    const KEEPS: &str = "https://lapwing.example/StructureDefinition/kept-copy-hours";
    let keeps = |hours: Value| json!({"url": KEEPS, "valueUnsignedInt": hours});
    check("ann", &with(sharing(), "extension", json!([keeps(json!(24))])), 201).await;
    for extension in [
        json!([keeps(json!(73))]),
        json!([keeps(json!("24"))]),
        json!([keeps(json!(24)), keeps(json!(0))]),
        json!([{"url": "urn:x", "valueUnsignedInt": 24}]),
    ] {
        check("ann", &with(sharing(), "extension", extension), 422).await;
    }
    let provision = |name: &str, value: Value| {
        let mut one = sharing();
        one["provision"][name] = value;
        one
    };
    for resource in [
        with(sharing(), "status", json!("proposed")),
        with(sharing(), "scope", concept("urn:x", "patient-privacy")),
        with(sharing(), "dateTime", json!("2026-11-22T10:06:00Z")),
        with(sharing(), "dateTime", json!(null)),
        with(sharing(), "modifierExtension", json!([{"url": "x"}])),
        with(sharing(), "patient", json!({"display": "Ann"})),
        provision("type", json!("maybe")),
        provision("class", class(&["unknown"])),
        provision("class", json!([])),
        provision("purpose", json!([{"code": "x"}])),
        provision("period", json!({"end": "some day"})),
        provision("actor", json!([])),
        provision("actor", json!([{"reference": to("Practitioner/doctor")}])),
        provision("provision", json!([{"type": "deny", "code": [{"text": "x"}]}])),
    ] {
        check("ann", &resource, 422).await;
    }
    check("ann", &with(sharing(), "patient", to("Patient/ben")), 403).await;
    check("ann", &with(sharing(), "performer", json!([to("Patient/ben")])), 403).await;
    check("cleo", &sharing(), 403).await;
    check("ben", &sharing(), 403).await;
    check("nobody", &sharing(), 404).await;
}

#[tokio::test]
async fn what_the_team_decided_about_sharing_stays() {
    let mut theirs = consent("ann", json!({"type": "deny"}));
    theirs["performer"] = json!([to("Practitioner/doctor")]);
    let world = world(&[theirs]);
    let ann = world.signed_in("ann").await;
    assert_eq!(send(&ann, &with(sharing(), "id", json!("ann-sharing")), "put").await, 403);
    assert_eq!(
        world.signed_in("cleo").await.get("/fhir/CarePlan/ann-plan").await.status,
        StatusCode::NOT_FOUND
    );
}

async fn share(world: &World, minutes: i64) -> (u16, Value) {
    let browser = world.signed_in("ann").await;
    world.wait(SignedDuration::from_mins(minutes));
    let reply = browser.send(Method::PUT, "/fhir/Consent/new", &sharing()).await;
    (reply.status.as_u16(), reply.json()["issue"][0]["details"]["coding"][0]["code"].clone())
}

#[tokio::test]
async fn a_change_of_sharing_needs_a_fresh_sign_in() {
    let world = world(&[]);
    assert_eq!(share(&world, 6).await, (403, json!("fresh-sign-in")));
    let browser = world.signed_in("ann").await;
    world.wait(SignedDuration::from_mins(20));
    assert_eq!(send(&browser, &sharing(), "put").await, 403);
    browser.send(Method::POST, "/session/confirm", &json!({"code": "2468"})).await;
    world.wait(SignedDuration::from_mins(5));
    assert_eq!(send(&browser, &sharing(), "put").await, 201);
    world.wait(SignedDuration::from_secs(1));
    assert_eq!(
        send(&browser, &with(sharing(), "status", json!("inactive")), "put").await,
        403,
        "withdrawing too"
    );
    browser.send(Method::POST, "/session/confirm", &json!({"code": "2468"})).await;
    assert_eq!(send(&browser, &with(sharing(), "status", json!("inactive")), "put").await, 200);
}

#[tokio::test]
async fn sharing_works_for_the_next_request_of_the_carer() {
    let world = world(&[]);
    let cleo = world.signed_in("cleo").await;
    assert_eq!(cleo.get("/fhir/CarePlan/ann-plan").await.status, StatusCode::NOT_FOUND);
    assert_eq!(share(&world, 0).await.0, 201);
    assert_eq!(cleo.get("/fhir/CarePlan/ann-plan").await.status, StatusCode::OK);
    assert_eq!(cleo.get("/session").await.json()["caring_for"][0]["sections"], json!(["plan"]));
}

#[tokio::test]
async fn one_refused_entry_undoes_the_transaction() {
    let world = world(&[]);
    let browser = world.signed_in("ann").await;
    let entry = |r: &Value| json!({"resource": r, "request": {"method": "PUT", "url": address(r).trim_start_matches("/fhir/")}});
    let mine = answers();
    let theirs = with(with(score(), "subject", to("Patient/ben")), "id", json!("other"));
    let bundle =
        json!({"resourceType": "Bundle", "type": "transaction", "entry": [entry(&mine), entry(&theirs)]});
    assert_eq!(browser.send(Method::POST, "/fhir", &bundle).await.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/fhir/QuestionnaireResponse/new").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_they_say_of_the_plan() {
    const KIND: &str = "https://lapwing.example/CodeSystem/plan-answer";
    let said = |code: &str, status: &str| {
        let mut code = concept(KIND, code);
        code["text"] = json!("Walk to the allotment");
        json!({
            "resourceType": "Task", "id": "new", "status": status, "intent": "plan", "code": code,
            "basedOn": [to("CarePlan/p")], "for": to("Patient/ann"), "requester": to("Patient/ann"),
            "owner": to("Patient/ann"), "authoredOn": "2026-11-22T10:00:00Z",
        })
    };
    let done = || said("done", "completed");
    check("ann", &done(), 201).await;
    check("ann", &said("not-done", "cancelled"), 201).await;
    check("ann", &with(done(), "partOf", json!([to("Task/t")])), 201).await;
    let version = to("CarePlan/p/_history/3");
    let agree = || with(said("agree", "completed"), "focus", version.clone());
    check("ann", &agree(), 201).await;
    let approve = json!({"coding": [
        {"system": KIND, "code": "agree"}, {"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "approve"},
    ]});
    check("ann", &with(agree(), "code", approve.clone()), 201).await;
    let talk =
        with(with(said("talk", "requested"), "focus", version.clone()), "owner", to("Organization/team"));
    let talk = || with(with(talk.clone(), "intent", json!("proposal")), "basedOn", json!(null));
    check("ann", &talk(), 201).await;
    for (task, name, value, status) in [
        (done(), "status", json!("cancelled"), 422),
        (done(), "intent", json!("order"), 422),
        (done(), "code", approve, 422),
        (done(), "code", concept(KIND, "done"), 422),
        (done(), "basedOn", json!([to("Goal/p")]), 422),
        (done(), "basedOn", json!([to("CarePlan/p"), to("CarePlan/q")]), 422),
        (done(), "basedOn", json!(null), 422),
        (done(), "partOf", json!([to("CarePlan/p")]), 422),
        (done(), "focus", version.clone(), 422),
        (done(), "owner", to("Practitioner/doctor"), 403),
        (done(), "owner", json!(null), 422),
        (done(), "requester", to("RelatedPerson/carer-of-ann"), 403),
        (done(), "for", to("Patient/ben"), 403),
        (done(), "authoredOn", json!("some day"), 422),
        (done(), "note", json!([{"text": "x"}]), 422),
        (done(), "meta", json!({"security": [{"code": "NOPAT"}]}), 422),
        (agree(), "focus", to("CarePlan/other/_history/3"), 422),
        (agree(), "focus", to("CarePlan/p"), 422),
        (agree(), "focus", json!(null), 422),
        (agree(), "partOf", json!([to("Task/t")]), 422),
        (talk(), "owner", to("Patient/ann"), 422),
        (talk(), "owner", to("RelatedPerson/carer-of-ann"), 422),
        (talk(), "basedOn", json!([to("CarePlan/p")]), 422),
    ] {
        check("ann", &with(task, name, value), status).await;
    }
    let answers = [done(), agree(), talk()];
    what_a_carer_says_of_it(&answers).await;
}

/// A carer to whom the plan is shared says of their own actions that they are done, and no more.
async fn what_a_carer_says_of_it([done, agree, talk]: &[Value; 3]) {
    let theirs = |task: &Value| {
        let cleo = to("RelatedPerson/carer-of-ann");
        with(with(task.clone(), "requester", cleo.clone()), "owner", cleo)
    };
    check("cleo", &theirs(done), 201).await;
    check("cleo", done, 403).await;
    check("cleo", &theirs(agree), 403).await;
    check("cleo", &with(theirs(talk), "owner", to("Organization/team")), 403).await;
    check("ben", &theirs(done), 403).await;
}
