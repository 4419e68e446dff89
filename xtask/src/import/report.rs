//! What is told of one file.

use std::fmt;
use std::path::Path;

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// It works as the questionnaire asks.
    Works,
    /// It works, and looks or behaves otherwise than the questionnaire asks.
    Differs,
    /// It is not done here; what is asked and what answers mean stay the same.
    NotDone,
    /// Something for the reader to know or to check.
    Told,
    /// Why the file is refused.
    Refused,
}

/// The report of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    file: String,
    lines: Vec<(Line, String)>,
}

impl Report {
    /// An empty report.
    pub fn of(file: &Path) -> Self {
        Self { file: file.display().to_string(), lines: vec![] }
    }

    /// One more line.
    pub fn add(&mut self, line: Line, words: impl Into<String>) {
        self.lines.push((line, words.into()));
    }

    /// Whether the file may not be asked.
    pub fn is_refused(&self) -> bool {
        self.lines.iter().any(|(line, _)| *line == Line::Refused)
    }

    /// The lines of one kind.
    #[cfg(test)]
    pub fn of_kind(&self, kind: Line) -> Vec<&str> {
        self.lines.iter().filter(|(line, _)| *line == kind).map(|(_, words)| words.as_str()).collect()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.file)?;
        for (line, words) in &self.lines {
            let name = match line {
                Line::Works => "works",
                Line::Differs => "differently",
                Line::NotDone => "not done",
                Line::Told => "please check",
                Line::Refused => "refused",
            };
            writeln!(f, "  {name:<13} {words}")?;
        }
        Ok(())
    }
}
