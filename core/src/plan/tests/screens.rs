//! What is shown, and what a press does.

use super::*;
use crate::words::plan_safety as words;

fn shown(state: &State, part: &str) -> SafetyView {
    let contacts = || vec![("Samaritans".to_owned(), "116 123".to_owned())];
    safety(state, part, (true, Some(false)), &contacts, &now_at(60_000))
}

fn whole(state: &State) -> WholeView {
    match shown(state, "").page {
        Page::Whole(whole) => whole,
        other => panic!("{other:?}"),
    }
}

fn step(state: &State, at: usize) -> StepEdit {
    match shown(state, &(at + 1).to_string()).page {
        Page::Step(step) => step,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_part_of_the_address_has_its_screen() {
    let state = fresh();
    for (part, expect) in [
        ("", "Whole"),
        ("1", "Step"),
        ("7", "Step"),
        ("8", "Unknown"),
        ("0", "Unknown"),
        ("11", "Unknown"),
        ("now", "Ladder"),
        ("now-3", "Now"),
        ("now-8", "Unknown"),
        ("now3", "Unknown"),
        ("before", "Before"),
        ("x", "Unknown"),
    ] {
        let page = format!("{:?}", shown(&state, part).page);
        assert!(page.starts_with(expect), "{part}: {page}");
    }
    assert_eq!(shown(&State::default(), "").page, Page::Loading);
}

#[test]
fn it_says_when_the_gateway_was_last_heard_of_it() {
    let mut state = State { kept: Some(Kept::default()), ..State::default() };
    add(&mut state, 1, "Walk");
    assert_eq!(whole(&state).checked, None, "never yet: the words say that it is not sent");
    // What is kept is opened offline days later.
    let kept = Kept { checked: NINE - 2 * 86_400_000, ..state.kept.unwrap() };
    let row = keep::write(&kept);
    let mut later = State::default();
    loaded(&mut later, (&keep::row("asha", Paper::Safety), &Ok(Some(row))), &who(), &now_at(0));
    assert_eq!(whole(&later).checked.as_deref(), Some("Friday 20 November at 09:00"));
    assert_eq!(words::checked("today at 09:00"), "Last checked today at 09:00.");
}

#[test]
fn the_words_tell_where_it_is() {
    let mut state = fresh();
    assert_eq!(shown(&state, "").state, Standing::Nothing);
    add(&mut state, 1, "Walk");
    assert_eq!(shown(&state, "").state, Standing::Here(true));
    let id = queued_of(&moved(&mut state, &who(), &now_at(5))).unwrap().ticket.id.clone();
    assert_eq!(shown(&state, "").state, Standing::Here(true), "handed over is not sent");
    settled(&mut state, &id, Outcome::NeedsYou(Why::Refused), &who(), &now_at(6));
    assert_eq!(shown(&state, "").state, Standing::Refused);
    settled(&mut state, &id, Outcome::Delivered, &who(), &now_at(6));
    assert_eq!(shown(&state, "").state, Standing::Sent);
    saved(&mut state, &keep::row("asha", Paper::Safety), Err(Trouble::StorageFull), &who());
    assert_eq!(shown(&state, "").state, Standing::NotKept(Trouble::StorageFull));
}

#[test]
fn an_example_is_begun_from_and_not_offered_again() {
    let mut state = fresh();
    let (words, number) = step(&state, 4).examples[0].clone();
    assert_eq!((words.as_str(), number.as_str()), ("Samaritans", "116 123"));
    act(&mut state, [Event::Began(4, words, number), Event::Given(4)]);
    let edit = step(&state, 4);
    assert_eq!(edit.step.lines[0].phone, "116 123");
    assert!(edit.examples.iter().all(|(words, _)| words != "Samaritans"));
    assert!(step(&state, 0).examples.len() >= 3);
}

#[test]
fn lines_are_changed_moved_taken_out_and_put_back() {
    let mut state = fresh();
    for text in ["a", "b", "c"] {
        add(&mut state, 0, text);
    }
    add(&mut state, 1, "other");
    let ids: Vec<String> = kept(&state).mine.lines.iter().map(|line| line.id.clone()).collect();
    let texts_of =
        |state: &State| step(state, 0).step.lines.iter().map(|l| l.text.clone()).collect::<Vec<_>>();
    act(&mut state, [Event::Shifted(ids[2].clone(), true)]);
    assert_eq!(texts_of(&state), ["a", "c", "b"]);
    act(&mut state, [Event::Shifted(ids[1].clone(), false), Event::Shifted(ids[0].clone(), true)]);
    assert_eq!(texts_of(&state), ["a", "c", "b"], "no further than its step");
    act(&mut state, [Event::Removed(ids[2].clone())]);
    assert_eq!(
        (texts_of(&state), step(&state, 0).undo.as_deref()),
        (vec!["a".into(), "b".into()], Some("c"))
    );
    act(&mut state, [Event::Undone]);
    assert_eq!(texts_of(&state), ["a", "c", "b"], "where it was");
    act(&mut state, [Event::Changed(ids[0].clone()), Event::Wrote(0, "  d ".into()), Event::Given(0)]);
    assert_eq!(texts_of(&state), ["d", "c", "b"]);
}

#[test]
fn without_words_nothing_is_added_and_a_number_stays_as_it_was_written() {
    let mut state = fresh();
    act(&mut state, [Event::Wrote(3, "  ".into()), Event::Given(3)]);
    assert!(step(&state, 3).wrong && kept(&state).mine.lines.is_empty());
    act(
        &mut state,
        [Event::Wrote(3, "Sam".into()), Event::Numbered(3, "+44 (0)113 <b>1".into()), Event::Given(3)],
    );
    assert_eq!(kept(&state).mine.lines[0].phone, "+44 (0)113 <b>1", "as it was written");
    act(&mut state, [Event::Wrote(3, "x".repeat(400))]);
    assert_eq!(step(&state, 3).draft.text.len(), 300);
}

#[test]
fn a_line_under_way_is_kept_and_not_lost_by_going_on() {
    let mut state = fresh();
    let effects = act(&mut state, [Event::Wrote(2, "The lib".into())]);
    let Some(Effect::Save(_, key, row)) = effects.first() else { panic!("{effects:?}") };
    let mut opened = fresh();
    loaded(&mut opened, (key, &Ok(Some(row.clone()))), &who(), &now_at(1));
    assert_eq!(step(&opened, 2).draft.text, "The lib");
    act(&mut opened, [Event::Done(Some(3))]);
    assert_eq!(texts(&kept(&opened).mine), ["The lib"]);
}

#[test]
fn the_day_to_look_at_it_again_is_said_and_due() {
    let mut state = fresh();
    for (months, day, due) in
        [(1, "22 December 2026", false), (3, "22 February 2027", false), (6, "22 May 2027", false)]
    {
        act(&mut state, [Event::Review(months)]);
        assert_eq!(whole(&state).review, Some((day.to_owned(), due)));
    }
    state.kept.as_mut().unwrap().mine.review = "2026-11-22".into();
    assert_eq!((whole(&state).review.unwrap().1, hint(&state, &now_at(0))), (true, Hint::Review));
    act(&mut state, [Event::Review(0)]);
    assert_eq!(whole(&state).review, None);
}

#[test]
fn the_last_day_of_a_short_month_stands_for_the_31st() {
    let mut state = fresh();
    // 31 December 2026.
    let now = Now::new(NINE + 39 * 86_400_000, 0, [1; 4]);
    update(&mut state, Event::Review(3), &who(), &now);
    assert_eq!(kept(&state).mine.review, "2027-03-31");
    update(&mut state, Event::Review(6), &who(), &now);
    assert_eq!(kept(&state).mine.review, "2027-06-30");
}

#[test]
fn earlier_versions_stand_with_their_day() {
    let mut state = fresh();
    assert_eq!(shown(&state, "before").page, Page::Before(None));
    let one = |text: &str, at: &str| {
        let mut resource = written::write(&plan(&[("1", 0, text)]), (Paper::Safety, "Patient/asha"), at);
        resource["meta"]["lastUpdated"] = at.into();
        json!({"resource": resource, "request": {"method": "PUT", "url": "x"}, "response": {"status": "200"}})
    };
    let body = json!({"resourceType": "Bundle", "type": "history", "entry": [one("new", "2026-11-22T08:00:00Z"), one("old", "2026-11-20T08:00:00Z")]});
    let reply = Reply { status: 200, body, etag: None };
    fetched(&mut state, (&Tag::PaperVersions(Paper::Safety), Ok(&reply)), &who(), (&|_| false, &now_at(0)));
    let Page::Before(Some(Ok(all))) = shown(&state, "before").page else { panic!() };
    assert_eq!(all.iter().map(|v| v.steps[0].lines[0].text.as_str()).collect::<Vec<_>>(), ["new", "old"]);
    assert_eq!(all[0].when, "today at 08:00");
    fetched(
        &mut state,
        (&Tag::PaperVersions(Paper::Safety), Err(Trouble::Offline)),
        &who(),
        (&|_| false, &now_at(0)),
    );
    assert_eq!(shown(&state, "before").page, Page::Before(Some(Err(Trouble::Offline))));
}

#[test]
fn earlier_versions_are_asked_for_once_it_is_known_whether_there_are_any() {
    let asks = |effects: &[Effect]| {
        effects.iter().any(|e| matches!(e, Effect::Fetch(Tag::PaperVersions(Paper::Safety), _)))
    };
    for (held, expect) in [(true, true), (false, false)] {
        let mut state = State::default();
        assert!(!asks(&looked(&mut state, &who(), true, &now_at(40_000))), "what is kept is looked up first");
        loaded(&mut state, (&keep::row("asha", Paper::Safety), &Ok(None)), &who(), &now_at(0));
        let one = plan(&[("1", 0, "a")]);
        assert_eq!(asks(&came(&mut state, held.then_some((&one, "1")), false)), expect);
        assert_eq!(state.versions, (!expect).then(|| Ok(vec![])));
    }
}

#[test]
fn nothing_written_is_a_beginning_once_the_gateway_was_heard_of() {
    let mut state = fresh();
    assert_eq!(hint(&state, &now_at(0)), Hint::Plain, "it may be there");
    came(&mut state, None, false);
    assert_eq!((hint(&state, &now_at(0)), whole(&state).empty), (Hint::New, true));
}

#[test]
fn every_step_has_its_words() {
    let mut names: Vec<&str> = (0..7).map(words::name).collect();
    names.dedup();
    assert_eq!(names.len(), 7);
    for step in 0..7 {
        assert!(!words::prompt(step).is_empty() && !words::examples(step).is_empty());
        assert!(!words::prompt(step).contains('!'));
    }
    assert!((0..7).filter(|step| words::has_number(*step)).eq(2..=4));
}
