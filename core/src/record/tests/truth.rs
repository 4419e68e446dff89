//! What a row says is so, and nothing that is not so stands where one would believe it.

use super::*;

/// The rows of a shelf: heading, title, badge, lines.
fn check(shelf: Shelf, all: Vec<Value>, expect: &[&str]) {
    let mut told = Vec::new();
    for group in list(&known(all), shelf, &now()).groups {
        for row in group.rows {
            let mut said = vec![group.heading.clone().unwrap_or_default(), row.title];
            said.extend(row.badge.map(|badge| badge.words));
            said.extend(row.lines);
            told.push(said.join(" | "));
        }
    }
    assert_eq!(told, expect);
}

fn with(mut entry: Value, more: Value) -> Value {
    entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    entry
}

fn medicine(name: &str, more: Value) -> Value {
    let plain = json!({"resourceType": "MedicationRequest", "id": name, "status": "active", "intent": "order",
        "medicationCodeableConcept": {"text": name}});
    with(plain, more)
}

fn medicines() -> Vec<Value> {
    let doses = json!([{"text": "One at night"}, {"text": "Two on Sunday"}]);
    vec![
        medicine("Taken", json!({"dosageInstruction": doses})),
        medicine("Forbidden", json!({"doNotPerform": true, "dosageInstruction": [{"text": "None"}]})),
        medicine("Paused", json!({"status": "on-hold"})),
        medicine("Idea", json!({"intent": "proposal"})),
        medicine("Unsure", json!({"status": "unknown"})),
        json!({"resourceType": "MedicationStatement", "id": "s", "status": "active", "medicationCodeableConcept": {"text": "Over"},
            "effectivePeriod": {"start": "2018", "end": "2019-03"}}),
    ]
}

#[test]
fn only_what_is_in_use_stands_under_what_one_takes() {
    check(
        Shelf::Medicines,
        medicines(),
        &[
            "What you take | Taken | One at night | Two on Sunday",
            "Do not take | Forbidden | Do not take | None",
            "Paused | Paused | Paused",
            "Planned | Idea | Proposed",
            "The record does not say if you take it now | Unsure",
            "The record does not say if you take it now | Over | Taken: 2018 to March 2019",
        ],
    );
}

#[test]
fn a_card_carries_no_medicine_that_is_forbidden_or_planned_and_every_line_of_a_dose() {
    let rows = carried(&known(medicines()), &now());
    let told: Vec<(String, Vec<String>)> = rows
        .into_iter()
        .map(|row| {
            ([row.title, row.badge.map(|badge| badge.words).unwrap_or_default()].join(" | "), row.lines)
        })
        .collect();
    let titles: Vec<&str> = told.iter().map(|(title, _)| title.as_str()).collect();
    let unsure = "The record does not say if you take it now";
    assert_eq!(
        titles,
        ["Taken | ", "Paused | Paused", &["Unsure | ", unsure].concat(), &["Over | ", unsure].concat()]
    );
    assert_eq!(told[0].1, ["One at night", "Two on Sunday"]);
}

#[test]
fn what_was_not_given_stands_apart_from_what_was() {
    let given = |id: &str, status: &str| {
        json!({"resourceType": "MedicationAdministration", "id": id, "status": status,
        "medicationCodeableConcept": {"text": id}})
    };
    check(
        Shelf::Medicines,
        vec![given("a", "completed"), given("b", "not-done")],
        &[
            "Handed out or given to you | a | Medicine given",
            "Not given or not handed out | b | Not given | Medicine given",
        ],
    );
}

#[test]
fn what_is_not_to_be_done_is_no_open_referral() {
    let asked = |id: &str, more: Value| {
        with(
            json!({"resourceType": "ServiceRequest", "id": id, "status": "active", "code": {"text": id}}),
            more,
        )
    };
    check(
        Shelf::Referrals,
        vec![
            asked("a", json!({"intent": "order"})),
            asked("b", json!({"intent": "order", "doNotPerform": true})),
            asked("c", json!({"intent": "proposal"})),
            asked("d", json!({"doNotPerform": true, "status": "revoked"})),
        ],
        &[
            " | a | Still open",
            " | b | Must not be done",
            " | c | Proposed",
            " | d | Must not be done. Taken back",
        ],
    );
}

fn state(code: &str) -> Value {
    let local = json!({"system": "https://trust.example", "code": "X", "display": "Local words"});
    json!({"coding": [local, {"code": code}]})
}

#[test]
fn what_was_ruled_out_or_is_over_is_known_by_any_of_its_codes() {
    let entry =
        |kind: &str, more: Value| with(json!({"resourceType": kind, "id": "a", "code": {"text": "A"}}), more);
    for (shelf, kind) in [(Shelf::Conditions, "Condition"), (Shelf::Allergies, "AllergyIntolerance")] {
        let check = |more: Value, expect: &str| check(shelf, vec![entry(kind, more)], &[expect]);
        check(json!({"verificationStatus": state("refuted")}), "Looked into and ruled out | A");
        check(json!({"verificationStatus": state("entered-in-error")}), "Entered by mistake | A");
        check(json!({"clinicalStatus": state("resolved")}), "In the past | A");
        check(json!({"verificationStatus": {"text": "Ruled out"}}), "Now | A | Ruled out");
        check(json!({"clinicalStatus": {"coding": [{"code": "odd", "display": "Gone"}]}}), "Now | A | Gone");
    }
    let of = |code: &str, expect: &str| {
        check(Shelf::Conditions, vec![entry("Condition", json!({"clinicalStatus": state(code)}))], &[expect]);
    };
    of("inactive", "Now | A | Not a problem at the moment");
    of("remission", "Now | A | Less at the moment");
}

#[test]
fn an_allergy_tells_all_that_matters_of_it_in_its_row() {
    let allergy = |id: &str, more: Value| {
        with(json!({"resourceType": "AllergyIntolerance", "id": id, "code": {"text": id}}), more)
    };
    check(
        Shelf::Allergies,
        vec![
            allergy(
                "a",
                json!({"criticality": "high", "verificationStatus": state("unconfirmed"), "type": "intolerance",
                    "reaction": [{"manifestation": [{"text": "Hives"}], "severity": "severe"}]}),
            ),
            allergy("b", json!({"clinicalStatus": state("inactive")})),
            allergy("c", json!({"code": {"text": "No known allergy", "coding": [{"code": "716186003"}]}})),
        ],
        &[
            "Now | a | Could be serious. Not confirmed | What happened: Hives, how bad: severe | Intolerance",
            "Now | b | No longer a risk",
            "Now | No known allergy | The record holds allergies too. Ask your team which of the two is right.",
        ],
    );
}

#[test]
fn who_left_a_team_is_not_in_it() {
    let member = |name: &str, period: Value| json!({"member": {"reference": (["Practitioner/", name].concat()), "display": name}, "period": period});
    let team = |id: &str, status: &str, members: Vec<Value>| {
        json!({"resourceType": "CareTeam", "id": id, "status": status,
        "name": id, "participant": members})
    };
    let here = with(
        team(
            "Team",
            "active",
            vec![
                member("Ann", json!({"start": "2025"})),
                member("Ben", json!({"end": "2026-03-01"})),
                member("Cyd", json!({"start": "2027"})),
            ],
        ),
        json!({"telecom": [{"system": "phone", "value": "0113 496 0000"}]}),
    );
    let over =
        with(team("Old", "active", vec![member("Dee", json!({}))]), json!({"period": {"end": "2024"}}));
    check(
        Shelf::Team,
        vec![here, over, team("Error", "entered-in-error", vec![member("Eve", json!({}))])],
        &[
            "Team | Ann | since 2025",
            "Team | To reach this team | 0113 496 0000",
            "Planned | Cyd | since 2027",
            "Earlier teams | Ben | until 1 March 2026",
            "Earlier teams | Dee",
            "Entered by mistake | Eve",
        ],
    );
}

#[test]
fn the_page_of_an_appointment_says_at_what_time_it_is() {
    let one = json!({"resourceType": "Appointment", "id": "a", "status": "booked", "start": "2026-12-01T14:30:00Z"});
    let view = entry(&[(Shelf::Appointments, known(vec![one]))], &key("Appointment", "a"), &now());
    assert_eq!(view.when.as_deref(), Some("1 December 2026, 14:30"));
}

#[test]
fn an_entry_without_a_name_stays_on_its_shelf_with_what_it_says() {
    let note = json!([{"text": "Ask about it"}]);
    check(
        Shelf::Conditions,
        vec![
            json!({"resourceType": "Condition", "id": "a", "code": {"text": "A"}}),
            json!({"resourceType": "Condition", "id": "b", "severity": {"text": "Mild"}, "note": note}),
            json!({"resourceType": "Condition", "id": "c", "verificationStatus": state("refuted")}),
        ],
        &[
            "Now | A",
            "Not all of these could be read | Condition | Mild",
            "Looked into and ruled out | Condition | Looked into and ruled out",
        ],
    );
    let held = known(vec![
        json!({"resourceType": "Observation", "id": "a", "valueInteger": 7}),
        json!({"resourceType": "Observation", "id": "b", "valueInteger": 8}),
    ]);
    let rows = &results(&held, &now()).groups[0].rows;
    let told: Vec<(&str, &str)> = rows.iter().map(|row| (row.label.as_str(), row.value.as_str())).collect();
    assert_eq!(told, [("Result without a name", "7"), ("Result without a name", "8")]);
}

#[test]
fn a_medicine_is_named_by_the_entry_that_describes_it_or_said_to_bear_no_name() {
    let asked = |id: &str, at: &str| {
        json!({"resourceType": "MedicationRequest", "id": id, "status": "active", "intent": "order",
        "medicationReference": {"reference": at}})
    };
    let lithium = json!({"resourceType": "Medication", "id": "l", "code": {"text": "Lithium"}});
    check(
        Shelf::Medicines,
        vec![asked("a", "Medication/l"), asked("b", "Medication/none"), lithium],
        &["What you take | Lithium", "What you take | Name not in the record"],
    );
}

#[test]
fn what_may_change_the_meaning_is_said_at_whatever_depth_it_stands() {
    let not = json!([{"url": "https://trust.example/not", "valueBoolean": true}]);
    let altered = "Part of what this means is not known here. Ask your team";
    let condition = json!({"resourceType": "Condition", "id": "a", "code": {"text": "A"}, "stage": [{"modifierExtension": not}]});
    check(Shelf::Conditions, vec![condition], &[&["Now | A | ", altered].concat()]);
    let visit = json!({"resourceType": "Encounter", "id": "a", "class": {"code": "AMB"}, "status": "cancelled",
        "participant": [{"modifierExtension": not, "individual": {"display": "Dr Okafor"}}]});
    check(Shelf::Visits, vec![visit], &[&[" | AMB | Called off. ", altered].concat()]);
    let reading = json!({"resourceType": "Observation", "id": "a", "code": {"text": "A"}, "valueInteger": 7,
        "referenceRange": [{"modifierExtension": not, "text": "5 to 9"}]});
    let badge = results(&known(vec![reading]), &now()).groups[0].rows[0].badge.clone();
    assert_eq!(badge.map(|badge| badge.words).as_deref(), Some(altered));
}

#[test]
fn what_a_person_told_is_not_what_they_added() {
    let check = |kind: &str, more: Value, own: bool, said: Option<&str>| {
        let entry = with(json!({"resourceType": kind, "id": "a", "code": {"text": "A"}}), more);
        let head = crate::fhir::entry::read(&entry).unwrap().good;
        let row = rows::any::row(&head, kind, false);
        assert_eq!((row.own, row.source.as_deref()), (own, said), "{entry}");
    };
    let me = json!({"reference": "Patient/a"});
    let doctor = json!({"display": "Dr Okafor"});
    let told = Some("As you told your team");
    check("Condition", json!({"recorder": me}), true, Some("Added by you"));
    check("Condition", json!({"asserter": me}), false, told);
    check("Condition", json!({"asserter": me, "recorder": doctor}), false, Some("From Dr Okafor"));
    check("AllergyIntolerance", json!({"asserter": me}), false, told);
    check("MedicationStatement", json!({"informationSource": me}), false, told);
    check("Observation", json!({"performer": [me]}), true, Some("Added by you"));
    check("QuestionnaireResponse", json!({"author": me, "source": me}), true, Some("Added by you"));
    check("QuestionnaireResponse", json!({"source": me}), false, told);
    check("Consent", json!({"performer": [me], "category": [{"text": "Mental Health Act"}]}), false, None);
    let consent = json!({"resourceType": "Consent", "id": "a", "performer": [me], "category": [{"text": "Mental Health Act, section 3"}]});
    let view = entry(&[(Shelf::Entries, known(vec![consent]))], &key("Consent", "a"), &now());
    assert_eq!(view.hold, Some(Hold::Rights), "what stands in it was not written by the person");
}

/// An hour ahead from April to October, as in London.
fn london(local: i64) -> i32 {
    let (_, month, _) = crate::fhir::date::Date::from_millis(local, 0).first_day();
    if (4..=10).contains(&month) { 60 } else { 0 }
}

#[test]
fn a_moment_is_told_by_the_clock_of_where_the_person_is_at_that_time_of_the_year() {
    let check = |start: &str, expect: &str| {
        let one = json!({"resourceType": "Appointment", "id": "a", "status": "booked", "start": start});
        let view = entry(&[(Shelf::Appointments, known(vec![one]))], &key("Appointment", "a"), &now());
        assert_eq!(view.when.as_deref(), Some(expect), "{start}");
    };
    check("2026-07-01T09:00:00Z", "1 July 2026, 09:00");
    let here = now().in_zone(london);
    here.stand();
    check("2026-07-01T09:00:00Z", "1 July 2026, 10:00");
    check("2026-07-01T10:00:00+01:00", "1 July 2026, 10:00");
    check("2026-07-01T11:00:00+02:00", "1 July 2026, 10:00");
    check("2026-07-01T23:30:00Z", "2 July 2026, 00:30");
    check("2026-12-01T09:00:00Z", "1 December 2026, 09:00");
    check("2026-03-31T23:30:00Z", "31 March 2026, 23:30");
    check("2026-04-01T00:30:00Z", "1 April 2026, 01:30");
    check("2026-10-31T22:30:00Z", "31 October 2026, 23:30");
    check("2026-10-31T23:30:00Z", "31 October 2026, 23:30");
    check("2026-07-01T09:00:00", "1 July 2026, 09:00");
    check("2026-07-01", "1 July 2026");
    let soon = crate::fhir::date::Date::parse("2026-11-22T23:30:00-05:00").unwrap();
    assert_eq!(crate::words::time::moment(soon, &here), "tomorrow at 04:30");
    let all = [(
        Shelf::Entries,
        known(vec![json!({"resourceType": "Encounter", "id": "a", "status": "finished",
        "period": {"start": "2026-06-30T23:30:00Z"}})]),
    )];
    let view = timeline(&State::default(), &all, "", &here);
    assert_eq!(view.months.iter().map(|month| month.slug.as_str()).collect::<Vec<_>>(), ["2026-07"]);
}
