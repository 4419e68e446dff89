//! The bands under the top bar.

use lapwing_core::words::frame as words;
use yew::Callback;

use super::super::button::pressed;
use crate::icons::Icon;
use crate::markup::{El, el, p};

/// The sync line: only when it matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sync {
    /// What is so.
    pub words: String,
    /// There is no network.
    pub offline: bool,
    /// Where what waits is listed.
    pub href: Option<String>,
}

/// Made-up people are in use.
pub(super) fn demo() -> El {
    el("div", "band band-blue frame-demo").with(p(words::DEMO))
}

/// Whose record this is, if not one's own.
pub(super) fn acting(sentence: &str, stop: &Callback<()>) -> El {
    band("band band-plum", Icon::Eye, sentence).with(pressed("band-key", stop).say(words::STOP_ACTING))
}

/// A new version is offered, never forced; and not while it would cost something.
pub(super) fn update(said: &str, (key, press): (&'static str, &Callback<()>)) -> El {
    band("band band-primary", Icon::Update, said).with(pressed("band-key", press).say(key))
}

fn band(class: &'static str, icon: Icon, words: &str) -> El {
    el("div", class).with(icon.draw()).with(p(words))
}

/// Offline since, or what waits.
pub(super) fn sync(line: &Sync) -> El {
    let icon = if line.offline { Icon::Offline } else { Icon::Send };
    let Some(href) = &line.href else { return band("band band-quiet", icon, &line.words) };
    let link = el("a", "band band-quiet").put("href", href);
    link.with(icon.draw()).with(p(&line.words)).with(Icon::Chevron.small())
}
