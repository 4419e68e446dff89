//! One risk rule, and whether a response meets it.

use serde::Deserialize;
use serde_json::Value;

/// The extensions that carry the weight of an answer (R4, and the one R5 and SDC use).
const WEIGHTS: &[&str] = &[
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
];

/// An answer that is read by the team today.
#[derive(Clone, Debug, Deserialize)]
pub struct Rule {
    questionnaire: String,
    #[serde(rename = "linkId")]
    link_id: String,
    /// A weight or number above this meets the rule.
    above: f64,
    /// The code system of `codes`.
    system: String,
    /// The codes that meet the rule.
    codes: Vec<String>,
}

impl Rule {
    /// Whether an answer anywhere in the response meets the rule. Where two readings are possible, it does.
    pub fn is_met_by(&self, response: &Value) -> bool {
        let canonical = response["questionnaire"].as_str().unwrap_or_default();
        let url = canonical.split_once('|').map_or(canonical, |(url, _)| url);
        url == self.questionnaire && self.is_met_in(&response["item"])
    }

    fn is_met_in(&self, items: &Value) -> bool {
        list(items).any(|item| {
            let here = item["linkId"] == self.link_id.as_str();
            self.is_met_in(&item["item"])
                || list(&item["answer"])
                    .any(|a| (here && self.is_met_by_answer(a)) || self.is_met_in(&a["item"]))
        })
    }

    fn is_met_by_answer(&self, answer: &Value) -> bool {
        let coding = &answer["valueCoding"];
        let listed = self.codes.iter().any(|code| coding["code"] == code.as_str());
        let system = coding["system"].is_null() || coding["system"] == self.system.as_str();
        let weights = list(&coding["extension"])
            .filter(|e| WEIGHTS.iter().any(|url| e["url"] == *url))
            .map(|e| &e["valueDecimal"]);
        let numbers = weights.chain([&answer["valueInteger"], &answer["valueDecimal"]]);
        (listed && system) || numbers.filter_map(Value::as_f64).any(|number| number > self.above)
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
