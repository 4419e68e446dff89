//! What is new for a carer: how many entries of each shared section were written since they were last shown something of it.
//! Numbers alone, each over what the judge lets them see now: filter first, then count.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use axum::{
    Extension, Router, extract::State, http::StatusCode, middleware, response::Response, routing::get,
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    Gateway,
    access::{Asker, CaringFor, Judge, Types, asked_of, items, kind_of, references},
    body,
    clock::seconds,
    fhir::{
        asked_for::is_open,
        outcome::Problem,
        params::{Compare, LAST_UPDATED, Test},
    },
    records::{Filter, Query, Scope, Sort},
    session,
};

/// What only holds the content of another entry, and is not counted beside it.
const CONTENT: &[&str] = &["Binary"];
/// Where an entry says who wrote it.
const WRITERS: &[&str] = &["author", "source", "performer", "requester"];

/// The route.
pub fn routes(gateway: &Arc<Gateway>) -> Router<Arc<Gateway>> {
    Router::new()
        .route("/session/caring", get(list))
        .layer(middleware::from_fn_with_state(Arc::clone(gateway), session::require))
}

/// `GET /session/caring`: for each person whom the asker cares for.
async fn list(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
) -> Result<Response, Problem> {
    let work = move |gateway: &Gateway| {
        let judge = gateway.judge(&asker)?;
        judge.caring().iter().map(|cared| of(gateway, &judge, cared)).collect::<Result<Vec<_>, _>>()
    };
    let people = gateway.blocking(work).await?;
    Ok(body::answer(StatusCode::OK, &json!({"people": people})))
}

/// One person: when the asker was last shown something, and each section that holds something new for them.
fn of(gateway: &Gateway, judge: &Judge, cared: &CaringFor) -> Result<Value, Problem> {
    let shown = last_shown(gateway, cared)?;
    let all_seen = cared.sections.iter().all(|section| shown.contains_key(section));
    // Where each section was looked at, what is older than every look is not even read.
    let since = shown.values().min().copied().filter(|_| all_seen);
    let written = written(gateway, judge, (cared, since), &shown)?;
    let parts: Vec<Value> = written
        .iter()
        .map(|(section, new)| json!({"section": section, "new": new, "seen": shown.contains_key(section)}))
        .collect();
    let looked = shown.values().max().copied().map(seconds);
    let asked = asked(gateway, judge, cared)?;
    Ok(json!({"patient": cared.patient, "looked": looked, "parts": parts, "asked": asked}))
}

/// How many questionnaires the team asks the asker to answer about this person, and still waits for.
fn asked(gateway: &Gateway, judge: &Judge, cared: &CaringFor) -> Result<usize, Problem> {
    let tasks = gateway.records.of_patient("Task", &cared.patient)?;
    let mine = |task: &&Value| {
        asked_of(task) == Some(cared.related.as_str()) && is_open(task) && judge.may_see(task)
    };
    Ok(if cared.adds { tasks.iter().filter(mine).count() } else { 0 })
}

/// When the asker was last shown something of each section.
fn last_shown(gateway: &Gateway, cared: &CaringFor) -> Result<BTreeMap<String, Timestamp>, Problem> {
    let mut last: BTreeMap<String, Timestamp> = BTreeMap::new();
    for event in gateway.records.of_patient("AuditEvent", &cared.patient)? {
        let by_them = event["agent"][0]["who"]["reference"] == cared.related.as_str();
        let recorded = event["recorded"].as_str().and_then(|at| at.parse::<Timestamp>().ok());
        let section = items(&event["entity"][0]["detail"]).iter().find(|one| one["type"] == "section");
        if let (true, Some(at), Some(section)) =
            (by_them, recorded, section.and_then(|one| one["valueString"].as_str()))
        {
            let known = last.entry(section.to_owned()).or_insert(at);
            *known = at.max(*known);
        }
    }
    Ok(last)
}

/// How many entries of each section were written later than that.
fn written(
    gateway: &Gateway,
    judge: &Judge,
    (cared, since): (&CaringFor, Option<Timestamp>),
    shown: &BTreeMap<String, Timestamp>,
) -> Result<BTreeMap<String, usize>, Problem> {
    let reach = judge.reach().into_iter().filter(|reach| reach.patient == cared.patient);
    let kinds: BTreeSet<String> = reach
        .filter_map(|reach| match reach.types {
            Types::Only(types) => Some(types),
            Types::All => None,
        })
        .flatten()
        .filter(|kind| !CONTENT.contains(&kind.as_str()))
        .collect();
    if kinds.is_empty() {
        return Ok(BTreeMap::new());
    }
    let after = |since: Timestamp| Filter {
        param: &LAST_UPDATED,
        any: vec![Test::Date(Compare::Gt, since.as_millisecond(), since.as_millisecond() + 1)],
    };
    let query = Query {
        kinds: kinds.into_iter().collect(),
        scope: Scope::Patients(vec![cared.patient.clone()]),
        exact: false,
        ids: None,
        filters: since.map(after).into_iter().collect(),
        sort: Sort { updated: true, descending: true },
        count: 1,
        after: None,
    };
    let found = RefCell::new(Vec::new());
    let look = |resource: &Value| {
        let sees = judge.may_see(resource);
        if sees && let Some(new) = New::of(judge, cared, resource, shown) {
            found.borrow_mut().push(new);
        }
        sees
    };
    gateway.records.search(&query, &look)?;
    Ok(counted(&found.into_inner()))
}

/// Something new.
struct New {
    section: String,
    reference: String,
    /// What it is made of: the values of a report are no results beside it.
    parts: Vec<String>,
}

impl New {
    fn of(
        judge: &Judge,
        cared: &CaringFor,
        resource: &Value,
        shown: &BTreeMap<String, Timestamp>,
    ) -> Option<Self> {
        let section = judge.look(resource)?.section;
        let at: Timestamp = resource["meta"]["lastUpdated"].as_str()?.parse().ok()?;
        let is_new = shown.get(&section).is_none_or(|last| at > *last);
        let own = WRITERS.iter().any(|field| references(resource, field).contains(&cared.related.as_str()));
        let id = resource["id"].as_str()?;
        (is_new && !own).then(|| Self {
            section,
            reference: format!("{}/{id}", kind_of(resource)),
            parts: references(resource, "result").into_iter().map(str::to_owned).collect(),
        })
    }
}

fn counted(found: &[New]) -> BTreeMap<String, usize> {
    let parts: BTreeSet<&String> = found.iter().flat_map(|one| &one.parts).collect();
    let mut counts = BTreeMap::new();
    for one in found {
        if !parts.contains(&one.reference) {
            *counts.entry(one.section.clone()).or_insert(0) += 1;
        }
    }
    counts
}
