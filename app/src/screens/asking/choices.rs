//! Choices that are all in sight: radio buttons, boxes, yes and no.

use lapwing_core::form::Given;
use lapwing_core::form::shown::{AskedView, OptionView};
use lapwing_core::words::{asking as words, form};
use yew::Callback;

use super::ask::{Ask, say, spoken};
use super::give::Part;
use super::{helps, typed};
use crate::components::button::{Kind, button, buttons};
use crate::components::help::help_now;
use crate::markup::{El, all, each, el, text};

/// The choices, the own answer, and "I'd rather not say".
pub fn choices(ask: &Ask<'_>, help: &Callback<()>) -> El {
    let asked = ask.asked;
    let under = asked.chosen.iter().max().copied().filter(|_| asked.help_now);
    let list = each(el("div", "choices"), &asked.options, |at, option| {
        let heading = option.heading.as_deref().map(|heading| text("p", "choice-group", heading));
        let under = (under == Some(at)).then(|| el("div", "under").with(help_now(form::NOT_ALONE, help)));
        el("div", "").number(at).some(heading).with(choice(ask, at, option)).some(under)
    });
    let list = list.class(if asked.across { "choices-across" } else { "" });
    all().with(list.some(other(ask))).with(besides(ask)).some(clear(ask))
}

/// One choice as a large card.
pub fn choice(ask: &Ask<'_>, at: usize, option: &OptionView) -> El {
    let label = spoken(say(prefixed(el("span", "choice-name"), option), &option.label), ask.row);
    let words = el("span", "choice-text").some(option.media.as_ref().map(helps::media)).with(label);
    let off = ask.off() || ask.asked.is_off(at);
    boxed(ask, (&ask.numbered(at), Part::Choice(at)), (ask.asked.is_chosen(at), off), words)
}

/// With what stands before its words, such as "a)".
fn prefixed(into: El, option: &OptionView) -> El {
    match &option.prefix {
        Some(prefix) => into.say(prefix).say(" "),
        None => into,
    }
}

/// A box or button with its words.
fn boxed(ask: &Ask<'_>, (id, part): (&str, Part), (on, off): (bool, bool), words: El) -> El {
    let (kind, class) = if ask.asked.many { ("checkbox", "tick-box") } else { ("radio", "radio") };
    let input = el("input", class)
        .put("type", kind)
        .put("id", id)
        .put("name", &ask.row.key.0)
        .put("autocomplete", "off")
        .flag("disabled", off)
        .checked(on)
        .change(ask.giver.heard(part));
    el("label", "choice")
        .class(if on { "choice-chosen" } else { "" })
        .class(if off { "choice-off" } else { "" })
        .with(input)
        .with(words)
}

/// The own answer: a choice like the others, whose field comes when it is chosen.
fn other(ask: &Ask<'_>) -> Option<El> {
    let other = ask.asked.other.as_ref()?;
    let words = el("span", "choice-text").with(text("span", "choice-name", &other.label));
    let chosen = boxed(ask, (&ask.id("other"), Part::Other), (other.chosen, ask.off()), words);
    Some(el("div", "").key("other").with(chosen).some(typed::other(ask)))
}

/// "I'd rather not say", apart from the answers and quieter than they are: a box, or a button that becomes one.
pub fn besides(ask: &Ask<'_>) -> El {
    let id = ask.id("not-said");
    let Some(on) = ask.not_said() else {
        let offered = ask.declines() && !ask.off();
        return all().some(offered.then(|| {
            let named = words::named(words::NOT_SAID, ask.row.text.text());
            let press = ask.giver.press(Given::NotSaid(true));
            let quiet = button(Kind::Plain, None, words::NOT_SAID, &press).class("small-text not-said");
            buttons().with(quiet.put("id", &id).put("aria-label", &named))
        }));
    };
    let input = el("input", "tick-box")
        .put("type", "checkbox")
        .put("id", &id)
        .put("autocomplete", "off")
        .flag("disabled", ask.off())
        .checked(on)
        .change(ask.giver.heard(Part::NotSaid));
    el("label", "tick besides").with(input).with(text("span", "", words::NOT_SAID))
}

/// A radio button cannot be unchosen by itself.
pub fn clear(ask: &Ask<'_>) -> Option<El> {
    let asked: &AskedView = ask.asked;
    let clears = !asked.chosen.is_empty() && !asked.required && !asked.many && !ask.off();
    clears.then(|| {
        let press = ask.giver.press(Given::Cleared);
        let named = words::named(words::CLEAR, ask.row.text.text());
        buttons().with(
            button(Kind::Plain, None, words::CLEAR, &press).class("small-text").put("aria-label", &named),
        )
    })
}

/// Yes and no; the core tells the chosen one as the places 0 and 1.
pub fn yes_no(ask: &Ask<'_>, help: &Callback<()>) -> El {
    let list = each(el("div", "choices choices-pair"), &[form::YES, form::NO], |at, label| {
        let words = el("span", "choice-text").with(text("span", "choice-name", label));
        let on = ask.asked.is_chosen(at);
        let under =
            (on && ask.asked.help_now).then(|| el("div", "under").with(help_now(form::NOT_ALONE, help)));
        let one = boxed(ask, (&ask.numbered(at), Part::YesNo(at == 0)), (on, ask.off()), words);
        el("div", "").number(at).with(one).some(under)
    });
    all().with(list).with(besides(ask)).some(clear(ask))
}

/// A single box: the question is what it says yes to.
pub fn tick_alone(ask: &Ask<'_>) -> El {
    let on = !ask.asked.chosen.is_empty();
    let words = el("span", "choice-text choice-name");
    let words = if ask.how.heads { words.say(form::YES) } else { say(words, &ask.row.text) };
    let input = el("input", "tick-box")
        .put("type", "checkbox")
        .put("id", &ask.numbered(0))
        .put("autocomplete", "off")
        .maybe("aria-describedby", (!ask.described.is_empty()).then_some(&ask.described))
        .flag("disabled", ask.off())
        .checked(on)
        .change(ask.giver.heard(Part::Tick));
    el("div", "choices")
        .with(el("label", "choice").class(if on { "choice-chosen" } else { "" }).with(input).with(words))
}
