//! The head of a screen: the way back, the `h1`, one sentence.

use yew::prelude::*;

use crate::icons::Icon;

/// Where the shell moves the focus when the screen changes.
pub const HEADING: &str = "heading";

/// A link back: where to, and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// The address.
    pub href: AttrValue,
    /// The place's name.
    pub words: AttrValue,
}

/// Of `PageHeading`.
#[derive(Properties, PartialEq)]
pub struct PageHeadingProps {
    /// The `h1`.
    pub title: AttrValue,
    /// One sentence under it.
    #[prop_or_default]
    pub lead: Option<AttrValue>,
    /// The way back to the screen above.
    #[prop_or_default]
    pub back: Option<Back>,
}

/// The head of a screen.
#[function_component]
pub fn PageHeading(props: &PageHeadingProps) -> Html {
    html! {
        <div class="heading">
            if let Some(back) = &props.back { { back_link(back) } }
            <h1 id={HEADING} tabindex="-1">{ props.title.clone() }</h1>
            if let Some(lead) = &props.lead { <p class="heading-lead">{ lead.clone() }</p> }
        </div>
    }
}

/// A link to the screen above.
pub fn back_link(back: &Back) -> Html {
    html! { <a class="back" href={back.href.clone()}>{ Icon::Back.draw() }{ back.words.clone() }</a> }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let back = Back { href: "/record/results".into(), words: "Results".into() };
    vec![
        ("heading_plain", html! { <PageHeading title="Good morning, Asha" /> }),
        (
            "heading_back",
            html! {
                <PageHeading title="Cholesterol" {back} lead="A kind of fat in your blood. Your body needs some of it." />
            },
        ),
        (
            "heading_long",
            html! {
                <PageHeading title="Donaudampfschifffahrtsgesellschaftskapitänsuntersuchung und weitere Ergebnisse" />
            },
        ),
    ]
}
