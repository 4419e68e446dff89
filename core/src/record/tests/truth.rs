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
