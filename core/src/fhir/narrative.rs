//! The XHTML of a narrative as a tree of our own: an allow-list of marks, everything else as plain text.
//!
//! What comes out is data, never markup: no attribute of the input gets through but the spans of table cells.

use super::Node;
use super::entity::decoded;
use super::markup::{Token, Tokens};
use super::tree::{Tree, silent};
use serde_json::Value;

/// What a part of a narrative is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A part that begins on a new line.
    Group,
    /// A paragraph.
    Paragraph,
    /// A heading, from 1 to 6.
    Heading(u8),
    /// A list without an order.
    List,
    /// A list whose order counts.
    Ordered,
    /// One item of a list.
    Item,
    /// A list of terms and what they mean.
    Terms,
    /// A term.
    Term,
    /// What a term means.
    Meaning,
    /// A table.
    Table,
    /// What a table is called.
    Caption,
    /// A row of a table.
    Row,
    /// A heading cell, over so many columns and rows.
    Head(u8, u8),
    /// A cell, over so many columns and rows.
    Cell(u8, u8),
    /// Important.
    Strong,
    /// Stressed.
    Em,
    /// Struck out: no longer so.
    Struck,
    /// Below the line.
    Sub,
    /// Above the line.
    Sup,
    /// Someone else's words.
    Quote,
    /// As typed, with its spaces and line ends.
    Typed,
}

/// A part of a narrative.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Text.
    Text(String),
    /// A new line.
    Break,
    /// A marked part with what is in it.
    Marked(Mark, Vec<Piece>),
}

/// How many parts were left out, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Dropped {
    /// Scripts, and frames and the like that run or load something.
    pub scripts: u32,
    /// Style sheets and `style` attributes: how it would have looked.
    pub styles: u32,
    /// Attributes that would have run something.
    pub events: u32,
    /// Pictures, sound and film; the words that stand for a picture are kept.
    pub pictures: u32,
    /// Links to elsewhere; their words are kept.
    pub links: u32,
    /// Other marks that are not known; their words are kept.
    pub others: u32,
}

impl Dropped {
    /// All that changes more than the look.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.scripts + self.events + self.pictures + self.links + self.others
    }
}

/// A narrative as safe data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrative {
    /// Its parts.
    pub pieces: Vec<Piece>,
    /// What was left out.
    pub dropped: Dropped,
}

impl Narrative {
    /// All its text, one line for each block.
    #[must_use]
    pub fn text(&self) -> String {
        written(&self.pieces)
    }
}

/// The text of marked words, one line for each block.
#[must_use]
pub fn written(pieces: &[Piece]) -> String {
    let mut out = String::new();
    write(pieces, &mut out);
    out.trim().to_owned()
}

fn write(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Break => out.push('\n'),
            Piece::Marked(mark, inner) => {
                write(inner, out);
                match mark {
                    Mark::Strong | Mark::Em | Mark::Struck | Mark::Sub | Mark::Sup => {}
                    Mark::Head(..) | Mark::Cell(..) => out.push(' '),
                    _ if out.ends_with('\n') => {}
                    _ => out.push('\n'),
                }
            }
        }
    }
}

/// The narrative of an entry (`text.div`).
#[must_use]
pub fn of(entry: &Value) -> Option<Narrative> {
    let node = Node::root(entry.as_object()?);
    node.child("text")?.text("div").map(|div| read(&div))
}

/// Reads XHTML, or whatever comes instead of it.
#[must_use]
pub fn read(xhtml: &str) -> Narrative {
    let mut tree = Tree::default();
    let mut tokens = Tokens::new(xhtml);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => tree.text(&decoded(text)),
            Token::Literal(text) => tree.text(text),
            Token::Close(name) => tree.close(&name),
            Token::Open(name, attributes, closed) => {
                tree.note(&name, &attributes);
                if silent(&name) {
                    if !closed {
                        tokens.pass_over(&name);
                    }
                } else {
                    tree.open(&name, &attributes, closed);
                }
            }
        }
    }
    tree.finish()
}
