//! What the shades of a plot mean, in words with their numbers.

use lapwing_core::words::parts;
use yew::prelude::*;

use super::PlotProps;

/// The usual range, or the bands from the lowest.
pub(super) fn key(props: &PlotProps) -> Html {
    let usual = props.usual.iter().map(|usual| line("plot-range".into(), usual.words.clone()));
    let bands = props.bands.iter().enumerate().map(|(at, band)| {
        line(format!("band-{}", (at + 1).min(5)), parts::band(band.from, band.to, &band.name).into())
    });
    let lines: Html = usual.chain(bands).collect();
    if props.usual.is_none() && props.bands.is_empty() {
        return Html::default();
    }
    html! { <ul class="plot-key" role="list">{ lines }</ul> }
}

fn line(class: String, words: AttrValue) -> Html {
    html! {
        <li>
            <svg class="plot-swatch" aria-hidden="true" focusable="false"><rect {class} x="5%" y="5%" width="90%" height="90%" rx="3" /></svg>
            { words }
        </li>
    }
}
