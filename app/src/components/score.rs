//! A score on its scale: where it is, and where it was.

use std::rc::Rc;

use lapwing_core::words::parts;
use yew::prelude::*;

use super::plot::Band;

/// Of `ScoreScale`.
#[derive(Properties, PartialEq)]
pub struct ScoreScaleProps {
    /// The score.
    pub score: u32,
    /// The score before.
    #[prop_or_default]
    pub before: Option<u32>,
    /// The bands, the lowest first. Their names are not shown here.
    pub bands: Rc<[Band]>,
}

/// The scale. The score's sentence stands beside it; the shades carry no verdict.
#[function_component]
pub fn ScoreScale(props: &ScoreScaleProps) -> Html {
    let most = props.bands.last().map_or(1, |band| band.to.max(1));
    let words = match props.before {
        Some(before) => parts::score_after(props.score, most, before),
        None => parts::score_of(props.score, most),
    };
    let here = percent(f64::from(props.score), most);
    html! {
        <div class="scale">
            <svg class="scale-line" role="img" aria-label={words}>
                { for props.bands.iter().enumerate().map(|(at, band)| stretch(at, band, most)) }
                if let Some(before) = props.before {
                    <circle class="scale-before" cx={percent(f64::from(before), most)} cy="50%" r="0.45em" />
                }
                <svg x={here} y="50%" overflow="visible" width="1" height="1">
                    <rect class="scale-here" x="-1.2em" y="-1em" width="2.4em" height="2em" rx="1em" />
                    <text class="scale-number">{ props.score }</text>
                </svg>
            </svg>
            <div class="scale-ends" aria-hidden="true"><span>{ 0 }</span><span>{ most }</span></div>
            if props.before.is_some() { { key() } }
        </div>
    }
}

fn percent(score: f64, most: u32) -> String {
    format!("{:.1}%", (score / f64::from(most) * 100.0).clamp(0.0, 100.0))
}

fn stretch(at: usize, band: &Band, most: u32) -> Html {
    let from = if band.from == 0 { 0.0 } else { f64::from(band.from) - 0.5 };
    let to = if band.to >= most { f64::from(most) } else { f64::from(band.to) + 0.5 };
    html! {
        <rect class={format!("scale-part band-{}", (at + 1).min(5))} x={percent(from, most)} width={percent(to - from, most)}
            y="28%" height="44%" />
    }
}

fn key() -> Html {
    html! {
        <p class="scale-key" aria-hidden="true">
            <span><svg><circle class="scale-here" cx="50%" cy="50%" r="0.4em" /></svg>{ parts::SCORE_NOW }</span>
            <span><svg><circle class="scale-before" cx="50%" cy="50%" r="0.4em" /></svg>{ parts::SCORE_BEFORE }</span>
        </p>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let bands: Rc<[Band]> = [(0, 4), (5, 9), (10, 14), (15, 19), (20, 27)]
        .into_iter()
        .map(|(from, to)| Band { from, to, name: "".into() })
        .collect();
    vec![
        ("score_after", html! { <ScoreScale score=12 before={19} bands={bands.clone()} /> }),
        ("score_first", html! { <ScoreScale score=0 bands={bands.clone()} /> }),
        ("score_most", html! { <ScoreScale score=27 before={27} {bands} /> }),
    ]
}
