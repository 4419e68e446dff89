//! A text that is borrowed where it can be, and shared where it was made.

use std::{ops::Deref, rc::Rc};

/// A text of a result.
#[derive(Clone, Debug)]
pub enum Text<'a> {
    /// As it stands in the JSON or in the expression.
    Borrowed(&'a str),
    /// Made by an evaluation.
    Made(Rc<str>),
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Text::Borrowed(text) => text,
            Text::Made(text) => text,
        }
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Text::Made(text.into())
    }
}
