//! What the app is told about the session.

use jiff::{RoundMode, Timestamp, TimestampRound, Unit};
use serde_json::{Value, json};

use super::guard::Shown;
use crate::{Gateway, fhir::outcome::Problem};

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
    let caring = gateway.judge(&shown.asker)?.caring();
    let caring: Vec<Value> = caring
        .iter()
        .map(|c| {
            json!({
                "patient": c.patient, "name": c.name, "sections": c.sections, "relation": c.relation,
                "related": c.related,
            })
        })
        .collect();
    Ok(json!({
        "state": "in",
        "demo": gateway.demo,
        "csrf": shown.token.csrf(),
        "person": {"id": identity.id, "name": identity.name, "patient": identity.patient},
        "caring_for": caring,
        "auth_time": seconds(session.auth_time),
        "idle_until": seconds(session.idle_until()),
        "until": seconds(session.until()),
    }))
}

/// A time to the second, cut off: never later than it is.
fn seconds(time: Timestamp) -> String {
    let whole = TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Trunc);
    time.round(whole).unwrap_or(time).to_string()
}
