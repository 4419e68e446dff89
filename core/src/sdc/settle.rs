//! After a change, only what depends on it is worked out again, until nothing changes any more.

use super::Note;
use super::evaluate::Outcome;
use super::live::Live;
use super::rule::{Does, Watch};

/// How often one rule or condition may change something because of one change. Honest chains need it once or twice; what
/// goes on beyond this turns in a circle.
const MOST: u8 = 24;

/// What is to be worked out again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pending {
    /// Items whose conditions are to be looked at.
    conditions: Vec<usize>,
    /// Rules, at every node of their item.
    rules: Vec<usize>,
    /// What is in the lists, and how often it changed something since the person's change.
    queued: (Vec<bool>, Vec<bool>),
    changes: (Vec<u8>, Vec<u8>),
}

impl Pending {
    pub(crate) fn new(items: usize, rules: usize) -> Self {
        Self {
            queued: (vec![false; items], vec![false; rules]),
            changes: (vec![0; items], vec![0; rules]),
            ..Self::default()
        }
    }

    fn conditions(&mut self, item: usize) {
        if let Some(queued) = self.queued.0.get_mut(item).filter(|queued| !**queued) {
            *queued = true;
            self.conditions.push(item);
        }
    }

    pub(crate) fn rule(&mut self, rule: usize) {
        if let Some(queued) = self.queued.1.get_mut(rule).filter(|queued| !**queued) {
            *queued = true;
            self.rules.push(rule);
        }
    }

    /// Takes it from the list; whether it may be worked out once more.
    fn next(changes: &[u8], queued: &mut [bool], at: usize) -> bool {
        if let Some(queued) = queued.get_mut(at) {
            *queued = false;
        }
        changes.get(at).is_some_and(|changes| *changes < MOST)
    }

    fn count(changes: &mut [u8], at: usize) {
        if let Some(changes) = changes.get_mut(at) {
            *changes = changes.saturating_add(1);
        }
    }
}

impl Live {
    /// An answer of this item changed, or a node of it came, went, or was put on or off.
    pub(crate) fn changed(&mut self, item: usize) {
        let form = self.form.clone();
        let mut at = Some(item);
        while let Some(found) = at {
            for watch in form.dependents.of.get(found).into_iter().flatten() {
                self.watch(*watch);
            }
            at = form.items.get(found).and_then(|item| item.parent);
        }
        for watch in &form.dependents.always {
            self.watch(*watch);
        }
    }

    fn watch(&mut self, watch: Watch) {
        match watch {
            Watch::Conditions(item) => self.pending.conditions(item),
            Watch::Rule(rule) => self.pending.rule(rule),
        }
    }

    /// A new node: its own conditions and rules are to be worked out.
    pub(crate) fn pending_new(&mut self, at: usize) {
        let form = self.form.clone();
        let Some(item) = self.nodes.get(at).map(|node| node.item) else { return };
        if let Some(found) = form.items.get(item) {
            if !found.conditions.is_empty() {
                self.pending.conditions(item);
            }
            for rule in &found.rules {
                self.pending.rule(*rule);
            }
        }
    }

    /// Works out what is pending until nothing is.
    pub(crate) fn settle(&mut self) {
        if self.settling {
            return;
        }
        self.settling = true;
        self.pending.changes.0.fill(0);
        self.pending.changes.1.fill(0);
        while self.round() {}
        self.settling = false;
    }

    /// One round; whether there is more to do.
    fn round(&mut self) -> bool {
        for item in std::mem::take(&mut self.pending.conditions) {
            if !Pending::next(&self.pending.changes.0, &mut self.pending.queued.0, item) {
                self.circle(Some(item));
                continue;
            }
            let before = self.ticks;
            self.look(item);
            if self.ticks != before {
                Pending::count(&mut self.pending.changes.0, item);
            }
        }
        if !self.pending.conditions.is_empty() {
            return true;
        }
        let mut rules = std::mem::take(&mut self.pending.rules);
        if rules.is_empty() {
            return false;
        }
        // Rules that look at everything wait until those that look at single answers have come to rest.
        let form = self.form.clone();
        let looks_at_all = |rule: &usize| form.dependents.always.contains(&Watch::Rule(*rule));
        if rules.iter().any(|rule| !looks_at_all(rule)) {
            self.pending.rules.extend(rules.iter().copied().filter(looks_at_all));
            rules.retain(|rule| !looks_at_all(rule));
        }
        let mut circles = Vec::new();
        rules.retain(|rule| {
            let goes_on = Pending::next(&self.pending.changes.1, &mut self.pending.queued.1, *rule);
            if !goes_on {
                circles.push(*rule);
            }
            goes_on
        });
        for rule in circles {
            self.circle(self.form.rules.get(rule).and_then(|rule| rule.owner));
        }
        let outcomes = self.evaluate(&rules);
        let mut last = None;
        for outcome in outcomes {
            let (rule, before) = (outcome.rule, self.ticks);
            self.apply(outcome);
            // However many nodes it changed, it is one change of the rule.
            if self.ticks != before && last != Some(rule) {
                Pending::count(&mut self.pending.changes.1, rule);
                last = Some(rule);
            }
        }
        true
    }

    fn circle(&mut self, item: Option<usize>) {
        let note = (item, Note::Circle);
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// Looks at the conditions of an item, at every node of it.
    fn look(&mut self, item: usize) {
        let form = self.form.clone();
        let Some(found) = form.items.get(item) else { return };
        for at in self.nodes_of(item).to_vec() {
            let mut met = 0;
            for condition in &found.conditions {
                let source = self.nearest(condition.source, at);
                let values = source.map(|source| self.values(source)).unwrap_or_default();
                met += usize::from(condition.met(&values));
            }
            let on = if found.any { met > 0 } else { met == found.conditions.len() };
            let rule = self.nodes.get(at).is_some_and(|node| node.enabled.1);
            self.enable(at, (on, rule));
        }
    }

    fn enable(&mut self, at: usize, enabled: (bool, bool)) {
        let Some(node) = self.nodes.get_mut(at).filter(|node| node.enabled != enabled) else { return };
        node.enabled = enabled;
        let around = node.parent.is_none_or(|parent| self.nodes.get(parent).is_some_and(|p| p.on));
        let was = self.nodes.get(at).is_some_and(|node| node.on);
        self.spread(at, around);
        if was != self.nodes.get(at).is_some_and(|node| node.on) {
            self.write(at);
        }
    }

    /// The node of an item that is nearest to another: around it, else in the smallest group that holds both: the last
    /// one before it, else the first behind it (FHIR R4, Questionnaire.item.enableWhen.question).
    pub(crate) fn nearest(&self, item: usize, at: usize) -> Option<usize> {
        let all = self.nodes_of(item);
        if all.len() < 2 {
            return all.first().copied();
        }
        let mut around = Some(at);
        while let Some(here) = around {
            if self.nodes.get(here)?.item == item {
                return Some(here);
            }
            let found = self.last_before(at, all, Some(here));
            if found.is_some() {
                return found;
            }
            around = self.nodes.get(here)?.parent;
        }
        self.last_before(at, all, None)
    }

    /// Of these within a node the last one before another, else the first.
    fn last_before(&self, at: usize, all: &[usize], within: Option<usize>) -> Option<usize> {
        let end = self.order(at);
        let (mut first, mut last) = (None, None);
        for one in all {
            if within.is_none_or(|within| self.is_within(*one, within)) {
                first = first.or(Some(*one));
                let order = self.order(*one);
                if order < end && last.as_ref().is_none_or(|(known, _)| *known <= order) {
                    last = Some((order, *one));
                }
            }
        }
        last.map(|(_, one)| one).or(first)
    }

    fn is_within(&self, at: usize, around: usize) -> bool {
        let mut here = Some(at);
        while let Some(found) = here {
            if found == around {
                return true;
            }
            here = self.nodes.get(found).and_then(|node| node.parent);
        }
        false
    }

    /// The place of a node in the document, level by level.
    fn order(&self, at: usize) -> Vec<usize> {
        let mut order = Vec::new();
        let mut here = Some(at);
        while let Some(found) = here {
            let parent = self.nodes.get(found).and_then(|node| node.parent);
            order.push(self.below(parent).iter().position(|other| *other == found).unwrap_or(0));
            here = parent;
        }
        order.reverse();
        order
    }

    /// Takes up what a rule made.
    fn apply(&mut self, outcome: Outcome) {
        let Outcome { rule, at, values, failed } = outcome;
        let form = self.form.clone();
        let Some(found) = form.rules.get(rule) else { return };
        let truth = || values.first().map(|(_, value)| *value == serde_json::Value::Bool(true));
        let Some(at) = at else {
            if matches!(found.does, Does::Hold(..)) {
                toggle(&mut self.broken, rule, truth() == Some(false));
            }
            return;
        };
        if self.node(at).is_none() {
            return;
        }
        self.told(found.owner, &found.does, failed);
        match &found.does {
            Does::Enable => {
                let conditions = self.nodes.get(at).is_some_and(|node| node.enabled.0);
                // What cannot be judged is asked, and need not be answered: nothing vanishes without a word.
                self.enable(at, (conditions, failed || truth() == Some(true)));
                if failed {
                    self.put(at, &Does::Need, Some(serde_json::Value::Bool(false)));
                }
            }
            Does::Calculate => self.calculated(at, values),
            Does::Begin => self.began(at, values, found.outside),
            Does::Offer | Does::Prefer => self.offer(at, &values, found.does == Does::Prefer),
            Does::Toggle(options) => self.toggled(at, (rule, options), truth() == Some(true)),
            Does::Hold(..) => {
                let broken = truth() == Some(false);
                let was = self
                    .nodes
                    .get(at)
                    .and_then(|n| n.extra.as_ref())
                    .is_some_and(|e| e.broken.contains(&rule));
                if was != broken
                    && let Some(extra) = self.extra(at)
                {
                    toggle(&mut extra.broken, rule, broken);
                    self.touch(at);
                }
            }
            does => self.put(at, does, values.into_iter().next().map(|(_, value)| value)),
        }
    }

    /// Whether a rule turned out not to work: told once, as long as it is so.
    fn told(&mut self, owner: Option<usize>, does: &Does, failed: bool) {
        let note = (owner, does.note());
        let known = self.notes.iter().position(|one| *one == note);
        match known {
            None if failed => self.notes.push(note),
            Some(at) if !failed => {
                self.notes.remove(at);
            }
            _ => return,
        }
        self.shape += 1;
    }

    fn put(&mut self, at: usize, does: &Does, value: Option<serde_json::Value>) {
        let truth = value.as_ref().and_then(serde_json::Value::as_bool);
        let words = value.as_ref().and_then(|v| super::choices::label(v, "")).map(std::rc::Rc::from);
        let Some(extra) = self.extra(at) else { return };
        let changed = match does {
            Does::Say => std::mem::replace(&mut extra.words, words.clone()) != words,
            Does::Smallest => std::mem::replace(&mut extra.min, value.clone()) != value,
            Does::Largest => std::mem::replace(&mut extra.max, value.clone()) != value,
            Does::Need => std::mem::replace(&mut extra.need, truth) != truth,
            Does::Freeze => std::mem::replace(&mut extra.freeze, truth) != truth,
            _ => false,
        };
        if changed {
            self.touch(at);
        }
    }
}

fn toggle(list: &mut Vec<usize>, rule: usize, on: bool) {
    list.retain(|other| *other != rule);
    if on {
        list.push(rule);
    }
}
