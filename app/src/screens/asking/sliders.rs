//! Sliders: over numbers with buttons and a field too, and over choices in their order.

use lapwing_core::form::Given;
use lapwing_core::form::shown::{Number, Slot};
use lapwing_core::words::asking as words;

use super::ask::Ask;
use super::choices::{besides, clear};
use super::give::Part;
use super::numbers::steps;
use super::typed::{control, input, name, sign};
use crate::icons::Icon;
use crate::markup::{El, all, el, text};

/// A number on a line. Until it is touched it says that there is no answer, and shows no thumb.
pub fn slider(ask: &Ask<'_>, slot: &Slot, number: &Number) -> El {
    let none = slot.text.trim().is_empty();
    let (less, more) = steps(ask, slot, number);
    let range = name(ask, slot, control(ask, slot, el("input", "range")))
        .class(if none { "range-unset" } else { "" })
        .put("type", "range")
        .put("id", &ask.id(&[&slot.id.to_string(), "-range"].concat()))
        .put("min", number.min.as_deref().unwrap_or("0"))
        .put("max", number.max.as_deref().unwrap_or("100"))
        .put("step", number.step.as_deref().unwrap_or("1"))
        .maybe("aria-valuetext", none.then_some(words::NO_NUMBER))
        .value(if none { number.min.as_deref().unwrap_or("0") } else { &slot.text })
        .input(ask.giver.heard(Part::Text(slot.id)));
    let ends = ends(
        number.lower.as_deref().or(number.min.as_deref()),
        number.upper.as_deref().or(number.max.as_deref()),
    );
    let label = text("label", "small-text", words::NUMBER).put("for", &ask.numbered(slot.id));
    let by_hand = el("div", "spinner")
        .with(less)
        .with(el("div", "date-part").with(label).with(input(ask, slot)))
        .with(more);
    el("div", "slider").with(range).with(ends).with(by_hand)
}

/// Choices in their order; the chosen one stands above the line.
pub fn of_choices(ask: &Ask<'_>) -> El {
    let options = &ask.asked.options;
    let chosen = ask.asked.chosen.first().copied();
    let label = chosen.and_then(|at| options.get(at)).map(|option| option.said());
    let label = label.as_deref().unwrap_or(words::NO_NUMBER);
    let range = el("input", "range")
        .class(if chosen.is_none() { "range-unset" } else { "" })
        .put("type", "range")
        .put("id", &ask.numbered(0))
        .put("min", "0")
        .put("max", &options.len().saturating_sub(1).to_string())
        .put("step", "1")
        .put("autocomplete", "off")
        .put("aria-label", ask.row.text.text())
        .put("aria-valuetext", label)
        .maybe("aria-describedby", (!ask.described.is_empty()).then_some(&ask.described))
        .flag("disabled", ask.off())
        .value(&chosen.unwrap_or(0).to_string())
        .input(ask.giver.heard(Part::Order));
    // The first choice is where the line begins: a press on it changes nothing that the browser would tell.
    let range = if chosen.is_none() { range.click(ask.giver.heard(Part::Order)) } else { range };
    let end = |option: Option<&lapwing_core::form::shown::OptionView>| option.map(|o| o.said().into_owned());
    let ends = ends(end(options.first()).as_deref(), end(options.last()).as_deref());
    let said = text("p", "slider-said", label)
        .class(if chosen.is_none() { "quiet-text" } else { "" })
        .put("aria-hidden", "true");
    let step = |icon, words: &str, up| match next(ask, chosen, up) {
        Some(next) => sign(ask, icon, words, Given::Chosen(next, true)),
        None => sign(ask, icon, words, Given::Chosen(chosen.unwrap_or(0), true)),
    };
    let by_hand = el("div", "spinner").with(step(Icon::Minus, words::LESS, false)).with(step(
        Icon::Plus,
        words::MORE,
        true,
    ));
    all()
        .with(el("div", "slider").with(said).with(range).with(ends).with(by_hand))
        .with(besides(ask))
        .some(clear(ask))
}

/// The choice before or after the chosen one that can be chosen; without one, the first.
fn next(ask: &Ask<'_>, chosen: Option<usize>, up: bool) -> Option<usize> {
    let mut places = 0..ask.asked.options.len();
    match (chosen, up) {
        (None, _) => places.find(|at| !ask.asked.is_off(*at)),
        (Some(now), true) => places.find(|at| *at > now && !ask.asked.is_off(*at)),
        (Some(now), false) => places.rev().find(|at| *at < now && !ask.asked.is_off(*at)),
    }
}

fn ends(lower: Option<&str>, upper: Option<&str>) -> El {
    let end = |words: Option<&str>| text("span", "", words.unwrap_or_default());
    el("div", "slider-ends").put("aria-hidden", "true").with(end(lower)).with(end(upper))
}
