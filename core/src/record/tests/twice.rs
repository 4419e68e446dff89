//! Readings that two systems tell of.

use super::*;
use crate::seek;

const LAB: &str = "https://lab.example";

fn from(mut reading: Value, id: &str, who: &str) -> Value {
    reading["id"] = json!(id);
    reading["performer"] = json!([{"display": who}]);
    reading["meta"] = json!({"source": if id == "a" { LAB } else { "https://surgery.example" }});
    reading
}

fn weight(at: &str, value: &str, unit: &str) -> Value {
    let value: Value = serde_json::from_str(value).unwrap();
    json!({"resourceType": "Observation", "status": "final", "effectiveDateTime": at,
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7", "display": "Weight"}]},
        "valueQuantity": {"value": value, "unit": unit}})
}

fn shown_of(all: Vec<Value>) -> ResultView {
    let held = known(all);
    let key = results(&held, &now()).groups[0].rows[0].key.clone();
    result(&held, &key, &now())
}

#[test]
fn the_same_reading_from_two_systems_is_one_with_both_as_its_source() {
    let of = |id: &str, who: &str| from(weight("2026-06-16T09:30:00Z", "72.5", "kg"), id, who);
    let all = vec![of("a", "Leeds pathology"), of("b", "Beech Road Surgery")];
    let held = known(all.clone());
    assert_eq!(results(&held, &now()).groups[0].rows[0].count, 1);
    let view = shown_of(all);
    assert_eq!((view.rows.len(), view.series[0].points.len()), (1, 1));
    let both = "From Leeds pathology, 16 June 2026 at 09:30. From Beech Road Surgery, 16 June 2026 at 09:30";
    let said = view.rows[0].sources.clone().unwrap();
    assert_eq!(said.matches("From ").count(), 2, "{said}, like {both}");
    assert!(said.contains("Leeds pathology") && said.contains("Beech Road Surgery"), "{said}");
    assert_eq!(view.source, Some(said));
}

#[test]
fn what_differs_in_anything_stays_apart() {
    let one = || from(weight("2026-06-16T09:30:00Z", "72.5", "kg"), "a", "Leeds pathology");
    let other = |at: &str, value: &str, unit: &str| from(weight(at, value, unit), "b", "Beech Road Surgery");
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut made = other("2026-06-16T09:30:00Z", "72.5", "kg");
        change(&mut made);
        made
    };
    for (what, second) in [
        ("value", other("2026-06-16T09:30:00Z", "72.6", "kg")),
        ("digits", other("2026-06-16T09:30:00Z", "72.50", "kg")),
        ("unit", other("2026-06-16T09:30:00Z", "72.5", "lb")),
        ("moment", other("2026-06-16T09:31:00Z", "72.5", "kg")),
        ("how exact the date is", other("2026-06-16", "72.5", "kg")),
        ("state", changed(&|made| made["status"] = json!("preliminary"))),
        (
            "who it is from: oneself",
            changed(&|made| made["performer"] = json!([{"reference": "Patient/asha"}])),
        ),
    ] {
        let view = shown_of(vec![one(), second]);
        assert_eq!(view.rows.len(), 2, "{what}");
        let alone =
            |row: &Point| row.sources.as_deref().is_none_or(|said| seek::find(said, ". ", 0).is_none());
        assert!(view.rows.iter().all(alone), "{what}");
    }
    let twice = |at: &str| {
        let mut second = from(weight(at, "72.5", "kg"), "a", "Leeds pathology");
        second["id"] = json!("b");
        vec![from(weight(at, "72.5", "kg"), "a", "Leeds pathology"), second]
    };
    assert_eq!(shown_of(twice("2026-06-16T09:30:00Z")).rows.len(), 2, "one system holds it twice");
    let day = vec![
        from(weight("2026-06-16", "72.5", "kg"), "a", "Leeds pathology"),
        other("2026-06-16", "72.5", "kg"),
    ];
    assert_eq!(shown_of(day).rows.len(), 2, "on one day there may be two");
    let mut undated = one();
    undated.as_object_mut().unwrap().remove("effectiveDateTime");
    assert_eq!(shown_of(vec![undated.clone(), undated]).rows.len(), 2, "without a date nobody knows");
}

#[test]
fn the_same_moment_in_another_offset_is_the_same() {
    let one = from(weight("2026-06-16T09:30:00Z", "72.5", "kg"), "a", "Leeds pathology");
    let other = from(weight("2026-06-16T10:30:00+01:00", "72.5", "kg"), "b", "Beech Road Surgery");
    assert_eq!(shown_of(vec![one, other]).rows.len(), 1);
}

#[test]
fn nothing_that_one_of_them_says_more_is_lost() {
    let one = || from(weight("2026-06-16T09:30:00Z", "72.5", "kg"), "a", "Leeds pathology");
    let with = |says: Value| {
        let mut made = from(weight("2026-06-16T09:30:00Z", "72.5", "kg"), "b", "Beech Road Surgery");
        for (name, value) in says.as_object().unwrap() {
            made[name] = value.clone();
        }
        made
    };
    let high = json!({"interpretation": [{"text": "High"}], "note": [{"text": "Again in May"}],
        "referenceRange": [{"text": "60 to 70 kg"}]});
    for all in [vec![one(), with(high.clone())], vec![with(high), one()]] {
        let view = shown_of(all);
        assert_eq!(view.rows.len(), 1);
        assert_eq!(view.rows[0].note.as_deref(), Some("High. Again in May"));
        assert_eq!(view.usual.as_deref(), Some("60 to 70 kg"));
    }
    let (low, high) =
        (json!({"interpretation": [{"text": "Low"}]}), json!({"interpretation": [{"text": "High"}]}));
    assert_eq!(shown_of(vec![with(low), with(high)]).rows.len(), 2, "two who disagree are two");
}
