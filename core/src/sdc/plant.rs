//! Nodes come and go.

use super::live::{Live, Node};

impl Live {
    /// Makes a node for an item, with one for each item below it. The caller puts it into its place.
    pub(crate) fn plant(&mut self, item: usize, parent: Option<usize>, slot: Option<u32>) -> usize {
        let at = self.nodes.len();
        self.nodes.push(Node {
            item,
            parent,
            slot,
            children: Vec::new(),
            answers: Vec::new(),
            on: true,
            not_said: false,
            touched: false,
            from: None,
            begun: self.loading,
            revision: 0,
            place: 0,
            enabled: (true, true),
            alive: true,
            next_slot: 0,
            extra: None,
        });
        if let Some(of) = self.of.get_mut(item) {
            of.push(at);
        }
        let below: Vec<usize> = self.form.clone().children(Some(item)).collect();
        let children: Vec<usize> = below.into_iter().map(|child| self.plant(child, Some(at), None)).collect();
        if let Some(node) = self.nodes.get_mut(at) {
            node.children = children;
        }
        self.arrange(Some(at));
        if !self.loading {
            self.fill(at);
        }
        self.pending_new(at);
        at
    }

    /// The nodes below one, or at the top.
    pub(crate) fn below(&self, of: Option<usize>) -> &[usize] {
        match of {
            Some(at) => self.nodes.get(at).map_or(&[], |node| &node.children),
            None => &self.tops,
        }
    }

    /// The nodes below one that stand under its answer `slot`, or under none.
    pub(crate) fn under(&self, at: usize, slot: Option<u32>) -> Vec<usize> {
        let mut found = Vec::new();
        for child in self.below(Some(at)) {
            if self.nodes.get(*child).is_some_and(|node| node.slot == slot) {
                found.push(*child);
            }
        }
        found
    }

    fn below_mut(&mut self, of: Option<usize>) -> &mut Vec<usize> {
        match of.and_then(|at| self.nodes.get_mut(at)) {
            Some(node) => &mut node.children,
            None => &mut self.tops,
        }
    }

    /// Gives the nodes below one their places in JSON: counted anew under each answer.
    pub(crate) fn arrange(&mut self, of: Option<usize>) {
        let order: Vec<usize> = self.below(of).to_vec();
        let mut slot = None;
        let mut place = 0;
        for at in order {
            let Some(node) = self.nodes.get_mut(at) else { continue };
            if node.slot != slot {
                (slot, place) = (node.slot, 0);
            }
            node.place = place;
            place += 1;
        }
    }

    /// Puts one more repetition of an item behind the last one beside `beside`.
    pub(crate) fn insert_after(&mut self, beside: usize) -> Option<usize> {
        let node = self.node(beside)?;
        let (item, parent, slot) = (node.item, node.parent, node.slot);
        let last = *self.repetitions(beside).last()?;
        let behind = self.below(parent).iter().position(|other| *other == last)? + 1;
        let made = self.plant(item, parent, slot);
        self.below_mut(parent).insert(behind, made);
        self.arrange(parent);
        self.inherit(made);
        Some(made)
    }

    /// One set of nodes below a question that repeats, for its answer `slot`.
    pub(crate) fn plant_under(&mut self, at: usize, slot: u32) {
        let Some(node) = self.node(at) else { return };
        let item = node.item;
        if !self.form.holds(item) {
            return;
        }
        // The set that waited for the first answer is taken over by it.
        let waiting = self.under(at, None);
        if !waiting.is_empty() {
            for child in waiting {
                if let Some(child) = self.nodes.get_mut(child) {
                    child.slot = Some(slot);
                }
            }
            return;
        }
        let below: Vec<usize> = self.form.clone().children(Some(item)).collect();
        for child in below {
            let made = self.plant(child, Some(at), Some(slot));
            self.below_mut(Some(at)).push(made);
            self.inherit(made);
        }
    }

    /// Takes the nodes below an answer away; those of the last answer stay and wait for the next.
    pub(crate) fn fell_under(&mut self, at: usize, slot: u32) {
        let children = self.under(at, Some(slot));
        let last = self.node(at).is_some_and(|node| node.answers.len() <= 1);
        for child in children {
            if last {
                if let Some(child) = self.nodes.get_mut(child) {
                    child.slot = None;
                }
            } else {
                self.fell(child);
            }
        }
        self.arrange(Some(at));
    }

    /// Puts the sets below a question that repeats into the order of its answers.
    pub(crate) fn order_under(&mut self, at: usize) {
        let Some(node) = self.node(at) else { return };
        let repeats = self.form.items.get(node.item).is_some_and(|item| item.repeats);
        if !repeats || node.children.is_empty() || node.answers.is_empty() {
            return;
        }
        let mut ordered = Vec::with_capacity(node.children.len());
        for answer in &node.answers {
            ordered.append(&mut self.under(at, Some(answer.id)));
        }
        *self.below_mut(Some(at)) = ordered;
        self.arrange(Some(at));
    }

    /// Takes a node away with all below it.
    pub(crate) fn fell(&mut self, at: usize) {
        let Some(node) = self.nodes.get_mut(at) else { return };
        node.alive = false;
        let (item, parent, children) = (node.item, node.parent, std::mem::take(&mut node.children));
        node.answers.clear();
        if let Some(of) = self.of.get_mut(item) {
            of.retain(|other| *other != at);
        }
        self.below_mut(parent).retain(|other| *other != at);
        for child in children {
            self.fell(child);
        }
        self.arrange(parent);
        self.changed(item);
        self.shape += 1;
    }

    /// A new node is on where what is around it is; who looks at anything in it looks again.
    fn inherit(&mut self, made: usize) {
        let item = self.nodes.get(made).map_or(0, |node| node.item);
        let end = self.form.items.get(item).map_or(item, |item| item.end);
        for item in item..end {
            self.changed(item);
        }
        let on = self
            .nodes
            .get(made)
            .and_then(|node| node.parent)
            .is_none_or(|p| self.nodes.get(p).is_some_and(|n| n.on));
        if !on {
            self.spread(made, false);
        }
    }

    /// Puts everything at and below a node on or off; nodes whose own conditions are not met stay off.
    pub(crate) fn spread(&mut self, at: usize, around: bool) {
        let Some(node) = self.nodes.get_mut(at) else { return };
        let on = around && node.enabled == (true, true);
        if node.on == on {
            return;
        }
        node.on = on;
        node.revision += 1;
        self.ticks += 1;
        let (item, children) = (node.item, node.children.clone());
        self.changed(item);
        if on {
            self.pending_new(at);
        }
        for child in children {
            self.spread(child, on);
        }
        self.shape += 1;
    }
}
