//! Where texts live that an evaluation makes, so that an item is copied as it is.

use std::cell::OnceCell;

/// How many texts stand beside one another.
const SLOTS: usize = 16;

/// Keeps the texts that evaluations make. They live as long as it does.
#[derive(Default, Debug)]
pub struct Room(OnceCell<Box<Shelf>>);

#[derive(Default, Debug)]
struct Shelf {
    texts: [OnceCell<Box<str>>; SLOTS],
    next: Room,
}

impl Room {
    /// Keeps a text; gives it, and the room where the next has place.
    pub(super) fn keep(&self, text: String) -> (&str, &Room) {
        let (mut room, mut text) = (self, text.into_boxed_str());
        loop {
            let shelf = room.0.get_or_init(Box::default);
            for slot in &shelf.texts {
                match slot.set(text) {
                    Ok(()) => return (slot.get().map_or("", |kept| kept), room),
                    Err(back) => text = back,
                }
            }
            room = &shelf.next;
        }
    }
}

impl Drop for Room {
    /// One after the other: a long row of shelves would be too deep for the stack.
    fn drop(&mut self) {
        let mut next = self.0.take();
        while let Some(mut shelf) = next {
            next = shelf.next.0.take();
        }
    }
}
