//! Holds the model, and hands events in and effects out.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use lapwing_core::app::{Model, only_here, update};
use lapwing_core::effect::Effect;
use lapwing_core::event::Event;
use lapwing_core::form::{self, AnswerView, FormView, StepView};
use lapwing_core::parts;
use lapwing_core::route::Route;
use lapwing_core::session;
use lapwing_core::trouble::Trouble;
use lapwing_core::vault;
use lapwing_core::view::{Screen, View, view};
use lapwing_web::{Store, clock};
use yew::prelude::*;

use crate::effects::{self, Hands};
use crate::{layout, listen, tab, theme};

/// Mounts the app over the static shell, in a task of its own: with what comes before, a slow phone would not answer a
/// tap meanwhile.
pub fn start() {
    theme::apply_kept();
    Timeout::new(0, mount).forget();
}

fn mount() {
    let host = gloo::utils::document().get_element_by_id("app");
    match host {
        Some(host) => drop(yew::Renderer::<Shell>::with_root(host).render()),
        None => drop(yew::Renderer::<Shell>::new().render()),
    }
}

/// What comes to the shell.
pub enum Message {
    /// The storage is open, or replaced by the page's memory.
    Ready(Store, Option<lapwing_core::trouble::Trouble>),
    /// A fact for the core.
    Happened(Event),
}

/// Whether a form stands as it stood, where an answer of it came to be kept: then nothing is drawn again.
fn still(before: &View, now: &View) -> bool {
    match (open_form(before), open_form(now)) {
        (Some(one), Some(other)) => one.kept == other.kept && before.frame == now.frame,
        _ => false,
    }
}

fn open_form(view: &View) -> Option<&FormView> {
    match &view.screen {
        Screen::Answer(AnswerView { step: StepView::Form(form), .. }) => Some(form),
        _ => None,
    }
}

/// In a browser the app is in parts; natively it is in one piece.
fn arriving() -> parts::State {
    if cfg!(target_family = "wasm") { parts::State::away() } else { parts::State::default() }
}

/// The root component.
pub struct Shell {
    model: Model,
    hands: Option<Hands>,
    shown: View,
    announcement: AttrValue,
    title: String,
    /// Orders that need the painted page: focus and scrolling.
    after_paint: Vec<Effect>,
    /// Facts that came before the storage was open.
    early: Vec<Event>,
}

impl Component for Shell {
    type Message = Message;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let send = ctx.link().callback(Message::Happened);
        listen::everything(&send);
        wasm_bindgen_futures::spawn_local(async move {
            let (store, trouble) = match Store::open().await {
                Ok(store) => {
                    let wiped = effects::wiped_at_last(&store).await;
                    (store, wiped.err())
                }
                Err(trouble) => (Store::memory(), Some(trouble)),
            };
            // A task of its own, too.
            Timeout::new(0, move || link.send_message(Message::Ready(store, trouble))).forget();
        });
        let model = Model { parts: arriving(), ..Model::default() };
        Self {
            shown: view(&model, &clock::now()),
            model,
            hands: None,
            announcement: AttrValue::default(),
            title: String::new(),
            after_paint: vec![],
            early: vec![],
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        let saved = matches!(&message, Message::Happened(Event::Saved(..)));
        match message {
            Message::Ready(store, trouble) => {
                let send = ctx.link().callback(Message::Happened);
                let (lock, store) = (store.lock_state(), Rc::new(store));
                listen::tabs(&store, &send);
                self.hands = Some(Hands { store, send });
                self.happened(Event::Vault(vault::Event::Found(lock)));
                self.happened(Event::Form(form::Event::Speaks(listen::languages())));
                self.happened(Event::Started(listen::here()));
                if let Some(link) = listen::link() {
                    self.happened(link);
                }
                if let Some(trouble) = trouble {
                    self.happened(Event::StorageLost(trouble));
                }
                for event in std::mem::take(&mut self.early) {
                    self.happened(event);
                }
            }
            Message::Happened(event) if self.hands.is_none() => self.early.push(event),
            Message::Happened(event) => self.happened(event),
        }
        let before = std::mem::replace(&mut self.shown, view(&self.model, &clock::now()));
        !(saved && self.after_paint.is_empty() && still(&before, &self.shown))
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        if matches!(self.shown.screen, Screen::Starting) {
            return layout::starting();
        }
        let send = ctx.link().callback(Message::Happened);
        layout::layout(&self.shown, &self.announcement, &send)
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        if self.shown.title != self.title {
            self.title.clone_from(&self.shown.title);
            gloo::utils::document().set_title(&self.title);
        }
        if matches!(self.shown.screen, Screen::Starting) {
            return;
        }
        // The parts below are rendered after this one: their elements are there a moment later.
        let orders = std::mem::take(&mut self.after_paint);
        if !orders.is_empty() {
            Timeout::new(0, move || orders.iter().for_each(effects::after_paint)).forget();
        }
    }
}

impl Shell {
    fn happened(&mut self, event: Event) {
        let now = clock::now();
        let before = std::mem::discriminant(&self.model.session.kept);
        let first = matches!(self.model.session.kept, session::Kept::Unread);
        for effect in update(&mut self.model, event, &now) {
            self.perform(effect);
        }
        // Where the storage does not open nobody knows; and who signed out took it away.
        let told = std::mem::discriminant(&self.model.session.kept) != before;
        if told && self.model.notice.storage.is_none() && tab::is_gone(&self.model.session) && first {
            self.happened(Event::StorageLost(Trouble::StorageGone));
        }
        if tab::answered(&self.model.session) {
            self.happened(Event::Session(session::Event::DeviceTold(false)));
        }
        tab::remember(&self.model.session);
        let held = only_here(&self.model);
        effects::mark_kept(held > 0 || self.model.session.device != session::Device::Own);
        tab::hold(held);
    }

    fn perform(&mut self, effect: Effect) {
        let Some(hands) = &self.hands else { return };
        match effect {
            Effect::Announce(words) => self.announcement = words.into(),
            Effect::Focus(_) | Effect::Refocus(_) | Effect::FocusRow(..) | Effect::Top => {
                self.after_paint.push(effect);
            }
            Effect::Navigate(route, replace) => {
                if listen::go(&route, replace) {
                    self.moved(route);
                }
            }
            other => hands.perform(other),
        }
    }

    fn moved(&mut self, route: Route) {
        self.happened(Event::Moved(route));
    }
}
