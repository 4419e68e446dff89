//! `/invitations`: made, listed and called back by the patient; looked at and taken by who has the code.

use std::sync::Arc;

use axum::{
    Extension, Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{delete, get, post},
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Code, Invitation, TERM, Terms, agreed};
use crate::{
    Gateway,
    access::{Asker, codings},
    body,
    clock::seconds,
    fhir::{outcome::Problem, steps},
    identities::given_name_of,
    records::{Answer, Order},
    session,
};

/// No request here is longer than this.
const LIMIT: usize = 4 * 1024;
/// The name for whom it is, in characters.
const NAME: usize = 80;

/// The routes.
pub fn routes(gateway: &Arc<Gateway>) -> Router<Arc<Gateway>> {
    Router::new()
        .route("/invitations", get(list).post(make))
        .route("/invitations/{id}", delete(call_back))
        .route("/invitations/look", post(look))
        .route("/invitations/take", post(take))
        .layer(middleware::from_fn_with_state(Arc::clone(gateway), session::require))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    code: String,
}

async fn list(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
) -> Result<Response, Problem> {
    let work = move |gateway: &Gateway| {
        let Some(patient) = &asker.identity.patient else { return Ok(Vec::new()) };
        Ok(gateway.invitations.of(patient, gateway.clock.now())?)
    };
    let open = gateway.blocking(work).await?;
    let shown = |i: &Invitation| {
        json!({
            "id": i.id, "name": i.terms.name, "sections": i.terms.sections, "until": i.terms.until,
            "adds": i.terms.adds, "made": seconds(i.made), "good_until": seconds(i.until),
        })
    };
    Ok(body::answer(StatusCode::OK, &json!({"invitations": open.iter().map(shown).collect::<Vec<_>>()})))
}

async fn make(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    body: Body,
) -> Result<Response, Problem> {
    let terms: Terms = body::read_json(body, LIMIT).await?;
    let work = move |gateway: &Gateway| {
        let now = gateway.clock.now();
        let patient = asker.identity.patient.clone().ok_or_else(Problem::not_shared)?;
        check(gateway, &asker, (&patient, now), &terms)?;
        let code = Code::random().map_err(|_| Problem::failed())?;
        let id = Uuid::new_v4().to_string();
        let invitation = Invitation { id, patient, terms, made: now, until: now + TERM };
        if gateway.invitations.keep(&code, &invitation)? {
            let shown =
                json!({"id": invitation.id, "code": code.shown(), "good_until": seconds(invitation.until)});
            return Ok(shown);
        }
        let text = "You have many open invitations. Call some back, then make a new one.";
        Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "business-rule", text))
    };
    Ok(body::answer(StatusCode::CREATED, &gateway.blocking(work).await?))
}

/// The agreement that would come of it is judged as if the patient wrote it now: a fresh sign-in, old enough, sections
/// that are known.
fn check(
    gateway: &Gateway,
    asker: &Asker,
    (patient, now): (&str, Timestamp),
    terms: &Terms,
) -> Result<(), Problem> {
    let wrong = |text: &str| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", text);
    if terms.name.trim().is_empty() || terms.name.chars().count() > NAME {
        return Err(wrong("Say for whom it is, in 80 characters at most."));
    }
    let relations = &gateway.sections.ages().relations;
    if !terms.relation.is_empty() && !relations.iter().any(|r| r.code == terms.relation) {
        return Err(wrong("This relation is not known here."));
    }
    let consent = agreed::consent("new", "RelatedPerson/new", (patient, &now.to_string()), terms);
    gateway.judge(asker)?.may_write(None, &consent)?;
    Ok(())
}

async fn call_back(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let work = move |gateway: &Gateway| {
        let Some(patient) = &asker.identity.patient else { return Ok(()) };
        Ok(gateway.invitations.call_back(patient, &id)?)
    };
    gateway.blocking(work).await?;
    let headers = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((StatusCode::NO_CONTENT, headers).into_response())
}

/// What every code that opens nothing is told.
fn nothing() -> Problem {
    let text = "This code opens nothing. It may be mistyped, used, too old, or called back.";
    Problem { detail: Some("wrong-code"), ..Problem::new(StatusCode::FORBIDDEN, "forbidden", text) }
}

/// The open invitation of a code, for this person, and the patient who made it. One's own, and one of somebody who is not there
/// any more, open nothing.
fn find(gateway: &Gateway, asker: &Asker, code: &Code) -> Result<(Invitation, Value), Problem> {
    let (now, identity) = (gateway.clock.now(), &asker.identity);
    if gateway.invitations.is_held(&identity.id, now)? {
        let text = "There were too many wrong codes. Wait a quarter of an hour, then try again.";
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "throttled", text));
    }
    let found = gateway.invitations.find(code, &identity.id, now)?;
    let patient = gateway.present(found.as_ref().map(|found| &*found.patient))?;
    match (found, patient) {
        (Some(found), Some(patient)) if identity.patient.as_ref() != Some(&found.patient) => {
            Ok((found, patient))
        }
        (None, _) => Err(nothing()),
        _ => {
            gateway.invitations.was_wrong(&identity.id, now)?;
            Err(nothing())
        }
    }
}

async fn look(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    body: Body,
) -> Result<Response, Problem> {
    let given: Given = body::read_json(body, LIMIT).await?;
    let work = move |gateway: &Gateway| {
        let (found, patient) = find(gateway, &asker, &Code::read(&given.code))?;
        let Terms { sections, until, adds, keeps, .. } = &found.terms;
        // As whom they would stand, also where that is not what was chosen now.
        let relation = match known_as(gateway, &asker, &found.patient)? {
            Some(known) => {
                let after = agreed::known(&known, &found.terms, &gateway.sections).unwrap_or(known);
                codings(&after["relationship"]).next().map(|(_, code)| code.to_owned()).unwrap_or_default()
            }
            None => found.terms.relation.clone(),
        };
        Ok(json!({
            "from": given_name_of(&patient), "relation": relation, "sections": sections, "until": until, "adds": adds,
            "keeps": keeps,
        }))
    };
    Ok(body::answer(StatusCode::OK, &gateway.blocking(work).await?))
}

async fn take(
    State(gateway): State<Arc<Gateway>>,
    Extension(asker): Extension<Asker>,
    body: Body,
) -> Result<Response, Problem> {
    let given: Given = body::read_json(body, LIMIT).await?;
    let work = move |gateway: &Gateway| {
        let (found, _) = find(gateway, &asker, &Code::read(&given.code))?;
        let known = known_as(gateway, &asker, &found.patient)?;
        let id = known.as_ref().and_then(|known| known["id"].as_str()).map(str::to_owned);
        let related = ["RelatedPerson/", &id.unwrap_or_else(|| Uuid::new_v4().to_string())].concat();
        // Used up before anything is written: should the gateway stop between the two, nothing stands, and the patient
        // makes another.
        if !gateway.invitations.take(&found.id, &asker.identity.id, &related, gateway.clock.now())? {
            return Err(nothing());
        }
        stand(gateway, &asker, &found, (&related, known.as_ref()))?;
        Ok(json!({"patient": found.patient, "related": related}))
    };
    Ok(body::answer(StatusCode::CREATED, &gateway.blocking(work).await?))
}

/// As whom this person cares for the patient already.
fn known_as(gateway: &Gateway, asker: &Asker, patient: &str) -> Result<Option<Value>, Problem> {
    for person in gateway.records.of_patient("RelatedPerson", patient)? {
        let reference = format!("RelatedPerson/{}", person["id"].as_str().unwrap_or_default());
        if asker.identity.related.contains(&reference) && person["active"] == true {
            return Ok(Some(person));
        }
    }
    Ok(None)
}

/// Writes the RelatedPerson, where they are new or somebody else to the patient now, and the Consent; ends what was agreed of sections with them before, and what
/// was kept back there stays so.
fn stand(
    gateway: &Gateway,
    asker: &Asker,
    found: &Invitation,
    (related, known): (&str, Option<&Value>),
) -> Result<(), Problem> {
    let now = gateway.clock.now();
    let given = (found.patient.as_str(), &*found.made.to_string());
    let mut agreed = agreed::consent(&Uuid::new_v4().to_string(), related, given, &found.terms);
    let mut resources = Vec::new();
    if let Some(known) = known {
        resources.extend(agreed::known(known, &found.terms, &gateway.sections));
        let consents = gateway.records.of_patient("Consent", &found.patient)?;
        let before = agreed::before(&consents, related);
        agreed::keep_back(&mut agreed, &before, now);
        resources.extend(before.into_iter().map(agreed::ended));
    } else {
        let id = related.strip_prefix("RelatedPerson/").unwrap_or_default();
        resources.push(agreed::related(id, found, &asker.identity.name, &gateway.sections));
    }
    resources.push(agreed);
    let mut writes = resources.iter().map(agreed::write).collect::<Result<Vec<_>, _>>()?;
    writes.extend(steps::beside(&*gateway.records, &writes)?);
    let answer = |_: &[_]| Answer { status: 201, body: String::new(), etag: None, location: None };
    let order = Order { writes: &writes, ledger: None, now, check: &|_, _| Ok(()), answer: &answer };
    gateway.records.write(&order)?;
    Ok(())
}
