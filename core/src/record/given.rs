//! Files that were sent with answers: opened from the past answers as a letter is, by the same rules.

use serde_json::Value;

use super::enclosed::own;
use super::{Held, Shelf, State};
use crate::json;
use crate::now::short_key;

/// Deeper than this no answers lie in an honest response.
const DEEPEST: usize = 40;

const LETTER: &str = r#"{"resourceType": "DocumentReference", "id": "$id", "status": "current", "description": "$title",
    "date": "$when", "content": [{"attachment": "$file"}]}"#;

/// The key of the page of a file that an answer names (R4, Attachment); `None` where it is not at this gateway.
#[must_use]
pub fn file_key(attachment: &Value) -> Option<String> {
    own(attachment["url"].as_str()?).map(short_key)
}

impl State {
    /// Whether the letters are here, or can't be had, and none has this key.
    #[must_use]
    pub fn is_no_letter(&self, patient: &str, key: &str) -> bool {
        let held = self.held(patient, Shelf::Letters).whole();
        let is = |one: &Value| one["id"].as_str().is_some_and(|id| short_key(id) == key);
        match &held.known {
            Some(known) => !known.resources.iter().any(is),
            None => held.trouble.is_some(),
        }
    }
}

/// The file with this key, as a letter that it is the content of.
pub(super) fn letter(answers: &Held, key: &str) -> Option<Value> {
    all(answers).find_map(|response| {
        let found = files(response).into_iter().find(|file| file_key(file).as_deref() == Some(key))?;
        let holes = [
            ("id", found["url"].clone()),
            ("title", found["title"].clone()),
            ("when", response["authored"].clone()),
            ("file", found.clone()),
        ];
        Some(json::filled(LETTER, &holes))
    })
}

/// Every response that is held.
pub(super) fn all(answers: &Held) -> impl Iterator<Item = &Value> {
    let known = answers.known.iter().chain([]);
    let all = known.flat_map(|known| known.resources.iter()).chain(answers.hidden.iter());
    all.filter(|one| one["resourceType"] == "QuestionnaireResponse")
}

/// The files that a response names.
pub(super) fn files(response: &Value) -> Vec<&Value> {
    let mut found = vec![];
    walk(&response["item"], DEEPEST, &mut found);
    found
}

fn walk<'a>(items: &'a Value, left: usize, found: &mut Vec<&'a Value>) {
    let Some(left) = left.checked_sub(1) else { return };
    for item in items.as_array().into_iter().flatten() {
        walk(&item["item"], left, found);
        for answer in item["answer"].as_array().into_iter().flatten() {
            found.extend(answer.get("valueAttachment"));
            walk(&answer["item"], left, found);
        }
    }
}

/// The shelves that a file's page shows something of.
pub(super) const OF: [Shelf; 3] = [Shelf::Letters, Shelf::Answers, Shelf::Entries];
