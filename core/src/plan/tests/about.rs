//! About me: the same, in other parts.

use super::*;

fn fresh_about() -> State {
    let mut state = Papers::default().of(Paper::About).unwrap().clone();
    loaded(&mut state, (&keep::row("asha", Paper::About), &Ok(None)), &who(), &now_at(0));
    state
}

fn shown(state: &State, part: &str) -> Page {
    safety(state, part, (true, None), &Vec::new, &now_at(60_000)).page
}

#[test]
fn it_has_parts_rows_and_an_entry_of_its_own() {
    let mut state = fresh_about();
    add(&mut state, 10, "I grew up by the sea.\nThen we moved.");
    let effects = moved(&mut state, &who(), &now_at(5));
    let entry = queued_of(&effects).unwrap();
    assert_eq!(
        (entry.kind, entry.ticket.expects.as_slice()),
        (Kind::AboutMe, &["about-me-asha".to_owned()][..])
    );
    let resource = &entry.body["entry"][0]["resource"];
    assert_eq!(resource["meta"]["security"][0]["code"], "R", "no section of sharing opens it");
    assert_eq!(resource["category"][0]["coding"][0]["code"], "about-me");
    assert_eq!(resource["activity"][0]["detail"]["code"]["coding"][0]["code"], "my-story");
    let held = find(std::slice::from_ref(resource), (Paper::About, "Patient/asha")).unwrap();
    assert_eq!(texts(&held.plan), ["I grew up by the sea.\nThen we moved."]);
    assert!(find(std::slice::from_ref(resource), (Paper::Safety, "Patient/asha")).is_none());
    assert_ne!(keep::row("asha", Paper::Safety), keep::row("asha", Paper::About));
}

#[test]
fn each_part_of_the_address_has_its_screen() {
    let state = fresh_about();
    for (part, expect) in [
        ("", "Whole"),
        ("1", "Step"),
        ("4", "Step"),
        ("5", "Unknown"),
        ("now", "Unknown"),
        ("before", "Before"),
    ] {
        let page = format!("{:?}", shown(&state, part));
        assert!(page.starts_with(expect), "{part}: {page}");
    }
    let Page::Whole(whole) = shown(&state, "") else { panic!() };
    assert_eq!(whole.steps.iter().map(|step| step.step).collect::<Vec<_>>(), [7, 8, 9, 10]);
}

#[test]
fn a_story_may_be_longer_than_a_step() {
    let mut state = fresh_about();
    act(&mut state, [Event::Wrote(10, "x".repeat(3_000)), Event::Given(10)]);
    assert_eq!(kept(&state).mine.lines[0].text.len(), 2_000);
}

#[test]
fn an_unknown_part_loses_no_line_and_every_row_reads_back() {
    let mut resource =
        written::write(&plan(&[("1", 7, "a"), ("2", 10, "b")]), (Paper::About, "Patient/asha"), "2026-11-22");
    resource["activity"][0]["detail"]["code"]["coding"][0]["code"] = "coping".into();
    assert_eq!(written::read(&resource, Paper::About).plan.line("1").unwrap().step, 10);
    let all = plan(&[("1", 7, "a"), ("2", 9, "b"), ("3", 10, "c")]);
    assert_eq!(keep::read_plan(&keep::write_plan(&all)), all);
}

#[test]
fn what_comes_for_the_one_paper_is_not_taken_for_the_other() {
    let mut state = fresh_about();
    let effects = looked(&mut state, &who(), false, &now_at(40_000));
    assert!(matches!(effects.as_slice(), [Effect::Fetch(Tag::Paper(Paper::About), _)]), "{effects:?}");
    loaded(
        &mut state,
        (&keep::row("asha", Paper::Safety), &Ok(Some(json!({"mine": ["", ["0", "1", "", "x"]]})))),
        &who(),
        &now_at(0),
    );
    assert!(kept(&state).mine.is_empty());
}

#[test]
fn every_part_has_words_of_its_own() {
    use crate::words::plan_safety as words;
    let mut names = vec![];
    for paper in Paper::OTHERS {
        assert!(!words::of(paper).title.is_empty() && words::of(paper).address.ends_with(paper.word()));
        assert_eq!(Paper::of_word(paper.word()), Some(paper));
        for part in paper.parts() {
            assert_eq!(Paper::of(part), paper);
            assert!(!words::prompt(part).is_empty() && !words::examples(part).is_empty(), "{part}");
            names.push((paper, words::name(part)));
        }
    }
    let count = names.len();
    names.sort_by_key(|(paper, name)| (paper.word(), *name));
    names.dedup();
    assert_eq!((names.len(), count), (PARTS - 7, PARTS - 7));
    assert!(words::of(Paper::Advance).empty.concat().contains("It does not bind them"));
    let codes: std::collections::BTreeSet<_> = CODES.iter().collect();
    assert_eq!(codes.len(), PARTS);
}

#[test]
fn an_id_has_sixty_four_characters_at_most_and_every_row_reads_back() {
    let long = ["Patient/", &"x".repeat(64)].concat();
    for paper in Paper::OTHERS {
        assert!(paper.id_of(&long).len() <= 64, "{paper:?}");
        let all = plan(&[("1", paper.parts().start, "a"), ("2", paper.parts().end - 1, "b")]);
        assert_eq!(keep::read_plan(&keep::write_plan(&all)), all);
        let resource = written::write(&all, (paper, "Patient/asha"), "2026-11-22");
        assert_eq!(written::read(&resource, paper).plan, all);
        assert_eq!(resource["meta"]["security"][0]["code"], "R");
    }
}
