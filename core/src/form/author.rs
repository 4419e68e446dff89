//! Somebody else than the person answers, about the person: what they see themselves, in their own name.

use serde_json::Value;

use super::Who;
use crate::json;

/// Who answers about the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// `RelatedPerson/x`.
    pub reference: String,
    /// Their name, as the person reads it.
    pub name: String,
}

impl Who {
    /// What stands before the key of a check-in in the name of its draft: answers about somebody else are a draft
    /// of their own.
    pub(super) fn drafts(&self) -> String {
        match (&self.author, &self.patient) {
            (Some(_), Some(patient)) => ["draft-about/", patient, "/"].concat(),
            _ => "draft/".into(),
        }
    }

    /// Puts the author's name under what was written, where it is not the person.
    pub(super) fn sign(&self, body: &mut Value) {
        let Some(author) = &self.author else { return };
        let holes = [("reference", author.reference.as_str().into()), ("name", author.name.as_str().into())];
        let said = json::filled(r#"{"reference": "$reference", "display": "$name"}"#, &holes);
        let Some(entries) = body["entry"].as_array_mut() else { return };
        for entry in entries {
            let resource = &mut entry["resource"];
            if resource["resourceType"] == "Observation" {
                resource["performer"] = Value::Array(vec![said.clone()]);
            } else {
                resource["author"] = said.clone();
                resource["source"] = said.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::effect::Place;

    #[test]
    fn what_a_carer_writes_bears_their_name_and_is_a_draft_of_its_own() {
        let own = Who {
            account: "grace".into(),
            patient: Some("Patient/sam".into()),
            author: None,
            place: Place::Device,
        };
        let author = Author { reference: "RelatedPerson/grace-of-sam".into(), name: "Grace Okafor".into() };
        let about = Who { author: Some(author), ..own.clone() };
        let written = json!({"entry": [
            {"resource": {"resourceType": "QuestionnaireResponse", "author": {"reference": "Patient/sam"}, "subject": {"reference": "Patient/sam"}}},
            {"resource": {"resourceType": "Observation", "performer": [{"reference": "Patient/sam"}]}},
        ]});
        let mut body = written.clone();
        own.sign(&mut body);
        assert_eq!(body, written);
        about.sign(&mut body);
        let grace = json!({"reference": "RelatedPerson/grace-of-sam", "display": "Grace Okafor"});
        let response = &body["entry"][0]["resource"];
        assert_eq!((&response["author"], &response["source"]), (&grace, &grace));
        assert_eq!(response["subject"]["reference"], "Patient/sam");
        assert_eq!(body["entry"][1]["resource"]["performer"], json!([grace]));
        assert_eq!((own.drafts(), about.drafts()), ("draft/".into(), "draft-about/Patient/sam/".into()));
    }
}
