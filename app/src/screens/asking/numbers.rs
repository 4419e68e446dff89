//! Numbers with buttons, and numbers with a unit.

use lapwing_core::form::Given;
use lapwing_core::form::shown::{Number, Slot, UnitsView};
use lapwing_core::words::asking as words;

use super::ask::Ask;
use super::give::Part;
use super::lists::option;
use super::typed::{control, input, sign};
use crate::icons::Icon;
use crate::markup::{El, el, text};

/// A number with less and more.
pub fn spinner(ask: &Ask<'_>, slot: &Slot, number: &Number) -> El {
    let (less, more) = steps(ask, slot, number);
    el("div", "spinner").with(less).with(input(ask, slot)).with(more)
}

/// The buttons beside a number.
pub fn steps(ask: &Ask<'_>, slot: &Slot, number: &Number) -> (El, El) {
    let step =
        |icon, words: &str, up| sign(ask, icon, words, Given::Typed(slot.id, number.stepped(&slot.text, up)));
    (step(Icon::Minus, words::LESS, false), step(Icon::Plus, words::MORE, true))
}

/// A number with a unit to choose, or to write; one unit alone stands behind it.
pub fn quantity(ask: &Ask<'_>, slot: &Slot, units: &UnitsView) -> El {
    let number = input(ask, slot);
    if !units.open && units.units.len() < 2 {
        return el("div", "with-unit").with(number);
    }
    let id = [&ask.numbered(slot.id), "-u"].concat();
    let mut list = control(ask, slot, el("select", "input select"))
        .put("id", &id)
        .change(ask.giver.heard(Part::Unit(slot.id)))
        .with(option("", words::CHOOSE_ONE, slot.unit.is_none()).flag("disabled", true));
    for (at, unit) in units.units.iter().enumerate() {
        list = list.with(option(&at.to_string(), unit, slot.unit == Some(at)));
    }
    let choose = (!units.units.is_empty()).then(|| labelled(&id, words::UNIT, list));
    let own = units.open.then(|| {
        let id = [&id, "o"].concat();
        let field = control(ask, slot, el("input", "input"))
            .put("type", "text")
            .put("id", &id)
            .value(&slot.unit_text)
            .input(ask.giver.heard(Part::UnitText(slot.id)));
        labelled(&id, if units.units.is_empty() { words::UNIT } else { words::OTHER_UNIT }, field)
    });
    let number = labelled(&ask.numbered(slot.id), words::NUMBER, number);
    el("div", "date").with(number).some(choose).some(own)
}

fn labelled(id: &str, label: &str, control: El) -> El {
    el("div", "date-part").with(text("label", "small-text", label).put("for", id)).with(control)
}
