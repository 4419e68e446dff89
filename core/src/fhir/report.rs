//! DiagnosticReport: results that belong together, and what someone concluded.

use super::coding::Concept;
use super::date::Date;
use super::letter::Attachment;
use super::period::Period;
use super::reading::{STATUSES, Status};
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Unread, open};
use serde_json::Value;

/// Results that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Id, who issued it, when.
    pub source: Source,
    /// What it is.
    pub code: Concept,
    /// How far it is.
    pub status: Status,
    /// What kind: laboratory, imaging, note.
    pub categories: Vec<Concept>,
    /// The date it stands for.
    pub when: Option<Date>,
    /// The results in it.
    pub results: Vec<Reference>,
    /// What someone concluded, as written.
    pub conclusion: Option<String>,
    /// The report as documents.
    pub documents: Vec<Attachment>,
}

impl Report {
    /// What it is called.
    #[must_use]
    pub fn label(&self) -> &str {
        self.code.label().unwrap_or_default()
    }
}

/// Reads a DiagnosticReport; one that neither names nor holds anything makes no sense.
pub fn read(value: &Value) -> Lenient<Report> {
    let node = open(value, &["DiagnosticReport"])?;
    let period = node.read("effectivePeriod", Period::read);
    let conclusions = node.each("conclusionCode", Concept::read);
    let report = Report {
        source: Source::read(&node, &["performer", "resultsInterpreter"], &["issued"]),
        code: node.read("code", Concept::read).unwrap_or_default(),
        status: node.one_of("status", "how far the report is", &STATUSES).unwrap_or_default(),
        categories: node.each("category", Concept::read),
        when: node.date("effectiveDateTime").or(period.and_then(|period| period.start)),
        results: node.each("result", Reference::read),
        conclusion: node
            .text("conclusion")
            .or_else(|| conclusions.iter().find_map(Concept::label).map(str::to_owned)),
        documents: node.each("presentedForm", Attachment::read),
    };
    let says = !report.code.is_empty() || report.conclusion.is_some() || !report.documents.is_empty();
    if !says && report.results.is_empty() && report.status != Status::EnteredInError {
        return Err(Unread { path: "code".into(), expected: "what was reported" });
    }
    Ok(node.done(report))
}
