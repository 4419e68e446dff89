//! The program of a pattern.

use super::{GROUPS, class::Class, parse::Tree};

/// The longest program.
const LONGEST: usize = 4000;

/// One instruction; it goes on to the next unless it says otherwise.
#[derive(Debug)]
pub(super) enum Code {
    Sign(char),
    Any,
    Class(Class),
    Start,
    End,
    Border(bool),
    /// Keeps the place.
    Keep(usize),
    /// Goes on here, and there where that leads nowhere.
    Split(usize, usize),
    Jump(usize),
    /// What follows, up to the place to go on at, must match here, or must not.
    Ahead(bool, usize),
    Done,
}

/// The program of a tree; `None` where it would be too long.
pub(super) fn program(tree: &Tree) -> Option<Vec<Code>> {
    let mut code = Vec::new();
    put(tree, &mut code)?;
    code.push(Code::Done);
    Some(code)
}

fn put(tree: &Tree, code: &mut Vec<Code>) -> Option<()> {
    if code.len() > LONGEST {
        return None;
    }
    match tree {
        Tree::Sign(sign) => code.push(Code::Sign(*sign)),
        Tree::Any => code.push(Code::Any),
        Tree::Class(class) => code.push(Code::Class(class.clone())),
        Tree::Start => code.push(Code::Start),
        Tree::End => code.push(Code::End),
        Tree::Border(at) => code.push(Code::Border(*at)),
        Tree::Group(number, inner) => {
            if *number < GROUPS {
                code.push(Code::Keep(number * 2));
            }
            put(inner, code)?;
            if *number < GROUPS {
                code.push(Code::Keep(number * 2 + 1));
            }
        }
        Tree::Ahead(wanted, inner) => {
            let start = code.len();
            code.push(Code::Done);
            put(inner, code)?;
            code.push(Code::Done);
            let end = code.len();
            set(code, start, Code::Ahead(*wanted, end));
        }
        Tree::Row(row) => {
            for one in row {
                put(one, code)?;
            }
        }
        Tree::Choice(all) => {
            let mut ends = Vec::new();
            for (at, one) in all.iter().enumerate() {
                let split = code.len();
                let last = at + 1 == all.len();
                if !last {
                    code.push(Code::Done);
                }
                put(one, code)?;
                if !last {
                    ends.push(code.len());
                    code.push(Code::Done);
                    let next = code.len();
                    set(code, split, Code::Split(split + 1, next));
                }
            }
            let end = code.len();
            ends.into_iter().for_each(|at| set(code, at, Code::Jump(end)));
        }
        Tree::Times(inner, least, most, greedy) => times(inner, *least, *most, *greedy, code)?,
    }
    Some(())
}

fn times(inner: &Tree, least: u32, most: Option<u32>, greedy: bool, code: &mut Vec<Code>) -> Option<()> {
    for _ in 0..least {
        put(inner, code)?;
    }
    let split = |start: usize, end: usize| {
        if greedy { Code::Split(start + 1, end) } else { Code::Split(end, start + 1) }
    };
    let Some(most) = most else {
        let start = code.len();
        code.push(Code::Done);
        put(inner, code)?;
        code.push(Code::Jump(start));
        let end = code.len();
        set(code, start, split(start, end));
        return Some(());
    };
    let mut starts = Vec::new();
    for _ in least..most {
        starts.push(code.len());
        code.push(Code::Done);
        put(inner, code)?;
    }
    let end = code.len();
    starts.into_iter().for_each(|start| set(code, start, split(start, end)));
    Some(())
}

fn set(code: &mut [Code], at: usize, to: Code) {
    if let Some(place) = code.get_mut(at) {
        *place = to;
    }
}
