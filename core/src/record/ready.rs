//! What the person is ready to see: the kinds of entries that they want to see at once, and what is new since they looked
//! last. It is kept on this device alone; without it, what is younger than a month counts as new.

use serde_json::Value;

use super::hold::Came;
use super::{Hold, State};
use crate::effect::{Effect, Key};
use crate::json;
use crate::now::Now;

use super::fetching::Keep;

/// What counts as new where nobody knows when the person looked last, in milliseconds (30 days).
const A_MONTH: i64 = 30 * 86_400_000;
/// So many opened entries are remembered until the person says that they have seen what is new; after that the first are
/// forgotten, and wait again.
const MOST_OPENED: usize = 2_000;

/// What the person is ready to see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ready {
    /// What is shown at once.
    pub shown: Vec<Hold>,
    /// When the person looked last, milliseconds.
    pub since: Option<i64>,
    /// The keys of entries that waited and that they opened since: each reading of a result by itself, so that the next one
    /// waits again.
    pub opened: Vec<String>,
    /// The keys of entries that they hid on this device.
    pub hidden: Vec<String>,
}

impl Ready {
    /// Whether entries that wait for this reason are shown at once.
    #[must_use]
    pub fn shows(&self, hold: Hold) -> bool {
        self.shown.contains(&hold)
    }

    /// The moment after which what comes is new.
    #[must_use]
    pub fn border(&self, now: &Now) -> i64 {
        self.since.unwrap_or(now.time - A_MONTH)
    }

    /// Whether what came then is new to the person.
    #[must_use]
    pub fn is_new(&self, Came { updated, when }: Came, now: &Now) -> bool {
        // A record that was just filled is no news: without a last time, what it is about must be of late too.
        let known = self.since.is_some();
        let came = if known { updated.or(when) } else { when };
        came.is_some_and(|at| at > self.border(now) && (known || at <= now.time))
    }

    /// The person opened it since they looked last.
    #[must_use]
    pub fn is_opened(&self, key: &str) -> bool {
        self.opened.iter().any(|known| known == key)
    }

    fn read(value: &Value) -> Self {
        let texts = |name: &str| -> Vec<String> {
            let list = value[name].as_array().into_iter().flatten();
            list.filter_map(|text| text.as_str().map(str::to_owned)).collect()
        };
        let shown = texts("shown");
        Self {
            shown: Hold::ALL
                .into_iter()
                .filter(|hold| shown.iter().any(|name| name == hold.name()))
                .collect(),
            since: value["since"].as_i64(),
            opened: texts("opened"),
            hidden: texts("hidden"),
        }
    }

    fn write(&self) -> Value {
        let list = |all: Vec<&str>| Value::Array(all.into_iter().map(Value::from).collect());
        let holes = [
            ("shown", list(self.shown.iter().map(|hold| hold.name()).collect())),
            ("since", self.since.map_or(Value::Null, Value::from)),
            ("opened", list(self.opened.iter().map(String::as_str).collect())),
            ("hidden", list(self.hidden.iter().map(String::as_str).collect())),
        ];
        let row = r#"{"shown": "$shown", "since": "$since", "opened": "$opened", "hidden": "$hidden"}"#;
        json::filled(row, &holes)
    }
}

fn row(account: &str) -> Key {
    Key::of(account, "ready")
}

/// Looks for what was kept, once. `true`: all that can be known is known.
pub fn look_up(state: &mut State, keep: Keep) -> (Vec<Effect>, bool) {
    let Some((place, account)) = keep else { return (vec![], true) };
    if state.ready_asked {
        return (vec![], state.ready_known);
    }
    state.ready_asked = true;
    (vec![Effect::Load(place, row(account))], false)
}

/// A kept row was read; `true` if it was this one.
pub fn ready_loaded(state: &mut State, key: &Key, kept: Option<&Value>, account: &str) -> bool {
    if *key != row(account) || state.ready_known {
        return false;
    }
    state.ready_known = true;
    if let Some(kept) = kept {
        state.ready = Ready::read(kept);
        super::hide::sift_all(state);
    }
    state.keeping.hides(&state.ready.hidden);
    true
}

/// The person chose to see entries that wait for this reason at once, or (`false`) that they wait again.
pub fn choose(state: &mut State, (name, at_once): (&str, bool), keep: Keep) -> Vec<Effect> {
    state.ready.shown.retain(|hold| hold.name() != name);
    let found = Hold::ALL.into_iter().find(|hold| at_once && hold.name() == name);
    state.ready.shown.extend(found);
    kept(state, keep)
}

impl State {
    /// Each reason for which entries wait, and whether they do; `None` before it is known what the person chose.
    #[must_use]
    pub fn waiting(&self) -> Option<[(Hold, bool); 4]> {
        let known = !self.ready_asked || self.ready_known;
        known.then(|| Hold::ALL.map(|hold| (hold, !self.ready.shows(hold))))
    }
}

/// The person has seen what is new.
pub fn seen(state: &mut State, keep: Keep, now: &Now) -> Vec<Effect> {
    (state.ready.since, state.ready.opened) = (Some(now.time), vec![]);
    kept(state, keep)
}

/// The person opened entries that waited: of these they are not asked again.
pub fn seen_now(state: &mut State, keys: &[String], keep: Keep) -> Vec<Effect> {
    let opened = &mut state.ready.opened;
    let before = opened.len();
    for key in keys {
        if !opened.contains(key) {
            opened.push(key.clone());
        }
    }
    if opened.len() == before {
        return vec![];
    }
    opened.drain(..opened.len().saturating_sub(MOST_OPENED));
    kept(state, keep)
}

pub(super) fn kept(state: &State, keep: Keep) -> Vec<Effect> {
    keep.map(|(place, account)| Effect::Save(place, row(account), state.ready.write())).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effect::Place;
    use crate::fhir::date::Date;
    use crate::fhir::reference::Reference;
    use crate::fhir::source::Source;

    #[test]
    fn what_is_kept_reads_back() {
        let now = Now::new(1_795_338_000_000, 0, [1, 2, 3, 4]);
        let mut state = State::default();
        let keep = Some((Place::Device, "asha"));
        drop(choose(&mut state, ("risk", true), keep));
        drop(choose(&mut state, ("marked", true), keep));
        drop(choose(&mut state, ("marked", false), keep));
        drop(choose(&mut state, ("no such reason", true), keep));
        let waits = state.waiting().map(|all| all.map(|(_, waits)| waits));
        assert_eq!(waits, Some([true, true, false, true]), "what was chosen can be taken back");
        drop(seen(&mut state, keep, &now));
        let keys = ["k3".to_owned()];
        let effects = seen_now(&mut state, &keys, keep);
        assert!(seen_now(&mut state, &keys, keep).is_empty());
        let [Effect::Save(Place::Device, key, value)] = effects.as_slice() else { panic!("{effects:?}") };
        let mut other = State::default();
        assert!(ready_loaded(&mut other, key, Some(value), "asha"));
        assert_eq!(other.ready, state.ready);
        assert_eq!(other.ready.shown, [Hold::Risk]);
        assert!(!ready_loaded(&mut State::default(), key, Some(value), "sam"));
        assert_eq!(Ready::read(&Value::from("x")), Ready::default());
    }

    #[test]
    fn what_counts_as_new() {
        let now = Now::new(1_795_338_000_000, 0, [1, 2, 3, 4]);
        let date = |text: &str| Date::parse(text);
        let from = |updated: &str, when: &str| {
            let source = Source { updated: date(updated), ..Source::default() };
            Came::of(&source, date(when)).unwrap()
        };
        let first = Ready::default();
        assert!(first.is_new(from("2026-11-22T08:00:00Z", "2026-11-10"), &now));
        assert!(!first.is_new(from("2026-11-22T08:00:00Z", "2026-03-10"), &now), "a record just filled");
        let later = Ready { since: date("2026-11-20T08:00:00Z").map(|d| d.to_millis()), ..Ready::default() };
        assert!(
            later.is_new(from("2026-11-22T08:00:00Z", "2026-03-10"), &now),
            "an old result that came now"
        );
        assert!(!later.is_new(from("2026-11-19T08:00:00Z", "2026-11-19"), &now));
        let mine = Source { by: vec![Reference::to("Patient", "a")], ..Source::default() };
        assert_eq!(Came::of(&mine, date("2026-11-22")), None);
    }
}
