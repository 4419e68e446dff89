//! The parts that screens are made of. They know no record, no storage and no network: plain words in,
//! callbacks out. They are functions; only a dialog, and what a part remembers (`local`), is a component.

pub mod button;
pub mod card;
pub mod choices;
pub mod dialog;
pub mod errors;
pub mod facts;
pub mod field;
pub mod frame;
pub mod heading;
pub mod help;
pub mod more;
pub mod notice;
pub mod plot;
pub mod progress;
pub mod qr;
pub mod rich;
pub mod rows;
pub mod score;
pub mod skeleton;
pub mod state;
pub mod tag;
pub mod tick;
pub mod tone;

#[cfg(test)]
pub(crate) mod tests;

/// Named examples of a part, for tests and for looking at.
#[cfg(any(test, feature = "fixtures"))]
pub type Fixtures = Vec<(&'static str, yew::Html)>;

/// The named examples of every part.
#[cfg(any(test, feature = "fixtures"))]
#[must_use]
pub fn fixtures() -> Fixtures {
    [
        button::fixtures,
        card::fixtures,
        choices::fixtures,
        dialog::fixtures,
        errors::fixtures,
        facts::fixtures,
        field::fixtures,
        frame::fixtures,
        heading::fixtures,
        help::fixtures,
        more::fixtures,
        notice::fixtures,
        plot::fixtures,
        progress::fixtures,
        rich::fixtures,
        rows::fixtures,
        score::fixtures,
        skeleton::fixtures,
        state::fixtures,
        tag::fixtures,
        tick::fixtures,
    ]
    .into_iter()
    .flat_map(|all| all())
    .collect()
}
