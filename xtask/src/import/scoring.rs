//! Whether a file that bears a known instrument's code would be scored as published.

use std::rc::Rc;

use lapwing_core::{
    now::Now,
    sdc::{Around, Form, Kind, Live},
};
use serde_json::Value;

use super::{
    known::Known,
    report::{Line, Report},
};

/// The extensions of HL7 that carry what an answer counts: the app reads no others.
const WEIGHTS: [&str; 5] = [
    "ordinalValue",
    "itemWeight",
    "questionnaire-ordinalValue",
    "valueset-ordinalValue",
    "codesystem-ordinalValue",
];

/// One scored question.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// Its item in the form.
    pub item: usize,
    /// Its `linkId`.
    pub link_id: String,
    /// Its place among the scored questions, from 1.
    pub number: usize,
    /// Its answers, each with what it counts, in the order of the file.
    pub answers: Vec<(Value, i64)>,
}

/// The scored questions in their order, if they are those that were published.
pub fn check(known: &Known, form: &Rc<Form>, report: &mut Report) -> Option<Vec<Scored>> {
    let asked = asked(known, form);
    if asked.len() != known.count {
        report.add(
            Line::Refused,
            format!(
                "it bears the code of the {} and has {} scored questions, not {}",
                known.name,
                asked.len(),
                known.count
            ),
        );
        return None;
    }
    let mut scored = Vec::new();
    for (at, item) in asked.into_iter().enumerate() {
        if let Some(why) = counts_otherwise(known, form, item) {
            report.add(Line::Refused, format!("{}: {} {why}", known.name, id(form, item)));
            continue;
        }
        match question(form, item) {
            Ok(answers) if fits(&answers, &known.weights(at)) => {
                scored.push(Scored { item, link_id: id(form, item), number: at + 1, answers });
            }
            Ok(answers) => {
                let found: Vec<String> = answers.iter().map(|(_, weight)| weight.to_string()).collect();
                let expect: Vec<String> = known.weights(at).iter().map(ToString::to_string).collect();
                let id = id(form, item);
                report.add(
                    Line::Refused,
                    format!(
                        "{}: the answers to {id} count {}; published is {}",
                        known.name,
                        found.join(", "),
                        expect.join(", ")
                    ),
                );
            }
            Err(id) => report.add(
                Line::Refused,
                format!(
                    "{}: an answer to {id} has no whole weight, so no total could be worked out",
                    known.name
                ),
            ),
        }
    }
    if scored.len() != known.count {
        return None;
    }
    report.add(
        Line::Works,
        format!("its {} questions count as published for the {}", scored.len(), known.name),
    );
    own_total(known, form, &scored, report);
    Some(scored)
}

/// Why a scored question may count otherwise than published, though its answers weigh the same.
fn counts_otherwise(known: &Known, form: &Form, at: usize) -> Option<&'static str> {
    let source = form.json(at);
    let around = |at: usize| form.items.get(at).and_then(|item| item.parent);
    let chain = std::iter::successors(Some(at), |at| around(*at));
    if chain.clone().any(|at| form.items.get(at).is_some_and(|item| item.repeats)) {
        return Some("can be answered more than once, so that its answers could count twice or not at all");
    }
    let expression = |item: &Value| {
        let named = |e: &Value| e["url"].as_str().is_some_and(|url| url.ends_with("enableWhenExpression"));
        item["extension"].as_array().into_iter().flatten().any(named)
    };
    let asked_at_times = |at: usize| form.json(at)["enableWhen"].is_array() || expression(form.json(at));
    if !known.skips && chain.clone().any(asked_at_times) {
        return Some("is not asked of everybody, as the published one is, and would count 0 where it is not");
    }
    let chosen =
        source["answerOption"].as_array().into_iter().flatten().any(|one| one["initialSelected"] == true);
    let given = source["initial"].is_array() || chosen;
    given.then_some("is answered before the person has answered it")
}

/// The `linkId` of an item.
pub fn id(form: &Form, at: usize) -> String {
    form.items.get(at).map(|item| item.link_id.to_string()).unwrap_or_default()
}

/// Whether a form without the instrument's own code asks each of its questions, and nothing else that counts.
pub fn is_all_of(known: &Known, form: &Form) -> bool {
    let coded = |at: &usize| known.place(&form.json(*at)["code"]).is_some();
    let counted = weighed(form);
    !known.items.is_empty() && counted.len() == known.count && counted.iter().all(coded)
}

/// The questions whose answers carry weights.
fn weighed(form: &Form) -> Vec<usize> {
    let counts = |at: &usize| question(form, *at).is_ok_and(|answers| !answers.is_empty());
    choices(form).into_iter().filter(counts).collect()
}

/// The questions with a choice that a person is asked.
fn choices(form: &Form) -> Vec<usize> {
    let choices = (0..form.items.len()).filter(|at| {
        let item = form.items.get(*at);
        item.is_some_and(|item| matches!(item.kind, Kind::Choice | Kind::OpenChoice) && !item.hidden)
    });
    choices.collect()
}

/// Which questions are scored: those with the published codes, else the choices that carry weights.
fn asked(known: &Known, form: &Form) -> Vec<usize> {
    let mut coded = choices(form);
    coded.retain(|at| known.place(&form.json(*at)["code"]).is_some());
    if coded.is_empty() { weighed(form) } else { coded }
}

/// The answers to a question with what they count; `Err` gives the linkId of one that counts nothing whole.
pub fn question(form: &Form, at: usize) -> Result<Vec<(Value, i64)>, String> {
    let Some(item) = form.items.get(at) else { return Err(String::new()) };
    let id = || item.link_id.to_string();
    let choices = item.choices.as_ref().ok_or_else(id)?;
    choices
        .list
        .iter()
        .map(|choice| Ok((choice.answer.clone(), weight(&choice.answer).ok_or_else(id)?)))
        .collect()
}

/// What an answer counts.
pub fn weight(answer: &Value) -> Option<i64> {
    let value = answer.as_object()?.values().next()?;
    let carried = value["extension"].as_array()?.iter();
    let mut carried = carried.filter(|e| {
        let url = e["url"].as_str().and_then(|url| url.strip_prefix("http://hl7.org/fhir/"));
        let name = url.and_then(|url| url.rsplit('/').next()).unwrap_or_default();
        WEIGHTS.contains(&name)
    });
    let number = carried.next()?["valueDecimal"].as_f64()?;
    #[allow(clippy::cast_possible_truncation, reason = "a weight with a fraction is none")]
    (number.fract() == 0.0).then_some(number as i64)
}

/// Answers stand in the order in which the instrument prints them: a reversed question counts downwards.
fn fits(answers: &[(Value, i64)], published: &[i64]) -> bool {
    let found: Vec<i64> = answers.iter().map(|(_, weight)| *weight).collect();
    found == published
}

/// Where the file works out a total itself, the lowest, the highest and a mixed set of answers must give the sums.
fn own_total(known: &Known, form: &Rc<Form>, scored: &[Scored], report: &mut Report) {
    let Some(total) = own(known, form) else {
        let made = if known.prorates() {
            "it works out no total: a hidden one is added, which makes up for one missing answer as published"
        } else {
            "it works out no total: the sum of its answers is taken"
        };
        report.add(Line::Works, made);
        return;
    };
    let sets: [&dyn Fn(usize, usize) -> usize; 3] = [&|_, _| 0, &|_, most| most - 1, &|at, most| at % most];
    for pick in sets {
        let now = Now::new(1_795_338_000_000, 0, [1, 2, 3, 4]);
        let mut live = Live::open(form.clone(), Around::default(), None, &now);
        let mut chosen = Vec::new();
        for (at, question) in scored.iter().enumerate() {
            let place = pick(at, question.answers.len());
            if let (Some(node), Some((_, weight))) =
                (live.nodes_of(question.item).first().copied(), question.answers.get(place))
            {
                live.choose(node, place, true);
                chosen.push((node, *weight));
            }
        }
        // A question that another answer puts aside counts nothing.
        let counts = |(node, _): &&(usize, i64)| live.node(*node).is_some_and(|node| node.on);
        let sum: i64 = chosen.iter().filter(counts).map(|(_, weight)| weight).sum();
        let node = live.nodes_of(total).first().copied();
        let worked_out = node.and_then(|node| live.values(node).first().and_then(|value| number(value)));
        let id = id(form, total);
        #[allow(clippy::cast_precision_loss, reason = "a total is small")]
        if worked_out != Some(sum as f64) {
            let found = worked_out.map_or_else(|| "nothing".to_owned(), |n| n.to_string());
            report
                .add(Line::Refused, format!("{}: {id} works out {found} where the sum is {sum}", known.name));
            return;
        }
    }
    report.add(Line::Works, "its own total is the sum of its answers");
}

/// The question that the file itself works its total out in.
pub fn own(known: &Known, form: &Form) -> Option<usize> {
    (0..form.items.len()).find(|at| is_total(known, form, *at))
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value["value"].as_f64())
}

fn is_total(known: &Known, form: &Form, at: usize) -> bool {
    let Some(item) = form.items.get(at) else { return false };
    let total = known.total();
    let code = |c: &Value| c["code"] == total["code"];
    let number = matches!(item.kind, Kind::Integer | Kind::Decimal | Kind::Quantity);
    number && form.json(at)["code"].as_array().into_iter().flatten().any(code)
}
