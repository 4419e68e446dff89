//! How far somebody is in a list of questions.

use lapwing_core::words::parts;
use yew::prelude::*;

/// "Question 3 of 9" and a line that fills; the words carry it, the line is for the eye.
pub fn progress(at: usize, of: usize, aside: Option<AttrValue>) -> Html {
    let percent = (at.min(of) * 100).checked_div(of).unwrap_or(0);
    html! {
        <div class="progress">
            <div class="progress-words"><p>{ parts::question_of(at, of) }</p>if let Some(aside) = aside { <p>{ aside }</p> }</div>
            <svg class="progress-line" aria-hidden="true" focusable="false">
                <rect class="progress-all" width="100%" height="100%" rx="3" />
                <rect class="progress-done" width={format!("{percent}%")} height="100%" rx="3" />
            </svg>
        </div>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    vec![
        ("progress_some", progress(3, 9, Some("Saved on this device".into()))),
        ("progress_none", progress(0, 0, None)),
    ]
}
