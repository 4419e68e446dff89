//! A robot fills in every enabled question of every form with random answers that the question allows, adds repetitions,
//! and what comes out is a valid response. Seeded: a failure comes again.
#![cfg(test)]

mod given;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use lapwing_core::now::Now;
use lapwing_core::sdc::{Answer, Around, Fault, Form, Kind, Live, extract, judge};
use serde_json::{Value, json};

/// Numbers from a seed.
struct Dice(Now);

impl Dice {
    fn below(&self, most: usize) -> usize {
        usize::try_from(self.0.draw() % most.max(1) as u64).unwrap_or(0)
    }
}

/// A bound of a question, by the name of its extension.
fn bound<'f>(form: &'f Form, item: usize, name: &str) -> Option<&'f Value> {
    let extensions = form.json(item)["extension"].as_array()?.iter();
    let mut found =
        extensions.filter(|e| e["url"].as_str().is_some_and(|url| url.ends_with(&format!("/{name}"))));
    found.next()?.as_object()?.iter().find(|(key, _)| key.starts_with("value")).map(|(_, value)| value)
}

fn number(live: &Live, item: usize, dice: &Dice) -> i64 {
    let form = live.form();
    let at = |name: &str| bound(form, item, name).and_then(Value::as_f64);
    let (low, high) = match (at("minValue"), at("maxValue")) {
        (Some(low), Some(high)) => (low.ceil() as i64, high.floor() as i64),
        (Some(low), None) => (low.ceil() as i64, low.ceil() as i64 + 50),
        (None, Some(high)) => (high.floor() as i64 - 50, high.floor() as i64),
        (None, None) => (0, 120),
    };
    low + i64::try_from(dice.below(usize::try_from(high - low + 1).unwrap_or(1))).unwrap_or(0)
}

/// Types something that a question of this kind takes.
fn type_in(live: &mut Live, at: usize, dice: &Dice) {
    let (item, kind) = (live.node(at).unwrap().item, live.item(at).unwrap().kind);
    let text = match kind {
        Kind::Integer | Kind::Decimal | Kind::Quantity => number(live, item, dice).to_string(),
        Kind::Date | Kind::DateTime => {
            match bound(live.form(), item, "minValue").or_else(|| bound(live.form(), item, "maxValue")) {
                Some(bound) => bound.as_str().unwrap_or("2020").get(..10).unwrap_or("2020-01-01").to_string(),
                None => format!("{} {} {}", 1 + dice.below(28), 1 + dice.below(12), 1950 + dice.below(75)),
            }
        }
        Kind::Time => format!("{}:{:02}", dice.below(24), dice.below(60)),
        Kind::Url => "https://x.example/a".into(),
        _ => {
            let least = bound(live.form(), item, "minLength").and_then(Value::as_u64).unwrap_or(1);
            let most = live.form().json(item)["maxLength"].as_u64().unwrap_or(least + 12);
            "a".repeat(usize::try_from(least.max(1).min(most)).unwrap_or(1))
        }
    };
    let slot = live.node(at).unwrap().answers.first().map_or(0, |answer: &Answer| answer.id);
    live.type_in(at, slot, |typed| {
        typed.text = text;
        typed.unit = Some(0);
    });
}

fn give(live: &mut Live, at: usize, dice: &Dice) {
    let kind = live.item(at).unwrap().kind;
    let many = live.item(at).unwrap().repeats;
    let choices = live.choices(at).map(|choices| (choices.list.len(), choices.unbound));
    match (kind, choices) {
        (_, Some((count, _))) if count > 0 => {
            for _ in 0..if many { 2 } else { 1 } {
                live.choose(at, dice.below(count), true);
            }
        }
        (Kind::OpenChoice, _) => live.other(at, true, Some("my own".into())),
        (Kind::Choice, Some((_, true))) => live.set(at, &[json!({"valueCoding": {"code": "any"}})], true),
        (_, Some(_)) => {}
        (Kind::Boolean, _) => live.yes_no(at, Some(dice.below(2) == 0)),
        (Kind::Attachment, _) => {
            let kind = bound(live.form(), live.node(at).unwrap().item, "mimeType").and_then(Value::as_str);
            let kind = kind.unwrap_or("image/png").replace('*', "png");
            live.file(at, 0, Ok(json!({"contentType": kind, "data": "AA==", "size": 1})));
        }
        _ => {
            type_in(live, at, dice);
            // As many as are needed at least.
            for _ in 1..live.item(at).unwrap().min_occurs {
                live.add_slot(at);
                let slot = live.node(at).unwrap().answers.last().map_or(0, |answer| answer.id);
                live.type_in(at, slot, |typed| typed.text = "7".into());
            }
        }
    }
}

fn open_questions(live: &Live) -> Vec<usize> {
    let items = 0..live.form().items.len();
    let all = items.flat_map(|item| live.nodes_of(item).to_vec());
    all.filter(|at| live.is_open(*at) && live.item(*at).unwrap().kind.is_question()).collect()
}

/// Fills a form in, three times over, with conditions turning about; what is wrong with what comes out.
fn fill(form: &Rc<Form>, seed: u64) -> (Value, Vec<String>) {
    let dice = Dice(Now::new(1_795_338_000_000, 0, [seed, 2, 3, 4]));
    let mut live = Live::open(form.clone(), Around::default(), None, &dice.0);
    for round in 0..3 {
        for at in open_questions(&live) {
            if live.is_open(at) && (live.values(at).is_empty() || round == 0) {
                give(&mut live, at, &dice);
            }
        }
        for item in 0..form.items.len() {
            let group = form.items[item].kind == Kind::Group && form.items[item].repeats;
            if group
                && round == 0
                && let Some(at) = live.nodes_of(item).first().copied()
            {
                live.add_row(at);
            }
        }
    }
    // What a rule of the form does not allow is taken back, as the person would be asked to.
    for at in open_questions(&live) {
        let wrong = live.problems(at).iter().any(|problem| !problem.is_remark());
        let answers = live.node(at).map(|node| node.answers.clone()).unwrap_or_default();
        if (wrong || answers.iter().any(|answer| live.problem(at, answer).is_some())) && !live.needed(at) {
            live.set(at, &[], true);
        }
    }
    let told = (0..form.items.len()).flat_map(|item| live.nodes_of(item).to_vec()).flat_map(|at| {
        let own = live
            .node(at)
            .unwrap()
            .answers
            .iter()
            .filter_map(|answer| live.problem(at, answer))
            .collect::<Vec<_>>();
        let on = live.node(at).unwrap().on;
        live.problems(at).into_iter().chain(own).filter(move |p| on && !p.is_remark())
    });
    let mut told: Vec<String> = told.map(|problem| format!("{problem:?}")).collect();
    told.extend(
        live.problems_of_all().iter().filter(|p| !p.is_remark()).map(|problem| format!("{problem:?}")),
    );
    let response =
        json!({"resourceType": "QuestionnaireResponse", "status": "completed", "item": live.items()});
    for made in extract(&live, &response, &dice.0) {
        assert!(
            made.resource["resourceType"].is_string() && made.resource["id"] == *made.id,
            "{}",
            made.resource
        );
        assert!(!made.resource.to_string().contains("templateExtract"), "{}", made.resource);
    }
    (response, told)
}

/// Everything below a folder: how many forms gave a valid response, how many could not be filled by chance (the form
/// itself says what is wrong), and what was wrong though the form said nothing.
fn robot(folder: &Path) -> (usize, Vec<String>, Vec<String>) {
    let paths = given::files(folder);
    let (mut valid, mut told_all, mut failed) = (0, vec![], vec![]);
    for path in paths {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let Some(resource) = lapwing_core::json::read(&text) else { continue };
        let Ok(form) = Form::read(Rc::new(resource), "", &[]) else { continue };
        let form = Rc::new(form);
        let mut told_here = vec![];
        let mut all_valid = true;
        for seed in 1..=2 {
            let (response, told) = fill(&form, seed);
            let issues = judge(&form, &response, &Now::new(1_795_338_000_000, 0, [1, 2, 3, 4]));
            let structural = |fault: &Fault| !matches!(fault, Fault::Problem(_));
            for issue in issues.into_iter().filter(|issue| !issue.remark) {
                all_valid = false;
                if structural(&issue.fault) || told.is_empty() {
                    failed.push(format!("{} (seed {seed}): {issue:?}", path.display()));
                }
            }
            told_here.extend(told);
        }
        if all_valid {
            valid += 1;
        } else {
            told_here.dedup();
            told_all.push(format!("{}: {}", path.display(), told_here.join(", ")));
        }
    }
    (valid, told_all, failed)
}

#[test]
fn the_shipped_forms_can_be_filled_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/questionnaires");
    let (valid, told, failed) = robot(&folder);
    println!(
        "suite robot on the app's forms: {valid} passed, {} failed, {} skipped",
        failed.len(),
        told.len()
    );
    assert!(failed.is_empty() && told.is_empty(), "{failed:?} {told:?}");
    assert!(valid >= 7);
}

#[test]
fn given_forms_can_be_filled_in() {
    let Some(data) = std::env::var_os("LAPWING_DATA").map(PathBuf::from) else {
        println!("skipped: LAPWING_DATA names no folder of questionnaires");
        return;
    };
    let (valid, told, failed) = robot(&data.join("questionnaires"));
    for form in &told {
        println!("not by chance: {form}");
    }
    println!(
        "suite robot: {valid} passed, {} failed, {} skipped; skipped: rules that chance does not meet, and the form says so",
        failed.len(),
        told.len()
    );
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
