//! Seeing one's own record as a carer sees it: the same judge, asked as that carer, who has nothing of their own.

use axum::http::{HeaderMap, HeaderName};

use super::outcome::Problem;
use crate::{
    Gateway,
    access::{Asker, CaringFor, patient_of},
    identities::Identity,
    records::is_id,
};

/// Names the RelatedPerson as whom the patient looks: its id.
pub const PREVIEW: HeaderName = HeaderName::from_static("x-lapwing-preview");

/// The carer as whom the patient asks, where the request says so.
///
/// # Errors
/// `404` where that is no carer of theirs.
pub fn asked_as(gateway: &Gateway, asker: &Asker, headers: &HeaderMap) -> Result<Option<Asker>, Problem> {
    let Some(named) = headers.get(&PREVIEW) else { return Ok(None) };
    let id = named.to_str().ok().filter(|id| is_id(id)).ok_or_else(Problem::not_shared)?;
    as_carer(gateway, asker, id).map(Some)
}

/// The asker as one of their own carers.
fn as_carer(gateway: &Gateway, asker: &Asker, id: &str) -> Result<Asker, Problem> {
    let related = gateway.records.read("RelatedPerson", id)?.ok_or_else(Problem::not_shared)?.value()?;
    let own = asker.identity.patient.as_deref();
    if own.is_none() || patient_of(&related).as_deref() != own {
        return Err(Problem::not_shared());
    }
    let identity =
        Identity { patient: None, related: vec![format!("RelatedPerson/{id}")], ..asker.identity.clone() };
    Ok(Asker { identity, auth_time: asker.auth_time })
}

/// What this carer is told of the asker's record when they sign in; nothing where nothing is shared.
///
/// # Errors
/// `404` where that is no carer of theirs.
pub fn caring(gateway: &Gateway, asker: &Asker, id: &str) -> Result<Option<CaringFor>, Problem> {
    let carer = as_carer(gateway, asker, id)?;
    Ok(gateway.judge(&carer)?.caring().into_iter().next())
}
