//! The risk rules: which answer makes the gateway tell the team, and whom it tells. No score and no
//! level is made of them (NICE NG225, 2022).

mod rules;

use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::config::{StartError, read_json};
use rules::Rule;

/// The team that reads the Tasks.
#[derive(Clone, Debug, Default, Deserialize)]
struct Team {
    name: String,
    owner: String,
    reads: String,
}

/// The risk rules and the team that reads the Tasks.
#[derive(Clone, Debug, Default)]
pub struct RiskRules {
    rules: Vec<Rule>,
    team: Team,
}

impl RiskRules {
    /// Reads `risk.json` and `trust.json` of the folder.
    ///
    /// # Errors
    /// When one is missing or unreadable, or names no team or no reading hours.
    pub fn load(folder: &Path) -> Result<Self, StartError> {
        let (risk, trust) = (folder.join("risk.json"), folder.join("trust.json"));
        let (rules, team) = (read_json(&risk)?, read_json(&trust)?);
        let rules = Self::parse_rules(rules).map_err(|e| StartError::unreadable(&risk, e))?;
        let team = Self::parse_team(team).map_err(|e| StartError::unreadable(&trust, e))?;
        if [&team.name, &team.owner, &team.reads].iter().any(|text| text.trim().is_empty()) {
            return Err(StartError::unreadable(
                &trust,
                "the team needs a name, an owner and the hours when it reads",
            ));
        }
        Ok(Self { rules, team })
    }

    /// These, and those of a trust's own questionnaires: each line of their index may bring some (`risk`).
    ///
    /// # Errors
    /// When the index can't be read, or a rule is not one.
    pub fn with_own(mut self, questionnaires: Option<&Path>) -> Result<Self, StartError> {
        let Some(folder) = questionnaires else { return Ok(self) };
        let file = folder.join("index.json");
        let mut index = read_json(&file)?;
        for line in index.as_array_mut().into_iter().flatten() {
            if let rules @ Value::Array(_) = line["risk"].take() {
                let rules: Vec<Rule> =
                    serde_json::from_value(rules).map_err(|e| StartError::unreadable(&file, e))?;
                self.rules.extend(rules);
            }
        }
        Ok(self)
    }

    /// Makes the rules from the two tables.
    ///
    /// # Errors
    /// When one does not have the expected shape.
    pub fn parse(risk: Value, trust: Value) -> Result<Self, serde_json::Error> {
        Ok(Self { rules: Self::parse_rules(risk)?, team: Self::parse_team(trust)? })
    }

    fn parse_rules(mut risk: Value) -> Result<Vec<Rule>, serde_json::Error> {
        serde_json::from_value(risk["rules"].take())
    }

    fn parse_team(mut trust: Value) -> Result<Team, serde_json::Error> {
        serde_json::from_value(trust["team"].take())
    }

    /// The Tasks that this QuestionnaireResponse calls for: none or one. Its id derives from the
    /// response's id, so that it exists once however often the response comes.
    #[must_use]
    pub fn tasks_for(&self, response: &Value) -> Vec<Value> {
        let (Some("QuestionnaireResponse"), Some(id)) =
            (response["resourceType"].as_str(), response["id"].as_str())
        else {
            return Vec::new();
        };
        let met = self.rules.iter().any(|rule| rule.is_met_by(response));
        met.then(|| self.task(&format!("QuestionnaireResponse/{id}"), response)).into_iter().collect()
    }

    /// The team, as it owns a Task.
    #[must_use]
    pub fn owner(&self) -> Value {
        json!({"reference": self.team.owner, "display": self.team.name})
    }

    fn task(&self, reference: &str, response: &Value) -> Value {
        let mut task = json!({
            "resourceType": "Task",
            "id": task_id(reference),
            "status": "requested",
            "intent": "order",
            "priority": "asap",
            "code": {"text": "Read this answer today"},
            "focus": {"reference": reference},
            "for": response["subject"],
            "owner": self.owner(),
            "note": [{"text": format!("It is read {}.", self.team.reads)}],
        });
        if response["authored"].is_string() {
            task["authoredOn"] = response["authored"].clone();
        }
        task
    }
}

/// The id of the Task for a response.
fn task_id(reference: &str) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://lapwing.example/risk-task");
    Uuid::new_v5(&space, reference.as_bytes()).to_string()
}

#[cfg(test)]
mod tests;
