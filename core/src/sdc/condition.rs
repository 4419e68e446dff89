//! `enableWhen`: conditions on the answers of other questions.

use std::cmp::Ordering;

use serde_json::Value;

use super::{json, value};

/// One condition.
#[derive(Debug)]
pub(crate) struct Condition {
    /// The question that it looks at.
    pub(crate) source: usize,
    operator: Operator,
    expected: Value,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operator {
    Exists,
    Equal,
    NotEqual,
    More,
    Less,
    AtLeast,
    AtMost,
}

const OPERATORS: [(&str, Operator); 7] = [
    ("exists", Operator::Exists),
    ("=", Operator::Equal),
    ("!=", Operator::NotEqual),
    (">", Operator::More),
    ("<", Operator::Less),
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
];

impl Condition {
    /// Reads an `enableWhen` about the item at `source`.
    pub(crate) fn read(condition: &Value, source: usize) -> Option<Self> {
        let word = json::text(condition, "operator")?;
        let (_, operator) = OPERATORS.iter().find(|(name, _)| *name == word)?;
        let fields = condition.as_object()?;
        let expected = fields.iter().find(|(name, v)| name.starts_with("answer") && !v.is_null())?.1.clone();
        if *operator == Operator::Exists && !expected.is_boolean() {
            return None;
        }
        Some(Self { source, operator: *operator, expected })
    }

    /// Whether the answers of the question meet it. One answer that does is enough; `!=` is met when no answer is
    /// equal, also where there is none (FHIR R4, Questionnaire.item.enableWhen.operator).
    pub(crate) fn met(&self, answers: &[&Value]) -> bool {
        let expected = &self.expected;
        let any = |wanted: &dyn Fn(Ordering) -> bool| {
            answers.iter().any(|given| value::order(given, expected).is_some_and(wanted))
        };
        match self.operator {
            Operator::Exists => answers.is_empty() != (*expected == Value::Bool(true)),
            Operator::Equal => answers.iter().any(|given| value::meets(given, expected)),
            Operator::NotEqual => !answers.iter().any(|given| value::meets(given, expected)),
            Operator::More => any(&|order| order == Ordering::Greater),
            Operator::Less => any(&|order| order == Ordering::Less),
            Operator::AtLeast => any(&|order| order != Ordering::Less),
            Operator::AtMost => any(&|order| order != Ordering::Greater),
        }
    }
}
