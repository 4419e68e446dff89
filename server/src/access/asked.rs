//! What the team asks a carer to answer about the person: a Task of the carer's own, in the section of check-ins.

use serde_json::Value;

use super::compartment::{items, references};

/// Which carer a Task asks for a questionnaire, as `RelatedPerson/x`; `None` for every other Task. One that gives a
/// reason, or stands in a plan or under a request, tells more than that somebody is asked.
#[must_use]
pub fn asked_of(task: &Value) -> Option<&str> {
    let plain = ["basedOn", "partOf", "reasonCode", "reasonReference"];
    let focus = references(task, "focus");
    let asks = match focus.as_slice() {
        [] => items(&task["input"]).iter().any(|input| is_questionnaire(input["valueCanonical"].as_str())),
        all => all.iter().all(|one| is_questionnaire(Some(one))),
    };
    let owners = references(task, "owner");
    match owners.as_slice() {
        [owner] if owner.starts_with("RelatedPerson/") && asks => {
            plain.iter().all(|element| task.get(element).is_none()).then_some(*owner)
        }
        _ => None,
    }
}

/// A questionnaire here by its id, or anywhere by its canonical address.
fn is_questionnaire(named: Option<&str>) -> bool {
    named.is_some_and(|named| named.starts_with("Questionnaire/") || named.contains("/Questionnaire/"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(change: impl Fn(&mut Value), expect: Option<&str>) {
        let mut task = json!({
            "resourceType": "Task", "status": "requested", "for": {"reference": "Patient/sam"},
            "focus": {"reference": "Questionnaire/gad-7"}, "owner": {"reference": "RelatedPerson/grace"},
        });
        change(&mut task);
        assert_eq!(asked_of(&task), expect, "{task}");
    }

    #[test]
    fn a_carer_is_asked_by_a_task_of_their_own_that_asks_for_a_questionnaire_and_tells_nothing_else() {
        let grace = Some("RelatedPerson/grace");
        check(|_| {}, grace);
        check(|t| t["focus"] = json!({"reference": "https://x.example/Questionnaire/a|2"}), grace);
        let input = |url: &str| json!([{"valueCanonical": url}]);
        check(
            |t| (t["focus"], t["input"]) = (Value::Null, input("https://x.example/Questionnaire/a")),
            grace,
        );
        check(|t| (t["focus"], t["input"]) = (Value::Null, input("https://x.example/Library/a")), None);
        check(|t| t["focus"] = json!({"reference": "QuestionnaireResponse/r"}), None);
        check(|t| t["focus"] = Value::Null, None);
        check(|t| t["owner"] = json!({"reference": "Patient/sam"}), None);
        check(|t| t["owner"] = Value::Null, None);
        check(|t| t["basedOn"] = json!([{"reference": "CarePlan/p"}]), None);
        check(|t| t["reasonReference"] = json!({"reference": "Condition/c"}), None);
    }
}
