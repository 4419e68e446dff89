//! Texts against regular expressions.

use super::{Call, Expr, Run};
use crate::fhirpath::{
    failure::Failure,
    pattern::{Groups, Pattern},
};

/// Tries the pattern of the first argument, which was parsed with the expression where it is a literal.
fn with_pattern<'a>(
    run: &mut Run<'_, 'a>,
    call: &Call<'_, 'a>,
    try_it: &dyn Fn(&mut Run<'_, 'a>, &Pattern, &'a str) -> Result<(), Failure>,
) {
    let mut made = None;
    let ready = match call.arguments.first() {
        Some(Expr::Pattern(pattern)) => Some(&**pattern),
        _ => {
            let text = call.text(run, 0);
            made = text.map(Pattern::parse);
            match &made {
                Some(None) => {
                    run.fail(Failure::Pattern);
                    None
                }
                Some(Some(pattern)) => Some(pattern),
                None => None,
            }
        }
    };
    if let Some((text, pattern)) = call.input_text(run).zip(ready)
        && let Err(why) = try_it(run, pattern, text)
    {
        run.fail(why);
    }
    drop(made);
}

fn tried<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>, whole: bool) {
    with_pattern(run, call, &|run, pattern, text| {
        let found = pattern.find(text, 0, whole)?;
        run.answer(call.start, Some(found.is_some()));
        Ok(())
    });
}

pub(super) fn matches<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    tried(run, call, false);
}

pub(super) fn matches_full<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    tried(run, call, true);
}

pub(super) fn replace_matches<'a>(run: &mut Run<'_, 'a>, call: &Call<'_, 'a>) {
    let by = call.text(run, 1);
    with_pattern(run, call, &|run, pattern, text| {
        let Some(by) = by else { return Ok(()) };
        let mut all = String::new();
        let (mut from, mut copied) = (0, 0);
        while run.charge(text.len() + by.len())
            && let Some(groups) = pattern.find(text, from, false)?
        {
            let [start, end, ..] = groups;
            all.push_str(text.get(copied..start).unwrap_or(""));
            put(&mut all, by, &groups, text);
            copied = end;
            // After an empty match goes on behind the next sign.
            let sign = text.get(end..).and_then(|rest| rest.chars().next());
            from = if start == end { end + sign.map_or(1, char::len_utf8) } else { end };
        }
        all.push_str(text.get(copied..).unwrap_or(""));
        let made = run.text(all);
        run.push(made);
        Ok(())
    });
}

/// The replacement with its groups: `$1`, `${1}`, `$0`; `$$` is a dollar.
fn put(all: &mut String, by: &str, groups: &Groups, text: &str) {
    let mut signs = by.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign != '$' || signs.next_if_eq(&'$').is_some() {
            all.push(sign);
            continue;
        }
        let braced = signs.next_if_eq(&'{').is_some();
        let Some(number) = signs.next_if(char::is_ascii_digit).and_then(|digit| digit.to_digit(10)) else {
            all.push_str(if braced { "${" } else { "$" });
            continue;
        };
        if let Some([start, end]) = groups.as_chunks().0.get(number as usize) {
            all.push_str(text.get(*start..*end).unwrap_or(""));
        }
        if braced {
            signs.next_if_eq(&'}');
        }
    }
}
