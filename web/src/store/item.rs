//! What is kept of an entry: a ticket and the bytes that are sent, and beside it a copy for the person's own eyes.
//!
//! Not JSON, as the worker has no room for a parser; and bytes that are never parsed on their way are the same at every
//! attempt, which the gateway's ledger checks.

use lapwing_core::effect::Method;
use lapwing_core::json;
use lapwing_core::outbox::{Entry, Kind, Parts, State, Ticket, Why};

/// What a flusher needs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) ticket: Ticket,
    /// What `body` is sealed to, empty while it is not sealed; of feedback, where it is sent.
    pub(crate) label: String,
    /// What is sent.
    pub(crate) body: Vec<u8>,
}

const METHODS: [Method; 4] = [Method::Get, Method::Post, Method::Put, Method::Delete];
const KINDS: [(&str, Kind); 9] = [
    ("about-me", Kind::AboutMe),
    ("check-in", Kind::CheckIn),
    ("feedback", Kind::Feedback),
    ("file", Kind::File),
    ("note", Kind::Note),
    ("plan", Kind::Plan),
    ("rating", Kind::Rating),
    ("request", Kind::Request),
    ("safety-plan", Kind::SafetyPlan),
];
const STATES: [(&str, State); 4] = [
    ("waiting", State::Waiting),
    ("sign-in", State::NeedsSignIn),
    ("conflict", State::NeedsYou(Why::Conflict)),
    ("refused", State::NeedsYou(Why::Refused)),
];
/// The lines before the bytes.
const LINES: usize = 8;

impl Item {
    /// The bytes to keep; `None` for an item that would not read back as it is.
    pub(crate) fn write(&self) -> Option<Vec<u8>> {
        let Ticket { id, account, rank, expects, not_before, attempts, parts, after, state } = &self.ticket;
        let lines: [&str; LINES] = [
            id,
            account,
            &rank.to_string(),
            &joined(expects.iter().map(String::as_str), ' '),
            &not_before.to_string(),
            &write_tries(*attempts, *parts, after),
            &write_state(*state),
            &self.label,
        ];
        let plain = lines.iter().all(|line| !line.as_bytes().contains(&b'\n'))
            && expects.iter().chain([after]).all(|id| !id.as_bytes().contains(&b' '));
        let mut bytes = joined(lines.into_iter(), '\n').into_bytes();
        bytes.push(b'\n');
        bytes.extend_from_slice(&self.body);
        plain.then_some(bytes)
    }

    /// Whether it is to be sealed to the gateway's key of this name: it is not sealed, or was not taken as it is.
    pub(crate) fn is_to_seal(&self, kid: &str) -> bool {
        self.label.is_empty() || self.ticket.state == State::NeedsSignIn && self.label != kid
    }

    /// Reads what [`Item::write`] wrote.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let mut line = || {
            let end = rest.iter().position(|byte| *byte == b'\n')?;
            let (line, after) = rest.split_at(end);
            rest = after.get(1..)?;
            std::str::from_utf8(line).ok()
        };
        let mut ticket = Ticket {
            id: line()?.into(),
            account: line()?.into(),
            rank: line()?.parse().ok()?,
            expects: line()?.split(' ').filter(|id| !id.is_empty()).map(String::from).collect(),
            not_before: line()?.parse().ok()?,
            attempts: 0,
            parts: Parts::default(),
            after: String::new(),
            state: State::Waiting,
        };
        read_tries(&mut ticket, line()?)?;
        ticket.state = read_state(line()?)?;
        let label = line()?.into();
        Some(Self { ticket, label, body: rest.to_vec() })
    }
}

/// What the person sees of an entry: everything but its ticket.
pub(crate) fn write_copy(entry: &Entry) -> Option<String> {
    let (kind, _) = KINDS.iter().find(|(_, known)| *known == entry.kind)?;
    let risk = if entry.risk { "1" } else { "0" };
    let (saved_at, body) = (entry.saved_at.to_string(), json::write(&entry.body));
    let lines = [kind, risk, entry.method.name(), &entry.path, &saved_at, body.as_str()];
    (!entry.path.as_bytes().contains(&b'\n')).then(|| joined(lines.into_iter(), '\n'))
}

/// The entry again, with its ticket of now.
pub(crate) fn read_copy(text: &str, ticket: Ticket) -> Option<Entry> {
    let mut lines = text.splitn(6, '\n');
    Some(Entry {
        ticket,
        kind: known(&KINDS, lines.next()?)?,
        risk: lines.next()? == "1",
        method: method(lines.next()?)?,
        path: lines.next()?.into(),
        saved_at: lines.next()?.parse().ok()?,
        body: json::read(lines.next()?)?,
    })
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

/// How often it was tried, and of a file the parts and what goes before it: builds that knew none wrote the first number.
fn write_tries(attempts: u32, parts: Parts, after: &str) -> String {
    let Parts { all, there, tried } = parts;
    let attempts = attempts.to_string();
    if all == 0 && after.is_empty() {
        return attempts;
    }
    joined(
        [attempts.as_str(), &all.to_string(), &there.to_string(), &tried.to_string(), after].into_iter(),
        ' ',
    )
}

fn read_tries(ticket: &mut Ticket, line: &str) -> Option<()> {
    let mut words = line.split(' ');
    ticket.attempts = words.next()?.parse().ok()?;
    let Some(all) = words.next() else { return Some(()) };
    let (there, tried) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    ticket.parts = Parts { all: all.parse().ok()?, there, tried };
    ticket.after = words.next()?.into();
    Some(())
}

fn write_state(state: State) -> String {
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

    fn item(state: State) -> Item {
        let ticket = Ticket {
            rank: 1_800_000_000_000,
            not_before: -5,
            attempts: 3,
            state,
            ..Ticket::new("e-1".into(), "asha".into(), vec!["r1".into(), "o1".into()])
        };
        Item { ticket, label: "0123456789abcdef".into(), body: vec![4, 10, 0, 255, 10] }
    }

    #[test]
    fn every_item_reads_back() {
        let states =
            STATES.into_iter().map(|(_, state)| state).chain([State::Sending { since: 12, epoch: 4 }]);
        for state in states {
            let item = item(state);
            assert_eq!(Item::read(&item.write().unwrap()), Some(item));
        }
        let mut file = item(State::Waiting);
        file.ticket.parts = Parts { all: 12, there: 3, tried: 1 };
        assert_eq!(Item::read(&file.write().unwrap()).as_ref(), Some(&file));
        file.ticket.after = "e-0".into();
        assert_eq!(Item::read(&file.write().unwrap()), Some(file));
        let ticket = Ticket::new("f".into(), String::new(), vec![]);
        let bare = Item { ticket, label: String::new(), body: vec![] };
        assert_eq!(Item::read(&bare.write().unwrap()), Some(bare));
    }

    #[test]
    fn what_is_held_is_sealed_anew_to_another_key_only() {
        let bare = Item { label: String::new(), ..item(State::Waiting) };
        let table = [
            (bare, "k", true),
            (item(State::Waiting), "k", false),
            (item(State::NeedsSignIn), "k", true),
            (item(State::NeedsSignIn), "0123456789abcdef", false),
            (item(State::Sending { since: 1, epoch: 1 }), "k", false),
            (item(State::NeedsYou(Why::Refused)), "k", false),
        ];
        for (item, kid, expect) in table {
            assert_eq!(item.is_to_seal(kid), expect, "{:?} {kid}", item.ticket.state);
        }
    }

    #[test]
    fn every_copy_reads_back() {
        for (_, kind) in KINDS {
            let entry = Entry {
                ticket: item(State::Waiting).ticket,
                kind,
                risk: true,
                method: Method::Post,
                path: "/fhir".into(),
                body: json!({"a": "x\ny", "b": [1, null]}),
                saved_at: 7,
            };
            let text = write_copy(&entry).unwrap();
            assert_eq!(read_copy(&text, entry.ticket.clone()), Some(entry));
        }
    }

    #[test]
    fn what_would_not_read_back_is_not_kept() {
        let mut broken = [item(State::Waiting), item(State::Waiting), item(State::Waiting)];
        broken[0].ticket.id = "a\nb".into();
        broken[1].label = "/fhir\n".into();
        broken[2].ticket.expects = vec!["a b".into()];
        for item in broken {
            assert_eq!(item.write(), None);
        }
    }

    #[test]
    fn what_was_not_written_here_is_not_read() {
        let text = item(State::Waiting).write().unwrap();
        let lost = String::from_utf8_lossy(&text).replace("waiting", "lost");
        for broken in [b"".as_slice(), b"a\nb", lost.as_bytes()] {
            assert_eq!(Item::read(broken), None, "{broken:?}");
        }
        let ticket = item(State::Waiting).ticket;
        for broken in ["", "check-in\n1\nPATCH\n/fhir\n7\n{}", "check-in\n1\nPOST\n/fhir\n7\n{"] {
            assert_eq!(read_copy(broken, ticket.clone()), None, "{broken}");
        }
    }
}
