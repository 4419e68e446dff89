//! A UCUM unit in base units.

use super::units::{PREFIXES, Powers, UNITS, powers};
use crate::fhirpath::decimal::Decimal;

/// What one of a unit is: `(value + zero) * factor` of the base units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub factor: Decimal,
    pub zero: Decimal,
    pub powers: Powers,
}

impl Measure {
    /// Reads a UCUM unit: `.` and `/` between terms, prefixes, exponents, annotations, brackets. `None` where any part is
    /// not known.
    pub(super) fn read(unit: &str) -> Option<Self> {
        let one = Decimal::whole(1);
        let plain = Self { factor: one, zero: Decimal::whole(0), powers: 0 };
        let temperature = powers([0, 0, 0, 1, 0, 0, 0, 0]);
        match unit {
            "Cel" => {
                return Some(Self { zero: Decimal::new(false, 27_315, 2)?, powers: temperature, ..plain });
            }
            "[degF]" => {
                let zero = Decimal::new(false, 45_967, 2)?;
                let factor = Decimal::whole(5).over(Decimal::whole(9))?;
                return Some(Self { factor, zero, powers: temperature });
            }
            _ => {}
        }
        let mut reader = Reader { left: unit, depth: 0 };
        let (factor, powers) = reader.product()?;
        reader.left.is_empty().then_some(Self { factor, powers, ..plain })
    }
}

/// A factor and powers.
type Term = (Decimal, Powers);

struct Reader<'u> {
    left: &'u str,
    depth: u8,
}

impl Reader<'_> {
    fn eat(&mut self, what: &str) -> bool {
        let rest = self.left.strip_prefix(what);
        self.left = rest.unwrap_or(self.left);
        rest.is_some()
    }

    fn product(&mut self) -> Option<Term> {
        let mut all = (Decimal::whole(1), 0);
        let mut under = self.eat("/");
        loop {
            let (factor, powers) = self.term()?;
            all = if under {
                (all.0.over(factor)?, all.1 - powers)
            } else {
                (all.0.times(factor)?, all.1 + powers)
            };
            under = self.eat("/");
            if !under && !self.eat(".") {
                return Some(all);
            }
        }
    }

    fn term(&mut self) -> Option<Term> {
        if self.eat("(") {
            self.depth += 1;
            let inner = if self.depth > 8 { None } else { self.product() }?;
            self.depth -= 1;
            return self.eat(")").then_some(inner);
        }
        let term = if self.left.starts_with('{') { (Decimal::whole(1), 0) } else { self.simple()? };
        if let Some(rest) = self.left.strip_prefix('{') {
            self.left = rest.get(rest.bytes().position(|byte| byte == b'}')? + 1..)?;
        }
        Some(term)
    }

    /// A number, or a unit with its prefix and exponent.
    fn simple(&mut self) -> Option<Term> {
        let number = self.left.bytes().take_while(u8::is_ascii_digit).count();
        let power_of_ten = self.left.starts_with("10*") || self.left.starts_with("10^");
        if number > 0 && !power_of_ten {
            let (digits, rest) = self.left.split_at_checked(number)?;
            self.left = rest;
            return Some((Decimal::parse(digits)?, 0));
        }
        let end = self.atom_end(if power_of_ten { 3 } else { 0 });
        let (atom, rest) = self.left.split_at_checked(end)?;
        self.left = rest;
        let exponent = self.exponent()?;
        let (factor, powers) = atom_of(atom)?;
        Some((factor.power(Decimal::whole(exponent))?, powers * exponent))
    }

    /// Where the letters end: digits and signs inside square brackets belong to them.
    fn atom_end(&self, from: usize) -> usize {
        let mut inside = false;
        for (at, byte) in self.left.bytes().enumerate().skip(from) {
            match byte {
                b'[' => inside = true,
                b']' => inside = false,
                b'0'..=b'9' | b'+' | b'-' | b'.' | b'/' | b'(' | b')' | b'{' | b'}' if !inside => return at,
                _ => {}
            }
        }
        self.left.len()
    }

    /// One digit with its sign; 1 where none is there.
    fn exponent(&mut self) -> Option<i64> {
        let sign = if self.eat("-") { -1 } else { 1 };
        self.eat("+");
        let Some(digit) = self.left.chars().next().and_then(|digit| digit.to_digit(10)) else {
            return (sign > 0).then_some(1);
        };
        self.left = self.left.get(1..)?;
        // Longer ones are no units that anybody measures in, but numbers of ten such as 10*12.
        let Some(next) = self.left.chars().next().and_then(|digit| digit.to_digit(10)) else {
            return Some(sign * i64::from(digit));
        };
        self.left = self.left.get(1..)?;
        Some(sign * i64::from(digit * 10 + next))
    }
}

fn atom_of(atom: &str) -> Option<Term> {
    let known = |code: &str| UNITS.iter().find(|unit| unit.0 == code);
    if let Some(unit) = known(atom) {
        return Some((Decimal::parse(unit.1)?, unit.2));
    }
    let (prefix, power) = PREFIXES.iter().find(|(prefix, _)| {
        atom.strip_prefix(prefix).is_some_and(|rest| known(rest).is_some_and(|unit| unit.3))
    })?;
    let unit = known(atom.strip_prefix(prefix)?)?;
    let factor = Decimal::parse(unit.1)?;
    let tens = Decimal::new(false, 1, -power)?;
    Some((factor.times(tens)?, unit.2))
}
