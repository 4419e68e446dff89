//! What a delivery is told: outcomes only. A device that can't read is not to learn by writing.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::fhir::{Reply, outcome::Problem};

/// The reply to a write without anything of the record: the ledger can hold one that was given over a session.
///
/// # Errors
/// `500` when a reply is not the JSON that it must be.
pub fn told(reply: Reply) -> Result<Reply, Problem> {
    // What is lacking of a file: its own id, and a number.
    if reply.status == StatusCode::FAILED_DEPENDENCY {
        return Ok(reply);
    }
    let body: Value = serde_json::from_str(&reply.body).map_err(|_| Problem::failed())?;
    let told =
        if body["resourceType"] == "Bundle" { bundle(&body) } else { pick(&body, &["resourceType", "id"]) };
    Ok(Reply { body: told.to_string(), ..reply })
}

fn bundle(body: &Value) -> Value {
    let entries = body["entry"].as_array().into_iter().flatten();
    let outcome = |entry: &Value| json!({"response": pick(&entry["response"], &["status", "location", "etag", "lastModified"])});
    let mut told = pick(body, &["resourceType", "type"]);
    told["entry"] = entries.map(outcome).collect();
    told
}

fn pick(from: &Value, names: &[&str]) -> Value {
    let known =
        names.iter().filter_map(|name| from.get(*name).map(|value| ((*name).to_owned(), value.clone())));
    Value::Object(known.collect())
}

/// The same problem, with its kind for all its words.
#[must_use]
pub fn kind_of(problem: &Problem) -> Problem {
    let text = match problem.status {
        StatusCode::BAD_REQUEST => "This can't be understood.",
        StatusCode::UNAUTHORIZED => "This device can't deliver. Sign in on it.",
        StatusCode::FORBIDDEN => "This is not taken in this way.",
        StatusCode::NOT_FOUND => "This can't be written.",
        StatusCode::METHOD_NOT_ALLOWED => "This is not offered here.",
        StatusCode::GONE => "The key that this was sealed to is not here. Seal it again.",
        StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED => {
            "This was changed meanwhile. Nothing was changed now."
        }
        StatusCode::PAYLOAD_TOO_LARGE => "This is more than can be taken at once.",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "Only what was sealed is taken here.",
        StatusCode::UNPROCESSABLE_ENTITY => "This can't be kept. Nothing was changed.",
        _ => "This can't be taken at the moment. Try again later.",
    };
    Problem { detail: problem.detail, ..Problem::new(problem.status, problem.code, text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &Value, expect: &Value) {
        let reply = Reply { etag: Some("W/\"1\"".to_owned()), ..Reply::ok(body.to_string()) };
        let told = told(reply).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&told.body).unwrap(), *expect);
        assert_eq!(told.etag.as_deref(), Some("W/\"1\""));
    }

    #[test]
    fn nothing_of_a_resource_is_told_but_its_name() {
        check(
            &json!({"resourceType": "Observation", "id": "o", "meta": {"versionId": "2"}, "valueInteger": 7}),
            &json!({"resourceType": "Observation", "id": "o"}),
        );
        check(
            &json!({"resourceType": "Bundle", "type": "transaction-response", "link": [1], "entry": [{
                "resource": {"resourceType": "Task"}, "fullUrl": "x",
                "response": {"status": "201", "location": "l", "etag": "e", "lastModified": "m", "outcome": {"issue": []}},
            }]}),
            &json!({"resourceType": "Bundle", "type": "transaction-response", "entry": [{
                "response": {"status": "201", "location": "l", "etag": "e", "lastModified": "m"},
            }]}),
        );
        assert!(told(Reply::ok("no JSON".to_owned())).is_err());
    }

    #[test]
    fn a_problem_keeps_its_kind_and_loses_its_words() {
        let problem = Problem::invalid("Ifosfamide is no number").at("Bundle.entry[2]");
        let told = kind_of(&problem);
        assert_eq!((told.status, told.code, told.at), (problem.status, problem.code, None));
        assert!(!told.text.contains("Ifosfamide"));
    }
}
