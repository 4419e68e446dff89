//! Everything below an item, level by level.

use super::{Done, Run, Scope, path::is_text};
use crate::fhirpath::{node::Node, tree::Expr};

impl<'a> Run<'_, 'a> {
    /// The objects below, over all elements or over those of one name, whose element is a text.
    pub(super) fn search(
        &mut self,
        input: &'a Expr,
        via: Option<&'a str>,
        (key, text): (&'a str, &'a str),
        scope: &Scope,
    ) -> Done {
        let start = self.stack.len();
        self.eval(input, scope)?;
        let first = self.stack.len();
        let mut at = start;
        while let Some(node) = self.stack.get(at) {
            if let Node::Json(part) = node {
                let part = *part;
                match via {
                    Some(name) => self.child(part, name, false, &[])?,
                    None => self.children(part, true)?,
                }
            }
            at += 1;
        }
        self.keep(start, first);
        self.retain(start, |node| matches!(node, Node::Json(part) if is_text(*part, key, text)));
        if via.is_some() { self.distinct(start) } else { Ok(()) }
    }

    /// Everything below the items above `start`, and not they themselves.
    pub fn descend(&mut self, start: usize) -> Done {
        let first = self.stack.len();
        let mut at = start;
        while let Some(node) = self.stack.get(at) {
            if let Node::Json(part) = node {
                let part = *part;
                self.children(part, false)?;
            }
            at += 1;
        }
        self.keep(start, first);
        Ok(())
    }
}
