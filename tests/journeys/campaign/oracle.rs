//! What must hold: after each step, and once all is well again.

use lapwing_core::effect::Key;
use lapwing_core::event::Event;
use lapwing_core::feedback::Stage;
use lapwing_core::form::{Delivery, StepView};
use lapwing_core::notice;
use lapwing_core::outbox::{Kind, State};
use lapwing_core::route::Route;
use lapwing_core::session::Device;
use lapwing_core::view::Screen;

use super::audit::{Audit, There};
use super::history::History;
use super::written::{Fate, Written};
use crate::store::{Held, Queue};

/// So often is it tried in the end; the longest wait between two tries is an hour.
const ROUNDS: usize = 6;
const HOUR: i64 = 3_700_000;

impl History<'_> {
    /// After a step: what is claimed, and in which order things went.
    pub(super) async fn look_around(&mut self) {
        self.order();
        let back = self.wrote.iter().find(|w| w.fate == Fate::Dropped && self.held(&w.id));
        if let Some(what) = back.map(|w| format!("{:?} {} was dropped, and waits again", w.kind, w.id)) {
            self.found("shown", what);
        }
        for at in 0..self.tabs.len() {
            if !self.tabs[at].killed && !self.tabs[at].left {
                self.claims(at);
            }
        }
    }

    fn order(&mut self) {
        let chosen = std::mem::take(&mut self.tabs[0].net.borrow_mut().chosen);
        let known = |id: &str| self.wrote.iter().find(|w| w.id == id);
        let mut wrong = vec![];
        for one in &chosen {
            let Some(sent) = known(&one.id) else { continue };
            for other in one.others.iter().filter_map(|id| known(id)) {
                // Of risk entries the latest goes first: nothing but the number tells what an entry is.
                // Two tabs that keep nothing on the device know nothing of each other.
                let late = !other.risk && other.place == sent.place && other.order < sent.order;
                // A file goes when nothing else is to go.
                let before = match (sent.kind, other.kind) {
                    (Kind::File, Kind::File) | (_, Kind::File) => false,
                    (Kind::File, _) => true,
                    _ => !sent.risk && (other.risk || late),
                };
                if before {
                    wrong.push(format!(
                        "{:?} {} in {:?} went before {:?} {} in {:?}",
                        sent.kind, sent.order, sent.place, other.kind, other.order, other.place
                    ));
                }
            }
        }
        for what in wrong {
            self.found("disordered", what);
        }
    }

    /// "Sent" and "the team was told" only once the gateway has it.
    fn claims(&mut self, at: usize) {
        match self.tabs[at].screen() {
            Screen::Answer(view) => {
                let StepView::Thanks(view) = view.step else { return };
                if !view.sent.delivery.is_delivered() {
                    return;
                }
                let Some(known) = self.wrote.iter().find(|w| w.id == view.sent.entry).cloned() else {
                    return;
                };
                let audit = Audit::of(self.trust);
                if audit.there(&known) == There::Nothing && known.fate != Fate::Restored {
                    self.found("claimed", format!("tab {at} calls {} delivered", known.id));
                }
                let told = matches!(view.sent.delivery, Delivery::TeamTold { .. });
                if told
                    && known.fate != Fate::Restored
                    && audit.tasks(&self.patient, &view.sent.response) == 0
                {
                    self.found("claimed", format!("tab {at} says that the team knows of {}", known.id));
                }
            }
            Screen::Feedback(state) if state.stage == Stage::Sent => {
                let number = self.tabs[at].number;
                let said = self.said.iter().find(|(tab, _)| *tab == number).map(|(_, words)| words.clone());
                let restored =
                    self.wrote.iter().any(|w| w.kind == Kind::Feedback && w.fate == Fate::Restored);
                if let Some(said) = said.filter(|said| !restored && Audit::of(self.trust).said(said) == 0) {
                    self.found("claimed", format!("tab {at} calls the feedback {said:?} sent"));
                }
            }
            _ => {}
        }
    }

    /// Faults end, the person comes back, and everything is looked at.
    pub(super) async fn end(&mut self) {
        self.all_is_well().await;
        for _ in 0..ROUNDS {
            for at in 0..self.tabs.len() {
                if self.tabs[at].killed || self.tabs[at].left {
                    self.page_goes(at);
                    self.tabs[at].reopen(Route::Today).await;
                }
                self.renew(at, false).await;
                self.tabs[at].happen(Event::Visible(true)).await;
                // What is in its memory alone would go with it: it stays open until that is sent.
                if !self.holds_alone(at) {
                    self.is_own_by_now(at).await;
                }
                // Whoever looks at something learns whether the session is over.
                for route in [Route::Shelf("letters".into()), Route::Today] {
                    self.advance(at, false).await;
                    self.tabs[at].go(route).await;
                }
                self.advance(at, false).await;
                self.tabs[at].happen(Event::Notice(notice::Event::SendAsked)).await;
                self.tabs[at].ring().await;
            }
            self.hear().await;
            self.look_around().await;
            if self
                .rest()
                .iter()
                .all(|(id, state)| matches!(state, State::NeedsYou(_)) || self.is_held_up(id))
            {
                break;
            }
            self.trust.wait(HOUR);
        }
        self.judge();
        self.shown().await;
        let net = self.tabs[0].net.borrow();
        for (fault, count) in &net.happened {
            *self.out.faults.entry(fault.clone()).or_default() += count;
        }
        let full = ("storage quota", self.tabs[0].storage.store.borrow().refused);
        for (fault, count) in self.trust.heedless.ignored().into_iter().chain([full]) {
            *self.out.faults.entry(fault.to_owned()).or_default() += count;
        }
    }

    /// A file that waits for answers which don't come.
    fn is_held_up(&self, id: &str) -> bool {
        let audit = Audit::of(self.trust);
        self.wrote.iter().any(|written| written.id == id && self.waits_for_answers(written, &audit))
    }

    /// What still waits anywhere.
    fn rest(&self) -> Vec<(String, State)> {
        let mut rest: Vec<(String, State)> = vec![];
        for tab in &self.tabs {
            for held in [Queue::Outbox, Queue::Feedback].map(|queue| tab.storage.held(queue)).concat() {
                let ticket = held.item.ticket;
                if !rest.iter().any(|(id, _)| *id == ticket.id) {
                    rest.push((ticket.id, ticket.state));
                }
            }
        }
        rest
    }

    fn holds_alone(&self, at: usize) -> bool {
        let waits = |queue| self.tabs[at].storage.held(queue).iter().any(Held::on_page);
        waits(Queue::Outbox) || waits(Queue::Feedback)
    }

    /// Another tab was told meanwhile that the device is the person's own: what is kept there is looked at, and sent, by a tab
    /// that begins after that.
    async fn is_own_by_now(&mut self, at: usize) {
        let known = Key::of("", "device");
        let knows = self.tabs[at].storage.store.borrow().kept.contains_key(&known);
        if knows && self.tabs[at].model.session.device == Device::NotMine {
            self.tabs[at].reopen(Route::Today).await;
            self.advance(at, false).await;
        }
    }

    /// What the list shows is what waits.
    async fn shown(&mut self) {
        for at in 0..self.tabs.len() {
            self.renew(at, true).await;
            self.tabs[at].happen(Event::Visible(true)).await;
            self.advance(at, false).await;
            self.is_own_by_now(at).await;
            self.tabs[at].go(Route::Waiting).await;
            let Screen::Waiting(view) = self.tabs[at].screen() else {
                let screen = format!("{:?}", self.tabs[at].screen());
                let screen: String = screen.chars().take(60).collect();
                self.found("shown", format!("tab {at} does not come back to the list: {screen}"));
                continue;
            };
            let tab = &self.tabs[at];
            let held = [Queue::Outbox, Queue::Feedback].map(|queue| tab.storage.held(queue)).concat();
            let mut is: Vec<(String, State)> =
                held.into_iter().map(|held| (held.item.ticket.id, held.item.ticket.state)).collect();
            let mut shown: Vec<(String, State)> = view.rows.iter().map(|r| (r.id.clone(), r.state)).collect();
            is.sort_by(|a, b| a.0.cmp(&b.0));
            shown.sort_by(|a, b| a.0.cmp(&b.0));
            // Feedback is nobody's once the page that wrote it is closed: it is counted, and not shown.
            let unreadable = view.unreadable + view.unnamed;
            let whole = shown.len() + unreadable == is.len() && shown.iter().all(|row| is.contains(row));
            if !whole {
                self.found(
                    "shown",
                    format!("tab {at} shows {shown:?} and {unreadable} more; there is {is:?}"),
                );
            }
        }
    }

    fn judge(&mut self) {
        self.learn();
        let (audit, rest) = (Audit::of(self.trust), self.rest());
        let refused = self.tabs[0].net.borrow().refused.clone();
        let mut wrong: Vec<(&'static str, String)> = vec![];
        for written in &self.wrote {
            let state = rest.iter().find(|(id, _)| *id == written.id).map(|(_, state)| *state);
            let there = audit.there(written);
            let what =
                |say: &str| format!("{:?} {} (risk {}): {say}", written.kind, written.id, written.risk);
            if self.waits_for_answers(written, &audit) && (state.is_some() || there == There::Nothing) {
                // Answers that are still a draft, refused or gone hold it up; it may not be lost before they are.
                let gone =
                    state.is_none() && written.fate == Fate::Owed && !self.answers_gone(written, &rest);
                match gone {
                    true => wrong.push(("lost", what("it is nowhere, and its answers wait"))),
                    false => self.out.fates[4] += 1,
                }
                self.out.fates[0] += 1;
                continue;
            }
            match fault(written, there, state, refused.contains(&written.id) || written.rewritten) {
                Some((kind, say)) => wrong.push((kind, what(say))),
                None => self.out.fates[place(written, there, state)] += 1,
            }
            self.out.fates[0] += 1;
            if let (Some(response), There::Whole) = (written.response(), there) {
                let tasks = audit.tasks(&self.patient, response);
                if tasks != usize::from(written.risk) && !(written.rewritten && tasks < 2) {
                    let kind = if tasks == 0 { "lost" } else { "duplicated" };
                    wrong.push((kind, what(&format!("{tasks} tasks"))));
                }
            }
        }
        wrong.extend(self.more_than_written(&audit));
        for (kind, what) in wrong {
            self.found(kind, what);
        }
    }

    /// A file whose answers the gateway does not have, or that wait for the person: where something on the way refused them
    /// after they had arrived, the file goes when the person has them tried again.
    fn waits_for_answers(&self, written: &Written, audit: &Audit) -> bool {
        let Some((_, answers)) = &written.file else { return false };
        let needs_you = |(id, state): &(String, State)| id == answers && matches!(state, State::NeedsYou(_));
        if self.rest().iter().any(needs_you) {
            return true;
        }
        let answers = self.wrote.iter().find(|other| other.id == *answers);
        answers.is_none_or(|answers| audit.there(answers) != There::Whole)
    }

    /// Whether the answers that a file belongs to wait no more.
    fn answers_gone(&self, written: &Written, rest: &[(String, State)]) -> bool {
        let answers = written.file.as_ref().map_or("", |(_, answers)| answers);
        rest.iter().all(|(id, _)| id != answers)
    }

    /// Nothing is there that was not written, or twice under two names.
    fn more_than_written(&self, audit: &Audit) -> Vec<(&'static str, String)> {
        let mut more = vec![];
        for kind in ["QuestionnaireResponse", "Observation"] {
            for id in audit.ids(kind, &self.patient) {
                let mine =
                    self.wrote.iter().any(|w| w.makes.iter().any(|(of, made)| of == kind && *made == id));
                if !mine && !id.starts_with("qc") {
                    more.push(("duplicated", format!("{kind}/{id} was not written")));
                }
            }
        }
        for (_, words) in &self.said {
            // The ledger of feedback knows a replay for 15 days, and forgets: a later one counts again.
            let young = |w: &&Written| w.says == *words && self.trust.time() - w.at < KNOWN_FOR;
            if audit.said(words) > 1 && self.wrote.iter().any(|w| young(&w)) {
                more.push(("duplicated", format!("{words:?} stands more than once")));
            }
        }
        more
    }
}

/// So long the ledger of feedback knows what came, at the least, milliseconds.
const KNOWN_FOR: i64 = 15 * 86_400_000;

/// What is wrong with how something ended.
fn fault(
    written: &Written,
    there: There,
    state: Option<State>,
    refused: bool,
) -> Option<(&'static str, &'static str)> {
    let needs_you = matches!(state, Some(State::NeedsYou(_)));
    match (there, written.fate) {
        (There::Some, _) => Some(("lost", "only a part of it is there")),
        (There::Overwritten, _) => Some(("overwritten", "it was written over")),
        (There::Whole, Fate::Owed) if needs_you && !refused => {
            Some(("shown", "the gateway has it, and the person is told that it was refused"))
        }
        (There::Whole, Fate::Owed) if state.is_some() && !needs_you => {
            Some(("shown", "the gateway has it, and it still waits"))
        }
        (There::Nothing, Fate::Owed) if state.is_none() => Some(("lost", "it is nowhere")),
        (There::Nothing, Fate::Owed) if !needs_you => Some(match state {
            Some(State::NeedsSignIn) => ("lost", "it waits for a sign-in for ever"),
            Some(State::Sending { .. }) => ("lost", "it is on its way for ever"),
            _ => ("lost", "it does not arrive"),
        }),
        (There::Nothing, Fate::Owed) if !refused => Some(("lost", "it is refused without a reason")),
        (There::Whole, Fate::TakenBack) => Some(("duplicated", "it was taken back, and is there")),
        (_, Fate::TakenBack) if state.is_some() => Some(("shown", "it was taken back, and waits again")),
        (_, Fate::Dropped) if state.is_some() => Some(("shown", "it was dropped, and waits again")),
        _ => None,
    }
}

/// Which figure counts it: delivered, dropped, gone with a page or a restore, needing the person.
fn place(written: &Written, there: There, state: Option<State>) -> usize {
    match (there, written.fate, state) {
        (_, Fate::Dropped | Fate::TakenBack, _) => 2,
        (_, Fate::PageClosed | Fate::Restored, _) if there == There::Nothing => 3,
        (There::Whole, _, None) => 1,
        (_, _, Some(_)) => 4,
        _ => 1,
    }
}
