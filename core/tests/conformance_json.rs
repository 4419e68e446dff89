//! JSON texts that must be read, and such that must not.

use std::fs;
use std::path::Path;

use lapwing_core::json;

#[test]
fn given_json_texts() {
    let Some(data) = std::env::var_os("LAPWING_DATA") else {
        println!("skipped: LAPWING_DATA names no folder");
        return;
    };
    let folder = Path::new(&data).join("hostile/json-test-suite");
    let (mut passed, mut failed, mut skipped) = (0, vec![], 0);
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(text) = String::from_utf8(fs::read(&path).unwrap()) else {
            // The browser and the storage hand us text: bytes that are none never come this far.
            skipped += 1;
            continue;
        };
        let read = json::read(&text).is_some();
        match name.get(..2) {
            Some("y_") if read => passed += 1,
            Some("n_") if !read => passed += 1,
            // Left open by the standard: no panic is all that is asked.
            Some("i_") => passed += 1,
            Some("y_" | "n_") => failed.push(name),
            _ => skipped += 1,
        }
    }
    println!(
        "suite json texts: {passed} passed, {} failed, {skipped} skipped; not UTF-8, or no case",
        failed.len()
    );
    assert!(failed.is_empty(), "{failed:?}");
    assert!(passed > 0);
}
