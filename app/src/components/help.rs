//! Help now: the panel with whom to call or text, and the line that opens it.

use lapwing_core::route::Route;
use lapwing_core::words::{frame, plan_safety};
use yew::prelude::*;

use super::button::{Kind, button, buttons, link_button, outside};
use super::dialog::dialog;
use super::notice;
use super::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};

/// Somebody who helps now.
#[derive(Debug, Clone, Copy, Default)]
pub struct Contact<'a> {
    /// Who it is.
    pub name: &'a str,
    /// When to choose it.
    pub say: &'a str,
    /// What to know before.
    pub note: Option<&'a str>,
    /// When somebody is there.
    pub hours: &'a str,
    /// The number to call, as it is read.
    pub call: Option<&'a str>,
    /// The number to text.
    pub text: Option<&'a str>,
    /// The word to text.
    pub word: &'a str,
}

/// The panel, the most urgent first; the same contacts stand on the plain page behind its last link. `plan`: the safety
/// plan can be opened.
pub fn help_panel(contacts: &[Contact<'_>], plan: bool, close: &Callback<()>) -> Html {
    let list = el("ul", "stack-tight contacts").put("role", "list");
    let page = outside(Kind::Plain, None, frame::HELP_PAGE, "/help.html");
    let plan = plan.then(|| {
        let href = Route::Safety(String::new()).path();
        buttons().with(link_button(Kind::Quiet, Some(Icon::Heart), plan_safety::TITLE, &href))
    });
    let inside = all()
        .with(p(frame::HELP_LEAD))
        .some(plan)
        .with(each(list, contacts, |at, contact| el("li", "").number(at).with(one(contact))))
        .with(buttons().with(page));
    dialog("help", frame::HELP_NOW, close, inside)
}

fn one(contact: &Contact<'_>) -> El {
    let quiet = |words| text("p", "small-text quiet-text", words);
    let words = el("div", "contact-text")
        .with(text("h3", "", contact.name))
        .with(text("p", "contact-say", contact.say))
        .some(contact.note.map(quiet))
        .with(quiet(contact.hours));
    el("div", "contact").with(words).with(reach(contact))
}

/// The links that call or text.
fn reach(contact: &Contact<'_>) -> El {
    let call = contact.call.map(|number| {
        let href = format!("tel:{}", digits(number));
        outside(Kind::Help, Some(Icon::Phone), &frame::call(number), &href)
    });
    let text = contact.text.map(|number| {
        let href = format!("sms:{}?body={}", digits(number), contact.word);
        outside(Kind::Help, Some(Icon::Text), &frame::text(contact.word, number), &href)
    });
    el("div", "stack-tight").some(call).some(text)
}

/// What is dialled of a number as it is read.
pub fn digits(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// A kind sentence with the button that opens the panel: directly under an answer, first on a screen.
pub fn help_now(words: &str, help: &Callback<()>) -> El {
    let inside = all().with(notice::title(words)).with(help_button(help));
    notice::coming(Tone::Help, Icon::Help, inside)
}

/// The button that opens the panel.
pub fn help_button(help: &Callback<()>) -> El {
    buttons().with(button(Kind::Help, None, frame::HELP_NOW, help))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let contacts = [
        Contact {
            name: "Emergency services",
            say: "Someone’s life is at risk, or you do not feel you can stay safe.",
            note: Some("Or go to your nearest A&E."),
            hours: "Any hour, every day",
            call: Some("999"),
            ..Contact::default()
        },
        Contact {
            name: "NHS 111",
            say: "You need help with your mental health now, and it is not an emergency.",
            note: Some("Choose option 2 for mental health."),
            hours: "Any hour, every day, any age",
            call: Some("111"),
            ..Contact::default()
        },
        Contact {
            name: "Samaritans",
            say: "You want to talk to someone, about anything.",
            note: Some("The call is free."),
            hours: "Any hour, every day",
            call: Some("116 123"),
            ..Contact::default()
        },
        Contact {
            name: "Shout",
            say: "You would rather text than talk.",
            hours: "Any hour, every day",
            text: Some("85258"),
            word: "SHOUT",
            ..Contact::default()
        },
    ];
    vec![
        ("help_panel", help_panel(&contacts, true, &Callback::noop())),
        ("help_now", help_now("You don’t have to face this alone.", &Callback::noop()).done()),
    ]
}
