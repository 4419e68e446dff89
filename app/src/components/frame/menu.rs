//! The person menu: sharing, feedback, settings, the people one cares for, signing out.

use lapwing_core::route::Route;
use lapwing_core::words::{frame as words, sharing};
use yew::prelude::*;

use super::super::button::{Kind, button, wide_buttons};
use super::super::dialog::dialog;
use super::super::rows::{Press, Row, rows};
use super::super::tag::tag;
use super::super::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, text};

/// Somebody whose record one may see a part of.
#[derive(Debug, Clone)]
pub struct CaredFor<'a> {
    /// What the shell knows them by.
    pub key: &'a str,
    /// Their name.
    pub name: &'a str,
    /// What is shared: "Care plan".
    pub shared: &'a str,
    /// Theirs is the record being seen.
    pub here: bool,
    /// See their record.
    pub see: Callback<()>,
}

/// The menu of who is signed in; `shares` where there is something of their own to share. Its links change the address; the shell closes it then.
pub fn person_menu(
    (name, shares): (&str, bool),
    caring_for: &[CaredFor<'_>],
    sign_out: &Callback<()>,
    close: &Callback<()>,
) -> Html {
    let link = |name, more, icon, tone, route: &Route| {
        let row = Row { detail: Some(more), icon: Some(icon), tone, ..Row::default() };
        let href = route.path();
        Row { key: &href, title: name, press: Press::Link(&href), ..row }.item()
    };
    let sharing = || link(words::SHARING, words::SHARING_MORE, Icon::Share, Tone::Plum, &Route::Sharing);
    let own = rows(Some(words::YOU))
        .some(shares.then(sharing))
        .with(link(sharing::JOIN, sharing::JOIN_LEAD, Icon::Person, Tone::Plain, &Route::Join))
        .with(link(words::FEEDBACK, words::FEEDBACK_MORE, Icon::Feedback, Tone::Plain, &Route::Feedback))
        .with(link(words::SETTINGS, words::SETTINGS_MORE, Icon::Settings, Tone::Plain, &Route::Settings));
    let cared = (!caring_for.is_empty()).then(|| {
        let list = each(rows(None), caring_for, |_, person| cared_for(person));
        all().with(text("h3", "", words::CARING_FOR)).with(list)
    });
    let sign_out = button(Kind::Quiet, Some(Icon::Lock), words::SIGN_OUT, sign_out);
    dialog("menu", name, close, all().some(cared).with(own).with(wide_buttons().with(sign_out)))
}

fn cared_for(person: &CaredFor<'_>) -> El {
    let row = Row {
        key: person.key,
        title: person.name,
        detail: Some(person.shared),
        icon: Some(Icon::Person),
        tone: Tone::Plum,
        tag: person.here.then(|| tag(Tone::Plum, Some(Icon::Eye), words::SEEING_NOW)),
        press: Press::Tell(person.see.clone()),
        ..Row::default()
    };
    row.item()
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::super::Fixtures {
    let sam =
        CaredFor { key: "sam", name: "Sam Okafor", shared: "Care plan", here: true, see: Callback::noop() };
    let menu = |caring_for: &[CaredFor<'_>]| {
        person_menu(("Grace Okafor", caring_for.is_empty()), caring_for, &Callback::noop(), &Callback::noop())
    };
    vec![("menu_own", menu(&[])), ("menu_carer", menu(&[sam]))]
}
