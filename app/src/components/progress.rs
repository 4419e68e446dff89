//! How far somebody is in a list of questions.

use lapwing_core::words::parts;

use crate::markup::{El, el, p};

/// "Question 3 of 9" and a line that fills; the words carry it, the line is for the eye.
pub fn progress(at: usize, of: usize, aside: Option<&str>) -> El {
    drawn(&parts::question_of(at, of), at, of, aside)
}

/// The same in other words.
pub fn line(words: &str, at: usize, of: usize) -> El {
    drawn(words, at, of, None)
}

fn drawn(words: &str, at: usize, of: usize, aside: Option<&str>) -> El {
    let percent = (at.min(of) * 100).checked_div(of).unwrap_or(0);
    let line = |class: &'static str, percent: usize| {
        el("rect", class).put("width", &format!("{percent}%")).put("height", "100%").put("rx", "3")
    };
    let bar = el("svg", "progress-line").put("aria-hidden", "true").put("focusable", "false");
    el("div", "progress")
        .with(el("div", "progress-words").with(p(words)).some(aside.map(p)))
        .with(bar.with(line("progress-all", 100)).with(line("progress-done", percent)))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    vec![
        ("progress_some", progress(3, 9, Some("Saved on this device")).done()),
        ("progress_none", progress(0, 0, None).done()),
    ]
}
