//! A card: one thing, with its heading and its next step.

use yew::prelude::*;

use super::tone::Tone;

/// Of `Card`.
#[derive(Properties, PartialEq)]
pub struct CardProps {
    /// Its `h2`.
    #[prop_or_default]
    pub heading: Option<AttrValue>,
    /// Stands at the end of the heading: a tag.
    #[prop_or_default]
    pub aside: Html,
    /// What its colour means.
    #[prop_or_default]
    pub tone: Tone,
    /// What it holds.
    pub children: Html,
}

/// A card.
#[function_component]
pub fn Card(props: &CardProps) -> Html {
    html! {
        <section class={classes!("card", props.tone.of("card"))}>
            if let Some(heading) = &props.heading {
                <div class="card-head"><h2>{ heading.clone() }</h2>{ props.aside.clone() }</div>
            }
            { props.children.clone() }
        </section>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    use super::button::{Kind, LinkButton};
    use super::tag::tag;
    use crate::icons::Icon;
    vec![
        (
            "card_to_do",
            html! {
                <Card heading="Mood check-in" tone={Tone::Amber} aside={tag(Tone::Amber, Some(Icon::Clock), "Due today")}>
                    <p>{ "9 questions, about 3 minutes" }</p>
                    <div class="buttons buttons-wide">
                        <LinkButton kind={Kind::Primary} href="/check-ins/x">{ "Start" }</LinkButton>
                    </div>
                </Card>
            },
        ),
        (
            "card_plain",
            html! {
                <Card heading="Next appointment">
                    <p class="card-lead">{ "Thursday 26 November, 14:30" }</p>
                    <p class="quiet-text">{ "Dr Okafor, by video" }</p>
                </Card>
            },
        ),
        ("card_without_heading", html! { <Card tone={Tone::Plum}><p>{ "You wrote this." }</p></Card> }),
    ]
}
