//! A notice: something to know, here and now.

use super::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, el, text};

/// A notice with what it says.
pub fn notice(tone: Tone, icon: Icon, inside: El) -> El {
    el("div", "notice")
        .class(&tone.of("notice"))
        .with(icon.draw())
        .with(el("div", "notice-text").with(inside))
}

/// A notice that appears while the person is here: slides in, and is read out.
pub fn coming(tone: Tone, icon: Icon, inside: El) -> El {
    notice(tone, icon, inside).class("notice-comes").put("role", "status")
}

/// Its first line.
pub fn title(words: &str) -> El {
    text("p", "notice-title", words)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    use crate::markup::{all, p};
    let offline = all().with(title("You are offline.")).with(p("You see what was here at 14:05."));
    let waiting = all()
        .with(title("Your team has not been told yet."))
        .with(p("This will be sent when you are online. It is saved on this device."));
    let done =
        all().with(title("Thank you. Your team has it.")).with(p("It is read Monday to Friday, 9am to 5pm."));
    let shared = p("Grace can see your care plan until 1 June 2027.");
    vec![
        ("notice_blue", notice(Tone::Blue, Icon::Offline, offline).done()),
        ("notice_amber", notice(Tone::Amber, Icon::Clock, waiting).done()),
        ("notice_plum", notice(Tone::Plum, Icon::Share, shared).done()),
        ("notice_done", coming(Tone::Primary, Icon::Check, done).done()),
    ]
}
