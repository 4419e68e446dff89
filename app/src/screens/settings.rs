//! Settings: colours, this device, what the app is, signing out.

use lapwing_core::event::Event;
use lapwing_core::session::{self, Device, PersonView};
use lapwing_core::words::settings as words;
use yew::prelude::*;

use crate::components::button::{Kind, button, buttons};
use crate::components::card::headed;
use crate::components::choices::{Asked, Choice, choices};
use crate::components::heading::page;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, all, el, p, text};
use crate::tell::tell;
use crate::theme::{self, Theme};

/// The screen; `persisted` is the browser's promise to keep what is stored.
pub fn screen(persisted: Option<bool>, person: Option<&PersonView>, send: &Callback<Event>) -> Html {
    let device = person.map_or(Device::Unknown, |p| p.device);
    let about = headed(Tone::Plain, words::ABOUT, None).with(p(words::ABOUT_TEXT));
    let card = headed(Tone::Plain, words::DEVICE, None)
        .with(kept(device, persisted))
        .some(person.map(|person| signed_in(person, send)));
    page(words::SETTINGS, None, None)
        .html(local("look", theme::kept().code(), look))
        .with(card)
        .with(about)
        .done()
}

fn signed_in(person: &PersonView, send: &Callback<Event>) -> El {
    let sign_out = tell(send, || Event::Session(session::Event::SignOutAsked));
    let sign_out = button(Kind::Quiet, Some(Icon::Leave), words::SIGN_OUT, &sign_out);
    let hint = text("p", "quiet-text small-text", words::SIGN_OUT_HINT);
    all()
        .with(text("p", "quiet-text", &words::signed_in_as(&person.name)))
        .with(el("div", "stack-tight").with(buttons().with(sign_out)).with(hint))
}

/// What is true about this device.
fn kept(device: Device, persisted: Option<bool>) -> El {
    if device != Device::Own {
        return p(words::DEVICE_NOT_MINE);
    }
    let promise = persisted.map(|promised| if promised { words::PERSISTED } else { words::NOT_PERSISTED });
    all().with(p(words::DEVICE_OWN)).some(promise.map(p))
}

/// The colours act at once.
fn look(kept: &Kept) -> El {
    let choice = |theme: Theme| {
        let words = match theme {
            Theme::Device => words::LOOK_DEVICE,
            Theme::Light => words::LOOK_LIGHT,
            Theme::Dark => words::LOOK_DARK,
        };
        Choice { value: theme.code(), words, hint: None }
    };
    let asked = Asked {
        name: "theme",
        legend: words::LOOK,
        chosen: Theme::ALL.iter().position(|theme| theme.code() == kept.now),
        ..Asked::default()
    };
    let choose = kept.set.reform(|at: usize| {
        let theme = Theme::ALL.get(at).copied().unwrap_or_default();
        theme::choose(theme);
        theme.code().to_owned()
    });
    choices(asked, &Theme::ALL.map(choice), &choose)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let person = |device| PersonView {
        name: "Asha Rahman".into(),
        first_name: "Asha".into(),
        acting_for: None,
        has_record: true,
        caring_for: vec![],
        live: true,
        device,
        leaving: None,
    };
    let of = |persisted, device| screen(persisted, Some(&person(device)), &send);
    vec![
        ("settings_own", of(Some(true), Device::Own)),
        ("settings_own_no_promise", of(Some(false), Device::Own)),
        ("settings_not_mine", of(None, Device::NotMine)),
    ]
}
