//! Two changes of the same thing, brought together field by field.
//!
//! Knows keys and values only, so that whatever is a list of named fields can use it.

/// Fields in their order: key and value. A key stands once.
pub type Fields = Vec<(String, String)>;

/// One key that both sides changed, each in its own way; `None` where a side took it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The key.
    pub key: String,
    /// What is here.
    pub mine: Option<String>,
    /// What is there.
    pub theirs: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Merged {
    /// The fields. Where both sides changed one, it is mine, or theirs where I took it away: nothing goes before
    /// the person has chosen.
    pub fields: Fields,
    /// What the person chooses.
    pub clashes: Vec<Clash>,
}

/// The value of a key.
fn of<'f>(fields: &'f [(String, String)], key: &str) -> Option<&'f str> {
    fields.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
}

/// Brings `mine` and `theirs` together, which both began as `base`: what one side alone changed, added, took away or
/// moved is so; what both added stays.
#[must_use]
pub fn merge(base: &[(String, String)], mine: &[(String, String)], theirs: &[(String, String)]) -> Merged {
    let mut merged = Merged::default();
    let moved = order_changed(base, mine);
    let (first, second) = if moved { (mine, theirs) } else { (theirs, mine) };
    for (key, _) in first {
        if let Some(value) = settle((base, mine, theirs), key, &mut merged.clashes) {
            merged.fields.push((key.clone(), value));
        }
    }
    for (at, (key, _)) in second.iter().enumerate() {
        if of(first, key).is_none()
            && let Some(value) = settle((base, mine, theirs), key, &mut merged.clashes)
        {
            let place = place(&merged.fields, second.split_at(at));
            merged.fields.insert(place, (key.clone(), value));
        }
    }
    merged
}

type Three<'a> = (&'a [(String, String)], &'a [(String, String)], &'a [(String, String)]);

/// What becomes of one key.
fn settle((base, mine, theirs): Three<'_>, key: &str, clashes: &mut Vec<Clash>) -> Option<String> {
    let (was, here, there) = (of(base, key), of(mine, key), of(theirs, key));
    let value = match () {
        () if here == there || there == was => here,
        () if here == was => there,
        () => {
            let own = |value: Option<&str>| value.map(str::to_owned);
            clashes.push(Clash { key: key.to_owned(), mine: own(here), theirs: own(there) });
            here.or(there)
        }
    };
    value.map(str::to_owned)
}

/// What stands before a field, and it with what stands behind.
type Split<'a> = (&'a [(String, String)], &'a [(String, String)]);

/// Behind the nearest of those before it that is there, else in front of the nearest behind it, else at the end.
fn place(fields: &[(String, String)], (before, behind): Split<'_>) -> usize {
    let there = |key: &str| fields.iter().position(|(known, _)| known == key);
    for (key, _) in before.iter().rev() {
        if let Some(at) = there(key) {
            return at + 1;
        }
    }
    for (key, _) in behind {
        if let Some(at) = there(key) {
            return at;
        }
    }
    fields.len()
}

/// Whether what stood in `base` and still stands in `now` stands in another order.
fn order_changed(base: &[(String, String)], now: &[(String, String)]) -> bool {
    let mut last = 0;
    for (key, _) in now {
        if let Some(at) = base.iter().position(|(known, _)| known == key) {
            if at < last {
                return true;
            }
            last = at;
        }
    }
    false
}
