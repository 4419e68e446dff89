//! What lies in public/questionnaires, and a reading of it that shares nothing with the app.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub fn json(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_else(|| panic!("{field} in {value}"))
}

/// A shipped questionnaire with its line of the index.
pub struct Shipped {
    pub name: String,
    pub index: Value,
    pub form: Value,
    pub folder: PathBuf,
}

pub fn all() -> Vec<Shipped> {
    let at = root().join("public/questionnaires");
    let read = |index: &Value| {
        let name = text(index, "name").to_string();
        let folder = at.join(&name);
        Shipped { form: json(&folder.join("questionnaire.json")), index: index.clone(), folder, name }
    };
    list(&json(&at.join("index.json"))).iter().map(read).collect()
}

pub fn named(name: &str) -> Shipped {
    all().into_iter().find(|s| s.name == name).unwrap_or_else(|| panic!("{name} is not shipped"))
}

impl Shipped {
    /// Questions with answers to choose from, in order.
    pub fn items(&self) -> Vec<&Value> {
        list(&self.form["item"]).iter().filter(|i| i["type"] == "choice").collect()
    }

    /// What each answer of a question counts.
    pub fn weights(item: &Value) -> Vec<i64> {
        let weight = |option: &Value| {
            let carried = list(&option["extension"]).iter();
            let carried =
                carried.filter(|e| e["url"] == "http://hl7.org/fhir/StructureDefinition/ordinalValue");
            let all: Vec<i64> = carried.filter_map(|e| e["valueDecimal"].as_i64()).collect();
            assert_eq!(all.len(), 1, "{option}");
            all[0]
        };
        list(&item["answerOption"]).iter().map(weight).collect()
    }

    /// The sum of the weights of the nth answers; `None` where an answer is missing.
    pub fn sum(&self, answers: &[Option<usize>]) -> Option<i64> {
        let items = self.items();
        assert_eq!(items.len(), answers.len(), "{}", self.name);
        let weights = items.iter().zip(answers).map(|(item, at)| at.map(|at| Self::weights(item)[at]));
        weights.sum()
    }

    /// The sum of what is asked: a question that another answer puts aside counts nothing, and is not missing.
    pub fn sum_asked(&self, answers: &[Option<usize>]) -> Option<i64> {
        let items = self.items();
        let chosen = |link: &Value| {
            let at = items.iter().position(|item| item["linkId"] == *link)?;
            Some(&items[at]["answerOption"][answers[at]?]["valueCoding"]["code"])
        };
        let asked = |item: &Value| {
            list(&item["enableWhen"]).iter().all(|when| {
                assert_eq!(when["operator"], "!=", "{item}");
                chosen(&when["question"]) != Some(&when["answerCoding"]["code"])
            })
        };
        let asked: Vec<_> = items.iter().zip(answers).filter(|(item, _)| asked(item)).collect();
        let sum =
            |given: &[(&Value, usize)]| given.iter().map(|(item, at)| Self::weights(item)[*at]).sum::<i64>();
        let most = asked.len();
        let given: Vec<_> = asked.into_iter().filter_map(|(item, at)| Some((*item, (*at)?))).collect();
        let spare = usize::from(self.index["total"]["missing"] == "one: mean x 10");
        match most - given.len() {
            0 => Some(sum(&given)),
            // Half up, as the total is shown: nine answers that sum up to 4 are 4.4 of ten.
            1 if spare == 1 => Some((sum(&given) * 20 + 9) / 18),
            _ => None,
        }
    }

    /// Answers that sum up to `score`; the first question is answered with more than nothing, if it can be.
    pub fn answers_for(&self, score: i64) -> Vec<Option<usize>> {
        let mut left = score;
        let pick = |item: &&Value| {
            let weights = Self::weights(item);
            let at =
                (0..weights.len()).filter(|at| weights[*at] <= left).max_by_key(|at| weights[*at]).unwrap();
            left -= weights[at];
            Some(at)
        };
        let answers = self.items().iter().map(pick).collect();
        assert_eq!(left, 0, "{} has no answers for {score}", self.name);
        answers
    }

    /// The name of the band of a score.
    pub fn band(&self, score: i64) -> Option<&str> {
        let bands = list(&self.index["total"]["bands"]).iter();
        let within = |b: &&Value| (b["from"].as_i64().unwrap()..=b["to"].as_i64().unwrap()).contains(&score);
        let mut found = bands.filter(within);
        let name = found.next().map(|b| text(b, "name"));
        assert!(found.next().is_none(), "{}: {score} is in two bands", self.name);
        name
    }
}
