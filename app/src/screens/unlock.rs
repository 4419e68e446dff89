//! What is kept is locked: the passphrase, or what it means to have forgotten it.

use lapwing_core::event::Event;
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::{self, Doing, Problem, Secret, UnlockView};
use lapwing_core::words::vault as words;
use yew::prelude::*;

use super::typed::{Typed, Which, problem};
use crate::components::button::{Kind, busy, button, step_buttons, wide_buttons};
use crate::components::field::Field;
use crate::components::heading::page;
use crate::components::notice::notice;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, each, el, p, text};
use crate::tell::tell;

/// The screen. It names the first name only, and shows no picture: it may be a shared tablet.
pub fn screen(view: &UnlockView, send: &Callback<Event>) -> Html {
    if view.forgetting {
        return forgotten(send).done();
    }
    let (asked, told) = (view.clone(), send.clone());
    let form = local("unlock", "", move |kept| form(kept, &asked, &told));
    let told = |count: usize, tone, icon, say: fn(usize) -> String| {
        (count > 0).then(|| notice(tone, icon, p(&say(count))))
    };
    // What does not go by itself comes first: somebody may count on it.
    page(&words::unlock(&view.name), Some(words::LOCKED_LEAD), None)
        .html(form)
        .some(told(view.stopped, Tone::Amber, Icon::Info, words::stopped))
        .some(told(view.held, Tone::Amber, Icon::Info, words::held))
        .some(told(view.waiting, Tone::Blue, Icon::Send, words::waiting))
        .done()
}

fn form(kept: &Kept, view: &UnlockView, send: &Callback<Event>) -> El {
    let typed = Typed::of(kept);
    let (secret, told, is_busy) = (typed.present.clone(), send.clone(), view.busy);
    let give = Callback::from(move |()| {
        if !is_busy {
            told.emit(Event::Vault(vault::Event::Given(Secret(secret.clone()))));
        }
    });
    // The Enter key gives it; the form itself goes nowhere.
    let submit = give.reform(|event: SubmitEvent| event.prevent_default());
    let wait = words::wait(view.wait);
    // What the passkey said stands at its button, not at the field.
    let (of_passkey, of_field) = match view.problem {
        Some(Problem::Trouble(Trouble::PasskeyRefused | Trouble::PasskeyCannot)) => (view.problem, None),
        problem => (None, problem),
    };
    let error = if view.wait > 0 { Some(wait.as_str()) } else { of_field.map(problem) };
    let asked = Field { id: "passphrase", label: words::GIVE, error, ..Field::default() };
    let go = if view.busy { words::UNLOCKING } else { words::UNLOCK_NOW };
    let forgot = tell(send, || Event::Vault(vault::Event::Began(Doing::Forgetting)));
    let by_passkey = view.passkey.then(|| {
        let show = tell(send, || Event::Vault(vault::Event::PasskeyUsed));
        let show = busy(Kind::Primary, Some(Icon::Lock), words::UNLOCK_BY_PASSKEY, view.busy, &show);
        let failed = of_passkey.map(|why| notice(Tone::Amber, Icon::Info, p(problem(why))));
        el("div", "stack").with(wide_buttons().with(show)).some(failed)
    });
    el("form", "stack")
        .submit(submit)
        .some(by_passkey)
        .with(typed.field(Which::Present, asked, kept))
        .with(typed.show(kept))
        .with(step_buttons().with(busy(Kind::Primary, None, go, view.busy, &give)).with(button(
            Kind::Plain,
            None,
            words::FORGOTTEN,
            &forgot,
        )))
}

/// What is lost.
const GOES: [&str; 5] =
    [words::GOES_WAITING, words::GOES_DRAFTS, words::GOES_PLANS, words::GOES_KEEPSAKES, words::GOES_CHOICES];

/// What stays and what is lost, before anything is.
fn forgotten(send: &Callback<Event>) -> El {
    let list = |title, lines: &[&str]| {
        let list = each(el("ul", ""), lines, |_, line| text("li", "", line));
        el("div", "rich").with(text("h2", "", title)).with(list)
    };
    let go = tell(send, || Event::Vault(vault::Event::ForgetConfirmed));
    let back = tell(send, || Event::Vault(vault::Event::Began(Doing::Nothing)));
    page(words::FORGOTTEN_TITLE, Some(words::FORGOTTEN_WHY), None)
        .key("forgotten")
        .with(list(words::STAYS, &[words::STAYS_RECORD, words::STAYS_WAITING]))
        .with(list(words::GOES, &GOES))
        .with(notice(Tone::Blue, Icon::Lock, p(words::FORGOTTEN_FIRST)))
        .with(wide_buttons().with(button(Kind::Primary, None, words::TRY_AGAIN, &back)).with(button(
            Kind::Danger,
            None,
            words::START_AGAIN,
            &go,
        )))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let view = UnlockView {
        name: "Asha".into(),
        busy: false,
        passkey: false,
        problem: None,
        wait: 0,
        waiting: 0,
        held: 0,
        stopped: 0,
        forgetting: false,
    };
    let wrong = Some(Problem::Trouble(Trouble::WrongPassphrase));
    let refused = Some(Problem::Trouble(Trouble::PasskeyRefused));
    [
        ("unlock", view.clone()),
        ("unlock_wrong", UnlockView { problem: wrong, waiting: 2, ..view.clone() }),
        ("unlock_stopped", UnlockView { waiting: 1, held: 1, stopped: 2, ..view.clone() }),
        ("unlock_wait", UnlockView { problem: wrong, wait: 15, ..view.clone() }),
        ("unlock_passkey", UnlockView { passkey: true, ..view.clone() }),
        ("unlock_passkey_refused", UnlockView { passkey: true, problem: refused, ..view.clone() }),
        ("unlock_busy", UnlockView { busy: true, ..view.clone() }),
        ("unlock_forgotten", UnlockView { forgetting: true, ..view }),
    ]
    .into_iter()
    .map(|(name, view)| (name, screen(&view, &send)))
    .collect()
}
