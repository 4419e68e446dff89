//! A part of the app that is on its way, or did not come.

use lapwing_core::event::Event;
use lapwing_core::trouble::Trouble;
use lapwing_core::words::{parts as words, trouble};
use lapwing_core::{notice, record};
use yew::prelude::*;

use crate::components::button::{Kind, button};
use crate::components::heading::page;
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::all;
use crate::screens::plan_safety::without_unlocking;
use crate::tell::tell;

/// The screen.
pub fn screen(why: Option<Trouble>, plan: bool, send: &Callback<Event>) -> Html {
    let head = page(words::COMING, None, None);
    let inside = match why {
        None => skeleton(Shape::Cards(2)),
        Some(_) => {
            let again = tell(send, || Event::Record(record::Event::Retried));
            // The gateway may have a newer version, and no longer this one's parts.
            let anew = tell(send, || Event::Notice(notice::Event::UpdateTaken));
            state::trouble(Tone::Amber, Icon::Info, words::NOT_COME, words::NOT_COME_NEXT)
                .with(button(Kind::Primary, None, trouble::TRY_AGAIN, &again))
                .with(button(Kind::Quiet, None, words::LOAD_AGAIN, &anew))
                .with(if plan { without_unlocking() } else { all() })
        }
    };
    head.with(inside).done()
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::noop();
    vec![
        ("coming", screen(None, true, &send)),
        ("coming_trouble", screen(Some(Trouble::Offline), true, &send)),
    ]
}
