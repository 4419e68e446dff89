//! Regular expressions for `matches` and `replaceMatches`.
//!
//! A pattern becomes a small program. No state of it is tried twice at the same place, so time grows with the
//! length of the text times that of the pattern, whatever the pattern (the way of RE2's BitState). Known: `. [] [^] | * + ? {n,m}`, their
//! lazy forms, groups, `(?:)`, `(?=)`, `(?!)`, `^ $ \b \B \d \w \s \D \W \S \t \n \r \f \xHH \uHHHH` and escaped signs. Not known:
//! references back, looking behind, flags, named groups, `\p`. A dot is any sign, ends of lines too (specification, 5.6.8).

mod class;
mod compile;
mod parse;
mod run;

use compile::Code;

/// A pattern ready to be tried.
#[derive(Debug)]
pub(super) struct Pattern {
    code: Vec<Code>,
}

/// Groups kept for a replacement; the first is the whole.
pub(super) const GROUPS: usize = 10;

/// Where each group begins and ends, in bytes.
pub(super) type Groups = [Option<(usize, usize)>; GROUPS];

/// The text is too long for the pattern.
#[derive(Debug)]
pub(super) struct TooLong;

impl Pattern {
    /// Reads a pattern; `None` where it has a mistake, or a syntax that is not known.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Some(Self { code: compile::program(&parse::tree(text)?)? })
    }

    /// The first place where it matches, from this byte on.
    pub(super) fn find(&self, text: &str, from: usize) -> Result<Option<Groups>, TooLong> {
        run::search(&self.code, text, from, false)
    }

    /// Whether it matches anywhere, or as a whole.
    pub(super) fn is_match(&self, text: &str, whole: bool) -> Result<bool, TooLong> {
        Ok(run::search(&self.code, text, 0, whole)?.is_some())
    }
}
