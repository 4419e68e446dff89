//! Where links meet the session, the record and the papers that the person wrote.

use serde_json::Value;

use super::open::open_shelf;
use super::who::who;
use super::{Model, is_locked};
use crate::effect::{Effect, Key, Method, Place, Reply, Request};
use crate::event::Tag;
use crate::fhir::date::Date;
use crate::fhir::reference::key_of;
use crate::links::{self, CardView, Event, payload};
use crate::now::Now;
use crate::plan::{Paper, write_paper};
use crate::record::{self, EntryRow, Shelf};
use crate::route::Route;
use crate::takeaway::{Gathered, summary::document};
use crate::trouble::Trouble;
use crate::{json, plan, sharing, words};

/// What a summary is made of.
const SUMMARY: [Shelf; 4] = [Shelf::Conditions, Shelf::Allergies, Shelf::Medicines, Shelf::Vaccinations];

/// Where what belongs to links is kept, and whose it is.
fn keeps(model: &Model) -> (Place, String) {
    let who = who(model);
    (who.place, who.account)
}

/// The person goes elsewhere: what was opened or made is not there any more when they come back.
pub(super) fn moved(model: &mut Model, to: &Route) {
    if model.route == Route::Viewer && *to != Route::Viewer {
        model.viewer = links::Viewer::default();
        model.parts.early();
    }
    if model.route == Route::MakeLink && *to != Route::MakeLink {
        model.links.making = links::Making::default();
    }
}

/// What the list, the making of a link and the card need.
pub(super) fn opened(model: &mut Model, again: (bool, &Now)) -> Vec<Effect> {
    if model.session.acting().is_some() || is_locked(model) {
        return vec![];
    }
    let who = who(model);
    let making = &model.links.making;
    let fresh = model.route == Route::MakeLink && making.made.is_none() && making.renews.is_empty();
    let mut effects = links::opened(&mut model.links, (who.place, &who.account), fresh);
    if model.route == Route::Links {
        return effects;
    }
    effects.push(Effect::Load(who.place, links::card_row(&who.account)));
    effects.extend(plan::looked(&mut model.plan, &who, false, again.1));
    for state in model.papers.0.iter_mut().filter(|state| Paper::SHOWN.contains(&state.paper)) {
        effects.extend(plan::looked(state, &who, false, again.1));
    }
    let shelves: &[Shelf] = match model.route {
        Route::Card => &[Shelf::Allergies, Shelf::Medicines],
        _ => &[
            Shelf::Plan,
            Shelf::Tasks,
            Shelf::Conditions,
            Shelf::Allergies,
            Shelf::Medicines,
            Shelf::Entries,
        ],
    };
    for shelf in shelves {
        effects.extend(open_shelf(model, *shelf, again));
    }
    effects
}

/// What was kept of links and of the card.
pub(super) fn loaded(model: &mut Model, key: &Key, row: Option<&Value>) {
    let (_, account) = keeps(model);
    if *key == links::keep_row(&account) {
        links::kept(&mut model.links, row);
    }
    if *key == links::card_row(&account) {
        links::card_loaded(&mut model.links.card, row);
    }
}

/// A row of links was kept, or not.
pub(super) fn saved(model: &mut Model, key: &Key) -> Vec<Effect> {
    let (_, account) = keeps(model);
    if *key == links::keep_row(&account) { links::saved(&mut model.links) } else { vec![] }
}

/// Something about links or the card.
pub(super) fn event(model: &mut Model, event: Event, now: &Now) -> Vec<Effect> {
    match event {
        Event::Brought(..) | Event::Named(_) | Event::Wanted(_) | Event::Done
            if model.route == Route::Viewer =>
        {
            links::look(&mut model.viewer, event, now)
        }
        Event::Answered(_) | Event::Opened(_) => links::came(&mut model.viewer, event, now),
        Event::Sealed(sealed) => {
            let csrf = model.session.csrf();
            links::sealed(&mut model.links, sealed, csrf)
        }
        Event::LineChosen(key, on) => chosen(model, Some((key, on)), None),
        Event::CardLink(link) => chosen(model, None, Some(link)),
        Event::Printed => vec![Effect::Print],
        // A link is made by the person themselves, of what is theirs.
        _ if model.session.acting().is_some() || is_locked(model) => vec![],
        event => {
            let csrf = model.session.csrf();
            let mut state = std::mem::take(&mut model.links);
            let of: &Model = model;
            let content = |what: usize| content(of, what, now);
            let effects = links::update(&mut state, event, csrf, (&content, now));
            model.links = state;
            effects
        }
    }
}

fn chosen(model: &mut Model, line: Option<(String, bool)>, link: Option<Option<String>>) -> Vec<Effect> {
    let (place, account) = keeps(model);
    let row = links::choose(&mut model.links.card, line, link);
    vec![Effect::Save(place, links::card_row(&account), row)]
}

/// What the gateway says of the person's links.
pub(super) fn fetched(model: &mut Model, tag: &Tag, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    if *tag == Tag::Confirmed {
        let csrf = model.session.csrf();
        return links::confirmed(&mut model.links, reply, csrf);
    }
    let (place, account) = keeps(model);
    links::fetched(&mut model.links, (tag, reply), (place, &account))
}

/// The code that is asked for before sharing changes, given while a link is made.
pub(super) fn code(model: &mut Model, event: sharing::Event) -> Vec<Effect> {
    let stage = &mut model.links.making.stage;
    match event {
        sharing::Event::CodeGiven(code) => {
            *stage = sharing::Stage::NeedsCode { wrong: false, busy: true };
            let request = Request::new(Method::Post, "/session/confirm".into())
                .with(json::filled(r#"{"code": "$code"}"#, &[("code", code.into())]));
            vec![Effect::Fetch(Tag::Confirmed, Request { csrf: model.session.csrf(), ..request })]
        }
        sharing::Event::Cancelled => {
            *stage = sharing::Stage::Choosing;
            vec![]
        }
        _ => vec![],
    }
}

/// What goes into a link: a Bundle of what was chosen, with whose it is; `None` where there is nothing.
fn content(model: &Model, what: usize, now: &Now) -> Option<String> {
    let account = model.session.account()?;
    let patient = account.patient.as_deref()?;
    let at = Date::from_millis(now.time, 0).fhir();
    let paper = |state: &plan::State| -> Vec<Value> {
        let Some(mut plan) = state.kept.as_ref().map(|kept| kept.mine.clone()) else { return vec![] };
        // Reasons and hopes are never shared, by a link neither.
        plan.lines.retain(|line| state.paper != Paper::Safety || line.step < plan::SHARED);
        if plan.lines.is_empty() { vec![] } else { vec![write_paper(&plan, (state.paper, patient), &at)] }
    };
    let entries = match links::WHATS.get(what).copied()? {
        "safety-plan" => paper(&model.plan),
        "plan" => team_plans(model, patient),
        "summary" => return summary(model, (patient, &account.name), now),
        word => model.papers.of(Paper::of_word(word)?).map(paper).unwrap_or_default(),
    };
    (!entries.is_empty()).then(|| json::write(&bundle((patient, &account.name), entries, &at)))
}

/// An International Patient Summary of what may go into one; `None` where there is nothing.
fn summary(model: &Model, (patient, name): (&str, &str), now: &Now) -> Option<String> {
    let all = SUMMARY.into_iter().flat_map(|shelf| summed(model, patient, shelf)).collect();
    let mut of = Gathered::of_resources(all, patient, name);
    for shelf in SUMMARY {
        match model.record.held(patient, shelf).whole().known {
            None => of.missing.push(shelf),
            Some(known) if known.resources.iter().any(is_private) => of.withheld.push(shelf),
            Some(_) => {}
        }
    }
    let (document, taken) = document(&of, now);
    (taken > 0).then(|| json::write(&document))
}

const PERSON: &str = r#"{"resourceType": "Patient", "id": "$id", "name": [{"text": "$name"}]}"#;
const BUNDLE: &str =
    r#"{"resourceType": "Bundle", "type": "collection", "timestamp": "$at", "entry": "$entries"}"#;
const ENTRY: &str = r#"{"fullUrl": "$url", "resource": "$resource"}"#;

/// A collection with whose it is at its head.
fn bundle((patient, name): (&str, &str), entries: Vec<Value>, at: &str) -> Value {
    let id = patient.rsplit('/').next().unwrap_or_default();
    let person = json::filled(PERSON, &[("id", id.into()), ("name", name.into())]);
    let entry = |resource: Value| {
        let text = |name: &str| resource[name].as_str().unwrap_or_default();
        let url = ["https://lapwing.example/fhir/", text("resourceType"), "/", text("id")].concat();
        json::filled(ENTRY, &[("url", url.into()), ("resource", resource)])
    };
    let all: Vec<Value> = std::iter::once(person).chain(entries).map(entry).collect();
    json::filled(BUNDLE, &[("at", at.into()), ("entries", all.into())])
}

/// What the team wrote, with the steps of it that are entries of their own; the person’s own papers, and copies of their steps, go by themselves.
fn team_plans(model: &Model, patient: &str) -> Vec<Value> {
    let own = |one: &Value| {
        let mut papers = Paper::OTHERS.iter().chain([&Paper::Safety]);
        papers.any(|paper| one["id"] == *paper.id_of(patient))
    };
    let mut all = summed(model, patient, Shelf::Plan);
    all.retain(|one| !own(one) && !plan::is_step(one));
    let mut tasks = summed(model, patient, Shelf::Tasks);
    tasks.retain(|task| !plan::is_said(task) && task["status"] != "draft" && is_of(task, &all));
    all.extend(tasks);
    all
}

/// Whether a Task is of one of these plans: it says so, or the plan names it.
fn is_of(task: &Value, plans: &[Value]) -> bool {
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let key = |one: &Value| [text(one, "resourceType"), text(one, "id")].join("/");
    let leads = |reference: &Value, to: &Value| key_of(&text(reference, "reference")) == key(to);
    let each = |list: &Value, is_it: &dyn Fn(&Value) -> bool| {
        list.as_array().is_some_and(|all| all.iter().any(is_it))
    };
    plans.iter().any(|plan| {
        each(&task["basedOn"], &|one| leads(one, plan))
            || each(&plan["activity"], &|one| leads(&one["reference"], task))
    })
}

/// What of a shelf goes into a link: not what is marked as very private, not what was entered by mistake.
fn summed(model: &Model, patient: &str, shelf: Shelf) -> Vec<Value> {
    let held = model.record.held(patient, shelf).whole();
    let Some(known) = held.known else { return vec![] };
    let mistake = |one: &Value| {
        let status = ["/status", "/verificationStatus/coding/0/code"];
        status.iter().any(|at| one.pointer(at).is_some_and(|code| code == "entered-in-error"))
    };
    // A summary names what a medicine is by an entry of its own.
    let holds =
        |one: &Value| shelf.holds(one) || (shelf == Shelf::Medicines && one["resourceType"] == "Medication");
    let all = known.resources.iter().filter(|one| holds(one) && !mistake(one) && !is_private(one));
    all.cloned().collect()
}

/// It is marked as more than normally private.
fn is_private(one: &Value) -> bool {
    let labels = one.pointer("/meta/security").and_then(Value::as_array);
    labels
        .into_iter()
        .flatten()
        .any(|label| label["code"] != "N" && label["code"] != "L" && label["code"] != "U")
}

/// The emergency card.
pub(crate) fn card(model: &Model, now: &Now) -> CardView {
    let patient = model.session.patient().unwrap_or_default();
    let name = model.session.account().map(|account| account.name.clone()).unwrap_or_default();
    let (mut missing, mut oldest) = (false, None::<i64>);
    let mut rows = |shelf: Shelf| -> Vec<EntryRow> {
        let held = model.record.held(&patient, shelf).whole();
        match &held.known {
            Some(known) => oldest = Some(oldest.map_or(known.as_of, |other| other.min(known.as_of))),
            None => missing = true,
        }
        if shelf == Shelf::Medicines {
            return record::carried(&held, now);
        }
        let groups = record::list(&held, shelf, now).groups.into_iter().filter(|group| !group.folded);
        groups.flat_map(|group| group.rows).filter(|row| row.hold.is_none()).collect()
    };
    let (allergies, medicines) = (rows(Shelf::Allergies), rows(Shelf::Medicines));
    let kept = [Paper::About, Paper::Crisis, Paper::Needs].map(|paper| model.papers.of(paper));
    let [about, crisis, needs] = kept.map(|state| state.and_then(|state| state.kept.as_ref()));
    let plans = [model.plan.kept.as_ref(), about, crisis, needs];
    // A paper that the record has was last compared with it then; the card is as old as the oldest of what it can hold.
    let written = plans.iter().flatten().filter(|kept| !kept.mine.lines.is_empty() && kept.checked > 0);
    for kept in written {
        oldest = Some(oldest.map_or(kept.checked, |other| other.min(kept.checked)));
    }
    let lines = links::lines(&name, plans.map(|kept| kept.map(|kept| &kept.mine)), [&allergies, &medicines]);
    let label = |link: &str| payload::read(link).map(|read| read.label).unwrap_or_default();
    let kept: Vec<_> =
        model.links.kept.iter().map(|(id, link, _)| (id.clone(), label(link), link.clone())).collect();
    let offset = i16::try_from(now.offset).unwrap_or(0);
    CardView {
        as_of: oldest.map(|at| words::time::moment(Date::from_millis(at, offset), now)),
        missing: missing || plans.contains(&None),
        ..links::card(&model.links.card, lines, &kept)
    }
}
