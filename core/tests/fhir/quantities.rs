//! Numbers as written, with units as people read them.

use lapwing_core::fhir::reading;
use lapwing_core::fhir::unit::plain_unit;
use serde_json::{Value, from_str};

fn check(quantity: &str, words: Option<&str>, number: Option<f64>) {
    let text =
        format!(r#"{{"resourceType":"Observation","code":{{"text":"x"}},"valueQuantity":{quantity}}}"#);
    let read = reading::read(&from_str::<Value>(&text).unwrap()).unwrap();
    let value = read.good.main.value;
    assert_eq!(value.as_ref().and_then(|value| value.words()).as_deref(), words, "{quantity}");
    assert_eq!(value.as_ref().and_then(|value| value.number()), number, "{quantity}");
    assert_eq!(read.unread.is_empty(), words.is_some(), "{quantity}");
}

#[test]
fn numbers_keep_their_digits() {
    check(r#"{"value":5.20,"unit":"mmol/L"}"#, Some("5.20 mmol/L"), Some(5.2));
    check(r#"{"value":5.0,"unit":"mmol/L"}"#, Some("5 mmol/L"), Some(5.0));
    check(r#"{"value":120,"unit":"mm[Hg]"}"#, Some("120 mmHg"), Some(120.0));
    check(r#"{"value":98.6,"code":"[degF]"}"#, Some("98.6 °F"), Some(98.6));
    check(r#"{"value":97,"unit":"%"}"#, Some("97%"), Some(97.0));
    check(r#"{"value":72,"unit":"/min"}"#, Some("72/min"), Some(72.0));
    check(r#"{"value":12,"unit":"{score}"}"#, Some("12 score"), Some(12.0));
    check(r#"{"value":3,"unit":"1"}"#, Some("3"), Some(3.0));
    check(r#"{"value":"7.40"}"#, Some("7.40"), Some(7.4));
    check(
        r#"{"value":0.1000000000000000055511151231257827}"#,
        Some("0.1000000000000000055511151231257827"),
        Some(0.1),
    );
}

#[test]
fn a_comparison_is_said_and_not_plotted() {
    check(r#"{"value":5,"unit":"mg","comparator":"<"}"#, Some("less than 5 mg"), None);
    check(r#"{"value":5,"unit":"mg","comparator":"<="}"#, Some("5 mg or less"), None);
    check(r#"{"value":5,"unit":"mg","comparator":">="}"#, Some("5 mg or more"), None);
    check(r#"{"value":5,"unit":"mg","comparator":">"}"#, Some("more than 5 mg"), None);
}

#[test]
fn what_is_no_number_is_told() {
    for quantity in [
        r#"{}"#,
        r#"{"value":"5.1 mmol/L"}"#,
        r#"{"value":true}"#,
        r#"{"value":"NaN"}"#,
        r#"{"value":"inf"}"#,
        r#""5""#,
        "[]",
        "7",
    ] {
        check(quantity, None, None);
    }
    check(r#"{"value":1e400,"unit":"mg"}"#, Some("1e+400 mg"), None);
}

#[test]
fn plain_units() {
    for (ucum, plain) in [
        ("[lb_av]", "lb"),
        ("[in_i]", "in"),
        ("kg/m2", "kg/m²"),
        ("umol/L", "µmol/L"),
        ("10*9/L", "×10⁹/L"),
        ("{#}", "#"),
        ("mL/min/{1.73_m2}", "mL/min/1.73 m²"),
        ("{a_b}/d", "a b/d"),
        ("mmol/mol", "mmol/mol"),
        (" Cel ", "°C"),
        ("{", ""),
    ] {
        assert_eq!(plain_unit(ucum), plain);
    }
}
