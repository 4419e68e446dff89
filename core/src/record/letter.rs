//! One letter, readable in the app where its form allows.

use serde_json::Value;

use super::Held;
use super::list::{Shown, said_to, shown};
use super::rows::{read_all, source_words};
use crate::base64::decode_file;
use crate::fhir::letter::{Attachment, Letter, read};
use crate::fhir::narrative::{self, Piece};
use crate::now::{Now, short_key};

/// The letter screen.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterView {
    /// Its state.
    pub shown: Shown,
    /// What it is called.
    pub title: String,
    /// From whom and when.
    pub source: Option<String>,
    /// What it says.
    pub body: Body,
    /// A form of it that cannot be shown here; it can be taken out of the app.
    pub file: Option<File>,
}

/// What a letter says.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Plain paragraphs.
    Text(Vec<String>),
    /// Marked words, and whether parts such as pictures or links were left out.
    Rich(Vec<Piece>, bool),
    /// Nothing that can be read here.
    Nothing,
}

/// A letter's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its media type.
    pub media: String,
    /// Its size in bytes.
    pub size: usize,
    /// Its content in base64.
    pub data: String,
}

/// The letter with this key.
#[must_use]
pub fn letter(held: &Held, key: &str, now: &Now) -> LetterView {
    let none: std::rc::Rc<Vec<Value>> = std::rc::Rc::default();
    let resources = held.known.as_ref().map_or(&none, |k| &k.resources);
    let (all, _) = read_all(resources, &["DocumentReference"], read);
    let found = all.iter().find(|l| key_of(l) == key);
    LetterView {
        shown: shown(held, found.is_some(), 0, now),
        title: found.map(|l| l.label().to_string()).unwrap_or_default(),
        source: said_to(held, found.and_then(|l| source_words(&l.source))),
        body: found.map_or(Body::Nothing, body),
        file: found.and_then(file),
    }
}

fn key_of(letter: &Letter) -> String {
    short_key(letter.source.id.as_deref().unwrap_or_else(|| letter.label()))
}

/// Marked words say more than plain ones, and both more than nothing.
fn body(letter: &Letter) -> Body {
    let marked = letter.contents.iter().find_map(|content| match kind(content) {
        Kind::Marked => Some(narrative::read(&words(content)?)).filter(|found| !found.pieces.is_empty()),
        _ => None,
    });
    if let Some(found) = marked {
        return Body::Rich(found.pieces, found.dropped.count() > 0);
    }
    let plain = letter.contents.iter().find_map(|content| match kind(content) {
        Kind::Plain => words(content),
        _ => None,
    });
    plain.map_or(Body::Nothing, |text| Body::Text(paragraphs(&text)))
}

/// What empty lines are between.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut begins = true;
    for line in text.lines() {
        let empty = line.trim().is_empty();
        match found.last_mut().filter(|_| !begins) {
            Some(last) if !empty => {
                last.push('\n');
                last.push_str(line.trim_end());
            }
            None if !empty => found.push(line.trim().into()),
            _ => {}
        }
        begins = empty;
    }
    found
}

#[derive(PartialEq)]
enum Kind {
    Plain,
    Marked,
    File,
}

fn kind(content: &Attachment) -> Kind {
    let media = content.media.as_deref().unwrap_or_default();
    match media.split(';').next().unwrap_or_default().trim() {
        "text/plain" => Kind::Plain,
        "text/html" | "application/xhtml+xml" => Kind::Marked,
        _ => Kind::File,
    }
}

fn words(content: &Attachment) -> Option<String> {
    let bytes = decode_file(content.data.as_deref()?)?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn file(letter: &Letter) -> Option<File> {
    letter.contents.iter().filter(|content| kind(content) == Kind::File).find_map(|content| {
        let data = content.data.clone()?;
        let size = decode_file(&data)?.len();
        Some(File { media: content.media.clone()?, size, data })
    })
}

/// What a letter says in plain words, as far as its form allows.
pub(super) fn words_of(resource: &Value) -> Option<String> {
    let letter = read(resource).ok()?.good;
    let said = letter.contents.iter().filter(|content| kind(content) != Kind::File).find_map(words)?;
    Some(if letter.contents.iter().any(|content| kind(content) == Kind::Marked) {
        narrative::read(&said).text()
    } else {
        said
    })
}

/// Hands the file of the letter with this key to the browser.
#[must_use]
pub fn take_file(state: &super::State, patient: Option<String>, key: &str) -> Vec<crate::effect::Effect> {
    let Some(patient) = patient else { return vec![] };
    let held = state.held(&patient, super::Shelf::Letters);
    let none: std::rc::Rc<Vec<Value>> = std::rc::Rc::default();
    let (all, _) =
        read_all(held.known.as_ref().map_or(&none, |k| &k.resources), &["DocumentReference"], read);
    let file = all.iter().find(|l| key_of(l) == key).and_then(file);
    file.map(|f| crate::effect::Effect::TakeFile(f.media, f.data)).into_iter().collect()
}
