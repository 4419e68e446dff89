//! A date as three fields, the way people write it; with a time where it is asked for.

use lapwing_core::event::Event;
use lapwing_core::form::shown::Slot;
use lapwing_core::form::{self, Given};
use lapwing_core::words::asking as words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::ask::Ask;
use super::give::Part;
use super::typed::control;
use crate::markup::{El, all, el, text};

/// Day, month and year, as typed.
pub type Parts = [String; 3];

/// The fields of a date.
pub fn date(ask: &Ask<'_>, slot: &Slot, timed: bool) -> El {
    let parts = split(&slot.text);
    let id = |name: &str| [&ask.numbered(slot.id), name].concat();
    let field = |at: usize, name: &str, label: &str, class: &'static str| {
        let input = control(ask, slot, el("input", "input").class(class))
            .put("type", "text")
            .put("inputmode", "numeric")
            .put("id", &id(name))
            .value(parts.get(at).map_or("", String::as_str))
            .input(typed(ask, slot.id, at, &parts));
        labelled(&id(name), label, input)
    };
    let time = timed.then(|| {
        let input = control(ask, slot, el("input", "input"))
            .put("type", "time")
            .put("id", &id("-t"))
            .value(&slot.time)
            .input(ask.giver.heard(Part::Time(slot.id)));
        labelled(&id("-t"), words::TIME, input)
    });
    el("div", "date")
        .with(field(0, "", words::DAY, "input-two"))
        .with(field(1, "-m", words::MONTH, "input-two"))
        .with(field(2, "-y", words::YEAR, "input-four"))
        .some(time)
}

fn labelled(id: &str, label: &str, input: El) -> El {
    el("div", "date-part").with(text("label", "small-text", label).put("for", id)).with(all().with(input))
}

/// One field changed: the whole date is told again.
fn typed(ask: &Ask<'_>, slot: u32, at: usize, parts: &Parts) -> Callback<InputEvent> {
    let (giver, parts) = (ask.giver.clone(), parts.clone());
    Callback::from(move |event: InputEvent| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        let text = join(&parts, at, &value);
        giver.send.emit(Event::Form(form::Event::Gave(giver.key.clone(), Given::Typed(slot, text))));
    })
}

/// The date with this part changed. A whole date that is pasted or typed into one field stays as it is.
fn join(parts: &Parts, at: usize, value: &str) -> String {
    let value = value.trim();
    if value.contains(apart) {
        return value.into();
    }
    let mut made = String::new();
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            made.push(' ');
        }
        made.push_str(if place == at { value } else { part });
    }
    if made.trim().is_empty() { String::new() } else { made }
}

fn apart(letter: char) -> bool {
    matches!(letter, ' ' | '/' | '.' | '-' | ',')
}

/// A date taken apart: ours ("27 3 1987" with an empty part kept), as FHIR writes it, or as somebody typed it.
fn split(text: &str) -> Parts {
    if text.matches(' ').count() == 2 && !text.contains(|letter| letter != ' ' && apart(letter)) {
        let mut parts = text.split(' ').map(str::to_owned);
        return std::array::from_fn(|_| parts.next().unwrap_or_default());
    }
    let mut parts: Vec<&str> = text.split(apart).filter(|part| !part.is_empty()).collect();
    if parts.first().is_some_and(|year| year.len() == 4 && parts.len() > 1) {
        parts.reverse();
    }
    // A year alone stands last, a single part that is no year is a day that was just begun.
    let first = match parts.as_slice() {
        [year] if year.len() == 4 => 2,
        [_, _] => 1,
        _ => 0,
    };
    std::array::from_fn(|at| {
        let part = at.checked_sub(first).and_then(|place| parts.get(place)).copied().unwrap_or_default();
        part.to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_taken_apart_however_it_came() {
        let check =
            |text: &str, expect: [&str; 3]| assert_eq!(split(text), expect.map(String::from), "{text:?}");
        check("", ["", "", ""]);
        check("27 3 1987", ["27", "3", "1987"]);
        check("27  ", ["27", "", ""]);
        check(" 3 1987", ["", "3", "1987"]);
        check("3 1987", ["", "3", "1987"]);
        check("  1987", ["", "", "1987"]);
        check("1987", ["", "", "1987"]);
        check("1987-03-27", ["27", "03", "1987"]);
        check("1987-03", ["", "03", "1987"]);
        check("27/3/1987", ["27", "3", "1987"]);
        check("27 March 1987", ["27", "March", "1987"]);
        check("5", ["5", "", ""]);
    }

    #[test]
    fn a_part_changes_alone_and_a_whole_date_stays_whole() {
        let parts = split("27 3 1987");
        assert_eq!(join(&parts, 1, "4"), "27 4 1987");
        assert_eq!(join(&parts, 0, " "), " 3 1987");
        assert_eq!(join(&split(""), 2, "1987"), "  1987");
        assert_eq!(join(&split("27  "), 0, ""), "");
        assert_eq!(join(&split(""), 0, "27 3 1987"), "27 3 1987");
        assert_eq!(join(&split(""), 0, "27/3/1987"), "27/3/1987");
    }
}
