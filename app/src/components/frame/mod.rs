//! What stands around every screen: bars, bands, places, and the ear of the screen reader.

mod bands;
mod bar;
mod menu;
mod places;

use lapwing_core::route::Route;
use lapwing_core::words::frame as words;
use yew::prelude::*;

pub use bands::Sync;
pub use menu::{CaredFor, PersonMenu};

/// The id of the main part: the target of the skip link.
pub const MAIN: &str = "main";

/// Of `Frame`.
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// The bar's title: the place, or the person cared for.
    pub title: AttrValue,
    /// Where the person is, for the mark in the bar of places.
    pub route: Route,
    /// Somebody is signed in: the places and the person button are there.
    pub signed_in: bool,
    /// The made-up people of the demo are in use.
    #[prop_or_default]
    pub demo: bool,
    /// A new version waits.
    #[prop_or_default]
    pub update: bool,
    /// The plum band's sentence, while seeing somebody else's record.
    #[prop_or_default]
    pub acting_for: Option<AttrValue>,
    /// The one quiet line, when it matters.
    #[prop_or_default]
    pub sync: Option<Sync>,
    /// What is read out, politely.
    #[prop_or_default]
    pub announcement: AttrValue,
    /// Open the help panel.
    pub on_help: Callback<()>,
    /// Leave at once.
    pub on_leave: Callback<()>,
    /// Open the person menu.
    pub on_person: Callback<()>,
    /// Back to one's own record.
    #[prop_or_default]
    pub on_stop_acting: Callback<()>,
    /// Take the new version.
    #[prop_or_default]
    pub on_update: Callback<()>,
    /// The screen.
    pub children: Html,
}

/// The frame.
#[function_component]
pub fn Frame(props: &FrameProps) -> Html {
    html! {
        <div class={classes!("frame", (!props.signed_in).then_some("frame-alone"))}>
            <header class="frame-head">
                { skip() }
                if props.demo { { bands::demo() } }
                <div class="frame-top">
                    { bar::bar(props) }
                    if let Some(sentence) = &props.acting_for { { bands::acting(sentence, &props.on_stop_acting) } }
                </div>
                <div class="frame-bands">
                    if props.update { { bands::update(&props.on_update) } }
                    if let Some(sync) = &props.sync { { bands::sync(sync) } }
                </div>
            </header>
            if props.signed_in { { places::places(&props.route) } }
            <main class="frame-main" id={MAIN} tabindex="-1">{ props.children.clone() }</main>
            <div class="only-heard" aria-live="polite">{ props.announcement.clone() }</div>
        </div>
    }
}

/// It moves the focus itself: a fragment in the address would be a new place in the history.
fn skip() -> Html {
    let onclick = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        super::dialog::focus(MAIN);
    });
    html! { <a class="skip" href={format!("#{MAIN}")} {onclick}>{ words::SKIP }</a> }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let none = Callback::<()>::noop;
    let screen = |words: &'static str| {
        html! {
            <div class="page"><super::heading::PageHeading title={words} /></div>
        }
    };
    let sync = Sync {
        words: "2 things saved here, will be sent.".into(),
        offline: false,
        href: Some("/waiting".into()),
    };
    let mut all = vec![
        (
            "frame_signed_in",
            html! {
                <Frame title="Today" route={Route::Today} signed_in=true demo=true {sync} on_help={none()} on_leave={none()} on_person={none()}>
                    { screen("Good morning, Asha") }
                </Frame>
            },
        ),
        (
            "frame_acting",
            html! {
                <Frame title="Sam Okafor" route={Route::Plan} signed_in=true update=true acting_for="You are seeing Sam’s shared plan"
                    sync={Sync { words: "Offline. Last updated 14:05.".into(), offline: true, href: None }}
                    on_help={none()} on_leave={none()} on_person={none()}>
                    { screen("Sam’s plan") }
                </Frame>
            },
        ),
        (
            "frame_signed_out",
            html! {
                <Frame title="Lapwing" route={Route::Today} signed_in=false demo=true on_help={none()} on_leave={none()} on_person={none()}>
                    { screen("Sign in") }
                </Frame>
            },
        ),
    ];
    all.extend(menu::fixtures());
    all
}
