//! Texts against regular expressions.

use super::{Call, Done, Expr, Failure, Node, Run, strings};
use crate::fhirpath::{
    pattern::{GROUPS, Groups, Pattern, TooLong},
    text::Text,
};

impl From<TooLong> for Failure {
    fn from(_: TooLong) -> Self {
        Failure::TooMuch
    }
}

/// The pattern of the first argument: parsed with the expression where it is a literal, else here.
enum Given<'a> {
    Ready(&'a Pattern),
    Made(Box<Pattern>),
}

impl std::ops::Deref for Given<'_> {
    type Target = Pattern;

    fn deref(&self) -> &Pattern {
        match self {
            Given::Ready(pattern) => pattern,
            Given::Made(pattern) => pattern,
        }
    }
}

fn pattern<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Result<Option<Given<'a>>, Failure> {
    if let Some(Expr::Pattern(pattern)) = call.arguments.first() {
        return Ok(Some(Given::Ready(pattern)));
    }
    let Some(text) = strings::argument(run, call, 0)? else { return Ok(None) };
    let pattern = Pattern::parse(&text).ok_or(Failure::Pattern)?;
    Ok(Some(Given::Made(Box::new(pattern))))
}

fn tried<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, whole: bool) -> Done {
    let pattern = pattern(run, call)?;
    let found = strings::input(run, call)?.zip(pattern);
    let answer = match found {
        Some((text, pattern)) => {
            run.charge(text.len())?;
            Some(pattern.is_match(&text, whole)?)
        }
        None => None,
    };
    run.answer(call.start, answer)
}

pub(super) fn matches<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    tried(run, call, false)
}

pub(super) fn matches_full<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    tried(run, call, true)
}

pub(super) fn replace_matches<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let pattern = pattern(run, call)?;
    let by = strings::argument(run, call, 1)?;
    let text = strings::input(run, call)?;
    let (Some(text), Some(pattern), Some(by)) = (text, pattern, by) else {
        return run.leave(call.start, None);
    };
    let mut all = String::new();
    let (mut from, mut copied) = (0, 0);
    while from <= text.len() {
        run.charge(text.len() - from + by.len() + 1)?;
        let Some(groups) = pattern.find(&text, from)? else { break };
        let (start, end) = groups[0].unwrap_or((from, from));
        all.push_str(text.get(copied..start).unwrap_or(""));
        put(&mut all, &by, &groups, &text);
        copied = end;
        // After an empty match goes on behind the next sign.
        let empty = if start == end { text.get(end..).and_then(|rest| rest.chars().next()) } else { None };
        from = if start == end { end + empty.map_or(1, char::len_utf8) } else { end };
    }
    all.push_str(text.get(copied..).unwrap_or(""));
    run.leave(call.start, Some(Node::Text(Text::from(all))))
}

/// The replacement with its groups: `$1`, `${1}`, `$0`; `$$` is a dollar.
fn put(all: &mut String, by: &str, groups: &Groups, text: &str) {
    let mut rest = by;
    while let Some((before, after)) = rest.split_once('$') {
        all.push_str(before);
        let bare = after.strip_prefix('{').unwrap_or(after);
        let number = bare.chars().next().and_then(|sign| sign.to_digit(10));
        let group = number.and_then(|number| usize::try_from(number).ok()).filter(|number| *number < GROUPS);
        match group {
            Some(number) => {
                let place = groups.get(number).copied().flatten();
                all.push_str(place.and_then(|(start, end)| text.get(start..end)).unwrap_or(""));
                rest = bare.get(1..).unwrap_or("");
                if bare.len() < after.len() {
                    rest = rest.strip_prefix('}').unwrap_or(rest);
                }
            }
            None => {
                all.push('$');
                rest = after.strip_prefix('$').unwrap_or(after);
            }
        }
    }
    all.push_str(rest);
}
