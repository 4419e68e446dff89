//! The app's own engine and the arithmetic of these tests agree on every shipped instrument.

use lapwing_core::form::{Answer, Instrument, Questionnaire, score};
use serde_json::Value;

use super::shipped::{Shipped, all};

fn engine_total(shipped: &Shipped, answers: &[Option<usize>]) -> Option<i64> {
    let questionnaire = Questionnaire::read(&shipped.form).unwrap();
    let library = Instrument::read_all(&Value::Array(vec![shipped.index.clone()]));
    let ids: Vec<&str> = shipped.items().iter().map(|i| i["linkId"].as_str().unwrap()).collect();
    let given: Vec<Option<Answer>> = answers.iter().map(|a| a.map(Answer::Choice)).collect();
    let answer_of = |id: &str| ids.iter().position(|i| *i == id).and_then(|at| given[at].as_ref());
    score(&questionnaire, library[0].total.as_ref(), &answer_of).map(|s| s.value)
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
