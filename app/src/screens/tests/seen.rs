//! What the person is shown: the words that matter stand where they must.

use lapwing_core::words::{frame, parts, plan_safety, record, session, today, trouble, vault};

use super::{example, fixtures, order, render};

#[test]
fn the_device_question_begins_with_no() {
    let html = example("device_asked");
    order(
        &html,
        &[session::DEVICE, session::DEVICE_NO, session::DEVICE_YES, session::DEVICE_TRUTH, session::CONTINUE],
    );
    let chosen = html.split("choice-chosen").nth(1).unwrap();
    order(chosen, &[session::DEVICE_NO_HINT, session::DEVICE_YES]);
    assert_eq!(html.matches("choice-chosen").count(), 1);
}

#[test]
fn signing_in_says_why_it_is_asked_again() {
    order(
        &example("sign_in_away"),
        &[session::AWAY, &session::open_kept_hint("Asha"), &session::open_kept("Asha"), session::CHOOSE],
    );
    let locked = example("sign_in_locked");
    assert!(locked.contains(session::AWAY_LOCKED) && !locked.contains(session::AWAY));
    assert!(!example("sign_in_away").contains("locked"), "nothing is");
    assert!(example("sign_in_signed_out").contains(session::SIGNED_OUT));
    assert!(!example("sign_in_fresh").contains(session::AWAY));
}

#[test]
fn who_is_to_keep_the_page_open_reads_what_leave_does() {
    let said = |html: &str, words: &str| html.matches(words).count();
    let mut asked = 0;
    for (name, html) in fixtures() {
        let html = render(html);
        let open = said(&html, "Keep this page open") + said(&html, "when you close this page. ");
        assert!(open <= said(&html, "Leave deletes") + said(&html, "press Leave"), "{name}: {html}");
        asked += open;
    }
    assert!(asked > 5, "{asked}");
}

#[test]
fn the_lock_says_first_what_does_not_go_by_itself() {
    order(&example("unlock_stopped"), &[&vault::stopped(2), &vault::held(1), &vault::waiting(1)]);
    assert!(!example("unlock_wrong").contains("could not be sent"));
}

#[test]
fn many_imported_people_are_folded_and_counted() {
    let html = example("sign_in_many");
    let folded = html.split("<details").nth(1).unwrap();
    assert!(folded.contains(&session::imported(30)));
    assert!(!html.split("<details").next().unwrap().contains("Bennie"));
    assert!(!example("sign_in_imported").contains("<details"), "a few stand open");
}

#[test]
fn a_sign_in_that_failed_can_be_tried_again() {
    assert!(example("sign_in_offline").contains(trouble::TRY_AGAIN));
    let refused = example("sign_in_refused");
    order(&refused, &["The service is busy", session::CHOOSE]);
    assert!(!refused.contains(trouble::TRY_AGAIN), "choosing somebody tries again");
}

#[test]
fn signing_out_offers_to_stay_before_it_deletes() {
    order(&example("leaving_all"), &[session::LEAVING, "3 things", session::STAY, session::DELETE_AND_LEAVE]);
}

#[test]
fn today_puts_what_is_asked_first() {
    let html = example("today_full");
    order(&html, &["Good morning, Asha", "Mood check-in", today::START, "Worry check-in", today::RESUME]);
    order(
        &html,
        &[today::NEXT, "Dr Priya Nair", today::TO_DO, today::MY_PLAN, frame::CARING_FOR, "Leon Campbell"],
    );
}

#[test]
fn that_nothing_is_asked_is_said_only_when_it_is_known() {
    assert!(example("today_quiet").contains(today::NOTHING_TO_DO));
    for unknown in ["today_loading", "today_trouble", "today_full", "today_theirs"] {
        assert!(!example(unknown).contains(today::NOTHING_TO_DO), "{unknown}");
    }
}

#[test]
fn somebody_elses_day_holds_only_what_is_shared() {
    let html = example("today_theirs_plan");
    order(&html, &[today::SHARED, "Care plan", "Care team"]);
    for other in ["Medicines", "Results", "Letters", "Conditions", today::FEEDBACK, today::NEXT] {
        assert!(!html.contains(other), "{other}");
    }
    assert!(example("today_theirs_nothing").contains("There is nothing shared with you here."));
    assert!(!example("today_theirs_nothing").contains("<a "));
}

#[test]
fn a_list_says_how_old_it_is_and_what_is_missing() {
    order(
        &example("list_offline"),
        &["You are offline.", "Last updated today at 14:05.", trouble::TRY_AGAIN],
    );
    assert!(example("list_kept").contains("Last updated today at 14:05."));
    assert!(example("list_refreshing").contains("Looking for news."));
    order(&example("list_thirty"), &[&record::unread(2), record::CUT, "Medicine 29 of many"]);
    assert!(!example("list_medicines").contains("Last updated"));
}

#[test]
fn past_entries_are_folded_and_counted() {
    let html = example("list_medicines");
    let folded = html.split("<details").nth(1).unwrap();
    order(folded, &["In the past (1)", "Citalopram", "Stopped"]);
    order(&html, &["What you take", "Ibuprofen", "Added by you", "Paused", "<details"]);
}

#[test]
fn an_empty_shelf_promises_nothing_it_does_not_know() {
    let html = example("list_empty");
    order(
        &html,
        &["There are no allergies", "does not mean that there are none", record::EMPTY_NEXT, "Care team"],
    );
}

#[test]
fn a_result_shows_the_newest_that_was_no_mistake() {
    let html = example("result_potassium");
    let card = html.split("<details").next().unwrap();
    order(card, &["4.2 mmol/L", "18 November 2026", "Usual range: 3.5 to 5.3 mmol/L"]);
    assert!(!card.contains("9.9"), "a mistake is in the table alone");
    let table = html.split("<table").nth(1).unwrap();
    order(
        table,
        &[parts::WHEN, record::RESULT, "9.9 mmol/L", "Entered by mistake", "4.1 mmol/L", "Corrected"],
    );
    assert!(html.contains(record::USUAL_MEANS));
}

#[test]
fn a_blood_pressure_has_two_figures_and_two_pictures() {
    let html = example("result_pressure");
    order(&html, &["Systolic", "119 mmHg", "Diastolic", "77 mmHg"]);
    assert_eq!(html.matches("plot-area").count(), 2);
    assert_eq!(example("result_single").matches("plot-area").count(), 0, "one value is no line");
}

#[test]
fn a_file_says_what_taking_it_out_means_before_it_is_taken() {
    order(&example("letter_file"), &["a PDF file of 40 kB", record::TAKE_FILE_HINT, record::TAKE_FILE]);
    order(&example("letter_rich"), &["<strong>9 October</strong>", record::LEFT_OUT, record::TAKE_FILE]);
    assert!(example("letter_text").contains("Dear Ms Rahman"));
    assert!(example("letter_nothing").contains(record::EMPTY_LETTER));
}

#[test]
fn the_team_can_be_reached_and_says_when_it_reads() {
    let html = example("team_some");
    order(
        &html,
        &[
            "tel:03069990111",
            "mailto:funmi@northside.example",
            record::WHO_READS,
            "9am to 5pm",
            "tel:03069990101",
        ],
    );
    assert!(html.matches("rel=\"external\"").count() >= 3);
    order(&example("team_empty"), &["no care team in your record yet", record::WHO_READS]);
}

#[test]
fn a_helpline_that_takes_no_texts_is_offered_to_be_called_alone() {
    for name in ["safety_plan", "safety_plan_open"] {
        let html = example(name);
        assert!(html.contains("href=\"tel:116123\"") && !html.contains("sms:116123"), "{name}");
    }
    let field = example("safety_plan_step_services");
    order(&field, &[plan_safety::PHONE, plan_safety::PHONE_HINT]);
}

#[test]
fn who_sees_a_step_tells_of_links_and_claims_no_more_than_is_known() {
    for name in ["safety_plan_step_first", "safety_plan_step_services"] {
        let html = example(name);
        order(&html, &[plan_safety::WHO_SEES, plan_safety::LINK_SHOWS, "href=\"/sharing/links\""]);
        assert!(!html.contains("Only you"), "{name}");
    }
    assert!(!example("safety_plan_step_reasons").contains(plan_safety::LINK_SHOWS), "no link shows reasons");
    for name in ["safety_plan_empty", "safety_plan", "about_me", "about_me_empty"] {
        assert!(example(name).contains("that you made of it"), "{name}");
    }
}

#[test]
fn who_looked_says_that_a_copy_is_read_without_a_note() {
    for name in ["looks_some", "looks_nobody"] {
        order(&example(name), &["record online, it is noted", "can be read again without being noted"]);
    }
}

#[test]
fn the_switch_of_the_care_plan_names_all_that_it_opens() {
    let html = example("share_with_standing");
    for part in ["health problems", "notes", "who agreed", "care team"] {
        assert!(html.contains(part), "{part}");
    }
}
