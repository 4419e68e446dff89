//! Texts.

use super::{Call, Done, Failure, Node, Run, fold};
use crate::fhirpath::text::Text;

/// The text of an item.
pub(super) fn text<'a>(node: &Node<'a>) -> Result<Text<'a>, Failure> {
    match node {
        Node::Text(text) => Ok(text.clone()),
        Node::Json(part) => part.value.as_str().map(Text::Borrowed).ok_or(Failure::Type),
        _ => Err(Failure::Type),
    }
}

/// The one text of the input; nothing where it is empty.
pub(super) fn input<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Result<Option<Text<'a>>, Failure> {
    match call.input(run)? {
        Some(Node::Json(part)) if part.value.is_null() => Ok(None),
        node => node.as_ref().map(text).transpose(),
    }
}

/// The one text of an argument.
pub(super) fn argument<'a>(
    run: &mut Run<'_, 'a>,
    call: &Call<'_, 'a>,
    at: usize,
) -> Result<Option<Text<'a>>, Failure> {
    call.argument(run, at)?.as_ref().map(text).transpose()
}

/// The input and the first argument, where both are there.
fn both<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Result<Option<(Text<'a>, Text<'a>)>, Failure> {
    let other = argument(run, call, 0)?;
    let text = input(run, call)?;
    Ok(text.zip(other))
}

/// A piece of a text, borrowed where the text is.
pub(super) fn piece<'a>(text: &Text<'a>, from: usize, to: usize) -> Text<'a> {
    match text {
        Text::Borrowed(text) => Text::Borrowed(text.get(from..to).unwrap_or("")),
        Text::Made(text) => Text::from(text.get(from..to).unwrap_or("").to_owned()),
    }
}

/// How many signs there are before this byte.
fn signs(text: &str, byte: usize) -> Node<'static> {
    let count = text.get(..byte).unwrap_or(text).chars().count();
    Node::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

pub(super) fn index_of<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let found = both(run, call)?;
    let place = found.map(|(text, part)| text.find(&*part).map_or(Node::Integer(-1), |at| signs(&text, at)));
    run.leave(call.start, place)
}

pub(super) fn last_index_of<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let found = both(run, call)?;
    let place = found.map(|(text, part)| text.rfind(&*part).map_or(Node::Integer(-1), |at| signs(&text, at)));
    run.leave(call.start, place)
}

pub(super) fn substring<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let from = call.whole(run, 0)?;
    let length = call.whole(run, 1)?;
    let text = input(run, call)?;
    let (Some(text), Some(from)) = (text, from.and_then(|from| usize::try_from(from).ok())) else {
        return run.leave(call.start, None);
    };
    let byte = |text: &str, signs: usize| text.char_indices().nth(signs).map(|(at, _)| at);
    let Some(start) = byte(&text, from) else { return run.leave(call.start, None) };
    let rest = text.get(start..).unwrap_or("");
    let end = match length {
        Some(length) => {
            byte(rest, usize::try_from(length).unwrap_or(0)).map_or(text.len(), |end| start + end)
        }
        None => text.len(),
    };
    let found = piece(&text, start, end);
    run.leave(call.start, Some(Node::Text(found)))
}

pub(super) fn starts_with<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let found = both(run, call)?;
    run.answer(call.start, found.map(|(text, part)| text.starts_with(&*part)))
}

pub(super) fn ends_with<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let found = both(run, call)?;
    run.answer(call.start, found.map(|(text, part)| text.ends_with(&*part)))
}

pub(super) fn contains<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let found = both(run, call)?;
    run.answer(call.start, found.map(|(text, part)| text.contains(&*part)))
}

/// Leaves what becomes of the input.
pub(super) fn made<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, make: fn(&str) -> Option<String>) -> Done {
    let text = input(run, call)?;
    run.charge(text.as_ref().map_or(0, |text| text.len()))?;
    let made = text.and_then(|text| make(&text));
    run.leave(call.start, made.map(|text| Node::Text(Text::from(text))))
}

pub(super) fn upper<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    made(run, call, |text| Some(fold::upper(text)))
}

pub(super) fn lower<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    made(run, call, |text| Some(fold::lower(text)))
}

pub(super) fn trim<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    made(run, call, |text| {
        Some(text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\u{a0}').to_owned())
    })
}

pub(super) fn replace<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let by = argument(run, call, 1)?;
    let found = both(run, call)?.zip(by);
    let Some(((text, part), by)) = found else { return run.leave(call.start, None) };
    run.charge(text.len().saturating_mul(by.len().max(1)))?;
    let replaced = text.replace(&*part, &by);
    run.leave(call.start, Some(Node::Text(Text::from(replaced))))
}

pub(super) fn length<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let text = input(run, call)?;
    run.leave(call.start, text.map(|text| signs(&text, text.len())))
}

pub(super) fn to_chars<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let Some(text) = input(run, call)? else { return Ok(()) };
    for (at, sign) in text.char_indices() {
        let one = piece(&text, at, at + sign.len_utf8());
        run.push(Node::Text(one))?;
    }
    Ok(())
}

pub(super) fn split<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let Some((text, by)) = both(run, call)? else { return run.leave(call.start, None) };
    if by.is_empty() {
        return run.push(Node::Text(text));
    }
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(&*by)) {
        run.push(Node::Text(piece(&text, from, from + at)))?;
        from += at + by.len();
    }
    run.push(Node::Text(piece(&text, from, text.len())))
}

pub(super) fn join<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) -> Done {
    let between = argument(run, call, 0)?;
    let between = between.as_deref().unwrap_or("");
    let mut all = String::new();
    let items = run.stack.get(call.start..).unwrap_or(&[]);
    if items.is_empty() {
        return Ok(());
    }
    for (index, node) in items.iter().enumerate() {
        if index > 0 {
            all.push_str(between);
        }
        all.push_str(&text(node)?);
    }
    run.charge(all.len())?;
    run.leave(call.start, Some(Node::Text(Text::from(all))))
}
