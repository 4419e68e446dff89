//! Words and pictures of a form.

use std::rc::Rc;

use crate::fhir::narrative::Piece;

/// Words, plain or with marks from an allow-list.
#[derive(Debug, Clone, PartialEq)]
pub enum Rich {
    /// Words as they are.
    Plain(Rc<str>),
    /// Marked parts; the plain words, for names that assistive technology reads.
    Marked(Rc<[Piece]>, Rc<str>),
}

impl Rich {
    /// The words without marks.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Marked(_, text) => text,
        }
    }

    /// Plain words.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::Plain(text.into())
    }

    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }
}

/// A picture, sound or film that belongs to a question or to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// `image/png` and the like.
    pub content_type: Rc<str>,
    /// Its bytes, base64; they go through a `blob:` address.
    pub data: Option<Rc<str>>,
    /// Its address on this site (begins with `/`); others cannot be shown and become a link.
    pub url: Option<Rc<str>>,
    /// What it shows, in words.
    pub title: Option<Rc<str>>,
}

/// More to read, elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// An `https:` address.
    pub url: Rc<str>,
    /// What it is called.
    pub words: Rc<str>,
}
