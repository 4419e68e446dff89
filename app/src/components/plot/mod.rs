//! A line plot, and the same as a table.

mod draw;
#[cfg(any(test, feature = "fixtures"))]
mod examples;
mod key;
mod scale;
mod table;

use std::rc::Rc;

use lapwing_core::words::parts;
use yew::prelude::*;

#[cfg(any(test, feature = "fixtures"))]
pub(super) use examples::fixtures;
use scale::Scale;

use super::button::Button;
use crate::icons::Icon;

/// One measurement.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When: any number that grows with time, the same unit for all.
    pub at: f64,
    /// How much.
    pub value: f64,
    /// When, in words: a date.
    pub when: AttrValue,
    /// How much, in words, with its unit.
    pub words: AttrValue,
}

/// The usual range of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Usual {
    /// Its lower end.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// In words: "Usual range: below 5.0".
    pub words: AttrValue,
}

/// A band of scores; both ends belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The lowest score.
    pub from: u32,
    /// The highest score.
    pub to: u32,
    /// Its name: on the plot and in the table, nowhere else.
    pub name: AttrValue,
}

/// Of `Plot`.
#[derive(Properties, PartialEq)]
pub struct PlotProps {
    /// The beginning of the ids.
    pub id: AttrValue,
    /// What is drawn, for who hears it.
    pub title: AttrValue,
    /// What it shows, in one or two sentences, for who hears it.
    pub summary: AttrValue,
    /// Heads the values: "mmol/L", "Score out of 27".
    pub unit: AttrValue,
    /// The measurements, the oldest first.
    pub points: Rc<[Point]>,
    /// The usual range.
    #[prop_or_default]
    pub usual: Option<Usual>,
    /// The bands of a score, the lowest first; they set the scale.
    #[prop_or_default]
    pub bands: Rc<[Band]>,
    /// Its table stands beside it: no button for another.
    #[prop_or_default]
    pub tabled: bool,
}

impl PlotProps {
    fn scale(&self) -> Scale {
        if !self.bands.is_empty() {
            return Scale::score(&self.bands);
        }
        let values = || self.points.iter().map(|p| p.value);
        // A range open to one side gets a fifth of the picture, or it would not be seen.
        let room = values().fold(f64::MIN, f64::max) - values().fold(f64::MAX, f64::min);
        let usual = self.usual.iter().flat_map(|usual| match (usual.low, usual.high) {
            (None, Some(high)) => [Some(high - room * 0.3), Some(high)],
            (Some(low), None) => [Some(low), Some(low + room * 0.3)],
            ends => [ends.0, ends.1],
        });
        Scale::around(values().chain(usual.flatten()))
    }
}

/// The plot, with a button that opens its table.
#[function_component]
pub fn Plot(props: &PlotProps) -> Html {
    let table = use_state(|| false);
    if props.points.is_empty() {
        return html! { <p class="quiet-text">{ parts::NO_POINTS }</p> };
    }
    let on_press = {
        let table = table.clone();
        Callback::from(move |()| table.set(!*table))
    };
    html! {
        <div class={classes!("plot", (!props.bands.is_empty()).then_some("plot-scores"))}>
            <p class="plot-unit" aria-hidden="true">{ props.unit.clone() }</p>
            { draw::draw(props, &props.scale()) }
            { key::key(props) }
            if !props.tabled {
                <div class="buttons">
                    <Button icon={Icon::Record} {on_press}>{ if *table { parts::HIDE_TABLE } else { parts::SHOW_TABLE } }</Button>
                </div>
            }
            if *table { { table::table(props) } }
        </div>
    }
}
