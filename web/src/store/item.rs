//! An entry as it is kept: lines of text, and the body as the text that will be sent.
//!
//! Not JSON, as the worker has no room for a parser; and a body that is never parsed on its way is the same, byte for
//! byte, at every attempt, which the gateway's ledger checks.

use lapwing_core::effect::Method;
use lapwing_core::json;
use lapwing_core::outbox::{Entry, Kind, State, Why};
use serde_json::Value;

/// An entry; its body stands beside it as text, and is `Null` within.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) entry: Entry,
    pub(crate) body: String,
}

const METHODS: [Method; 4] = [Method::Get, Method::Post, Method::Put, Method::Delete];
const KINDS: [(&str, Kind); 3] =
    [("check-in", Kind::CheckIn), ("feedback", Kind::Feedback), ("note", Kind::Note)];
const STATES: [(&str, State); 4] = [
    ("waiting", State::Waiting),
    ("sign-in", State::NeedsSignIn),
    ("conflict", State::NeedsYou(Why::Conflict)),
    ("refused", State::NeedsYou(Why::Refused)),
];

impl Item {
    /// What is to be kept of an entry.
    pub(crate) fn of(entry: &Entry) -> Self {
        Self { body: json::write(&entry.body), entry: Entry { body: Value::Null, ..entry.clone() } }
    }

    /// The entry again; `None` if the body is not JSON.
    pub(crate) fn into_entry(self) -> Option<Entry> {
        let body = json::read(&self.body)?;
        Some(Entry { body, ..self.entry })
    }

    /// The text to keep; `None` for an entry that would not read back as it is.
    pub(crate) fn write(&self) -> Option<String> {
        let Entry { id, account, kind, risk, method, path, expects, .. } = &self.entry;
        let (kind, _) = KINDS.iter().find(|(_, known)| known == kind)?;
        let lines: [&str; 11] = [
            id,
            account,
            kind,
            if *risk { "1" } else { "0" },
            method.name(),
            path,
            &joined(expects.iter().map(String::as_str), ' '),
            &self.entry.saved_at.to_string(),
            &self.entry.not_before.to_string(),
            &self.entry.attempts.to_string(),
            &state(self.entry.state),
        ];
        let plain =
            lines.iter().all(|line| !line.contains('\n')) && expects.iter().all(|id| !id.contains(' '));
        plain.then(|| joined(lines.into_iter().chain([self.body.as_str()]), '\n'))
    }

    /// Reads what [`Item::write`] wrote.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut lines = text.splitn(12, '\n');
        let entry = Entry {
            id: lines.next()?.into(),
            account: lines.next()?.into(),
            kind: known(&KINDS, lines.next()?)?,
            risk: lines.next()? == "1",
            method: method(lines.next()?)?,
            path: lines.next()?.into(),
            body: Value::Null,
            expects: lines.next()?.split(' ').filter(|id| !id.is_empty()).map(String::from).collect(),
            saved_at: lines.next()?.parse().ok()?,
            not_before: lines.next()?.parse().ok()?,
            attempts: lines.next()?.parse().ok()?,
            state: read_state(lines.next()?)?,
        };
        Some(Self { entry, body: lines.next()?.into() })
    }
}

/// `join` of the standard library costs 2 kB here.
fn joined<'a>(parts: impl Iterator<Item = &'a str>, by: char) -> String {
    let mut joined = String::new();
    for (at, part) in parts.enumerate() {
        if at > 0 {
            joined.push(by);
        }
        joined.push_str(part);
    }
    joined
}

fn state(state: State) -> String {
    if let State::Sending { since, epoch } = state {
        return joined(["sending", &since.to_string(), &epoch.to_string()].into_iter(), ' ');
    }
    STATES.iter().find(|(_, known)| *known == state).map_or("", |(word, _)| *word).into()
}

fn read_state(text: &str) -> Option<State> {
    let mut parts = text.split(' ');
    match parts.next()? {
        "sending" => {
            Some(State::Sending { since: parts.next()?.parse().ok()?, epoch: parts.next()?.parse().ok()? })
        }
        word => known(&STATES, word),
    }
}

fn method(name: &str) -> Option<Method> {
    METHODS.into_iter().find(|method| method.name() == name)
}

fn known<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, meant)| *meant)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(state: State) -> Entry {
        Entry {
            id: "e-1".into(),
            account: "asha".into(),
            kind: Kind::CheckIn,
            risk: true,
            method: Method::Post,
            path: "/fhir".into(),
            body: json!({"a": "x\ny", "b": [1, null]}),
            expects: vec!["r1".into(), "o1".into()],
            saved_at: 1_800_000_000_000,
            not_before: -5,
            attempts: 3,
            state,
        }
    }

    #[test]
    fn every_entry_reads_back() {
        let states =
            STATES.into_iter().map(|(_, state)| state).chain([State::Sending { since: 12, epoch: 4 }]);
        for state in states {
            let entry = entry(state);
            let text = Item::of(&entry).write().unwrap();
            assert_eq!(Item::read(&text).and_then(Item::into_entry), Some(entry));
        }
        let bare = Entry {
            account: String::new(),
            kind: Kind::Feedback,
            expects: vec![],
            risk: false,
            ..entry(State::Waiting)
        };
        assert_eq!(Item::read(&Item::of(&bare).write().unwrap()).and_then(Item::into_entry), Some(bare));
    }

    #[test]
    fn what_would_not_read_back_is_not_kept() {
        let broken = [
            Entry { id: "a\nb".into(), ..entry(State::Waiting) },
            Entry { path: "/fhir\n".into(), ..entry(State::Waiting) },
            Entry { expects: vec!["a b".into()], ..entry(State::Waiting) },
        ];
        for entry in broken {
            assert_eq!(Item::of(&entry).write(), None);
        }
    }

    #[test]
    fn what_was_not_written_here_is_not_read() {
        let text = Item::of(&entry(State::Waiting)).write().unwrap();
        for broken in ["", "a\nb", &text.replace("waiting", "lost"), &text.replace("POST", "PATCH")] {
            assert_eq!(Item::read(broken), None, "{broken}");
        }
    }
}
