//! Evaluating rules: a round looks at the tree as it is; what comes of it is taken up afterwards.

use std::cell::{Cell, RefCell};

use serde_json::Value;

use super::live::Live;
use super::rule::{self, Does};
use super::{Kind, json};
use crate::fhirpath::{Failure, Kind as WhenKind, Lookup, Node, Room, World};

/// What a rule made at a node: values with the names of their types (`valueDate`), where those are known.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) rule: usize,
    /// `None`: the questionnaire itself.
    pub(crate) at: Option<usize>,
    pub(crate) values: Vec<(&'static str, Value)>,
    /// It could not be worked out: that is not the same as an empty result.
    pub(crate) failed: bool,
}

/// A rule, the node it was worked out at, and its result once there is one.
type Known<'a> = (usize, Option<usize>, Option<Found<'a>>);

/// What a rule found; `Err` where it could not be worked out.
type Found<'a> = Result<Vec<Node<'a>>, Failure>;

/// One round of evaluations. Results of variables are kept for the round.
pub(crate) struct Round<'a> {
    live: &'a Live,
    room: &'a Room,
    known: RefCell<Vec<Known<'a>>>,
    /// A variable of the rule that is worked out now could not be.
    failed: Cell<bool>,
}

impl Live {
    /// Evaluates rules at every node of their items.
    pub(crate) fn evaluate(&self, rules: &[usize]) -> Vec<Outcome> {
        let room = Room::default();
        let round = Round { live: self, room: &room, known: RefCell::default(), failed: Cell::default() };
        let mut outcomes = Vec::new();
        for at in rules {
            let Some(found) = self.form.rules.get(*at) else { continue };
            if found.dead || found.does == Does::Name || found.does == Does::Repeat {
                continue;
            }
            match found.owner {
                None => outcomes.extend(round.outcome(*at, None)),
                Some(item) => {
                    outcomes.extend(
                        self.nodes_of(item).iter().filter_map(|node| round.outcome(*at, Some(*node))),
                    );
                }
            }
        }
        outcomes
    }

    /// Evaluates one rule at one place, its results as nodes copied to JSON.
    pub(crate) fn evaluate_at(&self, rule: usize, at: Option<usize>) -> Vec<Value> {
        let room = Room::default();
        let round = Round { live: self, room: &room, known: RefCell::default(), failed: Cell::default() };
        let values = round.values(rule, at).and_then(Result::ok).unwrap_or_default();
        values.iter().map(Node::to_json).collect()
    }
}

impl<'a> Round<'a> {
    fn outcome(&self, rule: usize, at: Option<usize>) -> Option<Outcome> {
        let live = self.live;
        let does = &live.form.rules.get(rule)?.does;
        if live.given && matches!(does, Does::Calculate | Does::Begin) {
            return None;
        }
        if let Some(node) = at.and_then(|at| live.nodes.get(at)) {
            let settled = match does {
                Does::Begin => node.begun || node.touched,
                Does::Calculate => node.touched && !at.is_some_and(|at| live.frozen(at)),
                _ => false,
            };
            if settled {
                return None;
            }
        }
        let wanted = at.and_then(|at| live.item(at)).map_or(Kind::Group, |item| item.kind);
        self.failed.set(false);
        let found = self.values(rule, at)?;
        let failed = found.is_err() || self.failed.get();
        let values = found.unwrap_or_default();
        let values = values.iter().map(|node| (named(node, wanted), node.to_json())).collect();
        Some(Outcome { rule, at, values, failed })
    }

    /// The result of a rule; `None` where its place is not in the tree, empty where it has none.
    fn values(&self, rule: usize, at: Option<usize>) -> Option<Found<'a>> {
        let live = self.live;
        let found = live.form.rules.get(rule)?;
        let focus = match at {
            None => Node::from_json(&live.response),
            Some(at) => Node::element("item", live.spot(at)?),
        };
        let focus = [focus];
        let scope = Scope { round: self, at, owner: found.owner };
        let world = World {
            focus: &focus,
            resource: Some(&live.response),
            root: None,
            now: &live.now,
            room: self.room,
            lookup: &scope,
        };
        Some(found.expression.evaluate(&world))
    }

    /// The result of a variable, worked out once a round at the node that it belongs to.
    fn variable(&self, rule: usize, from: Option<usize>, out: &mut Vec<Node<'a>>) -> bool {
        let live = self.live;
        let Some(found) = live.form.rules.get(rule) else { return false };
        let at = found.owner.and_then(|item| live.node_around(item, from));
        let known = self.known.borrow().iter().position(|(r, n, _)| *r == rule && *n == at);
        if let Some(known) = known {
            // Without a result yet it asks for itself: a circle, which has no result.
            self.give(self.known.borrow().get(known).and_then(|(.., found)| found.as_ref()), out);
            return true;
        }
        let place = self.known.borrow().len();
        self.known.borrow_mut().push((rule, at, None));
        let values = if found.dead { None } else { self.values(rule, at) }.unwrap_or_else(|| Ok(Vec::new()));
        self.give(Some(&values), out);
        if let Some(entry) = self.known.borrow_mut().get_mut(place) {
            entry.2 = Some(values);
        }
        true
    }

    fn give(&self, found: Option<&Found<'a>>, out: &mut Vec<Node<'a>>) {
        match found {
            Some(Ok(values)) => out.extend(values.iter().cloned()),
            Some(Err(_)) => self.failed.set(true),
            None => {}
        }
    }
}

impl Live {
    /// The node of an item at or around another, else its only or first one.
    fn node_around(&self, item: usize, from: Option<usize>) -> Option<usize> {
        let mut here = from;
        while let Some(at) = here {
            let node = self.nodes.get(at)?;
            if node.item == item {
                return Some(at);
            }
            here = node.parent;
        }
        self.nodes_of(item).first().copied()
    }
}

/// What `%names` mean at one place.
struct Scope<'r, 'a> {
    round: &'r Round<'a>,
    at: Option<usize>,
    owner: Option<usize>,
}

impl<'a> Lookup<'a> for Scope<'_, 'a> {
    fn name(&self, name: &str, out: &mut Vec<Node<'a>>) -> bool {
        let live = self.round.live;
        match name {
            "questionnaire" => out.push(Node::from_json(&live.form.source)),
            "qitem" => {
                let Some(item) = self.owner else { return false };
                out.push(Node::element("item", live.form.json(item)));
            }
            _ => {
                if let Some(rule) = rule::named(&live.form, name, self.owner) {
                    return self.round.variable(rule, self.at, out);
                }
                let persons = &live.form.persons;
                let own = name != "user" && persons.iter().any(|known| **known == *name);
                let name = if own { "patient" } else { name };
                let given = live.around.context.iter().filter(|(known, _)| known == name);
                let before = out.len();
                out.extend(given.map(|(_, resource)| Node::from_json(resource)));
                return out.len() > before || live.repeated(name, self.at, out);
            }
        }
        true
    }

    fn linked(&self, link_id: &str, out: &mut Vec<Node<'a>>) -> bool {
        let live = self.round.live;
        let nodes = live.form.find(link_id).map_or(&[][..], |item| live.nodes_of(item));
        // Of several the tree alone says in which order they stand.
        if nodes.len() > 1 {
            return false;
        }
        let item = nodes.first().and_then(|at| live.spot(*at));
        out.extend(item.map(|item| Node::element("item", item)));
        true
    }

    fn member_of(&self, set: &str, node: &Node<'a>) -> Option<bool> {
        let live = self.round.live;
        let choices = super::choices::of_set(set, &live.form.source, &[], "")?;
        let given = node.json()?;
        let codings = json::list(given, "coding");
        let codings = if codings.is_empty() { std::slice::from_ref(given) } else { codings };
        Some(codings.iter().any(|coding| {
            choices.iter().any(|choice| super::value::same(&choice.answer["valueCoding"], coding))
        }))
    }

    fn questionnaire(&self) -> Option<&'a Value> {
        Some(&self.round.live.form.source)
    }
}

/// The member that holds a result as an answer to a question of a kind; empty where nothing tells it.
fn named(node: &Node<'_>, wanted: Kind) -> &'static str {
    match node {
        Node::Boolean(_) => "valueBoolean",
        Node::Integer(_) if wanted == Kind::Decimal => "valueDecimal",
        Node::Integer(_) => "valueInteger",
        Node::Decimal(_) if wanted == Kind::Integer => "valueInteger",
        Node::Decimal(_) => "valueDecimal",
        Node::When(when) => match when.kind {
            WhenKind::Date if wanted == Kind::DateTime => "valueDateTime",
            WhenKind::Date => "valueDate",
            WhenKind::DateTime if wanted == Kind::Date => "valueDate",
            WhenKind::DateTime => "valueDateTime",
            WhenKind::Time => "valueTime",
        },
        Node::Quantity(_) => "valueQuantity",
        _ => "",
    }
}
