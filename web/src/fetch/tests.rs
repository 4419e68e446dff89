use lapwing_core::effect::Method;
use serde_json::json;

use super::*;

#[test]
fn json_is_known_by_its_type() {
    for kind in ["application/json", "application/fhir+json; charset=utf-8", "application/json ;x"] {
        assert!(is_json(kind), "{kind}");
    }
    for kind in ["text/html", "", "application/jsonp", "text/html; application/json"] {
        assert!(!is_json(kind), "{kind}");
    }
}

#[test]
fn an_outcome_names_its_code() {
    let outcome = json!({"issue": [{"details": {"coding": [{"code": "fresh-sign-in"}]}}]});
    assert_eq!(detail(Some(&outcome)), Some("fresh-sign-in"));
    assert_eq!(detail(Some(&json!([]))), None);
    assert_eq!(detail(None), None);
}

#[test]
fn headers_carry_what_the_request_says_and_nothing_else() {
    let plain = Request::get("/fhir/Patient/x");
    assert!(headers_of(&plain, false, None).is_empty());
    let full = Request { csrf: Some("t".into()), if_match: Some("W/\"1\"".into()), quiet: true, ..plain };
    let names: Vec<_> = headers_of(&full, true, Some("e")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Content-Type", "X-Lapwing-CSRF", "X-Lapwing-Entry", "If-Match", "X-Lapwing-Quiet"]);
    let feedback = Request { anonymous: true, ..Request::new(Method::Put, "/feedback/1".into()) };
    assert_eq!(headers_of(&feedback, false, None), [("Accept-Language", "*")]);
}

#[test]
fn personal_answers_stay_out_of_the_cache() {
    assert!(is_personal("/fhir/Observation?code=1") && is_personal("/session") && is_personal("/feedback/1"));
    assert!(!is_personal("/data/help.json"));
}
