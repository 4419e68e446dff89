//! What the app is told about the session.

use serde_json::{Value, json};

use super::guard::Shown;
use crate::{Gateway, access::CaringFor, clock::seconds, fhir::outcome::Problem};

/// Signed out: under `--demo`, with the people who can sign in.
pub fn signed_out(gateway: &Gateway) -> Result<Value, Problem> {
    let mut reply = json!({"state": "out", "demo": gateway.demo});
    if gateway.demo {
        let people = gateway.people()?;
        let shown = people.iter().map(|p| json!({"id": p.id, "name": p.name, "about": p.about}));
        reply["people"] = shown.collect();
    }
    Ok(reply)
}

/// Signed in: who it is, whom they care for, and until when.
pub fn signed_in(gateway: &Gateway, shown: &Shown) -> Result<Value, Problem> {
    let (identity, session) = (&shown.asker.identity, &shown.session);
    let judge = gateway.judge(&shown.asker)?;
    let caring = judge.caring();
    let caring: Vec<Value> = caring.iter().map(caring_for).collect();
    let seal = gateway.deposit.offered();
    let mut person = json!({"id": identity.id, "name": identity.name, "patient": identity.patient});
    if let Some(space) = &identity.space {
        person["space"] = json!(space);
    }
    if let Some(end) = judge.parents_until() {
        person["parents_until"] = json!(seconds(end));
    }
    if let Some(from) = judge.parents_from() {
        person["parents_from"] = json!(seconds(from));
    }
    Ok(json!({
        "state": "in",
        "demo": gateway.demo,
        "csrf": shown.token.csrf(),
        "person": person,
        "caring_for": caring,
        "seal": {"kid": seal.kid(), "key": seal.public_text()},
        "auth_time": seconds(session.auth_time),
        "idle_until": seconds(session.idle_until()),
        "until": seconds(session.until()),
    }))
}

/// A person whom the asker cares for.
pub fn caring_for(c: &CaringFor) -> Value {
    let mut told = json!({
        "patient": c.patient, "name": c.name, "sections": c.sections, "relation": c.relation, "related": c.related,
        "adds": c.adds, "keeps": c.keeps, "until": c.until.map(seconds),
    });
    if !c.kinds.is_empty() {
        told["kinds"] = json!(c.kinds);
    }
    if c.by_age {
        told["by_age"] = json!(true);
    }
    told
}
