//! A line plot. Its table stands beside it, on the screen that draws it.

mod draw;
#[cfg(any(test, feature = "fixtures"))]
mod examples;
mod key;
mod scale;

use lapwing_core::words::parts;

#[cfg(any(test, feature = "fixtures"))]
pub(super) use examples::fixtures;
use scale::Scale;
pub use scale::{fixed, plain};

use crate::markup::{El, el, text};

/// One measurement.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// When: any number that grows with time, the same unit for all.
    pub at: i64,
    /// How much.
    pub value: f64,
    /// When, in words: a date.
    pub when: String,
}

/// The usual range of a result.
#[derive(Debug, Clone, PartialEq)]
pub struct Usual {
    /// Its lower end.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// In words: "Usual range: below 5.0".
    pub words: String,
}

/// Something that happened meanwhile: a line through the plot, with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// When, as the points.
    pub at: i64,
    /// When and what, in words.
    pub words: String,
}

/// A band of scores; both ends belong to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// The lowest score.
    pub from: u32,
    /// The highest score.
    pub to: u32,
    /// Its name: on the plot and in the table, nowhere else.
    pub name: String,
}

/// What is drawn.
#[derive(Debug, Clone, Default)]
pub struct Plot<'a> {
    /// The beginning of the ids.
    pub id: &'a str,
    /// What is drawn, for who hears it.
    pub title: &'a str,
    /// What it shows, in one or two sentences, for who hears it.
    pub summary: &'a str,
    /// Heads the values: "mmol/L", "Score out of 27".
    pub unit: &'a str,
    /// The measurements, the oldest first.
    pub points: &'a [Point],
    /// The usual range.
    pub usual: Option<Usual>,
    /// What happened between the first and the last point, the oldest first.
    pub marks: &'a [Mark],
    /// The bands of a score, the lowest first; they set the scale.
    pub bands: &'a [Band],
}

impl Plot<'_> {
    fn scale(&self) -> Scale {
        if !self.bands.is_empty() {
            return Scale::score(self.bands);
        }
        let mut values: Vec<f64> = self.points.iter().map(|p| p.value).collect();
        let (least, most) = scale::ends(&values);
        // A range open to one side gets a fifth of the picture, or it would not be seen.
        let room = (most - least) * 0.3;
        if let Some(usual) = &self.usual {
            values.extend(usual.low.or(usual.high.map(|high| high - room)));
            values.extend(usual.high.or(usual.low.map(|low| low + room)));
        }
        Scale::around(&values)
    }
}

/// The plot.
pub fn plot(drawn: &Plot<'_>) -> El {
    if drawn.points.is_empty() {
        return text("p", "quiet-text", parts::NO_POINTS);
    }
    el("div", "plot")
        .class(if drawn.bands.is_empty() { "" } else { "plot-scores" })
        .with(text("p", "plot-unit", drawn.unit).put("aria-hidden", "true"))
        .with(draw::draw(drawn, &drawn.scale()))
        .with(key::key(drawn))
        .some((!drawn.marks.is_empty()).then(|| key::marks(drawn)))
}

/// The colour of the band in this place.
pub fn shade(at: usize) -> &'static str {
    ["band-1", "band-2", "band-3", "band-4", "band-5"][at.min(4)]
}
