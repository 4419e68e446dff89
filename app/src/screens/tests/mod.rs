//! Every example of every screen, rendered as the server would, against its snapshot.

mod asked;
mod forms;
mod over_time;
mod seen;

use super::fixtures;
use crate::components::tests::render;

/// The HTML of one example.
fn example(name: &str) -> String {
    let all = fixtures();
    let (_, html) = all.into_iter().find(|(n, _)| *n == name).unwrap_or_else(|| panic!("no example {name}"));
    render(html).replace("&#x27;", "'").replace("&#39;", "'")
}

/// All examples as HTML.
fn examples() -> Vec<(&'static str, String)> {
    fixtures().into_iter().map(|(name, html)| (name, render(html))).collect()
}

/// The words stand in this order.
fn order(html: &str, words: &[&str]) {
    let mut rest = html;
    for word in words {
        let at = rest.find(word).unwrap_or_else(|| panic!("{word:?} is not there, or too early, in {html}"));
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn every_example_is_as_it_was() {
    for (name, html) in fixtures() {
        insta::assert_snapshot!(name, render(html).replace("><", ">\n<"));
    }
}

#[test]
fn every_screen_has_one_heading_that_takes_the_focus() {
    for (name, html) in fixtures() {
        let html = render(html);
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        let heading = html.split("<h1").nth(1).and_then(|h| h.split('>').next()).unwrap();
        assert!(heading.contains(r#"tabindex="-1""#), "{name}");
    }
}

#[test]
fn no_example_needs_what_the_policy_forbids() {
    for (name, html) in fixtures() {
        let html = render(html);
        for forbidden in [" style=", " onclick=", "<script", "javascript:", "<style"] {
            assert!(!html.contains(forbidden), "{name} has {forbidden}");
        }
    }
}

#[test]
fn no_id_stands_twice() {
    for (name, html) in fixtures() {
        let html = render(html);
        let mut ids: Vec<_> = html.split(" id=\"").skip(1).filter_map(|i| i.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}");
    }
}

#[test]
fn examples_have_names_of_their_own() {
    let mut names: Vec<_> = fixtures().into_iter().map(|(name, _)| name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}
