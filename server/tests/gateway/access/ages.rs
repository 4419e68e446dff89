//! Relation, age, death and merged records.

use axum::http::StatusCode;
use lapwing_server::{access::Sections, reviews, risk::RiskRules};
use serde_json::{Value, json};

use super::people::{concept, consent, permit, record, to};
use crate::kit::World;

/// A young person with a carer of this relation, who agreed at this time.
fn world(relation: &str, born: &str, agreed: Option<&str>) -> World {
    world_by(relation, born, agreed, &json!([to("Patient/sam")]))
}

/// The same, where these agreed (`performer`).
fn world_by(relation: &str, born: &str, agreed: Option<&str>, performer: &Value) -> World {
    let people = json!([
        {"id": "sam", "name": "Sam", "patient": "Patient/sam"},
        {"id": "carer", "name": "Carer", "related": ["RelatedPerson/carer-of-sam"]},
    ]);
    let mut consent = consent("sam", permit(&["plan"]));
    consent["performer"] = performer.clone();
    match agreed {
        Some(time) => consent["dateTime"] = json!(time),
        None => drop(consent.as_object_mut().unwrap().remove("dateTime")),
    }
    let mut all = record("sam", relation, born);
    all.push(consent);
    World::new(people, &all)
}

async fn sees(world: &World) -> bool {
    let browser = world.signed_in("carer").await;
    let status = browser.get("/fhir/CarePlan/sam-plan").await.status;
    let listed = browser.get("/session").await.json()["caring_for"].as_array().unwrap().len();
    let found = browser.get("/fhir/CarePlan").await.json()["total"] == 1;
    assert_eq!((listed == 1, found), (status == StatusCode::OK, status == StatusCode::OK));
    status == StatusCode::OK
}

#[tokio::test]
async fn a_parents_access_ends_on_the_sixteenth_birthday() {
    let early = "2026-11-01T00:00:00Z";
    for (born, now, expected) in [
        ("2012-05-09", "2026-11-22T10:00:00Z", true),
        ("2012-05-09", "2028-05-08T23:59:59Z", true),
        ("2012-05-09", "2028-05-09T00:00:00Z", false),
        ("2012-05-09", "2040-01-01T00:00:00Z", false),
        ("2012", "2027-12-31T23:59:59Z", true),
        ("2012", "2028-01-01T00:00:00Z", false),
        ("2012-05", "2028-05-01T00:00:00Z", false),
    ] {
        let world = world("PRN", born, Some(early));
        world.at(now);
        assert_eq!(sees(&world).await, expected, "born {born}, now {now}");
    }
}

#[tokio::test]
async fn the_young_person_can_renew_it_and_nobody_can_beforehand() {
    let now = "2028-11-22T10:00:00Z";
    for (born, agreed, expected) in [
        ("2012-05-09", Some("2028-05-08T23:59:59Z"), false),
        ("2012-05-09", Some("2028-05-09T00:00:00Z"), true),
        ("2012-05-09", Some("2028-05-09"), true),
        ("2012-05-09", Some("2028-11-22T10:00:00Z"), true),
        ("2012-05-09", Some("2028-11-22T10:00:01Z"), false),
        ("2012-05-09", Some("2028"), false),
        ("2012-05-09", None, false),
        ("2012", Some("2028-05-09"), false),
        ("2012", Some("2028-12-31"), false),
    ] {
        let world = world("PRN", born, agreed);
        world.at(now);
        assert_eq!(sees(&world).await, expected, "born {born}, agreed {agreed:?}");
    }
}

#[tokio::test]
async fn what_anybody_else_agreed_to_is_no_renewal() {
    let (sam, own) = (to("Patient/sam"), to("https://other.example/Patient/sam"));
    let (parent, team) = (to("RelatedPerson/carer-of-sam"), to("Practitioner/doctor"));
    for (performer, renewed) in [
        (json!([sam]), true),
        (json!([sam, sam]), true),
        (json!([parent]), false),
        (json!([team]), false),
        (json!([sam, parent]), false),
        (json!([team, sam]), false),
        (json!([to("Patient/ann")]), false),
        (json!([own]), false),
        (json!([{"display": "Sam"}]), false),
        (json!([sam, {"display": "Carer"}]), false),
        (json!([]), false),
        (Value::Null, false),
    ] {
        let agreed = Some("2028-11-01");
        let world = world_by("PRN", "2012-05-09", agreed, &performer);
        world.at("2028-11-22T10:00:00Z");
        assert_eq!(sees(&world).await, renewed, "{performer}");
        // A friend, and a parent of somebody under 16, see what anybody agreed to for them.
        for (relation, born) in [("FRND", "2012-05-09"), ("PRN", "2014-05-09")] {
            let world = world_by(relation, born, agreed, &performer);
            world.at("2028-11-22T10:00:00Z");
            assert!(sees(&world).await, "{relation} {born} {performer}");
        }
    }
}

#[tokio::test]
async fn the_age_binds_parents_and_relations_that_are_not_known() {
    for (relation, expected) in [
        ("PRN", false),
        ("MTH", false),
        ("FTH", false),
        ("STPPRN", false),
        ("PRNFOST", false),
        ("GUARD", false),
        ("NMTH", false),
        ("ADOPTP", false),
        ("", false),
        ("FRND", true),
        ("SIB", true),
        ("GRPRN", true),
        ("SPS", true),
    ] {
        let world = world(relation, "2012-05-09", Some("2026-11-01"));
        world.at("2028-11-22T10:00:00Z");
        assert_eq!(sees(&world).await, expected, "{relation}");
    }
    let world = world("PRN", "not a date", Some("2026-11-01"));
    assert!(!sees(&world).await, "a birth date that can't be read");
}

/// Changes one resource of the record and looks again.
async fn after(change: impl Fn(&mut Value), id: &str) -> bool {
    let world = world("FRND", "1988-03-14", Some("2026-11-01"));
    assert!(sees(&world).await, "the control");
    let mut all = record("sam", "FRND", "1988-03-14");
    let one = all.iter_mut().find(|r| r["id"] == id).unwrap();
    change(one);
    world.put(one);
    sees(&world).await
}

#[tokio::test]
async fn when_someone_dies_or_records_are_merged_a_carers_access_stops() {
    assert!(!after(|p| p["deceasedBoolean"] = json!(true), "sam").await);
    assert!(!after(|p| p["deceasedDateTime"] = json!("2026-11-20"), "sam").await);
    assert!(after(|p| p["deceasedBoolean"] = json!(false), "sam").await);
    let link = |ty: &str| json!([{"type": ty, "other": {"reference": "Patient/other"}}]);
    assert!(!after(|p| p["link"] = link("replaced-by"), "sam").await);
    assert!(after(|p| p["link"] = link("replaces"), "sam").await);
    assert!(!after(|p| p["active"] = json!(false), "sam").await);
}

#[tokio::test]
async fn a_related_person_counts_while_the_record_says_so() {
    let id = "carer-of-sam";
    assert!(!after(|r| r["active"] = json!(false), id).await);
    assert!(!after(|r| drop(r.as_object_mut().unwrap().remove("active")), id).await);
    assert!(!after(|r| r["period"] = json!({"end": "2026-11-21"}), id).await);
    assert!(after(|r| r["period"] = json!({"end": "2026-11-22"}), id).await);
    assert!(!after(|r| r["patient"] = json!({"reference": "Patient/other"}), id).await);
    let relation = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
    assert!(after(|r| r["relationship"] = json!([concept(relation, "SIB")]), id).await);
}

#[tokio::test]
async fn the_own_record_stays_open_to_its_patient() {
    let world = world("PRN", "2012-05-09", Some("2026-11-01"));
    world.at("2028-11-22T10:00:00Z");
    assert_eq!(world.signed_in("sam").await.get("/fhir/CarePlan/sam-plan").await.status, StatusCode::OK);
}

/// Until when a carer is told that something is shared, and whether it is the birthday that ends it.
async fn told(world: &World) -> (Value, bool) {
    let carer = world.signed_in("carer").await.get("/session").await.json();
    (carer["caring_for"][0]["until"].clone(), carer["caring_for"][0]["by_age"] == true)
}

#[tokio::test]
async fn the_end_by_age_is_told_ahead_to_parents_and_to_the_young_person() {
    let agreed = Some("2026-11-01T00:00:00Z");
    for (relation, born, until, by_age) in [
        ("PRN", "2012-05-09", json!("2028-05-09T00:00:00Z"), true),
        ("GUARD", "2012", json!("2028-01-01T00:00:00Z"), true),
        ("SIB", "2012-05-09", Value::Null, false),
        // Over 16: agreed to anew, and without an end.
        ("PRN", "2008-05-09", Value::Null, false),
    ] {
        let world = world(relation, born, agreed);
        assert_eq!(told(&world).await, (until, by_age), "{relation} {born}");
        let sam = world.signed_in("sam").await.get("/session").await.json();
        let own = if born.starts_with("2012") { born } else { "" };
        let expected = match own {
            "" => Value::Null,
            "2012" => json!("2028-01-01T00:00:00Z"),
            _ => json!("2028-05-09T00:00:00Z"),
        };
        assert_eq!(sam["person"]["parents_until"], expected, "{born}");
        let from = if own.is_empty() { json!("2024-05-09T00:00:00Z") } else { Value::Null };
        assert_eq!(sam["person"]["parents_from"], from, "{born}");
    }
}

#[tokio::test]
async fn an_agreement_that_ends_before_the_birthday_ends_then() {
    let people = json!([{"id": "carer", "name": "Carer", "related": ["RelatedPerson/carer-of-sam"]}]);
    let mut early = consent("sam", permit(&["plan"]));
    early["provision"]["period"] = json!({"end": "2027-01-31"});
    let mut all = record("sam", "PRN", "2012-05-09");
    all.push(early);
    assert_eq!(told(&World::new(people, &all)).await, (json!("2027-02-01T00:00:00Z"), false));
}

#[tokio::test]
async fn at_thirteen_the_team_is_told_once_to_look_again_at_what_a_parent_sees() {
    let tasks = async |world: &World| {
        let sam = world.signed_in("sam").await;
        let found = sam.get("/fhir/Task?patient=Patient/sam").await.json();
        let all = found["entry"].as_array().cloned().unwrap_or_default();
        let about = |one: &Value| one["resource"]["code"]["text"].as_str().unwrap_or_default().to_owned();
        all.iter().map(about).filter(|text| text.contains("Look again")).count()
    };
    let tables = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/data");
    let (sections, team) = (Sections::load(&tables).unwrap(), RiskRules::load(&tables).unwrap());
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    for (relation, born, agreed, expected) in [
        ("PRN", "2013-11-22", Some("2020-01-01"), 1),
        ("PRN", "2013-11-23", Some("2020-01-01"), 0),
        ("PRN", "2010-11-22", Some("2020-01-01"), 0),
        ("PRN", "2013-11-01", Some("2026-11-02"), 0),
        ("PRN", "2013-11-01", None, 1),
        ("SIB", "2013-11-01", Some("2020-01-01"), 0),
    ] {
        let world = world(relation, born, agreed);
        for _ in 0..2 {
            let known = (&sections, &team);
            assert_eq!(reviews::raise(&*world.records, known, now).unwrap(), expected, "{relation} {born}");
        }
        assert_eq!(tasks(&world).await, expected, "{relation} {born} {agreed:?}");
    }
}
