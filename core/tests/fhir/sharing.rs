//! Consent: read, built, withdrawn, and in force or not.

use super::paths;
use lapwing_core::fhir::consent::{Offer, Status, read, share, withdraw};
use lapwing_core::fhir::date::Date;
use serde_json::{Value, json};

fn at(text: &str) -> i64 {
    Date::parse(text).unwrap().to_millis()
}

fn offer(until: Option<&str>) -> Value {
    let now = Date::parse("2026-11-22T10:00:00Z").unwrap();
    share(&Offer {
        id: "c1",
        patient: "Patient/asha",
        with: "RelatedPerson/rosa",
        sections: &["plan", "medicines"],
        now,
        until: until.and_then(Date::parse),
        adds: false,
        keeps: 24,
    })
}

#[test]
fn what_is_shared_reads_back() {
    let read = read(&offer(Some("2026-12-31"))).unwrap();
    assert!(read.unread.is_empty());
    assert_eq!(read.good.sections, ["plan", "medicines"]);
    assert!(read.good.patient.is("Patient/asha") && read.good.with[0].is("RelatedPerson/rosa"));
    assert!(read.good.source.own() && !read.good.adds);
    let mut unsaid = offer(None);
    unsaid["provision"].as_object_mut().unwrap().remove("action");
    assert!(
        crate::sharing::read(&unsaid).unwrap().good.adds,
        "an agreement from before there was the question"
    );
}

#[test]
fn how_long_copies_are_kept_reads_back_and_doubt_keeps_none() {
    assert_eq!(read(&offer(None)).unwrap().good.keeps, 24);
    for wrong in [json!([]), json!([{"url": "urn:x", "valueUnsignedInt": 24}])] {
        let mut other = offer(None);
        other["extension"] = wrong;
        assert_eq!(read(&other).unwrap().good.keeps, 0);
    }
    for (hours, expect) in
        [(json!(72), 72), (json!(73), 0), (json!(300), 0), (json!("24"), 0), (json!(-1), 0)]
    {
        let mut other = offer(None);
        other["extension"][0]["valueUnsignedInt"] = hours;
        assert_eq!(read(&other).unwrap().good.keeps, expect);
    }
}

fn check(consent: &Value, moment: &str, in_force: bool) {
    assert_eq!(read(consent).unwrap().good.in_force(at(moment)), in_force, "{moment}");
}

#[test]
fn in_force_within_its_period_until_withdrawn() {
    let until = offer(Some("2026-12-31"));
    // It counts from the gateway's answer: a device whose clock is ahead does not delay it.
    check(&until, "2026-11-22T09:59:59Z", true);
    check(&until, "2026-12-31T23:59:59Z", true);
    check(&until, "2027-01-01T00:00:00Z", false);
    check(&offer(None), "2090-01-01", true);
    let withdrawn = withdraw(&until).unwrap();
    check(&withdrawn, "2026-11-23", false);
    assert_eq!(read(&withdrawn).unwrap().good.status, Status::Inactive);
    assert_eq!(withdrawn["provision"], until["provision"]);
}

#[test]
fn doubt_shares_nothing() {
    for (pointer, wrong) in [
        ("/provision/type", json!("deny")),
        ("/provision/type", json!(1)),
        ("/status", json!("proposed")),
        ("/status", json!("odd")),
    ] {
        let mut consent = offer(None);
        *consent.pointer_mut(pointer).unwrap() = wrong;
        check(&consent, "2026-11-23", false);
    }
    let mut consent = offer(None);
    consent["provision"]["actor"] = json!([{}, 5, { "reference": { "reference": "RelatedPerson/x" } }]);
    let read = read(&consent).unwrap();
    assert_eq!(read.good.with.len(), 1);
    assert_eq!(paths(&read.unread), ["provision.actor[1]", "provision.actor[0]"]);
    assert_eq!(withdraw(&json!({ "resourceType": "Patient" })), None);
}

#[test]
fn an_unreadable_end_is_no_open_end() {
    let mut consent = offer(None);
    consent["provision"]["period"]["end"] = json!("someday");
    check(&consent, "2026-11-23", false);
}
