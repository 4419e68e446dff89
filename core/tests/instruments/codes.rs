//! Every LOINC and SNOMED CT code of the repository's data passes its check digit.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::shipped::{json, root};

/// LOINC: mod 10 (Luhn) over the digits before the hyphen. Answer codes (`LA…`) have another rule, which is
/// not published with the codes: they are left out.
pub fn loinc(code: &str) -> bool {
    let Some((body, check)) = code.rsplit_once('-') else { return false };
    let Some(digits) = body.chars().map(|c| c.to_digit(10)).collect::<Option<Vec<u32>>>() else {
        return false;
    };
    let doubled =
        |(at, digit): (usize, &u32)| if at % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { *digit };
    let sum: u32 = digits.iter().rev().enumerate().map(doubled).sum();
    !digits.is_empty() && check.parse() == Ok((10 - sum % 10) % 10)
}

/// The dihedral group of order 10, and Verhoeff's permutation (SNOMED CT, Technical Implementation Guide,
/// SCTID check digit).
pub fn verhoeff(code: &str) -> bool {
    const FIRST: [usize; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let times = |a: usize, b: usize| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b - 5) % 5 + 5,
        (false, true) => (a - 5 + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let moved = |digit: usize, place: usize| (0..place % 8).fold(digit, |d, _| FIRST[d]);
    let Some(digits) = code.chars().map(|c| c.to_digit(10)).collect::<Option<Vec<u32>>>() else {
        return false;
    };
    let sum =
        digits.iter().rev().enumerate().fold(0, |sum, (place, d)| times(sum, moved(*d as usize, place)));
    (6..=18).contains(&digits.len()) && sum == 0
}

#[test]
fn the_rules_know_good_from_bad() {
    for good in ["44249-1", "44261-6", "70274-6", "69724-3", "75626-2"] {
        assert!(loinc(good), "{good}");
    }
    for bad in ["44249-2", "44261-7", "4426-16", "", "-1"] {
        assert!(!loinc(bad), "{bad}");
    }
    // The identifiers of SNOMED CT's root and of "is a".
    for good in ["138875005", "116680003", "720433000", "445455005", "718583008", "1638531000000102"] {
        assert!(verhoeff(good), "{good}");
    }
    for bad in ["138875006", "183875005", "72043300", "12345", ""] {
        assert!(!verhoeff(bad), "{bad}");
    }
}

fn collect(value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Array(list) => list.iter().for_each(|v| collect(v, found)),
        Value::Object(fields) => {
            let text = |field: &str| fields.get(field).and_then(Value::as_str);
            if let (Some(system), Some(code)) = (text("system"), text("code")) {
                found.push((system.into(), code.into()));
            }
            let codes = fields.get("codes").and_then(Value::as_array).into_iter().flatten();
            let codes =
                codes.filter_map(Value::as_str).zip(std::iter::repeat(text("system").unwrap_or_default()));
            found.extend(codes.map(|(code, system)| (system.into(), code.into())));
            fields.values().for_each(|v| collect(v, found));
        }
        _ => {}
    }
}

fn below(folder: &Path, found: &mut Vec<(String, String)>) {
    for path in fs::read_dir(folder).unwrap().flatten().map(|at| at.path()) {
        if path.is_dir() {
            below(&path, found);
        } else if path.extension().is_some_and(|e| e == "json") {
            collect(&json(&path), found);
        }
    }
}

#[test]
fn every_code_of_the_data_passes_its_check_digit() {
    let mut found = vec![];
    for folder in ["public/questionnaires", "public/data", "server/demo", "xtask/data"] {
        let folder = root().join(folder);
        if folder.is_dir() {
            below(&folder, &mut found);
        }
    }
    let of = |name: &str| -> Vec<String> {
        found.iter().filter(|(system, _)| system == name).map(|(_, code)| code.clone()).collect()
    };
    let (mut loincs, snomeds) = (of("http://loinc.org"), of("http://snomed.info/sct"));
    loincs.retain(|code| !code.starts_with("LA"));
    assert!(loincs.len() >= 100 && snomeds.len() >= 20, "{} and {}", loincs.len(), snomeds.len());
    for code in loincs {
        assert!(loinc(&code), "LOINC {code}");
    }
    for code in snomeds {
        assert!(verhoeff(&code), "SNOMED CT {code}");
    }
}
