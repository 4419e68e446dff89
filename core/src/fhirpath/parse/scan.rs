//! Spaces, comments, words and signs.

use super::{Fault, Parser};

impl<'t> Parser<'t> {
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Passes over spaces and comments.
    pub(super) fn space(&mut self) -> Result<(), Fault> {
        loop {
            let rest = self.rest();
            let inner = rest.trim_ascii_start();
            self.at += rest.len() - inner.len();
            if inner.starts_with("//") {
                self.at += inner.bytes().position(|byte| byte == b'\n').unwrap_or(inner.len());
            } else if inner.starts_with("/*") {
                let end = inner.as_bytes().windows(2).position(|two| two == b"*/");
                self.at += end.ok_or(Fault::Unended)? + 2;
            } else {
                return Ok(());
            }
        }
    }

    /// Takes a sign, after spaces.
    pub(super) fn eat(&mut self, sign: &str) -> Result<bool, Fault> {
        self.space()?;
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        Ok(found)
    }

    pub(super) fn need(&mut self, sign: &str) -> Result<(), Fault> {
        if self.eat(sign)? { Ok(()) } else { Err(Fault::Unexpected) }
    }

    /// The next byte, 0 at the end.
    pub(super) fn peek(&self) -> u8 {
        self.rest().bytes().next().unwrap_or(0)
    }

    /// A plain word that stands here, not taken; empty where none does.
    pub(super) fn word(&self) -> &'t str {
        let rest = self.rest();
        let end = rest.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'_'));
        let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
        if word.starts_with(|c: char| c.is_ascii_digit()) { "" } else { word }
    }

    /// Takes a name: a word, or anything between back quotes.
    pub(super) fn name(&mut self) -> Result<Box<str>, Fault> {
        self.space()?;
        if self.peek() == b'`' {
            return self.quoted(b'`').map(String::into_boxed_str);
        }
        let word = self.word();
        if word.is_empty() {
            return Err(Fault::Unexpected);
        }
        self.at += word.len();
        Ok(word.into())
    }

    /// Takes what stands between two quotes, with its escapes resolved. A backslash before any other sign stays, as
    /// patterns need it.
    pub(super) fn quoted(&mut self, quote: u8) -> Result<String, Fault> {
        let mut text = String::new();
        let mut signs = self.rest().chars();
        signs.next();
        while let Some(sign) = signs.next() {
            if sign == char::from(quote) {
                self.at = self.text.len() - signs.as_str().len();
                return Ok(text);
            }
            if sign != '\\' {
                text.push(sign);
                continue;
            }
            let escaped = signs.next().ok_or(Fault::Unended)?;
            let meant = match escaped {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'f' => '\x0c',
                '\'' | '"' | '`' | '\\' | '/' => escaped,
                'u' => {
                    let mut code = 0;
                    for _ in 0..4 {
                        let digit = signs.next().ok_or(Fault::Unended)?;
                        code = code * 16 + digit.to_digit(16).ok_or(Fault::Literal)?;
                    }
                    char::from_u32(code).ok_or(Fault::Literal)?
                }
                _ => {
                    text.push('\\');
                    escaped
                }
            };
            text.push(meant);
        }
        self.at = self.text.len();
        Err(Fault::Unended)
    }
}
