//! Answering PHQ-9.

use lapwing_core::event::Event;
use lapwing_core::form::{Delivery, Event as Form, FormView, StepView, ThanksView};
use lapwing_core::route::Route;
use lapwing_core::view::Screen;
use lapwing_journeys::phone::{Fault, Phone};
use lapwing_journeys::trust::Trust;

use crate::{RESPONSES, asked, begin, count, signed_in};

fn step(phone: &mut Phone<'_>) -> StepView {
    match phone.screen() {
        Screen::Answer(view) => view.step,
        other => panic!("{other:?}"),
    }
}

/// Answers every question with the nth choice; the last (item 9) with `last`.
pub(crate) async fn answer_all(phone: &mut Phone<'_>, n: usize, last: usize) {
    while let StepView::Form(view) = step(phone) {
        let is_last = view.progress.number == view.progress.of;
        let answer = crate::choose(&view, if is_last { last } else { n });
        phone.happen(Event::Form(answer)).await;
        let after = question(phone);
        assert_eq!(asked(&after).1.help_now, is_last && last > 0, "help stands under item 9 only");
        phone.happen(Event::Form(Form::Continued)).await;
    }
}

fn question(phone: &mut Phone<'_>) -> FormView {
    match step(phone) {
        StepView::Form(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn thanks(phone: &mut Phone<'_>) -> ThanksView {
    match step(phone) {
        StepView::Thanks(view) => *view,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn answers_become_a_response_and_a_score() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let before = count(&mut phone, RESPONSES).await;
    let key = begin(&mut phone).await;
    answer_all(&mut phone, 1, 0).await;
    let StepView::Review(review) = step(&mut phone) else { panic!("the review") };
    assert_eq!(review.rows.len(), 9);
    assert!(review.rows.iter().all(|row| row.answers.len() == 1));
    phone.happen(Event::Form(Form::Sent)).await;
    let view = thanks(&mut phone);
    assert_eq!(view.sent.score.as_ref().map(|s| (s.value, s.max)), Some((8, 27)));
    assert!(!view.sent.risk);
    assert_eq!(view.sent.delivery, Delivery::Delivered);
    assert!(view.before.is_some(), "compared with the one before");
    assert_eq!(count(&mut phone, RESPONSES).await, before + 1);
    phone.go(Route::Past(key)).await;
    let Screen::Past(past) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!((past.taken[0].scores[0].map(|s| s.value), past.taken[0].waiting), (Some(8), false));
    assert!(past.marks.iter().any(|m| m.what.ends_with("started")), "{:?}", past.marks);
    phone.go(Route::Today).await;
    let Screen::Today(today) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert_eq!(today.due.len(), 1, "what was answered is no longer due: {:?}", today.due);
}

#[tokio::test]
async fn a_risk_answer_opens_help_and_the_words_follow_the_truth() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    begin(&mut phone).await;
    answer_all(&mut phone, 1, 1).await;
    phone.network(false).await;
    phone.happen(Event::Form(Form::Sent)).await;
    let view = thanks(&mut phone);
    assert!(view.sent.risk);
    assert_eq!(view.sent.delivery, Delivery::NotYet);
    phone.network(true).await;
    let view = thanks(&mut phone);
    let Delivery::TeamTold { team, reads } = &view.sent.delivery else { panic!("{:?}", view.sent.delivery) };
    assert!(team.contains("Northside"), "{team}");
    assert!(reads.is_some());
    let focus = format!("/fhir/Task?focus=QuestionnaireResponse/{}", view.sent.response);
    assert_eq!(count(&mut phone, &focus).await, 1, "one Task, once");
}

#[tokio::test]
async fn a_lost_answer_of_the_gateway_does_not_send_twice() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let before = count(&mut phone, RESPONSES).await;
    begin(&mut phone).await;
    answer_all(&mut phone, 0, 1).await;
    phone.net.borrow_mut().faults.extend([
        Fault::AnswerLost,
        Fault::Captive,
        Fault::Status(503),
        Fault::Lost,
    ]);
    phone.happen(Event::Form(Form::Sent)).await;
    assert_eq!(thanks(&mut phone).sent.delivery, Delivery::NotYet);
    for _ in 0..6 {
        phone.wait(280_000).await;
    }
    assert_eq!(phone.waiting(), 0);
    assert!(matches!(thanks(&mut phone).sent.delivery, Delivery::TeamTold { .. }));
    assert_eq!(count(&mut phone, RESPONSES).await, before + 1);
}

#[tokio::test]
async fn a_draft_survives_closing_the_app() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    let key = begin(&mut phone).await;
    let view = question(&mut phone);
    let words = asked(&view).0;
    phone.happen(Event::Form(crate::choose(&view, 2))).await;
    phone.happen(Event::Form(Form::Continued)).await;
    phone.reopen(Route::Today).await;
    let Screen::Today(today) = phone.screen() else { panic!("{:?}", phone.screen()) };
    assert!(today.due.iter().any(|d| d.row.draft), "{:?}", today.due);
    phone.go(Route::Answer(key)).await;
    let view = question(&mut phone);
    assert!(view.resumed);
    assert_eq!(view.progress.number, 2);
    phone.happen(Event::Form(Form::WentBack)).await;
    let view = question(&mut phone);
    assert_eq!((asked(&view).0, asked(&view).1.chosen), (words, vec![2]));
}

#[tokio::test]
async fn continue_without_an_answer_says_so_and_loses_nothing() {
    let trust = Trust::open();
    let mut phone = signed_in(&trust, "asha", true).await;
    begin(&mut phone).await;
    phone.happen(Event::Form(Form::Continued)).await;
    let view = question(&mut phone);
    assert_eq!(view.errors.len(), 1);
    assert_eq!(view.progress.number, 1);
}
