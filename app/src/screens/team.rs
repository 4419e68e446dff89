//! The care team: its people by team, and who reads what the person sends.

use lapwing_core::event::Event;
use lapwing_core::notice::Trust;
use lapwing_core::record::{EntryRow, ListView};
use lapwing_core::seek::cut;
use lapwing_core::words::{frame, record as words};
use yew::prelude::*;

use super::{entries, shown};
use crate::components::button::{Kind, outside, wide_buttons};
use crate::components::card::headed;
use crate::components::heading::page;
use crate::components::help::digits;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, el, p, text};

/// The team.
pub fn screen(view: &ListView, trust: &Trust, send: &Callback<Event>) -> Html {
    let inside = shown::instead(&view.shown, view.shelf, send);
    page(words::shelf(view.shelf), None, None)
        .with(shown::over(&view.shown, send))
        .with(inside.unwrap_or_else(|| entries::groups(&view.groups, people, send)))
        .some((!trust.team.is_empty()).then(|| readers(trust)))
        .done()
}

fn people(rows: &[EntryRow]) -> El {
    entries::entries(rows, contact, false)
}

/// The team of the trust that gets what the person sends; its hours are said in full.
fn readers(trust: &Trust) -> El {
    let call = trust.call.as_deref().map(|number| {
        let words = frame::call(number);
        wide_buttons().with(outside(Kind::Quiet, Some(Icon::Phone), &words, &telephone(number)))
    });
    headed(Tone::Plain, words::WHO_READS, None)
        .with(text("p", "card-lead", &trust.team))
        .some((!trust.reads.is_empty()).then(|| p(&words::reads(&trust.reads))))
        .some(call)
}

/// A telephone number or an email address leads out of the app; other lines are words.
fn contact(line: &str) -> El {
    let link = |icon: Icon, href: &str| {
        el("a", "reach").put("rel", "external").put("href", href).with(icon.small()).say(line)
    };
    match line {
        _ if is_telephone(line) => link(Icon::Phone, &telephone(line)),
        _ if is_email(line) => link(Icon::Letter, &format!("mailto:{line}")),
        _ => entries::plain(line),
    }
}

fn telephone(number: &str) -> String {
    // The zero in brackets is for who dials without the country's number.
    let (before, behind) = cut(number, "(0)").unwrap_or((number, ""));
    ["tel:", &digits(before), &digits(behind)].concat()
}

/// At least as many digits as a local number, and nothing but what numbers are written with.
fn is_telephone(line: &str) -> bool {
    line.chars().filter(char::is_ascii_digit).count() >= 6
        && line.chars().all(|c| c.is_ascii_digit() || " +()-".contains(c))
}

fn is_email(line: &str) -> bool {
    let sound =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "@?&<>\"".contains(c));
    line.split_once('@')
        .is_some_and(|(who, place)| sound(who) && sound(place) && place.as_bytes().contains(&b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_are_told_from_words() {
        for number in ["01632 960100", "+44 (0)1632 960-100", "0306 999 0101"] {
            assert!(is_telephone(number), "{number}");
        }
        for other in ["Ward 12", "12/11/2026 10:00", "Care coordinator", "2468", ""] {
            assert!(!is_telephone(other), "{other}");
        }
        assert!(is_email("team@northside.example"));
        for other in ["@home.example", "a@b", "a b@c.d", "a@c.d?subject=x", "none"] {
            assert!(!is_email(other), "{other}");
        }
        assert_eq!(telephone("+44 (0)1632 960-100"), "tel:+441632960100");
    }
}
