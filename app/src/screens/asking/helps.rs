//! What stands with a question to help answering it, and its pictures.

use lapwing_core::form::RowKey;
use lapwing_core::form::shown::{Helps, Media};
use lapwing_core::words::asking as words;

use super::ask::say;
use crate::components::more::more;
use crate::markup::{El, all, each, el, text};
use crate::pictures;

/// Before the answer: how to answer, and a hint.
pub fn before(helps: &Helps, key: &RowKey) -> El {
    let part = |words: &Option<_>, id: &str| {
        words
            .as_ref()
            .map(|words| say(el("div", "field-hint rich").put("id", &[&*key.0, id].concat()), words))
    };
    all().some(part(&helps.instructions, "-how")).some(part(&helps.hint, "-hint"))
}

/// After the answer: longer help, notices, more to read.
pub fn after(helps: &Helps) -> El {
    let help = helps.help.as_ref().map(|help| more(words::HELP, say(el("div", "rich"), help)));
    let legal = helps.legal.as_ref().map(|legal| say(el("div", "quiet-text small-text rich"), legal));
    let links = (!helps.links.is_empty()).then(|| {
        let list = el("ul", "links").put("role", "list").put("aria-label", words::READ_MORE);
        each(list, &helps.links, |at, link| {
            let away =
                text("a", "reach", &link.words).put("rel", "external noreferrer").put("target", "_blank");
            el("li", "").number(at).with(away.put("href", &link.url))
        })
    });
    all().some(help).some(legal).some(links)
}

/// A picture, sound or film; what is elsewhere becomes a link.
pub fn media(media: &Media) -> El {
    let title = media.title.as_deref().unwrap_or(words::PICTURE);
    let Some(address) = pictures::address(media) else {
        let away = |url: &str| {
            let words = words::named(words::SEE_PICTURE, title);
            text("a", "reach", &words)
                .put("rel", "external noreferrer")
                .put("target", "_blank")
                .put("href", url)
        };
        return el("p", "").some(media.url.as_deref().filter(|url| url.starts_with("https:")).map(away));
    };
    let kind = media.content_type.split('/').next().unwrap_or_default();
    let shown = match kind {
        "audio" => el("audio", "media").put("controls", "").put("aria-label", title),
        "video" => el("video", "media").put("controls", "").put("aria-label", title),
        _ => el("img", "media").put("alt", title).put("loading", "lazy"),
    };
    shown.put("src", &address)
}
