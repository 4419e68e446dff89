//! The frame around the mounted screen, and the panels over it.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::notice::{self, FrameView, SyncLine};
use lapwing_core::route::Route;
use lapwing_core::session::{self, PersonView, Subject};
use lapwing_core::view::View;
use lapwing_core::words;
use yew::prelude::*;

use crate::components::frame::{CaredFor, Frame, PersonMenu, Sync};
use crate::components::help::{Contact, HelpPanel};
use crate::screens;

/// The static shell's words, until something is known.
pub fn starting() -> Html {
    let none = Callback::<()>::noop;
    html! {
        <Frame title="Lapwing" route={Route::Today} signed_in=false on_help={open_help_page()} on_leave={leave()} on_person={none()}>
            <div class="page"><h1 tabindex="-1">{ "Lapwing" }</h1><p>{ words::session::WELCOME }</p></div>
        </Frame>
    }
}

fn open_help_page() -> Callback<()> {
    Callback::from(|()| drop(gloo::utils::window().location().assign("/help.html")))
}

fn leave() -> Callback<()> {
    Callback::from(|()| crate::effects::leave())
}

/// The whole page.
pub fn layout(view: &View, announcement: &AttrValue, send: &Callback<Event>) -> Html {
    let tell = |event: notice::Event| {
        let send = send.clone();
        Callback::from(move |()| send.emit(Event::Notice(event.clone())))
    };
    let own = send.clone();
    let person = view.person.as_ref();
    let acting = person.and_then(|p| p.acting_for.as_deref());
    html! {
        <>
            <Frame title={bar_title(view)} route={view.route.clone()} signed_in={person.is_some()} demo={view.demo}
                update={view.frame.update} acting_for={acting.map(|n| AttrValue::from(words::session::seeing(n)))}
                sync={sync(&view.frame)} announcement={announcement.clone()}
                on_help={tell(notice::Event::Help(true))} on_leave={tell(notice::Event::Left)}
                on_person={tell(notice::Event::Menu(true))} on_update={tell(notice::Event::UpdateTaken)}
                on_stop_acting={Callback::from(move |()| own.emit(Event::Session(session::Event::Switched(Subject::Me))))}>
                { screens::screen(view, send) }
            </Frame>
            if view.frame.help {
                <HelpPanel contacts={contacts(&view.frame)} on_close={tell(notice::Event::Help(false))} />
            }
            if let Some(person) = person.filter(|_| view.frame.menu) {
                { menu(person, send, tell(notice::Event::Menu(false))) }
            }
        </>
    }
}

fn bar_title(view: &View) -> AttrValue {
    let acting = view.person.as_ref().and_then(|p| p.acting_for.clone());
    let place = match view.route.place() {
        _ if view.person.is_none() => "Lapwing",
        Some(Route::Record) => words::frame::RECORD,
        Some(Route::CheckIns) => words::frame::CHECK_INS,
        Some(Route::Plan) => words::frame::PLAN,
        Some(Route::Team) => words::frame::TEAM,
        Some(_) => words::frame::TODAY,
        None => words::frame::YOU,
    };
    acting.map_or_else(|| place.into(), AttrValue::from)
}

fn sync(frame: &FrameView) -> Option<Sync> {
    let line = |words: String, offline, listed: bool| Sync {
        words: words.into(),
        offline,
        href: listed.then(|| Route::Waiting.path().into()),
    };
    Some(match frame.sync? {
        SyncLine::Offline(count) => line(words::waiting::offline(count), true, count > 0),
        SyncLine::Waiting(count) => line(words::waiting::waiting(count), false, true),
        SyncLine::NeedsYou(count) => line(words::waiting::needs_you(count), false, true),
        SyncLine::NeedsSignIn(count) => line(words::waiting::needs_sign_in(count), false, true),
        SyncLine::Storage(trouble) => line(words::trouble::said(trouble).title.into(), false, false),
    })
}

fn contacts(frame: &FrameView) -> Rc<[Contact]> {
    let contact = |c: &notice::Contact| Contact {
        name: c.name.clone().into(),
        say: c.say.clone().into(),
        note: c.note.clone().map(Into::into),
        hours: c.hours.clone().unwrap_or_default().into(),
        call: c.call.clone().map(Into::into),
        text: c.text.clone().map(Into::into),
        word: c.word.clone().unwrap_or_default().into(),
    };
    frame.contacts.iter().map(contact).collect()
}

fn menu(person: &PersonView, send: &Callback<Event>, close: Callback<()>) -> Html {
    let cared = person.caring_for.iter().map(|(patient, name)| CaredFor {
        key: patient.clone().into(),
        name: name.clone().into(),
        shared: words::session::SHARES_WITH_YOU.into(),
        here: person.acting_for.as_ref() == Some(name),
    });
    let see = send.reform(|key: AttrValue| {
        Event::Session(session::Event::Switched(Subject::For(key.to_string())))
    });
    let sign_out = send.reform(|()| Event::Session(session::Event::SignOutAsked));
    html! {
        <PersonMenu name={person.name.clone()} caring_for={cared.collect::<Rc<[CaredFor]>>()}
            on_see={see} on_sign_out={sign_out} on_close={close} />
    }
}
