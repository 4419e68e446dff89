//! The frame around the mounted screen, and the panels over it.

use lapwing_core::event::Event;
use lapwing_core::notice::{self, FrameView, SyncLine};
use lapwing_core::route::Route;
use lapwing_core::session::{self, PersonView, Subject};
use lapwing_core::vault;
use lapwing_core::view::View;
use lapwing_core::words;
use yew::prelude::*;

use crate::components::button::{Kind, button, wide_buttons};
use crate::components::dialog::dialog;
use crate::components::frame::{CaredFor, Frame, Sync, called, frame, person_menu};
use crate::components::help::{Contact, help_panel};
use crate::markup::{all, el, p, text};
use crate::screens;
use crate::tell::{tell, tell_of};

/// The static shell's words, until something is known.
pub fn starting() -> Html {
    let around = Frame {
        title: "Lapwing".into(),
        on_help: Callback::from(|()| drop(gloo::utils::window().location().assign("/help.html"))),
        on_leave: Callback::from(|()| crate::effects::leave()),
        ..Frame::default()
    };
    let heading = text("h1", "", "Lapwing").put("tabindex", "-1");
    frame(&around, el("div", "page").with(heading).with(p(words::session::WELCOME)).done()).done()
}

/// The whole page.
pub fn layout(view: &View, announcement: &str, send: &Callback<Event>) -> Html {
    let person = view.person.as_ref();
    let acting = person.and_then(|p| p.acting_for.as_deref());
    let around = Frame {
        title: bar_title(view),
        route: Some(view.route.clone()),
        space: person.is_some_and(|p| p.space),
        signed_in: person.is_some(),
        demo: view.demo,
        update: view.frame.update,
        only_here: view.frame.only_here,
        acting_for: acting.map(|name| seeing(name, person.is_some_and(|p| p.preview))),
        sync: sync(&view.frame),
        announcement: announcement.to_owned(),
        on_help: tell(send, || Event::Notice(notice::Event::Help(true))),
        on_leave: tell(send, || Event::Notice(notice::Event::Left)),
        on_person: tell(send, || Event::Notice(notice::Event::Menu(true))),
        on_stop_acting: tell(send, || Event::Session(session::Event::Switched(Subject::Me))),
        on_update: tell(send, || Event::Notice(notice::Event::UpdateTaken)),
        on_send: tell(send, || Event::Notice(notice::Event::SendAsked)),
    };
    let panel = view.frame.help.then(|| {
        let close = tell(send, || Event::Notice(notice::Event::Help(false)));
        let contacts: Vec<_> = view.frame.contacts.iter().map(contact).collect();
        help_panel(&contacts, view.frame.plan, &close)
    });
    let menu = person.filter(|_| view.frame.menu).map(|person| menu(person, send));
    let locking = view.frame.locking.then(|| locking(send));
    all()
        .with(frame(&around, screens::screen(view, send)))
        .html(panel.unwrap_or_default())
        .html(menu.unwrap_or_default())
        .html(locking.unwrap_or_default())
        .done()
}

/// It locks in a moment: any key or tap keeps it open.
fn locking(send: &Callback<Event>) -> Html {
    let stay = tell(send, || Event::Vault(vault::Event::Used));
    let inside = p(words::vault::LOCKING_HINT);
    let stays = wide_buttons().with(button(Kind::Primary, None, words::vault::STAY, &stay));
    dialog("locking", words::vault::LOCKING, &stay, all().with(inside).with(stays))
}

/// Whose record it is; or as whom one looks at one's own.
fn seeing(name: &str, preview: bool) -> String {
    if preview { words::sharing::previewing(name) } else { words::session::seeing(name) }
}

fn bar_title(view: &View) -> String {
    let acting = view.person.as_ref().filter(|p| !p.preview).and_then(|p| p.acting_for.clone());
    let place = match &view.person {
        None => "Lapwing",
        Some(person) => called(&view.route, person.space),
    };
    acting.unwrap_or_else(|| place.to_owned())
}

fn sync(frame: &FrameView) -> Option<Sync> {
    let line = |words: String, offline, listed: bool| Sync {
        words,
        offline,
        href: listed.then(|| Route::Waiting.path()),
    };
    Some(match frame.sync? {
        SyncLine::Offline(count) => line(words::waiting::offline(count), true, count > 0),
        SyncLine::SignedOut(count) => line(words::waiting::signed_out(count), false, count > 0),
        SyncLine::Waiting(count) => line(words::waiting::waiting(count), false, true),
        SyncLine::NeedsYou(count) => line(words::waiting::needs_you(count), false, true),
        SyncLine::NeedsSignIn(count) => line(words::waiting::needs_sign_in(count), false, true),
        SyncLine::Storage(trouble) => line(words::trouble::said(trouble).title.into(), false, false),
    })
}

fn contact(of: &notice::Contact) -> Contact<'_> {
    Contact {
        name: &of.name,
        say: &of.say,
        note: of.note.as_deref(),
        hours: of.hours.as_deref().unwrap_or_default(),
        call: of.call.as_deref(),
        text: of.text.as_deref(),
        word: of.word.as_deref().unwrap_or_default(),
    }
}

fn menu(person: &PersonView, send: &Callback<Event>) -> Html {
    let see = |key| Event::Session(session::Event::Switched(Subject::For(key)));
    let cared = person.caring_for.iter().map(|(patient, name)| CaredFor {
        key: patient,
        name,
        shared: words::session::SHARES_WITH_YOU,
        here: person.acting_for.as_ref() == Some(name),
        see: tell_of(send, patient, see),
    });
    let sign_out = tell(send, || Event::Session(session::Event::SignOutAsked));
    let close = tell(send, || Event::Notice(notice::Event::Menu(false)));
    // What is shared of somebody else's is not theirs to share.
    let shares = person.has_record && person.acting_for.is_none();
    person_menu((&person.name, shares), &cared.collect::<Vec<_>>(), &sign_out, &close)
}
