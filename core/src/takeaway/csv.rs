//! Results and scores as a table (RFC 4180): one line a value, dates in ISO 8601.

use serde_json::Value;

use super::gathered::key;
use super::member;
use crate::fhir::measured::Measured;
use crate::fhir::quantity::Comparator;
use crate::fhir::reading::{Part, Reading, read};

/// Begins the file. A spreadsheet takes a file without a byte order mark for an old code page, and shows `µ` and `é` wrong.
const MARK: &str = "\u{feff}";
const COLUMNS: &str =
    "date,what,part,value,unit,usual,said_of_it,status,from,note,code_system,code,sent,entry\r\n";

/// The beginning of the file.
pub(super) fn head() -> String {
    [MARK, COLUMNS].concat()
}

/// Writes the values of one entry, if it is an Observation: of category survey where `scores` are wanted, else of any
/// other; how many lines were written.
pub(super) fn rows(resource: &Value, (waits, scores): (bool, bool), text: &mut String) -> usize {
    let Ok(found) = read(resource) else { return 0 };
    let reading = found.good;
    if reading.in_category("survey") != scores {
        return 0;
    }
    let mut written = 0;
    let own = reading.main.value.is_some() || reading.main.absent.is_some() || reading.parts.is_empty();
    if own {
        line(resource, (&reading, &reading.main, ""), waits, text);
        written += 1;
    }
    for part in &reading.parts {
        line(resource, (&reading, part, part.code.label().unwrap_or_default()), waits, text);
        written += 1;
    }
    written
}

/// It is an Observation that cannot be read.
pub(super) fn is_lost(resource: &Value) -> bool {
    crate::fhir::kind(resource) == Some("Observation") && read(resource).is_err()
}

fn line(resource: &Value, (reading, part, name): (&Reading, &Part, &str), waits: bool, text: &mut String) {
    let (value, unit) = value_of(part);
    let usual = part.usual.first().and_then(|usual| usual.words()).unwrap_or_default();
    let notes = reading.notes.join(" ");
    let note = part.absent.as_deref().unwrap_or(&notes);
    let code = part.code.codings.first();
    let cells: [&str; 14] = [
        &reading.when.map(|date| date.fhir()).unwrap_or_default(),
        reading.label(),
        name,
        &value,
        unit,
        &usual,
        &part.interpretation.join("; "),
        member(resource, "status"),
        reading.source.who().unwrap_or_default(),
        note,
        code.and_then(|code| code.system.as_deref()).unwrap_or_default(),
        code.and_then(|code| code.code.as_deref()).unwrap_or_default(),
        if waits { "not yet" } else { "yes" },
        &key(resource),
    ];
    for (at, words) in cells.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        cell(words, text);
    }
    text.push_str("\r\n");
}

/// A value without its unit, with the digits that it came with; and its unit.
fn value_of(part: &Part) -> (String, &str) {
    match &part.value {
        Some(Measured::Quantity(quantity)) => {
            let sign = match quantity.comparator {
                Some(Comparator::Below) => "<",
                Some(Comparator::AtMost) => "<=",
                Some(Comparator::AtLeast) => ">=",
                Some(Comparator::Above) => ">",
                None => "",
            };
            let digits = quantity.value.as_ref().map(|value| value.text()).unwrap_or_default();
            ([sign, digits].concat(), quantity.unit.as_deref().unwrap_or_default())
        }
        Some(value) => (value.words().unwrap_or_default(), ""),
        None => (String::new(), ""),
    }
}

/// One cell. What a spreadsheet would take for a formula is given a `'` in front, unless it is a plain number
/// (OWASP, CSV injection); what holds a comma, a quote or a line end stands in quotes.
fn cell(words: &str, text: &mut String) {
    let formula = words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let guard = formula && !is_number(words);
    let quoted = words.contains(['"', ',', '\n', '\r', ';']) || words.trim().len() != words.len();
    if quoted {
        text.push('"');
    }
    if guard {
        text.push('\'');
    }
    for sign in words.chars() {
        if sign == '"' {
            text.push('"');
        }
        text.push(sign);
    }
    if quoted {
        text.push('"');
    }
}

/// Digits with at most one sign before and one point between.
fn is_number(words: &str) -> bool {
    let digits = words.strip_prefix(['-', '+']).unwrap_or(words);
    let mut points = 0;
    let plain = digits.bytes().all(|byte| {
        points += usize::from(byte == b'.');
        byte.is_ascii_digit() || byte == b'.'
    });
    plain && points <= 1 && digits.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn cells_are_quoted_and_no_formula() {
        let check = |words: &str, expect: &str| {
            let mut text = String::new();
            cell(words, &mut text);
            assert_eq!(text, expect, "{words:?}");
        };
        check("Lithium", "Lithium");
        check("5.20", "5.20");
        check("-0.5", "-0.5");
        check("+44", "+44");
        check("=1+1", "'=1+1");
        check("-", "'-");
        check("-1+2", "'-1+2");
        check("--5", "'--5");
        check("1.2.3", "1.2.3");
        check("-1.2.3", "'-1.2.3");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "\"'\t=1\"");
        check("＝cmd", "'＝cmd");
        check("a,b", "\"a,b\"");
        check("says \"no\"", "\"says \"\"no\"\"\"");
        check("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        check("two\nlines", "\"two\nlines\"");
        check(" space", "\" space\"");
        check("", "");
    }

    /// A reader of RFC 4180, as simple as it can be.
    fn parse(text: &str) -> Vec<Vec<String>> {
        let (mut lines, mut line, mut cell, mut inside) = (vec![], vec![], String::new(), false);
        let mut signs = text.chars().peekable();
        while let Some(sign) = signs.next() {
            match (sign, inside) {
                ('"', true) if signs.peek() == Some(&'"') => cell.push(signs.next().unwrap()),
                ('"', _) => inside = !inside,
                (',', false) => line.push(std::mem::take(&mut cell)),
                ('\r', false) if signs.peek() == Some(&'\n') => {
                    signs.next();
                    line.push(std::mem::take(&mut cell));
                    lines.push(std::mem::take(&mut line));
                }
                (other, _) => cell.push(other),
            }
        }
        assert!(cell.is_empty() && line.is_empty() && !inside, "the last line ends");
        lines
    }

    proptest::proptest! {
        #[test]
        fn what_was_written_reads_back(words in "\\PC{0,12}|[\"=,\r\n +@-]{0,8}") {
            let mut text = String::new();
            cell(&words, &mut text);
            text.push_str(",x\r\n");
            let lines = parse(&text);
            proptest::prop_assert_eq!(lines.len(), 1);
            let read = &lines[0][0];
            proptest::prop_assert!(*read == words || *read == ["'", &words].concat());
            let first = read.chars().next();
            let risky = first.is_some_and(|sign| "=+-@\t\r\n".contains(sign));
            proptest::prop_assert!(!risky || is_number(read));
        }
    }

    #[test]
    fn a_line_for_each_value_with_its_digits() {
        let pressure = json!({
            "resourceType": "Observation", "id": "bp", "status": "final",
            "category": [{"coding": [{"code": "vital-signs"}]}],
            "code": {"text": "Blood pressure", "coding": [{"system": "http://loinc.org", "code": "85354-9"}]},
            "effectiveDateTime": "2026-03-12",
            "component": [
                {"code": {"text": "Systolic"}, "valueQuantity": {"value": 120, "unit": "mmHg"}},
                {"code": {"text": "Diastolic"}, "valueQuantity": {"value": 80, "unit": "mmHg"}},
            ],
        });
        let mut text = head();
        assert_eq!(rows(&pressure, (false, false), &mut text), 2);
        assert_eq!(rows(&pressure, (false, true), &mut text), 0, "it is no score");
        let lithium = crate::json::read(
            r#"{"resourceType": "Observation", "id": "li", "status": "final", "code": {"text": "Lithium"},
            "effectiveDateTime": "2026-03", "valueQuantity": {"value": 0.70, "comparator": "<", "unit": "mmol/L"}}"#,
        );
        assert_eq!(rows(&lithium.unwrap(), (true, false), &mut text), 1);
        let lines = parse(text.strip_prefix(MARK).expect("a byte order mark"));
        assert!(lines.iter().all(|line| line.len() == 14));
        assert_eq!(lines[1][..5], ["2026-03-12", "Blood pressure", "Systolic", "120", "mmHg"]);
        assert_eq!(lines[2][2..4], ["Diastolic", "80"]);
        assert_eq!(lines[3][..5], ["2026-03", "Lithium", "", "<0.70", "mmol/L"]);
        assert_eq!(lines[3][12..], ["not yet", "Observation/li"]);
    }

    #[test]
    fn what_is_no_value_says_why_and_other_entries_are_no_lines() {
        let absent = json!({
            "resourceType": "Observation", "status": "final", "code": {"text": "Vitamin B12"},
            "category": [{"coding": [{"code": "laboratory"}]}], "dataAbsentReason": {"text": "Not enough blood"},
        });
        let mut text = String::new();
        assert_eq!(rows(&absent, (false, false), &mut text), 1);
        assert!(text.contains("Not enough blood"), "{text}");
        assert_eq!(rows(&json!({"resourceType": "Condition"}), (false, false), &mut text), 0);
        assert_eq!(rows(&Value::Null, (false, false), &mut text), 0);
    }
}
