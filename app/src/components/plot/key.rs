//! What the shades of a plot mean, in words with their numbers.

use lapwing_core::words::parts;

use super::{Plot, shade};
use crate::markup::{El, all, each, el};

/// The usual range, or the bands from the lowest.
pub(super) fn key(drawn: &Plot<'_>) -> El {
    if drawn.usual.is_none() && drawn.bands.is_empty() {
        return all();
    }
    let list = el("ul", "plot-key").put("role", "list");
    let list = list.some(drawn.usual.as_ref().map(|usual| line("plot-range", &usual.words)));
    each(list, drawn.bands, |at, band| line(shade(at), &parts::band(band.from, band.to, &band.name)))
}

/// The marks by their numbers.
pub(super) fn marks(drawn: &Plot<'_>) -> El {
    let list = el("ol", "plot-marks");
    each(list, drawn.marks, |_, mark| el("li", "").say(&mark.words))
}

fn line(class: &'static str, words: &str) -> El {
    let size = |rect: El| rect.put("width", "90%").put("height", "90%").put("rx", "3");
    let shade = size(el("rect", class).put("x", "5%").put("y", "5%"));
    let swatch = el("svg", "plot-swatch").put("aria-hidden", "true").put("focusable", "false");
    el("li", "").with(swatch.with(shade)).say(words)
}
