//! Referrals, medicines over time, legal status, and what the person added.

use super::*;
use crate::words::record_entry as said;

fn referral(status: &str, when: &str) -> Value {
    json!({"resourceType": "ServiceRequest", "id": "r", "status": status, "intent": "order", "authoredOn": when,
        "code": {"text": "Talking therapy"}, "requester": {"display": "Dr Okafor"},
        "performer": [{"display": "Northside Recovery Team"}, {"reference": "Organization/x"}]})
}

fn one(all: Vec<(Shelf, Held)>, name: &str, id: &str) -> EntryView {
    entry(&all, &key(name, id), &now())
}

#[test]
fn a_referral_says_to_whom_since_when_and_whether_it_is_still_open() {
    let row = |status: &str| {
        let held = known(vec![referral(status, "2026-10-16")]);
        list(&held, Shelf::Referrals, &now()).groups[0].rows[0].clone()
    };
    let open = row("active");
    assert_eq!(open.lines, ["Asked for 16 October 2026", "To Northside Recovery Team"]);
    assert_eq!(
        open.badge.map(|badge| (badge.words, badge.tone)),
        Some((said::REFERRAL_OPEN.into(), Tone::Waiting))
    );
    assert_eq!(row("completed").badge, None);
    assert_eq!(row("on-hold").badge.map(|badge| badge.words), Some("Paused".into()));
    let mut bare = referral("active", "2026-10-16");
    for name in ["performer", "authoredOn"] {
        bare.as_object_mut().unwrap().remove(name);
    }
    let rows = list(&known(vec![bare]), Shelf::Referrals, &now()).groups;
    assert!(rows[0].rows[0].lines.is_empty(), "nothing is made up: {:?}", rows[0].rows[0].lines);
}

#[test]
fn how_long_one_waits_is_said_while_it_is_open() {
    // The clock of these tests stands at 22 November 2026.
    for (status, when, expect) in [
        ("active", "2026-10-16", "Asked for 16 October 2026, 5 weeks ago"),
        ("active", "2026-11-09", "Asked for 9 November 2026"),
        ("active", "2026-11-08", "Asked for 8 November 2026, 2 weeks ago"),
        ("active", "2027-01-01", "Asked for 1 January 2027"),
        ("completed", "2026-01-01", "Asked for 1 January 2026"),
    ] {
        let view = one(vec![(Shelf::Entries, known(vec![referral(status, when)]))], "ServiceRequest", "r");
        assert_eq!(view.when.as_deref(), Some(expect), "{status} {when}");
        let to = view.facts.iter().find(|fact| fact.label == "To whom").map(|fact| fact.words.as_str());
        assert!(to.is_some_and(|to| to.starts_with("Northside Recovery Team")), "{:?}", view.facts);
    }
}

#[test]
fn what_came_of_a_referral_stands_with_it() {
    let appointment = |id: &str, of: &str| {
        json!({"resourceType": "Appointment", "id": id, "status": "booked", "description": "First meeting",
            "start": "2026-12-03T10:00:00Z", "basedOn": [{"reference": of}], "participant": []})
    };
    let task = json!({"resourceType": "Task", "id": "t", "status": "in-progress", "intent": "order",
        "description": "On the waiting list", "focus": {"reference": "ServiceRequest/r"}});
    let all = vec![
        (Shelf::Entries, known(vec![referral("active", "2026-10-16")])),
        (
            Shelf::Appointments,
            known(vec![appointment("a", "ServiceRequest/r"), appointment("b", "ServiceRequest/q")]),
        ),
        (Shelf::Tasks, known(vec![task])),
    ];
    let view = one(all, "ServiceRequest", "r");
    let titles: Vec<&str> = view.came.iter().map(|lead| lead.title.as_str()).collect();
    assert_eq!(titles, ["First meeting", "On the waiting list"]);
    assert_eq!(view.came[0].route, crate::route::Route::Entry(key("Appointment", "a")));
}

fn medicine(id: &str, text: &str, code: Option<&str>, (when, status): (&str, &str)) -> Value {
    let coding = code.map(|code| json!([{"system": "http://snomed.info/sct", "code": code}]));
    json!({"resourceType": "MedicationRequest", "id": id, "status": status, "intent": "order", "authoredOn": when,
        "medicationCodeableConcept": {"text": text, "coding": coding.unwrap_or(json!([]))},
        "requester": {"display": "Dr Okafor"}, "statusReason": {"text": "Dose raised"},
        "dosageInstruction": [{"text": "One tablet once a day"}]})
}

#[test]
fn a_medicine_tells_how_it_was_before_and_after() {
    let all = || {
        vec![
            medicine("now", "Sertraline 150mg tablets", Some("372594008"), ("2026-01-15", "active")),
            medicine("coded", "Lustral", Some("372594008"), ("2025-09-20", "stopped")),
            medicine("named", "SERTRALINE 100mg tablets", None, ("2025-10-06", "stopped")),
            medicine("other", "Sertindole 4mg tablets", Some("1"), ("2025-10-07", "stopped")),
            medicine("wrong", "Sertraline 1g tablets", None, ("2025-10-08", "entered-in-error")),
            json!({"resourceType": "MedicationStatement", "id": "now", "status": "active",
                "medicationCodeableConcept": {"text": "Sertraline 50mg tablets"}, "dateAsserted": "2026-02-01",
                "informationSource": {"reference": "Patient/asha"}}),
        ]
    };
    let view = one(vec![(Shelf::Medicines, known(all()))], "MedicationRequest", "now");
    let told: Vec<_> = view.over_time.iter().map(|row| (row.title.as_str(), row.own)).collect();
    assert_eq!(
        told,
        [("Sertraline 50mg tablets", false), ("SERTRALINE 100mg tablets", false), ("Lustral", false)]
    );
    let before = &view.over_time[1];
    assert_eq!(before.lines, ["One tablet once a day", "Why: Dose raised"]);
    assert_eq!(before.source.as_deref(), Some("From Dr Okafor, 6 October 2025"));
    assert!(view.facts.iter().any(|fact| fact.label == "Prescribed by" && fact.words == "Dr Okafor"));
    let alone = one(vec![(Shelf::Medicines, known(all()))], "MedicationRequest", "other");
    assert!(alone.over_time.is_empty());
    let digits = vec![
        medicine("a", "5-HTP", None, ("2026-01-01", "active")),
        medicine("b", "5-FU", None, ("2026-01-02", "active")),
    ];
    let view = one(vec![(Shelf::Medicines, known(digits))], "MedicationRequest", "a");
    assert!(view.over_time.is_empty(), "a name that begins with a digit is no name in common");
}

#[test]
fn legal_status_says_that_the_team_knows_what_it_means() {
    let consent = |category: &str| {
        json!({"resourceType": "Consent", "id": "c", "status": "active", "category": [{"text": category}],
            "scope": {"text": "Treatment"}, "dateTime": "2025-09-19"})
    };
    let rights =
        |category: &str| one(vec![(Shelf::Entries, known(vec![consent(category)]))], "Consent", "c").rights;
    assert!(rights("Mental Health Act 1983: section 2").is_some());
    assert!(rights("Sharing with my GP").is_none());
}

#[test]
fn what_the_person_measured_is_marked_as_theirs() {
    let mut own = tsh("1", "2026-01-02", 2.0, "final");
    own["performer"] = json!([{"reference": "Patient/asha", "display": "Asha"}]);
    let held = known(vec![own.clone(), tsh("2", "2025-01-02", 2.0, "final")]);
    let row = results(&held, &now()).groups[0].rows[0].clone();
    assert!(row.own);
    let view = result(&held, &row.key, &now());
    let marked: Vec<_> = view.rows.iter().map(|row| row.sources.is_some()).collect();
    assert_eq!(marked, [true, false]);
    assert!(view.rows[0].sources.as_deref().unwrap().starts_with("Added by you"));
    let held = Held { whose: Some("Sam".into()), ..known(vec![own]) };
    assert!(!results(&held, &now()).groups[0].rows[0].own, "who reads for somebody else did not add it");
    let said = result(&held, &row.key, &now()).rows[0].sources.clone().unwrap();
    assert!(!said.contains("by you"), "{said}");
}
