//! Texts.

use super::{Call, Node, Run};
use crate::seek::find;

/// How many signs there are before this byte.
fn signs(text: &str, byte: Option<usize>) -> Node<'static> {
    let before = byte.and_then(|byte| text.get(..byte));
    Node::Integer(before.map_or(-1, |before| i64::try_from(before.chars().count()).unwrap_or(i64::MAX)))
}

pub(super) fn index_of(text: &str, part: &str) -> Node<'static> {
    signs(text, find(text, part, 0))
}

pub(super) fn last_index_of(text: &str, part: &str) -> Node<'static> {
    let mut last = None;
    while let Some(at) = find(text, part, last.map_or(0, |last| last + 1)) {
        last = Some(at);
    }
    signs(text, last)
}

pub(super) fn starts_with(text: &str, part: &str) -> Node<'static> {
    Node::Boolean(text.as_bytes().starts_with(part.as_bytes()))
}

pub(super) fn ends_with(text: &str, part: &str) -> Node<'static> {
    Node::Boolean(text.as_bytes().ends_with(part.as_bytes()))
}

pub(super) fn contains(text: &str, part: &str) -> Node<'static> {
    Node::Boolean(find(text, part, 0).is_some())
}

pub(super) fn length<'a>(run: &mut Run<'_, 'a>, node: Node<'a>) -> Option<Node<'a>> {
    let text = run.needed(node.as_str())?;
    Some(signs(text, Some(text.len())))
}

pub(super) fn trim(text: &str) -> String {
    text.trim_ascii().to_owned()
}

/// The byte after so many signs, or the end.
fn byte(text: &str, signs: usize) -> usize {
    let mut left = signs;
    for (at, _) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left -= 1;
    }
    text.len()
}

pub(super) fn substring<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let from = call.whole(run, 0);
    let length = call.whole(run, 1).unwrap_or(i64::MAX);
    let text = call.input_text(run);
    let (Some(text), Some(from)) = (text, from) else { return };
    let Ok(from) = usize::try_from(from) else { return };
    let rest = text.get(byte(text, from)..).unwrap_or("");
    if !rest.is_empty() {
        let end = byte(rest, usize::try_from(length.max(0)).unwrap_or(usize::MAX));
        run.push(Node::Text(rest.get(..end).unwrap_or("")));
    }
}

pub(super) fn replace<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let (part, by) = (call.text(run, 0), call.text(run, 1));
    let text = call.input_text(run);
    let (Some(text), Some(part), Some(by)) = (text, part, by) else { return };
    let mut all = String::new();
    let mut copied = 0;
    let mut from = 0;
    while let Some(at) = find(text, part, from).filter(|_| run.charge(text.len() + by.len())) {
        all.push_str(text.get(copied..at).unwrap_or(""));
        all.push_str(by);
        copied = at + part.len();
        // An empty part is before every sign and at the end.
        from = copied + if part.is_empty() { byte(text.get(at..).unwrap_or(""), 1).max(1) } else { 0 };
    }
    all.push_str(text.get(copied..).unwrap_or(""));
    let made = run.text(all);
    run.push(made);
}

pub(super) fn to_chars<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let text = call.input_text(run).unwrap_or("");
    for (at, sign) in text.char_indices() {
        run.push(Node::Text(text.get(at..at + sign.len_utf8()).unwrap_or("")));
    }
}

pub(super) fn split<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let by = call.text(run, 0);
    let text = call.input_text(run);
    let (Some(text), Some(by)) = (text, by) else { return };
    let mut from = 0;
    if !by.is_empty() {
        while let Some(at) = find(text, by, from) {
            run.push(Node::Text(text.get(from..at).unwrap_or("")));
            from = at + by.len();
        }
    }
    run.push(Node::Text(text.get(from..).unwrap_or("")));
}

pub(super) fn join<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let between = call.text(run, 0).unwrap_or("");
    let mut all = String::new();
    let end = run.stack.len();
    for at in call.start..end {
        if at > call.start {
            all.push_str(between);
        }
        let text = run.stack.get(at).and_then(Node::as_str);
        all.push_str(run.needed(text).unwrap_or(""));
    }
    if end > call.start {
        let made = run.text(all);
        run.leave(call.start, Some(made));
    }
}
