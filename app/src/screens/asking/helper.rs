//! Somebody helps the person to answer: told on the first step and on the last.

use lapwing_core::event::Event;
use lapwing_core::form::{self, Helper};
use lapwing_core::words::asking as words;
use yew::prelude::*;

use crate::components::button::{Kind, button, buttons};
use crate::components::field::{Field, Holds, field};
use crate::components::more::more;
use crate::components::tick::{Tick, tick};
use crate::icons::Icon;
use crate::markup::{El, el, p, text};

/// Who helps, to be told or changed.
pub fn helper(helper: Option<&Helper>, send: &Callback<Event>) -> El {
    let now = helper.cloned().unwrap_or_default();
    let write = |change: fn(&mut Helper, String)| {
        let now = now.clone();
        send.reform(move |text: String| {
            let mut next = now.clone();
            change(&mut next, text);
            told(Some(next))
        })
    };
    let name = Field {
        id: "helper-name",
        label: words::HELPER_NAME,
        holds: Holds::Line,
        value: &now.name,
        ..Field::default()
    };
    let relation = Field {
        id: "helper-relation",
        label: words::HELPER_RELATION,
        holds: Holds::Line,
        value: &now.relation,
        ..Field::default()
    };
    let instead = Tick { id: "helper-instead", words: words::HELPER_INSTEAD, hint: None, on: now.instead };
    let own = now.clone();
    let changed = send.reform(move |instead| told(Some(Helper { instead, ..own.clone() })));
    let nobody = helper.map(|_| {
        let press = send.reform(|()| told(None));
        buttons().with(button(Kind::Plain, None, words::HELPER_NONE, &press))
    });
    let inside = el("div", "stack")
        .with(text("p", "field-hint", words::HELPER_HINT))
        .with(field(name, &write(|helper, text| helper.name = text)))
        .with(field(relation, &write(|helper, text| helper.relation = text)))
        .with(tick(instead, changed))
        .some(nobody);
    more(words::HELPER, inside)
}

/// Said quietly on every other step.
pub fn helped(helper: Option<&Helper>) -> Option<El> {
    helper.map(|helper| {
        el("div", "step-kept").with(Icon::Team.small()).with(p(&words::helped_by(&helper.name)))
    })
}

fn told(helper: Option<Helper>) -> Event {
    Event::Form(form::Event::HelperTold(helper))
}
