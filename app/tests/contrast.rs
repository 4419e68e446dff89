//! The colours of the tokens, measured: WCAG 2.2 contrast of every pair that the styles put together.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../styles/1-tokens.css");

type Colours = BTreeMap<String, [f64; 3]>;

/// The colours of the block that begins with `selector`, over those of `base`.
fn colours(selector: &str, base: &Colours) -> Colours {
    let start = TOKENS.find(selector).unwrap();
    let block = TOKENS[start..].split('{').nth(1).unwrap().split('}').next().unwrap();
    let mut all = base.clone();
    for (name, value) in block.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": #")) {
        let channel = |at: usize| f64::from(u8::from_str_radix(&value[at..at + 2], 16).unwrap()) / 255.0;
        all.insert(name.into(), [channel(0), channel(2), channel(4)]);
    }
    all
}

fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(colours: &Colours, front: &str, back: &str) -> f64 {
    let (a, b) = (luminance(colours[front]), luminance(colours[back]));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Text needs 4.5 (we ask for 5 of what is read at length), the edges of controls and lines of plots 3.
const PAIRS: &[(&str, &[&str], f64)] = &[
    (
        "ink",
        &["paper", "surface", "primary-soft", "plum-soft", "amber-soft", "blue-soft", "help-soft", "line"],
        7.0,
    ),
    ("soft", &["paper", "surface", "primary-soft", "plum-soft", "amber-soft", "blue-soft"], 5.0),
    ("primary", &["paper", "surface", "primary-soft"], 5.0),
    ("on-primary", &["primary", "primary-deep"], 7.0),
    ("plum", &["paper", "surface", "plum-soft"], 4.5),
    ("amber", &["paper", "surface", "amber-soft"], 5.0),
    ("blue", &["paper", "surface", "blue-soft"], 5.0),
    ("help", &["paper", "surface", "help-soft"], 5.0),
    ("on-help", &["help"], 5.0),
    ("edge", &["paper", "surface"], 3.0),
    ("plum", &["band-1", "band-2", "band-3", "band-4", "band-5"], 3.0),
    ("primary", &["blue-soft"], 3.0),
    ("surface", &["plum"], 4.5),
    ("focus", &["focus-ring"], 3.0),
];

#[test]
fn every_pair_can_be_read_in_light_and_dark() {
    let light = colours(":root {", &Colours::new());
    let by_system = colours(":root:not([data-theme=\"light\"])", &light);
    let by_choice = colours(":root[data-theme=\"dark\"]", &light);
    assert_eq!(by_system, by_choice, "dark is the same by the system and by choice");
    for (theme, colours) in [("light", light), ("dark", by_choice)] {
        for (front, backs, least) in PAIRS {
            for back in *backs {
                let measured = contrast(&colours, front, back);
                assert!(measured >= *least, "{theme}: {front} on {back} is {measured:.2}, not {least}");
            }
        }
    }
}

#[test]
fn no_colour_stands_outside_the_tokens() {
    for (name, css) in [
        ("base", include_str!("../styles/2-base.css")),
        ("frame", include_str!("../styles/3-frame.css")),
        ("parts", include_str!("../styles/4-parts.css")),
        ("fields", include_str!("../styles/5-fields.css")),
        ("plot", include_str!("../styles/6-plot.css")),
    ] {
        for line in css.lines().filter(|line| line.contains(':') && !line.trim_start().starts_with('#')) {
            assert!(
                !line.contains(": #") && !line.contains("rgb(") && !line.contains("hsl("),
                "{name}: {line}"
            );
            assert!(!line.split([' ', ';', '(']).any(|word| word.ends_with("px")), "{name} has a px: {line}");
        }
    }
}
