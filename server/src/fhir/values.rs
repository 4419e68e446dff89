//! What a search parameter finds in a resource.

use serde_json::Value;

use super::{
    dates::{Span, span_of_value},
    params::Param,
};

/// The values at a dotted path, through every list on the way.
#[must_use]
pub fn at<'v>(resource: &'v Value, path: &str) -> Vec<&'v Value> {
    path.split('.').fold(vec![resource], |found, name| {
        found.into_iter().filter_map(|v| v.get(name)).flat_map(flat).collect()
    })
}

fn flat(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        one => vec![one],
    }
}

fn all<'v>(param: &Param, resource: &'v Value) -> impl Iterator<Item = &'v Value> {
    param.paths.iter().flat_map(|path| at(resource, path))
}

/// System and code of each token; the system is empty where there is none.
#[must_use]
pub fn tokens(param: &Param, resource: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for value in all(param, resource) {
        match value {
            Value::String(code) => found.push((String::new(), code.clone())),
            Value::Bool(flag) => found.push((String::new(), flag.to_string())),
            _ => found.extend(codings(value).into_iter().filter_map(coded)),
        }
    }
    found.sort();
    found.dedup();
    found
}

fn codings(value: &Value) -> Vec<&Value> {
    value.get("coding").map_or_else(|| vec![value], flat)
}

/// Of a Coding or an Identifier.
fn coded(value: &Value) -> Option<(String, String)> {
    let code = value.get("code").or_else(|| value.get("value"))?.as_str()?;
    Some((value["system"].as_str().unwrap_or_default().to_owned(), code.to_owned()))
}

/// Each reference or address; a canonical address with a version also without it.
#[must_use]
pub fn exact(param: &Param, resource: &Value) -> Vec<String> {
    let mut found: Vec<String> = all(param, resource)
        .filter_map(|v| v.as_str().or_else(|| v["reference"].as_str()))
        .flat_map(|text| [Some(text), text.split_once('|').map(|(bare, _)| bare)])
        .flatten()
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Each date, time or period.
#[must_use]
pub fn spans(param: &Param, resource: &Value) -> Vec<Span> {
    let mut found: Vec<Span> = all(param, resource).filter_map(span_of_value).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::params::find, *};

    fn check_tokens(param: (&str, &str), resource: Value, expected: &[(&str, &str)]) {
        let found = tokens(find(param.0, param.1).unwrap(), &resource);
        let expected: Vec<_> = expected.iter().map(|(s, c)| ((*s).to_owned(), (*c).to_owned())).collect();
        assert_eq!(found, expected, "{resource}");
    }

    #[test]
    fn every_shape_of_token() {
        let coded = json!({"code": {"coding": [{"system": "s", "code": "2"}, {"code": "1"}, {"display": "no code"}]}});
        check_tokens(("Observation", "code"), coded, &[("", "1"), ("s", "2")]);
        check_tokens(
            ("Observation", "category"),
            json!({"category": [{"coding": [{"system": "s", "code": "c"}]}]}),
            &[("s", "c")],
        );
        check_tokens(("Task", "status"), json!({"status": "requested"}), &[("", "requested")]);
        check_tokens(("RelatedPerson", "active"), json!({"active": true}), &[("", "true")]);
        check_tokens(
            ("Practitioner", "identifier"),
            json!({"identifier": [{"system": "s", "value": "v"}]}),
            &[("s", "v")],
        );
        check_tokens(("Observation", "code"), json!({"code": {"text": "only words"}}), &[]);
        check_tokens(("Observation", "code"), json!({"code": 7}), &[]);
    }

    #[test]
    fn references_and_addresses() {
        let team = json!({"participant": [{"member": {"reference": "Practitioner/1"}}, {"member": {"display": "x"}}]});
        assert_eq!(exact(find("CareTeam", "participant").unwrap(), &team), ["Practitioner/1"]);
        let response = json!({"questionnaire": "https://q|2"});
        assert_eq!(
            exact(find("QuestionnaireResponse", "questionnaire").unwrap(), &response),
            ["https://q", "https://q|2"]
        );
    }
}
