//! Each licence stands beside its text, and what may not be sold is marked.

use std::fs;

use serde_json::Value;

use super::shipped::{all, list, named, text};

#[test]
fn a_licence_stands_beside_every_text() {
    for shipped in all() {
        let licence = fs::read_to_string(shipped.folder.join("LICENSE")).unwrap_or_default();
        assert!(licence.contains("licence of the text") && licence.len() > 400, "{}", shipped.name);
        assert!(text(&shipped.form, "copyright").len() > 20, "{}", shipped.name);
        let not_for_sale = licence.contains("non-commercial use only");
        let marked = shipped.index["commercial"] == false;
        assert_eq!(not_for_sale, marked, "{}: the mark and the licence say different things", shipped.name);
    }
    let marked: Vec<String> =
        all().into_iter().filter(|s| s.index["commercial"] == false).map(|s| s.name).collect();
    assert_eq!(marked, ["audit-c", "audit", "gbo"]);
}

#[test]
fn texts_that_need_a_permission_are_not_here() {
    let forbidden =
        ["epds", "gaf", "sdq", "isi", "wsas", "zbi", "ors", "srs", "honos", "reqol", "swemwbs", "dialog"];
    for shipped in all() {
        assert!(!forbidden.contains(&shipped.name.as_str()), "{}", shipped.name);
    }
}

#[test]
fn the_index_says_what_the_files_hold() {
    for shipped in all() {
        let (index, form) = (&shipped.index, &shipped.form);
        assert_eq!(index["url"], form["url"], "{}", shipped.name);
        assert_eq!(index["title"], form["title"], "{}", shipped.name);
        let said = index["questions"].as_u64().unwrap();
        let (always, most) = (questions(form, false), questions(form, true));
        assert!((always..=most).contains(&said), "{}: {said} of {always} to {most}", shipped.name);
        for field in ["title", "about", "why"] {
            let words = text(index, field);
            assert!((6..=90).contains(&words.len()), "{}: {words}", shipped.name);
        }
        let file = text(index, "file").trim_start_matches("/questionnaires/");
        assert!(shipped.folder.parent().unwrap().join(file).is_file());
    }
}

/// How many questions there are; without those that depend on an answer, unless `all`.
fn questions(holder: &Value, all: bool) -> u64 {
    let asked = |item: &&Value| (all || item["enableWhen"].is_null()) && item["readOnly"] != true;
    let count = |item: &Value| match item["type"].as_str() {
        Some("display") => 0,
        Some("group") => questions(item, all),
        _ => 1 + questions(item, all),
    };
    list(&holder["item"]).iter().filter(asked).map(count).sum()
}

#[test]
fn titles_are_plain_words() {
    let letters = ["PHQ", "GAD", "PCL", "AUDIT", "GBO", "depress", "anxiety", "PTSD", "trauma", "disorder"];
    for shipped in all() {
        let title = text(&shipped.index, "title");
        for word in letters {
            assert!(!title.contains(word), "{title}");
        }
    }
}

#[test]
fn words_that_are_often_wrong_are_right() {
    // Texts of the GAD-7 with "Not at all sure" are wrong (Spitzer 2006).
    let gad = named("gad-7");
    assert_eq!(gad.items()[0]["answerOption"][0]["valueCoding"]["display"], "Not at all");
    let phq = named("phq-9");
    assert_eq!(phq.items()[8]["linkId"], "/44260-8");
    let ids: Vec<&str> = phq.items().iter().map(|i| text(i, "linkId")).collect();
    let expect = "/44250-9 /44255-8 /44259-0 /44254-1 /44251-7 /44258-2 /44252-5 /44253-3 /44260-8";
    assert_eq!(ids.join(" "), expect);
}
