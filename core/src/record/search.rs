//! Words looked for in all entries of the record, without a network.

use super::index::{Brief, Index};
use super::list::{Shown, together};
use super::{EntryRow, Held, Shelf, State};
use crate::fold;
use crate::now::Now;
use crate::route::Route;
use crate::seek;

/// So many rows are shown at first, and so many more at each wish.
pub(super) const WINDOW: usize = 40;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Search {
    /// The words, as they are written.
    pub text: String,
    /// One shelf alone.
    pub shelf: Option<Shelf>,
}

/// The search screen.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchView {
    /// Its state.
    pub shown: Shown,
    /// The words, as they are written.
    pub text: String,
    /// Where something was found, how much, and whether it is chosen.
    pub shelves: Vec<(Shelf, usize, bool)>,
    /// What was found, the newest first.
    pub rows: Vec<Found>,
    /// How much was found on the chosen shelves.
    pub total: usize,
}

/// One entry that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The shelf that it stands on.
    pub shelf: Shelf,
    /// Its row.
    pub row: EntryRow,
    /// Where it opens.
    pub route: Route,
    /// The title in pieces; `true` is what was looked for.
    pub title: Vec<(String, bool)>,
    /// The sentence in which it was found, in such pieces; empty where the title has it.
    pub sentence: Vec<(String, bool)>,
    /// The day that begins with it, on the timeline.
    pub day: Option<String>,
}

/// The search screen: every word must stand somewhere in the entry.
#[must_use]
pub fn search(state: &State, all: &[(Shelf, Held)], now: &Now) -> SearchView {
    let Search { text, shelf } = &state.search;
    let index = state.last.of(all);
    let folded = fold::plain(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut view = SearchView {
        shown: together(all, !index.entries.is_empty(), 0, now),
        text: text.clone(),
        shelves: vec![],
        rows: vec![],
        total: 0,
    };
    if words.is_empty() {
        return view;
    }
    for entry in index.entries.iter().filter(|entry| fits(entry, &words)) {
        let chosen = shelf.is_none_or(|shelf| shelf == entry.shelf);
        match view.shelves.iter_mut().find(|(known, ..)| *known == entry.shelf) {
            Some((_, count, _)) => *count += 1,
            None => view.shelves.push((entry.shelf, 1, *shelf == Some(entry.shelf))),
        }
        if chosen {
            view.total += 1;
            if view.rows.len() < state.window {
                view.rows.push(found((&index, entry), all, (&words, now)));
            }
        }
    }
    view
}

fn fits(entry: &Brief, words: &[&str]) -> bool {
    words.iter().all(|word| seek::find(&entry.words, word, 0).is_some())
}

fn found((index, entry): (&Index, &Brief), all: &[(Shelf, Held)], (words, now): (&[&str], &Now)) -> Found {
    let mut found = Found::of(entry, all, now);
    found.title = marked(&found.row.title, words);
    let title = fold::plain(&found.row.title);
    let rest: Vec<&str> =
        words.iter().copied().filter(|word| seek::find(&title, word, 0).is_none()).collect();
    // What waits says nothing of what stands in it.
    if rest.is_empty() || found.row.hold.is_some() {
        return found;
    }
    let texts = index.texts(entry);
    let lines = || texts.iter().flat_map(|text| text.split('\n'));
    let has = |line: &str, word: &str| seek::find(&fold::plain(line), word, 0).is_some();
    let best = lines().find(|line| rest.iter().all(|word| has(line, word)));
    if let Some(line) = best.or_else(|| lines().find(|line| rest.iter().any(|word| has(line, word)))) {
        found.row.lines.retain(|other| other != line);
        let before = marked(line, &rest).into_iter().take_while(|(_, hit)| !hit);
        let at = before.map(|(piece, _)| piece.len()).sum();
        found.sentence = marked(&around(line, at), words);
    }
    found
}

impl Found {
    /// An entry as it is shown.
    pub(super) fn of(entry: &Brief, all: &[(Shelf, Held)], now: &Now) -> Self {
        let row = shown_row(entry, all, now);
        let title = vec![(row.title.clone(), false)];
        Self { shelf: entry.shelf, route: entry.route.clone(), title, sentence: vec![], day: None, row }
    }
}

/// So many signs stand before a hit, and twice as many from there on.
const BESIDE: usize = 60;

/// The sentence around a byte of a text, cut at words where it is long.
fn around(text: &str, at: usize) -> String {
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or(text));
    let ends = |of: &str| -> Vec<usize> {
        of.as_bytes().windows(2).enumerate().filter(|(_, two)| **two == *b". ").map(|(at, _)| at).collect()
    };
    let begin = ends(before).last().map_or(0, |end| end + 2);
    let before = before.get(begin..).unwrap_or_default();
    let long = before.char_indices().rev().nth(BESIDE).map(|(at, _)| at);
    let space = long
        .and_then(|at| Some(at + before.get(at..)?.as_bytes().iter().position(|byte| *byte == b' ')? + 1));
    let begin = space.or(long).unwrap_or(0);
    let end = ends(after).first().map_or(after.len(), |end| end + 1);
    let after = after.get(..end).unwrap_or(after);
    let long = after.char_indices().nth(2 * BESIDE).map(|(at, _)| at);
    let space = long.map(|at| after.as_bytes()[..at].iter().rposition(|byte| *byte == b' ').unwrap_or(at));
    let end = space.unwrap_or(after.len());
    let mut made = String::from(if begin > 0 { "…" } else { "" });
    made.push_str(before.get(begin..).unwrap_or_default());
    made.push_str(after.get(..end).unwrap_or_default());
    made.push_str(if end < after.len() { "…" } else { "" });
    made
}

/// The row as it is shown: what the person is ready for does not wait.
pub(super) fn shown_row(entry: &Brief, all: &[(Shelf, Held)], now: &Now) -> EntryRow {
    let mut row = entry.row.clone();
    if let Some((_, held)) = all.first() {
        row.hold = held.holds(&row, now);
        row.source = super::list::said_to(held, row.source.take());
    }
    row
}

/// A text in pieces, those that fit a word marked.
fn marked(text: &str, words: &[&str]) -> Vec<(String, bool)> {
    // The folded text, and for each of its bytes the byte of the text that it comes from.
    let (mut folded, mut from) = (String::new(), Vec::new());
    for (at, sign) in text.char_indices() {
        if let Some(plain) = fold::plain_sign(sign) {
            folded.push(plain);
            from.resize(folded.len(), at);
        }
    }
    let mut hits = vec![false; text.len()];
    for word in words {
        let mut next = 0;
        while let Some(at) = seek::find(&folded, word, next) {
            next = at + word.len();
            let first = from.get(at).copied().unwrap_or(0);
            let end = from.get(next).copied().unwrap_or(text.len());
            hits.iter_mut().take(end).skip(first).for_each(|hit| *hit = true);
        }
    }
    let mut pieces: Vec<(String, bool)> = Vec::new();
    for (at, sign) in text.char_indices() {
        let hit = hits.get(at).copied().unwrap_or(false);
        match pieces.last_mut() {
            Some((piece, same)) if *same == hit => piece.push(sign),
            _ => pieces.push((sign.to_string(), hit)),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_marked() {
        let check = |text: &str, words: &[&str], expect: &[(&str, bool)]| {
            let expect: Vec<_> = expect.iter().map(|(piece, hit)| ((*piece).to_owned(), *hit)).collect();
            assert_eq!(marked(text, words), expect, "{text}");
        };
        check("Müller Café", &["mull", "cafe"], &[("Müll", true), ("er ", false), ("Café", true)]);
        check("e\u{301}te\u{301}", &["ete"], &[("e\u{301}te\u{301}", true)]);
        check("TSH", &["x"], &[("TSH", false)]);
        check("aaa", &["aa"], &[("aa", true), ("a", false)]);
        check("", &["a"], &[]);
    }

    #[test]
    fn a_sentence_is_cut_around_what_was_found() {
        let check = |text: &str, word: &str, expect: &str| {
            assert_eq!(around(text, seek::find(text, word, 0).unwrap()), expect, "{text}");
        };
        check("We met. You like swimming. We meet again.", "swim", "You like swimming.");
        check("Swimming", "Swim", "Swimming");
        let long = ["word "; 40].concat();
        let text = [&long, "hit ", &long].concat();
        let made = around(&text, seek::find(&text, "hit", 0).unwrap());
        assert!(made.starts_with("…word word") && made.ends_with(" word…") && made.len() < 200, "{made}");
        assert!(seek::find(&made, " hit ", 0).is_some(), "{made}");
        let signs = "é".repeat(300);
        let made = around(&signs, 300);
        assert!(made.chars().count() <= 183, "{made}");
    }
}
