//! The plan where nothing else can be read: a copy under the device's own key, if the person wishes it, and the half hour
//! after a call from the plan.

use serde_json::Value;

use super::State;
use super::keep::{read_plan, write_plan};
use super::lines::Plan;
use crate::effect::{Effect, Key, Place, Wake};
use crate::now::Now;
use crate::trouble::Trouble;

/// So long the plan stays readable after a call or text from it, milliseconds (FACTS: session and lock numbers).
const AFTER_CALL: i64 = 30 * 60_000;

/// A copy of the plan that whoever holds the device can read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copy {
    /// Whose it is: the account.
    pub account: String,
    /// Their first name.
    pub name: String,
    /// What it says.
    pub plan: Plan,
    /// When the gateway was last heard of, milliseconds.
    pub checked: i64,
}

/// The half hour after a call. It is in the page's memory only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The plan as it was.
    pub copy: Copy,
    /// From when.
    pub from: i64,
}

/// What can be read without unlocking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Open {
    /// By the person's wish.
    pub copy: Option<Copy>,
    /// The copy is on the device: the save came back.
    pub kept: bool,
    /// The device says that the copy is gone, after the person switched it off.
    pub gone: bool,
    /// The copy that the person switched off, until the device says that it is gone.
    going: Option<Copy>,
    /// After a call.
    pub window: Option<Window>,
}

/// The row of the device.
#[must_use]
pub fn row() -> Key {
    Key::of("", "open-plan")
}

fn write(copy: &Copy) -> Value {
    Value::Array(vec![
        copy.account.as_str().into(),
        copy.name.as_str().into(),
        copy.checked.into(),
        write_plan(&copy.plan),
    ])
}

fn read(row: &Value) -> Option<Copy> {
    let text = |at: usize| row[at].as_str().map(str::to_owned);
    Some(Copy { account: text(0)?, name: text(1)?, checked: row[2].as_i64()?, plan: read_plan(&row[3]) })
}

impl Open {
    /// The row of the device was read.
    pub fn loaded(&mut self, key: &Key, found: Option<&Value>) {
        if *key == row() && self.copy.is_none() {
            self.copy = found.and_then(read);
            self.kept = self.copy.is_some();
        }
    }

    /// The row was kept, or not: what is not there is not said to be.
    pub fn saved(&mut self, key: &Key, done: Result<(), Trouble>) {
        if *key == row() {
            let going = self.going.take();
            self.gone = done.is_ok() && self.copy.is_none();
            // What could not be kept is not there; what could not be taken away still is.
            if done.is_err() {
                self.copy = going;
            }
            self.kept = self.copy.is_some();
        }
    }

    /// What can be read now: what a call left open, or the copy.
    #[must_use]
    pub fn readable(&self, now: &Now) -> Option<&Copy> {
        let left = self.window.as_ref().filter(|w| (0..AFTER_CALL).contains(&(now.time - w.from)));
        left.map(|window| &window.copy).or(self.copy.as_ref())
    }

    /// Somebody was called or texted from the plan of `account`.
    pub fn called(&mut self, state: &State, (account, name): (&str, &str), now: &Now) -> Vec<Effect> {
        let Some(copy) = copy(state, (account, name)) else { return vec![] };
        self.window = Some(Window { copy, from: now.time });
        vec![Effect::After(u32::try_from(AFTER_CALL).unwrap_or(u32::MAX), Wake::SafetyPlan)]
    }

    /// The half hour may be over: then nothing of it stays in memory.
    pub fn woke(&mut self, now: &Now) {
        self.window.take_if(|w| !(0..AFTER_CALL).contains(&(now.time - w.from)));
    }

    /// The person chose whether it is readable without unlocking.
    pub fn choose(&mut self, on: bool, state: &State, who: (&str, &str)) -> Vec<Effect> {
        self.going = self.copy.take().filter(|_| !on);
        self.copy = if on { copy(state, who) } else { None };
        (self.kept, self.gone) = (false, false);
        // An empty row instead of none: keeping is answered, forgetting is not, and who switches it off
        // and puts the device down waits for the answer.
        let row = self.copy.as_ref().map_or(Value::Null, write);
        vec![Effect::Save(Place::Device, self::row(), row)]
    }

    fn kept(&self) -> Effect {
        match &self.copy {
            Some(copy) => Effect::Save(Place::Device, row(), write(copy)),
            None => Effect::Forget(Place::Device, row()),
        }
    }

    /// The copy follows the plan; one of somebody who had the device before goes.
    pub fn follow(&mut self, state: &State, who: (&str, &str)) -> Option<Effect> {
        let now = copy(state, who);
        let copy = self.copy.as_mut()?;
        if copy.account != who.0 {
            self.copy = None;
            return Some(self.kept());
        }
        if now.as_ref().is_none_or(|now| now == copy) {
            return None;
        }
        self.copy = now;
        Some(self.kept())
    }

    /// Nothing of it stays, here or on the device.
    pub fn forgotten(&mut self) -> Option<Effect> {
        let was = std::mem::take(self);
        was.copy.map(|_| self.kept())
    }
}

fn copy(state: &State, (account, name): (&str, &str)) -> Option<Copy> {
    let kept = state.kept.as_ref()?;
    let (account, name) = (account.to_owned(), name.to_owned());
    Some(Copy { account, name, plan: kept.mine.clone(), checked: kept.checked })
}
