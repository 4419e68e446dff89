//! What a person writes: check-ins, drafts, notes, feedback.

use lapwing_core::event::Event;
use lapwing_core::feedback::{self, Overall, Stage};
use lapwing_core::form::shown::{Body, File, Source};
use lapwing_core::form::{self, Given, StepView};
use lapwing_core::now::short_key;
use lapwing_core::outbox::PART;
use lapwing_core::past;
use lapwing_core::route::Route;
use lapwing_core::view::Screen;

use super::history::History;

impl History<'_> {
    pub(super) async fn check_in(&mut self, at: usize, phq9: bool) -> String {
        let risk = phq9 && self.dice.once_in(2);
        let name = if phq9 { "phq-9" } else { "phq-4" };
        self.fill(at, name, risk, usize::MAX).await;
        let tab = &mut self.tabs[at];
        let Screen::Answer(view) = tab.screen() else { return format!("tab {at} opens no {name}") };
        if !matches!(view.step, StepView::Review(_)) {
            return format!("tab {at} gets no review of {name}");
        }
        let before = tab.deeds.len();
        tab.happen(Event::Form(form::Event::Sent)).await;
        self.handed_over(at, before, Some(risk));
        format!("tab {at} sends {name}{}", if risk { " with a risk answer" } else { "" })
    }

    /// The model and what was handed over must agree.
    fn handed_over(&mut self, at: usize, before: usize, risk: Option<bool>) {
        let deed = self.tabs[at].deeds.get(before).cloned();
        let Some(crate::phone::Deed::Wrote(_, entry, done)) = deed else {
            if !self.tabs[at].killed {
                self.found("lost", format!("what was sent in tab {at} was not handed over"));
            }
            return;
        };
        if risk.is_some_and(|risk| risk != entry.risk) {
            self.found("other", format!("{} says of risk {}", entry.ticket.id, entry.risk));
        }
        let thanked =
            matches!(self.tabs[at].screen(), Screen::Answer(v) if matches!(v.step, StepView::Thanks(_)));
        if done.is_err() && thanked {
            self.found("claimed", format!("{} is called saved, and is not", entry.ticket.id));
        }
    }

    /// Answers up to so many questions.
    async fn fill(&mut self, at: usize, name: &str, risk: bool, most: usize) {
        let tab = &mut self.tabs[at];
        tab.go(Route::CheckIns).await;
        let key = short_key(&format!("https://lapwing.example/Questionnaire/{name}"));
        tab.go(Route::Answer(key)).await;
        if matches!(tab.screen(), Screen::Answer(v) if matches!(v.step, StepView::Thanks(_) | StepView::Failed(_)))
        {
            tab.happen(Event::Form(form::Event::Restarted)).await;
        }
        let jump = Event::Form(form::Event::WentTo(0));
        tab.happen(jump).await;
        for _ in 0..most.min(12) {
            let Screen::Answer(view) = tab.screen() else { return };
            let StepView::Form(form) = view.step else { return };
            let last = form.progress.number == form.progress.of;
            let question = form.rows.iter().find(|row| matches!(row.body, Body::Question(_)));
            let Some(question) = question else { return };
            let place = if last && name == "phq-9" { usize::from(risk) } else { 1 };
            tab.happen(Event::Form(form::Event::Gave(question.key.clone(), Given::Chosen(place, true))))
                .await;
            tab.happen(Event::Form(form::Event::Continued)).await;
        }
    }

    /// Shows the team a file of one to three parts.
    pub(super) async fn show(&mut self, at: usize) -> String {
        let (parts, salt) = (self.dice.below(3), self.dice.below(251));
        let length = parts * u64::from(PART) + 100;
        let file =
            (0..length).map(|at| u8::try_from((at * 7 + at / 301 + salt) % 251).unwrap_or(0)).collect();
        let tab = &mut self.tabs[at];
        tab.go(Route::CheckIns).await;
        tab.go(Route::Answer(short_key("https://lapwing.example/Questionnaire/show-my-team"))).await;
        if matches!(tab.screen(), Screen::Answer(v) if matches!(v.step, StepView::Thanks(_) | StepView::Failed(_)))
        {
            tab.happen(Event::Form(form::Event::Restarted)).await;
        }
        tab.happen(Event::Form(form::Event::WentTo(0))).await;
        let words = format!("shown {} {}", self.seed, self.out.script.len());
        gave(tab, |_| Given::Typed(0, words)).await;
        tab.happen(Event::Form(form::Event::Continued)).await;
        tab.files.push(file);
        let held = u32::try_from(tab.files.len() - 1).unwrap_or(u32::MAX);
        let kind = "application/pdf".to_owned();
        let made =
            File { name: "letter.pdf".into(), content_type: kind, size: length, source: Source::Held(held) };
        gave(tab, |slot| Given::File(slot, made.into())).await;
        if refused(tab) {
            // No room: it goes without.
            gave(tab, |_| Given::Cleared).await;
        }
        tab.happen(Event::Form(form::Event::Continued)).await;
        let Screen::Answer(view) = tab.screen() else { return format!("tab {at} can show no file") };
        if !matches!(view.step, StepView::Review(_)) {
            return format!("tab {at} gets no review of a file");
        }
        let before = tab.deeds.len();
        tab.happen(Event::Form(form::Event::Sent)).await;
        self.handed_over(at, before, Some(false));
        format!("tab {at} shows a file of {} parts", parts + 1)
    }

    pub(super) async fn draft(&mut self, at: usize) -> String {
        self.fill(at, "phq-9", false, 3).await;
        format!("tab {at} answers three questions")
    }

    pub(super) async fn note(&mut self, at: usize) -> String {
        let about = self.wrote.iter().rev().find_map(|w| w.response().map(String::from));
        let about = about.unwrap_or_else(|| format!("q{}", self.patient.trim_start_matches("Patient/")));
        let (words, tab) = (format!("note {} {}", self.seed, self.out.script.len()), &mut self.tabs[at]);
        tab.go(Route::CheckIns).await;
        // A session that ended meanwhile is noticed by either: then there is a sign-in, and nowhere to write.
        let here = matches!(tab.screen(), Screen::CheckIns(..));
        tab.go(Route::Past(short_key("https://lapwing.example/Questionnaire/phq-9"))).await;
        if !here || !matches!(tab.screen(), Screen::Past(..)) {
            return format!("tab {at} has no place for a note");
        }
        tab.happen(Event::Past(past::Event::NoteBegun(about))).await;
        tab.happen(Event::Past(past::Event::NoteWritten(words))).await;
        let before = tab.deeds.len();
        tab.happen(Event::Past(past::Event::NoteGiven)).await;
        self.handed_over(at, before, None);
        format!("tab {at} writes a note")
    }

    pub(super) async fn feed_back(&mut self, at: usize) -> String {
        let words = format!("said {} {}", self.seed, self.out.script.len());
        let tab = &mut self.tabs[at];
        tab.go(Route::Feedback).await;
        if tab.model.feedback.stage != Stage::Asking {
            tab.happen(Event::Feedback(feedback::Event::Again)).await;
        }
        tab.happen(Event::Feedback(feedback::Event::Chosen(Overall::Good))).await;
        tab.happen(Event::Feedback(feedback::Event::WhyWritten(words.clone()))).await;
        let before = tab.deeds.len();
        tab.happen(Event::Feedback(feedback::Event::Sent)).await;
        let number = tab.number;
        self.handed_over(at, before, None);
        self.said.retain(|(tab, _)| *tab != number);
        self.said.push((number, words));
        format!("tab {at} gives feedback")
    }
}

/// Answers the question on the screen; what is given may need the first slot.
async fn gave(tab: &mut crate::phone::Phone<'_>, given: impl FnOnce(u32) -> Given) {
    let Screen::Answer(view) = tab.screen() else { return };
    let StepView::Form(form) = view.step else { return };
    let asked = form.rows.iter().find_map(|row| match &row.body {
        Body::Question(asked) => Some((row.key.clone(), asked.slots.first().map_or(0, |slot| slot.id))),
        _ => None,
    });
    let Some((key, slot)) = asked else { return };
    tab.happen(Event::Form(form::Event::Gave(key, given(slot)))).await;
}

/// Whether something is wrong with the answer on the screen.
fn refused(tab: &mut crate::phone::Phone<'_>) -> bool {
    let Screen::Answer(view) = tab.screen() else { return false };
    let StepView::Form(form) = view.step else { return false };
    let wrong = |row: &Body| match row {
        Body::Question(asked) => asked.slots.iter().any(|slot| slot.error.is_some()),
        _ => false,
    };
    form.rows.iter().any(|row| wrong(&row.body))
}
