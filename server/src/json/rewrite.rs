//! One pass over JSON text that drops white space and lets references be replaced.

/// The fields whose strings may name another entry of a bundle.
const NAMES: &[&str] = &["reference", "url"];

/// Copies valid JSON without white space; `swap` sees each string under `reference` or `url` and may give another.
pub fn rewrite(json: &str, swap: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut last, mut name) = ("", "");
    for token in (Tokens { rest: json }) {
        let swapped = match token.starts_with('"') && NAMES.contains(&unquote(name)) {
            true => decoded(token).and_then(|text| swap(&text)),
            false => None,
        };
        match swapped {
            Some(new) => out.push_str(&serde_json::Value::from(new).to_string()),
            None => out.push_str(token),
        }
        match token {
            ":" => name = last,
            "," | "{" | "}" | "[" | "]" => name = "",
            _ => last = token,
        }
    }
    out
}

/// Whether every name in valid JSON is one that each reader reads alike: with no escapes, and no `$` at its start
/// (a parser may give such names a meaning of its own).
pub fn has_plain_names(json: &str) -> bool {
    let mut last = "";
    (Tokens { rest: json }).all(|token| {
        let plain = token != ":" || !(last.contains('\\') || last.starts_with("\"$"));
        last = token;
        plain
    })
}

/// Strings, marks, and the characters of all else, white space left out.
struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        let first = self.rest.chars().next()?;
        let end = if first == '"' { string_end(self.rest) } else { first.len_utf8() };
        let (token, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(token)
    }
}

/// Where the string that starts the text ends, its closing quote included.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn unquote(token: &str) -> &str {
    token.trim_matches('"')
}

fn decoded(token: &str) -> Option<String> {
    serde_json::from_str(token).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn check(json: &str, expected: &str) {
        let mut swap = |r: &str| (r == "urn:uuid:1").then(|| "Patient/1".to_owned());
        assert_eq!(rewrite(json, &mut swap), expected);
    }

    #[test]
    fn only_references_are_replaced() {
        check(r#"{ "reference" : "urn:uuid:1" }"#, r#"{"reference":"Patient/1"}"#);
        check(r#"{"value":"urn:uuid:1","n":1.50}"#, r#"{"value":"urn:uuid:1","n":1.50}"#);
        check(r#"{"reference":["urn:uuid:1"]}"#, r#"{"reference":["urn:uuid:1"]}"#);
        check(r#"{"x":"reference","y":"urn:uuid:1"}"#, r#"{"x":"reference","y":"urn:uuid:1"}"#);
        check(r#"{"reference":"urn\u003auuid:1"}"#, r#"{"reference":"Patient/1"}"#);
        check(r#"{"a":"b\" : c","url":"urn:uuid:2"}"#, r#"{"a":"b\" : c","url":"urn:uuid:2"}"#);
    }

    #[test]
    fn names_that_readers_may_read_differently() {
        for (json, plain) in [
            (r#"{"a":"$b","_c":"x\\"}"#, true),
            (r#"{"a":[{"$b":1}]}"#, false),
            (r#"{"a":{"\u0024b":1}}"#, false),
            (r#"{"a" : {"b\"" : 1}}"#, false),
        ] {
            assert_eq!(has_plain_names(json), plain, "{json}");
        }
    }

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            ".{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::hash_map("[a-z\"\\\\ :]{0,5}|reference|url", inner, 0..5)
                    .prop_map(|m| m.into_iter().collect::<Value>()),
            ]
        })
    }

    proptest! {
        #[test]
        fn nothing_else_changes(value in json()) {
            let pretty = serde_json::to_string_pretty(&value).unwrap();
            prop_assert_eq!(rewrite(&pretty, &mut |_| None), value.to_string());
        }
    }
}
