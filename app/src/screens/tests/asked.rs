//! What the person answers, sends and shares: the words that matter stand where they must.

use lapwing_core::words::{feedback, form, frame, settings, sharing, waiting};

use super::{example, order};

#[test]
fn whether_answers_are_kept_is_said_truthfully() {
    for (name, said) in [
        ("asking_kept", form::KEPT),
        ("asking_not_mine", form::KEPT_PAGE),
        ("asking_not_kept", form::NOT_KEPT),
    ] {
        let html = example(name);
        for words in [form::KEPT, form::KEPT_PAGE, form::NOT_KEPT] {
            assert_eq!(html.contains(words), words == said, "{name}: {words}");
        }
    }
    let first = example("asking_first");
    assert!(!first.contains(form::KEPT) && !first.contains(form::KEPT_PAGE));
}

#[test]
fn after_a_risk_answer_help_comes_first_then_the_truth_then_the_score() {
    let html = example("thanks_risk_not_yet");
    order(
        &html,
        &[
            &form::told_us(None),
            frame::HELP_NOW,
            "Your team has not been told yet",
            "Your score is 12 out of 27",
        ],
    );
    let told = example("thanks_risk_told");
    order(&told, &[&form::told_us(None), "Northside Community Mental Health Team", form::TOLD_NOT_WATCHED]);
    assert!(!told.contains("has not been told"));
    let refused = example("thanks_risk_refused");
    assert!(refused.contains("has not been told") && refused.contains("not kept on this device"));
    assert!(!example("thanks_sent").contains(&form::told_us(None)));
}

#[test]
fn a_score_has_its_number_its_range_and_a_sentence_but_no_verdict() {
    for name in ["thanks_sent", "thanks_same", "thanks_first", "thanks_sign_in", "thanks_risk_told"] {
        let html = example(name);
        assert!(html.contains("out of 27") && html.contains(form::NOT_DIAGNOSIS), "{name}");
        for band in ["Minimal", "Mild", "Moderate", "evere"] {
            assert!(!html.contains(band), "{name} names the band {band}");
        }
    }
    assert!(example("thanks_sent").contains("15 lower than on 12 March 2026"));
    assert!(example("thanks_same").contains("It is the same as on 12 March 2026"));
    assert!(!example("thanks_no_score").contains("out of"));
}

#[test]
fn past_answers_are_a_table_too_and_what_waits_is_marked() {
    let html = example("past_many");
    order(&html, &["<table", "12 November 2026", form::WAITING, "Moderate", "12 October 2026"]);
    assert_eq!(html.matches(form::WAITING).count(), 1);
    assert!(html.contains("7 check-ins, from 19 on 12 January 2026 to 12 on 12 November 2026."));
}

#[test]
fn only_the_own_plan_can_be_shared() {
    assert!(example("plan_own").contains("/sharing"));
    assert!(!example("plan_carer").contains("/sharing"));
}

#[test]
fn sharing_says_what_is_true_before_it_is_saved() {
    order(&example("share_with_new"), &[sharing::CHOOSE, sharing::HOW_LONG, sharing::TRUTH, sharing::SAVE]);
    assert!(!example("share_with_new").contains(sharing::STOP));
    assert!(example("share_with_standing").contains(sharing::STOP));
    order(&example("share_with_failed"), &[r#"id="trouble""#, sharing::SAVE]);
    assert!(example("share_with_saved").contains("Rosa Marques can now see: Care plan, Appointments."));
    assert!(example("share_with_stopped").contains("Rosa Marques can’t see anything of yours now."));
}

#[test]
fn the_code_field_can_be_filled_in_by_the_device() {
    let html = example("share_with_code");
    for part in [r#"id="code""#, r#"inputmode="numeric""#, r#"autocomplete="one-time-code""#, r#"for="code""#]
    {
        assert!(html.contains(part), "{part}");
    }
    assert!(example("share_with_code_wrong").contains(sharing::CODE_WRONG));
}

#[test]
fn feedback_asks_the_prescribed_question_and_promises_what_is_kept() {
    let html = example("feedback_asking");
    let answers = ["Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don’t know"];
    order(
        &html,
        &[&[feedback::PROMISE, feedback::QUESTION], &answers[..], &[feedback::NO_NAMES, feedback::SEND]]
            .concat(),
    );
    assert_eq!(html.matches(r#"type="radio""#).count(), 6);
    assert_eq!(html.matches("<textarea").count(), 2);
    assert!(example("feedback_long").contains("Room for"));
    assert!(example("feedback_sent").contains(feedback::SENT_HINT));
}

#[test]
fn settings_claim_no_more_than_is_kept() {
    assert!(example("settings_own").contains(settings::PERSISTED));
    assert!(example("settings_own_no_promise").contains(settings::NOT_PERSISTED));
    let not_mine = example("settings_not_mine");
    assert!(not_mine.contains(settings::DEVICE_NOT_MINE) && !not_mine.contains(settings::PERSISTED));
}

#[test]
fn what_is_on_its_way_cannot_be_taken_back() {
    let html = example("waiting_some");
    assert_eq!(html.matches("<section").count(), html.matches(waiting::TAKE_BACK).count() / 2 + 1);
    assert!(example("waiting_none").contains(waiting::NOTHING));
}
