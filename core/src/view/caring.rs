//! The space of a carer: whom they care for, and what is theirs. It holds nothing of anybody else's record.

use super::check_ins;
use crate::app::Model;
use crate::fhir::date::Date;
use crate::form::DueRow;
use crate::lease;
use crate::now::{Now, short_key};
use crate::plan::{self, Hint, Paper};
use crate::route::Route;
use crate::session::{CaredFor, Link, Stage};
use crate::words;

/// The check-ins that a carer can do about themselves where they have no record: those without an answer that a team
/// would have to read.
const WELLBEING: [&str; 2] =
    ["https://lapwing.example/Questionnaire/phq-4", "https://lapwing.example/Questionnaire/gad-7"];

/// The space.
#[derive(Debug, Clone, PartialEq)]
pub struct CaringView {
    /// Whom they care for.
    pub people: Vec<CaringRow>,
    /// The check-ins that the team asks them to answer about themselves.
    pub asked: Vec<DueRow>,
    /// The check-ins about themselves: key, title, minutes.
    pub checks: Vec<(String, String, u64)>,
    /// The person has a record too; their check-ins go there.
    pub has_record: bool,
    /// How it stands with the plan for when they can't be there.
    pub cover: Hint,
    /// What the trust says to carers: title and words.
    pub told: Vec<(String, String)>,
}

/// Somebody whom the person cares for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaringRow {
    /// `Patient/x`.
    pub patient: String,
    /// Name.
    pub name: String,
    /// What is shared, the titles of the sections.
    pub sees: Vec<&'static str>,
    /// How they belong together, and until when something is shared.
    pub note: Option<String>,
    /// How many entries are new, and what is said of it; `None` while it is asked for.
    pub news: Option<(u64, String)>,
    /// How many questionnaires the team asks them to answer about this person.
    pub asked: u64,
}

/// Whether a screen is one of the space's own; every other leads back to it.
pub(crate) fn is_of_space(model: &Model, route: &Route) -> bool {
    match route {
        Route::Answer(key) | Route::Past(key) | Route::PastAnswer(key, _) => {
            is_theirs(key) || check_ins::is_asked(model, key)
        }
        Route::Paper(paper, _) => *paper == Paper::Cover,
        Route::Join => true,
        other => {
            *other != Route::Caring && other.place_in_space() == *other
                || other.place_in_space() == Route::Settings
        }
    }
}

/// Whether a carer can do the check-in of this key about themselves where they have no record.
pub(super) fn is_theirs(key: &str) -> bool {
    WELLBEING.iter().any(|url| short_key(url) == key)
}

/// Whom they care for.
pub(super) fn rows(model: &Model, now: &Now) -> Vec<CaringRow> {
    let mut rows = vec![];
    for cared in model.session.account().iter().flat_map(|account| &account.caring_for) {
        let until = Date::parse(&cared.until).map(|end| {
            // It ends with the day before.
            match cared.by_age {
                true => words::carers::by_age(&words::time::day(end.to_millis())),
                false => words::sharing::until(&words::time::day(end.to_millis() - 1)),
            }
        });
        let relation = words::carers::relation(&cared.relation);
        let keeps = (cared.keeps > 0).then(|| words::carers::keeps(cared.keeps));
        let all = [relation.map(str::to_owned), until, keeps];
        let note: Vec<String> = all.into_iter().flatten().collect();
        let note = (!note.is_empty()).then(|| note.join(". "));
        rows.push(CaringRow {
            patient: cared.patient.clone(),
            name: cared.name.clone(),
            sees: cared.sections.iter().map(|code| words::sharing::section(code)).collect(),
            note,
            news: news(model, cared, now),
            asked: lease::news(&model.lease, &cared.patient).map_or(0, |(news, _)| news.asked),
        });
    }
    rows
}

/// What is new of somebody since the person looked, and as of when.
fn news(model: &Model, cared: &CaredFor, now: &Now) -> Option<(u64, String)> {
    let live = model.notice.online && matches!(model.session.stage, Stage::In(_, Link::Live));
    let Some((news, told)) = lease::news(&model.lease, &cared.patient) else {
        return (!live).then(|| (0, words::carers::NEWS_OFFLINE.to_owned()));
    };
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let (mut new, mut unseen, mut count) = (vec![], vec![], 0);
    for (section, many, seen) in &news.parts {
        // What is no more shared is not told of, whatever was kept.
        let shared = section.is_empty() || cared.sections.contains(section);
        let name = if section.is_empty() { words::carers::SINGLE } else { words::sharing::section(section) };
        if shared && !seen {
            unseen.push(name.to_owned());
        } else if shared {
            new.push([name, " ", &many.to_string()].concat());
            count += many;
        }
    }
    let looked = Date::parse(&news.looked)
        .map(|date| words::time::moment(Date::from_millis(date.to_millis(), offset), now));
    let mut said = match &looked {
        None => vec![words::carers::NEVER_LOOKED.to_owned()],
        Some(when) if new.is_empty() && unseen.is_empty() => vec![words::carers::nothing_new(when)],
        Some(when) if new.is_empty() => vec![words::carers::last_looked(when)],
        Some(when) => vec![words::carers::new_since(when, &new)],
    };
    if looked.is_some() && !unseen.is_empty() {
        said.push(words::carers::not_looked(&unseen));
    }
    if !live {
        said.push(words::carers::as_of(&words::time::moment(Date::from_millis(told, offset), now)));
    }
    Some((count, said.join(" ")))
}

/// The screen.
pub(super) fn caring(model: &Model, now: &Now) -> CaringView {
    let library = model.form.library.iter().flatten();
    let asked = if model.session.in_space() { check_ins::due_today(model, now) } else { vec![] };
    let checks = library.filter(|one| {
        WELLBEING.contains(&one.url.as_str()) && asked.iter().all(|asked| asked.row.key != one.key())
    });
    CaringView {
        people: rows(model, now),
        checks: checks.map(|one| (one.key(), one.title.clone(), one.minutes)).collect(),
        asked,
        has_record: !model.session.in_space(),
        cover: model.papers.of(Paper::Cover).map_or(Hint::Plain, |state| plan::hint(state, now)),
        told: model.notice.trust.carers.clone(),
    }
}
