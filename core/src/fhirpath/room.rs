//! Where texts live that an evaluation makes, so that an item is copied as it is.

use std::cell::OnceCell;

/// How many texts stand beside one another.
const SLOTS: usize = 16;

/// Keeps the texts that evaluations make. They live as long as it does.
#[derive(Default, Debug)]
pub struct Room {
    slots: [OnceCell<Box<str>>; SLOTS],
    next: OnceCell<Box<Room>>,
}

impl Room {
    /// Keeps a text.
    pub(super) fn keep(&self, text: String) -> (&str, &Room) {
        let (mut room, mut text) = (self, text.into_boxed_str());
        loop {
            for slot in &room.slots {
                match slot.set(text) {
                    Ok(()) => return (slot.get().map_or("", |kept| kept), room),
                    Err(back) => text = back,
                }
            }
            room = room.next.get_or_init(Box::default);
        }
    }
}

impl Drop for Room {
    /// One after the other: a long chain would be too deep for the stack.
    fn drop(&mut self) {
        let mut next = self.next.take();
        while let Some(mut room) = next {
            next = room.next.take();
        }
    }
}
