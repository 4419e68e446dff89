//! A pattern's program.

use std::{iter::Peekable, str::Chars};

use super::{Class, Code, GROUPS, Pattern};

/// The deepest nesting of groups.
const DEEPEST: u32 = 40;
/// The highest count in `{n,m}`.
const HIGHEST: u32 = 1000;
/// The longest program.
const LONGEST: usize = 4000;

struct Reader<'p> {
    signs: Peekable<Chars<'p>>,
    pattern: Pattern,
    groups: u8,
    depth: u32,
}

impl Pattern {
    /// Reads a pattern; `None` where it has a mistake, or a syntax that is not known.
    pub(in crate::fhirpath) fn parse(text: &str) -> Option<Self> {
        let mut reader =
            Reader { signs: text.chars().peekable(), pattern: Self::default(), groups: 0, depth: 0 };
        reader.choice()?;
        reader.put(Code::Done);
        reader.signs.next().is_none().then_some(reader.pattern)
    }
}

impl Reader<'_> {
    fn eat(&mut self, sign: char) -> bool {
        self.signs.next_if_eq(&sign).is_some()
    }

    fn peek(&mut self) -> char {
        self.signs.peek().copied().unwrap_or('\0')
    }

    fn length(&self) -> usize {
        self.pattern.code.len()
    }

    fn put(&mut self, code: Code) {
        self.pattern.code.push(code);
    }

    /// How far it is from there to the end of the program.
    fn distance(&self, from: usize) -> i16 {
        i16::try_from(self.length() - from).unwrap_or(0)
    }

    fn choice(&mut self) -> Option<()> {
        self.depth += 1;
        let mut ends = Vec::new();
        loop {
            let start = self.length();
            self.row()?;
            if !self.eat('|') {
                break;
            }
            let next = self.distance(start) + 2;
            self.pattern.code.insert(start, Code::Split(1, next));
            ends.push(self.length());
            self.put(Code::Done);
        }
        for end in ends {
            let jump = Code::Jump(self.distance(end));
            *self.pattern.code.get_mut(end)? = jump;
        }
        self.depth -= 1;
        (self.depth < DEEPEST).then_some(())
    }

    fn row(&mut self) -> Option<()> {
        while let Some(sign) = self.signs.next_if(|sign| !matches!(sign, '|' | ')')) {
            let start = self.length();
            self.one(sign)?;
            self.counted(start)?;
            if self.length() > LONGEST || self.depth > DEEPEST {
                return None;
            }
        }
        Some(())
    }

    fn one(&mut self, sign: char) -> Option<()> {
        let code = match sign {
            '.' => Code::Any,
            '^' => Code::Start,
            '$' => Code::End,
            '(' => return self.group(),
            '[' => {
                let class = self.class()?;
                self.classified(class)?
            }
            '\\' => self.escaped()?,
            '*' | '+' | '?' => return None,
            sign => Code::Sign(sign),
        };
        self.put(code);
        Some(())
    }

    fn classified(&mut self, class: Class) -> Option<Code> {
        self.pattern.classes.push(class);
        Some(Code::Class(u16::try_from(self.pattern.classes.len() - 1).ok()?))
    }

    fn group(&mut self) -> Option<()> {
        let start = self.length();
        let mut ahead = None;
        let mut kept = None;
        if self.eat('?') {
            match self.signs.next()? {
                ':' => {}
                '=' => ahead = Some(true),
                '!' => ahead = Some(false),
                _ => return None,
            }
        } else {
            self.groups = self.groups.saturating_add(1);
            kept = Some(self.groups).filter(|number| usize::from(*number) < GROUPS).map(|number| number * 2);
        }
        if let Some(slot) = kept {
            self.put(Code::Keep(slot));
        }
        if ahead.is_some() {
            self.put(Code::Done);
        }
        self.choice()?;
        if let Some(slot) = kept {
            self.put(Code::Keep(slot + 1));
        }
        if let Some(wanted) = ahead {
            self.put(Code::Done);
            let code = Code::Ahead(wanted, self.distance(start));
            *self.pattern.code.get_mut(start)? = code;
        }
        self.eat(')').then_some(())
    }

    /// What follows a sign or group that says how often it comes.
    fn counted(&mut self, start: usize) -> Option<()> {
        let (least, most) = match self.peek() {
            '*' => (0, None),
            '+' => (1, None),
            '?' => (0, Some(1)),
            '{' => {
                self.signs.next();
                let least = self.number()?;
                let most = match (self.eat(','), self.peek()) {
                    (true, '}') => None,
                    (true, _) => Some(self.number()?),
                    (false, _) => Some(least),
                };
                // The bracket that closes is taken below, as the sign is.
                if self.peek() != '}' {
                    return None;
                }
                (least, most)
            }
            _ => return Some(()),
        };
        self.signs.next();
        let lazy = self.eat('?');
        if matches!(self.peek(), '*' | '+' | '?' | '{') {
            return None;
        }
        let block = self.pattern.code.split_off(start);
        let size = i16::try_from(block.len()).ok()?;
        let split = |on: i16| if lazy { Code::Split(on, 1) } else { Code::Split(1, on) };
        let optional = most.map(|most| most.checked_sub(least));
        if u32::try_from(block.len()).ok()?.saturating_mul(most.unwrap_or(least) + 2) > LONGEST as u32 {
            return None;
        }
        for _ in 0..least {
            self.pattern.code.extend_from_slice(&block);
        }
        match optional {
            None => {
                self.put(split(size + 2));
                self.pattern.code.extend_from_slice(&block);
                self.put(Code::Jump(-size - 1));
            }
            Some(times) => {
                for left in (1..=i16::try_from(times?).ok()?).rev() {
                    self.put(split(left * (size + 1)));
                    self.pattern.code.extend_from_slice(&block);
                }
            }
        }
        Some(())
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = self.signs.next()?.to_digit(10)?;
        while let Some(digit) = self.peek().to_digit(10) {
            self.signs.next();
            number = number * 10 + digit;
            if number > HIGHEST {
                return None;
            }
        }
        Some(number)
    }

    fn escaped(&mut self) -> Option<Code> {
        let mut class = Class::default();
        let letter = self.peek();
        if class.add(letter) {
            self.signs.next();
            return self.classified(class);
        }
        if let 'b' | 'B' = letter {
            self.signs.next();
            return Some(Code::Border(letter == 'b'));
        }
        self.sign().map(Code::Sign)
    }

    /// The sign that an escape stands for, behind the backslash.
    fn sign(&mut self) -> Option<char> {
        let letter = self.signs.next()?;
        Some(match letter {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\x0c',
            'v' => '\x0b',
            'x' => self.code(2)?,
            'u' => self.code(4)?,
            '0' => '\0',
            _ if letter.is_ascii_alphanumeric() => return None,
            _ => letter,
        })
    }

    fn code(&mut self, digits: u32) -> Option<char> {
        let mut code = 0;
        for _ in 0..digits {
            code = code * 16 + self.signs.next()?.to_digit(16)?;
        }
        char::from_u32(code)
    }

    fn class(&mut self) -> Option<Class> {
        let mut class = Class { negated: self.eat('^'), ..Class::default() };
        let mut first = true;
        loop {
            let sign = self.signs.next()?;
            if sign == ']' && !first {
                return Some(class);
            }
            first = false;
            let Some(from) = self.member(sign, &mut class)? else { continue };
            let mut to = from;
            if self.eat('-') {
                if self.peek() == ']' {
                    class.ranges.push(('-', '-'));
                } else {
                    let sign = self.signs.next()?;
                    to = self.member(sign, &mut class)?.filter(|to| *to >= from)?;
                }
            }
            class.ranges.push((from, to));
        }
    }

    /// One sign inside square brackets; nothing where it was a set, which is in the class already.
    fn member(&mut self, sign: char, class: &mut Class) -> Option<Option<char>> {
        if sign != '\\' {
            return Some(Some(sign));
        }
        let letter = self.peek();
        if class.add(letter) {
            self.signs.next();
            return Some(None);
        }
        if self.eat('b') { Some(Some('\x08')) } else { self.sign().map(Some) }
    }
}
