//! What a result says is so: units, ranges, what the laboratory says, whom it is about, and what a plot leaves out.

use super::*;
use crate::route::Route;

fn reading(id: &str, at: &str, more: Value) -> Value {
    let mut made = json!({"resourceType": "Observation", "id": id, "status": "final", "effectiveDateTime": at,
        "code": {"coding": [{"system": "http://loinc.org", "code": "1", "display": "A"}]}});
    made.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    made
}

fn value(value: f64, unit: &str) -> Value {
    json!({"valueQuantity": {"value": value, "unit": unit}})
}

fn view(all: Vec<Value>) -> ResultView {
    let held = known(all);
    let key = results(&held, &now()).groups[0].rows[0].key.clone();
    result(&held, &key, &now())
}

#[test]
fn a_plot_draws_numbers_of_one_unit_and_says_how_many_it_leaves_out() {
    let check = |all: Vec<Value>, points: &[f64], unit: Option<&str>, left_out: usize| {
        let view = view(all);
        let drawn: Vec<f64> =
            view.series.iter().flat_map(|line| &line.points).map(|point| point.value).collect();
        assert_eq!((drawn.as_slice(), view.unit.as_deref(), view.undrawn), (points, unit, left_out));
    };
    let kg = |id: &str, at: &str, n: f64| reading(id, at, value(n, "kg"));
    check(
        vec![
            kg("a", "2026-03-01", 70.0),
            reading("b", "2026-02-01", value(154.0, "lb")),
            kg("c", "2026-01-01", 69.0),
        ],
        &[69.0, 70.0],
        Some("kg"),
        1,
    );
    let below = json!({"valueQuantity": {"value": 5, "unit": "mg/L", "comparator": "<"}});
    let crp = |id: &str, at: &str, n: f64| reading(id, at, value(n, "mg/L"));
    let all =
        vec![crp("a", "2026-01-01", 12.0), crp("b", "2026-02-01", 8.0), reading("c", "2026-03-01", below)];
    assert_eq!(view(all.clone()).rows[0].value, "less than 5 mg/L");
    check(all, &[12.0, 8.0], Some("mg/L"), 1);
    let mistake = json!({"status": "entered-in-error", "valueQuantity": {"value": 99, "unit": "mg/L"}});
    check(vec![crp("a", "2026-01-01", 12.0), reading("b", "2026-02-01", mistake)], &[12.0], Some("mg/L"), 0);
    let part = |label: &str, n: f64| json!({"code": {"text": label}, "valueQuantity": {"value": n, "unit": "mm[Hg]"}});
    let pressure = json!({"component": [part("Upper", 119.0), part("Lower", 77.0)]});
    check(vec![reading("a", "2026-01-01", pressure)], &[119.0, 77.0], Some("mmHg"), 0);
}

#[test]
fn what_the_laboratory_says_stands_beside_the_state() {
    let check = |more: Value, badge: Option<&str>, said: &str| {
        let held = known(vec![reading("a", "2026-01-01", more)]);
        let row = &results(&held, &now()).groups[0].rows[0];
        assert_eq!((row.badge.as_ref().map(|badge| badge.words.as_str()), row.value.as_str()), (badge, said));
    };
    let says = |status: &str, codes: &[&str]| {
        let codes: Vec<Value> = codes.iter().map(|code| json!({"coding": [{"code": code}]})).collect();
        json!({"status": status, "interpretation": codes, "valueInteger": 7})
    };
    check(says("final", &["HH"]), Some("Very high"), "7");
    check(says("corrected", &["H"]), Some("Corrected. High"), "7");
    check(says("preliminary", &["L", "A"]), Some("Early result, may change. Low. Not usual"), "7");
    check(says("final", &["odd"]), Some("odd"), "7");
    check(says("amended", &[]), Some("Corrected"), "7");
    let part = |label: &str, more: Value| {
        let mut made = json!({"code": {"text": label}});
        made.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        made
    };
    let judged = part("Upper", json!({"valueInteger": 190, "interpretation": [{"coding": [{"code": "H"}]}]}));
    let gone = part("Lower", json!({"dataAbsentReason": {"coding": [{"code": "not-performed"}]}}));
    check(
        json!({"component": [judged, gone, part("Middle", json!({}))]}),
        None,
        "Upper: 190 (High), Lower: No value: Not done, Middle: No value given",
    );
    check(
        json!({"hasMember": [{"reference": "Observation/x"}, {"reference": "Observation/y"}]}),
        None,
        "2 results belong to it",
    );
}

#[test]
fn only_what_is_usual_is_a_usual_range_and_a_plot_draws_one_that_holds() {
    let check = |ranges: Value, usual: Option<&str>, band: (Option<f64>, Option<f64>)| {
        let mut one = value(5.0, "mg");
        one["referenceRange"] = ranges;
        let view = view(vec![reading("a", "2026-01-01", one.clone()), reading("b", "2026-02-01", one)]);
        assert_eq!((view.usual.as_deref(), view.band), (usual, band));
    };
    let range = |low: f64, high: f64| json!({"low": {"value": low, "unit": "mg"}, "high": {"value": high, "unit": "mg"}});
    let with = |mut range: Value, key: &str, value: Value| {
        range[key] = value;
        range
    };
    let kind = |code: &str| json!({"coding": [{"code": code}]});
    let none = (None, None);
    let both = (Some(1.0), Some(2.0));
    check(json!([range(1.0, 2.0)]), Some("1 to 2 mg"), both);
    check(
        json!([with(range(9.0, 9.5), "type", kind("treatment")), range(1.0, 2.0)]),
        Some("1 to 2 mg"),
        both,
    );
    check(json!([with(range(1.0, 2.0), "type", kind("normal"))]), Some("1 to 2 mg"), both);
    check(json!([with(range(1.0, 2.0), "type", kind("therapeutic"))]), None, none);
    let women = with(range(1.0, 2.0), "appliesTo", json!([{"text": "Women"}]));
    let men = with(range(2.0, 3.0), "appliesTo", json!([{"text": "Men"}]));
    check(json!([women, men]), Some("1 to 2 mg (Women); 2 to 3 mg (Men)"), none);
    check(json!([women]), Some("1 to 2 mg (Women)"), none);
    let young = json!({"high": {"value": 18, "unit": "years"}});
    check(json!([with(range(1.0, 2.0), "age", young)]), Some("1 to 2 mg (age 18 years or less)"), none);
    check(json!([{"low": {"value": 1, "unit": "g"}}]), Some("1 g or more"), none);
    let part = json!({"code": {"text": "Upper"}, "valueInteger": 7, "referenceRange": [{"text": "5 to 9"}]});
    assert_eq!(
        view(vec![reading("a", "2026-01-01", json!({"component": [part]}))]).usual.as_deref(),
        Some("Upper: 5 to 9")
    );
}

#[test]
fn a_range_that_changed_is_not_drawn_over_what_it_did_not_hold_for() {
    let of = |id: &str, at: &str, high: f64| {
        let mut one = value(5.0, "mg");
        one["referenceRange"] = json!([{"high": {"value": high, "unit": "mg"}}]);
        reading(id, at, one)
    };
    let check = |before: f64, expect: Option<f64>| {
        assert_eq!(
            view(vec![of("a", "2026-01-01", before), of("b", "2026-02-01", 6.0)]).band,
            (None, expect)
        );
    };
    check(6.0, Some(6.0));
    check(7.0, None);
}

#[test]
fn what_is_about_somebody_else_is_a_result_of_its_own() {
    let mine = |id: &str| {
        let mut made = value(70.0, "kg");
        made["subject"] = json!({"reference": "Patient/a"});
        reading(id, "2026-01-01", made)
    };
    let mut theirs = mine("b");
    theirs["focus"] = json!([{"reference": "RelatedPerson/m", "display": "Mother"}]);
    let mut own = mine("c");
    own["effectiveDateTime"] = json!("2026-02-01");
    own["focus"] = json!([{"reference": "Patient/a"}]);
    let held = known(vec![mine("a"), theirs, own]);
    let rows = &results(&held, &now()).groups[0].rows;
    let told: Vec<(&str, usize)> = rows.iter().map(|row| (row.label.as_str(), row.count)).collect();
    assert_eq!(told, [("A", 2), ("A. About: Mother", 1)]);
    assert_eq!(result(&held, &rows[1].key, &now()).label, "A. About: Mother");
}

#[test]
fn each_reading_opens_by_itself_and_the_time_tells_two_of_one_day_apart() {
    let at = |id: &str, at: &str| reading(id, at, value(1.0, "kg"));
    let view = view(vec![
        at("a", "2026-01-02T08:00:00Z"),
        at("b", "2026-01-02T20:30:00Z"),
        at("c", "2026-01-01T09:00:00Z"),
    ]);
    let whens: Vec<&str> = view.rows.iter().map(|row| row.when.as_str()).collect();
    assert_eq!(whens, ["2 January 2026, 20:30", "2 January 2026, 08:00", "1 January 2026"]);
    assert_eq!(view.rows[0].route, Some(Route::Entry(key("Observation", "b"))));
}
