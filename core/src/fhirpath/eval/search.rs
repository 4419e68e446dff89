//! Everything below an item, level by level.

use super::{Run, Scope, path::is_text};
use crate::fhirpath::{node::Node, tree::Expr};

impl<'a> Run<'_, 'a> {
    /// The objects below, over all elements or over those of one name, whose element is a text.
    pub(super) fn search(
        &mut self,
        input: &'a Expr,
        via: Option<&'a str>,
        (key, text): (&'a str, &'a str),
        scope: &Scope,
    ) {
        let known = matches!(input, Expr::Resource) && via.is_none() && key == "linkId";
        if known && self.world.lookup.linked(text, &mut self.stack) {
            return;
        }
        let start = self.stack.len();
        self.eval(input, scope);
        self.descend(start, via, true);
        self.retain(start, &|node| matches!(node, Node::Json(part) if is_text(*part, key, text)));
        if via.is_some() {
            self.distinct(start, start);
        }
    }

    /// Everything below the items above `start`, and not they themselves.
    pub fn descend(&mut self, start: usize, via: Option<&'a str>, objects_only: bool) {
        let first = self.stack.len();
        let mut at = start;
        while let Some(node) = self.stack.get(at) {
            if let Node::Json(part) = *node {
                match via {
                    Some(name) => self.child(part, name, false, &[]),
                    None => self.children(part, objects_only),
                }
            }
            at += 1;
        }
        self.keep(start, first);
    }
}
