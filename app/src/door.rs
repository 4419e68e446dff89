//! The only ways from here into orders that belong to a part of the app that comes when it is needed (see `parts` of the
//! core). Each makes a future that is known here alone, kept from the optimiser, which would tell who awaits it what it is.

use std::hint::black_box;
use std::rc::Rc;

use lapwing_core::effect::Effect;
use lapwing_core::event::Event;
use lapwing_core::trouble::Trouble;
use lapwing_core::vault::Order;
use lapwing_web::Store;
use lapwing_web::door::Coming;
use yew::Callback;

use crate::{keys, sending};

/// Keeps for sending, sends, or lists what waits.
#[inline(never)]
pub fn sending(store: Rc<Store>, send: Callback<Event>, effect: Effect) -> Coming<()> {
    black_box(Box::pin(sending::carry_out(store, send, effect)))
}

/// Sets, changes or takes away what opens the vault.
#[inline(never)]
pub fn settings_keys(store: Store, order: Order) -> Coming<Result<(), Trouble>> {
    black_box(Box::pin(keys::carry_out(store, order)))
}
