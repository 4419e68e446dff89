//! Regular expressions for `matches` and `replaceMatches`.
//!
//! A pattern becomes a small program. No state of it is tried twice at the same place, so time grows with the
//! length of the text times that of the pattern, whatever the pattern (the way of RE2's BitState). Known: `. [] [^] | * + ? {n,m}`, their
//! lazy forms, groups, `(?:)`, `(?=)`, `(?!)`, `^ $ \b \B \d \w \s \D \W \S \t \n \r \f \xHH \uHHHH` and escaped signs. Not known:
//! references back, looking behind, flags, named groups, `\p`. A dot is any sign, ends of lines too (specification, 5.6.8).

mod class;
mod parse;
mod run;

use class::Class;

/// A pattern ready to be tried.
#[derive(Debug, Default)]
pub(super) struct Pattern {
    code: Vec<Code>,
    classes: Vec<Class>,
}

/// One instruction; it goes on to the next unless it says otherwise. Places to go to are counted from here.
#[derive(Clone, Copy, Debug)]
enum Code {
    Sign(char),
    Any,
    /// A set, by its number.
    Class(u16),
    Start,
    End,
    /// At the border of a word, or not at one.
    Border(bool),
    /// Keeps the place.
    Keep(u8),
    /// Goes on at the first, and at the second where that leads nowhere.
    Split(i16, i16),
    Jump(i16),
    /// What follows, up to the place to go on at, must match here, or must not.
    Ahead(bool, i16),
    Done,
}

/// Groups kept for a replacement; the first is the whole.
pub(super) const GROUPS: usize = 10;

/// Where each group begins and ends, in bytes; beyond the text for one that took no part.
pub(super) type Groups = [usize; GROUPS * 2];

/// The text is too long for the pattern.
#[derive(Debug)]
pub(super) struct TooLong;

#[cfg(test)]
mod tests;
