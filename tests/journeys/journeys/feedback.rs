//! Anonymous feedback.

use lapwing_core::effect::Wake;
use lapwing_core::event::Event;
use lapwing_core::feedback::{Event as Feedback, Overall, Stage};
use lapwing_core::route::Route;
use lapwing_core::session::Event as Session;
use lapwing_core::view::Screen;
use lapwing_journeys::phone::{Fault, Phone};
use lapwing_journeys::trust::Trust;

use crate::signed_in;

fn stage(phone: &mut Phone<'_>) -> Stage {
    match phone.screen() {
        Screen::Feedback(state) => state.stage,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn feedback_waits_then_goes_alone_and_once() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Feedback).await;
    phone.happen(Event::Feedback(Feedback::Sent)).await;
    let Screen::Feedback(state) = phone.screen() else { panic!() };
    assert!(state.missing, "an answer is needed");
    phone.happen(Event::Feedback(Feedback::Chosen(Overall::Good))).await;
    phone.happen(Event::Feedback(Feedback::WhyWritten("They listened".into()))).await;
    phone.happen(Event::Feedback(Feedback::Sent)).await;
    assert_eq!(stage(&mut phone), Stage::Saved);
    assert_eq!(phone.feedback_waiting(), 1, "it waits first");
    phone.wait(46_000).await;
    assert_eq!(phone.feedback_waiting(), 0);
    assert_eq!(stage(&mut phone), Stage::Sent);
}

#[tokio::test]
async fn it_does_not_go_in_one_burst_with_what_carries_a_name_nor_wait_for_that_for_ever() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    crate::begin(&mut phone).await;
    phone.network(false).await;
    crate::answer(&mut phone).await;
    phone.go(Route::Feedback).await;
    phone.happen(Event::Feedback(Feedback::Chosen(Overall::Good))).await;
    phone.happen(Event::Feedback(Feedback::Sent)).await;
    phone.wait(46_000).await;
    phone.net.borrow_mut().faults.push_back(Fault::Busy(3_000));
    phone.network(true).await;
    phone.happen(Event::Woke(Wake::Feedback)).await;
    assert_eq!((phone.waiting(), phone.feedback_waiting()), (1, 1), "the gateway is busy");
    trust.wait(10 * 60_000);
    phone.happen(Event::Woke(Wake::Feedback)).await;
    assert_eq!((phone.waiting(), phone.feedback_waiting()), (1, 1), "the one has not gone yet");
    trust.wait(24 * 3_600_000);
    phone.happen(Event::Woke(Wake::Feedback)).await;
    assert_eq!((phone.waiting(), phone.feedback_waiting()), (1, 0), "a day is long enough");
}

#[tokio::test]
async fn nothing_that_the_gateway_keeps_links_it_to_the_person() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Feedback).await;
    let words = "canary-kx81-they-listened";
    phone.happen(Event::Feedback(Feedback::Chosen(Overall::Poor))).await;
    phone.happen(Event::Feedback(Feedback::WhyWritten(words.into()))).await;
    phone.happen(Event::Feedback(Feedback::Sent)).await;
    phone.wait(46_000).await;
    assert_eq!(stage(&mut phone), Stage::Sent);
    let mut found = 0;
    for file in std::fs::read_dir(trust.data()).expect("the data folder") {
        let path = file.expect("a file").path();
        let bytes = std::fs::read(&path).expect("its bytes");
        if bytes.windows(words.len()).any(|w| w == words.as_bytes()) {
            found += 1;
            let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
            assert!(name.starts_with("feedback"), "feedback text stands in {name}");
        }
    }
    assert!(found > 0, "the control: the text is kept somewhere");
}

#[tokio::test]
async fn what_is_given_while_it_is_locked_is_not_called_sent_before_it_is() {
    let trust = Trust::open();
    let mut phone = crate::protected(&trust, "asha", "kettle moss nine").await;
    phone.happen(Event::Vault(lapwing_core::vault::Event::LockAsked)).await;
    phone.go(Route::Feedback).await;
    phone.happen(Event::Feedback(Feedback::Chosen(Overall::Good))).await;
    phone.happen(Event::Feedback(Feedback::Sent)).await;
    assert_eq!(stage(&mut phone), Stage::Saved);
    phone.wait(46_000).await;
    assert_eq!((stage(&mut phone), phone.feedback_waiting()), (Stage::Sent, 0));
}

/// Whoever comes in next sees that something waits, and neither what it says nor a way to take it back; it goes all the same.
#[tokio::test]
async fn a_second_person_sees_no_word_of_it_and_it_goes() {
    for own in [true, false] {
        let trust = Trust::open();
        let mut phone = signed_in(&trust, "asha", own).await;
        phone.go(Route::Feedback).await;
        phone.happen(Event::Feedback(Feedback::Chosen(Overall::Poor))).await;
        phone.happen(Event::Feedback(Feedback::WhyWritten("They did not listen".into()))).await;
        phone.happen(Event::Feedback(Feedback::Sent)).await;
        phone.go(Route::Waiting).await;
        let Screen::Waiting(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
        assert_eq!((view.rows.len(), view.unnamed), (1, 0), "who gave it can take it back");
        phone.net.borrow_mut().online = false;
        trust.wait(31 * 60_000);
        phone.net.borrow_mut().online = true;
        phone.go(Route::Plan).await;
        phone.happen(Event::Session(Session::Chosen("nell".into()))).await;
        phone.happen(Event::Session(Session::DeviceTold(false))).await;
        phone.go(Route::Feedback).await;
        let Screen::Feedback(state) = phone.screen() else { panic!("{:?}", phone.screen()) };
        assert!(state.why.is_empty() && state.overall.is_none() && state.stage == Stage::Asking, "{state:?}");
        phone.go(Route::Waiting).await;
        let Screen::Waiting(view) = phone.screen() else { panic!("{:?}", phone.screen()) };
        assert_eq!((view.rows.len(), view.unnamed), (0, 1), "{view:?}");
        assert!(!format!("{:?}", phone.model).contains("They did not listen"));
        phone.wait(11 * 60_000).await;
        phone.wait(11 * 60_000).await;
        assert_eq!(phone.feedback_waiting(), 0, "it went");
    }
}

/// What was begun by who had not signed in is not shown to who signs in then.
#[tokio::test]
async fn words_that_were_begun_without_a_name_are_not_shown_to_who_signs_in() {
    let trust = Trust::open();
    let mut phone = Phone::open(&trust, Route::Feedback).await;
    phone.happen(Event::Feedback(Feedback::WhyWritten("They did not listen".into()))).await;
    phone.happen(Event::Session(Session::Chosen("nell".into()))).await;
    phone.happen(Event::Session(Session::DeviceTold(false))).await;
    phone.go(Route::Feedback).await;
    let Screen::Feedback(state) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(state.why.is_empty(), "{state:?}");
}

#[tokio::test]
async fn a_sign_out_tells_first_that_feedback_is_not_sent_yet() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    phone.go(Route::Feedback).await;
    phone.happen(Event::Feedback(Feedback::Chosen(Overall::Good))).await;
    phone.happen(Event::Feedback(Feedback::Sent)).await;
    phone.happen(Event::Session(lapwing_core::session::Event::SignOutAsked)).await;
    assert_eq!(phone.view().person.and_then(|person| person.leaving).map(|leaving| leaving.unsent), Some(1));
    assert_eq!(phone.feedback_waiting(), 1);
}
