//! Values of elsewhere (results, records, defaults) made into answers of the type that a question wants.

use serde_json::{Map, Value};

use super::choices::Choices;
use super::{Kind, check, json, value};
use crate::fhir::date::Date;
use crate::fhir::decimal::Decimal;

/// An answer object (`{"valueDate": ...}`), or `None` where the value is nothing that the question could hold.
pub(crate) fn answer(kind: Kind, choices: Option<&Choices>, given: &Value) -> Option<Value> {
    if let Some(choices) = choices {
        return chosen(kind, choices, given);
    }
    let made = match (kind, given) {
        (Kind::Boolean, Value::Bool(_)) | (Kind::Decimal, Value::Number(_)) => given.clone(),
        (Kind::Integer, Value::Number(_)) => Value::from(Decimal::read(given)?.whole()?),
        (Kind::Decimal | Kind::Integer, Value::Object(_)) => return answer(kind, None, given.get("value")?),
        (Kind::String | Kind::Text, Value::Number(number)) => Value::String(number.as_str().into()),
        (Kind::String | Kind::Text | Kind::Url, Value::String(text)) => {
            (!text.trim().is_empty()).then(|| Value::String(text.trim().into()))?
        }
        (Kind::String | Kind::Text, Value::Object(_)) => Value::String(super::choices::label(given, "")?),
        (Kind::Date, Value::String(text)) => {
            Date::parse(text)?;
            Value::String(text.get(..10).unwrap_or(text).into())
        }
        (Kind::DateTime, Value::String(text)) => Date::parse(text).map(|_| given.clone())?,
        (Kind::Time, Value::String(text)) => crate::fhir::clock::time_of_day(text).map(|_| given.clone())?,
        (Kind::Quantity, Value::Number(_)) => named("value", given.clone()),
        (Kind::Quantity, Value::Object(_)) => given.get("value").map(|_| given.clone())?,
        (Kind::Reference, Value::Object(fields)) => match (fields.get("resourceType"), fields.get("id")) {
            (Some(Value::String(kind)), Some(Value::String(id))) => {
                named("reference", [kind, "/", id].concat().into())
            }
            _ => given.clone(),
        },
        (Kind::Reference, Value::String(_)) => named("reference", given.clone()),
        (Kind::Attachment, Value::Object(_)) => given.clone(),
        _ => return None,
    };
    Some(named(kind.member(), made))
}

/// An object with one member.
pub(crate) fn named(member: &str, value: Value) -> Value {
    let mut answer = Map::new();
    answer.insert(member.into(), value);
    Value::Object(answer)
}

/// The choice that a value means: the same value, a coding of the same code, or its words.
fn chosen(kind: Kind, choices: &Choices, given: &Value) -> Option<Value> {
    let codings = json::list(given, "coding");
    let candidates = if codings.is_empty() { std::slice::from_ref(given) } else { codings };
    let known = candidates.iter().find_map(|candidate| {
        choices.list.iter().find(|choice| {
            let Some((member, of_choice)) = json::choice(&choice.answer) else { return false };
            check::is(&choice.answer, member, candidate)
                || value::meets(of_choice, candidate)
                || candidate
                    .as_str()
                    .is_some_and(|text| json::text(of_choice, "code") == Some(text) || *choice.label == *text)
        })
    });
    if let Some(known) = known {
        return Some(known.answer.clone());
    }
    let first = candidates.first()?;
    if choices.unbound && json::text(first, "code").is_some() {
        return Some(named("valueCoding", first.clone()));
    }
    let own = (kind == Kind::OpenChoice).then(|| super::choices::label(first, "")).flatten()?;
    Some(named("valueString", Value::String(own)))
}
