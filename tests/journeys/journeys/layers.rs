//! Who may depend on whom: the invariants of ARCHITECTURE.md that a compiler does not see.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The names under `[dependencies]` of a crate.
fn dependencies(of: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(of).join("Cargo.toml")).expect("a manifest");
    let section = text.split("\n[").find(|s| s.starts_with("dependencies]")).unwrap_or_default();
    let lines = section.lines().skip(1).filter(|l| !l.is_empty() && !l.starts_with('#'));
    let name = |l: &str| l.split(['.', ' ', '=']).next().unwrap_or_default().to_string();
    lines.map(name).collect()
}

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = vec![];
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path).expect("a source");
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder}");
    found
}

fn ours(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).filter(|n| n.starts_with("lapwing") || *n == "yew").collect()
}

#[test]
fn the_core_depends_on_nothing_that_touches_the_world() {
    assert_eq!(dependencies("core"), ["serde_json"]);
    let touches =
        ["SystemTime", "Instant::now", "std::fs", "std::net", "std::env", "std::thread", "web_sys", "js_sys"];
    for (path, text) in sources("core/src") {
        for word in touches {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
}

#[test]
fn each_part_depends_on_the_parts_that_it_may() {
    let table = [
        ("core", vec![]),
        ("web", vec!["lapwing-core"]),
        ("app", vec!["lapwing-core", "lapwing-web", "yew"]),
        ("worker", vec!["lapwing-core", "lapwing-web"]),
        ("server", vec![]),
    ];
    for (part, may) in table {
        let names = dependencies(part);
        for name in ours(&names) {
            assert!(may.contains(&name), "{part} depends on {name}");
        }
    }
}

#[test]
fn screens_use_components_and_never_the_other_way() {
    for (path, text) in sources("app/src/components") {
        assert!(!text.contains("crate::screens") || text.contains("super::screens"), "{}", path.display());
    }
    for folder in ["app/src/screens", "app/src/components"] {
        for (path, text) in sources(folder) {
            // Examples build the views that the core would build.
            let words = ["lapwing_web", "lapwing_core::fhir", "serde_json"];
            for word in words.into_iter().filter(|_| !path.ends_with("examples.rs")) {
                assert!(!text.contains(word), "{word} in {}", path.display());
            }
        }
    }
}

#[test]
fn a_colour_is_written_in_the_tokens_only() {
    let styles = fs::read_dir(root().join("app/styles")).expect("styles");
    let mut seen = 0;
    for file in styles {
        let path = file.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a style");
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_string();
        if !name.contains("tokens") {
            let coloured = text.split('#').skip(1).any(|after| {
                let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
                matches!(digits, 3 | 6 | 8)
                    && !after[digits..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
            });
            assert!(!coloured, "a colour in {name}");
        }
        seen += 1;
    }
    assert!(seen > 3);
}

/// Every test that the hazards name as what shows a control is there, by that name.
#[test]
fn the_hazards_name_tests_that_exist() {
    let hazards = fs::read_to_string(root().join("docs/hazards.md")).expect("the hazards");
    let mut tests = String::new();
    for folder in ["core", "web/src", "app", "server", "xtask/src", "tests/access", "tests/journeys"] {
        tests.extend(sources(folder).into_iter().map(|(_, text)| text));
    }
    for entry in fs::read_dir(root().join("tests/browser/journeys")).expect("the browser suite") {
        tests.push_str(&fs::read_to_string(entry.expect("an entry").path()).expect("a journey"));
    }
    let mut named = 0;
    for row in hazards.lines().filter(|line| line.starts_with("| H")) {
        let last = row.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default();
        assert!(last.contains('`') || last.contains("*not yet*"), "{row}");
        for name in last.split('`').skip(1).step_by(2) {
            let there = [format!("fn {name}("), format!("test(\"{name}"), format!("test(`{name}")];
            assert!(there.iter().any(|form| tests.contains(form)), "no test is called {name}");
            named += 1;
        }
    }
    assert!(named > 50, "{named}");
}

/// Whoever has no script reads the same numbers as whoever has.
#[test]
fn the_help_page_and_the_data_say_the_same() {
    let page = fs::read_to_string(root().join("public/help.html")).expect("the page");
    let data = fs::read_to_string(root().join("public/data/help.json")).expect("the data");
    let data: serde_json::Value = serde_json::from_str(&data).expect("JSON");
    let contacts = data["contacts"].as_array().expect("contacts");
    assert!(contacts.len() > 4);
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    for contact in contacts {
        let name = contact["name"].as_str().expect("a name");
        assert!(page.contains(&name.replace('&', "&amp;")), "{name}");
        for (field, scheme) in [("call", "tel:"), ("text", "sms:")] {
            if let Some(number) = contact[field].as_str() {
                assert!(page.contains(&format!("{scheme}{}", digits(number))), "{name} {number}");
                assert!(page.contains(number), "{name} {number}");
            }
        }
    }
}
