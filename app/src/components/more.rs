//! More, when the person asks for it.

use yew::prelude::*;

use crate::icons::Icon;

/// Of `More`.
#[derive(Properties, PartialEq)]
pub struct MoreProps {
    /// What opens it.
    pub summary: AttrValue,
    /// Open at first.
    #[prop_or_default]
    pub open: bool,
    /// What it shows.
    pub children: Html,
}

/// A `<details>` with its summary.
#[function_component]
pub fn More(props: &MoreProps) -> Html {
    html! {
        <details class="more" open={props.open}>
            <summary>{ Icon::Chevron.small() }{ props.summary.clone() }</summary>
            <div class="more-inside">{ props.children.clone() }</div>
        </details>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    vec![
        ("more_closed", html! { <More summary="What this means"><p>{ "It is not a diagnosis." }</p></More> }),
        (
            "more_open",
            html! { <More summary="What this means" open=true><p>{ "It is not a diagnosis. Your team looks at it together with you." }</p></More> },
        ),
    ]
}
