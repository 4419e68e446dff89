//! What came of an import.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// One thing that was not loaded, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The file.
    pub file: PathBuf,
    /// The place in it, as `entry[3]`; empty for the whole file.
    pub place: String,
    /// Why.
    pub reason: String,
}

/// What came of an import; every entry is in exactly one of its counts.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many files were looked at.
    pub files: usize,
    /// New resources.
    pub loaded: usize,
    /// Resources that were there already and say the same.
    pub present: usize,
    /// Files, and places in files, that are not FHIR as JSON.
    pub not_fhir: Vec<(PathBuf, String)>,
    /// Resources that are there already and say something else.
    pub differing: Vec<Trouble>,
    /// What can't be loaded.
    pub bad: Vec<Trouble>,
}

impl Report {
    /// How many entries were seen.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.loaded + self.present + self.not_fhir.len() + self.differing.len() + self.bad.len()
    }

    /// 0: all was loaded; 1: some was bad or differed; 2: nothing could be loaded.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match (self.loaded + self.present, self.bad.len() + self.differing.len()) {
            (0, _) => 2,
            (_, 0) => 0,
            _ => 1,
        }
    }

    /// Notes what can't be loaded.
    pub(super) fn bad(&mut self, file: &Path, place: &str, reason: String) {
        self.bad.push(Trouble { file: file.to_owned(), place: place.to_owned(), reason });
    }

    /// Notes what is there already and says something else.
    pub(super) fn differ(&mut self, file: &Path, place: &str, reason: String) {
        self.differing.push(Trouble { file: file.to_owned(), place: place.to_owned(), reason });
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.place.is_empty() { String::new() } else { format!(" {}", self.place) };
        write!(f, "{}{place}: {}", self.file.display(), self.reason)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lists = [("bad", &self.bad), ("different", &self.differing)];
        for (name, list) in lists {
            for trouble in list {
                writeln!(f, "{name}: {trouble}")?;
            }
        }
        for (file, place) in &self.not_fhir {
            writeln!(f, "not FHIR: {}{}{place}", file.display(), if place.is_empty() { "" } else { " " })?;
        }
        write!(
            f,
            "{} files: {} resources loaded, {} here already, {} here with other content, {} bad, {} not FHIR",
            self.files,
            self.loaded,
            self.present,
            self.differing.len(),
            self.bad.len(),
            self.not_fhir.len()
        )
    }
}
