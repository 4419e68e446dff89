//! Every fixture, rendered as the server would, against its snapshot.

use yew::prelude::*;

use super::fixtures;

#[derive(Properties, PartialEq)]
struct ShownProps {
    html: Html,
}

#[function_component]
fn Shown(props: &ShownProps) -> Html {
    props.html.clone()
}

/// The HTML of a part.
pub(crate) fn render(html: Html) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let local = tokio::task::LocalSet::new();
    let renderer = yew::LocalServerRenderer::<Shown>::with_props(ShownProps { html }).hydratable(false);
    local.block_on(&runtime, renderer.render())
}

/// One tag a line: differences can be read.
fn lines(html: &str) -> String {
    html.replace("><", ">\n<")
}

#[test]
fn every_fixture_is_as_it_was() {
    for (name, html) in fixtures() {
        insta::assert_snapshot!(name, lines(&render(html)));
    }
}

#[test]
fn no_fixture_needs_what_the_policy_forbids() {
    for (name, html) in fixtures() {
        let html = render(html);
        for forbidden in [" style=", " onclick=", "<script", "javascript:", "<style"] {
            assert!(!html.contains(forbidden), "{name} has {forbidden}");
        }
    }
}

#[test]
fn every_button_and_link_has_words() {
    for (name, html) in fixtures() {
        let html = render(html);
        for (open, close) in [("<button", "</button>"), ("<a ", "</a>")] {
            for piece in html.split(open).skip(1) {
                let inside = piece.split(close).next().unwrap();
                let words: String = inside.split('>').skip(1).map(|p| p.split('<').next().unwrap()).collect();
                assert!(!words.trim().is_empty(), "{name}: {open} without words");
            }
        }
    }
}

#[test]
fn fixtures_have_names_of_their_own() {
    let mut names: Vec<_> = fixtures().into_iter().map(|(name, _)| name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}
