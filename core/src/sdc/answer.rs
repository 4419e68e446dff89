//! What a person does with a question, and what rules do with it.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::choices::{Choice, Choices};
use super::live::{Answer, Live};
use super::offered::Offered;
use super::problem::Problem;
use super::typed::{self, Typed};
use super::{Kind, check, fit, json, value};

impl Live {
    /// Changes what is typed into one answer, which is made if it is not there.
    pub fn type_in(&mut self, at: usize, slot: u32, change: impl FnOnce(&mut Typed)) {
        if !self.is_open(at) {
            return;
        }
        let Some(item) = self.item(at) else { return };
        let (kind, repeats) = (item.kind, item.repeats);
        let units = check::units(&self.form, self.nodes.get(at).map_or(0, |node| node.item));
        let Some(place) = self.slot(at, slot, repeats) else { return };
        let Some(node) = self.nodes.get_mut(at) else { return };
        let Some(answer) = node.answers.get_mut(place) else { return };
        let before = answer.bare().cloned().unwrap_or(Value::Null);
        let mut now = match answer.typed.take() {
            Some(typed) => typed,
            None => Box::new(typed::write(kind, &before, &units)),
        };
        let was = now.left;
        change(&mut now);
        let read = typed::read(kind, &now, &units, &self.now);
        (node.touched, node.not_said) = (true, false);
        (answer.value, answer.problem) = match read {
            Ok(value) => (value, None),
            Err(problem) => (None, Some(problem)),
        };
        let same = answer.bare().unwrap_or(&Value::Null) == &before && (was || !now.left);
        answer.typed = Some(now);
        if same {
            return self.touch(at);
        }
        self.gave(at);
    }

    /// A field was left: what is wrong with it may be said. Nothing is made for it.
    pub fn left(&mut self, at: usize, slot: u32) {
        if self.node(at).is_some_and(|node| node.answers.iter().any(|answer| answer.id == slot)) {
            self.type_in(at, slot, |typed| typed.left = true);
        }
    }

    /// The number that a new answer gets.
    #[must_use]
    pub fn next_slot(&self, at: usize) -> u32 {
        self.nodes.get(at).map_or(0, |node| node.next_slot)
    }

    /// The place of the answer with a number; a question without answers, or one that repeats, gets a new one.
    fn slot(&mut self, at: usize, slot: u32, repeats: bool) -> Option<usize> {
        let node = self.nodes.get(at)?;
        if let Some(place) = node.answers.iter().position(|answer| answer.id == slot) {
            return Some(place);
        }
        (repeats || node.answers.is_empty()).then(|| self.add_slot_as(at, slot))?
    }

    fn add_slot_as(&mut self, at: usize, slot: u32) -> Option<usize> {
        let node = self.nodes.get_mut(at)?;
        node.next_slot = node.next_slot.max(slot.saturating_add(1));
        node.answers.push(Answer { id: slot, ..Answer::default() });
        self.plant_if_repeats(at, slot);
        Some(self.nodes.get(at)?.answers.len() - 1)
    }

    /// One more answer to type.
    pub fn add_slot(&mut self, at: usize) {
        if !self.is_open(at) || !self.item(at).is_some_and(|item| item.repeats) {
            return;
        }
        // A question without answers shows one slot already.
        if self.nodes.get(at).is_some_and(|node| node.answers.is_empty()) {
            self.add_slot_as(at, 0);
        }
        if let Some(next) = self.nodes.get(at).map(|node| node.next_slot) {
            self.add_slot_as(at, next);
        }
        self.gave(at);
    }

    /// Takes one answer away.
    pub fn remove_slot(&mut self, at: usize, slot: u32) {
        if !self.is_open(at) {
            return;
        }
        self.drop_slot(at, slot);
        self.gave(at);
    }

    fn drop_slot(&mut self, at: usize, slot: u32) {
        if self.item(at).is_some_and(|item| item.repeats) {
            self.fell_under(at, slot);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.answers.retain(|answer| answer.id != slot);
            node.touched = true;
        }
    }

    /// Chooses the choice at `place`, or unchooses it.
    pub fn choose(&mut self, at: usize, place: usize, on: bool) {
        let Some(choice) = self.choices(at).and_then(|choices| choices.list.get(place)).cloned() else {
            return;
        };
        let off = json::choice(&choice.answer).is_some_and(|(_, value)| self.is_off(at, value));
        if !self.is_open(at) || (on && off) {
            return;
        }
        let many = self.item(at).is_some_and(|item| item.repeats);
        let exclusive = if many { self.alone_values(at) } else { Vec::new() };
        let Some(node) = self.nodes.get(at) else { return };
        let mut gone = Vec::new();
        for answer in &node.answers {
            let same = answer.value.as_ref().is_some_and(|given| is_same(given, &choice.answer));
            let ends = on && (!many || choice.exclusive || exclusive.contains(&answer.id));
            if same && on {
                return;
            }
            if (same && !on) || ends {
                gone.push(answer.id);
            }
        }
        // One answer changes in place: what stands under it stays.
        let mut kept = Vec::new();
        if on && !many {
            kept.extend(gone.first().copied());
        }
        for slot in gone.iter().filter(|slot| !kept.contains(slot)) {
            self.drop_slot(at, *slot);
        }
        if on {
            let id = kept.first().copied();
            self.put_answer(at, id, &choice);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            (node.touched, node.not_said) = (true, false);
        }
        self.gave(at);
    }

    fn put_answer(&mut self, at: usize, id: Option<u32>, choice: &Choice) {
        let made = Answer { value: Some(choice.answer.clone()), ..Answer::default() };
        self.push_answer(at, id, made);
        // Several choices stand in the order in which they are offered.
        let Some(choices) = self.choices(at).cloned() else { return };
        if let Some(node) = self.nodes.get_mut(at) {
            let place = |answer: &Answer| {
                let known = |c: &Choice| answer.value.as_ref().is_some_and(|v| is_same(v, &c.answer));
                choices.list.iter().position(known).unwrap_or(usize::MAX)
            };
            crate::order::by(&mut node.answers, |answer| i64::try_from(place(answer)).unwrap_or(i64::MAX));
        }
        self.order_under(at);
    }

    /// Puts an answer in the place of another, or behind the last.
    fn push_answer(&mut self, at: usize, id: Option<u32>, mut made: Answer) {
        let Some(node) = self.nodes.get_mut(at) else { return };
        if let Some(place) = id.and_then(|id| node.answers.iter_mut().find(|answer| answer.id == id)) {
            made.id = place.id;
            *place = made;
            return;
        }
        made.id = node.next_slot;
        node.next_slot += 1;
        let slot = made.id;
        node.answers.push(made);
        self.plant_if_repeats(at, slot);
    }

    fn plant_if_repeats(&mut self, at: usize, slot: u32) {
        if self.item(at).is_some_and(|item| item.repeats) {
            self.plant_under(at, slot);
        }
    }

    fn alone_values(&self, at: usize) -> Vec<u32> {
        let Some(choices) = self.choices(at) else { return Vec::new() };
        let Some(node) = self.nodes.get(at) else { return Vec::new() };
        let alone = |answer: &&Answer| {
            let given = answer.value.as_ref();
            choices.list.iter().any(|c| c.exclusive && given.is_some_and(|given| is_same(given, &c.answer)))
        };
        node.answers.iter().filter(alone).map(|answer| answer.id).collect()
    }

    /// An answer of one's own beside the choices: chosen or not, and its words.
    pub fn other(&mut self, at: usize, on: bool, words: Option<String>) {
        let open = self.item(at).is_some_and(|item| item.kind == Kind::OpenChoice);
        if !self.is_open(at) || !open {
            return;
        }
        let many = self.item(at).is_some_and(|item| item.repeats);
        let Some(node) = self.nodes.get(at) else { return };
        let known = node.answers.iter().find(|answer| answer.other).map(|answer| answer.id);
        if !on {
            if let Some(known) = known {
                self.drop_slot(at, known);
                self.gave(at);
            }
            return;
        }
        let alone =
            if many { self.alone_values(at) } else { node.answers.iter().map(|answer| answer.id).collect() };
        for slot in alone.into_iter().filter(|slot| Some(*slot) != known) {
            self.drop_slot(at, slot);
        }
        let before =
            known.and_then(|id| self.nodes.get(at)?.answers.iter().find(|a| a.id == id)?.typed.clone());
        let text = words.unwrap_or_else(|| before.map(|typed| typed.text.clone()).unwrap_or_default());
        let typed = Typed { text, ..Typed::default() };
        let (value, problem) = match typed::read(Kind::String, &typed, &[], &self.now) {
            Ok(value) => (value, None),
            Err(problem) => (None, Some(problem)),
        };
        self.push_answer(
            at,
            known,
            Answer { id: 0, value, other: true, typed: Some(Box::new(typed)), problem },
        );
        if let Some(node) = self.nodes.get_mut(at) {
            (node.touched, node.not_said) = (true, false);
        }
        self.gave(at);
    }

    /// Gives these answers in the place of all others; each an object with its `value[x]`. `by_person`: calculations
    /// leave them alone from now on.
    pub fn set(&mut self, at: usize, answers: &[Value], by_person: bool) {
        let Some(item) = self.item(at).filter(|item| item.kind.is_question()) else { return };
        let (repeats, open) = (item.repeats, item.kind == Kind::OpenChoice);
        let slots: Vec<u32> =
            self.nodes.get(at).map(|n| n.answers.iter().map(|a| a.id).collect()).unwrap_or_default();
        let most = if repeats { answers.len() } else { answers.len().min(1) };
        for slot in slots.iter().skip(most) {
            self.drop_slot(at, *slot);
        }
        for (place, value) in answers.iter().take(most).enumerate() {
            let other = open && value.get("valueString").is_some() && !self.lists(at, value);
            let made = Answer { value: Some(without_item(value)), other, ..Answer::default() };
            self.push_answer(at, slots.get(place).copied(), made);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.touched = by_person;
            node.not_said = false;
        }
        self.gave(at);
    }

    fn lists(&self, at: usize, value: &Value) -> bool {
        self.choices(at).is_some_and(|choices| choices.list.iter().any(|c| is_same(value, &c.answer)))
    }

    /// Yes or no; nothing takes the answer back.
    pub fn yes_no(&mut self, at: usize, yes: Option<bool>) {
        if self.is_open(at) && self.item(at).is_some_and(|item| item.kind == Kind::Boolean) {
            let given = yes.map(|yes| fit::named("valueBoolean", yes.into()));
            self.set(at, given.as_slice(), true);
        }
    }

    /// A file in the answer with this number, or why it cannot be taken.
    pub fn file(&mut self, at: usize, slot: u32, file: Result<Value, Problem>) {
        let Some(item) = self.item(at).filter(|item| item.kind == Kind::Attachment) else { return };
        let repeats = item.repeats;
        if !self.is_open(at) {
            return;
        }
        let Some(place) = self.slot(at, slot, repeats) else { return };
        if let Some(node) = self.nodes.get_mut(at)
            && let Some(answer) = node.answers.get_mut(place)
        {
            (answer.value, answer.problem) = match file {
                Ok(file) => (Some(fit::named("valueAttachment", file)), None),
                Err(problem) => (None, Some(problem)),
            };
            answer.typed = None;
            (node.touched, node.not_said) = (true, false);
        }
        self.gave(at);
    }

    /// The person does not want to say, or takes that back.
    pub fn not_said(&mut self, at: usize, on: bool) {
        if !self.is_open(at) {
            return;
        }
        if on {
            self.set(at, &[], true);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.not_said = on;
        }
        self.gave(at);
    }

    /// Whether a person may change a node now.
    #[must_use]
    pub fn is_open(&self, at: usize) -> bool {
        self.node(at).is_some_and(|node| node.on) && !self.frozen(at)
    }

    /// After an answer changed: the tree, the row, and what depends on it.
    pub(crate) fn gave(&mut self, at: usize) {
        self.write(at);
        self.touch(at);
        if let Some(node) = self.nodes.get(at) {
            let item = node.item;
            if self.form.holds(item) {
                self.shape += 1;
            }
            self.changed(item);
        }
        self.settle();
    }

    /// A rule worked the answer out.
    pub(crate) fn calculated(&mut self, at: usize, values: Vec<(&'static str, Value)>) {
        let Some(item) = self.item(at) else { return };
        let choices = self.choices(at).cloned();
        let kind = item.kind;
        let fitted: Vec<Value> =
            values.iter().filter_map(|(_, value)| fit::answer(kind, choices.as_deref(), value)).collect();
        let most = if item.repeats { fitted.len() } else { fitted.len().min(1) };
        let fitted = fitted.get(..most).unwrap_or_default();
        let Some(node) = self.nodes.get(at) else { return };
        let mut before = node.answers.iter().filter_map(|answer| answer.value.as_ref());
        if fitted.iter().all(|made| before.next() == Some(made)) && before.next().is_none() {
            return;
        }
        self.set(at, fitted, false);
    }

    /// A rule worked out the first answer. A default of the questionnaire gives way; what anybody answered stays.
    pub(crate) fn began(&mut self, at: usize, values: Vec<(&'static str, Value)>, outside: bool) {
        let (some, read) = (!values.is_empty(), self.around.read);
        if some {
            self.calculated(at, values);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.begun = true;
            node.from = node.from.or((some && outside).then_some(read));
        }
    }

    /// A rule worked the choices out: all there are, or (`first`) which of the item's own stand first. Answers that are no
    /// longer offered stay, and are pointed out.
    pub(crate) fn offer(&mut self, at: usize, values: &[(&'static str, Value)], first: bool) {
        let Some(node) = self.nodes.get(at) else { return };
        let Some(item) = self.form.items.get(node.item) else { return };
        let offered = Offered::new(&self.form, node.item, &self.now);
        let mut list: Vec<Choice> =
            values.iter().filter_map(|(member, value)| offered.choice(member, value)).collect();
        let own = item.choices.as_ref().filter(|own| first && !own.list.is_empty());
        if let Some(own) = own {
            let preferred = |choice: &&Choice| list.iter().any(|one| is_same(&one.answer, &choice.answer));
            let (mut front, rest): (Vec<&Choice>, Vec<&Choice>) = own.list.iter().partition(preferred);
            front.extend(rest);
            list = front.into_iter().cloned().collect();
        }
        // Where the record has nothing to refer to, one says it in words.
        let wordy = list.is_empty() && item.kind == Kind::Reference;
        let made = (!wordy).then(|| Rc::new(Choices::new(list, false)));
        if self.choices(at).map(|now| &now.list) == made.as_ref().map(|made| &made.list) {
            return;
        }
        if let Some(extra) = self.extra(at) {
            extra.choices = made;
        }
        self.touch(at);
    }

    /// A rule said whether some choices can be chosen.
    pub(crate) fn toggled(&mut self, at: usize, (rule, options): (usize, &[Value]), allowed: bool) {
        let Some(extra) = self.extra(at) else { return };
        let was = extra.off.iter().any(|(of, _)| *of == rule);
        if was != allowed {
            return;
        }
        extra.off.retain(|(of, _)| *of != rule);
        if !allowed {
            extra.off.extend(options.iter().map(|option| (rule, option.clone())));
        }
        self.touch(at);
    }
}

/// Whether two answers are the same.
pub(crate) fn is_same(given: &Value, choice: &Value) -> bool {
    match (json::choice(given), json::choice(choice)) {
        (Some((one, a)), Some((other, b))) => one == other && value::same(a, b),
        _ => false,
    }
}

/// An answer object without what stands under it.
fn without_item(answer: &Value) -> Value {
    let mut made = Map::new();
    for (name, value) in answer.as_object().into_iter().flatten().filter(|(name, _)| *name != "item") {
        made.insert(name.clone(), value.clone());
    }
    Value::Object(made)
}
