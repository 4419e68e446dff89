//! The gateway: serves the app, holds the session, guards and stores FHIR.

pub mod access;
pub mod backup;
mod body;
pub mod clock;
pub mod config;
pub mod database;
pub mod deposit;
pub mod feedback;
pub mod fhir;
mod hex;
pub mod identities;
pub mod import;
pub mod invitations;
pub mod json;
pub mod links;
pub mod live;
pub mod log;
pub mod looks;
pub mod origins;
pub mod records;
pub mod reviews;
pub mod risk;
pub mod session;
pub mod site;

use std::sync::Arc;

use axum::{Json, Router, middleware, routing::get};
use serde_json::json;

use access::Sections;
use clock::Clock;
use deposit::DepositBox;
use feedback::FeedbackBox;
use fhir::outcome::Problem;
use identities::{Identities, Identity, name_of};
use invitations::Invitations;
use links::{Links, Pace, Reader};
use live::Live;
use origins::Origins;
use records::{Records, RecordsError};
use risk::RiskRules;
use session::Sessions;
use site::Assets;

/// Everything that a request can need.
pub struct Gateway {
    /// The records.
    pub records: Arc<dyn Records>,
    /// The sections that can be shared, and the ages.
    pub sections: Sections,
    /// The risk rules and who reads the Tasks they raise.
    pub risk: RiskRules,
    /// The demo people.
    pub identities: Identities,
    /// The sessions.
    pub sessions: Sessions,
    /// The sealing keys, and the devices that may deliver sealed entries.
    pub deposit: DepositBox,
    /// The feedback box.
    pub feedback: FeedbackBox,
    /// The invitations, and who became a carer by one.
    pub invitations: Invitations,
    /// The links that patients made.
    pub links: Links,
    /// How often links are opened.
    pub tries: Pace,
    /// Asks other gateways for what is in their links.
    pub reader: Reader,
    /// The judges of those who asked a moment ago.
    pub judges: access::Judges,
    /// The streams of what changed.
    pub live: Live,
    /// The files of the app.
    pub site: Assets,
    /// The time.
    pub clock: Clock,
    /// The hosts and origins it answers under.
    pub origins: Origins,
    /// Demo people may sign in.
    pub demo: bool,
    /// It is reached from this machine only, without a certificate.
    pub loopback: bool,
}

impl Gateway {
    /// Runs what blocks (SQLite) on a thread for it.
    ///
    /// # Errors
    /// What the work says; a panic in it is a failure (500).
    pub async fn blocking<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let gateway = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&gateway)).await.map_err(|_| Problem::failed())?
    }

    /// The person who can sign in under this id: a demo person, or an imported patient.
    ///
    /// # Errors
    /// When the records fail.
    pub fn identity(&self, id: &str) -> Result<Option<Identity>, RecordsError> {
        let mut identity = match (self.identities.get(id), id.strip_prefix("patient-")) {
            (Some(person), _) => person.clone(),
            (None, Some(patient)) => match self.records.read("Patient", patient)? {
                Some(stored) => Identity::of_patient(patient, &name_of(&stored.value()?)),
                None => return Ok(None),
            },
            (None, None) => return Ok(None),
        };
        let by_invitation = self.invitations.related(id);
        identity.related.extend(by_invitation.map_err(|why| RecordsError::Failed(why.to_string()))?);
        Ok(Some(identity.with_space()))
    }

    /// Everyone who can sign in: the demo people, then each patient who is none of them.
    ///
    /// # Errors
    /// When the records fail.
    pub fn people(&self) -> Result<Vec<Identity>, RecordsError> {
        let mut people = self.identities.people().to_vec();
        for person in self.records.patients()? {
            let identity = Identity::of_patient(&person.id, &person.name);
            if !self.identities.people().iter().any(|p| p.patient == identity.patient) {
                people.push(identity);
            }
        }
        Ok(people)
    }
}

/// The whole gateway as one service.
pub fn app(gateway: impl Into<Arc<Gateway>>) -> Router {
    let state = gateway.into();
    let fhir = fhir::routes().layer(middleware::from_fn_with_state(Arc::clone(&state), session::require));
    Router::new()
        .nest("/fhir", fhir)
        .merge(session::routes(&state))
        .merge(deposit::routes(&state))
        .merge(invitations::routes(&state))
        .merge(looks::routes(&state))
        .merge(links::routes(&state))
        .merge(links::public_routes())
        .merge(feedback::routes())
        .merge(live::routes())
        .route("/health", get(|| async { Json(json!({"status": "ok"})) }))
        .fallback(site::serve)
        .layer(middleware::from_fn(log::line))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), origins::check))
        .layer(middleware::from_fn_with_state(Arc::clone(&state), site::add_headers))
        .with_state(state)
}
