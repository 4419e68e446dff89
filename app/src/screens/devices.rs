//! Where the person is signed in, and which devices send for them.

use lapwing_core::devices::{self, DeviceRow, DevicesView, KINDS, Kind};
use lapwing_core::event::Event;
use lapwing_core::trouble::Trouble;
use lapwing_core::words::{devices as words, trouble};
use yew::prelude::*;

use super::shown;
use crate::components::button::{self, button, buttons};
use crate::components::card::headed;
use crate::components::heading::page;
use crate::components::notice::{notice, title};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, el, p, text};
use crate::tell::tell_of;

/// The screen.
pub fn screen(view: &DevicesView, send: &Callback<Event>) -> Html {
    let page = page(words::DEVICES, Some(words::LEAD), None);
    let Some(rows) = &view.rows else {
        let instead = view.trouble.map(|found| shown::failed(found, send));
        return page.with(instead.unwrap_or_else(|| skeleton(Shape::Rows(3)))).done();
    };
    let mut page = page.some(view.trouble.map(not_ended));
    for (kind, rows) in KINDS.into_iter().zip(rows) {
        let card =
            headed(Tone::Plain, words::heading(kind), None).with(text("p", "quiet-text", words::about(kind)));
        page = page.with(if rows.is_empty() {
            card.with(p(words::none(kind)))
        } else {
            list(card, kind, rows, send)
        });
    }
    page.done()
}

fn not_ended(found: Trouble) -> El {
    let said = trouble::said(found);
    notice(Tone::Amber, Icon::Info, all().with(title(said.title)).with(p(said.next)))
}

fn list(card: El, kind: Kind, rows: &[DeviceRow], send: &Callback<Event>) -> El {
    let mut list = el("ul", "stack").put("role", "list");
    for row in rows {
        list = list.with(item(kind, row, send));
    }
    let others = rows.iter().any(|row| !row.this);
    card.with(list).some(others.then(|| text("p", "quiet-text small-text", words::end_hint(kind))))
}

fn item(kind: Kind, row: &DeviceRow, send: &Callback<Event>) -> El {
    let since = words::since(kind, &row.since);
    let end = (!row.this).then(|| {
        let end = tell_of(send, &row.path, |path| Event::Devices(devices::Event::Ended(path)));
        let label = [words::end(kind), ": ", &since].concat();
        let end = button(button::Kind::Quiet, None, words::end(kind), &end).put("aria-label", &label);
        buttons().with(if row.busy { end.put("aria-disabled", "true") } else { end })
    });
    let seen = row.seen.as_deref().map(words::seen);
    el("li", "stack-tight")
        .key(&row.path)
        .with(text("p", "row-title", if row.this { words::HERE } else { &since }))
        .some(row.this.then(|| text("p", "quiet-text small-text", &since)))
        .some(seen.map(|seen| text("p", "quiet-text small-text", &seen)))
        .with(text("p", "quiet-text small-text", &words::until(&row.until)))
        .some(end)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    let send = Callback::<Event>::noop();
    let row = |path: &str, this, since: &str, seen: Option<&str>, busy| DeviceRow {
        path: path.into(),
        this,
        since: since.into(),
        seen: seen.map(Into::into),
        until: "Wednesday 2 December at 10:00".into(),
        busy,
    };
    let sessions = vec![
        row("/sessions/a", true, "today at 08:00", Some("today at 08:59"), false),
        row("/sessions/b", false, "yesterday at 21:05", Some("today at 08:40"), true),
    ];
    let devices = vec![row("/deposit/devices/c", false, "2 November 2026", None, false)];
    let of = |rows, trouble| screen(&DevicesView { rows, trouble }, &send);
    let alone = vec![row("/sessions/a", true, "today at 08:00", None, false)];
    vec![
        ("devices_some", of(Some([sessions.clone(), devices.clone()]), None)),
        ("devices_alone", of(Some([alone, vec![]]), None)),
        ("devices_not_ended", of(Some([sessions, devices]), Some(Trouble::Offline))),
        ("devices_loading", of(None, None)),
        ("devices_offline", of(None, Some(Trouble::Offline))),
    ]
}
