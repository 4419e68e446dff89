//! One letter, readable in the app where its form allows.

use std::rc::Rc;

use serde_json::Value;

use super::list::{Shown, said_to, shown};
use super::rows::source_words;
use super::{Apart, FileRow, Held, Hold, State, attached, enclosed, given, hold};
use crate::base64::decode_file;
use crate::fhir::letter::{Attachment, Letter, read};
use crate::fhir::narrative::{self, Piece};
use crate::now::{Now, short_key};
use crate::route::Route;
use crate::trouble::Trouble;

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
    /// Why what it says is not here.
    pub apart: Option<Apart>,
    /// It is no letter, but a file that went with answers.
    pub given: bool,
    /// Why it waits until the person chooses to see it.
    pub hold: Option<Hold>,
    /// All its files, where it holds several.
    pub files: Vec<FileRow>,
    /// The entry that this file belongs to.
    pub of: Option<Route>,
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
    pub data: Rc<str>,
    /// Its content begins as a PDF does, whatever it is called.
    pub pdf: bool,
    /// Its content begins as a picture does that a browser shows: the media type that it has, whatever it is called.
    pub picture: Option<&'static str>,
}

/// The letter with this key, or the file of another entry, or the one that went with some of the answers.
#[must_use]
pub fn letter(
    state: &State,
    (held, entries, answers): (&Held, &Held, &Held),
    key: &str,
    now: &Now,
) -> LetterView {
    let own = row(held, key);
    if own.is_none()
        && let Some((file, entry, bearer)) = attached::letter(&[held, entries], key)
        && let Ok(read) = read(&file)
    {
        let why = attached::waits(bearer, entry, key, now);
        let view = made(state, (bearer, Some(read.good)), now);
        return LetterView { hold: why, of: attached::page(entry), ..view };
    }
    let (mut found, mut held) = (find(held, key), held);
    // What is no letter may be a file: that is known once the answers are.
    let shared = answers.trouble != Some(Trouble::NotShared);
    let known = held.known.is_some() || held.trouble.is_some();
    let is_given = found.is_none() && known && shared;
    if is_given {
        (found, held) = (given_as(answers, key), answers);
    }
    let why = found.as_ref().and_then(|letter| waits(held, letter, now));
    let files = own.filter(|_| found.as_ref().is_some_and(|letter| letter.contents.len() > 1));
    let given = is_given && found.is_some();
    let view = made(state, (held, found), now);
    LetterView { hold: why, given, files: files.map(attached::rows).unwrap_or_default(), ..view }
}

/// What is shown of a letter.
fn made(state: &State, (held, mut found): (&Held, Option<Letter>), now: &Now) -> LetterView {
    let apart = found.as_mut().and_then(|letter| enclosed::put(state, held, letter));
    let found = found.as_ref();
    let mut told = shown(held, found.is_some(), 0, now);
    told.cut = told.cut.filter(|_| found.is_none());
    LetterView {
        shown: told,
        title: found.map(|l| l.label().to_string()).unwrap_or_default(),
        source: said_to(held, found.and_then(|l| source_words(&l.source))),
        body: found.map_or(Body::Nothing, body),
        file: found.and_then(file),
        apart,
        hold: None,
        files: vec![],
        of: None,
        given: false,
    }
}

/// The letter with this key as it came.
fn row<'h>(held: &'h Held, key: &str) -> Option<&'h Value> {
    let is = |one: &&Value| one["id"].as_str().is_some_and(|id| short_key(id) == key);
    held.known.as_ref()?.resources.iter().find(is)
}

/// Why it waits, unless it was opened.
fn waits(held: &Held, letter: &Letter, now: &Now) -> Option<Hold> {
    let key = key_of(letter);
    let hold = hold::of(&letter.source, letter.label(), "DocumentReference", &[]);
    held.why((hold, None), &key, now).filter(|_| !held.ready.is_opened(&key))
}

/// The file with this key that went with answers, as a letter.
fn given_as(answers: &Held, key: &str) -> Option<Letter> {
    Some(read(&given::letter(answers, key)?).ok()?.good)
}

/// A letter is as long as its file: only the one that is looked for is read, where its id says which that is.
fn find(held: &Held, key: &str) -> Option<Letter> {
    for resource in held.known.as_ref()?.resources.iter() {
        let other = resource["id"].as_str().is_some_and(|id| short_key(id) != key);
        if other || resource["resourceType"] != "DocumentReference" {
            continue;
        }
        if let Ok(found) = read(resource)
            && key_of(&found.good) == key
        {
            return Some(found.good);
        }
    }
    None
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

/// The file of a letter that has several forms: what can be shown here before others.
fn file(letter: &Letter) -> Option<File> {
    let mut first = None;
    for content in letter.contents.iter().filter(|content| kind(content) == Kind::File) {
        let Some(found) = file_of(content) else { continue };
        if found.pdf {
            return Some(found);
        }
        first =
            first.filter(|first: &File| first.picture.is_some() || found.picture.is_none()).or(Some(found));
    }
    first
}

fn file_of(content: &Attachment) -> Option<File> {
    let data = content.data.as_deref()?;
    let bytes = decode_file(data)?;
    let (pdf, picture) = (is_pdf(&bytes), picture(&bytes));
    let told = if pdf { Some(PDF) } else { picture };
    // What it is, its bytes say. What is only called a page or a drawing could run where it is opened: it goes out as bytes.
    let called = content
        .media
        .clone()
        .filter(|media| !RUNS.contains(&media.split(';').next().unwrap_or_default().trim()));
    let called = content.media.as_ref().map(|_| called.unwrap_or_else(|| BYTES.to_owned()));
    let media = told.map(str::to_owned).or(called)?;
    Some(File { media, size: bytes.len(), data: data.into(), pdf, picture })
}

/// What a browser or a viewer may run.
const RUNS: [&str; 6] =
    ["text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/javascript"];
/// Bytes of no kind.
const BYTES: &str = "application/octet-stream";

/// The media type of a PDF.
pub const PDF: &str = "application/pdf";

/// A PDF begins with its name, at most 1024 bytes in (ISO 32000-1, annex H.3, implementation note 13).
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.windows(5).take(1024).any(|five| five == b"%PDF-")
}

/// Which picture this is, by its first bytes. A drawing that can hold scripts (SVG) is none.
fn picture(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        _ => return None,
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
pub fn take_file(state: &State, patient: Option<String>, key: &str) -> Vec<crate::effect::Effect> {
    let Some(patient) = patient else { return vec![] };
    let held = state.held(&patient, super::Shelf::Letters).whole();
    let mut found = find(&held, key);
    let attached = || {
        let bearers = state.bearers(&patient);
        Some(read(&attached::letter(&[&bearers[0], &bearers[1]], key)?.0).ok()?.good)
    };
    found = found.or_else(attached);
    let held = if found.is_some() { held } else { state.held(&patient, super::Shelf::Answers) };
    found = found.or_else(|| given_as(&held, key));
    if let Some(letter) = &mut found {
        enclosed::put(state, &held, letter);
    }
    let file = found.as_ref().and_then(file);
    file.map(|f| crate::effect::Effect::TakeFile(f.media, f.data.to_string())).into_iter().collect()
}
