//! Carries out the core's orders.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use lapwing_core::effect::{Effect, Key, Place, Request};
use lapwing_core::event::{Event, Tag};
use lapwing_core::parts::Part;
use lapwing_core::session::OWED;
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::{self, Lock, Order};
use lapwing_web::channel::{self, Message};
use lapwing_web::{Store, fetch, live, part, sw};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::door;
use crate::tab;

/// What the orders are carried out with.
pub struct Hands {
    /// What is kept.
    pub store: Rc<Store>,
    /// Where facts go.
    pub send: Callback<Event>,
}

impl Hands {
    /// Carries out one order; what it answers comes back as an event.
    pub fn perform(&self, effect: Effect) {
        let (store, send) = (Rc::clone(&self.store), self.send.clone());
        match effect {
            Effect::After(ms, wake) => {
                Timeout::new(ms, move || send.emit(Event::Woke(wake))).forget();
            }
            Effect::Leave => leave(),
            Effect::AskTabs => drop(channel::post(&Message::HeldAsked)),
            Effect::Listen(on) => {
                live::listen(on, Rc::new(move |event| send.emit(Event::Live(event))));
            }
            Effect::Print => print(),
            Effect::KeepViewer => lapwing_web::pdf::keep(),
            Effect::TakeFile(media, data) => take_file(&media, &data),
            Effect::SaveText(name, media, text) => save_text(&name, media, &text),
            Effect::Links(order) => {
                spawn_local(
                    async move { send.emit(Event::Links(lapwing_web::door::record_links(order).await)) },
                );
            }
            other => spawn_local(carry_out(store, send, other)),
        }
    }
}

/// The orders that take a while: one future for all of them, because each costs its size.
async fn carry_out(store: Rc<Store>, send: Callback<Event>, effect: Effect) {
    let mut done = Ok(());
    match effect {
        Effect::Load(place, key) => {
            let row = store.load(place, &key).await;
            if store.found_changed() {
                done = Err(Trouble::StorageChanged);
            }
            send.emit(Event::Loaded(key, row));
        }
        Effect::Save(place, key, value) => {
            let mut done = store.save(place, &key, &value).await;
            if made_room(&store, &send, done.err(), Some(&key)).await {
                done = store.save(place, &key, &value).await;
            }
            send.emit(Event::Saved(key, done));
        }
        Effect::SaveBoth(place, (key, value), beside) => {
            let done = store.save_both(place, (&key, &value), (&beside.0, &beside.1)).await;
            send.emit(Event::Saved(key, done));
        }
        Effect::Forget(place, key) => done = store.forget(place, &key).await,
        Effect::Wipe(place) => send.emit(Event::Wiped(place, wiped(&store, place).await)),
        Effect::Vault(order) => vault_order(&store, &send, order).await,
        Effect::Fetch(tag, request) => send.emit(fetched(tag, &request).await),
        // Nobody waited: a plain reload finds what there is.
        Effect::Update => {
            if !sw::take_over().await {
                reload();
            }
        }
        Effect::Bring(_) | Effect::Measure | Effect::Persist => asked_for(&store, &send, effect).await,
        about_sending => match part::bring(Part::Sending.name()).await {
            Ok(()) => door::sending(store, send.clone(), about_sending).await,
            Err(trouble) => not_sent(&send, about_sending, trouble),
        },
    }
    if let Err(trouble) = done {
        send.emit(Event::StorageLost(trouble));
    }
}

/// Whether it is to be tried again: there was no room, and what comes again was told to go.
pub(crate) async fn made_room(
    store: &Store,
    send: &Callback<Event>,
    trouble: Option<Trouble>,
    key: Option<&Key>,
) -> bool {
    let full = trouble == Some(Trouble::StorageFull);
    if full {
        send.emit(Event::Full(key.cloned()));
        // What was ordered takes its turn at the storage meanwhile, before the next try.
        store.room().await;
    }
    full
}

/// What keeps for sending did not come: nothing was kept, and it stays where it was written. What only looks at what
/// waits is ordered again at the next occasion.
fn not_sent(send: &Callback<Event>, effect: Effect, trouble: Trouble) {
    match effect {
        Effect::Queue(_, entry, _) | Effect::QueueFeedback(_, entry) => {
            send.emit(Event::Queued(entry.ticket.id, Err(trouble)));
        }
        Effect::KeepFile(_, id, _) => send.emit(Event::FileKept(id, Err(trouble))),
        Effect::Withdraw(id) => send.emit(Event::Withdrawn(id, Err(trouble))),
        Effect::Reopen(_, id, ..) => send.emit(Event::Reopened(id, Err(trouble))),
        Effect::ListOutbox => send.emit(Event::Brought(Part::Sending, Err(trouble))),
        _ => {}
    }
}

/// Asks the gateway. A tab that began anew when the device was emptied may have come before the gateway had heard of the
/// sign-out, and stand there signed in: it begins once more.
async fn fetched(tag: Tag, request: &Request) -> Event {
    let reply = fetch::send(request).await;
    let told = match tag {
        Tag::SignedOut => Some(Message::Wiped),
        Tag::SignedIn => Some(Message::SignedIn),
        _ => None,
    };
    if let Some(message) = told.filter(|_| reply.is_ok()) {
        channel::post(&message);
    }
    Event::Fetched(tag, reply)
}

/// Asks the browser for something, and tells what came of it.
async fn asked_for(store: &Store, send: &Callback<Event>, effect: Effect) {
    send.emit(match effect {
        Effect::Bring(part) => Event::Brought(part, part::bring(part.name()).await),
        Effect::Measure => Event::Measured(store.room().await),
        Effect::Persist => Event::Persisted(store.persist().await),
        _ => return,
    });
}

/// Drops what is kept there; of the device, the other tabs are told.
async fn wiped(store: &Store, place: Place) -> Result<(), Trouble> {
    if place == Place::Page {
        return store.wipe(place).await;
    }
    tab::wiping(true);
    let done = store.wipe(place).await;
    // A failure is told to the person: what they write after it is not to go with the next start.
    tab::wiping(false);
    channel::post(&Message::Wiped);
    done
}

/// Ends what a page that was closed meanwhile had begun: the device is wiped before anything of it is shown, and the
/// session ends at the first answer, as its end may not have reached the gateway either.
pub(crate) async fn wiped_at_last(store: &Store) -> Result<(), Trouble> {
    if !tab::is_wiping() {
        return Ok(());
    }
    wiped(store, Place::Device).await?;
    store.save(Place::Device, &Key::of("", OWED), &serde_json::Value::Bool(true)).await
}

/// Does something with the keys, and tells what came of it.
async fn vault_order(store: &Store, send: &Callback<Event>, order: Order) {
    send.emit(Event::Vault(keys(store, order).await));
    send.emit(Event::Vault(vault::Event::PasskeyFound(store.has_passkey().await)));
}

/// Does something with the keys; what came of it.
async fn keys(store: &Store, order: Order) -> vault::Event {
    let (told, event) = match order {
        Order::Look => {
            let lock = store.look().await.unwrap_or(store.lock_state());
            if lock == Lock::Closed {
                channel::post(&Message::KeysAsked);
            }
            return vault::Event::Found(lock);
        }
        Order::Close => {
            store.lock();
            return vault::Event::Found(store.lock_state());
        }
        Order::UnlockByPasskey => return vault::Event::Opened(store.unlock_by_passkey().await),
        Order::Unlock(secret) => return vault::Event::Opened(store.unlock(&secret).await),
        Order::Lock => {
            store.lock();
            (Message::Locked, vault::Event::Found(store.lock_state()))
        }
        other => {
            let forgets = other == Order::Forget;
            let done = match part::bring(Part::Settings.name()).await {
                Ok(()) => door::settings_keys(store.clone(), other).await,
                Err(trouble) => Err(trouble),
            };
            if forgets && done.is_ok() {
                channel::post(&Message::Forgotten);
            }
            let event = if forgets { vault::Event::Forgotten } else { vault::Event::Settled };
            (Message::Vault, event(done))
        }
    };
    channel::post(&told);
    event
}

/// Blanks the page, tells the other tabs, and goes to the neutral page without leaving a way back.
pub fn leave() {
    channel::post(&Message::Leave);
    away();
}

/// Shows the neutral page in this tab.
pub fn away() {
    let document = gloo::utils::document();
    if let Some(root) = document.document_element() {
        root.set_class_name("gone");
    }
    tab::left();
    tab::hold(0);
    if gloo::utils::window().location().replace("/away.html").is_err() {
        document.set_title("");
    }
}

/// Begins anew: what memory holds is gone.
pub fn reload() {
    if gloo::utils::window().location().reload().is_err() {
        away();
    }
}

/// A browser without a print window prints nothing.
fn print() {
    gloo::utils::window().print().ok();
}

/// Hands the browser a letter's file to save.
fn take_file(media: &str, data: &str) {
    let Ok(file) = blob(media, data) else { return };
    let name = match media.split_once('/') {
        Some(("image", "png")) => "photo.png",
        Some(("image", "gif")) => "photo.gif",
        Some(("image", "webp")) => "photo.webp",
        Some(("image", _)) => "photo.jpg",
        Some(("audio", "mpeg")) => "song.mp3",
        Some(("audio", "mp4" | "x-m4a")) => "song.m4a",
        Some(("audio", "wav" | "x-wav")) => "song.wav",
        Some(("audio", _)) => "song",
        _ if media == "application/pdf" => "letter.pdf",
        _ => "letter",
    };
    save(&file, name);
}

/// Hands the browser a text to save.
fn save_text(name: &str, media: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media);
    if let Ok(file) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) {
        save(&file, name);
    }
}

/// Hands the browser a file to save, by a link that is pressed once.
fn save(file: &web_sys::Blob, name: &str) {
    let Ok(url) = web_sys::Url::create_object_url_with_blob(file) else { return };
    let link = gloo::utils::document().create_element("a");
    if let Some(link) = link.ok().and_then(|l| l.dyn_into::<web_sys::HtmlAnchorElement>().ok()) {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let revoke = move || drop(web_sys::Url::revoke_object_url(&url));
    Timeout::new(10_000, revoke).forget();
}

pub(crate) fn blob(media: &str, data: &str) -> Result<web_sys::Blob, wasm_bindgen::JsValue> {
    let bytes = lapwing_core::base64::decode_file(data).unwrap_or_default();
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media);
    web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)
}

/// Moves the focus or the page; `h1` is the screen's heading.
pub fn after_paint(effect: &Effect) {
    let document = gloo::utils::document();
    match effect {
        Effect::Top => gloo::utils::window().scroll_to_with_x_and_y(0.0, 0.0),
        Effect::Refocus(_) if document.active_element().is_some_and(|active| active.tag_name() != "BODY") => {
        }
        Effect::Focus(id) | Effect::Refocus(id) => {
            let found = if id == "h1" {
                document.query_selector("h1").ok().flatten()
            } else {
                document.get_element_by_id(id)
            };
            // A question of several controls hands the focus on to its first one.
            let inner = |e: web_sys::Element| match e.has_attribute("tabindex") {
                true => Some(e),
                // What takes it away or counts it up stands before some fields: it is not what was asked for.
                false => ["input, select, textarea", "button"]
                    .into_iter()
                    .find_map(|kind| e.query_selector(kind).ok().flatten())
                    .or(Some(e)),
            };
            focus(found.and_then(inner));
        }
        Effect::FocusRow(id, row) => {
            let place = [":scope > :nth-child(", &(row + 1).to_string(), ")"].concat();
            let list = document.get_element_by_id(id);
            let found = list.and_then(|list| list.query_selector(&place).ok().flatten());
            if let Some(found) = &found {
                // What is no control takes the focus only so.
                found.set_attribute("tabindex", "-1").ok();
            }
            focus(found);
        }
        _ => {}
    }
}

/// An element that can't take the focus leaves it where it was.
fn focus(found: Option<web_sys::Element>) {
    if let Some(element) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.focus().ok();
    }
}

/// Tells the words of a crash whether what was written is kept (boot.js reads it).
pub fn mark_kept(in_page: bool) {
    if let Some(root) = gloo::utils::document().document_element() {
        let kept = if in_page { "page" } else { "device" };
        // A root that takes no attribute leaves the words without their last half.
        root.set_attribute("data-kept", kept).ok();
    }
}
