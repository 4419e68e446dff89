//! What was measured in one unit, asked for in another.

use super::*;

/// What is filled in of 180 in this unit, for a question of this kind that takes these units.
fn check(measured: &str, (kind, units): (&str, &[&str]), expect: Value) {
    let mut extensions = vec![
        json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationLinkPeriod",
        "valueDuration": {"value": 1, "code": "a", "system": "http://unitsofmeasure.org"}}),
    ];
    let coding = |code: &&str| json!({"system": "http://unitsofmeasure.org", "code": code});
    let name = if kind == "quantity" { "questionnaire-unitOption" } else { "questionnaire-unit" };
    extensions.extend(units.iter().map(|code| core(name, "valueCoding", coding(code))));
    let code = json!([{"system": "http://loinc.org", "code": "29463-7"}]);
    let form = form(json!([{"linkId": "a", "type": kind, "code": code, "extension": extensions}]));
    let observation = json!({"resourceType": "Observation", "status": "final", "code": {"coding": code},
        "effectiveDateTime": "2026-11-20", "valueQuantity": {"value": 180, "unit": measured, "code": measured,
        "system": "http://unitsofmeasure.org"}});
    let around = Around { record: Rc::new(vec![observation]), ..Around::default() };
    let live = Live::open(form, around, None, &now());
    let found = live
        .values(node(&live, "a"))
        .first()
        .map_or(Value::Null, |value| value.get("value").unwrap_or(value).clone());
    assert_eq!(found, expect, "{measured} as {kind} in {units:?}");
}

#[test]
fn a_measurement_is_taken_in_the_unit_that_is_asked_for_or_not_at_all() {
    check("kg", ("decimal", &["kg"]), json!(180));
    check("[lb_av]", ("decimal", &["kg"]), json!(81.65));
    check("g", ("quantity", &["kg", "[lb_av]"]), json!(0.18));
    check("[lb_av]", ("quantity", &["kg", "[lb_av]"]), json!(81.65));
    check("[lb_av]", ("quantity", &[]), json!(180));
    check("cm", ("decimal", &["kg"]), Value::Null);
    check("cm", ("quantity", &["kg"]), Value::Null);
    check("kg", ("decimal", &[]), Value::Null);
    check("{score}", ("integer", &[]), json!(180));
}
