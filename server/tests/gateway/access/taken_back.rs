//! Sharing that the team or a parent put in: its patient takes a permit back, and changes nothing else.

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{
    people::{class, consent, permit, to, world},
    writes::{address, send, with},
};

/// A permit by the team, or by a parent, is ended by its patient, who changes nothing else; what it denies stays.
#[tokio::test]
async fn a_permit_that_somebody_else_put_in_is_taken_back_and_nothing_else() {
    let by = |who: &str, provision: Value| {
        let mut one = with(consent("ann", provision), "performer", json!([to(who)]));
        one["meta"] = json!({"tag": [{"code": "kept"}]});
        one
    };
    let doctor = |provision: Value| by("Practitioner/doctor", provision);
    let inactive = |one: &Value| with(one.clone(), "status", json!("inactive"));
    let inside = |mut one: Value, name: &str, value: Value| {
        one["provision"][name] = value;
        one
    };
    let until = |one: &Value, end: &str| inside(one.clone(), "period", json!({"end": end}));
    let permit = doctor(permit(&["plan"]));
    let bounded = until(&permit, "2026-12-31");
    let begun = inside(permit.clone(), "period", json!({"start": "2026-01-01"}));
    let exception = json!([{"type": "deny", "data": []}]);
    let mixed = inside(permit.clone(), "provision", exception);
    let nobodys = inside(permit.clone(), "actor", json!([{"reference": to("Practitioner/doctor")}]));
    let mut unsaid = permit.clone();
    unsaid.as_object_mut().unwrap().remove("performer");
    let denies = with(doctor(json!({"type": "deny"})), "performer", json!([]));
    for (before, after, expected) in [
        (&permit, inactive(&permit), 200),
        (&by("RelatedPerson/carer-of-ann", permit["provision"].clone()), Value::Null, 200),
        (&unsaid, inactive(&unsaid), 200),
        (&permit, until(&permit, "2026-11-22"), 200),
        (&permit, until(&permit, "2026-11-22T10:00:00Z"), 200),
        (&bounded, until(&permit, "2026-11-22"), 200),
        (&begun, inside(permit.clone(), "period", json!({"start": "2026-01-01", "end": "2026-11-22"})), 200),
        (&permit, until(&permit, "2026-11-23"), 403),
        (&permit, until(&permit, "some day"), 403),
        (&begun, until(&permit, "2026-11-22"), 403),
        (&until(&permit, "2026-10-01"), until(&permit, "2026-11-22"), 403),
        (&permit, permit.clone(), 403),
        (&permit, with(permit.clone(), "status", json!("rejected")), 403),
        (&permit, with(permit.clone(), "status", json!("entered-in-error")), 403),
        (&permit, with(inactive(&permit), "dateTime", json!("2026-11-02")), 403),
        (&permit, with(inactive(&permit), "performer", json!([to("Patient/ann")])), 403),
        (&permit, with(inactive(&permit), "meta", json!({})), 403),
        (&permit, with(inactive(&permit), "note", json!("x")), 403),
        (&permit, inside(inactive(&permit), "class", class(&["plan", "letters"])), 403),
        (&permit, inside(inactive(&permit), "type", json!("deny")), 403),
        (&inactive(&permit), with(permit.clone(), "status", json!("active")), 403),
        (&nobodys, inactive(&nobodys), 403),
        (&mixed, inactive(&mixed), 200),
        (&mixed, with(inactive(&mixed), "note", json!("x")), 403),
        (&mixed, until(&inactive(&mixed), "2026-11-22"), 403),
        (&mixed, until(&mixed, "2026-11-22"), 403),
        (&denies, inactive(&denies), 422),
        (&doctor(json!({"type": "deny"})), inactive(&doctor(json!({"type": "deny"}))), 403),
        (&unsaid, with(unsaid.clone(), "dateTime", json!("2026-11-02")), 422),
    ] {
        let after = if after.is_null() { inactive(before) } else { after };
        for way in ["put", "transaction", "batch"] {
            let world = world(std::slice::from_ref(before));
            let ann = world.signed_in("ann").await;
            assert_eq!(send(&ann, &after, way).await, expected, "{way}: {before} {after}");
        }
    }
}

#[tokio::test]
async fn who_takes_it_back_is_the_patient_freshly_signed_in_and_old_enough() {
    let theirs = with(consent("ann", permit(&["plan"])), "performer", json!([to("Practitioner/doctor")]));
    let ended = with(theirs.clone(), "status", json!("inactive"));
    let world = world(std::slice::from_ref(&theirs));
    let (ann, ben, cleo) =
        (world.signed_in("ann").await, world.signed_in("ben").await, world.signed_in("cleo").await);
    assert_eq!(send(&cleo, &ended, "put").await, 403, "a carer");
    assert_eq!(send(&ben, &ended, "put").await, 403, "somebody else");
    assert_eq!(
        send(&ben, &with(ended.clone(), "patient", to("Patient/ben")), "put").await,
        404,
        "taken over"
    );
    // One that is hidden and one that is not there are told alike.
    let mut hidden = with(theirs, "id", json!("hidden"));
    hidden["provision"]["class"] = class(&["letters"]);
    let hidden = with(hidden, "meta", json!({"security": [{"code": "NOPAT"}]}));
    world.put(&hidden);
    for id in ["hidden", "absent"] {
        assert_eq!(send(&ann, &with(ended.clone(), "id", json!(id)), "put").await, 404, "{id}");
    }
    world.wait(SignedDuration::from_mins(6));
    for id in ["ann-sharing", "hidden", "absent"] {
        let one = with(ended.clone(), "id", json!(id));
        let reply = ann.send(Method::PUT, &address(&one), &one).await;
        assert_eq!(reply.json()["issue"][0]["details"]["coding"][0]["code"], "fresh-sign-in", "{id}");
    }
    ann.send(Method::POST, "/session/confirm", &json!({"code": "2468"})).await;
    world.put(&json!({"resourceType": "Patient", "id": "ann", "birthDate": "2015-01-01"}));
    assert_eq!(send(&ann, &ended, "put").await, 403, "under 13");
    world.put(&json!({"resourceType": "Patient", "id": "ann", "birthDate": "2013-01-01"}));
    assert_eq!(cleo.get("/fhir/CarePlan/ann-plan").await.status, StatusCode::OK);
    assert_eq!(send(&ann, &ended, "put").await, 200);
    assert_eq!(cleo.get("/fhir/CarePlan/ann-plan").await.status, StatusCode::NOT_FOUND);
}

/// What is kept of who asks is no older than the records: each change counts at the next request, by whomever it is made, and
/// so does the time.
#[tokio::test]
async fn a_judge_that_is_kept_judges_as_one_that_is_made_anew() {
    let plan = "/fhir/CarePlan/ann-plan";
    let mut shared = consent("ann", permit(&["plan"]));
    shared["provision"]["period"] = json!({"end": "2026-11-22T10:30:00Z"});
    let world = world(&[shared.clone()]);
    let cleo = world.signed_in("cleo").await;
    let sees = async || cleo.get(plan).await.status == StatusCode::OK;
    assert!(sees().await && sees().await);
    world.put(&with(shared.clone(), "status", json!("inactive")));
    assert!(!sees().await, "withdrawn");
    world.put(&shared);
    assert!(sees().await, "shared again");
    world.put(&json!({"resourceType": "RelatedPerson", "id": "carer-of-ann", "active": false, "patient": to("Patient/ann")}));
    assert!(!sees().await, "a carer no more");
    let friend = json!([{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "FRND"}]}]);
    world.put(&json!({
        "resourceType": "RelatedPerson", "id": "carer-of-ann", "active": true, "patient": to("Patient/ann"),
        "relationship": friend,
    }));
    assert!(sees().await);
    world.at("2026-11-22T10:29:59Z");
    assert!(sees().await, "until its end");
    world.at("2026-11-22T10:30:01Z");
    assert!(!sees().await, "nothing was written, and it is over");
    world.at("2026-11-22T10:20:00Z");
    assert!(sees().await, "a clock that was set back");
}
