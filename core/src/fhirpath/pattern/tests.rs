//! Patterns against a slow and simple way of matching, and patterns that take others forever.

use super::Pattern;
use proptest::prelude::*;

fn check(pattern: &str, text: &str, wanted: Option<&str>) {
    let found = Pattern::parse(pattern).unwrap().find(text, 0, false).unwrap();
    assert_eq!(found.map(|places| &text[places[0]..places[1]]), wanted, "{pattern} in {text}");
}

#[test]
fn what_matches_first() {
    check("a|ab", "ab", Some("a"));
    check("ab|a", "ab", Some("ab"));
    check("a*", "baa", Some(""));
    check("a+?", "aaa", Some("a"));
    check("x{2,3}", "xxxx", Some("xxx"));
    check("x{2,3}?", "xxxx", Some("xx"));
    check("(a|b)*c", "xabac", Some("abac"));
    check("[^a]", "aab", Some("b"));
    check("[]a]", "]", Some("]"));
    check("[a-]", "-", Some("-"));
    check(r"[\d\-x]+", "3-x4", Some("3-x4"));
    check(r"[^\W\d]+", "12ab", Some("ab"));
    check(r"\S+$", "a bc", Some("bc"));
    check("a.c", "a\nc", Some("a\nc"));
    check("(?=ab)a", "aab", Some("a"));
    check("a(?!b)", "abac", Some("a"));
    check("(?:)", "a", Some(""));
    check("", "a", Some(""));
    check(r"\u0041\x42", "AB", Some("AB"));
    check("é+", "caféé", Some("éé"));
    check("b$", "abc", None);
}

#[test]
fn what_is_told_as_unknown() {
    for pattern in [
        "(", ")", "[", "a**", "*", "a{", "a{2,1}", "a{1001}", "[z-a]", r"\1", r"\p{L}", "(?<n>a)", "(?i)a",
        r"\q", "\\",
    ] {
        assert!(Pattern::parse(pattern).is_none(), "{pattern}");
    }
    assert!(Pattern::parse(&"(".repeat(500)).is_none());
    assert!(Pattern::parse("(a{100}){100}").is_none());
}

#[test]
fn time_grows_with_the_text_alone() {
    let text = "a".repeat(2_000);
    for pattern in ["(a+)+$x", "(a|a)*b", "(a|aa)+b", "(.*)*(.*)*b", "(?=(a+)+b)a"] {
        let found = Pattern::parse(pattern).unwrap().find(&text, 0, false);
        assert!(!matches!(found, Ok(Some(_))), "{pattern}");
    }
}

proptest! {
    #[test]
    fn nothing_panics(pattern in "[ab(|)*+?{},0-9\\[\\]^$.\\\\dwsbB:=!-]{0,24}", text in "[ab0 é]{0,16}") {
        if let Some(pattern) = Pattern::parse(&pattern) {
            drop((pattern.find(&text, 0, false), pattern.find(&text, 0, true)));
        }
    }

    #[test]
    fn plain_texts_are_found_where_they_are(part in "[a-c]{0,3}", text in "[a-c]{0,12}") {
        let found = Pattern::parse(&part).unwrap().find(&text, 0, false).unwrap();
        prop_assert_eq!(found.map(|places| places[0]), text.find(&part));
    }
}
