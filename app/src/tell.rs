//! What a press tells the core. A fact is made by a plain function, so that no press needs a closure of its own.

use lapwing_core::event::Event;
use yew::Callback;

/// A press tells this fact.
pub fn tell(send: &Callback<Event>, fact: fn() -> Event) -> Callback<()> {
    send.reform(move |()| fact())
}

/// A press tells a fact of one thing.
pub fn tell_of(send: &Callback<Event>, what: &str, fact: fn(String) -> Event) -> Callback<()> {
    let what = what.to_owned();
    send.reform(move |()| fact(what.clone()))
}
