//! One risk rule, and whether a response meets it.

use serde::Deserialize;
use serde_json::Value;

/// Where HL7 defines its extensions.
const HL7: &str = "http://hl7.org/fhir/";
/// The names under which an extension carries the weight of an answer, as they were given over time.
const WEIGHTS: &[&str] = &[
    "ordinalValue",
    "itemWeight",
    "questionnaire-ordinalValue",
    "valueset-ordinalValue",
    "codesystem-ordinalValue",
];

/// An answer that is read by the team today: it meets one of `above`, `codes` and `yes`.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Written")]
pub struct Rule(Written);

/// As it stands in the table.
#[derive(Clone, Debug, Deserialize)]
struct Written {
    questionnaire: String,
    #[serde(rename = "linkId")]
    link_id: String,
    /// A weight or number above this meets the rule.
    above: Option<f64>,
    /// The code system of `codes`; any, where it is not said.
    system: Option<String>,
    /// The codes that meet the rule.
    #[serde(default)]
    codes: Vec<String>,
    /// Yes meets the rule.
    #[serde(default)]
    yes: bool,
}

impl TryFrom<Written> for Rule {
    type Error = &'static str;

    /// A rule that no answer can meet would tell nobody.
    fn try_from(written: Written) -> Result<Self, Self::Error> {
        if written.above.is_none() && written.codes.is_empty() && !written.yes {
            return Err("a rule needs `above`, `codes` or `yes`");
        }
        Ok(Self(written))
    }
}

impl Rule {
    /// Whether an answer anywhere in the response meets the rule. Where two readings are possible, it does.
    pub fn is_met_by(&self, response: &Value) -> bool {
        let canonical = response["questionnaire"].as_str().unwrap_or_default();
        let url = canonical.split_once('|').map_or(canonical, |(url, _)| url);
        url == self.0.questionnaire && self.is_met_in(&response["item"])
    }

    fn is_met_in(&self, items: &Value) -> bool {
        list(items).any(|item| {
            let here = item["linkId"] == self.0.link_id.as_str();
            self.is_met_in(&item["item"])
                || list(&item["answer"])
                    .any(|a| (here && self.is_met_by_answer(a)) || self.is_met_in(&a["item"]))
        })
    }

    fn is_met_by_answer(&self, answer: &Value) -> bool {
        let coding = &answer["valueCoding"];
        let Written { above, system, codes, yes, .. } = &self.0;
        let listed = codes.iter().any(|code| coding["code"] == code.as_str());
        let in_system =
            coding["system"].is_null() || system.as_deref().is_none_or(|known| coding["system"] == known);
        let weights = list(&coding["extension"])
            .filter(|e| e["url"].as_str().is_some_and(weighs))
            .flat_map(|e| [&e["valueDecimal"], &e["valueInteger"]]);
        let plain = [&answer["valueInteger"], &answer["valueDecimal"], &answer["valueQuantity"]["value"]];
        let numbers = weights.chain(plain);
        let mut numbers = numbers.filter_map(Value::as_f64);
        (listed && in_system)
            || (*yes && answer["valueBoolean"] == true)
            || above.is_some_and(|above| numbers.any(|number| number > above))
    }
}

fn weighs(url: &str) -> bool {
    let name = url.strip_prefix(HL7).and_then(|rest| rest.rsplit('/').next());
    name.is_some_and(|name| WEIGHTS.contains(&name))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
