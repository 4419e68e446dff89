//! What the gateway really has: its records and its feedback box, read without its access rules.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lapwing_server::records::Records;

use super::written::Written;
use crate::files;
use crate::trust::Trust;
use lapwing_core::outbox::Kind;

/// How much of something is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    /// Nothing.
    Nothing,
    /// Some of it.
    Some,
    /// All of it, once.
    Whole,
    /// All of it, and written over.
    Overwritten,
}

/// Looks at the gateway's stores.
pub struct Audit {
    records: Arc<dyn Records>,
    feedback: rusqlite::Connection,
}

impl Audit {
    /// Opens the stores of a gateway.
    ///
    /// # Panics
    /// When they cannot be opened.
    #[must_use]
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn of(trust: &Trust) -> Self {
        let file = trust.data().join("feedback.db");
        let feedback = rusqlite::Connection::open(file).expect("the feedback box");
        Self { records: trust.records(), feedback }
    }

    /// How much of this is there.
    ///
    /// # Panics
    /// When the stores fail.
    #[must_use]
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn there(&self, written: &Written) -> There {
        if written.kind == Kind::Feedback {
            return if self.said(&written.says) == 0 { There::Nothing } else { There::Whole };
        }
        let versions: Vec<usize> = written
            .makes
            .iter()
            .map(|(kind, id)| self.records.history(kind, id).expect("the records").len())
            .collect();
        if let (Some((digest, _)), [1]) = (&written.file, versions.as_slice()) {
            return if self.digest(&written.id) == *digest { There::Whole } else { There::Some };
        }
        match versions.iter().filter(|versions| **versions > 0).count() {
            0 => There::Nothing,
            some if some < versions.len() => There::Some,
            _ if versions.iter().any(|versions| *versions > 1) => There::Overwritten,
            _ => There::Whole,
        }
    }

    #[allow(clippy::expect_used, reason = "only tests call it")]
    fn digest(&self, id: &str) -> String {
        let stored = self.records.read("Binary", id).expect("the records").expect("a file");
        let data = stored.value().expect("JSON")["data"].as_str().map(String::from).unwrap_or_default();
        files::digest(&STANDARD.decode(data).expect("base64"))
    }

    /// The ids of a person's resources of a type.
    ///
    /// # Panics
    /// When the records fail.
    #[must_use]
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn ids(&self, kind: &str, patient: &str) -> Vec<String> {
        let all = self.records.of_patient(kind, patient).expect("the records");
        all.iter().filter_map(|one| one["id"].as_str().map(String::from)).collect()
    }

    /// How many Tasks the team has for a response.
    ///
    /// # Panics
    /// When the records fail.
    #[must_use]
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn tasks(&self, patient: &str, response: &str) -> usize {
        let focus = format!("QuestionnaireResponse/{response}");
        let all = self.records.of_patient("Task", patient).expect("the records");
        all.iter().filter(|task| task["focus"]["reference"] == focus.as_str()).count()
    }

    /// How often something was said in the feedback box.
    ///
    /// # Panics
    /// When it fails.
    #[must_use]
    #[allow(clippy::expect_used, reason = "only tests call it")]
    pub fn said(&self, why: &str) -> i64 {
        let sql = "SELECT count(*) FROM feedback WHERE why = ?1";
        self.feedback.query_row(sql, [why], |row| row.get(0)).expect("the feedback box")
    }
}
