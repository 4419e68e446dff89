//! The app's own engine and the arithmetic of these tests agree on every shipped instrument.

use std::rc::Rc;

use lapwing_core::form::{Answering, Instrument, Score, score};
use lapwing_core::now::Now;
use lapwing_core::sdc::{Around, Form};
use serde_json::Value;

use super::shipped::{Shipped, all, list, named};

fn engine_total(shipped: &Shipped, answers: &[Option<usize>]) -> Option<i64> {
    engine_score(shipped, answers).map(|s| s.value)
}

fn engine_score(shipped: &Shipped, answers: &[Option<usize>]) -> Option<Score> {
    let form = Rc::new(Form::read(Rc::new(shipped.form.clone()), "", &[]).unwrap());
    let library = Instrument::read_all(&Value::Array(vec![shipped.index.clone()]));
    let mut answering = Answering::open(&form, Around::default(), None, &Now::new(0, 0, [1, 2, 3, 4]));
    let items: Vec<usize> =
        shipped.items().iter().map(|i| form.find(i["linkId"].as_str().unwrap()).unwrap()).collect();
    for (item, answer) in items.into_iter().zip(answers) {
        let at = answering.live.nodes_of(item)[0];
        if let Some(answer) = answer {
            answering.live.choose(at, *answer, true);
        }
    }
    score(&answering.live, library[0].total.as_ref())
}

#[test]
fn every_edge_of_every_band_is_reached_and_read_as_published() {
    for shipped in all().iter().filter(|s| s.index["total"].is_object()) {
        let total = &shipped.index["total"];
        let mut edges = vec![0, total["max"].as_i64().unwrap()];
        edges.extend(total["cutoff"].as_i64());
        for band in list(&total["bands"]) {
            edges.extend([band["from"].as_i64().unwrap(), band["to"].as_i64().unwrap()]);
        }
        for edge in edges {
            let score = engine_score(shipped, &shipped.answers_for(edge))
                .unwrap_or_else(|| panic!("{} {edge}", shipped.name));
            assert_eq!((score.value, score.about), (edge, false), "{}", shipped.name);
            let band = score.bands.iter().find(|b| (b.from..=b.to).contains(&score.value));
            assert_eq!(band.map(|b| b.name.as_str()), shipped.band(edge), "{} {edge}", shipped.name);
            let said = lapwing_core::words::form::score(&score, false);
            assert_eq!(said, format!("Your score is {edge} out of {}.", total["max"]));
        }
    }
}

#[test]
fn who_never_drinks_is_not_asked_about_drinking() {
    let shipped = named("audit");
    let mut answers = vec![None; 10];
    (answers[0], answers[8], answers[9]) = (Some(0), Some(1), Some(0));
    assert_eq!(engine_total(&shipped, &answers), Some(2));
    answers[0] = Some(1);
    assert_eq!(engine_total(&shipped, &answers), None, "who drinks is asked, and the answers are missing");
    assert_eq!(engine_total(&named("audit-c"), &[Some(0), None, None]), Some(0));
}

proptest::proptest! {
    #[test]
    fn any_answers_score_the_same_both_ways(seed in proptest::collection::vec(0usize..5, 20), missing in 0usize..30) {
        for shipped in all().iter().filter(|s| s.index["total"].is_object()) {
            let options = shipped.items().into_iter().map(|i| i["answerOption"].as_array().unwrap().len());
            let mut answers: Vec<Option<usize>> = options.zip(&seed).map(|(n, at)| Some(at % n)).collect();
            if let Some(left_out) = answers.get_mut(missing) {
                *left_out = None;
            }
            let expect = shipped.sum_asked(&answers);
            proptest::prop_assert_eq!(engine_total(shipped, &answers), expect, "{}", shipped.name);
        }
    }
}

/// Law 2006: a change of 3 on a goal is more than chance would explain, goal by goal; there is no total.
#[test]
fn each_goal_is_scored_by_itself() {
    let shipped = named("gbo");
    let form = Rc::new(Form::read(Rc::new(shipped.form.clone()), "", &[]).unwrap());
    let instrument = Instrument::read_all(&Value::Array(vec![shipped.index.clone()])).remove(0);
    let mut answering = Answering::open(&form, Around::default(), None, &Now::new(0, 0, [1, 2, 3, 4]));
    let words = answering.live.nodes_of(form.find("goal-3-words").unwrap())[0];
    answering.live.set(words, &[serde_json::json!({"valueString": "See my sister"})], true);
    for (goal, at) in [("goal-1", 7), ("goal-3", 0)] {
        let node = answering.live.nodes_of(form.find(goal).unwrap())[0];
        answering.live.choose(node, at, true);
    }
    let written =
        lapwing_core::form::write(&answering, &instrument, ("a", "Patient/a"), &Now::new(0, 0, [1, 2, 3, 4]));
    let parts: Vec<_> =
        written.parts.iter().map(|(at, score)| (*at, score.value, score.max, score.change)).collect();
    assert_eq!((written.score, parts), (None, vec![(0, 7, 10, Some(3)), (2, 0, 10, Some(3))]));
}
