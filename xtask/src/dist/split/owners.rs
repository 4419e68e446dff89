//! Who gets which function: the main module, one of the parts, or what the parts have in common.

use anyhow::Result;

use super::{finished::Finished, shares::Share};

/// Which function belongs where.
#[derive(Debug)]
pub struct Owners {
    /// The part of each function; `None` for the main module.
    pub of: Vec<Option<usize>>,
    /// The part whose door each function is.
    pub doors: Vec<Option<usize>>,
    /// The functions that each one calls.
    pub calls: Vec<Vec<u32>>,
}

impl Owners {
    /// What is reached from outside, or by a slot that nobody has for himself, stays in the main module, and all that
    /// it calls. What two parts reach goes to the last share. The optimiser may have joined functions that were alike, so it is
    /// looked at anew what calls what.
    pub fn find(
        module: &Finished<'_>,
        shares: &[Share],
        part_of: impl Fn(&str) -> Option<usize>,
    ) -> Result<Self> {
        let calls: Vec<Vec<u32>> =
            (0..module.functions.len()).map(|at| module.called_by(at)).collect::<Result<_>>()?;
        let doors: Vec<Option<usize>> = module.names.iter().map(|name| part_of(name)).collect();
        let mut owners = Self { of: vec![None; doors.len()], doors, calls };
        let owner_of_slot = |slot: u32| shares.iter().position(|share| share.slots.contains(&slot));
        let slots = |owner: Option<usize>| {
            module
                .slots
                .iter()
                .filter(move |(slot, _)| owner_of_slot(*slot) == owner)
                .map(|(_, function)| *function)
        };
        let functions = |export: &&wasmparser::Export<'_>| export.kind == wasmparser::ExternalKind::Func;
        let exported = module.exports.iter().filter(functions).map(|export| export.index);
        let mut roots: Vec<u32> = exported.chain(module.start).chain(slots(None)).collect();
        roots.extend((0..module.imported).filter_map(|at| u32::try_from(at).ok()));
        let main = owners.reached(roots, None);
        let common = shares.len() - 1;
        let both = owners.reached(slots(Some(common)).collect(), Some(common));
        let parts: Vec<Vec<bool>> = (0..common)
            .map(|part| {
                let own = (0..).zip(&owners.doors).filter(|(_, door)| **door == Some(part)).map(|(at, _)| at);
                owners.reached(own.chain(slots(Some(part))).collect(), Some(part))
            })
            .collect();
        for (at, owner) in owners.of.iter_mut().enumerate() {
            let is_in = |reached: &Vec<bool>| reached.get(at) == Some(&true);
            let mut in_parts = (0..).zip(&parts).filter(|(_, part)| is_in(part)).map(|(part, _)| part);
            let first = in_parts.next();
            let several = in_parts.next().is_some() || is_in(&both);
            *owner = if several { Some(common) } else { first };
            owner.take_if(|_| is_in(&main));
        }
        Ok(owners)
    }

    /// Everything that is called from `roots` on, up to the doors of others than `part`.
    fn reached(&self, roots: Vec<u32>, part: Option<usize>) -> Vec<bool> {
        let mut reached = vec![false; self.calls.len()];
        let mut open = roots;
        while let Some(index) = open.pop() {
            let at = index as usize;
            let foreign = self.doors.get(at).is_some_and(|door| door.is_some() && *door != part);
            let seen = reached.get_mut(at).filter(|_| !foreign);
            if seen.is_some_and(|seen| !std::mem::replace(seen, true)) {
                open.extend(self.calls.get(at).into_iter().flatten());
            }
        }
        reached
    }

    /// Whether a call from a module goes through a door that may be shut.
    pub fn is_foreign_door(&self, function: u32, from: Option<usize>) -> bool {
        let at = function as usize;
        self.doors.get(at).is_some_and(|door| door.is_some() && *door != from)
            && self.of.get(at) != Some(&from)
    }
}
