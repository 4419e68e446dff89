//! Which answers open help at once and are read by the team today.

use lapwing_core::sdc::Form;
use serde_json::{Value, json};

use super::known::Known;
use super::report::{Line, Report};
use super::scoring::{self, Scored};

/// The rules of every instrument in the file, and of single questions that bear the code of a risk item.
pub fn rules(
    questionnaire: &Value,
    form: &Form,
    (scored, known): (&[(&Known, Vec<Scored>)], &[Known]),
) -> Vec<Value> {
    let mut rules: Vec<Value> = vec![];
    for (known, questions) in scored {
        let risky = known.risk.iter().filter_map(|at| questions.get(at - 1));
        rules.extend(risky.filter_map(|question| rule(questionnaire, question, known)));
    }
    for at in 0..form.items.len() {
        let id = scoring::id(form, at);
        if rules.iter().any(|rule| rule["linkId"] == id.as_str()) {
            continue;
        }
        let codes = &form.json(at)["code"];
        let risky =
            |known: &&Known| known.place(codes).is_some_and(|place| known.risk.contains(&(place + 1)));
        let Some(known) = known.iter().find(risky) else { continue };
        let number = known.place(codes).map_or(0, |place| place + 1);
        let answers = scoring::question(form, at).unwrap_or_else(|_| in_order(form, at));
        rules.extend(rule(questionnaire, &Scored { item: at, link_id: id, number, answers }, known));
    }
    rules
}

/// Answers that carry no weights, in the order in which instruments print them: the first counts nothing.
fn in_order(form: &Form, at: usize) -> Vec<(Value, i64)> {
    let choices = form.items.get(at).and_then(|item| item.choices.as_ref());
    let answers =
        choices.into_iter().flat_map(|choices| choices.list.iter().map(|choice| choice.answer.clone()));
    answers.zip(0..).collect()
}

/// Any answer but the one that counts nothing.
fn rule(questionnaire: &Value, scored: &Scored, known: &Known) -> Option<Value> {
    let met =
        scored.answers.iter().filter(|(_, weight)| *weight > 0).map(|(answer, _)| &answer["valueCoding"]);
    let met: Vec<&Value> = met.collect();
    let codes: Vec<&Value> = met.iter().map(|coding| &coding["code"]).collect();
    (!codes.is_empty()).then(|| {
        json!({
            "questionnaire": questionnaire["url"],
            "linkId": scored.link_id,
            "path": "valueCoding.ordinal",
            "above": 0,
            "system": met.first().map_or(&Value::Null, |coding| &coding["system"]),
            "codes": codes,
            "source": format!("{}, question {}", known.name, scored.number),
        })
    })
}

/// Says which answers they are, or that there are none.
pub fn tell(rules: &[Value], report: &mut Report) {
    for rule in rules {
        let (id, source) =
            (rule["linkId"].as_str().unwrap_or_default(), rule["source"].as_str().unwrap_or_default());
        report.add(
            Line::Works,
            format!("{id}: any answer but the first opens help now, and the team is asked to read it today ({source})"),
        );
    }
    if rules.is_empty() {
        report.add(
            Line::Told,
            "none of its answers opens help now: check that it does not ask about suicide or self-harm",
        );
    }
}
