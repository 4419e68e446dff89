//! What belongs to a part: what is reached through its doors, and in no other way. What several parts reach, and nothing
//! else, is a share of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::linked::{Linked, Need};

/// Of one part, or what several have in common.
#[derive(Debug, Default)]
pub struct Share {
    /// The slots of the table that only it points to.
    pub slots: BTreeSet<u32>,
    /// The pieces of memory that only it uses, in order and apart from each other.
    pub memory: Vec<Range<u32>>,
}

/// A piece of memory that is shorter costs more to move than it weighs.
const WORTH_MOVING: u32 = 24;

/// What is reached: functions, slots, and pieces of data.
struct Reached {
    functions: Vec<bool>,
    slots: BTreeSet<u32>,
    data: Vec<bool>,
}

impl Reached {
    /// Everything from `roots` on, up to the doors that `stop` names.
    fn from(linked: &Linked, roots: &[Need], stop: impl Fn(u32) -> bool) -> Self {
        let mut reached = Self {
            functions: vec![false; linked.functions.len()],
            slots: BTreeSet::new(),
            data: vec![false; linked.data.len()],
        };
        let mut open = roots.to_vec();
        while let Some(need) = open.pop() {
            let needs = match need {
                Need::Call(index) | Need::Pointer(index) => {
                    let function = linked.functions.get(index as usize);
                    if let (Need::Pointer(_), Some(slot)) = (need, function.and_then(|f| f.slot)) {
                        reached.slots.insert(slot);
                    }
                    let seen = reached.functions.get_mut(index as usize);
                    let fresh = seen.is_some_and(|seen| !std::mem::replace(seen, true));
                    function.filter(|_| fresh && !stop(index)).map(|f| &f.needs)
                }
                Need::Data(index) => {
                    let seen = reached.data.get_mut(index);
                    let fresh = seen.is_some_and(|seen| !std::mem::replace(seen, true));
                    linked.data.get(index).filter(|_| fresh).map(|data| &data.needs)
                }
            };
            open.extend(needs.into_iter().flatten());
        }
        reached
    }
}

/// Who has something: one of the shares, the main module, or nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Nobody,
    Share(usize),
    Main,
}

impl Owner {
    /// After one more, of so many parts, reached it: what several reach is the last share.
    fn with(self, part: usize, parts: usize) -> Self {
        match self {
            Self::Nobody => Self::Share(part),
            Self::Share(other) if other != part => Self::Share(parts),
            same => same,
        }
    }
}

/// The share of each part, and at the end of what several parts have in common; `part_of` says which part's door a
/// function is.
pub fn shares(linked: &Linked, parts: usize, part_of: impl Fn(&str) -> Option<usize>) -> Vec<Share> {
    let doors: Vec<Option<usize>> = linked.functions.iter().map(|function| part_of(&function.name)).collect();
    let is_door = |index: u32| doors.get(index as usize).is_some_and(Option::is_some);
    let main = Reached::from(linked, &linked.roots, is_door);
    let reached: Vec<Reached> = (0..parts)
        .map(|part| {
            let own = |index: u32| doors.get(index as usize) == Some(&Some(part));
            let roots: Vec<Need> =
                (0..).take(doors.len()).filter(|index| own(*index)).map(Need::Call).collect();
            Reached::from(linked, &roots, |index| is_door(index) && !own(index))
        })
        .collect();
    let mut shares: Vec<Share> = (0..=parts).map(|_| Share::default()).collect();
    for (slot, owner) in slots(&main, &reached) {
        if let Owner::Share(share) = owner
            && let Some(share) = shares.get_mut(share)
        {
            share.slots.insert(slot);
        }
    }
    for (at, owner) in (0..).zip(bytes(linked, &main, &reached)) {
        let Owner::Share(share) = owner else { continue };
        let Some(Share { memory, .. }) = shares.get_mut(share) else { continue };
        match memory.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => memory.push(at..at + 1),
        }
    }
    for share in &mut shares {
        share.memory.retain(|range| range.end - range.start >= WORTH_MOVING);
    }
    shares
}

fn slots(main: &Reached, reached: &[Reached]) -> BTreeMap<u32, Owner> {
    let mut owners: BTreeMap<u32, Owner> = main.slots.iter().map(|slot| (*slot, Owner::Main)).collect();
    for (part, one) in reached.iter().enumerate() {
        for slot in &one.slots {
            let owner = owners.entry(*slot).or_insert(Owner::Nobody);
            *owner = owner.with(part, reached.len());
        }
    }
    owners
}

/// Byte by byte, because pieces may lie over each other.
fn bytes(linked: &Linked, main: &Reached, reached: &[Reached]) -> Vec<Owner> {
    let end = linked.data.iter().map(|data| data.at.end).max().unwrap_or_default();
    let mut owners = vec![Owner::Nobody; end as usize];
    let mut mark = |reached: &Reached, give: &dyn Fn(Owner) -> Owner| {
        for (data, _) in linked.data.iter().zip(&reached.data).filter(|(_, reached)| **reached) {
            let bytes = owners.get_mut(data.at.start as usize..data.at.end as usize);
            bytes.into_iter().flatten().for_each(|owner| *owner = give(*owner));
        }
    };
    for (part, one) in reached.iter().enumerate() {
        mark(one, &|owner| owner.with(part, reached.len()));
    }
    mark(main, &|_| Owner::Main);
    owners
}
