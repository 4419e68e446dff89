//! Every questionnaire opens, or is refused whole with the reason.
#![cfg(test)]

mod given;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use lapwing_core::sdc::{Form, Refusal};
use serde_json::Value;

/// Reads every Questionnaire below a folder; how many opened, and why the others were refused.
fn read(folder: &Path) -> (usize, BTreeMap<String, usize>) {
    let mut opened = 0;
    let mut refused = BTreeMap::new();
    for path in given::files(folder) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let Ok(resource) = serde_json::from_str::<Value>(&text) else { continue };
        if resource["resourceType"] != "Questionnaire" {
            continue;
        }
        match Form::read(Rc::new(resource), "", &[]) {
            Ok(form) => {
                assert!(!form.items.is_empty(), "{}", path.display());
                opened += 1;
            }
            Err(why) => {
                println!("refused: {}: {}", path.display(), lapwing_core::words::checks::refusal(&why));
                *refused.entry(reason(&why)).or_insert(0) += 1;
            }
        }
    }
    (opened, refused)
}

fn reason(why: &Refusal) -> String {
    match why {
        Refusal::NotAQuestionnaire => "no questionnaire".into(),
        Refusal::Empty => "asks nothing".into(),
        Refusal::NoLinkId(_) => "item without linkId".into(),
        Refusal::Twice(_) => "linkId twice".into(),
        Refusal::Kind(_, kind) => format!("item {kind}"),
        Refusal::Parts(_) => "needs other questionnaires".into(),
        Refusal::Modifier => "modifierExtension".into(),
        Refusal::TooMuch => "too much".into(),
    }
}

#[test]
fn the_shipped_questionnaires_open() {
    let (opened, refused) = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/questionnaires"));
    println!("suite questionnaires of the app: {opened} passed, {} failed, 0 skipped", refused.len());
    assert_eq!((opened, refused.len()), (11, 0));
}

#[test]
fn given_questionnaires() {
    let Some(data) = std::env::var_os("LAPWING_DATA").map(PathBuf::from) else {
        println!("skipped: LAPWING_DATA names no folder of questionnaires");
        return;
    };
    let (opened, refused) = read(&data.join("questionnaires"));
    let left: usize = refused.values().sum();
    assert!(opened + left > 0, "there is a folder of questionnaires, and nothing in it");
    assert!(left * 20 <= opened + left, "more than one in twenty is refused");
    let mut reasons: Vec<_> = refused.into_iter().map(|(why, count)| (count, why)).collect();
    reasons.sort_unstable_by(|a, b| b.cmp(a));
    let most: Vec<_> = reasons.iter().take(4).map(|(count, why)| format!("{count} {why}")).collect();
    println!(
        "suite questionnaires: {opened} passed, 0 failed, {left} skipped; refused whole: {}",
        most.join(", ")
    );
}
