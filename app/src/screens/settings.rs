//! Settings: colours, this device, what the app is, signing out.

use lapwing_core::event::Event;
use lapwing_core::record::{self, Hold};
use lapwing_core::route::Route;
use lapwing_core::session::{self, Device, PersonView};
use lapwing_core::vault::{self, Doing, Done, VaultView};
use lapwing_core::words::{self, settings};
use yew::prelude::*;

use super::typed::problem;
use crate::components::button::{Kind, button, buttons, link_button, wide_buttons};
use crate::components::card::headed;
use crate::components::choices::{Asked, Choice, choices};
use crate::components::heading::page;
use crate::components::notice;
use crate::components::tick::{Tick, switch};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;
use crate::theme::{self, Theme};

/// The screen; `persisted` is the browser's promise to keep what is stored.
pub fn screen(
    (persisted, vault): (Option<bool>, VaultView),
    (person, waiting): (Option<&PersonView>, &[(Hold, bool)]),
    send: &Callback<Event>,
) -> Html {
    let device = person.map_or(Device::Unknown, |p| p.device);
    let about = headed(Tone::Plain, settings::ABOUT, None).with(p(settings::ABOUT_TEXT));
    let card = headed(Tone::Plain, settings::DEVICE, None)
        .with(kept(device, persisted))
        .some(person.map(|person| signed_in(person, send)));
    page(settings::SETTINGS, None, None)
        .html(local("look", theme::kept().code(), look))
        .some((device == Device::Own).then(|| lock(vault, send)))
        .with(card)
        .some((person.is_some() && !waiting.is_empty()).then(|| waits(waiting, send)))
        .with(about)
        .done()
}

/// What waits until the person is ready, kind by kind.
fn waits(all: &[(Hold, bool)], send: &Callback<Event>) -> El {
    let card = headed(Tone::Plain, settings::WAITS, None).with(p(settings::WAITS_HINT));
    each(card, all, |_, (hold, waits)| {
        let name = hold.name();
        let change = send.reform(move |waits: bool| {
            let event = if waits { record::Event::Waits } else { record::Event::Ready };
            Event::Record(event(name.into()))
        });
        switch(Tick { id: name, words: settings::waits(*hold), hint: None, on: *waits }, change)
    })
}

fn signed_in(person: &PersonView, send: &Callback<Event>) -> El {
    let sign_out = tell(send, || Event::Session(session::Event::SignOutAsked));
    let sign_out = button(Kind::Quiet, Some(Icon::Leave), settings::SIGN_OUT, &sign_out);
    let hint = text("p", "quiet-text small-text", settings::SIGN_OUT_HINT);
    let devices = link_button(Kind::Plain, None, words::devices::DEVICES, &Route::Devices.path());
    all()
        .with(text("p", "quiet-text", &settings::signed_in_as(&person.name)))
        .with(buttons().with(devices))
        .with(el("div", "stack-tight").with(buttons().with(sign_out)).with(hint))
}

/// The passphrase: whether there is one, what can be done about it, and when it locks.
fn lock(vault: VaultView, send: &Callback<Event>) -> El {
    let done = vault.done.map(|done| match done {
        Done::Set => words::vault::DONE_SET,
        Done::Changed => words::vault::DONE_CHANGED,
        Done::Removed => words::vault::DONE_REMOVED,
        Done::PasskeyAdded => words::vault::DONE_PASSKEY,
        Done::PasskeyRemoved => words::vault::DONE_NO_PASSKEY,
    });
    let done = done.map(|words| notice::coming(Tone::Primary, Icon::Check, p(words)));
    let card = headed(Tone::Plain, words::vault::LOCK, None);
    if !vault.protected {
        let choose = tell(send, || Event::Vault(vault::Event::Began(Doing::Choosing)));
        let choose = button(Kind::Primary, Some(Icon::Lock), words::vault::CHOOSE, &choose);
        return card.some(done).with(p(words::vault::UNPROTECTED)).with(buttons().with(choose));
    }
    let now = tell(send, || Event::Vault(vault::Event::LockAsked));
    let change = tell(send, || Event::Vault(vault::Event::Began(Doing::Changing)));
    let remove = tell(send, || Event::Vault(vault::Event::Began(Doing::Removing)));
    let passkey = if vault.passkey {
        let no_more = tell(send, || Event::Vault(vault::Event::PasskeyRemoved));
        button(Kind::Plain, None, words::vault::PASSKEY_REMOVE, &no_more)
    } else {
        let add = tell(send, || Event::Vault(vault::Event::Began(Doing::AddingPasskey)));
        button(Kind::Plain, None, words::vault::PASSKEY, &add)
    };
    let keys = wide_buttons()
        .with(button(Kind::Quiet, Some(Icon::Lock), words::vault::LOCK_NOW, &now))
        .with(button(Kind::Plain, None, words::vault::CHANGE, &change))
        .with(passkey)
        .with(button(Kind::Plain, None, words::vault::REMOVE, &remove));
    let there = vault.passkey.then(|| p(words::vault::PASSKEY_THERE));
    let failed = vault.problem.map(|why| notice::notice(Tone::Amber, Icon::Info, p(problem(why))));
    card.some(done)
        .some(failed)
        .with(p(words::vault::PROTECTED))
        .some(there)
        .with(keys)
        .with(after(vault, send))
}

/// After how many minutes it locks by itself.
fn after(vault: VaultView, send: &Callback<Event>) -> El {
    let lengths = vault.choices.map(words::vault::minutes);
    let asked = Asked {
        name: "lock-after",
        legend: words::vault::AFTER,
        hint: Some(words::vault::AFTER_HINT),
        chosen: vault.choices.iter().position(|minutes| *minutes == vault.minutes),
        ..Asked::default()
    };
    let send = send.clone();
    let choose = Callback::from(move |at: usize| {
        if let Some(minutes) = vault.choices.get(at) {
            send.emit(Event::Vault(vault::Event::MinutesChosen(*minutes)));
        }
    });
    choices(asked, &lengths.each_ref().map(|words| Choice::new(words)), &choose)
}

/// What is true about this device.
fn kept(device: Device, persisted: Option<bool>) -> El {
    if device != Device::Own {
        return p(settings::DEVICE_NOT_MINE);
    }
    let promise =
        persisted.map(|promised| if promised { settings::PERSISTED } else { settings::NOT_PERSISTED });
    let see = link_button(Kind::Plain, None, words::kept::KEPT, &Route::Kept.path());
    all().with(p(settings::DEVICE_OWN)).some(promise.map(p)).with(buttons().with(see))
}

/// The colours act at once.
fn look(kept: &Kept) -> El {
    let choice = |theme: Theme| {
        let words = match theme {
            Theme::Device => settings::LOOK_DEVICE,
            Theme::Light => settings::LOOK_LIGHT,
            Theme::Dark => settings::LOOK_DARK,
        };
        Choice { value: theme.code(), words, hint: None }
    };
    let asked = Asked {
        name: "theme",
        legend: settings::LOOK,
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
        preview: false,
        has_record: true,
        space: false,
        caring_for: vec![],
        live: true,
        device,
        leaving: None,
    };
    let vault = VaultView {
        protected: false,
        passkey: false,
        problem: None,
        done: None,
        minutes: 5,
        choices: [1, 5, 10, 15],
    };
    let waits = Hold::ALL.map(|hold| (hold, hold != Hold::Risk));
    let of = |persisted, device| screen((persisted, vault), (Some(&person(device)), &waits), &send);
    let locked = VaultView { protected: true, done: Some(Done::Set), ..vault };
    let passkey = VaultView { passkey: true, done: None, ..locked };
    vec![
        ("settings_own", of(Some(true), Device::Own)),
        ("settings_own_no_promise", of(Some(false), Device::Own)),
        ("settings_locked", screen((Some(true), locked), (Some(&person(Device::Own)), &[]), &send)),
        ("settings_passkey", screen((Some(true), passkey), (Some(&person(Device::Own)), &[]), &send)),
        ("settings_not_mine", of(None, Device::NotMine)),
    ]
}
