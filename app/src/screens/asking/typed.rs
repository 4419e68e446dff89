//! Answers that are typed: one line or several, numbers, times, addresses; one more, one fewer.

use lapwing_core::form::Given;
use lapwing_core::form::shown::{Control, Slot};
use lapwing_core::words::asking as words;

use super::ask::Ask;
use super::give::Part;
use crate::components::button::{Kind, button, buttons};
use crate::components::field;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, text};

/// Every typed answer with what is wrong with it; the buttons that add one and take one away.
pub fn slots(ask: &Ask<'_>, draw: &dyn Fn(&Slot) -> El) -> El {
    let asked = ask.asked;
    let list = each(el("div", "slots"), &asked.slots, |at, slot| {
        let error = slot.error.as_deref().map(|error| field::wrong(&error_id(ask, slot), error));
        let remove = (asked.can_remove && !ask.off()).then(|| {
            let named = words::named(words::REMOVE, &numbered(ask, at));
            let press = ask.giver.press(Given::SlotRemoved(slot.id));
            buttons().with(button(Kind::Plain, None, words::REMOVE, &press).put("aria-label", &named))
        });
        el("div", "slot")
            .number(slot.id as usize)
            .class(if slot.error.is_some() { "field-wrong" } else { "" })
            .put("data-slot", &slot.id.to_string())
            .leave(ask.giver.left(slot.id))
            .some(error)
            .with(draw(slot))
            .some(remove)
    });
    let add = (asked.can_add && !ask.off()).then(|| {
        let named = words::named(words::ADD_ANSWER, ask.row.text.text());
        let add = button(Kind::Quiet, None, words::ADD_ANSWER, &ask.giver.press(Given::SlotAdded));
        buttons().with(add.put("aria-label", &named))
    });
    all().with(list).some(add).with(super::choices::besides(ask))
}

/// "Medicine, 2": how the fields of one question are told apart by ear.
fn numbered(ask: &Ask<'_>, at: usize) -> String {
    [ask.row.text.text(), ", ", &(at + 1).to_string()].concat()
}

fn error_id(ask: &Ask<'_>, slot: &Slot) -> String {
    ask.id(&[&slot.id.to_string(), "-error"].concat())
}

/// A control of a slot: its id, what describes it, whether it is wrong or switched off.
pub fn control(ask: &Ask<'_>, slot: &Slot, el: El) -> El {
    let error = error_id(ask, slot);
    let described = match (ask.described.as_str(), slot.error.is_some()) {
        (ours, false) => ours.to_owned(),
        ("", true) => error,
        (ours, true) => [ours, " ", &error].concat(),
    };
    el.put("autocomplete", "off")
        .maybe("aria-describedby", (!described.is_empty()).then_some(&described))
        .maybe("aria-invalid", slot.error.as_ref().map(|_| "true"))
        .maybe("aria-required", ask.asked.required.then_some("true"))
        .flag("disabled", ask.off())
}

/// Several fields of one question have no label of their own: the question and their number name them.
pub fn name(ask: &Ask<'_>, slot: &Slot, el: El) -> El {
    let at = ask.asked.slots.iter().position(|other| other.id == slot.id).unwrap_or(0);
    let several = ask.asked.slots.len() > 1;
    let named = if several { numbered(ask, at) } else { ask.row.text.text().to_owned() };
    el.put("aria-label", &named)
}

/// The field of a slot, with its unit and the room that is left.
pub fn input(ask: &Ask<'_>, slot: &Slot) -> El {
    let asked = ask.asked;
    let lines = matches!(asked.control, Control::TextBox);
    let (kind, mode, short) = match asked.control {
        Control::Whole(_) | Control::Spinner(_) => ("text", Some("numeric"), true),
        Control::Decimal(_) | Control::Quantity(..) => ("text", Some("decimal"), true),
        Control::Time => ("time", None, true),
        Control::Url => ("url", None, false),
        _ => ("text", None, false),
    };
    let input =
        if lines { el("textarea", "input").put("rows", "4") } else { el("input", "input").put("type", kind) };
    let input = control(ask, slot, input)
        .class(if short { "input-short" } else { "" })
        .put("id", &ask.numbered(slot.id))
        .maybe("inputmode", mode)
        .maybe("dir", (!short).then_some("auto"))
        .value(&slot.text)
        .input(ask.giver.heard(Part::Text(slot.id)));
    let labelled = ask.asked.slots.len() == 1 && !ask.asked.can_add && ask.not_said().is_none();
    let input = if labelled { input } else { name(ask, slot, input) };
    let unit = asked.unit.as_deref().map(|unit| text("span", "unit", unit));
    let room = asked.max_length.filter(|_| !ask.off()).map(|most| {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        field::room(&slot.text, most).put("aria-live", "polite")
    });
    match unit {
        Some(unit) => all().with(el("div", "with-unit").with(input).with(unit)).some(room),
        None => all().with(input).some(room),
    }
}

/// The field of the own answer, while it is chosen.
pub fn other(ask: &Ask<'_>) -> Option<El> {
    let other = ask.asked.other.as_ref().filter(|other| other.chosen)?;
    let error_id = ask.id("own-error");
    let input = el("input", "input")
        .put("type", "text")
        .put("id", &ask.id("own"))
        .put("aria-label", &words::named(&other.label, ask.row.text.text()))
        .put("autocomplete", "off")
        .put("dir", "auto")
        .maybe("aria-describedby", other.error.as_ref().map(|_| error_id.as_str()))
        .maybe("aria-invalid", other.error.as_ref().map(|_| "true"))
        .flag("disabled", ask.off())
        .value(&other.text)
        .input(ask.giver.heard(Part::OtherText));
    let error = other.error.as_deref().map(|error| field::wrong(&error_id, error));
    Some(
        el("div", "under slot")
            .class(if error.is_some() { "field-wrong" } else { "" })
            .some(error)
            .with(input),
    )
}

/// A button with an icon alone would say nothing: its words are heard, and a sign is seen.
pub fn sign(ask: &Ask<'_>, icon: Icon, words: &str, given: Given) -> El {
    let named = words::named(words, ask.row.text.text());
    crate::components::button::pressed("button button-quiet sign", &ask.giver.press(given))
        .put("aria-label", &named)
        .flag("disabled", ask.off())
        .with(icon.draw())
}
