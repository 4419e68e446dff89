//! When the person wants to do a check-in: days and a time, kept on this device.

use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::schedule::{self, ScheduleView};
use lapwing_core::words::{asking, form, schedule as words};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, button, buttons, wide_buttons};
use crate::components::errors::errors;
use crate::components::heading::{Back, page};
use crate::components::notice::{coming, notice};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tick::{Tick, tick};
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell_of;

/// The screen.
pub fn screen(view: &ScheduleView, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::CheckIns.path(), words: form::CHECK_INS };
    let inside = if view.loading { skeleton(Shape::Rows(4)) } else { asked(view, send) };
    page(words::TITLE, Some(&view.title), Some(back)).with(inside).done()
}

fn asked(view: &ScheduleView, send: &Callback<Event>) -> El {
    let state = match view.saved {
        Some(Err(found)) => Some(shown::refused(found)),
        Some(Ok(())) if view.kept.is_some() => Some(coming(Tone::Primary, Icon::Check, p(words::KEPT))),
        _ => view.kept.as_deref().map(|plan| notice(Tone::Plain, Icon::Calendar, p(&words::kept(plan)))),
    };
    let wrong = if view.no_day { errors(&[("day-0", words::NO_DAY)]) } else { all() };
    let keep = tell_of(send, &view.key, |key| Event::Schedule(schedule::Event::Kept(key)));
    let drop = tell_of(send, &view.key, |key| Event::Schedule(schedule::Event::Dropped(key)));
    let stop = view.kept.is_some().then(|| button(Kind::Plain, None, words::DROP, &drop));
    let place = if view.on_device { words::ON_DEVICE } else { words::ON_PAGE };
    all()
        .some(state)
        .some(view.next.as_deref().map(|day| p(&words::next(day))))
        .with(wrong)
        .with(days(view, send))
        .with(weeks(view, send))
        .with(times(view, send))
        .with(wide_buttons().with(button(Kind::Primary, None, words::KEEP, &keep)).some(stop))
        .with(text("p", "quiet-text", words::NO_BELL))
        .with(text("p", "quiet-text", place))
}

fn days(view: &ScheduleView, send: &Callback<Event>) -> El {
    let mut ticks = el("div", "ticks");
    for (at, on) in view.days.iter().enumerate() {
        let key = view.key.clone();
        let day = u8::try_from(at).unwrap_or(0);
        let change = send.reform(move |_| Event::Schedule(schedule::Event::DayChosen(key.clone(), day)));
        let words = words::DAYS.get(at).copied().unwrap_or_default();
        ticks = ticks.with(tick(Tick { id: &format!("day-{at}"), words, hint: None, on: *on }, change));
    }
    el("fieldset", "field").with(text("legend", "field-legend", words::ON)).with(ticks)
}

/// One time or several; each has a field.
fn times(view: &ScheduleView, send: &Callback<Event>) -> El {
    let several = view.times.len() > 1;
    let fields = each(el("div", "stack-tight"), &view.times, |place, time| {
        let key = view.key.clone();
        let change = send.reform(move |event: yew::Event| {
            let time = event.target_unchecked_into::<HtmlInputElement>().value();
            Event::Schedule(schedule::Event::TimeChosen(key.clone(), place, time))
        });
        let name = if several { words::numbered(place) } else { words::TIME.to_owned() };
        let input = el("input", "input input-short")
            .put("type", "time")
            .put("id", &words::field(place))
            .put("aria-label", &name)
            .put("autocomplete", "off")
            .value(time)
            .change(change);
        let remove = several.then(|| {
            let key = view.key.clone();
            let press =
                send.reform(move |()| Event::Schedule(schedule::Event::TimeRemoved(key.clone(), place)));
            let named = asking::named(asking::REMOVE, &name);
            button(Kind::Plain, None, asking::REMOVE, &press).put("aria-label", &named)
        });
        el("div", "with-unit").number(place).with(input).some(remove)
    });
    let add = view.can_add.then(|| {
        let press = tell_of(send, &view.key, |key| Event::Schedule(schedule::Event::TimeAdded(key)));
        buttons().with(button(Kind::Quiet, Some(Icon::Plus), words::ADD_TIME, &press))
    });
    el("fieldset", "field").with(text("legend", "field-legend", words::TIME)).with(fields).some(add)
}

fn weeks(view: &ScheduleView, send: &Callback<Event>) -> El {
    let key = view.key.clone();
    let change = send.reform(move |_| Event::Schedule(schedule::Event::WeeksChosen(key.clone())));
    let hint = Some(words::SECOND_HINT);
    tick(Tick { id: "second", words: words::SECOND, hint, on: view.second }, change)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let new = ScheduleView {
        title: "Mood check-in".into(),
        key: "k".into(),
        loading: false,
        days: [true; 7],
        times: vec!["09:00".into()],
        can_add: true,
        second: false,
        kept: None,
        next: None,
        no_day: false,
        changed: false,
        saved: None,
        on_device: true,
    };
    let kept = ScheduleView {
        days: [true, false, false, true, false, false, false],
        times: vec!["08:15".into(), "18:30".into()],
        second: true,
        kept: Some("Every second week: Monday and Thursday at 08:15 and 18:30".into()),
        next: Some("30 November 2026".into()),
        ..new.clone()
    };
    let saved = ScheduleView { saved: Some(Ok(())), ..kept.clone() };
    let full = ScheduleView { saved: Some(Err(Trouble::StorageFull)), ..kept.clone() };
    let no_day = ScheduleView { days: [false; 7], no_day: true, changed: true, ..new.clone() };
    let page = ScheduleView { on_device: false, ..new.clone() };
    let loading = ScheduleView { loading: true, ..new.clone() };
    [
        ("schedule_new", new),
        ("schedule_kept", kept),
        ("schedule_saved", saved),
        ("schedule_trouble", full),
        ("schedule_no_day", no_day),
        ("schedule_not_mine", page),
        ("schedule_loading", loading),
    ]
    .map(|(name, view)| (name, screen(&view, &send)))
    .into()
}
