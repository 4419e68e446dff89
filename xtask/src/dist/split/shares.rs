//! What belongs to a part: what is reached through its doors, and in no other way.

use std::{collections::BTreeSet, ops::Range};

use super::linked::{Linked, Need};

/// Of one part.
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

/// The share of each part; `part_of` says which part's door a function is.
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
    (0..parts)
        .map(|part| {
            let others = || std::iter::once(&main).chain(others(&reached, part));
            Share {
                slots: own_slots(&reached, part, others()),
                memory: own_memory(linked, &reached, part, others()),
            }
        })
        .collect()
}

fn others(reached: &[Reached], part: usize) -> impl Iterator<Item = &Reached> {
    reached.iter().enumerate().filter(move |(other, _)| *other != part).map(|(_, reached)| reached)
}

fn own_slots<'a>(
    reached: &[Reached],
    part: usize,
    others: impl Iterator<Item = &'a Reached>,
) -> BTreeSet<u32> {
    let mut own = reached.get(part).map(|reached| reached.slots.clone()).unwrap_or_default();
    for other in others {
        own.retain(|slot| !other.slots.contains(slot));
    }
    own
}

/// Byte by byte, because pieces may lie over each other.
fn own_memory<'a>(
    linked: &Linked,
    reached: &[Reached],
    part: usize,
    others: impl Iterator<Item = &'a Reached>,
) -> Vec<Range<u32>> {
    let end = linked.data.iter().map(|data| data.at.end).max().unwrap_or_default();
    let mut mine = vec![false; end as usize];
    let mut mark = |reached: &Reached, as_mine: bool| {
        for (data, _) in linked.data.iter().zip(&reached.data).filter(|(_, reached)| **reached) {
            if let Some(bytes) = mine.get_mut(data.at.start as usize..data.at.end as usize) {
                bytes.fill(as_mine);
            }
        }
    };
    if let Some(reached) = reached.get(part) {
        mark(reached, true);
    }
    for other in others {
        mark(other, false);
    }
    let mut found: Vec<Range<u32>> = Vec::new();
    for (at, _) in (0..end).zip(mine).filter(|(_, mine)| *mine) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found.retain(|range| range.end - range.start >= WORTH_MOVING);
    found
}
