use super::*;

fn response(live: &Live) -> Value {
    json!({"resourceType": "QuestionnaireResponse", "id": "r", "subject": {"reference": "Patient/a"}, "author": {"reference": "Patient/a"},
           "authored": "2026-11-22T10:00:00Z", "item": live.items()})
}

fn made(live: &Live) -> Vec<Value> {
    extract(live, &response(live), &now()).into_iter().map(|made| made.resource).collect()
}

fn wish(value: Value) -> Value {
    let member = if value.is_boolean() { "valueBoolean" } else { "valueCode" };
    let mut extension =
        json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract"});
    extension[member] = value;
    extension
}

fn code(code: &str) -> Value {
    json!([{"system": "http://loinc.org", "code": code}])
}

#[test]
fn answers_become_observations() {
    let kilos = core(
        "questionnaire-unit",
        "valueCoding",
        json!({"system": "http://unitsofmeasure.org", "code": "kg", "display": "kilograms"}),
    );
    let category = json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observation-extract-category",
                          "valueCodeableConcept": {"coding": [{"code": "vital-signs"}]}});
    let mut live = live(json!([
        {"linkId": "w", "text": "Weight", "type": "decimal", "code": code("29463-7"), "extension": [wish(json!(true)), kilos, category]},
        {"linkId": "c", "type": "choice", "repeats": true, "code": code("1"), "extension": [wish(json!(true))],
         "answerOption": [{"valueCoding": {"code": "x"}}, {"valueCoding": {"code": "y"}}]},
        {"linkId": "d", "type": "date", "code": code("2"), "extension": [wish(json!(true))]},
        {"linkId": "no", "type": "date", "code": code("3"), "extension": [wish(json!(false))]},
        {"linkId": "uncoded", "type": "string", "extension": [wish(json!(true))]},
        {"linkId": "off", "type": "string", "code": code("4"), "extension": [wish(json!(true))],
         "enableWhen": [{"question": "no", "operator": "exists", "answerBoolean": false}]},
    ]));
    set(&mut live, "off", json!([{"valueString": "not asked at the end"}]));
    set(&mut live, "w", json!([{"valueDecimal": 70.50}]));
    live.choose(1, 0, true);
    live.choose(1, 1, true);
    set(&mut live, "d", json!([{"valueDate": "2020-05"}]));
    set(&mut live, "no", json!([{"valueDate": "2020-05"}]));
    set(&mut live, "uncoded", json!([{"valueString": "x"}]));
    let made = made(&live);
    assert_eq!(made.len(), 4);
    assert_eq!(
        made[0]["valueQuantity"],
        json!({"value": 70.50, "unit": "kilograms", "system": "http://unitsofmeasure.org", "code": "kg"})
    );
    assert_eq!(made[0]["category"][0]["coding"][0]["code"], "vital-signs");
    assert_eq!(made[0]["code"], json!({"coding": code("29463-7"), "text": "Weight"}));
    assert_eq!(made[0]["subject"]["reference"], "Patient/a");
    assert_eq!(made[0]["effectiveDateTime"], "2026-11-22T10:00:00Z");
    assert_eq!(made[0]["derivedFrom"][0]["reference"], "QuestionnaireResponse/r");
    assert_eq!(made[1]["category"][0]["coding"][0]["code"], "survey");
    let codes: Vec<_> =
        made[1..3].iter().map(|o| o["valueCodeableConcept"]["coding"][0]["code"].clone()).collect();
    assert_eq!(codes, ["x", "y"]);
    assert_eq!(made[3]["valueDateTime"], "2020-05");
    let again: Vec<Value> =
        extract(&live, &response(&live), &now()).into_iter().map(|made| made.resource).collect();
    assert_eq!(again, made, "the same answers make the same resources");
}

#[test]
fn components_and_members_stand_in_the_one_around_them() {
    let part = |id: &str, how: &str| json!({"linkId": id, "type": "integer", "code": code(id), "extension": [wish(json!(how))]});
    let mut live = live(
        json!([{"linkId": "bp", "type": "group", "repeats": true, "code": code("85354-9"), "extension": [wish(json!(true))],
        "item": [part("s", "component"), part("d", "component"), part("m", "member")]}]),
    );
    live.add_row(0);
    set(&mut live, "s", json!([{"valueInteger": 120}]));
    set(&mut live, "m", json!([{"valueInteger": 1}]));
    let made = made(&live);
    assert_eq!(made.len(), 2, "an empty repetition makes nothing");
    assert_eq!(made[0]["component"], json!([{"code": {"coding": code("s")}, "valueInteger": 120}]));
    let member = format!("Observation/{}", made[1]["id"].as_str().unwrap());
    assert_eq!(made[0]["hasMember"], json!([{"reference": member}]));
}

fn extension(name: &str, value: &str) -> Value {
    json!({"url": format!("http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-{name}"), "valueString": value})
}

fn from(expression: &str) -> Value {
    json!({"extension": [extension("templateExtractValue", expression)]})
}

#[test]
fn templates_are_filled_in() {
    let template = json!({"resourceType": "Patient", "id": "t", "active": true,
        "name": [{"extension": [extension("templateExtractContext", "item.where(linkId = 'name')")],
                  "_family": from("item.where(linkId = 'family').answer.value.first()"),
                  "_given": [from("item.where(linkId = 'given').answer.value")]}],
        "_birthDate": from("item.where(linkId = 'gone').answer.value"),
        "gender": "unknown", "_gender": from("'female'"),
        "contact": [{"telecom": [{"_value": from("item.where(linkId = 'gone').answer.value")}]}],
        "managingOrganization": {"extension": [extension("templateExtractValue", "%NewOrg")]}});
    let organisation = json!({"resourceType": "Organization", "id": "o", "_name": from("'House'")});
    let reference = |id: &str, address: &str| {
        json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-templateExtract",
        "extension": [{"url": "template", "valueReference": {"reference": id}}, {"url": "fullUrl", "valueString": address}]})
    };
    let mut source = questionnaire(json!([{"linkId": "name", "type": "group", "repeats": true, "item": [
        {"linkId": "family", "type": "string"}, {"linkId": "given", "type": "string", "repeats": true}]}]));
    source["contained"] = json!([template, organisation]);
    source["extension"] =
        json!([extension("extractAllocateId", "NewOrg"), reference("#o", "%NewOrg"), reference("#t", "'x'")]);
    let form = Rc::new(Form::read(Rc::new(source), "", &[]).unwrap());
    let mut live = Live::open(form, Around::default(), None, &now());
    live.add_row(0);
    set(&mut live, "family", json!([{"valueString": "Rahman"}]));
    set(&mut live, "given", json!([{"valueString": "Asha"}, {"valueString": "B"}]));
    let second = nth(&live, "family", 1);
    live.set(second, &[json!({"valueString": "Second"})], true);
    let made = made(&live);
    assert_eq!(
        (made[0]["resourceType"].as_str(), made[0]["name"].as_str()),
        (Some("Organization"), Some("House"))
    );
    assert_eq!(made[1]["name"], json!([{"family": "Rahman", "given": ["Asha", "B"]}, {"family": "Second"}]));
    assert_eq!(
        (made[1]["gender"].as_str(), made[1].get("birthDate"), made[1].get("contact")),
        (Some("female"), None, None)
    );
    let organisation = format!("Organization/{}", made[0]["id"].as_str().unwrap());
    assert_eq!(
        made[1]["managingOrganization"]["reference"], organisation,
        "an allocated id leads to its resource"
    );
    assert!(!made[1].to_string().contains("templateExtract"));
}

#[test]
fn a_template_of_a_repeating_item_is_filled_in_for_each() {
    let template = json!({"resourceType": "Observation", "id": "t", "status": "final", "valueQuantity": {"_value": from("answer.value * 100"), "unit": "cm"}});
    let mut source = questionnaire(
        json!([{"linkId": "g", "type": "group", "repeats": true, "item": [{"linkId": "h", "type": "decimal", "extension": [
        {"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-templateExtract",
         "extension": [{"url": "template", "valueReference": {"reference": "#t"}}]}]}]}]),
    );
    source["contained"] = json!([template]);
    let form = Rc::new(Form::read(Rc::new(source), "", &[]).unwrap());
    let mut live = Live::open(form, Around::default(), None, &now());
    live.add_row(0);
    for (n, value) in [(0, "1.5"), (1, "1.75")] {
        let at = nth(&live, "h", n);
        live.type_in(at, 0, |typed| typed.text = value.into());
    }
    let values: Vec<String> = made(&live).iter().map(|o| o["valueQuantity"]["value"].to_string()).collect();
    assert_eq!(values, ["150.0", "175.00"]);
}

#[test]
fn what_an_item_names_and_allocates_holds_for_its_own_templates_alone() {
    let wanted = |id: &str, address: Option<&str>| {
        let mut parts = vec![json!({"url": "template", "valueReference": {"reference": id}})];
        parts.extend(address.map(|address| json!({"url": "fullUrl", "valueString": address})));
        json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-templateExtract", "extension": parts})
    };
    let bundle = |id: &str| {
        json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-templateExtractBundle",
            "valueReference": {"reference": id}})
    };
    let medicine = json!({"resourceType": "Medication", "id": "m", "code": {"_text": from("%called")}});
    let taken = json!({"resourceType": "MedicationStatement", "id": "t", "status": "active",
        "medicationReference": {"extension": [extension("templateExtractValue", "%id")]},
        "dosage": [{"extension": [extension("templateExtractContext", "answer")], "_text": from("value")}]});
    let all = json!({"resourceType": "Bundle", "id": "b", "type": "transaction", "entry": [
        {"request": {"method": "POST", "url": "Basic"},
         "resource": {"resourceType": "Basic", "code": {"_text": from("item.where(linkId = 'name').answer.value")}}}]});
    let mut source = questionnaire(json!([{"linkId": "g", "type": "group", "repeats": true, "extension": [
            core("variable", "valueExpression", json!({"name": "called", "language": "text/fhirpath",
                "expression": "item.where(linkId = 'name').answer.value.upper()"})),
            extension("extractAllocateId", "id"), wanted("#m", Some("%id")), bundle("#b")], "item": [
        {"linkId": "name", "type": "string"},
        {"linkId": "how", "type": "string", "repeats": true, "extension": [wanted("#t", None)]}]}]));
    source["contained"] = json!([medicine, taken, all]);
    let form = Rc::new(Form::read(Rc::new(source), "", &[]).unwrap());
    let mut live = Live::open(form, Around::default(), None, &now());
    live.add_row(0);
    for (at, name) in [(0, "Iron"), (1, "Zinc")] {
        let node = nth(&live, "name", at);
        live.set(node, &[json!({"valueString": name})], true);
    }
    set(&mut live, "how", json!([{"valueString": "at noon"}, {"valueString": "at night"}]));
    let made = made(&live);
    let kinds: Vec<&str> = made.iter().filter_map(|one| one["resourceType"].as_str()).collect();
    assert_eq!(kinds, ["Medication", "Basic", "MedicationStatement", "Medication", "Basic"]);
    let codes: Vec<&str> = made.iter().filter_map(|one| one["code"]["text"].as_str()).collect();
    assert_eq!(codes, ["IRON", "Iron", "ZINC", "Zinc"]);
    let medicine = format!("Medication/{}", made[0]["id"].as_str().unwrap());
    assert_eq!(made[2]["medicationReference"]["reference"], medicine);
    assert_eq!(made[2]["dosage"], json!([{"text": "at noon"}, {"text": "at night"}]));
    assert_ne!(made[0]["id"], made[3]["id"], "each repetition has an id of its own");
}
