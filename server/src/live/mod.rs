//! Live events: a page that is signed in hears that something changed in a record which it may read, and never what.
//!
//! Nothing of it is kept. While there is a stream, one look at the records every [`PACE`] finds what was committed, by this
//! process or by another (an import), for all streams together. Each stream judges it for itself, at that moment, as a read
//! would be judged; what came before a stream began is not told.

mod routes;
mod told;
mod watch;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::http::StatusCode;
use serde_json::Value;
use tokio::sync::{Notify, broadcast};

use crate::{Gateway, fhir::outcome::Problem};

pub use routes::routes;

/// Between two looks at the records.
pub const PACE: Duration = Duration::from_millis(250);
/// So many streams may be open in one session. A page that is not seen has none, so that few are needed.
pub const MOST: usize = 4;
/// Between two signs of life: proxies end what is silent, mostly after a minute.
pub const BEAT: Duration = Duration::from_secs(15);
/// So much may wait for a slow stream; what is more it misses, and is told that it did.
const ROOM: usize = 256;

/// What all streams are told.
#[derive(Clone, Debug)]
enum Said {
    /// These were written: what is kept of them now.
    Wrote(Arc<[Value]>),
    /// A session ended: each looks whether it was its own.
    SessionEnded,
    /// The gateway stops.
    End,
}

/// The streams that are open.
pub struct Live {
    pace: Duration,
    sender: broadcast::Sender<Said>,
    seats: Mutex<BTreeMap<[u8; 32], usize>>,
    /// Somebody looks at the records.
    watched: tokio::sync::Mutex<bool>,
    end: Notify,
}

impl Default for Live {
    fn default() -> Self {
        Self::every(PACE)
    }
}

impl Live {
    /// With another time between two looks.
    #[must_use]
    pub fn every(pace: Duration) -> Self {
        let (sender, _) = broadcast::channel(ROOM);
        Self {
            pace,
            sender,
            seats: Mutex::default(),
            watched: tokio::sync::Mutex::new(false),
            end: Notify::new(),
        }
    }

    /// A session ended: no stream of it goes on.
    pub fn session_ended(&self) {
        self.say(Said::SessionEnded);
    }

    /// Tells what was written until now, and ends every stream: the gateway stops.
    pub async fn end(&self) {
        if *self.watched.lock().await {
            self.end.notify_one();
        }
    }

    /// Nobody may be listening, which is no fault.
    fn say(&self, said: Said) {
        self.sender.send(said).ok();
    }
}

/// One open stream, until dropped.
struct Seat {
    gateway: Arc<Gateway>,
    session: [u8; 32],
    heard: broadcast::Receiver<Said>,
}

impl Seat {
    /// Takes one of the session's places. What is written from here on is heard.
    ///
    /// # Errors
    /// `429` where the session has [`MOST`] already.
    async fn take(gateway: &Arc<Gateway>, session: [u8; 32]) -> Result<Self, Problem> {
        let live = &gateway.live;
        {
            let mut seats = live.seats.lock().unwrap_or_else(PoisonError::into_inner);
            let taken = seats.entry(session).or_default();
            if *taken >= MOST {
                let text = "Too many pages of this app are open.";
                return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "throttled", text));
            }
            *taken += 1;
        }
        let seat = Self { gateway: Arc::clone(gateway), session, heard: live.sender.subscribe() };
        watch::ensure(gateway).await?;
        Ok(seat)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.gateway.live.seats.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = seats.get_mut(&self.session) {
            *taken -= 1;
        }
        seats.retain(|_, taken| *taken > 0);
    }
}
