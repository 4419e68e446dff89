//! Keeps for sending, and sends: the orders about what waits.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use lapwing_core::effect::{Effect, Place, Wake};
use lapwing_core::event::Event;
use lapwing_core::outbox::Outcome;
use lapwing_core::trouble::Trouble;
use lapwing_web::flush::{self, Asked, Left};
use lapwing_web::{Store, clock, sw};
use yew::Callback;

use crate::effects::made_room;

/// Carries out one of them.
pub async fn carry_out(store: Rc<Store>, send: Callback<Event>, effect: Effect) {
    let mut lists = false;
    let mut done = Ok(());
    match effect {
        Effect::Enrol(enrolment) => {
            // Without a credential what waits is held, and the line under the bar says so.
            store.enrol(&enrolment).await.ok();
            send.emit(Event::Woke(Wake::Deliver));
        }
        Effect::Queue(..) | Effect::QueueFeedback(..) | Effect::KeepFile(..) => {
            keep(&store, &send, effect).await;
        }
        Effect::Reopen(place, id, key, row) => {
            let back = store.reopen(place, &id, &key, &row).await;
            send.emit(Event::Reopened(id, back));
        }
        Effect::Withdraw(id) => {
            let done = store.withdraw(&id, clock::now().time).await;
            send.emit(Event::Withdrawn(id, done));
        }
        Effect::Discard(id) => (lists, done) = (true, store.discard(&id).await),
        Effect::Retry(id) => {
            lists = true;
            done = match store.retry(&id).await {
                Ok(_) => deliver(&store, &send, Asked::Person).await,
                Err(trouble) => Err(trouble),
            };
        }
        Effect::Deliver | Effect::DeliverNow => {
            let who = if matches!(effect, Effect::DeliverNow) { Asked::Person } else { Asked::Page };
            (lists, done) = (true, deliver(&store, &send, who).await);
        }
        Effect::DeliverFeedback => {
            let told = |id: &str, outcome: Outcome| send.emit(Event::Settled(id.into(), outcome));
            (lists, done) = (true, flush::feedback(&store, &told).await.map(drop));
        }
        // What could not be looked at now is looked at at the next start.
        Effect::TidyFiles(account) => drop(store.tidy_files(&account).await),
        Effect::ListOutbox => lists = true,
        _ => {}
    }
    if let Err(trouble) = done {
        send.emit(Event::StorageLost(trouble));
    }
    if lists {
        list(&store, &send).await;
    }
}

/// Keeps what is to be sent; where there is no room for it, once more after what comes again has gone.
async fn keep(store: &Store, send: &Callback<Event>, effect: Effect) {
    match effect {
        Effect::Queue(place, entry, from) => {
            let mut done = store.queue(place, &entry, from.as_ref()).await;
            if made_room(store, send, done.err(), None).await {
                done = store.queue(place, &entry, from.as_ref()).await;
            }
            send.emit(Event::Queued(entry.ticket.id, done));
            wake(place, sw::Later::Outbox).await;
        }
        Effect::QueueFeedback(place, entry) => {
            let mut done = store.feedback(place, &entry).await;
            if made_room(store, send, done.err(), None).await {
                done = store.feedback(place, &entry).await;
            }
            send.emit(Event::Queued(entry.ticket.id, done));
            wake(place, sw::Later::Feedback).await;
        }
        Effect::KeepFile(place, id, held) => {
            let mut done = store.keep_file(place, &id, held).await;
            if made_room(store, send, done.as_ref().err().copied(), None).await {
                done = store.keep_file(place, &id, held).await;
            }
            send.emit(Event::FileKept(id, done));
        }
        _ => {}
    }
}

/// Tells what waits. It reads every row: however often that is asked for while a listing is under way, one more follows it,
/// after a rest of some times as long as it took. Else a long queue would be listed anew for each entry that goes, and go
/// ever slower.
async fn list(store: &Store, send: &Callback<Event>) {
    match LISTING.get() {
        Listing::None => {}
        Listing::Once => return LISTING.set(Listing::Again),
        Listing::Again => return,
    }
    LISTING.set(Listing::Once);
    let begun = clock::now().time;
    match store.list_outbox().await {
        Ok(waiting) => send.emit(Event::Outbox(waiting)),
        Err(trouble) => send.emit(Event::StorageLost(trouble)),
    }
    if LISTING.get() == Listing::Once {
        return LISTING.set(Listing::None);
    }
    let took = u32::try_from(clock::now().time - begun).unwrap_or(0).min(LONGEST);
    let send = send.clone();
    let again = move || {
        LISTING.set(Listing::None);
        send.emit(Event::Woke(Wake::List));
    };
    Timeout::new(took * REST, again).forget();
}

/// So many times as long as a listing took, milliseconds, and no longer than this, is the rest before the next one.
const REST: u32 = 4;
const LONGEST: u32 = 1_000;

/// Whether what waits is being listed, and whether it changed since that began: then until the next listing begins.
#[derive(Clone, Copy, PartialEq)]
enum Listing {
    None,
    Once,
    Again,
}

thread_local! {
    static LISTING: Cell<Listing> = const { Cell::new(Listing::None) };
}

/// The worker delivers when the page is gone; the page does it as well, whichever comes first.
async fn wake(place: Place, later: sw::Later) {
    if place == Place::Device {
        sw::request_sync(later).await;
    }
}

/// Each step is written down before it is taken: where there is no room for that, once more after what comes again has gone.
async fn deliver(store: &Store, send: &Callback<Event>, who: Asked) -> Result<(), Trouble> {
    let done = delivered(store, send, who).await;
    if made_room(store, send, done.err(), None).await { delivered(store, send, who).await } else { done }
}

async fn delivered(store: &Store, send: &Callback<Event>, who: Asked) -> Result<(), Trouble> {
    store.seal_waiting().await?;
    let told = |id: &str, outcome: Outcome| send.emit(Event::Settled(id.into(), outcome));
    if flush::flush(store, who, &told).await? == Left::Something {
        sw::request_sync(sw::Later::Outbox).await;
    }
    Ok(())
}
