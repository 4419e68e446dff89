//! A check-in under way: one question at a time, the review, the thanks.

mod thanks;

use lapwing_core::event::Event;
use lapwing_core::form::{self, AnswerView, Failure, StepView};
use lapwing_core::notice;
use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::words::{form as words, record, trouble};
use yew::prelude::*;

use crate::components::button::{Kind, button, link_button};
use crate::components::heading::{Back, page};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, el, p, text};
use crate::screens::asking;
use crate::tell::tell;

/// The screen.
pub fn screen(view: &AnswerView, send: &Callback<Event>) -> Html {
    let screen = match &view.step {
        StepView::Loading => headed(view).with(skeleton(Shape::Question)),
        StepView::Failed(failure) => headed(view).with(failed(failure, send)),
        StepView::Form(form) => asking::form(&view.title, form, send),
        StepView::Review(review) => asking::finish(&view.title, review, send),
        StepView::Thanks(thanks) => thanks::screen(&view.key, thanks, send),
    };
    screen.done()
}

fn headed(view: &AnswerView) -> El {
    page(&view.title, None, Some(Back { href: &Route::CheckIns.path(), words: words::CHECK_INS }))
}

fn failed(failure: &Failure, send: &Callback<Event>) -> El {
    let panel = |title: &str, next: &str| state::trouble(Tone::Amber, Icon::Info, title, next);
    match failure {
        Failure::Trouble(why) => {
            let said = trouble::said(*why);
            let again = tell(send, || Event::Form(form::Event::Restarted));
            panel(said.title, said.next).with(button(Kind::Primary, None, trouble::TRY_AGAIN, &again))
        }
        Failure::Unsupported(why) => {
            let team = link_button(Kind::Quiet, None, record::shelf(Shelf::Team), &Route::Team.path());
            panel(words::UNSUPPORTED, &words::unsupported(why)).with(p(words::UNSUPPORTED_NEXT)).with(team)
        }
    }
}

/// Over each step: which check-in it is, and the way to stop for now.
pub(super) fn head(title: &str, send: &Callback<Event>) -> El {
    let pause = tell(send, || Event::Form(form::Event::Paused));
    let pause = button(Kind::Plain, Some(Icon::Pause), words::PAUSE, &pause);
    el("div", "step-head").with(text("p", "step-title", title)).with(pause)
}

/// Opens the help panel.
fn help(send: &Callback<Event>) -> Callback<()> {
    tell(send, || Event::Notice(notice::Event::Help(true)))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::form::Refusal;
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let at = |step| screen(&AnswerView { title: "Mood check-in".into(), key: "k".into(), step }, &send);
    let unsupported = Failure::Unsupported(Refusal::Kind("7".into(), "dance".into()));
    let mut all = vec![
        ("answer_loading", at(StepView::Loading)),
        ("answer_trouble", at(StepView::Failed(Failure::Trouble(Trouble::Offline)))),
        ("answer_unsupported", at(StepView::Failed(unsupported))),
    ];
    all.extend(
        thanks::examples().into_iter().map(|(name, view)| (name, at(StepView::Thanks(Box::new(view))))),
    );
    all
}
