//! What each event of the safety plan does.

use super::arrive::keep_draft;
use super::give::{changed, give};
use super::keep::Kept;
use super::lines::{Ask, Line, Plan};
use super::paper::Paper;
use super::{Event, State};
use crate::effect::Effect;
use crate::fhir::date::Date;
use crate::form::Who;
use crate::now::Now;
use crate::route::Route;
use crate::words::plan_safety as words;

/// The longest number, in characters.
const NUMBER: usize = 30;

/// Something in this area.
pub fn update(state: &mut State, event: Event, who: &Who, now: &Now) -> Vec<Effect> {
    if let Event::Rated(goal, value) = event {
        return super::rating::rated(state, (goal, value), who, now);
    }
    if state.kept.is_none() {
        return vec![];
    }
    match event {
        Event::Wrote(step, text) => {
            let most = state.paper.longest();
            draft(state, step, who, |line| line.text = text.chars().take(most).collect())
        }
        Event::Numbered(step, said) => draft(state, step, who, |line| line.phone = number(&said)),
        Event::Began(step, text, said) => {
            let mut effects = draft(state, step, who, |line| {
                line.text = text;
                line.phone = number(&said);
            });
            effects.push(Effect::Focus("line".into()));
            effects
        }
        Event::Given(step) => given(state, step, who, now),
        Event::Dropped => drop_draft(state, who),
        Event::Changed(id) => {
            state.draft = mine(state).line(&id).cloned();
            state.wrong = false;
            vec![keep_draft(state, who), Effect::Focus("line".into())]
        }
        Event::Removed(id) => removed(state, &id, who, now),
        Event::Undone => undone(state, who, now),
        Event::Shifted(id, up) => {
            if !mine(state).shift(&id, up) {
                return vec![];
            }
            let said = if up { words::MOVED_UP } else { words::MOVED_DOWN };
            with(changed(state, who, now), Effect::Announce(said.into()))
        }
        Event::Review(months) => {
            mine(state).review = if months == 0 { String::new() } else { in_months(months, now) };
            let mut effects = changed(state, who, now);
            effects.extend(give(state, who, now));
            effects
        }
        Event::Chosen(at, choice) => chosen(state, at, choice, who, now),
        Event::Done(next) => done(state, next, who, now),
        Event::Printed => vec![Effect::Print],
        Event::Called
        | Event::OpenChosen(_)
        | Event::Rated(..)
        | Event::Answered(..)
        | Event::Own(_)
        | Event::FileTaken
        | Event::BeforeWanted(_) => vec![],
    }
}

fn mine(state: &mut State) -> &mut Plan {
    &mut state.kept.get_or_insert_with(Kept::default).mine
}

fn with(mut effects: Vec<Effect>, more: Effect) -> Vec<Effect> {
    effects.push(more);
    effects
}

/// Changes the line under way; one of another step is put by.
fn draft(state: &mut State, step: usize, who: &Who, change: impl FnOnce(&mut Line)) -> Vec<Effect> {
    if state.draft.as_ref().is_none_or(|line| line.step != step) {
        state.draft = Some(Line { step: step.min(state.paper.parts().end - 1), ..Line::default() });
    }
    if let Some(line) = &mut state.draft {
        change(line);
    }
    state.wrong = false;
    vec![keep_draft(state, who)]
}

/// A number as it was written: what can't be dialled of it is read, never left out of what is.
fn number(said: &str) -> String {
    said.chars().filter(|c| !c.is_control()).take(NUMBER).collect()
}

fn drop_draft(state: &mut State, who: &Who) -> Vec<Effect> {
    (state.draft, state.wrong) = (None, false);
    vec![keep_draft(state, who)]
}

fn given(state: &mut State, step: usize, who: &Who, now: &Now) -> Vec<Effect> {
    let line = state.draft.clone().filter(|line| line.step == step);
    let Some(mut line) = line.filter(|line| !line.text.trim().is_empty()) else {
        state.wrong = true;
        return vec![Effect::Focus("line".into())];
    };
    line.text = line.text.trim().to_owned();
    line.phone = line.phone.trim().to_owned();
    if line.id.is_empty() {
        line.id = now.uuid();
    }
    mine(state).put(line);
    state.undo = None;
    let mut effects = drop_draft(state, who);
    effects.extend(changed(state, who, now));
    effects.extend([Effect::Announce(words::ADDED.into()), Effect::Focus("line".into())]);
    effects
}

fn removed(state: &mut State, id: &str, who: &Who, now: &Now) -> Vec<Effect> {
    let taken = mine(state).take(id);
    if taken.is_none() {
        return vec![];
    }
    state.undo = taken;
    let mut effects = match &state.draft {
        Some(draft) if draft.id == id => drop_draft(state, who),
        _ => vec![],
    };
    effects.extend(changed(state, who, now));
    effects.push(Effect::Focus("undo".into()));
    effects
}

fn undone(state: &mut State, who: &Who, now: &Now) -> Vec<Effect> {
    let Some((at, line)) = state.undo.take() else { return vec![] };
    let lines = &mut mine(state).lines;
    lines.insert(at.min(lines.len()), line);
    let effects = changed(state, who, now);
    with(with(effects, Effect::Announce(words::BACK_AGAIN.into())), Effect::Focus("h1".into()))
}

/// The day so many months from now; the last of the month where it is shorter.
fn in_months(months: u8, now: &Now) -> String {
    let (year, month, day) = Date::from_millis(now.time, i16::try_from(now.offset).unwrap_or(0)).first_day();
    let ahead = u16::from(month) - 1 + u16::from(months);
    let (year, month) = (year + ahead / 12, u8::try_from(ahead % 12 + 1).unwrap_or(1));
    let last = crate::fhir::civil::days_in_month(i64::from(year), month);
    Date::Day(year, month, day.min(last)).fhir()
}

fn chosen(state: &mut State, at: usize, choice: Option<bool>, who: &Who, now: &Now) -> Vec<Effect> {
    let Some(kept) = state.kept.as_mut().filter(|kept| at < kept.asks.len()) else { return vec![] };
    match (kept.asks.remove(at), choice) {
        (Ask::Both(own, other), Some(own_stays)) => {
            kept.mine.take(if own_stays { &other } else { &own });
        }
        // Mine is "taken away" where it was taken away here.
        (Ask::Gone(id, here), Some(own_stays)) if here == own_stays => {
            kept.mine.take(&id);
        }
        (Ask::Review(_, other), Some(false)) => kept.mine.review = other,
        _ => {}
    }
    let mut effects = changed(state, who, now);
    effects.extend(give(state, who, now));
    effects.extend([Effect::Announce(words::CHOSEN.into()), Effect::Focus("h1".into())]);
    effects
}

/// A line that was begun and not added is not lost by going on.
fn done(state: &mut State, next: Option<usize>, who: &Who, now: &Now) -> Vec<Effect> {
    let mut effects = vec![];
    if let Some(draft) = state.draft.clone().filter(|line| !line.text.trim().is_empty()) {
        effects = given(state, draft.step, who, now);
        effects.retain(|effect| !matches!(effect, Effect::Focus(_)));
    }
    let first = state.paper.parts().start;
    let part = next.map_or(String::new(), |step| (step + 1 - first).to_string());
    let route =
        if state.paper == Paper::Safety { Route::Safety(part) } else { Route::Paper(state.paper, part) };
    with(effects, Effect::Navigate(route, false))
}
