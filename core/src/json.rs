//! JSON texts, read and written (RFC 8259).
//!
//! The values are those of `serde_json`; reading and writing them through its traits costs the app 12 kB of Brotli more
//! than this file does. Numbers keep their digits: 5.20 is not 5.2.

use serde_json::{Map, Number, Value};

/// Nesting beyond this is refused: nothing honest has it, and the stack of a phone is small.
const DEEPEST: usize = 128;

/// Reads a text; `None` if it is not JSON, or nested deeper than 128 levels. Of two members of one name the last counts.
#[must_use]
pub fn read(text: &str) -> Option<Value> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(0)?;
    reader.space();
    (reader.at == text.len()).then_some(value)
}

/// Writes a value without spaces.
#[must_use]
pub fn write(value: &Value) -> String {
    let mut text = String::new();
    write_to(value, &mut text);
    text
}

/// A template with its holes filled: each text `"$name"` in it becomes the value of that name. What is filled with `Null`
/// is left out of its object or list, as FHIR knows no `null`; a hole without a value counts as filled with it.
///
/// `Null` if the template is not JSON.
#[must_use]
pub fn filled(template: &str, holes: &[(&str, Value)]) -> Value {
    fill(read(template).unwrap_or_default(), holes)
}

/// The digits of a number, as JSON writes it, as a value. They are not looked at: reading them by the library brings
/// a second reader of JSON.
pub(crate) fn number(digits: String) -> Value {
    Value::Number(Number::from_string_unchecked(digits))
}

/// Made anew: taking members out of a map costs more code than putting them into another.
fn fill(value: Value, holes: &[(&str, Value)]) -> Value {
    match value {
        Value::Array(items) => {
            let mut filled = Vec::with_capacity(items.len());
            for item in items {
                let item = fill(item, holes);
                if !item.is_null() {
                    filled.push(item);
                }
            }
            Value::Array(filled)
        }
        Value::Object(members) => {
            let mut filled = Map::new();
            for (name, member) in members {
                let member = fill(member, holes);
                if !member.is_null() {
                    filled.insert(name, member);
                }
            }
            Value::Object(filled)
        }
        Value::String(text) => {
            let Some(name) = text.strip_prefix('$') else { return Value::String(text) };
            let hole = holes.iter().find(|(known, _)| *known == name);
            hole.map(|(_, given)| given.clone()).unwrap_or_default()
        }
        other => other,
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    /// Whether `byte` stands here, after spaces; then it is passed.
    fn took(&mut self, byte: u8) -> bool {
        self.space();
        let there = self.peek() == byte;
        self.at += usize::from(there);
        there
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.space();
        match self.peek() {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.string().map(Value::String),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        let there = self.text.as_bytes().get(self.at..)?.starts_with(word.as_bytes());
        self.at += word.len();
        there.then_some(value)
    }

    fn object(&mut self, depth: usize) -> Option<Value> {
        let mut members = Map::new();
        self.at += 1;
        if depth == DEEPEST || self.took(b'}') {
            return (depth < DEEPEST).then_some(Value::Object(members));
        }
        loop {
            self.space();
            let name = self.string()?;
            if !self.took(b':') {
                return None;
            }
            let value = self.value(depth + 1)?;
            members.insert(name, value);
            if !self.took(b',') {
                return self.took(b'}').then_some(Value::Object(members));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Value> {
        let mut items = Vec::new();
        self.at += 1;
        if depth == DEEPEST || self.took(b']') {
            return (depth < DEEPEST).then_some(Value::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if !self.took(b',') {
                return self.took(b']').then_some(Value::Array(items));
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        if self.peek() != b'"' {
            return None;
        }
        let mut read = String::new();
        loop {
            self.at += 1;
            let from = self.at;
            while !matches!(self.peek(), b'"' | b'\\' | 0..=31) {
                self.at += 1;
            }
            read.push_str(self.text.get(from..self.at)?);
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Some(read);
                }
                b'\\' => {
                    self.at += 1;
                    read.push(self.escaped()?);
                }
                _ => return None,
            }
        }
    }

    /// What an escape stands for; leaves the place at its last byte.
    fn escaped(&mut self) -> Option<char> {
        Some(match self.peek() {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'u' => {
                let first = self.four()?;
                // Half a character: the other half follows, as an escape too.
                if !(0xD800..0xE000).contains(&first) {
                    return char::from_u32(first);
                }
                let second = if self.follows("\\u") { self.four()? } else { return None };
                let (high, low) = (first.wrapping_sub(0xD800), second.wrapping_sub(0xDC00));
                if high >= 0x400 || low >= 0x400 {
                    return None;
                }
                return char::from_u32(0x1_0000 + (high << 10) + low);
            }
            _ => return None,
        })
    }

    fn follows(&mut self, word: &str) -> bool {
        let next = self.at + 1;
        let there = self.text.as_bytes().get(next..).is_some_and(|rest| rest.starts_with(word.as_bytes()));
        self.at = next + word.len() - 1;
        there
    }

    /// The number of the four hexadecimal digits after this byte.
    fn four(&mut self) -> Option<u32> {
        let mut number = 0;
        for _ in 0..4 {
            self.at += 1;
            number = number * 16 + char::from(self.peek()).to_digit(16)?;
        }
        Some(number)
    }

    fn number(&mut self) -> Option<Value> {
        let from = self.at;
        self.at += usize::from(self.peek() == b'-');
        let first = self.at;
        let whole = self.digits();
        let mut fits = whole == 1 || (whole > 1 && self.text.as_bytes().get(first) != Some(&b'0'));
        if self.peek() == b'.' {
            self.at += 1;
            fits &= self.digits() > 0;
        }
        let mut read = String::from(self.text.get(from..self.at)?);
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            read.push_str(if self.peek() == b'-' { "e-" } else { "e+" });
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            let exponent = self.at;
            fits &= self.digits() > 0;
            read.push_str(self.text.get(exponent..self.at)?);
        }
        fits.then(|| number(read))
    }

    fn digits(&mut self) -> usize {
        let from = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.at - from
    }
}

pub(crate) fn write_to(value: &Value, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => text.push_str(number.as_str()),
        Value::String(string) => write_string(string, text),
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_to(item, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (at, (name, value)) in members.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                write_string(name, text);
                text.push(':');
                write_to(value, text);
            }
            text.push('}');
        }
    }
}

fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            control @ '\0'..='\u{1f}' => {
                text.push_str("\\u00");
                for digit in [control as u32 >> 4, control as u32 & 15] {
                    text.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests;
