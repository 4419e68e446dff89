//! What stands in for a screen that takes longer than 300 ms: the same shapes, without words.

use lapwing_core::words::parts;

use crate::markup::{El, all, el, text};

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

const WIDE: &str = "skeleton-bar skeleton-wide";
const HALF: &str = "skeleton-bar skeleton-half";
const THIRD: &str = "skeleton-bar skeleton-third";
const BIG: &str = "skeleton-bar skeleton-big skeleton-third";

/// Grey shapes with the one word "Loading" for who can't see them.
pub fn skeleton(shape: Shape) -> El {
    let rows = if matches!(shape, Shape::Rows(_)) { "skeleton-rows" } else { "" };
    let inside = match shape {
        Shape::Rows(count) => many(count, "skeleton-row", &[HALF, WIDE]),
        Shape::Cards(count) => many(count, "skeleton-card", &[THIRD, WIDE, HALF]),
        Shape::Plot => bars(all(), &[BIG]).with(el("div", "skeleton-plot")).with(bars(all(), &[WIDE])),
        Shape::Text => bars(all(), &[WIDE, WIDE, HALF]),
        Shape::Question => bars(all(), &[WIDE, HALF]).with(many(4, "skeleton-card", &[THIRD])),
    };
    el("div", "skeleton")
        .class(rows)
        .put("role", "status")
        .with(text("span", "only-heard", parts::LOADING))
        .with(inside)
}

fn many(count: usize, class: &'static str, inside: &[&'static str]) -> El {
    (0..count).fold(all(), |list, _| list.with(bars(el("div", class), inside)))
}

fn bars(inside: El, classes: &[&'static str]) -> El {
    classes.iter().fold(inside, |inside, class| inside.with(el("span", class)))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    vec![
        ("skeleton_rows", skeleton(Shape::Rows(3)).done()),
        ("skeleton_cards", skeleton(Shape::Cards(2)).done()),
        ("skeleton_plot", skeleton(Shape::Plot).done()),
        ("skeleton_text", skeleton(Shape::Text).done()),
        ("skeleton_question", skeleton(Shape::Question).done()),
    ]
}
