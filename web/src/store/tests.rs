use std::pin::pin;
use std::task::{Context, Poll, Waker};

use lapwing_core::effect::Method;
use lapwing_core::outbox::{Entry, Kind, Ticket, Waiting};
use serde_json::json;

use super::*;

/// The page's memory never waits.
pub(super) fn at_once<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("waited"),
    }
}

fn entry(id: &str, saved_at: i64) -> Entry {
    Entry {
        ticket: Ticket::new(id.into(), "asha".into(), vec![]),
        kind: Kind::CheckIn,
        risk: false,
        method: Method::Post,
        path: "/fhir".into(),
        body: json!({"a": 1}),
        saved_at,
    }
}

#[test]
fn the_pages_memory_keeps_and_forgets() {
    let store = Store::memory();
    let key = Key::of("asha", "draft");
    assert_eq!(at_once(store.load(Place::Page, &key)), Ok(None));
    assert_eq!(at_once(store.save(Place::Page, &key, &json!(1))), Ok(()));
    assert_eq!(at_once(store.clone().load(Place::Page, &key)), Ok(Some(json!(1))));
    assert_eq!(at_once(store.forget(Place::Page, &key)), Ok(()));
    assert_eq!(at_once(store.load(Place::Page, &key)), Ok(None));
}

#[test]
fn without_storage_the_device_is_closed() {
    let store = Store::memory();
    let key = Key::of("asha", "draft");
    assert_eq!(at_once(store.save(Place::Device, &key, &json!(1))), Err(Trouble::StorageClosed));
    assert_eq!(at_once(store.load(Place::Device, &key)), Err(Trouble::StorageClosed));
    assert_eq!(at_once(store.queue(Place::Device, &entry("a", 1), None)), Err(Trouble::StorageClosed));
    assert!(!at_once(store.persist()));
}

#[test]
fn the_queues_list_the_oldest_first_and_a_wipe_empties_them() {
    let store = Store::memory();
    for one in [entry("b", 2), entry("a", 1), entry("b", 3)] {
        at_once(store.queue(Place::Page, &one, None)).unwrap();
    }
    at_once(store.feedback(Place::Page, &entry("f", 1))).unwrap();
    let waiting = at_once(store.list_outbox()).unwrap();
    let ids = |entries: &[Entry]| entries.iter().map(|e| e.ticket.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&waiting.outbox), ["a", "b"]);
    assert_eq!(waiting.outbox[1].saved_at, 3);
    assert_eq!(ids(&waiting.feedback), ["f"]);
    assert_eq!(waiting.on_page, ["a", "b", "f"]);
    at_once(store.discard("a")).unwrap();
    assert_eq!(ids(&at_once(store.list_outbox()).unwrap().outbox), ["b"]);
    at_once(store.wipe(Place::Page)).unwrap();
    assert_eq!(at_once(store.list_outbox()), Ok(Waiting::default()));
}

#[test]
fn an_entry_that_changed_meanwhile_is_not_settled() {
    let store = Store::memory();
    at_once(store.queue(Place::Page, &entry("a", 1), None)).unwrap();
    let (held, _) = at_once(store.held(Queue::Outbox)).unwrap();
    let peeked = held[0].clone();
    let sending = peeked.item.ticket.sending(5);
    let to = Some(peeked.with(sending.clone()));
    let sent = at_once(store.settle(Queue::Outbox, peeked.clone(), to)).unwrap().unwrap();
    assert_eq!(sent.item.ticket, sending);
    assert_eq!(at_once(store.list_outbox()).unwrap().outbox[0].ticket, sending);
    assert!(at_once(store.settle(Queue::Outbox, peeked, None)).unwrap().is_none());
    assert!(at_once(store.settle(Queue::Outbox, sent, None)).unwrap().is_some());
    assert_eq!(at_once(store.list_outbox()), Ok(Waiting::default()));
}

#[test]
fn the_last_sending_is_remembered() {
    let store = Store::memory();
    assert_eq!(at_once(store.last_sent()), Ok(None));
    at_once(store.mark_sent(77)).unwrap();
    assert_eq!(at_once(store.last_sent()), Ok(Some(77)));
}

#[test]
fn the_row_that_an_entry_was_written_in_goes_with_it() {
    let store = Store::memory();
    let key = Key::of("asha", "draft");
    at_once(store.save(Place::Page, &key, &json!(1))).unwrap();
    at_once(store.queue(Place::Page, &entry("a", 1), Some(&key))).unwrap();
    assert_eq!(at_once(store.load(Place::Page, &key)), Ok(None));
}

#[test]
fn no_copy_is_dropped_while_an_entry_does_not_open() {
    let store = Store::memory();
    at_once(store.queue(Place::Page, &entry("a", 1), None)).unwrap();
    let (held, _) = at_once(store.held(Queue::Outbox)).unwrap();
    assert_eq!(outbox::wanted(&held, 0), Some(vec!["asha/a".into()]));
    assert_eq!(outbox::wanted(&held, 1), None);
    assert_eq!(outbox::wanted(&[], 0), Some(vec![]));
}
