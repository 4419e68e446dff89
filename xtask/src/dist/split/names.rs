//! By which names the parts find what they need of the main module.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use wasmparser::ExternalKind;

use super::finished::Finished;

/// What is exported, by kind and index.
#[derive(Debug, Default)]
pub struct Names {
    known: BTreeMap<(u8, u32), String>,
    used: BTreeSet<String>,
    given: Vec<(String, ExternalKind, u32)>,
    next: usize,
}

const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";

impl Names {
    /// What a module exports already keeps its name.
    pub fn of(module: &Finished<'_>) -> Self {
        let mut names = Self::default();
        for export in &module.exports {
            names.known.insert((export.kind as u8, export.index), export.name.into());
            names.used.insert(export.name.into());
        }
        names
    }

    /// Gives a short name to what has none.
    pub fn give(&mut self, kind: ExternalKind, index: u32) {
        if self.known.contains_key(&(kind as u8, index)) {
            return;
        }
        let name = loop {
            let name = short(self.next);
            self.next += 1;
            if self.used.insert(name.clone()) {
                break name;
            }
        };
        self.known.insert((kind as u8, index), name.clone());
        self.given.push((name, kind, index));
    }

    /// The name of something.
    pub fn get(&self, kind: ExternalKind, index: u32) -> Result<&str> {
        self.known
            .get(&(kind as u8, index))
            .map(String::as_str)
            .context("something is needed that is not exported")
    }

    /// What was named here.
    pub fn given(&self) -> impl Iterator<Item = (&str, ExternalKind, u32)> {
        self.given.iter().map(|(name, kind, index)| (name.as_str(), *kind, *index))
    }
}

/// a, b, … z, aa, ba, …
fn short(number: usize) -> String {
    let mut left = number + 1;
    let mut name = String::new();
    while left > 0 {
        left -= 1;
        name.push(char::from(LETTERS.get(left % 26).copied().unwrap_or(b'_')));
        left /= 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn names_are_short_and_differ() {
        assert_eq!([0, 1, 25, 26, 27, 52].map(short), ["a", "b", "z", "aa", "ba", "ab"]);
        let all: std::collections::BTreeSet<String> = (0..5000).map(short).collect();
        assert_eq!(all.len(), 5000);
    }
}
