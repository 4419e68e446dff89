//! What an evaluation may look at, beside the expression itself.

use serde_json::Value;

use super::{node::Node, room::Room};
use crate::now::Now;

/// What is around an expression while it is evaluated.
///
/// `'a` is the life of the JSON that results borrow from.
#[derive(Clone, Copy)]
pub struct World<'w, 'a> {
    /// `%context`, and `$this` at the start.
    pub focus: &'w [Node<'a>],
    /// `%resource`: the resource that holds the focus.
    pub resource: Option<&'a Value>,
    /// `%rootResource`: the resource that contains `%resource`; `None` where that is `%resource` itself.
    pub root: Option<&'a Value>,
    /// For `now()`, `today()` and `timeOfDay()`.
    pub now: &'w Now,
    /// Where the texts of results are kept that an evaluation makes.
    pub room: &'a Room,
    /// Everything else; `&()` knows nothing.
    pub lookup: &'w dyn Lookup<'a>,
}

/// What an expression may ask of whoever evaluates it. Each answer has a default: not known.
pub trait Lookup<'a> {
    /// Puts the items of `%name` behind those in `out`; false where the name is not known.
    /// `%context`, `%resource`, `%rootResource`, `%ucum`, `%sct`, `%loinc`, `%vs-...` and `%ext-...` are not asked for.
    fn name(&self, name: &str, out: &mut Vec<Node<'a>>) -> bool {
        let _ = (name, out);
        false
    }

    /// Puts the items of `%resource` that have a link id behind those in `out`, in their order; false where that is not
    /// known without a search of the whole of it.
    fn linked(&self, link_id: &str, out: &mut Vec<Node<'a>>) -> bool {
        let _ = (link_id, out);
        false
    }

    /// Whether a coding, concept or code is in a value set that is not contained; `None` where nobody can tell.
    fn member_of(&self, set: &str, node: &Node<'a>) -> Option<bool> {
        let _ = (set, node);
        None
    }

    /// The resource behind a reference that is neither contained nor in the bundle.
    fn resolve(&self, reference: &str) -> Option<&'a Value> {
        let _ = reference;
        None
    }

    /// The Questionnaire that `%resource` answers: `weight()` looks for scores there.
    fn questionnaire(&self) -> Option<&'a Value> {
        None
    }

    /// What `trace(name)` saw.
    fn trace(&self, name: &str, nodes: &[Node<'a>]) {
        let _ = (name, nodes);
    }
}

impl Lookup<'_> for () {}
