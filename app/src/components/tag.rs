//! A tag: one word on the state of something.

use yew::prelude::*;

use super::tone::Tone;
use crate::icons::Icon;

/// A word in its colour, with an icon where the colour carries meaning.
pub fn tag(tone: Tone, icon: Option<Icon>, words: impl Into<AttrValue>) -> Html {
    html! {
        <span class={classes!("tag", tone.of("tag"))}>{ icon.map(Icon::small) }{ words.into() }</span>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    vec![(
        "tag_tones",
        html! {
            <div class="buttons">
                { tag(Tone::Blue, None, "New") }
                { tag(Tone::Amber, Some(Icon::Clock), "Waiting to be sent") }
                { tag(Tone::Plum, Some(Icon::Share), "Shared") }
                { tag(Tone::Primary, Some(Icon::Check), "Done") }
            </div>
        },
    )]
}
