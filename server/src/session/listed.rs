//! The sessions of one person, so that they can see where they are signed in, and end what is not theirs.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use rusqlite::params;
use serde_json::json;

use super::{Session, Sessions, store::time, token::Token};
use crate::{
    Gateway, access::Asker, clock::seconds, database::DatabaseError, fhir::outcome::Problem, hex::hex,
};

/// So many bytes of the hash of a session's secret name it. The secret can't be found from them.
const NAME: usize = 8;
const NO_STORE: [(header::HeaderName, HeaderValue); 1] =
    [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];

fn name_of(hash: &[u8]) -> String {
    hex(hash.get(..NAME).unwrap_or_default())
}

impl Sessions {
    /// The sessions of this person that are in force, with their names, the first begun first.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn of(&self, identity: &str, now: Timestamp) -> Result<Vec<(String, Session)>, DatabaseError> {
        let db = self.db()?;
        let sql = "SELECT hash, began, auth_time, seen FROM session WHERE identity = ?1 ORDER BY began, hash";
        let mut rows = db.prepare_cached(sql)?;
        let all = rows.query_map([identity], |row| {
            let at = |n| row.get(n).map(time);
            let session =
                Session { identity: identity.to_owned(), began: at(1)?, auth_time: at(2)?, seen: at(3)? };
            Ok((name_of(&row.get::<_, Vec<u8>>(0)?), session))
        })?;
        let all = all.collect::<Result<Vec<_>, _>>()?;
        Ok(all.into_iter().filter(|(_, session)| now < session.idle_until()).collect())
    }

    /// Ends the session of this name, if it is this person's.
    ///
    /// # Errors
    /// When SQLite refuses.
    pub fn end_named(&self, identity: &str, name: &str) -> Result<(), DatabaseError> {
        let sql =
            format!("DELETE FROM session WHERE identity = ?1 AND lower(hex(substr(hash, 1, {NAME}))) = ?2");
        self.db()?.execute(&sql, params![identity, name])?;
        Ok(())
    }
}

/// `GET /sessions`.
pub async fn list(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let this = Token::from_cookies(&headers).map(|token| name_of(&token.hash()));
    let work = move |gateway: &Gateway| Ok(gateway.sessions.of(&asker.identity.id, gateway.clock.now())?);
    let shown = |(name, session): &(String, Session)| {
        json!({
            "id": name, "began": seconds(session.began), "seen": seconds(session.seen),
            "until": seconds(session.until()), "this": this.as_ref() == Some(name),
        })
    };
    let sessions: Vec<_> = gateway.blocking(work).await?.iter().map(shown).collect();
    Ok((NO_STORE, Json(json!({"sessions": sessions}))).into_response())
}

/// `DELETE /sessions/{id}`: the same answer whether it was there or was another person's.
pub async fn end(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    gateway.blocking(move |gateway| Ok(gateway.sessions.end_named(&asker.identity.id, &name)?)).await?;
    gateway.live.session_ended();
    Ok((StatusCode::NO_CONTENT, NO_STORE).into_response())
}
