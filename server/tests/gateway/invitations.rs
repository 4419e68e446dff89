//! Invitations by code: made, looked at, taken once, called back; and what a code that opens nothing is told.

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::kit::{Browser, Reply, World};

fn people() -> Value {
    json!([
        {"id": "ann", "name": "Ann Example", "patient": "Patient/ann", "code": "2468"},
        {"id": "kit", "name": "Kit Young", "patient": "Patient/kit", "code": "2468"},
        {"id": "rob", "name": "Rob Carer", "code": "2468"},
        {"id": "eve", "name": "Eve Other", "code": "2468"},
    ])
}

fn resources() -> Vec<Value> {
    let plan = |of: &str| json!({"resourceType": "CarePlan", "id": format!("{of}-plan"), "subject": {"reference": format!("Patient/{of}")}});
    vec![
        json!({"resourceType": "Patient", "id": "ann", "name": [{"given": ["Ann"], "family": "Example"}], "birthDate": "1988-03-14"}),
        json!({"resourceType": "Patient", "id": "kit", "name": [{"given": ["Kit"]}], "birthDate": "2015-01-01"}),
        plan("ann"),
        plan("kit"),
    ]
}

fn world() -> World {
    World::new(people(), &resources())
}

fn terms(sections: &[&str]) -> Value {
    json!({"name": "Rob", "relation": "FRND", "sections": sections, "until": null, "adds": false})
}

async fn made(ann: &Browser<'_>, terms: &Value) -> (String, String) {
    let reply = ann.send(Method::POST, "/invitations", terms).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text);
    let (id, code) = (&reply.json()["id"], &reply.json()["code"]);
    (id.as_str().unwrap().to_owned(), code.as_str().unwrap().to_owned())
}

async fn bring(browser: &Browser<'_>, way: &str, code: &str) -> Reply {
    browser.send(Method::POST, &format!("/invitations/{way}"), &json!({"code": code})).await
}

async fn plan_of(browser: &Browser<'_>) -> StatusCode {
    browser.get("/fhir/CarePlan/ann-plan").await.status
}

#[tokio::test]
async fn who_brings_the_code_sees_what_was_chosen_and_no_more() {
    let world = world();
    let (ann, rob) = (world.signed_in("ann").await, world.signed_in("rob").await);
    let (_, code) = made(&ann, &terms(&["plan"])).await;
    assert_eq!(plan_of(&rob).await, StatusCode::NOT_FOUND);
    let look = bring(&rob, "look", &code.to_lowercase()).await;
    let shown = json!({"from": "Ann", "relation": "FRND", "sections": ["plan"], "until": null, "adds": false, "keeps": 0});
    assert_eq!((look.status, look.json()), (StatusCode::OK, shown));
    assert_eq!(plan_of(&rob).await, StatusCode::NOT_FOUND, "looking is not taking");
    assert_eq!(bring(&rob, "take", &code).await.status, StatusCode::CREATED);
    assert_eq!(plan_of(&rob).await, StatusCode::OK);
    let caring = rob.get("/session").await.json()["caring_for"].clone();
    assert_eq!((&caring[0]["sections"], &caring[0]["adds"]), (&json!(["plan"]), &json!(false)));
    assert_eq!(ann.get("/invitations").await.json()["invitations"], json!([]));
    let carer = ann.get("/fhir/RelatedPerson?patient=Patient/ann").await.json();
    assert_eq!(carer["entry"][0]["resource"]["name"][0]["text"], "Rob Carer", "as they signed in");
    // The patient withdraws it as any other.
    let mut consent = ann.get("/fhir/Consent").await.json()["entry"][0]["resource"].clone();
    consent["status"] = json!("inactive");
    let path = format!("/fhir/Consent/{}", consent["id"].as_str().unwrap());
    assert_eq!(ann.send(Method::PUT, &path, &consent).await.status, StatusCode::OK);
    assert_eq!(plan_of(&rob).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_code_that_opens_nothing_is_told_alike() {
    let world = world();
    let (ann, rob, eve) =
        (world.signed_in("ann").await, world.signed_in("rob").await, world.signed_in("eve").await);
    let (used, (id, back)) = (made(&ann, &terms(&["plan"])).await.1, made(&ann, &terms(&["plan"])).await);
    assert_eq!(bring(&eve, "take", &used).await.status, StatusCode::CREATED);
    assert_eq!(
        ann.send(Method::DELETE, &format!("/invitations/{id}"), &json!(null)).await.status,
        StatusCode::NO_CONTENT
    );
    let guessed = bring(&rob, "look", "0000-0000-0000").await;
    assert_eq!(guessed.status, StatusCode::FORBIDDEN);
    let old = made(&ann, &terms(&["plan"])).await.1;
    let own = made(&ann, &terms(&["plan"])).await.1;
    assert_eq!(bring(&ann, "look", &own).await.text, guessed.text, "one's own");
    world.wait(SignedDuration::from_mins(29));
    rob.get("/session").await;
    world.wait(SignedDuration::from_hours(48) - SignedDuration::from_mins(29));
    let rob = world.signed_in("rob").await;
    for (what, code) in
        [("used", &used), ("called back", &back), ("too old", &old), ("empty", &String::new())]
    {
        for way in ["look", "take"] {
            let reply = bring(&rob, way, code).await;
            assert_eq!((reply.status, &reply.text), (guessed.status, &guessed.text), "{what} {way}");
            assert_eq!(reply.headers, guessed.headers, "{what} {way}");
        }
    }
}

#[tokio::test]
async fn a_code_of_who_is_not_there_any_more_opens_nothing() {
    let gone = [
        json!({"deceasedBoolean": true}),
        json!({"deceasedDateTime": "2026-11-21"}),
        json!({"link": [{"type": "replaced-by", "other": {"reference": "Patient/other"}}]}),
        json!({"active": false}),
    ];
    for what in gone {
        let world = world();
        let (ann, rob) = (world.signed_in("ann").await, world.signed_in("rob").await);
        let (_, code) = made(&ann, &terms(&["plan"])).await;
        let patient = resources()[0].clone();
        let mut after = patient.clone();
        after.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
        world.put(&after);
        for way in ["look", "take"] {
            let guessed = bring(&rob, way, "0000-0000-0000").await;
            let reply = bring(&rob, way, &code).await;
            assert_eq!((reply.status, &reply.text), (guessed.status, &guessed.text), "{way} {what}");
            assert_eq!(reply.headers, guessed.headers, "{way} {what}");
        }
        assert_eq!(ann.get("/fhir/Consent").await.json()["total"], 0, "{what}");
        assert_eq!(ann.get("/fhir/RelatedPerson").await.json()["total"], 0, "{what}");
        for _ in 0..6 {
            assert_eq!(bring(&rob, "look", &code).await.status, StatusCode::FORBIDDEN, "{what}");
        }
        let held = bring(&rob, "look", &code).await.status;
        assert_eq!(held, StatusCode::TOO_MANY_REQUESTS, "it counts as a wrong code: {what}");
        world.put(&patient);
        let eve = world.signed_in("eve").await;
        assert_eq!(bring(&eve, "look", &code).await.status, StatusCode::OK, "the control: it was good");
    }
}

#[tokio::test]
async fn of_two_at_once_one_wins() {
    let world = world();
    let ann = world.signed_in("ann").await;
    for _ in 0..5 {
        let (rob, eve) = (world.signed_in("rob").await, world.signed_in("eve").await);
        let (_, code) = made(&ann, &terms(&["plan"])).await;
        let (one, other) = tokio::join!(bring(&rob, "take", &code), bring(&eve, "take", &code));
        let mut both = [one.status, other.status];
        both.sort();
        assert_eq!(both, [StatusCode::CREATED, StatusCode::FORBIDDEN]);
    }
}

#[tokio::test]
async fn after_ten_wrong_codes_none_is_looked_at_for_a_while() {
    let world = world();
    let (ann, rob) = (world.signed_in("ann").await, world.signed_in("rob").await);
    let (_, code) = made(&ann, &terms(&["plan"])).await;
    for n in 0..10 {
        assert_eq!(
            bring(&rob, "take", &format!("WRNG-{n:04}-AAAA")).await.status,
            StatusCode::FORBIDDEN,
            "{n}"
        );
    }
    assert_eq!(bring(&rob, "take", &code).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(bring(&world.signed_in("eve").await, "look", &code).await.status, StatusCode::OK);
    world.wait(SignedDuration::from_mins(16));
    assert_eq!(bring(&rob, "take", &code).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn inviting_needs_a_fresh_sign_in_known_sections_and_an_age() {
    let world = world();
    let ann = world.signed_in("ann").await;
    for (change, status) in [
        (json!({"sections": []}), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({"sections": ["dreams"]}), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({"name": " "}), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({"relation": "BOSS"}), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({"until": "soon"}), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({"more": 1}), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({"until": "2027-02-20", "adds": true}), StatusCode::CREATED),
    ] {
        let mut asked = terms(&["plan"]);
        asked.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(ann.send(Method::POST, "/invitations", &asked).await.status, status, "{change}");
    }
    let kit = world.signed_in("kit").await;
    assert_eq!(
        kit.send(Method::POST, "/invitations", &terms(&["plan"])).await.status,
        StatusCode::FORBIDDEN,
        "eleven"
    );
    let rob = world.signed_in("rob").await;
    assert_eq!(rob.send(Method::POST, "/invitations", &terms(&["plan"])).await.status, StatusCode::NOT_FOUND);
    world.wait(SignedDuration::from_mins(6));
    let stale = ann.send(Method::POST, "/invitations", &terms(&["plan"])).await;
    assert_eq!(stale.json()["issue"][0]["details"]["coding"][0]["code"], "fresh-sign-in");
}

#[tokio::test]
async fn what_was_agreed_last_counts_and_adding_is_agreed_by_itself() {
    let world = world();
    let (ann, rob) = (world.signed_in("ann").await, world.signed_in("rob").await);
    let take = async |terms: &Value| {
        let (_, code) = made(&ann, terms).await;
        assert_eq!(bring(&rob, "take", &code).await.status, StatusCode::CREATED);
    };
    let related = async || rob.get("/session").await.json()["caring_for"][0]["related"].clone();
    let answers = |id: &str, by: &Value| {
        json!({
            "resourceType": "QuestionnaireResponse", "id": id, "status": "completed", "questionnaire": "https://q",
            "subject": {"reference": "Patient/ann"}, "author": {"reference": by}, "source": {"reference": by},
        })
    };
    take(&terms(&["check-ins"])).await;
    let me = related().await;
    let path = |id: &str| format!("/fhir/QuestionnaireResponse/{id}");
    assert_eq!(rob.send(Method::PUT, &path("one"), &answers("one", &me)).await.status, StatusCode::FORBIDDEN);
    let mut adding = terms(&["check-ins"]);
    adding["adds"] = json!(true);
    take(&adding).await;
    assert_eq!(related().await, me, "the same RelatedPerson");
    let active = ann.get("/fhir/Consent?status=active").await.json();
    assert_eq!(active["total"], 1, "{active}");
    assert_eq!(rob.send(Method::PUT, &path("two"), &answers("two", &me)).await.status, StatusCode::CREATED);
}

fn instance(of: &str) -> Value {
    json!([{"meaning": "instance", "reference": {"reference": of}}])
}

#[tokio::test]
async fn a_second_code_opens_nothing_that_was_kept_back_and_ends_nothing_that_was_shared_by_name() {
    let world = world();
    world
        .put(&json!({"resourceType": "Condition", "id": "ann-low", "subject": {"reference": "Patient/ann"}}));
    let (ann, rob) = (world.signed_in("ann").await, world.signed_in("rob").await);
    let (_, code) = made(&ann, &terms(&["plan"])).await;
    assert_eq!(bring(&rob, "take", &code).await.status, StatusCode::CREATED);
    let mut consent = ann.get("/fhir/Consent").await.json()["entry"][0]["resource"].clone();
    let mut named = consent.clone();
    let actor = consent["provision"]["actor"].clone();
    consent["provision"]["provision"] = json!([
        {"type": "deny", "actor": actor, "period": {"end": "2026-12-24"}, "data": instance("CarePlan/ann-plan")},
    ]);
    let path = format!("/fhir/Consent/{}", consent["id"].as_str().unwrap());
    assert_eq!(ann.send(Method::PUT, &path, &consent).await.status, StatusCode::OK);
    named["id"] = json!("named");
    named["provision"].as_object_mut().unwrap().remove("class");
    named["provision"]["data"] = instance("Condition/ann-low");
    assert_eq!(ann.send(Method::PUT, "/fhir/Consent/named", &named).await.status, StatusCode::CREATED);
    assert_eq!(plan_of(&rob).await, StatusCode::NOT_FOUND, "the control: it is kept back");
    for again in [["plan", "results"], ["plan", "letters"]] {
        let (_, code) = made(&ann, &terms(&again)).await;
        assert_eq!(bring(&rob, "take", &code).await.status, StatusCode::CREATED);
        assert_eq!(plan_of(&rob).await, StatusCode::NOT_FOUND, "{again:?}");
        assert_eq!(rob.get("/fhir/Condition/ann-low").await.status, StatusCode::OK, "{again:?}");
        let sections = rob.get("/session").await.json()["caring_for"][0]["sections"].clone();
        assert_eq!(sections, json!(again));
    }
    assert_eq!(ann.get("/fhir/Consent?status=active").await.json()["total"], 2);
    world.wait(SignedDuration::from_hours(24 * 33));
    let rob = world.signed_in("rob").await;
    assert_eq!(plan_of(&rob).await, StatusCode::OK, "for as long as it was said");
}

#[tokio::test]
async fn a_second_code_says_anew_who_somebody_is_and_frees_nobody_of_an_age() {
    let world = world();
    let (ann, rob) = (world.signed_in("ann").await, world.signed_in("rob").await);
    for (chosen, stands) in
        [("FRND", "FRND"), ("", "FRND"), ("SIB", "SIB"), ("PRN", "PRN"), ("FRND", "PRN"), ("GUARD", "GUARD")]
    {
        let mut terms = terms(&["plan"]);
        terms["relation"] = json!(chosen);
        let (_, code) = made(&ann, &terms).await;
        assert_eq!(bring(&rob, "look", &code).await.json()["relation"], stands, "told before: {chosen}");
        assert_eq!(bring(&rob, "take", &code).await.status, StatusCode::CREATED);
        let caring = rob.get("/session").await.json()["caring_for"].clone();
        assert_eq!(
            (caring.as_array().unwrap().len(), &caring[0]["relation"]),
            (1, &json!(stands)),
            "{chosen}"
        );
    }
}

#[tokio::test]
async fn a_restart_keeps_who_is_a_carer_and_the_code_is_nowhere_on_the_disk() {
    let mut world = World::on_disk(people(), &resources());
    let code = {
        let (ann, rob) = (world.signed_in("ann").await, world.signed_in("rob").await);
        let (_, taken) = made(&ann, &terms(&["plan"])).await;
        assert_eq!(bring(&rob, "take", &taken).await.status, StatusCode::CREATED);
        made(&ann, &terms(&["plan"])).await.1
    };
    let bare = code.replace('-', "");
    for file in std::fs::read_dir(world.folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
        assert!(!holds(&code) && !holds(&bare));
    }
    world.restart(people());
    assert_eq!(plan_of(&world.signed_in("rob").await).await, StatusCode::OK);
    let eve = world.signed_in("eve").await;
    assert_eq!(bring(&eve, "look", &code).await.status, StatusCode::OK, "the control: it is still good");
}
