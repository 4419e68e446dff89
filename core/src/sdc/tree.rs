//! The response as a JSON tree with stable positions: an answer changes one place in it.

use serde_json::{Map, Value};

use super::json;
use super::live::{Live, Node};

impl Live {
    /// Writes a node, with all below it, into the tree again.
    pub(crate) fn write(&mut self, at: usize) {
        let made = self.build(at);
        let form = self.form.clone();
        if let Some(place) = spot_mut(&self.nodes, &mut self.response, at, &|item| question(&form, item)) {
            *place = made;
        }
    }

    /// Writes the list of nodes below one, or at the top, into the tree again.
    pub(crate) fn write_below(&mut self, of: Option<usize>) {
        match of {
            Some(at) => self.write(at),
            None => self.response["item"] = self.built(&self.tops),
        }
    }

    /// Where a node stands in the tree; `None` while something around it is off.
    pub(crate) fn spot(&self, at: usize) -> Option<&Value> {
        let node = self.nodes.get(at)?;
        let list = match node.parent {
            None => self.response.get("item")?,
            Some(parent) => {
                let around = self.spot(parent)?;
                let above = self.nodes.get(parent)?;
                match holder(above, node.slot, question(&self.form, above.item))? {
                    Some(answer) => around.get("answer")?.get(answer)?.get("item")?,
                    None => around.get("item")?,
                }
            }
        };
        list.get(node.place)
    }

    fn build(&self, at: usize) -> Value {
        let mut made = Map::new();
        let Some(node) = self.nodes.get(at) else { return Value::Null };
        let Some(item) = self.form.items.get(node.item) else { return Value::Null };
        made.insert("linkId".into(), (*item.link_id).into());
        if let Some(text) = json::text(self.form.json(node.item), "text") {
            made.insert("text".into(), text.into());
        }
        if !node.on {
            return Value::Object(made);
        }
        let mut answers = Vec::new();
        for answer in &node.answers {
            if let Some(Value::Object(value)) = &answer.value {
                let mut value = value.clone();
                let slot = item.repeats.then_some(answer.id);
                if let Some(below) = self.build_below(at, slot).filter(|_| item.repeats || answers.is_empty())
                {
                    value.insert("item".into(), below);
                }
                answers.push(Value::Object(value));
            }
        }
        if answers.is_empty() {
            if let Some(below) = self.build_below(at, None) {
                made.insert("item".into(), below);
            }
        } else {
            made.insert("answer".into(), Value::Array(answers));
        }
        Value::Object(made)
    }

    fn build_below(&self, at: usize, slot: Option<u32>) -> Option<Value> {
        let below = self.under(at, slot);
        (!below.is_empty()).then(|| self.built(&below))
    }

    fn built(&self, nodes: &[usize]) -> Value {
        let mut items = Vec::with_capacity(nodes.len());
        for at in nodes {
            items.push(self.build(*at));
        }
        Value::Array(items)
    }
}

/// Whether an item is a question, and whether it repeats.
fn question(form: &super::Form, item: usize) -> (bool, bool) {
    form.items.get(item).map_or((false, false), |item| (item.kind.is_question(), item.repeats))
}

/// The place of the answer that holds the nodes below a question; `Some(None)` where the item itself holds them, `None`
/// where they are not in the tree.
#[allow(clippy::option_option, reason = "three things are told apart, as the text says")]
fn holder(above: &Node, slot: Option<u32>, (asks, repeats): (bool, bool)) -> Option<Option<usize>> {
    if !asks {
        return Some(None);
    }
    let mut readable = above.answers.iter().filter(|answer| answer.value.is_some());
    match slot.filter(|_| repeats) {
        Some(slot) => readable.position(|answer| answer.id == slot).map(Some),
        None if readable.next().is_none() => Some(None),
        None if repeats => None,
        None => Some(Some(0)),
    }
}

fn spot_mut<'t>(
    nodes: &[Node],
    tree: &'t mut Value,
    at: usize,
    question: &dyn Fn(usize) -> (bool, bool),
) -> Option<&'t mut Value> {
    let node = nodes.get(at)?;
    let list = match node.parent {
        None => tree.get_mut("item")?,
        Some(parent) => {
            let above = nodes.get(parent)?;
            let around = spot_mut(nodes, tree, parent, question)?;
            match holder(above, node.slot, question(above.item))? {
                Some(answer) => around.get_mut("answer")?.get_mut(answer)?.get_mut("item")?,
                None => around.get_mut("item")?,
            }
        }
    };
    list.get_mut(node.place)
}
