//! What stands in for a screen that takes longer than 300 ms: the same shapes, without words.

use lapwing_core::words::parts;
use yew::prelude::*;

/// What is being waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A list of so many rows.
    Rows(usize),
    /// So many cards.
    Cards(usize),
    /// A plot and a few lines.
    Plot,
    /// Some lines of text.
    Text,
    /// A question and its answers.
    Question,
}

/// Grey shapes with the one word "Loading" for who can't see them.
pub fn skeleton(shape: Shape) -> Html {
    let class = classes!("skeleton", matches!(shape, Shape::Rows(_)).then_some("skeleton-rows"));
    html! {
        <div {class} role="status">
            <span class="only-heard">{ parts::LOADING }</span>
            { inside(shape) }
        </div>
    }
}

fn bar(class: &'static str) -> Html {
    html! { <span class={classes!("skeleton-bar", class)}></span> }
}

fn inside(shape: Shape) -> Html {
    let row = || html! { <div class="skeleton-row">{ bar("skeleton-half") }{ bar("skeleton-wide") }</div> };
    let card = || html! { <div class="skeleton-card">{ bar("skeleton-third") }{ bar("skeleton-wide") }{ bar("skeleton-half") }</div> };
    match shape {
        Shape::Rows(n) => (0..n).map(|_| row()).collect(),
        Shape::Cards(n) => (0..n).map(|_| card()).collect(),
        Shape::Plot => {
            html! { <>{ bar("skeleton-big skeleton-third") }<div class="skeleton-plot"></div>{ bar("skeleton-wide") }</> }
        }
        Shape::Text => {
            html! { <>{ bar("skeleton-wide") }{ bar("skeleton-wide") }{ bar("skeleton-half") }</> }
        }
        Shape::Question => {
            html! { <>{ bar("skeleton-wide") }{ bar("skeleton-half") }{ for (0..4).map(|_| html! { <div class="skeleton-card">{ bar("skeleton-third") }</div> }) }</> }
        }
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    vec![
        ("skeleton_rows", skeleton(Shape::Rows(3))),
        ("skeleton_cards", skeleton(Shape::Cards(2))),
        ("skeleton_plot", skeleton(Shape::Plot)),
        ("skeleton_text", skeleton(Shape::Text)),
        ("skeleton_question", skeleton(Shape::Question)),
    ]
}
