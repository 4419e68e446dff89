//! Facts: names and what they are, as a definition list.

use yew::prelude::*;

/// Name and value pairs; a pair without a value is left out.
pub fn facts(pairs: &[(AttrValue, Option<AttrValue>)]) -> Html {
    let pair = |(name, value): &(AttrValue, Option<AttrValue>)| {
        value.as_ref().map(|value| html! { <div><dt>{ name.clone() }</dt><dd>{ value.clone() }</dd></div> })
    };
    html! { <dl class="facts">{ for pairs.iter().filter_map(pair) }</dl> }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    vec![(
        "facts_some",
        facts(&[
            ("How much".into(), Some("One tablet every morning".into())),
            ("Prescribed by".into(), Some("Dr Chidi Okafor, Northside Community Mental Health Team".into())),
            ("Ends".into(), None),
            ("Since".into(), Some("12 March 2026".into())),
        ]),
    )]
}
