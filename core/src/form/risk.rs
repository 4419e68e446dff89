//! Answers that open help at once: one data table, and the library's lines, both shared with the gateway.
//!
//! No level is computed from anything (NICE NG225, 2022).

use serde_json::Value;

use crate::fhirpath::Decimal;
use crate::sdc::{Form, Live, json};

/// The table that the gateway reads too, `public/data/risk.json`; compiled in, so that no network stands
/// between an answer and help.
const TABLE: &str = include_str!("../../../public/data/risk.json");

/// A rule of the table for one question of the open form.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    item: usize,
    /// A weight or number above this meets it.
    above: Option<Decimal>,
    /// The system and the codes that meet it.
    codes: (Option<String>, Vec<String>),
    /// Yes meets it.
    yes: bool,
}

/// The rules for a form.
pub(super) fn rules(form: &Form) -> Vec<Rule> {
    rules_of(json::list(&crate::json::read(TABLE).unwrap_or(Value::Null), "rules"), form)
}

/// Those of `table` that are about the form.
pub(super) fn rules_of(table: &[Value], form: &Form) -> Vec<Rule> {
    let mut rules = Vec::new();
    for rule in table {
        let item = json::text(rule, "linkId").and_then(|id| form.find(id));
        let Some(item) = item.filter(|_| json::text(rule, "questionnaire") == Some(&form.url)) else {
            continue;
        };
        let mut codes = Vec::new();
        for code in json::list(rule, "codes") {
            codes.extend(code.as_str().map(String::from));
        }
        rules.push(Rule {
            item,
            above: rule.get("above").and_then(json::number),
            codes: (json::text(rule, "system").map(String::from), codes),
            yes: json::flag(rule, "yes"),
        });
    }
    rules
}

/// The nodes whose answer meets a rule.
pub(super) fn met(live: &Live, rules: &[Rule]) -> Vec<usize> {
    let mut met = Vec::new();
    for rule in rules {
        for at in live.nodes_of(rule.item) {
            if live.values(*at).iter().any(|value| rule.is_met_by(value)) && !met.contains(at) {
                met.push(*at);
            }
        }
    }
    met
}

impl Rule {
    /// Whether an answer meets the rule, as the gateway judges it too. Where two readings are possible, it does.
    fn is_met_by(&self, value: &Value) -> bool {
        let code = json::text(value, "code");
        let system = json::text(value, "system");
        let listed = code.is_some_and(|code| self.codes.1.iter().any(|known| known == code));
        if listed && (system.is_none() || self.codes.0.is_none() || system == self.codes.0.as_deref()) {
            return true;
        }
        let above =
            |number: Option<Decimal>| number.zip(self.above).is_some_and(|(number, above)| number > above);
        (self.yes && *value == Value::Bool(true)) || above(json::weight(value)) || above(json::number(value))
    }
}
