//! Due, planned and answered before: the words that matter stand where they must.

use lapwing_core::words::{form, past, schedule, today};

use super::{example, order};

#[test]
fn what_is_late_or_planned_says_so_and_can_wait_until_tomorrow() {
    let html = example("today_full");
    order(&html, &["Mood check-in", schedule::OVERDUE, "By 20 November 2026", today::START, schedule::LATER]);
    order(&html, &["Worry check-in", "You planned this for today at 09:00", today::RESUME, schedule::LATER]);
    assert!(html.contains(r#"aria-label="Not now: Mood check-in""#), "{html}");
    assert!(!example("check_ins_due").contains(schedule::OVERDUE));
    assert!(example("check_ins_late").contains(schedule::OVERDUE));
    assert!(example("check_ins_planned").contains("Planned: Every day at 09:00"));
    assert!(!example("check_ins_carer").contains(schedule::PLAN), "nobody plans for somebody else");
    let about = example("check_ins_about");
    order(&about, &["You answer about Sam", today::START]);
    assert!(!about.contains(schedule::PLAN), "{about}");
}

#[test]
fn a_plan_says_where_it_is_kept_and_that_nothing_rings() {
    for (name, place) in [("schedule_new", schedule::ON_DEVICE), ("schedule_not_mine", schedule::ON_PAGE)] {
        let html = example(name);
        order(&html, &["Monday", "Sunday", schedule::TIME, schedule::KEEP, schedule::NO_BELL, place]);
        assert!(!html.contains(schedule::DROP), "there is no plan to stop: {name}");
    }
    assert!(example("schedule_kept").contains(schedule::DROP));
    assert!(example("schedule_saved").contains(schedule::KEPT));
    assert!(!example("schedule_trouble").contains(schedule::KEPT));
    order(&example("schedule_no_day"), &[r##"href="#day-0""##, schedule::NO_DAY, r#"id="day-0""#]);
}

#[test]
fn treatment_stands_in_the_plot_and_in_the_table_and_claims_nothing() {
    let html = example("past_treated");
    order(
        &html,
        &[
            "plot-mark",
            "Sertraline started, 27 August 2026",
            "<table",
            "Sertraline started",
            past::TREATMENT_HINT,
        ],
    );
    assert!(!example("past_many").contains(past::TREATMENT_HINT));
    assert_eq!(html.matches(r#"class="plot-mark""#).count(), 2, "a medicine and a note");
    order(&html, &["12 September 2026: My mother was ill.", "<table", "My mother was ill."]);
}

#[test]
fn several_who_answered_stand_side_by_side() {
    let html = example("past_several");
    order(&html, &["<h2>You</h2>", "<h2>Grace, mother</h2>", "<table", past::WHO, "Grace, mother"]);
    assert!(!example("past_many").contains(past::WHO));
}

#[test]
fn past_answers_cannot_be_changed_and_a_note_says_who_sees_it() {
    let html = example("past_answer");
    for part in ["<input", "<textarea", form::CHANGE] {
        assert!(!html.contains(part), "{part}");
    }
    order(
        &html,
        &["Mood check-in, 12 March 2026", "Score: 19 out of 27", "Several days", past::ADD_NOTE, past::PRINT],
    );
    order(&example("past_answer_writing"), &[past::NOTE, past::NOTE_HINT, past::KEEP_NOTE]);
    order(&example("past_answer_trouble"), &[r#"id="trouble""#, past::KEEP_NOTE]);
    assert_eq!(example("past_answer_notes").matches(form::WAITING).count(), 2);
    let theirs = example("past_answer_theirs");
    assert!(theirs.contains("Answered by Grace, mother") && !theirs.contains(past::ADD_NOTE));
}
