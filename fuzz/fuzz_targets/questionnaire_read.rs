//! Any JSON as a questionnaire: it is refused, or opens, takes answers, and what comes out can be judged.
#![no_main]

use std::rc::Rc;

use lapwing_core::{
    json,
    now::Now,
    sdc::{Around, Form, Live, extract, judge},
};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

fuzz_target!(|text: &str| {
    let Some(mut source) = json::read(text) else { return };
    if let Some(fields) = source.as_object_mut() {
        fields.insert("resourceType".into(), "Questionnaire".into());
    }
    let Ok(form) = Form::read(Rc::new(source), "de", &[]) else { return };
    let (form, now) = (Rc::new(form), Now::new(1_792_000_000_000, 60, [7; 4]));
    let mut live = Live::open(form.clone(), Around::default(), None, &now);
    for item in 0..form.items.len().min(40) {
        let Some(at) = live.nodes_of(item).first().copied() else { continue };
        live.choose(at, 0, true);
        live.type_in(at, 0, |typed| typed.text = "7 1 2020".into());
        live.yes_no(at, Some(true));
        live.add_row(at);
    }
    let response = json!({"resourceType": "QuestionnaireResponse", "item": Value::Array(live.items())});
    drop((judge(&form, &response, &now), extract(&live, &response, &now)));
    let again = Live::open(form, Around::default(), Some(&response), &now);
    drop(again.kept());
});
