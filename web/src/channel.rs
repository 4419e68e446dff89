//! What pages and the worker tell each other.

use std::cell::OnceCell;

use lapwing_core::outbox::Outcome;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// Something that happened elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Message {
    /// An entry was settled.
    Settled {
        /// The entry.
        id: String,
        /// What became of it.
        outcome: Outcome,
    },
    /// The outbox or the queue of feedback is not what it was.
    Changed,
    /// The person left: every page shows the neutral one.
    Leave,
}

thread_local! {
    /// One object, as a channel is silent only to the object that posts.
    static CHANNEL: OnceCell<Option<BroadcastChannel>> = const { OnceCell::new() };
}

fn with<T>(use_it: impl FnOnce(&BroadcastChannel) -> T) -> Option<T> {
    CHANNEL.with(|cell| {
        cell.get_or_init(|| BroadcastChannel::new("lapwing").ok())
            .as_ref()
            .map(use_it)
    })
}

/// Tells the others; not oneself. Whether it could be told: a browser without channels has nobody to tell.
pub fn post(message: &Message) -> bool {
    let Ok(text) = serde_json::to_string(message) else {
        return false;
    };
    with(|channel| channel.post_message(&text.into()).is_ok()).unwrap_or(false)
}

/// Hears the others, from now until the page is closed. A second listener replaces the first.
pub fn listen(mut heard: impl FnMut(Message) + 'static) {
    let read = move |event: MessageEvent| {
        // What is not a message of this version comes from another build in another tab: not for us.
        if let Some(message) = event
            .data()
            .as_string()
            .and_then(|text| serde_json::from_str(&text).ok())
        {
            heard(message);
        }
    };
    let closure = Closure::<dyn FnMut(MessageEvent)>::new(read).into_js_value();
    with(|channel| channel.set_onmessage(Some(closure.unchecked_ref())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_read_back() {
        let settled = Message::Settled {
            id: "a".into(),
            outcome: Outcome::Delivered,
        };
        for message in [settled, Message::Changed, Message::Leave] {
            let text = serde_json::to_string(&message).unwrap();
            assert_eq!(serde_json::from_str::<Message>(&text).unwrap(), message);
        }
    }
}
