//! How near one is to a goal: the numbers over time, as a picture and a table, and a new one.

use lapwing_core::event::Event;
use lapwing_core::plan::{self, MOST, Rating};
use lapwing_core::record::GoalRow;
use lapwing_core::words::{parts, plan as words};
use yew::Callback;

use crate::components::button::{Kind, button, buttons, pressed};
use crate::components::more::more;
use crate::components::plot::{Plot, Point, Usual, plot};
use crate::local::{Kept, local};
use crate::markup::{El, all, each, el, p, text};
use crate::screens::shown;

/// The newest number, and with two or more the picture and its table.
pub(super) fn over_time(goal: &GoalRow) -> El {
    let (Some(first), Some(last)) = (goal.ratings.first(), goal.ratings.last()) else { return all() };
    let waits = if last.waiting { [" (", words::RATING_WAITS, ")"].concat() } else { String::new() };
    let newest = p(&[words::rating(last.value, &last.when), waits].concat());
    if goal.ratings.len() < 2 {
        return newest;
    }
    let points: Vec<Point> = goal
        .ratings
        .iter()
        .map(|one| Point { at: one.at, value: f64::from(one.value), when: one.when.clone() })
        .collect();
    let ends = [first, last].map(|one| (one.value, one.when.as_str()));
    let drawn = plot(&Plot {
        id: &["goal-", &goal.id].concat(),
        title: &goal.text,
        summary: &words::ratings(points.len(), ends[0], ends[1]),
        unit: words::RATING_UNIT,
        points: &points,
        usual: Some(Usual { low: Some(0.0), high: Some(f64::from(MOST)), words: words::RATING_UNIT.into() }),
        ..Plot::default()
    });
    let both = el("div", "stack").with(drawn).with(table(&goal.ratings));
    all().with(newest).with(more(words::RATINGS, both))
}

fn table(ratings: &[Rating]) -> El {
    let mut body = el("tbody", "");
    for (at, one) in ratings.iter().rev().enumerate() {
        let waits = one.waiting.then(|| el("span", "quiet-text").say(" ").say(words::RATING_WAITS));
        let row = el("tr", "")
            .number(at)
            .with(text("th", "", &one.when).put("scope", "row").some(waits))
            .with(text("td", "table-number", &one.value.to_string()));
        body = body.with(row);
    }
    let head =
        each(el("tr", ""), &[parts::WHEN, words::RATE], |_, name| text("th", "", name).put("scope", "col"));
    el("table", "table")
        .with(text("caption", "only-heard", words::RATINGS))
        .with(el("thead", "").with(head))
        .with(body)
}

/// Asks for a number; it is saved when the person says so.
pub(super) fn ask(goal: &GoalRow, send: &Callback<Event>) -> El {
    let (id, about, send) = (goal.id.clone(), goal.text.clone(), send.clone());
    let trouble = goal.trouble.map(shown::refused);
    let form = local("rate", "", move |kept| numbers(kept, &id, &about, &send));
    all().some(trouble).with(more(words::RATE, all().html(form)).class("not-on-paper"))
}

fn numbers(kept: &Kept, id: &str, about: &str, send: &Callback<Event>) -> El {
    let mut list = el("div", "chips numbers")
        .put("role", "group")
        .put("aria-label", &[words::RATE, " ", about].concat());
    for value in 0..=MOST {
        let said = value.to_string();
        let chosen = kept.now == said;
        let choose = kept.set.reform({
            let said = said.clone();
            move |()| said.clone()
        });
        let one = pressed(if chosen { "button button-primary" } else { "button button-quiet" }, &choose);
        list = list.with(one.put("aria-pressed", if chosen { "true" } else { "false" }).say(&said));
    }
    let value: Option<u8> = (0..=MOST).find(|value| value.to_string() == kept.now);
    let keep = value.map(|value| {
        let (id, set) = (id.to_owned(), kept.to(""));
        let send = send.clone();
        let keep = Callback::from(move |()| {
            send.emit(Event::Plan(plan::Event::Rated(id.clone(), value)));
            set.emit(());
        });
        buttons().with(button(Kind::Primary, None, words::RATE_KEEP, &keep))
    });
    el("div", "stack-tight").with(text("p", "quiet-text", words::RATE_HINT)).with(list).some(keep)
}
