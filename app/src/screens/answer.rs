//! A check-in under way: one question at a time, the review, the thanks.

mod question;
mod review;
mod thanks;

use lapwing_core::event::Event;
use lapwing_core::form::{self, AnswerView, Failure, StepView};
use lapwing_core::notice;
use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::words::{form as words, record, trouble};
use yew::prelude::*;

use crate::components::button::{Button, Kind, LinkButton};
use crate::components::heading::{Back, PageHeading};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::TroublePanel;
use crate::icons::Icon;

/// The screen.
pub fn screen(view: &AnswerView, send: &Callback<Event>) -> Html {
    match &view.step {
        StepView::Loading => html! {
            <div class="page">
                <PageHeading title={view.title.clone()} back={back()} />
                { skeleton(Shape::Question) }
            </div>
        },
        StepView::Failed(failure) => failed(view, failure, send),
        StepView::Question(question) => question::screen(&view.title, question, send),
        StepView::Review(review) => review::screen(&view.title, review, send),
        StepView::Thanks(thanks) => thanks::screen(&view.key, thanks, send),
    }
}

fn back() -> Back {
    Back { href: Route::CheckIns.path().into(), words: words::CHECK_INS.into() }
}

fn failed(view: &AnswerView, failure: &Failure, send: &Callback<Event>) -> Html {
    let again = send.reform(|()| Event::Form(form::Event::Restarted));
    html! {
        <div class="page">
            <PageHeading title={view.title.clone()} back={back()} />
            { match failure {
                Failure::Trouble(why) => { let said = trouble::said(*why); html! {
                    <TroublePanel title={said.title} words={said.next}>
                        <Button kind={Kind::Primary} on_press={again}>{ trouble::TRY_AGAIN }</Button>
                    </TroublePanel>
                } }
                Failure::Unsupported(why) => html! {
                    <TroublePanel title={words::UNSUPPORTED} words={words::unsupported(why)}>
                        <p>{ words::UNSUPPORTED_NEXT }</p>
                        <LinkButton href={Route::Team.path()}>{ record::shelf(Shelf::Team) }</LinkButton>
                    </TroublePanel>
                },
            } }
        </div>
    }
}

/// Over each step: which check-in it is, and the way to stop for now.
fn head(title: &str, send: &Callback<Event>) -> Html {
    let pause = send.reform(|()| Event::Form(form::Event::Paused));
    html! {
        <div class="step-head">
            <p class="step-title">{ title.to_owned() }</p>
            <Button kind={Kind::Plain} icon={Icon::Pause} on_press={pause}>{ words::PAUSE }</Button>
        </div>
    }
}

/// Opens the help panel.
fn help(send: &Callback<Event>) -> Callback<()> {
    send.reform(|()| Event::Notice(notice::Event::Help(true)))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::form::Unsupported;
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let at = |step| screen(&AnswerView { title: "Mood check-in".into(), key: "k".into(), step }, &send);
    let unsupported = Failure::Unsupported(Unsupported::Item("7".into(), "attachment".into()));
    let mut all = vec![
        ("answer_loading", at(StepView::Loading)),
        ("answer_trouble", at(StepView::Failed(Failure::Trouble(Trouble::Offline)))),
        ("answer_unsupported", at(StepView::Failed(unsupported))),
    ];
    all.extend(question::examples().into_iter().map(|(name, view)| (name, at(StepView::Question(view)))));
    all.extend(review::examples().into_iter().map(|(name, view)| (name, at(StepView::Review(view)))));
    all.extend(thanks::examples().into_iter().map(|(name, view)| (name, at(StepView::Thanks(view)))));
    all
}
