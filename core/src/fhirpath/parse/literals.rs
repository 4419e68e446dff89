//! Texts, numbers, quantities, dates and times.

use super::{Expr, Fault, Parsed, Parser, Tree};
use crate::fhirpath::{
    decimal::Decimal,
    node::Node,
    quantity::calendar_word,
    when::{Kind, When},
};

impl Parser<'_> {
    pub(super) fn literal(&mut self) -> Parsed {
        let expr = match self.peek() {
            b'\'' => Expr::Text(self.quoted(b'\'')?.into()),
            b'@' => Expr::Constant(Node::When(self.when()?)),
            _ => self.number()?,
        };
        Ok(Tree::leaf(expr))
    }

    /// A number, and the unit behind it where there is one.
    fn number(&mut self) -> Result<Expr, Fault> {
        let rest = self.rest();
        let whole = digits(rest);
        let fraction = rest.get(whole..).and_then(|rest| rest.strip_prefix('.')).map_or(0, digits);
        let length = if fraction > 0 { whole + 1 + fraction } else { whole };
        let value = Decimal::parse(rest.get(..length).unwrap_or("")).ok_or(Fault::Literal)?;
        self.at += length;
        let after = self.at;
        self.space()?;
        if self.peek() == b'\'' {
            return Ok(Expr::Quantity(value, self.quoted(b'\'')?.into()));
        }
        let word = self.word();
        if let Some(unit) = calendar_word(word) {
            self.at += word.len();
            return Ok(Expr::Quantity(value, unit.into()));
        }
        self.at = after;
        Ok(Expr::Constant(match value.to_whole() {
            Some(whole) if fraction == 0 => Node::Integer(whole),
            _ => Node::Decimal(value),
        }))
    }

    fn when(&mut self) -> Result<When, Fault> {
        let rest = self.rest().get(1..).unwrap_or("");
        let bytes = rest.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let (mut end, mut time) = (0, false);
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'T' if !time => time = true,
                b'0'..=b'9' => {}
                b'-' if !time && end < 8 && is_digit(end + 1) => {}
                b':' | b'.' if time && is_digit(end + 1) => {}
                _ => break,
            }
            end += 1;
        }
        if time && end > 1 && !rest.starts_with('T') {
            end += zone(rest.get(end..).unwrap_or(""));
        }
        let text = rest.get(..end).unwrap_or("");
        let when = match text.strip_prefix('T') {
            Some(clock) => When::parse_time(clock),
            None => When::parse(text),
        };
        self.at += 1 + end;
        when.filter(|when| (when.kind == Kind::Date) != time).ok_or(Fault::Literal)
    }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// How long the offset is that stands here, 0 where none does.
fn zone(text: &str) -> usize {
    match text.as_bytes() {
        [b'Z', ..] => 1,
        [b'+' | b'-', a, b, b':', c, d, ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()) => 6,
        _ => 0,
    }
}
