//! A tolerant tokenizer of XHTML and HTML, linear in the length of its input.

use crate::seek::cut;

/// One piece of markup.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token<'a> {
    /// Text with character references in it.
    Text(&'a str),
    /// Text as it stands, from a CDATA section.
    Literal(&'a str),
    /// A start tag: its name in lower case without prefix, its attributes as written, whether it ends itself.
    Open(String, Vec<(String, &'a str)>, bool),
    /// An end tag.
    Close(String),
}

/// The tokens of a text.
pub(crate) struct Tokens<'a> {
    rest: &'a str,
    /// No tag ends any more in what is left, so all of it is text. Keeps the whole linear.
    tagless: bool,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text, tagless: false }
    }

    /// Passes over everything up to the end tag of an element whose content is no text, such as a script.
    pub(crate) fn pass_over(&mut self, name: &str) {
        while let Some((_, after)) = cut(self.rest, "</") {
            self.rest = after;
            let here = after.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
            if here {
                self.rest = after.split_once('>').map_or("", |(_, after)| after);
                return;
            }
        }
        self.rest = "";
    }

    /// Takes what stands before `end`, or all that is left.
    fn until(&mut self, from: usize, end: &str) -> &'a str {
        let inner = self.rest.get(from..).unwrap_or("");
        let (inside, after) = cut(inner, end).unwrap_or((inner, ""));
        self.rest = after;
        inside
    }

    fn text(&mut self, length: usize) -> Option<Token<'a>> {
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(Token::Text(text))
    }

    fn tag(&mut self) -> Option<Token<'a>> {
        let Some(end) = tag_end(self.rest) else {
            self.tagless = true;
            return self.text(self.rest.len());
        };
        let inside = self.rest.get(1..end).unwrap_or("");
        self.rest = self.rest.get(end + 1..).unwrap_or("");
        if let Some(name) = inside.strip_prefix('/') {
            return Some(Token::Close(local(name.split(char::is_whitespace).next().unwrap_or(""))));
        }
        let closed = inside.ends_with('/');
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let cut = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(cut);
        Some(Token::Open(local(name), read_attributes(attributes), closed))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if self.tagless {
                return self.text(self.rest.len());
            }
            match self.rest.find('<') {
                Some(0) => {}
                before => return self.text(before.unwrap_or(self.rest.len())),
            }
            if self.rest.starts_with("<!--") {
                self.until(4, "-->");
            } else if self.rest.starts_with("<![CDATA[") {
                return Some(Token::Literal(self.until(9, "]]>")));
            } else if self.rest.starts_with("<?") || self.rest.starts_with("<!") {
                self.until(2, ">");
            } else if self
                .rest
                .get(1..)
                .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
            {
                return self.tag();
            } else {
                return self.text(1);
            }
        }
    }
}

/// Where the `>` of the tag at the start stands, quoted values apart.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    text.bytes().position(|byte| match quote {
        Some(open) => {
            if byte == open {
                quote = None;
            }
            false
        }
        None => {
            if byte == b'"' || byte == b'\'' {
                quote = Some(byte);
            }
            byte == b'>'
        }
    })
}

/// A name in lower case, its namespace prefix apart.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

fn read_attributes(text: &str) -> Vec<(String, &str)> {
    let mut attributes = Vec::new();
    let blank = |c: char| c.is_whitespace() || c == '/';
    let mut rest = text.trim_start_matches(blank);
    while !rest.is_empty() {
        let cut = rest.find(|c: char| blank(c) || c == '=').unwrap_or(rest.len());
        let (name, after) = rest.split_at(cut);
        let after = after.trim_start();
        let (value, after) = match after.strip_prefix('=') {
            Some(after) => value_of(after.trim_start()),
            None => ("", after),
        };
        if !name.is_empty() {
            attributes.push((local(name), value));
        }
        rest = after.trim_start_matches(blank);
    }
    attributes
}

fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}
