//! Builds a narrative's tree out of tokens, whatever their order.

use super::entity::decoded;
use super::marks::{ends, mark, plain};
use super::narrative::{Dropped, Mark, Narrative, Piece};

/// How deep parts may stand in each other; deeper ones keep their words and lose their mark.
const DEEPEST: usize = 60;

/// A tree being built.
#[derive(Default)]
pub(crate) struct Tree {
    done: Vec<Piece>,
    open: Vec<(String, Mark, Vec<Piece>)>,
    dropped: Dropped,
}

/// Elements whose content is no text for a reader.
pub(crate) fn silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "noscript"
            | "iframe"
            | "noembed"
            | "noframes"
            | "xmp"
            | "textarea"
            | "title"
    )
}

impl Tree {
    /// Counts what an element brings along that is left out.
    pub(crate) fn note(&mut self, name: &str, attributes: &[(String, &str)]) {
        match name {
            "style" | "link" => self.dropped.styles += 1,
            "img" | "image" | "picture" | "audio" | "video" | "source" | "track" | "canvas" | "svg" => {
                self.dropped.pictures += 1;
            }
            "object" | "embed" | "applet" | "frame" | "base" | "meta" => self.dropped.scripts += 1,
            _ if silent(name) => self.dropped.scripts += 1,
            _ if mark(name, attributes).is_none() && !plain(name) => self.dropped.others += 1,
            _ => {}
        }
        for (attribute, value) in attributes {
            match attribute.as_str() {
                "style" => self.dropped.styles += 1,
                "href" if name == "a" && value.trim_start().starts_with('#') => {}
                "href" | "action" | "formaction" | "background" => self.dropped.links += 1,
                _ if attribute.starts_with("on") => self.dropped.events += 1,
                _ => {}
            }
        }
    }

    /// Takes text up, its spaces drawn together as a browser would.
    pub(crate) fn text(&mut self, text: &str) {
        let typed = self.open.iter().any(|(_, mark, _)| *mark == Mark::Typed);
        let text = if typed { text.to_owned() } else { drawn_together(text) };
        let pieces = self.top();
        if text.is_empty() || (text == " " && pieces.is_empty()) {
            return;
        }
        match pieces.last_mut() {
            Some(Piece::Text(before)) => {
                let both_blank = !typed && before.ends_with(' ') && text.starts_with(' ');
                before.push_str(text.get(usize::from(both_blank)..).unwrap_or(""));
            }
            _ => pieces.push(Piece::Text(text)),
        }
    }

    /// Begins an element.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(String, &str)], closed: bool) {
        match name {
            "br" => return self.top().push(Piece::Break),
            "img" => {
                let alt = attributes.iter().find(|(attribute, _)| attribute == "alt");
                return self.text(&alt.map(|(_, words)| decoded(words)).unwrap_or_default());
            }
            _ => {}
        }
        let Some(mark) = mark(name, attributes) else {
            return;
        };
        while self.open.last().is_some_and(|(_, before, _)| ends(*before, mark)) {
            self.pop();
        }
        if self.open.len() < DEEPEST {
            self.open.push((name.to_owned(), mark, Vec::new()));
            if closed {
                self.pop();
            }
        }
    }

    /// Ends an element, with all that is still open in it. An end without a beginning is nothing.
    pub(crate) fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|(open, ..)| open == name) else {
            return;
        };
        while self.open.len() > at {
            self.pop();
        }
    }

    /// Ends everything. The one group around all, which FHIR asks for, goes away.
    pub(crate) fn finish(mut self) -> Narrative {
        while !self.open.is_empty() {
            self.pop();
        }
        let mut pieces = self.done;
        if let [Piece::Marked(Mark::Group, inner)] = pieces.as_mut_slice() {
            pieces = std::mem::take(inner);
        }
        Narrative { pieces, dropped: self.dropped }
    }

    fn top(&mut self) -> &mut Vec<Piece> {
        match self.open.last_mut() {
            Some((_, _, pieces)) => pieces,
            None => &mut self.done,
        }
    }

    fn pop(&mut self) {
        let Some((_, mark, mut pieces)) = self.open.pop() else {
            return;
        };
        let blank = matches!(pieces.last(), Some(Piece::Text(text)) if text == " ");
        if blank && !matches!(mark, Mark::Strong | Mark::Em | Mark::Struck | Mark::Sub | Mark::Sup) {
            pieces.pop();
        }
        // Empty cells keep the columns of a table in place; other empty parts say nothing.
        if !pieces.is_empty() || matches!(mark, Mark::Cell(..) | Mark::Head(..)) {
            self.top().push(Piece::Marked(mark, pieces));
        }
    }
}

/// Runs of white space become one space; a no-break space stays.
fn drawn_together(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
    out
}
