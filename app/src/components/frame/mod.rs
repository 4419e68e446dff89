//! What stands around every screen: bars, bands, places, and the ear of the screen reader.

mod bands;
mod bar;
mod menu;
mod places;

use lapwing_core::route::Route;
use lapwing_core::words::frame as words;
use yew::Callback;

pub use bands::Sync;
pub use menu::{CaredFor, person_menu};
pub use places::called;

use crate::markup::{El, el, text};

/// The id of the main part: the target of the skip link.
pub const MAIN: &str = "main";

/// What stands around a screen.
#[derive(Debug)]
pub struct Frame {
    /// The bar's title: the place, or the person cared for.
    pub title: String,
    /// Where the person is, for the mark in the bar of places.
    pub route: Option<Route>,
    /// It is the space of a carer, with places of its own.
    pub space: bool,
    /// Somebody is signed in: the places and the person button are there.
    pub signed_in: bool,
    /// The made-up people of the demo are in use.
    pub demo: bool,
    /// A new version waits.
    pub update: bool,
    /// Something is in this page only: it would go with a new version.
    pub only_here: bool,
    /// The plum band's sentence, while seeing somebody else's record.
    pub acting_for: Option<String>,
    /// The one quiet line, when it matters.
    pub sync: Option<Sync>,
    /// What is read out, politely.
    pub announcement: String,
    /// Open the help panel.
    pub on_help: Callback<()>,
    /// Leave at once.
    pub on_leave: Callback<()>,
    /// Open the person menu.
    pub on_person: Callback<()>,
    /// Back to one's own record.
    pub on_stop_acting: Callback<()>,
    /// Take the new version.
    pub on_update: Callback<()>,
    /// Send what waits.
    pub on_send: Callback<()>,
}

impl Default for Frame {
    fn default() -> Self {
        Self {
            title: String::new(),
            route: None,
            space: false,
            signed_in: false,
            demo: false,
            update: false,
            only_here: false,
            acting_for: None,
            sync: None,
            announcement: String::new(),
            on_help: Callback::noop(),
            on_leave: Callback::noop(),
            on_person: Callback::noop(),
            on_stop_acting: Callback::noop(),
            on_update: Callback::noop(),
            on_send: Callback::noop(),
        }
    }
}

/// The screen in its frame.
pub fn frame(frame: &Frame, screen: yew::Html) -> El {
    let acting = frame.acting_for.as_ref().map(|sentence| bands::acting(sentence, &frame.on_stop_acting));
    let bands = el("div", "frame-bands")
        .some(frame.update.then(|| match frame.only_here {
            true => bands::update(words::UPDATE_HELD, (words::UPDATE_SEND, &frame.on_send)),
            false => bands::update(words::UPDATE, (words::UPDATE_NOW, &frame.on_update)),
        }))
        .some(frame.sync.as_ref().map(bands::sync));
    // It moves the focus itself: a fragment in the address would be a new place in the history.
    let head = el("header", "frame-head")
        .with(super::errors::jump("skip", MAIN, words::SKIP))
        .some(frame.demo.then(bands::demo))
        .with(el("div", "frame-top").with(bar::bar(frame)).some(acting))
        .with(bands);
    let main = el("main", "frame-main").put("id", MAIN).put("tabindex", "-1");
    el("div", "frame")
        .class(if frame.signed_in { "" } else { "frame-alone" })
        .with(head)
        .some(frame.route.as_ref().filter(|_| frame.signed_in).map(|here| places::places(here, frame.space)))
        .with(main.html(screen))
        .with(text("div", "only-heard", &frame.announcement).put("aria-live", "polite"))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let screen = |words: &str| super::heading::page(words, None, None).done();
    let sync = |words: &str, offline, href: Option<&str>| {
        Some(Sync { words: words.into(), offline, href: href.map(Into::into) })
    };
    let signed_in = || Frame {
        title: "Today".into(),
        route: Some(Route::Today),
        signed_in: true,
        demo: true,
        sync: sync("2 things saved here, will be sent.", false, Some("/waiting")),
        ..Frame::default()
    };
    let acting = Frame {
        title: "Sam Okafor".into(),
        route: Some(Route::Plan),
        signed_in: true,
        update: true,
        acting_for: Some("You are seeing Sam’s shared plan".into()),
        sync: sync("Offline. Last updated 14:05.", true, None),
        ..Frame::default()
    };
    let held = Frame { update: true, only_here: true, sync: None, ..signed_in() };
    let space = Frame { title: "Caring".into(), space: true, sync: None, ..signed_in() };
    let signed_out =
        Frame { title: "Lapwing".into(), route: Some(Route::Today), demo: true, ..Frame::default() };
    let mut all = vec![
        ("frame_signed_in", frame(&signed_in(), screen("Good morning, Asha")).done()),
        ("frame_space", frame(&space, screen("Caring")).done()),
        ("frame_held", frame(&held, screen("Good morning, Asha")).done()),
        ("frame_acting", frame(&acting, screen("Sam’s plan")).done()),
        ("frame_signed_out", frame(&signed_out, screen("Sign in")).done()),
    ];
    all.extend(menu::fixtures());
    all
}
