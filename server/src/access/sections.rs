//! The sections of a record that can be shared, and the ages: data that the app reads too.

use std::{path::Path, sync::Arc};

use serde::Deserialize;
use serde_json::Value;

use super::compartment::{codings, items};
use crate::config::{StartError, read_json};

/// The code system of the section codes in `Consent.provision.class`.
pub const SECTION_SYSTEM: &str = "https://lapwing.example/CodeSystem/section";

/// The plans that no section opens, by what they are called: a crisis plan bears many names, and each trust has its own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Apart {
    /// Codes of their categories, whichever system they stand in.
    pub codes: Vec<String>,
    /// Parts of words, in lower case, of which one stands in the title, the description or a category.
    pub words: Vec<String>,
}

impl Apart {
    /// Whether this plan is one of them.
    #[must_use]
    pub fn names(&self, plan: &Value) -> bool {
        let says = |text: &Value| {
            let text = text.as_str().unwrap_or_default().to_lowercase();
            self.words.iter().any(|word| text.contains(word))
        };
        let category = |one: &Value| {
            says(&one["text"]) || items(&one["coding"]).iter().any(|coding| says(&coding["display"]))
        };
        codings(&plan["category"]).any(|(_, code)| self.codes.iter().any(|known| known == code))
            || says(&plan["title"])
            || says(&plan["description"])
            || items(&plan["category"]).iter().any(category)
    }
}

/// One section of a record.
#[derive(Clone, Debug, Deserialize)]
pub struct Section {
    /// Its code.
    pub code: String,
    /// The FHIR types it covers.
    pub types: Vec<String>,
    /// The Observation categories it covers.
    #[serde(default)]
    pub categories: Vec<String>,
    /// It is one step of the safety plan: the step of its own code.
    #[serde(default)]
    pub step: bool,
    /// Of Tasks it covers those that ask the carer themself to answer.
    #[serde(default)]
    pub asks: bool,
    /// Of CarePlans it covers none of these.
    #[serde(default)]
    pub apart: Apart,
}

/// A relation that a RelatedPerson can have (v3 RoleCode).
#[derive(Clone, Debug, Deserialize)]
pub struct Relation {
    /// Its code.
    pub code: String,
    /// Whether it is a parent's.
    #[serde(default)]
    pub parental: bool,
}

/// From which age what holds, and the relations it holds for.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ages {
    /// Own account, and own sharing, from this birthday; before it the team decides.
    pub own_account_from: i16,
    /// What a parent sees by an agreement from before is looked at again by the team from this birthday on.
    pub parents_reviewed_at: i16,
    /// A parent's access ends at this birthday, unless the young person renews it.
    pub parents_end_at: i16,
    /// The code system of the relations.
    pub relation_system: String,
    /// The relations.
    pub relations: Vec<Relation>,
}

impl Ages {
    /// Whether the ages bind this relation: a parent's does, and so does one that is not known.
    #[must_use]
    pub fn bind(&self, system: &str, code: &str) -> bool {
        let known = self.relations.iter().find(|r| system == self.relation_system && r.code == code);
        known.is_none_or(|relation| relation.parental)
    }
}

#[derive(Debug)]
struct Table {
    sections: Vec<Section>,
    ages: Ages,
}

/// The table of sections and ages.
#[derive(Clone, Debug)]
pub struct Sections(Arc<Table>);

impl Sections {
    /// Reads `sections.json` and `ages.json` of the folder.
    ///
    /// # Errors
    /// When one is missing or unreadable.
    pub fn load(folder: &Path) -> Result<Self, StartError> {
        let (sections, ages) = (folder.join("sections.json"), folder.join("ages.json"));
        let (sections_json, ages_json) = (read_json(&sections)?, read_json(&ages)?);
        Self::parse(sections_json, ages_json).map_err(|e| StartError::unreadable(&sections, e))
    }

    /// Reads the two tables.
    ///
    /// # Errors
    /// When one does not have the expected shape.
    pub fn parse(sections: Value, ages: Value) -> Result<Self, serde_json::Error> {
        Ok(Self(Arc::new(Table {
            sections: serde_json::from_value(sections)?,
            ages: serde_json::from_value(ages)?,
        })))
    }

    /// The sections.
    #[must_use]
    pub fn all(&self) -> &[Section] {
        &self.0.sections
    }

    /// The section of that code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Section> {
        self.0.sections.iter().find(|s| s.code == code)
    }

    /// The ages.
    #[must_use]
    pub fn ages(&self) -> &Ages {
        &self.0.ages
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_crisis_plan_under_any_name_is_apart_from_the_care_plan() {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/data");
        let sections = Sections::load(&data).unwrap();
        let plan = sections.get("plan").unwrap();
        let named = |what: Value| {
            let mut plan = json!({"resourceType": "CarePlan"});
            plan.as_object_mut().unwrap().extend(what.as_object().unwrap().clone());
            plan
        };
        for what in [
            json!({"title": "Crisis and contingency plan"}),
            json!({"title": "Staying safe"}),
            json!({"title": "Contingency plan"}),
            json!({"title": "Relapse prevention"}),
            json!({"description": "What to do when thoughts of suicide come"}),
            json!({"category": [{"text": "Self-harm: what helps"}]}),
            json!({"category": [{"coding": [{"code": "1", "display": "Mental health crisis plan"}]}]}),
            json!({"category": [{"coding": [{"system": "https://trust.example", "code": "crisis-plan"}]}]}),
        ] {
            assert!(!super::super::covers::covers(plan, &named(what.clone())), "{what}");
        }
        for what in [
            json!({"title": "Care plan for winter"}),
            json!({"category": [{"coding": [{"code": "assess-plan", "display": "Assessment and Plan"}]}]}),
        ] {
            assert!(super::super::covers::covers(plan, &named(what.clone())), "{what}");
        }
    }
}
