//! What is saved here and not sent yet.

use lapwing_core::event::Event;
use lapwing_core::notice::{self, WaitingRow, WaitingView};
use lapwing_core::outbox::{self, Kind as What};
use lapwing_core::words::{record_find as find, trouble as trouble_words, waiting as words};
use yew::prelude::*;

use crate::components::button::{Kind, button, buttons, step_buttons, wide_buttons};
use crate::components::card::headed;
use crate::components::dialog::{Question, confirm};
use crate::components::heading::page;
use crate::components::notice::notice as told;
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::empty;
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::local::{Kept, local};
use crate::markup::{El, each, el, p, text};
use crate::tell::{tell, tell_of};

/// The screen.
pub fn screen(view: &WaitingView, send: &Callback<Event>) -> Html {
    let page = page(words::WAITING, None, None);
    let unreadable =
        (view.unreadable > 0).then(|| told(Tone::Amber, Icon::Info, p(&words::unreadable(view.unreadable))));
    if view.loading {
        return page.with(skeleton(Shape::Rows(2))).done();
    }
    let unnamed = (view.unnamed > 0).then(|| told(Tone::Blue, Icon::Info, p(&words::unnamed(view.unnamed))));
    let unchanged = view.unchanged.map(|why| {
        let said = match why {
            notice::Unchanged::Meanwhile => words::NOT_CHANGED,
            notice::Unchanged::OnItsWay => words::NOT_TAKEN_BACK,
            notice::Unchanged::Trouble(trouble) => trouble_words::said(trouble).title,
        };
        told(Tone::Amber, Icon::Info, p(said)).put("id", "unchanged").put("tabindex", "-1")
    });
    if view.rows.is_empty() {
        let nothing = (unreadable.is_none() && unnamed.is_none())
            .then(|| empty(Icon::Check, words::NOTHING, words::NOTHING_HINT));
        return page.some(unchanged).some(unreadable).some(unnamed).some(nothing).done();
    }
    let again = tell(send, || Event::Notice(notice::Event::SendAsked));
    let list = each(el("ul", "stack").put("role", "list").put("id", "rows-0"), &view.rows, |_, row| {
        let discard = tell_of(send, &row.id, |id| Event::Notice(notice::Event::Discarded(id)));
        let change = tell_of(send, &row.id, |id| Event::Notice(notice::Event::ChangeAsked(id)));
        let retry = tell_of(send, &row.id, |id| Event::Notice(notice::Event::RetryAsked(id)));
        let own = row.clone();
        let waiting = local("waiting", "", move |kept| waiting(kept, &own, (&discard, &change, &retry)));
        el("li", if row.after { "waiting-under" } else { "" }).key(&row.id).html(waiting)
    });
    let more = (view.rest > 0).then(|| {
        let press = tell(send, || Event::Notice(notice::Event::More));
        wide_buttons().with(button(Kind::Quiet, None, find::MORE, &press))
    });
    let again = button(Kind::Primary, Some(Icon::Send), words::SEND_NOW, &again);
    page.some(unchanged)
        .with(list)
        .some(more)
        .some(unreadable)
        .some(unnamed)
        .with(step_buttons().with(again))
        .done()
}

/// One thing that waits; what is on its way can't be taken back. The person is asked before it is.
fn waiting(
    kept: &Kept,
    row: &WaitingRow,
    (discard, change, retry): (&Callback<()>, &Callback<()>, &Callback<()>),
) -> El {
    let on_its_way = matches!(row.state, outbox::State::Sending { .. });
    let one = |name: &str, press: &Callback<()>| {
        let label = [name, ": ", words::kind(row.kind)].concat();
        button(Kind::Quiet, None, name, press).put("aria-label", &label)
    };
    let does = (!on_its_way).then(|| {
        let change = row.can_change.then(|| one(row.change, change));
        let retry = row.can_retry.then(|| one(trouble_words::TRY_AGAIN, retry));
        buttons().some(retry).some(change).with(one(words::TAKE_BACK, &kept.to("asks")))
    });
    let sure = (!kept.now.is_empty()).then(|| {
        let (close, discard) = (kept.to(""), discard.clone());
        let yes = Callback::from(move |()| {
            close.emit(());
            discard.emit(());
        });
        let too = if row.files > 0 { words::files_too(row.files) } else { String::new() };
        let hint = [hint(row), if too.is_empty() { "" } else { " " }, &too].concat();
        let title = words::take_back(row.kind);
        let asked = Question { id: "delete", title, hint: &hint, yes: words::TAKE_BACK };
        confirm(asked, &yes, &kept.to(""))
    });
    let saved = row.saved.as_deref().map(words::saved);
    let fixed = Some(row.change).filter(|why| !row.can_change && !on_its_way && !why.is_empty());
    let sent = row.parts.map(|(there, all)| p(&words::parts(there, all)));
    let state = match row.state {
        outbox::State::NeedsYou(_) if row.kind == What::File => words::FILE_REFUSED,
        _ if row.after => words::FILE_AFTER,
        outbox::State::NeedsYou(outbox::Why::Conflict) if row.can_change && !row.can_retry => {
            words::CHANGED_TWICE
        }
        state => words::state(state),
    };
    headed(Tone::Plain, words::kind(row.kind), mark(row))
        .some(row.file.as_deref().map(p))
        .some(row.said.as_deref().map(|said| text("p", "plan-text", said).put("dir", "auto")))
        .with(p(words::kept(row.on_device)))
        .with(p(state))
        .some(sent)
        .some(saved.map(|saved| text("p", "quiet-text small-text", &saved)))
        .some(fixed.map(|why| text("p", "quiet-text small-text", why)))
        .some(does)
        .html(sure.unwrap_or_default())
}

fn hint(row: &WaitingRow) -> &'static str {
    match row.kind {
        What::File => words::TAKE_HINT_FILE,
        _ if row.tried => words::TAKE_HINT_TRIED,
        What::CheckIn | What::Note | What::Rating | What::Plan | What::Request => words::TAKE_HINT,
        What::Feedback => words::TAKE_HINT_FEEDBACK,
        What::SafetyPlan | What::AboutMe => words::TAKE_HINT_PLAN,
    }
}

/// What needs the person is marked; the sentence says how it is with the others.
fn mark(row: &WaitingRow) -> Option<El> {
    let needs = matches!(row.state, outbox::State::NeedsYou(_));
    needs.then(|| tag(Tone::Amber, Some(Icon::Info), words::NOT_SENT))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use outbox::{State, Why};
    let send = Callback::<Event>::noop();
    let row = |id: &str, kind, state, saved: Option<&str>| WaitingRow {
        id: id.into(),
        kind,
        state,
        on_device: id != "b",
        saved: saved.map(Into::into),
        can_change: matches!(id, "a" | "c" | "i"),
        change: match id {
            "a" | "c" => words::CHANGE,
            "i" => words::SEE_BOTH,
            "d" => words::FIXED_TRIED,
            "e" => words::FIXED_SAID,
            _ => "",
        },
        said: match kind {
            What::CheckIn => Some("Your mood in the last 2 weeks".into()),
            What::Plan => Some("Walk to the park twice a week".into()),
            _ => None,
        },
        files: usize::from(id == "a"),
        can_retry: id == "c",
        tried: id == "d",
        file: (kind == What::File).then(|| "Letter from school.pdf".into()),
        parts: (id == "g").then_some((3, 12)),
        after: id == "f",
    };
    let unchanged = Some(notice::Unchanged::Meanwhile);
    let nothing =
        || WaitingView { rows: vec![], rest: 0, unreadable: 0, unnamed: 0, loading: false, unchanged: None };
    let on_its_way = Some(notice::Unchanged::OnItsWay);
    let rows = vec![
        row("a", What::CheckIn, State::Waiting, Some("today at 14:05")),
        row("b", What::CheckIn, State::Sending { since: 0, epoch: 1 }, Some("today at 09:10")),
        row("c", What::CheckIn, State::NeedsYou(Why::Refused), Some("yesterday at 21:40")),
        row("d", What::CheckIn, State::NeedsSignIn, Some("Monday 16 November at 08:15")),
        row("e", What::Feedback, State::Waiting, None),
        row("f", What::File, State::Waiting, Some("today at 14:05")),
        row("g", What::File, State::Waiting, Some("today at 09:10")),
        row("h", What::File, State::NeedsYou(Why::Refused), Some("today at 09:10")),
        row("i", What::Plan, State::NeedsYou(Why::Conflict), Some("today at 09:12")),
    ];
    vec![
        ("waiting_some", screen(&WaitingView { rows: rows.clone(), unreadable: 1, ..nothing() }, &send)),
        ("waiting_many", screen(&WaitingView { rows: rows.clone(), rest: 960, ..nothing() }, &send)),
        ("waiting_not_changed", screen(&WaitingView { rows: rows.clone(), unchanged, ..nothing() }, &send)),
        (
            "waiting_not_taken_back",
            screen(&WaitingView { rows, unchanged: on_its_way, unnamed: 2, ..nothing() }, &send),
        ),
        (
            "waiting_not_taken_back_none_left",
            screen(&WaitingView { unchanged: on_its_way, ..nothing() }, &send),
        ),
        ("waiting_unnamed", screen(&WaitingView { unnamed: 1, ..nothing() }, &send)),
        ("waiting_none", screen(&nothing(), &send)),
        ("waiting_loading", screen(&WaitingView { loading: true, ..nothing() }, &send)),
        ("waiting_unreadable", screen(&WaitingView { unreadable: 2, ..nothing() }, &send)),
    ]
}
