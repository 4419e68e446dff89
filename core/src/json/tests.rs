use proptest::prelude::*;
use serde_json::{Value, json};

use super::{DEEPEST, filled, read, write};

const TEXTS: &str = r#"
null
 true 
false
nul
truely
null null
0
-0
-
01
1.
.5
1.50
-1e3
1E+2
1e
1e400
12345678901234567890
999999999999999999
9223372036854775808
--1
+1
0x1
NaN
[]
[ ]
[1]
[1,]
[,1]
[1 2]
[1
]
{}
{ }
{"a":1}
{"a":1,}
{"a" : [ {"b":null} ] }
{"a":1,"a":2}
{a:1}
{"a"}
{"a":}
{"a":1
{"a",1}
""
"x
"\n\t\r\b\f\/\\\""
"\x"
"\u00e9\u20ac"
"\ud83d\ude00"
"\ud83d"
"\ud83dx"
"\ude00"
"\ud83d\u0041"
"\u12"
"\u123g"
"é€😀"
"#;

/// Reads as the reference reader does: the same value, or refused by both.
fn check(text: &str) {
    assert_eq!(read(text), serde_json::from_str(text).ok(), "{text:?}");
}

#[test]
fn as_the_reference_reads() {
    for text in TEXTS.lines().chain(["", "\"a\nb\"", "\"\u{1}\"", "\"\u{7f}\"", "\u{feff}1", "1\u{a0}"]) {
        check(text);
    }
}

#[test]
fn digits_stay_as_they_are() {
    for text in ["5.20", "0.10", "-0.0", "1e5", "12345678901234567890.123456789012345678901234567890"] {
        assert_eq!(
            read(text).map(|value| write(&value)).as_deref(),
            serde_json::from_str::<Value>(text).ok().map(|v| v.to_string()).as_deref()
        );
    }
}

#[test]
fn deep_nesting_is_refused_and_never_overflows() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(read(&nested(DEEPEST)).is_some());
    for levels in [DEEPEST + 1, 1_000_000] {
        assert_eq!(read(&nested(levels)), None, "{levels}");
    }
    assert_eq!(read(&r#"{"a":"#.repeat(1_000_000)), None);
}

#[test]
fn control_characters_are_written_as_escapes() {
    assert_eq!(write(&json!("a\u{0}\u{1f}\n\"\\é")), r#""a\u0000\u001f\n\"\\é""#);
}

#[test]
fn holes_are_filled_once_and_empty_ones_left_out() {
    let template = r#"{"a": "$a", "b": [{"c": "$c"}, "$d"], "e": {"f": "$none"}, "g": "text"}"#;
    let holes = [("a", "$c".into()), ("c", json!([1])), ("d", Value::Null)];
    assert_eq!(filled(template, &holes), json!({"a": "$c", "b": [{"c": [1]}], "e": {}, "g": "text"}));
    assert_eq!(filled("{", &holes), Value::Null);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,30})?".prop_map(|text| serde_json::from_str(&text).unwrap()),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back(value in any_json()) {
        prop_assert_eq!(read(&write(&value)), Some(value.clone()));
        prop_assert_eq!(serde_json::from_str::<Value>(&write(&value)).unwrap(), value);
    }

    #[test]
    fn pretty_texts_read_too(value in any_json()) {
        prop_assert_eq!(read(&serde_json::to_string_pretty(&value).unwrap()), Some(value));
    }

    #[test]
    fn any_text_is_read_as_the_reference_reads_it(text in "[\\[\\]{}:,\"\\\\a-fu0-9eE.+ -]{0,24}") {
        prop_assert_eq!(read(&text), serde_json::from_str(&text).ok());
    }
}
