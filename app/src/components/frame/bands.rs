//! The bands under the top bar.

use lapwing_core::words::frame as words;
use yew::prelude::*;

use crate::icons::Icon;

/// The sync line: only when it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sync {
    /// What is so.
    pub words: AttrValue,
    /// There is no network.
    pub offline: bool,
    /// Where what waits is listed.
    pub href: Option<AttrValue>,
}

/// Made-up people are in use.
pub(super) fn demo() -> Html {
    html! { <div class="band band-blue frame-demo"><p>{ words::DEMO }</p></div> }
}

/// Whose record this is, if not one's own.
pub(super) fn acting(sentence: &AttrValue, stop: &Callback<()>) -> Html {
    let stop = stop.clone();
    let onclick = Callback::from(move |_: MouseEvent| stop.emit(()));
    html! {
        <div class="band band-plum">
            { Icon::Eye.draw() }<p>{ sentence.clone() }</p>
            <button type="button" class="band-key" {onclick}>{ words::STOP_ACTING }</button>
        </div>
    }
}

/// A new version is offered, never forced.
pub(super) fn update(take: &Callback<()>) -> Html {
    let take = take.clone();
    let onclick = Callback::from(move |_: MouseEvent| take.emit(()));
    html! {
        <div class="band band-primary">
            { Icon::Update.draw() }<p>{ words::UPDATE }</p>
            <button type="button" class="band-key" {onclick}>{ words::UPDATE_NOW }</button>
        </div>
    }
}

/// Offline since, or what waits.
pub(super) fn sync(line: &Sync) -> Html {
    let icon = if line.offline { Icon::Offline } else { Icon::Send };
    let inside = html! { <>{ icon.draw() }<p>{ line.words.clone() }</p></> };
    match &line.href {
        Some(href) => {
            html! { <a class="band band-quiet" href={href.clone()}>{ inside }{ Icon::Chevron.small() }</a> }
        }
        None => html! { <div class="band band-quiet">{ inside }</div> },
    }
}
