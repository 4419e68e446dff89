//! Choosing a passphrase, changing it, or being without.

use lapwing_core::event::Event;
use lapwing_core::vault::{self, Doing, Form, ProtectView, Secret};
use lapwing_core::words::{frame, vault as words};
use yew::prelude::*;

use super::typed::{Typed, Which, problem};
use crate::components::button::{Kind, busy, button, wide_buttons};
use crate::components::field::Field;
use crate::components::heading::page;
use crate::components::notice::notice;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, el, p, text};
use crate::tell::tell;

/// The screen.
pub fn screen(view: ProtectView, send: &Callback<Event>) -> Html {
    let (title, lead) = match view.form {
        Form::First | Form::Choose => (words::FIRST, Some(words::FIRST_LEAD)),
        Form::Change => (words::CHANGE, None),
        Form::Remove => (words::REMOVE, Some(words::REMOVE_LEAD)),
        Form::Passkey => (words::PASSKEY, Some(words::PASSKEY_LEAD)),
    };
    let told = send.clone();
    let form = local("protect", "", move |kept| form(kept, view, &told));
    let care = is_new(view.form).then(|| notice(Tone::Blue, Icon::Info, p(words::CARE)));
    page(title, lead, None).html(form).some(care).done()
}

/// A passphrase is chosen.
fn is_new(form: Form) -> bool {
    matches!(form, Form::First | Form::Choose | Form::Change)
}

fn form(kept: &Kept, view: ProtectView, send: &Callback<Event>) -> El {
    let typed = Typed::of(kept);
    let (given, told) = (typed.clone(), send.clone());
    let give = Callback::from(move |()| {
        let (present, new) = (Secret(given.present.clone()), Secret(given.new.clone()));
        told.emit(Event::Vault(match view.form {
            Form::Remove => vault::Event::Removed(present),
            Form::Passkey => vault::Event::PasskeyWanted(present),
            Form::First | Form::Choose | Form::Change => vault::Event::Chosen(present, new),
        }));
    });
    // The Enter key gives it; the form itself goes nowhere.
    let submit = give.reform(|event: SubmitEvent| event.prevent_default());
    // A wrong one is the present one; everything else is about the new one.
    let wrong = |which: Which| {
        let present = matches!(view.problem, Some(vault::Problem::Trouble(_))) || !is_new(view.form);
        let mine = match which {
            Which::Present => present,
            Which::New => !present || matches!(view.form, Form::First | Form::Choose),
        };
        view.problem.filter(|_| mine).map(problem)
    };
    let asks_present = !matches!(view.form, Form::First | Form::Choose);
    let present = asks_present.then(|| {
        let error = wrong(Which::Present);
        let asked = Field { id: "present", label: words::PRESENT, error, ..Field::default() };
        typed.field(Which::Present, asked, kept)
    });
    let new = is_new(view.form).then(|| {
        let (error, hint) = (wrong(Which::New), Some(words::GOOD));
        let asked = Field { id: "new", label: words::NEW, error, hint, ..Field::default() };
        typed.field(Which::New, asked, kept)
    });
    let go = match view.form {
        _ if view.busy => words::SETTING,
        Form::First | Form::Choose => words::SET,
        Form::Change => words::CHANGE_NOW,
        Form::Remove => words::REMOVE_NOW,
        Form::Passkey => words::PASSKEY_NOW,
    };
    let first = view.form == Form::First;
    let stop = tell(send, || Event::Vault(vault::Event::Began(Doing::Nothing)));
    let stop = button(Kind::Plain, None, if first { words::NOT_NOW } else { frame::CANCEL }, &stop);
    el("form", "stack")
        .submit(submit)
        .some(present)
        .some(new)
        .with(typed.show(kept))
        .with(wide_buttons().with(busy(Kind::Primary, None, go, view.busy, &give)).with(stop))
        .some(first.then(|| text("p", "quiet-text small-text", words::NOT_NOW_HINT)))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::trouble::Trouble;
    use lapwing_core::vault::Problem;
    let send = Callback::<Event>::noop();
    let of = |form, problem, busy| screen(ProtectView { form, busy, problem }, &send);
    let wrong = Some(Problem::Trouble(Trouble::WrongPassphrase));
    vec![
        ("protect_first", of(Form::First, None, false)),
        ("protect_short", of(Form::First, Some(Problem::Short), false)),
        ("protect_busy", of(Form::Choose, None, true)),
        ("protect_full", of(Form::Choose, Some(Problem::Trouble(Trouble::StorageFull)), false)),
        ("protect_change", of(Form::Change, wrong, false)),
        ("protect_passkey", of(Form::Passkey, Some(Problem::Trouble(Trouble::PasskeyCannot)), false)),
        ("protect_remove", of(Form::Remove, None, false)),
    ]
}
