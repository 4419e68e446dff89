//! What pages and the worker tell each other.

use std::cell::OnceCell;

use lapwing_core::outbox::{Outcome, Why};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageEvent;

use crate::bridge::{call, make, set};

/// Something that happened elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The person signed out, and nothing is kept any more: every page begins anew.
    Wiped,
    /// Somebody signed in: a page of somebody else is to know.
    SignedIn,
    /// It was locked: every page drops its keys.
    Locked,
    /// There is a passphrase now, or another, or none.
    Vault,
    /// A forgotten passphrase was started again with: what it opened is gone.
    Forgotten,
    /// A page that was just opened asks whether another one is unlocked.
    KeysAsked,
    /// A page that signs out asks what the others hold in their memory alone.
    HeldAsked,
    /// So many things.
    Held(usize),
}

const OUTCOMES: [(&str, Outcome); 6] = [
    ("delivered", Outcome::Delivered),
    ("part", Outcome::Part),
    ("later", Outcome::Later),
    ("sign-in", Outcome::NeedsSignIn),
    ("conflict", Outcome::NeedsYou(Why::Conflict)),
    ("refused", Outcome::NeedsYou(Why::Refused)),
];

impl Message {
    fn write(&self) -> String {
        match self {
            Self::Settled { id, outcome } => {
                let word = OUTCOMES.iter().find(|(_, known)| known == outcome).map_or("", |(word, _)| *word);
                let mut text = String::from(word);
                text.push(' ');
                text.push_str(id);
                text
            }
            Self::Changed => "changed".into(),
            Self::Leave => "leave".into(),
            Self::Wiped => "wiped".into(),
            Self::SignedIn => "signed-in".into(),
            Self::Locked => "locked".into(),
            Self::Vault => "vault".into(),
            Self::Forgotten => "forgotten".into(),
            Self::KeysAsked => "keys".into(),
            Self::HeldAsked => "held".into(),
            Self::Held(count) => ["held ", &count.to_string()].concat(),
        }
    }

    /// What is not a message of this version comes from another build in another tab: `None`.
    fn read(text: &str) -> Option<Self> {
        match text {
            "changed" => return Some(Self::Changed),
            "leave" => return Some(Self::Leave),
            "wiped" => return Some(Self::Wiped),
            "signed-in" => return Some(Self::SignedIn),
            "locked" => return Some(Self::Locked),
            "vault" => return Some(Self::Vault),
            "forgotten" => return Some(Self::Forgotten),
            "keys" => return Some(Self::KeysAsked),
            "held" => return Some(Self::HeldAsked),
            _ => {}
        }
        let (word, id) = text.split_once(' ')?;
        if word == "held" {
            return id.parse().ok().map(Self::Held);
        }
        let (_, outcome) = OUTCOMES.iter().find(|(known, _)| *known == word)?;
        Some(Self::Settled { id: id.into(), outcome: *outcome })
    }
}

thread_local! {
    /// One object, as a channel is silent only to the object that posts.
    static CHANNEL: OnceCell<Result<JsValue, JsValue>> = const { OnceCell::new() };
}

fn channel() -> Result<JsValue, JsValue> {
    CHANNEL.with(|cell| cell.get_or_init(|| make("BroadcastChannel", &[&"lapwing".into()])).clone())
}

/// Tells the others; not oneself. Whether it could be told: a browser without channels has nobody to tell.
pub fn post(message: &Message) -> bool {
    send(&message.write().into())
}

/// Hands the others what is not words: handles of keys, which no page can look into. The same channel keeps the order: a
/// lock that follows is heard after them.
pub(crate) fn send(data: &JsValue) -> bool {
    channel().is_ok_and(|channel| call(&channel, "postMessage", &[data]).is_ok())
}

/// Hears the others, from now until the page is closed; whether it can. A second listener replaces the first.
/// `handed` hears what is not words.
pub fn listen(mut heard: impl FnMut(Message) + 'static, mut handed: impl FnMut(JsValue) + 'static) -> bool {
    let read = move |event: MessageEvent| match event.data().as_string() {
        Some(text) => {
            if let Some(message) = Message::read(&text) {
                heard(message);
            }
        }
        None => handed(event.data()),
    };
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(read).into_js_value();
    channel().is_ok_and(|channel| set(&channel, "onmessage", listener.unchecked_ref()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_read_back() {
        let settled = OUTCOMES.map(|(_, outcome)| Message::Settled { id: "a-1".into(), outcome });
        for message in settled.into_iter().chain([
            Message::Changed,
            Message::Leave,
            Message::Wiped,
            Message::SignedIn,
            Message::Locked,
            Message::Vault,
            Message::Forgotten,
            Message::KeysAsked,
            Message::HeldAsked,
            Message::Held(12),
        ]) {
            assert_eq!(Message::read(&message.write()), Some(message));
        }
    }

    #[test]
    fn what_is_not_ours_is_no_message() {
        for text in ["", "hello", "delivered", "lost a", "held a", "{\"leave\":true}"] {
            assert_eq!(Message::read(text), None, "{text}");
        }
    }
}
