//! Medicines: what, how to take it in words, who prescribed it, whether it is in use.

use super::paths;
use lapwing_core::fhir::medicine::{Kind, Status, Use, read};
use serde_json::{Value, json};

fn request(dosage: Value) -> Value {
    json!({ "resourceType": "MedicationRequest", "status": "active", "medicationCodeableConcept": { "text": "Sertraline" }, "dosageInstruction": dosage })
}

fn check(dosage: Value, words: &str) {
    let read = read(&request(json!([dosage]))).unwrap();
    assert_eq!(read.good.doses, [words]);
    assert!(read.unread.is_empty(), "{:?}", read.unread);
}

fn every(frequency: u32, period: f64, unit: &str) -> Value {
    json!({ "timing": { "repeat": { "frequency": frequency, "period": period, "periodUnit": unit } } })
}

#[test]
fn the_prescribers_words_come_first() {
    check(
        json!({ "text": "One in the morning", "doseAndRate": [{ "doseQuantity": { "value": 50 } }] }),
        "One in the morning. 50 each time",
    );
    check(
        json!({ "text": "50 mg once a day", "doseAndRate": [{ "doseQuantity": { "value": 50, "unit": "mg" } }],
            "timing": { "repeat": { "frequency": 1, "period": 1, "periodUnit": "d" } } }),
        "50 mg once a day",
    );
    check(json!({ "patientInstruction": "Take with food" }), "Take with food");
}

#[test]
fn an_amount_within_another_is_no_such_amount() {
    let dose = |text: &str, value: f64| json!({ "text": text, "doseAndRate": [{ "doseQuantity": { "value": value, "unit": "mg" } }] });
    check(dose("Take 25 mg at night", 5.0), "Take 25 mg at night. 5 mg");
    check(dose("Take 0.5 mg at night", 5.0), "Take 0.5 mg at night. 5 mg");
    check(dose("Take 5 mg at night", 5.0), "Take 5 mg at night");
    check(dose("Take 25 mg, 5 times", 5.0), "Take 25 mg, 5 times. 5 mg");
}

#[test]
fn what_the_text_says_in_other_words_is_not_said_again() {
    let puffs = json!([{ "doseQuantity": { "value": 2, "unit": "puff" } }]);
    let often =
        |frequency: u32| json!({ "repeat": { "frequency": frequency, "period": 1, "periodUnit": "d" } });
    let inhaler = |text: &str, frequency: u32| json!({ "text": text, "doseAndRate": puffs, "timing": often(frequency) });
    check(inhaler("Two puffs twice a day", 2), "Two puffs twice a day");
    check(inhaler("2 puffs once a day.", 1), "2 puffs once a day.");
    check(inhaler("Two puffs twice a day", 4), "Two puffs twice a day. 4 times a day");
}

#[test]
fn what_stands_beside_the_text_is_not_lost() {
    let rinse =
        json!({ "text": "Two puffs twice a day", "patientInstruction": "Rinse your mouth after it." });
    check(rinse, "Two puffs twice a day. Rinse your mouth after it.");
    let told = json!({ "text": "One a day, with food.", "additionalInstruction": [{ "text": "With food" }],
        "patientInstruction": "No grapefruit" });
    check(told, "One a day, with food. No grapefruit");
    check(
        json!({ "patientInstruction": "Take with food", "additionalInstruction": [{ "text": "Slowly" }] }),
        "Take with food. Slowly",
    );
}

#[test]
fn how_often() {
    check(every(1, 1.0, "d"), "once a day");
    check(every(2, 1.0, "d"), "2 times a day");
    check(every(1, 1.0, "h"), "once an hour");
    check(every(1, 6.0, "h"), "every 6 hours");
    check(every(3, 2.0, "wk"), "3 times in 2 weeks");
    check(
        json!({ "timing": { "repeat": { "frequency": 2, "frequencyMax": 3, "period": 1, "periodUnit": "d" } } }),
        "2 to 3 times a day",
    );
    check(
        json!({ "timing": { "repeat": { "period": 6, "periodMax": 8, "periodUnit": "h" } } }),
        "every 6 to 8 hours",
    );
    check(json!({ "timing": { "repeat": { "when": ["MORN", "HS"] } } }), "in the morning and at bedtime");
    check(
        json!({ "timing": { "repeat": { "dayOfWeek": ["mon", "wed", "fri"], "timeOfDay": ["08:00:00"] } } }),
        "on Monday, Wednesday and Friday, at 08:00",
    );
    check(
        json!({ "timing": { "repeat": { "frequency": 1, "period": 1, "periodUnit": "d", "boundsDuration": { "value": 7, "code": "d" } } } }),
        "once a day, for 7 days",
    );
    check(json!({ "timing": { "code": { "text": "BID" } } }), "2 times a day");
    check(json!({ "timing": { "code": { "text": "as we agreed" } } }), "as we agreed");
}

#[test]
fn every_part_is_told_beside_a_code_and_beside_the_text() {
    let timing = |timing: Value| json!({ "timing": timing });
    check(
        timing(json!({ "code": { "coding": [{ "code": "X1" }, { "code": "BID" }] },
            "repeat": { "boundsDuration": { "value": 7, "code": "d" } } })),
        "for 7 days, 2 times a day",
    );
    let repeat = |repeat: Value| timing(json!({ "repeat": repeat }));
    check(repeat(json!({ "count": 3 })), "3 times in all");
    check(
        repeat(
            json!({ "frequency": 1, "period": 1, "periodUnit": "d", "count": 12, "duration": 30, "durationMax": 60, "durationUnit": "min" }),
        ),
        "once a day, over 30 to 60 minutes, 12 times in all",
    );
    check(repeat(json!({ "when": ["AC"], "offset": 30 })), "before meals (30 minutes before)");
    check(
        repeat(
            json!({ "when": ["HS"], "boundsRange": { "low": { "value": 5, "code": "d" }, "high": { "value": 7, "code": "d" } } }),
        ),
        "at bedtime, for 5 to 7 days",
    );
    let most =
        json!({ "numerator": { "value": 3, "unit": "tablets" }, "denominator": { "value": 1, "code": "d" } });
    check(
        json!({ "text": "1 to 2 tablets daily for pain", "asNeededBoolean": true, "maxDosePerPeriod": most,
            "maxDosePerAdministration": { "value": 2, "unit": "tablets" }, "method": { "text": "Swallow" } }),
        "1 to 2 tablets daily for pain. Swallow, when needed, at most 3 tablets in 1 day, at most 2 tablets at a time",
    );
    let rate =
        json!({ "numerator": { "value": 20, "unit": "mL" }, "denominator": { "value": 1, "unit": "h" } });
    check(
        json!({ "doseAndRate": [{ "type": { "text": "Ordered" }, "doseQuantity": { "value": 5, "unit": "mg" }, "rateRatio": rate },
            { "type": { "text": "Calculated" }, "doseQuantity": { "value": 6, "unit": "mg" } }] }),
        "ordered: 5 mg, at 20 mL for each 1 h, calculated: 6 mg",
    );
}

#[test]
fn only_what_is_in_use_counts_as_taken() {
    let check = |kind: &str, more: Value, expect: Use| {
        let mut entry =
            json!({ "resourceType": kind, "status": "active", "medicationCodeableConcept": { "text": "A" } });
        entry.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        // 20 November 2026.
        assert_eq!(read(&entry).unwrap().good.usage(1_795_132_800_000), expect, "{entry}");
    };
    let request = |more: Value, expect: Use| check("MedicationRequest", more, expect);
    request(json!({}), Use::Taken);
    for intent in ["order", "original-order", "filler-order", "instance-order", "reflex-order"] {
        request(json!({ "intent": intent }), Use::Taken);
    }
    for intent in ["proposal", "plan", "option"] {
        request(json!({ "intent": intent }), Use::Planned);
    }
    request(json!({ "intent": "odd" }), Use::NotKnown);
    request(json!({ "doNotPerform": true }), Use::Forbidden);
    request(json!({ "doNotPerform": true, "intent": "proposal" }), Use::Forbidden);
    request(json!({ "doNotPerform": true, "status": "stopped" }), Use::Past);
    request(json!({ "status": "on-hold" }), Use::Paused);
    request(json!({ "status": "draft" }), Use::Planned);
    request(json!({ "status": "unknown" }), Use::NotKnown);
    request(json!({ "status": "odd" }), Use::NotKnown);
    request(json!({ "status": "entered-in-error", "doNotPerform": true }), Use::Mistake);
    request(json!({ "dispenseRequest": { "validityPeriod": { "end": "2020-01-01" } } }), Use::Taken);
    let statement = |more: Value, expect: Use| check("MedicationStatement", more, expect);
    statement(json!({ "effectivePeriod": { "start": "2026" } }), Use::Taken);
    statement(json!({ "effectivePeriod": { "start": "2018", "end": "2019" } }), Use::NotKnown);
    statement(json!({ "effectivePeriod": { "start": "2018", "end": "soon" } }), Use::NotKnown);
    statement(json!({ "effectivePeriod": { "start": "2027" } }), Use::Planned);
    statement(json!({ "status": "intended" }), Use::Planned);
    statement(json!({ "status": "not-taken" }), Use::Past);
}

#[test]
fn how_much_and_how() {
    check(
        json!({
            "doseAndRate": [{ "doseQuantity": { "value": 50.0, "unit": "mg" } }], "route": { "text": "Oral" },
            "asNeededCodeableConcept": { "text": "Pain" }, "additionalInstruction": [{ "text": "With food" }],
            "maxDosePerPeriod": { "numerator": { "value": 4, "unit": "g" }, "denominator": { "value": 24, "code": "h" } },
        }),
        "50 mg, oral, when needed for pain, at most 4 g in 24 hours, With food",
    );
    check(
        json!({ "doseAndRate": [{ "doseQuantity": { "value": 1.0 } }], "asNeededBoolean": true }),
        "1 each time, when needed",
    );
    check(
        json!({ "doseAndRate": [{ "doseRange": { "low": { "value": 1, "unit": "tablet" }, "high": { "value": 2, "unit": "tablet" } } }] }),
        "1 to 2 tablet",
    );
}

#[test]
fn instructions_come_in_their_order_and_none_is_lost() {
    let read = read(&request(
        json!([{ "sequence": 2, "text": "Then two" }, { "sequence": 1, "text": "First one" }, {}, "odd"]),
    ))
    .unwrap();
    assert_eq!(read.good.doses, ["First one", "Then two"]);
    assert_eq!(paths(&read.unread), ["dosageInstruction[3]", "dosageInstruction[2]"]);
    let read = super::medicines::read(&request(
        json!([{ "timing": { "event": ["2026-03-12"], "repeat": { "when": ["ODD"], "new": 1 } }, "newer": "x" }]),
    ))
    .unwrap();
    assert_eq!(read.good.doses, ["on 12 March 2026"]);
    assert_eq!(
        paths(&read.unread),
        [
            "dosageInstruction[0].newer",
            "dosageInstruction[0].timing.repeat.new",
            "dosageInstruction[0].timing.repeat.when",
        ]
    );
}

#[test]
fn the_medicine_may_stand_elsewhere() {
    let contained = json!({
        "resourceType": "MedicationStatement", "status": "stopped", "medicationReference": { "reference": "#m" },
        "contained": [{ "resourceType": "Medication", "id": "m", "code": { "text": "Lithium" } }],
        "statusReason": [{ "text": "Side effects" }], "effectivePeriod": { "start": "2025", "end": "2026-02" },
    });
    let taken = read(&contained).unwrap().good;
    assert_eq!((taken.label(), taken.kind, taken.status), ("Lithium", Kind::Taken, Status::Stopped));
    assert_eq!(
        (taken.status_reason.as_deref(), taken.period.and_then(|period| period.words()).as_deref()),
        (Some("Side effects"), Some("2025 to February 2026"))
    );

    let elsewhere = json!({ "resourceType": "MedicationRequest", "status": "active", "medicationReference": { "reference": "Medication/m" },
        "requester": { "display": "Dr Okafor" }, "authoredOn": "2026-03-12" });
    let mut asked = read(&elsewhere).unwrap().good;
    assert_eq!((asked.label(), asked.prescriber.as_deref()), ("", Some("Dr Okafor")));
    asked.describe(&json!({ "resourceType": "Medication", "code": { "text": "Lithium" } }));
    assert_eq!(asked.label(), "Lithium");
}

#[test]
fn a_medicine_without_a_name_makes_no_sense() {
    assert_eq!(
        read(&json!({ "resourceType": "MedicationRequest", "status": "active" })).unwrap_err().path,
        "medication"
    );
    let error =
        read(&json!({ "resourceType": "MedicationRequest", "status": "entered-in-error" })).unwrap().good;
    assert_eq!(error.status, Status::EnteredInError);
}
