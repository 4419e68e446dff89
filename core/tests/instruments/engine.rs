//! The app's own engine and the arithmetic of these tests agree on every shipped instrument.

use std::rc::Rc;

use lapwing_core::form::{Answering, Instrument, score};
use lapwing_core::now::Now;
use lapwing_core::sdc::{Around, Form};
use serde_json::Value;

use super::shipped::{Shipped, all};

fn engine_total(shipped: &Shipped, answers: &[Option<usize>]) -> Option<i64> {
    let form = Rc::new(Form::read(Rc::new(shipped.form.clone()), "", &[]).unwrap());
    let library = Instrument::read_all(&Value::Array(vec![shipped.index.clone()]));
    let mut answering = Answering::open(&form, Around::default(), None, &Now::new(0, 0, [1, 2, 3, 4]));
    let asked = answering.asked();
    assert_eq!(asked.len(), shipped.items().len());
    for (at, answer) in asked.into_iter().zip(answers) {
        if let Some(answer) = answer {
            answering.live.choose(at, *answer, true);
        }
    }
    score(&answering.live, library[0].total.as_ref()).map(|s| s.value)
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
            proptest::prop_assert_eq!(engine_total(shipped, &answers), shipped.sum(&answers), "{}", shipped.name);
        }
    }
}
