//! One after the other, in the order of asking.

use std::cell::RefCell;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// A queue for one thing that only one may use at a time.
///
/// Without it, two saves of one draft could overtake each other while they are encrypted, and the
/// older answer would win.
#[derive(Debug, Default)]
pub(crate) struct Turns(RefCell<Queue>);

#[derive(Debug, Default)]
struct Queue {
    next_ticket: u64,
    waiting: Vec<(u64, Option<Waker>)>,
}

/// Whose turn it is, until dropped.
#[derive(Debug)]
pub(crate) struct Turn<'a> {
    turns: &'a Turns,
    ticket: u64,
}

impl Turns {
    /// Waits for one's turn.
    pub(crate) async fn take(&self) -> Turn<'_> {
        let turn = self.ticket();
        poll_fn(|context| {
            let mut queue = self.0.borrow_mut();
            let first = queue.waiting.first().is_some_and(|(first, _)| *first == turn.ticket);
            if first {
                return Poll::Ready(());
            }
            if let Some(mine) = queue.waiting.iter_mut().find(|(ticket, _)| *ticket == turn.ticket) {
                mine.1 = Some(context.waker().clone());
            }
            Poll::Pending
        })
        .await;
        turn
    }

    fn ticket(&self) -> Turn<'_> {
        let mut queue = self.0.borrow_mut();
        let ticket = queue.next_ticket;
        queue.next_ticket += 1;
        queue.waiting.push((ticket, None));
        Turn { turns: self, ticket }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut queue = self.turns.0.borrow_mut();
        queue.waiting.retain(|(ticket, _)| *ticket != self.ticket);
        let next = queue.waiting.first_mut().and_then(|(_, waker)| waker.take());
        drop(queue);
        if let Some(waker) = next {
            waker.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::pin;
    use std::task::Context;

    use super::*;

    #[test]
    fn the_second_waits_and_a_third_that_gave_up_holds_nobody_up() {
        let turns = Turns::default();
        let mut context = Context::from_waker(Waker::noop());
        let mut first = Box::pin(turns.take());
        let Poll::Ready(turn) = first.as_mut().poll(&mut context) else { panic!("free") };
        let mut second = Box::pin(turns.take());
        let mut third = pin!(turns.take());
        assert!(second.as_mut().poll(&mut context).is_pending());
        assert!(third.as_mut().poll(&mut context).is_pending());
        drop(second);
        assert!(third.as_mut().poll(&mut context).is_pending());
        drop(turn);
        assert!(third.as_mut().poll(&mut context).is_ready());
    }
}
