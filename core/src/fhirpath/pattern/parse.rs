//! A pattern as a tree.

use std::{iter::Peekable, str::Chars};

use super::class::{Class, Set};

/// The deepest nesting of groups.
const DEEPEST: u32 = 40;
/// The highest count in `{n,m}`.
const HIGHEST: u32 = 1000;

#[derive(Debug)]
pub(super) enum Tree {
    Sign(char),
    Any,
    Class(Class),
    Start,
    End,
    /// At the border of a word, or not at one.
    Border(bool),
    /// A group to keep, by its number.
    Group(usize, Box<Tree>),
    /// Whether what follows is so, or is not so.
    Ahead(bool, Box<Tree>),
    /// One after the other.
    Row(Vec<Tree>),
    /// One of them.
    Choice(Vec<Tree>),
    /// From so many to so many times, as many as possible or as few.
    Times(Box<Tree>, u32, Option<u32>, bool),
}

struct Reader<'p> {
    signs: Peekable<Chars<'p>>,
    groups: usize,
    depth: u32,
}

/// Reads a whole pattern.
pub(super) fn tree(pattern: &str) -> Option<Tree> {
    let mut reader = Reader { signs: pattern.chars().peekable(), groups: 0, depth: 0 };
    let tree = reader.choice()?;
    reader.signs.next().is_none().then_some(tree)
}

impl Reader<'_> {
    fn eat(&mut self, sign: char) -> bool {
        self.signs.next_if_eq(&sign).is_some()
    }

    fn choice(&mut self) -> Option<Tree> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut all = vec![self.row()?];
        while self.eat('|') {
            all.push(self.row()?);
        }
        self.depth -= 1;
        if all.len() == 1 { all.pop() } else { Some(Tree::Choice(all)) }
    }

    fn row(&mut self) -> Option<Tree> {
        let mut row = Vec::new();
        while !matches!(self.signs.peek(), None | Some('|' | ')')) {
            let one = self.one()?;
            row.push(self.counted(one)?);
        }
        Some(Tree::Row(row))
    }

    fn one(&mut self) -> Option<Tree> {
        Some(match self.signs.next()? {
            '.' => Tree::Any,
            '^' => Tree::Start,
            '$' => Tree::End,
            '(' => self.group()?,
            '[' => Tree::Class(self.class()?),
            '\\' => self.escaped()?,
            '*' | '+' | '?' => return None,
            sign => Tree::Sign(sign),
        })
    }

    fn group(&mut self) -> Option<Tree> {
        let ahead = if self.eat('?') {
            match self.signs.next()? {
                ':' => None,
                '=' => Some(true),
                '!' => Some(false),
                _ => return None,
            }
        } else {
            self.groups += 1;
            let number = self.groups;
            let inner = self.choice()?;
            return self.eat(')').then(|| Tree::Group(number, Box::new(inner)));
        };
        let inner = self.choice()?;
        if !self.eat(')') {
            return None;
        }
        Some(match ahead {
            Some(wanted) => Tree::Ahead(wanted, Box::new(inner)),
            None => inner,
        })
    }

    fn counted(&mut self, one: Tree) -> Option<Tree> {
        let (least, most) = match self.signs.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => {
                self.signs.next();
                let least = self.number()?;
                let most = if self.eat(',') {
                    if self.signs.peek() == Some(&'}') { None } else { Some(self.number()?) }
                } else {
                    Some(least)
                };
                // The bracket that closes is taken below, as the sign is.
                if self.signs.peek() != Some(&'}') || most.is_some_and(|most| most < least) {
                    return None;
                }
                (least, most)
            }
            _ => return Some(one),
        };
        self.signs.next();
        let lazy = self.eat('?');
        if matches!(self.signs.peek(), Some('*' | '+' | '?' | '{')) {
            return None;
        }
        Some(Tree::Times(Box::new(one), least, most, !lazy))
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = self.signs.next()?.to_digit(10)?;
        while let Some(digit) = self.signs.peek().and_then(|sign| sign.to_digit(10)) {
            self.signs.next();
            number = number * 10 + digit;
            if number > HIGHEST {
                return None;
            }
        }
        Some(number)
    }

    fn escaped(&mut self) -> Option<Tree> {
        let letter = *self.signs.peek()?;
        if let Some(set) = Set::of(letter) {
            self.signs.next();
            return Some(Tree::Class(Class { sets: vec![set], ..Class::default() }));
        }
        if let 'b' | 'B' = letter {
            self.signs.next();
            return Some(Tree::Border(letter == 'b'));
        }
        self.sign().map(Tree::Sign)
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
            if self.signs.peek() == Some(&'-') {
                self.signs.next();
                if self.signs.peek() == Some(&']') {
                    class.ranges.extend([(from, from), ('-', '-')]);
                    continue;
                }
                let sign = self.signs.next()?;
                let to = self.member(sign, &mut class)?.filter(|to| *to >= from)?;
                class.ranges.push((from, to));
            } else {
                class.ranges.push((from, from));
            }
        }
    }

    /// One sign inside square brackets; nothing where it was a set, which is in the class already.
    fn member(&mut self, sign: char, class: &mut Class) -> Option<Option<char>> {
        if sign != '\\' {
            return Some(Some(sign));
        }
        if let Some(set) = self.signs.peek().and_then(|letter| Set::of(*letter)) {
            self.signs.next();
            class.sets.push(set);
            return Some(None);
        }
        if self.eat('b') { Some(Some('\x08')) } else { self.sign().map(Some) }
    }
}
