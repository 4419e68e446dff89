//! What a person does, and what goes wrong, one step at a time.

use lapwing_core::event::Event;
use lapwing_core::form::{AnswerView, StepView};
use lapwing_core::notice;
use lapwing_core::outbox::Kind;
use lapwing_core::route::Route;
use lapwing_core::session;
use lapwing_core::vault::{self, Doing, Secret};
use lapwing_core::view::Screen;

use super::history::History;
use crate::phone::Deed;
use crate::store::Queue;

const PASSPHRASE: &str = "kettle moss nine";
const MINUTE: i64 = 60_000;

impl History<'_> {
    fn pick(&mut self) -> usize {
        let tabs = self.tabs.len() as u64;
        usize::try_from(self.dice.below(tabs)).unwrap_or(0)
    }

    /// One step, in words.
    pub(super) async fn act(&mut self) -> String {
        let at = self.pick();
        if self.tabs[at].killed || self.tabs[at].left {
            return self.reopen(at).await;
        }
        if let Some(did) = self.meet_the_worker(at).await {
            self.hear().await;
            return did;
        }
        let did = match self.dice.below(100) {
            0..28 => self.write(at).await,
            28..52 => self.go_wrong().await,
            52..62 => self.time_passes().await,
            62..70 => self.run_worker().await,
            _ => self.live(at).await,
        };
        self.hear().await;
        did
    }

    /// What waits is delivered by the worker more often than not, and is dropped while it has it in hand. Without a network
    /// it is taken back at times.
    async fn meet_the_worker(&mut self, at: usize) -> Option<String> {
        let place = self.worker.as_ref().map_or("none", |worker| worker.place());
        let in_hand = matches!(place, "leased" | "sent");
        if in_hand && self.dice.once_in(4) {
            return Some(self.discard(at).await);
        }
        if self.dice.once_in(if in_hand { 3 } else { 5 }) && (in_hand || place == "choosing") {
            return Some(self.update(at, place).await);
        }
        let waits = self.tabs[at].waiting() > 0;
        if waits && !self.tabs[at].net.borrow().online && self.dice.once_in(3) {
            return Some(self.take_back(at).await);
        }
        if waits && self.dice.once_in(4) { Some(self.run_worker().await) } else { None }
    }

    async fn reopen(&mut self, at: usize) -> String {
        self.page_goes(at);
        self.tabs[at].reopen(Route::Today).await;
        format!("tab {at} is opened again")
    }

    /// Through sign-in and passphrase, to a place where something can be written; whether it got there.
    pub(super) async fn advance(&mut self, at: usize, willing: bool) -> bool {
        // Feedback can be given without a sign-in, and while it is locked.
        if self.tabs[at].model.route == Route::Feedback {
            self.tabs[at].go(Route::Today).await;
        }
        for _ in 0..8 {
            let event = match self.tabs[at].screen() {
                Screen::SignIn(_) => Event::Session(session::Event::Chosen(self.person.clone())),
                Screen::Device(view) => {
                    let own = !view.taken && self.dice.below(5) > 0;
                    Event::Session(session::Event::DeviceTold(own))
                }
                Screen::Protect(_) if willing && self.dice.once_in(2) => {
                    let (old, new) = (Secret(String::new()), Secret(PASSPHRASE.into()));
                    Event::Vault(vault::Event::Chosen(old, new))
                }
                Screen::Protect(_) => Event::Vault(vault::Event::Began(Doing::Nothing)),
                Screen::Unlock(_) => Event::Vault(vault::Event::Given(Secret(PASSPHRASE.into()))),
                Screen::Starting => Event::Session(session::Event::Retried),
                _ => return true,
            };
            self.tabs[at].happen(event).await;
            if self.tabs[at].killed {
                return false;
            }
        }
        false
    }

    async fn write(&mut self, at: usize) -> String {
        let what = self.dice.below(11);
        if what == 10 {
            return self.feed_back(at).await;
        }
        if !self.advance(at, true).await {
            return format!("tab {at} does not get in");
        }
        match what {
            0 => self.show(at).await,
            1..3 => self.check_in(at, true).await,
            3..5 => self.check_in(at, false).await,
            5..7 => self.note(at).await,
            7..9 => self.feed_back(at).await,
            _ => self.draft(at).await,
        }
    }

    async fn time_passes(&mut self) -> String {
        let (name, ms) = self.dice.one_of(&[
            ("a second", 1_000),
            ("a minute", 61_000),
            ("a minute", 61_000),
            ("six minutes", 6 * MINUTE),
            ("eleven minutes", 11 * MINUTE),
            ("half an hour", 31 * MINUTE),
            ("thirteen hours", 13 * 60 * MINUTE),
            ("eight days", 8 * 1_440 * MINUTE),
            ("a month", 31 * 1_440 * MINUTE),
        ]);
        self.trust.wait(ms);
        for at in 0..self.tabs.len() {
            if !self.tabs[at].killed && !self.tabs[at].left {
                self.tabs[at].ring().await;
            }
        }
        format!("{name} goes by")
    }

    /// What a person does besides writing.
    async fn live(&mut self, at: usize) -> String {
        let open = self.tabs[at].view().person.is_some();
        match self.dice.below(13) {
            0 | 1 => {
                self.tabs[at].happen(Event::Notice(notice::Event::SendAsked)).await;
                format!("tab {at}: send now")
            }
            2 if self.dice.once_in(2) => self.take_back(at).await,
            2 => self.discard(at).await,
            3 if open => self.sign_out(at).await,
            4 | 5 => {
                self.happened("page reload");
                self.reopen(at).await
            }
            6 => self.second_tab(at).await,
            7 => {
                let online = !self.tabs[at].net.borrow().online;
                self.tabs[at].net.borrow_mut().online = online;
                for tab in self.tabs.iter_mut().filter(|tab| !tab.killed && !tab.left) {
                    tab.network(online).await;
                }
                format!("online: {online}")
            }
            8 => {
                self.tabs[at].happen(Event::Vault(vault::Event::LockAsked)).await;
                format!("tab {at} is locked")
            }
            9 => self.passphrase(at).await,
            10 => {
                self.tabs[at].happen(Event::Visible(false)).await;
                self.trust.wait(30_000);
                self.tabs[at].happen(Event::Visible(true)).await;
                format!("tab {at} is hidden and seen again")
            }
            _ => {
                let shelf = self.dice.one_of(&["results", "medicines", "letters"]);
                let to = self.dice.one_of(&[0, 1, 2]);
                let route = match to {
                    0 => Route::Today,
                    1 => Route::Waiting,
                    _ => Route::Shelf(shelf.into()),
                };
                self.tabs[at].go(route).await;
                format!("tab {at} looks around")
            }
        }
    }

    /// Drops something that waits, as the screen shows it.
    async fn discard(&mut self, at: usize) -> String {
        self.tabs[at].go(Route::Waiting).await;
        let Screen::Waiting(view) = self.tabs[at].screen() else { return format!("tab {at} shows no list") };
        let Some(row) = view.rows.first() else { return format!("tab {at} has nothing to drop") };
        self.tabs[at].happen(Event::Notice(notice::Event::Discarded(row.id.clone()))).await;
        format!("tab {at} drops {:?}", row.kind)
    }

    /// Takes back something that waits, to change it; what was answered must be there again.
    async fn take_back(&mut self, at: usize) -> String {
        self.tabs[at].go(Route::Waiting).await;
        let Screen::Waiting(view) = self.tabs[at].screen() else { return format!("tab {at} shows no list") };
        let Some(row) = view.rows.iter().find(|row| row.can_change && row.kind == Kind::CheckIn) else {
            return format!("tab {at} has nothing to take back");
        };
        self.tabs[at].happen(Event::Notice(notice::Event::ChangeAsked(row.id.clone()))).await;
        let taken =
            self.tabs[at].deeds.iter().any(|deed| matches!(deed, Deed::Reopened(id) if *id == row.id));
        if !taken {
            return format!("tab {at} can't take {:?} back", row.kind);
        }
        self.happened("taken back");
        let answered = match self.tabs[at].screen() {
            Screen::Answer(AnswerView { step: StepView::Form(form), .. }) => form.progress.answered > 0,
            // The questions did not come, or somebody has to sign in first: then they wait in their row.
            _ => self.tabs[at].killed || self.tabs[at].holds_a_draft(),
        };
        if !answered {
            self.found("lost", format!("the answers that tab {at} took back are not there"));
        }
        if self.dice.once_in(3) {
            return format!("tab {at} takes something back");
        }
        let phq9 = self.dice.once_in(2);
        format!("tab {at} takes something back, and {}", self.check_in(at, phq9).await)
    }

    /// Signs out; if something is not sent, stays or lets it go.
    async fn sign_out(&mut self, at: usize) -> String {
        self.tabs[at].happen(Event::Session(session::Event::SignOutAsked)).await;
        if !matches!(self.tabs[at].model.session.stage, session::Stage::Leaving(..)) {
            return format!("tab {at} signs out");
        }
        let go = self.dice.once_in(2);
        let (lock, device) = (self.tabs[at].lock(), self.tabs[at].model.session.device);
        let event = if go { session::Event::SignOutConfirmed } else { session::Event::SignOutStayed };
        self.tabs[at].happen(Event::Session(event)).await;
        format!("tab {at} ({device:?}, {lock:?}) signs out although something waits: {go}")
    }

    async fn second_tab(&mut self, at: usize) -> String {
        if self.tabs.len() > 1 {
            let gone = self.tabs.len() - 1;
            self.page_goes(gone);
            self.tabs.pop();
            return format!("tab {gone} is closed");
        }
        let mut tab = self.tabs[at].tab();
        tab.number = self.number();
        self.tabs.push(tab);
        self.tabs[1].reopen(Route::Today).await;
        "a second tab is opened".into()
    }

    async fn passphrase(&mut self, at: usize) -> String {
        let secret = |words: &str| Secret(words.into());
        match (self.tabs[at].screen(), self.dice.below(3)) {
            (Screen::Unlock(_), 0) => {
                self.tabs[at].happen(Event::Vault(vault::Event::Given(secret("not it at all")))).await;
                format!("tab {at}: a wrong passphrase")
            }
            (Screen::Unlock(_), 1) => {
                let unsealed =
                    self.tabs[at].storage.held(Queue::Outbox).iter().any(|h| h.item.label.is_empty());
                // The words say what is lost; what was never sealed is.
                if unsealed {
                    return format!("tab {at}: not forgotten after all");
                }
                self.tabs[at].happen(Event::Vault(vault::Event::Began(Doing::Forgetting))).await;
                self.tabs[at].happen(Event::Vault(vault::Event::ForgetConfirmed)).await;
                self.tabs[at].happen(Event::Session(session::Event::Chosen(self.person.clone()))).await;
                if !matches!(self.tabs[at].screen(), Screen::SignIn(_)) {
                    return format!("tab {at}: the passphrase is forgotten");
                }
                // What is written meanwhile would go with a sign-in later, unasked.
                self.tabs[at].happen(Event::Session(session::Event::KeptOpened)).await;
                format!("tab {at}: nobody signs in to forget the passphrase")
            }
            (Screen::Unlock(_), _) => {
                self.tabs[at].happen(Event::Vault(vault::Event::Given(secret(PASSPHRASE)))).await;
                format!("tab {at} is unlocked")
            }
            (Screen::Today(_), 0) => {
                self.tabs[at].happen(Event::Vault(vault::Event::Began(Doing::Removing))).await;
                self.tabs[at].happen(Event::Vault(vault::Event::Removed(secret(PASSPHRASE)))).await;
                format!("tab {at}: no passphrase any more")
            }
            (Screen::Today(_), _) => {
                self.tabs[at].happen(Event::Vault(vault::Event::Began(Doing::Choosing))).await;
                let chosen = vault::Event::Chosen(secret(""), secret(PASSPHRASE));
                self.tabs[at].happen(Event::Vault(chosen)).await;
                format!("tab {at}: a passphrase")
            }
            _ => format!("tab {at}: nothing about a passphrase"),
        }
    }
}
