//! Links and files that others made: opened with other cryptography, read by the record's readers, nothing left out.

use std::path::PathBuf;

use lapwing_core::links::{Closed, payload, read};
use lapwing_core::now::Now;
use lapwing_journeys::links::{open, seal};
use serde_json::Value;

fn now() -> Now {
    Now::new(1_795_338_000_000, 0, [1; 4])
}

/// Real links, found through `LAPWING_DATA`.
fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("LAPWING_DATA")?).join("records/shl");
    folder.is_dir().then_some(folder)
}

#[test]
fn what_we_make_opens_and_a_wrong_key_or_a_changed_letter_does_not() {
    let text = r#"{"resourceType": "Bundle", "type": "collection", "entry": []}"#;
    let (key, file) = seal(text, None, 5);
    assert_eq!(open(&file, &key).as_deref(), Ok(text));
    assert_eq!(open(&file, &seal(text, None, 6).0), Err(Closed::Key));
    let letters: Vec<char> = file.chars().collect();
    for at in (0..letters.len()).step_by(3) {
        let mut changed = letters.clone();
        changed[at] = if changed[at] == 'A' { 'B' } else { 'A' };
        let changed: String = changed.into_iter().collect();
        assert!(changed == file || open(&changed, &key).is_err(), "{at}");
    }
}

#[test]
fn a_file_that_gets_too_large_is_given_up() {
    let (key, file) = seal(&"0".repeat(40 << 20), None, 6);
    assert!(file.len() < 100_000, "small on its way");
    assert_eq!(open(&file, &key), Err(Closed::Large));
}

/// The specification's example of a file, taken out of its text.
#[test]
fn the_example_of_the_specification_opens() {
    let Some(folder) = folder() else {
        println!("skipped: LAPWING_DATA is not set");
        return;
    };
    let text = std::fs::read_to_string(folder.join("spec/spec.md.txt")).unwrap();
    let link = text.split('"').find(|part| part.starts_with("shlink:/") && part.len() > 100).unwrap();
    let payload = payload::read(link).unwrap();
    assert!(payload.long && payload.passcode && !payload.direct && !payload.label.is_empty());
    let file =
        text.split('"').find(|part| part.starts_with("eyJhbGciOiJkaXIi") && part.len() > 1_000).unwrap();
    let found = read(&[open(file, &payload.key)], &now());
    assert_eq!((found.cards, found.count, found.closed), (1, 0, 0));
}

#[test]
fn every_link_of_others_is_read_and_every_file_told_whole() {
    let Some(folder) = folder() else {
        println!("skipped: LAPWING_DATA is not set");
        return;
    };
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder.join("shc-demo-data")).unwrap().map(|file| file.unwrap().path()).collect();
    names.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let (mut links, mut not, mut opened, mut entries) = (Vec::new(), Vec::new(), 0, 0);
    for path in names.iter().filter(|path| name(path).contains("shl") && name(path).ends_with(".txt")) {
        let text = std::fs::read_to_string(path).unwrap();
        match payload::read(&text) {
            Ok(payload) => links.push((name(path), payload)),
            Err(flaw) => not.push((name(path), flaw)),
        }
    }
    for path in names.iter().filter(|path| name(path).ends_with("-enc.txt")) {
        let file = std::fs::read_to_string(path).unwrap();
        let of = name(path).replace("-enc.txt", "-shl.txt");
        let keys = links.iter().filter(|(link, _)| *link == of).chain(links.iter());
        let Some(text) = keys.map(|(_, payload)| open(&file, &payload.key)).find(Result::is_ok) else {
            continue;
        };
        opened += 1;
        let whole: Value = serde_json::from_str(text.as_ref().unwrap()).unwrap();
        let expect = whole["entry"].as_array().map_or(1, Vec::len);
        let found = read(&[text], &now());
        assert_eq!((found.count + found.others, found.shown()), (expect, found.count), "{}", name(path));
        let unread: usize = found.entries.iter().flat_map(|(_, all)| all).map(|view| view.shown.unread).sum();
        println!("{}: {} entries, {unread} not read whole", name(path), found.count);
        entries += found.count;
    }
    println!("{} links read, not: {not:?}; {opened} files opened, {entries} entries", links.len());
    assert!(links.len() >= 20 && opened >= 4, "{} {opened}", links.len());
}
