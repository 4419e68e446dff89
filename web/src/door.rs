//! The only ways into what belongs to a part of the app that comes when it is needed (see `parts` of the core). Each makes
//! a future that is known here alone, kept from the optimiser, which would tell who awaits it what it is.

use std::future::Future;
use std::hint::black_box;
use std::pin::Pin;

use lapwing_core::links::{Event, Order};

use crate::links;

/// What an order will come to.
pub type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// Does what is ordered for links: they are made and opened on screens of this part.
#[inline(never)]
#[must_use]
pub fn record_links(order: Order) -> Coming<Event> {
    black_box(Box::pin(links::carry_out(order)))
}
