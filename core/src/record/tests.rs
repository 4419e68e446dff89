use std::rc::Rc;

use serde_json::{Value, json};

use super::*;
use crate::effect::{Effect, Key, Place, Reply};
use crate::event::Tag;
use crate::fhir::narrative::{Mark, Piece};
use crate::now::Now;

mod any;
mod counts;
mod found;
mod hidden;
mod keeping;
mod kinds;
mod letters;
mod older;
mod truth;
mod truth_results;
mod twice;
mod waits;

const NOW: i64 = 1_795_338_000_000;

fn now() -> Now {
    Now::new(NOW, 0, [1, 2, 3, 4])
}

fn known(resources: Vec<Value>) -> Held {
    let known = Known { resources: Rc::new(resources), as_of: NOW, live: true, older: None };
    Held { known: Some(known), ..Held::default() }
}

fn tsh(id: &str, date: &str, value: f64, status: &str) -> Value {
    json!({
        "resourceType": "Observation", "id": id, "status": status, "effectiveDateTime": date,
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "3016-3", "display": "TSH"}]},
        "valueQuantity": {"value": value, "unit": "mIU/L"},
        "referenceRange": [{"low": {"value": 0.4, "unit": "mIU/L"}, "high": {"value": 4.0, "unit": "mIU/L"}}],
    })
}

fn page(resources: Vec<Value>, next: Option<&str>) -> Reply {
    let entries: Vec<_> =
        resources.into_iter().map(|r| json!({"resource": r, "search": {"mode": "match"}})).collect();
    let links: Vec<_> = next.into_iter().map(|url| json!({"relation": "next", "url": url})).collect();
    let body = json!({"resourceType": "Bundle", "type": "searchset", "entry": entries, "link": links});
    Reply { status: 200, body, etag: None }
}

#[test]
fn results_of_one_kind_are_one_series_with_the_newest_on_top() {
    let held = known(vec![
        tsh("1", "2025-01-02", 5.1, "final"),
        tsh("2", "2026-01-02", 2.2, "final"),
        tsh("3", "2026-06-02", 99.0, "entered-in-error"),
    ]);
    let view = results(&held, &now());
    assert_eq!(view.groups.len(), 1);
    let row = &view.groups[0].rows[0];
    assert_eq!((row.value.as_str(), row.count), ("2.2 mIU/L", 3), "a mistake is not the latest");
    let view = result(&held, &row.key, &now());
    assert_eq!(view.rows.iter().map(|r| r.mistake).collect::<Vec<_>>(), [true, false, false], "in the table");
    assert_eq!(
        view.series[0].points.iter().map(|p| p.value).collect::<Vec<_>>(),
        [5.1, 2.2],
        "and not in the plot"
    );
    assert_eq!(view.band, (Some(0.4), Some(4.0)));
}

#[test]
fn what_cannot_be_read_is_counted_and_the_rest_is_shown() {
    let mut broken = tsh("2", "2026-01-02", 1.0, "final");
    broken["valueQuantity"] = json!("about four");
    let held = known(vec![
        tsh("1", "2025-01-02", 5.1, "final"),
        broken,
        json!({"resourceType": "Observation"}),
        json!(7),
    ]);
    let view = results(&held, &now());
    assert_eq!(view.shown.unread, 2);
    assert_eq!(view.shown.presence, Presence::Here);
    assert_eq!(view.groups[0].rows[0].count, 2);
}

#[test]
fn each_state_of_a_shelf_has_its_presence() {
    let empty = known(vec![]);
    let asking = Held { asking: Some(Asking::default()), ..Held::default() };
    let with = |trouble| Held { trouble: Some(trouble), ..Held::default() };
    let stale = Held { trouble: Some(Trouble::Offline), ..known(vec![]) };
    let table = [
        (Held::default(), false, Presence::Loading),
        (asking, false, Presence::Loading),
        (empty.clone(), false, Presence::Empty),
        (empty, true, Presence::Here),
        (with(Trouble::Offline), false, Presence::Trouble(Trouble::Offline)),
        (with(Trouble::NotShared), true, Presence::NotShared),
        (stale.clone(), true, Presence::Here),
        (stale, false, Presence::Trouble(Trouble::Offline)),
    ];
    for (held, anything, expect) in table {
        assert_eq!(presence(&held, anything), expect, "{held:?} {anything}");
    }
}

#[test]
fn pages_are_followed_then_kept_whole() {
    let mut state = State::default();
    let keep = Some((Place::Device, "asha"));
    let effects = opened(&mut state, ("Patient/asha", Shelf::Conditions), keep, (false, &now()));
    assert!(matches!(effects[0], Effect::Load(..)) && matches!(effects[1], Effect::Fetch(..)));
    let first = page(vec![tsh("1", "2026-01-01", 1.0, "final")], Some("/fhir/Observation?_page=x"));
    let effects = fetched(&mut state, ("Patient/asha", Shelf::Conditions), Ok(&first), (keep, &now()));
    assert!(
        matches!(&effects[..], [Effect::Fetch(Tag::Shelf(..), r)] if r.path == "/fhir/Observation?_page=x")
    );
    let last = page(vec![tsh("2", "2026-02-01", 2.0, "final")], None);
    let effects = fetched(&mut state, ("Patient/asha", Shelf::Conditions), Ok(&last), (keep, &now()));
    let [Effect::Save(Place::Device, key, value)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(key.0, "asha/record/Patient/asha/conditions");
    assert_eq!(value["resources"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_next_page_elsewhere_is_not_followed() {
    let mut state = State::default();
    opened(&mut state, ("Patient/asha", Shelf::Letters), None, (false, &now()));
    let odd = page(vec![], Some("https://elsewhere.example/fhir?x"));
    assert!(fetched(&mut state, ("Patient/asha", Shelf::Letters), Ok(&odd), (None, &now())).is_empty());
}

#[test]
fn a_page_of_the_same_server_is_followed_by_its_path() {
    let check = |place: &str, next: &str, expect: Option<&str>| {
        let mut state = State::default();
        opened(&mut state, ("Patient/asha", Shelf::Letters), None, (false, &now()));
        let mut reply = page(vec![], Some(next));
        let links = reply.body["link"].as_array_mut().expect("links");
        links.push(json!({"relation": "self", "url": place}));
        let effects = fetched(&mut state, ("Patient/asha", Shelf::Letters), Ok(&reply), (None, &now()));
        let asked = effects.iter().find_map(|effect| match effect {
            Effect::Fetch(_, request) => Some(request.path.as_str()),
            _ => None,
        });
        assert_eq!(asked, expect, "{place} {next}");
    };
    check("https://a.example/fhir/X?y", "https://a.example/fhir/X?_page=1", Some("/fhir/X?_page=1"));
    check("http://localhost:80/fhir/X", "http://localhost:80/fhir/X?_page=1", Some("/fhir/X?_page=1"));
    check("https://a.example/fhir/X", "https://a.example.evil/fhir/X", None);
    check("https://a.example/fhir/X", "http://a.example/fhir/X", None);
    check("https://a.example", "https://a.example/elsewhere", None);
    check("/fhir/X", "/fhir/X?_page=1", Some("/fhir/X?_page=1"));
    check("https://", "https:///fhir/X", None);
}

#[test]
fn what_is_withdrawn_is_dropped_at_once() {
    let mut state = State::default();
    let keep = Some((Place::Device, "asha"));
    opened(&mut state, ("Patient/asha", Shelf::Team), keep, (false, &now()));
    fetched(&mut state, ("Patient/asha", Shelf::Team), Ok(&page(vec![], None)), (keep, &now()));
    opened(&mut state, ("Patient/asha", Shelf::Team), keep, (true, &now()));
    let effects = fetched(&mut state, ("Patient/asha", Shelf::Team), Err(Trouble::NotShared), (keep, &now()));
    assert!(matches!(&effects[..], [Effect::Forget(Place::Device, _)]), "{effects:?}");
    assert!(state.held("Patient/asha", Shelf::Team).known.is_none());
}

#[test]
fn a_fresh_shelf_is_not_asked_for_again_unless_the_person_asks() {
    let mut state = State::default();
    let of = ("Patient/asha", Shelf::Team);
    opened(&mut state, of, None, (false, &now()));
    fetched(&mut state, of, Ok(&page(vec![], None)), (None, &now()));
    assert!(opened(&mut state, of, None, (false, &now())).is_empty());
    assert_eq!(opened(&mut state, of, None, (true, &now())).len(), 1);
}

#[test]
fn base64_is_read_and_what_is_not_is_refused() {
    let table: [(&str, Option<&[u8]>); 6] = [
        ("", Some(b"")),
        ("SGk=", Some(b"Hi")),
        ("SGk", Some(b"Hi")),
        ("S\nG k=", Some(b"Hi")),
        ("-_8=", Some(&[0xfb, 0xff])),
        ("not base64!", None),
    ];
    for (text, expect) in table {
        assert_eq!(crate::base64::decode_file(text).as_deref(), expect, "{text:?}");
    }
}

#[test]
fn a_medicine_names_its_prescriber_once() {
    let medicine = json!({"resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order",
        "medicationCodeableConcept": {"text": "Sertraline"}, "requester": {"display": "Dr Okafor"}});
    let row = list(&known(vec![medicine]), Shelf::Medicines, &now()).groups[0].rows[0].clone();
    assert_eq!((row.lines.len(), row.source.as_deref()), (0, Some("From Dr Okafor")));
}

#[test]
fn who_reads_for_somebody_else_is_told_whose_it_is() {
    let own = json!({"resourceType": "Condition", "id": "c", "code": {"text": "Headaches"},
        "recorder": {"reference": "Patient/sam"}, "recordedDate": "2024"});
    let mut held = known(vec![own]);
    let source = |held: &Held| list(held, Shelf::Conditions, &now()).groups[0].rows[0].source.clone();
    assert_eq!(source(&held).as_deref(), Some("Added by you, 2024"));
    held.whose = Some("Sam".into());
    assert_eq!(source(&held).as_deref(), Some("Added by Sam, 2024"));
    assert_eq!(list(&held, Shelf::Conditions, &now()).shown.whose.as_deref(), Some("Sam"));
}

#[test]
fn what_was_sent_while_an_answer_was_on_its_way_is_asked_for_once_more() {
    let mut state = State::default();
    state.outrun("Patient/asha", Shelf::Plan);
    assert!(!state.is_stale("Patient/asha", Shelf::Plan), "nothing is on its way");
    opened(&mut state, ("Patient/asha", Shelf::Plan), None, (true, &now()));
    assert!(!state.is_stale("Patient/asha", Shelf::Plan));
    state.outrun("Patient/asha", Shelf::Plan);
    assert!(state.is_stale("Patient/asha", Shelf::Plan));
}
