//! How rows are named and bound to their place.

/// The version of what is inside a row.
const SCHEMA: u32 = 1;

/// A kind of row, and the object store that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// What `core` keeps under a key.
    Kept,
    /// What waits to be sent.
    Outbox,
    /// Anonymous feedback that waits to be sent.
    Feedback,
    /// What waits in the outbox, for the person's own eyes.
    Copies,
}

impl Shelf {
    /// Every shelf.
    pub(crate) const ALL: [Self; 4] = [Self::Kept, Self::Outbox, Self::Feedback, Self::Copies];

    /// The name of the object store.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Outbox => "outbox",
            Self::Feedback => "feedback",
            Self::Copies => "copies",
        }
    }
}

/// What the row's key is the HMAC of. No shelf's name has a bar in it, so two rows never share a text.
pub(crate) fn label(shelf: Shelf, id: &str) -> String {
    let mut label = String::from(shelf.name());
    label.push('|');
    label.push_str(id);
    label
}

/// The account that a kept row belongs to: the part of the key before the first slash. Rows that wait to be
/// sent belong to the device itself, as their account is not known before they are opened.
pub(crate) fn account(shelf: Shelf, id: &str) -> &str {
    match shelf {
        Shelf::Kept | Shelf::Copies => id.split_once('/').map_or("", |(account, _)| account),
        Shelf::Outbox | Shelf::Feedback => "",
    }
}

/// The additional data that binds a ciphertext to its place and revision: swapped rows don't open.
///
/// `row` is the HMAC of the label, which stands for the id. The account may hold any character: it is the
/// only part whose end is not fixed, and the text reads back from the right.
pub(crate) fn bound(account: &str, shelf: Shelf, row: &[u8], revision: u32) -> String {
    let mut bound = String::from("lapwing|");
    bound.push_str(account);
    bound.push('|');
    bound.push_str(shelf.name());
    bound.push('|');
    for byte in row {
        for half in [byte >> 4, byte & 15] {
            bound.extend(char::from_digit(u32::from(half), 16));
        }
    }
    for number in [SCHEMA, revision] {
        bound.push('|');
        bound.push_str(&number.to_string());
    }
    bound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_named_apart_by_shelf_and_id() {
        assert_eq!(label(Shelf::Kept, "asha/draft"), "kept|asha/draft");
        assert_ne!(label(Shelf::Outbox, "a"), label(Shelf::Feedback, "a"));
        let names: std::collections::BTreeSet<_> = Shelf::ALL.into_iter().map(Shelf::name).collect();
        assert_eq!(names.len(), Shelf::ALL.len());
    }

    #[test]
    fn a_row_belongs_to_the_account_of_its_key() {
        assert_eq!(account(Shelf::Kept, "asha/draft/phq-9"), "asha");
        assert_eq!(account(Shelf::Kept, "/session"), "");
        assert_eq!(account(Shelf::Outbox, "asha/draft"), "");
    }

    #[test]
    fn every_part_of_the_place_is_bound() {
        let one = bound("asha", Shelf::Kept, &[0, 171, 9], 7);
        assert_eq!(one, "lapwing|asha|kept|00ab09|1|7");
        assert_ne!(one, bound("sam", Shelf::Kept, &[0, 171, 9], 7));
        assert_ne!(one, bound("asha", Shelf::Outbox, &[0, 171, 9], 7));
        assert_ne!(one, bound("asha", Shelf::Kept, &[0, 171, 8], 7));
        assert_ne!(one, bound("asha", Shelf::Kept, &[0, 171, 9], 8));
    }
}
