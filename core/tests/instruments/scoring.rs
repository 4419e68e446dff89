//! Totals and bands as published, worked out from the files' weights by an arithmetic of our own.

use super::shipped::{Shipped, all, list, named};

/// The nth answer to every question.
fn every(shipped: &Shipped, at: usize) -> Vec<Option<usize>> {
    shipped.items().iter().map(|_| Some(at)).collect()
}

#[test]
fn the_lowest_and_the_highest_total_are_the_published_ones() {
    // Kroenke 2001; Spitzer 2006; Kroenke 2009; Weathers 2013; Bush 1998; Babor 2001.
    let table = [
        ("phq-9", 9, 27),
        ("gad-7", 7, 21),
        ("phq-4", 4, 12),
        ("pcl-5", 20, 80),
        ("audit-c", 3, 12),
        ("audit", 10, 40),
    ];
    for (name, items, most) in table {
        let shipped = named(name);
        assert_eq!(shipped.items().len(), items, "{name}");
        assert_eq!(shipped.sum(&every(&shipped, 0)), Some(0), "{name}");
        let last: Vec<_> = shipped.items().iter().map(|i| Some(list(&i["answerOption"]).len() - 1)).collect();
        assert_eq!(shipped.sum(&last), Some(most), "{name}");
        assert_eq!(shipped.index["total"]["min"], 0, "{name}");
        assert_eq!(shipped.index["total"]["max"], most, "{name}");
    }
}

#[test]
fn every_answer_counts_as_published() {
    let table: [(&str, &[i64]); 5] = [
        ("phq-9", &[0, 1, 2, 3]),
        ("gad-7", &[0, 1, 2, 3]),
        ("phq-4", &[0, 1, 2, 3]),
        ("pcl-5", &[0, 1, 2, 3, 4]),
        ("audit-c", &[0, 1, 2, 3, 4]),
    ];
    for (name, expect) in table {
        for item in named(name).items() {
            assert_eq!(Shipped::weights(item), expect, "{name} {}", item["linkId"]);
        }
    }
    // AUDIT: questions 9 and 10 have three answers, which count 0, 2 and 4.
    for (at, item) in named("audit").items().iter().enumerate() {
        let expect: &[i64] = if at < 8 { &[0, 1, 2, 3, 4] } else { &[0, 2, 4] };
        assert_eq!(Shipped::weights(item), expect, "question {}", at + 1);
    }
}

#[test]
fn a_missing_answer_gives_no_total() {
    for shipped in all().iter().filter(|s| s.index["total"].is_object()) {
        if shipped.name == "core-10" {
            continue;
        }
        assert_eq!(shipped.index["total"]["missing"], "no total", "{}", shipped.name);
        let mut answers = every(shipped, 1);
        assert!(shipped.sum(&answers).is_some());
        answers[1] = None;
        assert_eq!(shipped.sum(&answers), None, "{}", shipped.name);
    }
}

/// Barkham 2013: questions 2 and 3 count downwards; one missing answer is the mean of the others.
#[test]
fn the_core_10_counts_two_questions_downwards() {
    let shipped = named("core-10");
    for (at, item) in shipped.items().iter().enumerate() {
        let expect: &[i64] = if [1, 2].contains(&at) { &[4, 3, 2, 1, 0] } else { &[0, 1, 2, 3, 4] };
        assert_eq!(Shipped::weights(item), expect, "question {}", at + 1);
    }
    assert_eq!(shipped.items().len(), 10);
    assert_eq!(shipped.index["total"]["missing"], "one: mean x 10");
    assert_eq!(
        (shipped.index["total"]["min"].as_i64(), shipped.index["total"]["max"].as_i64()),
        (Some(0), Some(40))
    );
}

#[test]
fn bands_begin_and_end_where_published() {
    type Bands<'a> = &'a [(i64, i64, &'a str)];
    let table: &[(&str, Bands)] = &[
        (
            "phq-9",
            &[
                (0, 4, "Minimal"),
                (5, 9, "Mild"),
                (10, 14, "Moderate"),
                (15, 19, "Moderately severe"),
                (20, 27, "Severe"),
            ],
        ),
        ("gad-7", &[(0, 4, "Minimal"), (5, 9, "Mild"), (10, 14, "Moderate"), (15, 21, "Severe")]),
        ("phq-4", &[(0, 2, "None to minimal"), (3, 5, "Mild"), (6, 8, "Moderate"), (9, 12, "Severe")]),
        ("audit-c", &[(0, 4, "Lower risk"), (5, 12, "Increasing or higher risk")]),
        (
            "audit",
            &[
                (0, 7, "Lower risk"),
                (8, 15, "Increasing risk"),
                (16, 19, "Higher risk"),
                (20, 40, "Possible dependence"),
            ],
        ),
        (
            "core-10",
            &[
                (0, 10, "Healthy or low"),
                (11, 14, "Mild"),
                (15, 19, "Moderate"),
                (20, 24, "Moderate to severe"),
                (25, 40, "Severe"),
            ],
        ),
        ("pcl-5", &[]),
    ];
    for (name, bands) in table {
        let shipped = named(name);
        assert_eq!(list(&shipped.index["total"]["bands"]).len(), bands.len(), "{name}");
        for (from, to, band) in *bands {
            assert_eq!((shipped.band(*from), shipped.band(*to)), (Some(*band), Some(*band)), "{name}");
        }
        let (min, max) = (0, shipped.index["total"]["max"].as_i64().unwrap());
        let uncovered = (min..=max).filter(|score| shipped.band(*score).is_none()).count();
        assert!(uncovered == 0 || bands.is_empty(), "{name}: {uncovered} scores without a band");
    }
}

#[test]
fn cut_off_and_reliable_change_are_the_published_ones() {
    let table = [
        ("phq-9", Some(10), Some(6)),
        ("gad-7", Some(8), Some(4)),
        ("phq-4", None, None),
        ("pcl-5", Some(31), None),
        ("core-10", Some(11), Some(6)),
        ("audit-c", Some(5), None),
        ("audit", Some(8), None),
    ];
    for (name, cutoff, change) in table {
        let total = &named(name).index["total"];
        assert_eq!((total["cutoff"].as_i64(), total["change"].as_i64()), (cutoff, change), "{name}");
        assert_eq!(total["better"], "lower", "{name}");
    }
    for part in list(&named("gbo").index["parts"]) {
        assert_eq!((part["better"].as_str(), part["change"].as_i64()), (Some("higher"), Some(3)));
        assert_eq!((part["min"].as_i64(), part["max"].as_i64()), (Some(0), Some(10)));
    }
}
