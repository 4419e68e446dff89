//! What a Consent gives and takes, and that what is not understood gives nothing.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::people::{class, consent, data, permit, to, world};

async fn sees(consents: &[Value], path: &str) -> bool {
    let world = world(consents);
    let browser = world.signed_in("cleo").await;
    browser.get(&format!("/fhir/{path}")).await.status == StatusCode::OK
}

const PLAN: &str = "CarePlan/ann-plan";
const GOAL: &str = "Goal/ann-goal";

fn with(name: &str, value: Value) -> Value {
    let mut provision = permit(&["plan"]);
    provision[name] = value;
    consent("ann", provision)
}

#[tokio::test]
async fn a_permit_that_is_narrowed_in_a_way_not_understood_gives_nothing() {
    assert!(sees(&[consent("ann", permit(&["plan"]))], PLAN).await, "the control");
    for (name, value) in [
        ("purpose", json!([{"code": "ETREAT"}])),
        ("securityLabel", json!([{"code": "N"}])),
        ("code", json!([{"text": "x"}])),
        ("dataPeriod", json!({"start": "2020"})),
        ("modifierExtension", json!([{"url": "x", "valueBoolean": true}])),
        ("action", json!([{"coding": [{"code": "disclose"}]}])),
        ("period", json!({"end": "some day"})),
        ("period", json!({"start": "2026-01-01", "modifierExtension": []})),
        ("data", json!([{"meaning": "related", "reference": to(PLAN)}])),
        ("data", json!([])),
        ("class", json!([])),
        ("class", json!([{"system": "urn:other", "code": "plan"}])),
        ("class", json!([{"system": "https://lapwing.example/CodeSystem/section", "code": "unknown"}])),
        ("type", json!("deny")),
        ("type", json!(null)),
        ("actor", json!([])),
        ("actor", json!([{"reference": to("RelatedPerson/carer-of-ben")}])),
        ("actor", json!([{"reference": to("Patient/ann")}])),
    ] {
        assert!(!sees(&[with(name, value.clone())], PLAN).await, "{name} {value}");
    }
    let access = json!([{"coding": [{"code": "access"}]}]);
    assert!(sees(&[with("action", access)], PLAN).await);
}

#[tokio::test]
async fn a_consent_of_another_kind_or_about_another_gives_nothing() {
    let change = |change: &dyn Fn(&mut Value)| {
        let mut one = consent("ann", permit(&["plan"]));
        change(&mut one);
        [one]
    };
    for other in [
        change(&|c| c["scope"]["coding"][0]["code"] = json!("research")),
        change(&|c| c["scope"]["coding"][0]["system"] = json!("urn:other")),
        change(&|c| c["patient"] = to("Patient/ben")),
        change(&|c| c["modifierExtension"] = json!([{"url": "x"}])),
        change(&|c| c["provision"] = json!(null)),
        change(&|c| c["provision"] = json!([c["provision"].clone()])),
    ] {
        assert!(!sees(&other, PLAN).await, "{}", other[0]);
    }
}

#[tokio::test]
async fn a_deny_beats_every_permit() {
    let deny = |provision: Value| {
        let mut one = consent("ann", provision);
        one["id"] = json!("ann-no");
        one
    };
    let allow = consent("ann", permit(&["plan"]));
    let entry = data(&[PLAN.to_owned()]);
    let nobody = json!([]);
    for (provision, plan, goal) in [
        (json!({"type": "deny"}), false, false),
        (json!({"type": "deny", "class": class(&["plan"])}), false, false),
        (json!({"type": "deny", "class": class(&["letters"])}), true, true),
        (json!({"type": "deny", "data": entry}), false, true),
        (json!({"type": "deny", "data": entry, "class": class(&["letters"])}), true, true),
        (json!({"type": "deny", "data": entry, "class": class(&["plan"])}), false, true),
        (json!({"type": "deny", "data": entry, "actor": nobody}), false, true),
        (json!({"type": "deny", "actor": [{"reference": to("RelatedPerson/carer-of-ben")}]}), true, true),
        (json!({"type": "deny", "period": {"end": "2026-11-21"}}), true, true),
        (json!({"type": "deny", "period": {"end": "unknown"}}), false, false),
        (json!({"type": "deny", "data": entry, "purpose": [{"code": "x"}]}), false, false),
        (json!({"type": "deny", "data": [{"meaning": "dependents", "reference": to(PLAN)}]}), false, false),
        (json!({"type": "deny", "class": class(&["unknown"])}), false, false),
    ] {
        let both = [allow.clone(), deny(provision.clone())];
        assert_eq!((sees(&both, PLAN).await, sees(&both, GOAL).await), (plan, goal), "{provision}");
    }
}

#[tokio::test]
async fn a_deny_is_total_where_something_changes_the_meaning_of_its_consent() {
    let allow = consent("ann", permit(&["plan"]));
    let deny = |provision: Value, change: &dyn Fn(&mut Value)| {
        let mut one = consent("ann", provision);
        (one["id"], one["modifierExtension"]) =
            (json!("ann-no"), json!([{"url": "x", "valueBoolean": true}]));
        change(&mut one);
        [allow.clone(), one]
    };
    let as_it_is = |_: &mut Value| {};
    let letters = || json!({"type": "deny", "class": class(&["letters"])});
    let with = |name: &str, value: Value| {
        let mut provision = letters();
        provision[name] = value;
        provision
    };
    let other = json!([{"reference": to("RelatedPerson/carer-of-ben")}]);
    for (consents, opens) in [
        (deny(letters(), &as_it_is), false),
        (deny(json!({"type": "deny", "data": data(&["Goal/other".to_owned()])}), &as_it_is), false),
        (deny(with("actor", json!([])), &as_it_is), false),
        (deny(with("period", json!({"end": "unknown"})), &as_it_is), false),
        (
            deny(with("provision", json!([{"type": "permit", "data": data(&[PLAN.to_owned()])}])), &as_it_is),
            false,
        ),
        (deny(with("period", json!({"end": "2026-11-21"})), &as_it_is), true),
        (deny(with("actor", other), &as_it_is), true),
        (deny(letters(), &|c| c["status"] = json!("inactive")), true),
        (deny(letters(), &|c| c["scope"]["coding"][0]["code"] = json!("treatment")), true),
        (deny(letters(), &|c| c["patient"] = to("Patient/ben")), true),
        (deny(letters(), &|c| drop(c.as_object_mut().unwrap().remove("modifierExtension"))), true),
        // What a permit holds is as the permit: nothing.
        (
            deny(json!({"type": "permit", "class": class(&["plan"]), "provision": [letters()]}), &as_it_is),
            true,
        ),
    ] {
        for path in [PLAN, GOAL] {
            assert_eq!(sees(&consents, path).await, opens, "{path} {}", consents[1]);
        }
    }
}

#[tokio::test]
async fn a_named_entry_opens_that_entry_and_no_other() {
    for (name, opens) in [
        ("CarePlan/ann-restricted", true),
        ("CarePlan/ann-very-restricted", true),
        ("CarePlan/ann-sensitive", true),
        ("CarePlan/ann-safety", true),
        ("CarePlan/ann-withheld", false),
        ("Patient/ann", false),
        ("RelatedPerson/carer-of-ann", false),
        ("Consent/ann-sharing", false),
        ("Communication/ann-message", false),
        ("CarePlan/ben-plan", false),
        ("Provenance/trace", false),
    ] {
        let named = [consent("ann", json!({"type": "permit", "data": data(&[name.to_owned()])}))];
        assert_eq!(sees(&named, name).await, opens, "{name}");
        assert!(!sees(&named, PLAN).await, "{name}");
    }
    let both = [consent(
        "ann",
        json!({"type": "permit", "class": class(&["plan"]), "data": data(&[PLAN.to_owned()])}),
    )];
    assert_eq!((sees(&both, PLAN).await, sees(&both, GOAL).await), (true, false), "both hold");
    let apart = [consent(
        "ann",
        json!({"type": "permit", "class": class(&["letters"]), "data": data(&[PLAN.to_owned()])}),
    )];
    assert!(!sees(&apart, PLAN).await);
}

#[tokio::test]
async fn who_is_cared_for_is_listed_with_what_is_shared() {
    let listed = async |consents: &[Value]| {
        let world = world(consents);
        world.signed_in("cleo").await.get("/session").await.json()["caring_for"].clone()
    };
    assert_eq!(listed(&[]).await, json!([]));
    let ann = |sections: Value| {
        json!([{
            "patient": "Patient/ann", "name": "", "sections": sections, "relation": "FRND",
            "related": "RelatedPerson/carer-of-ann", "adds": true, "keeps": 0, "until": null,
        }])
    };
    assert_eq!(
        listed(&[consent("ann", permit(&["letters", "plan"]))]).await,
        ann(json!(["plan", "letters"]))
    );
    let entry = json!({"type": "permit", "data": data(&[PLAN.to_owned()])});
    let mut single = ann(json!([]));
    single[0]["kinds"] = json!(["CarePlan"]);
    assert_eq!(listed(&[consent("ann", entry)]).await, single);
    let mut no = consent("ann", json!({"type": "deny", "class": class(&["plan"])}));
    no["id"] = json!("ann-no");
    assert_eq!(
        listed(&[consent("ann", permit(&["letters", "plan"])), no.clone()]).await,
        ann(json!(["letters"]))
    );
    assert_eq!(listed(&[consent("ann", permit(&["plan"])), no]).await, json!([]));
    assert_eq!(listed(&[with("period", json!({"end": "2026-11-21"}))]).await, json!([]));
}

#[tokio::test]
async fn how_long_a_copy_is_kept_is_what_the_fewest_hours_say() {
    let keeps = async |consents: &[Value]| {
        let world = world(consents);
        world.signed_in("cleo").await.get("/session").await.json()["caring_for"][0]["keeps"].clone()
    };
    let of = |hours: Value| {
        let mut one = consent("ann", permit(&["plan"]));
        one["extension"] = json!([{
            "url": "https://lapwing.example/StructureDefinition/kept-copy-hours", "valueUnsignedInt": hours,
        }]);
        one
    };
    for (hours, expect) in [(json!(24), 24), (json!(72), 72), (json!(73), 0), (json!("24"), 0), (json!(0), 0)]
    {
        assert_eq!(keeps(&[of(hours.clone())]).await, json!(expect), "{hours}");
    }
    assert_eq!(keeps(&[consent("ann", permit(&["plan"]))]).await, json!(0), "nothing said is nothing kept");
    let mut other = consent("ann", permit(&["letters"]));
    other["id"] = json!("ann-other");
    assert_eq!(keeps(&[of(json!(24)), other]).await, json!(0));
    let mut withdrawn = of(json!(0));
    (withdrawn["id"], withdrawn["status"]) = (json!("ann-before"), json!("inactive"));
    assert_eq!(keeps(&[of(json!(24)), withdrawn]).await, json!(24));
}
