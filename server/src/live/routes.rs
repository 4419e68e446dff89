//! `GET /live`: the stream of one page.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use futures_core::Stream;
use serde_json::json;
use tokio::sync::{broadcast::error::RecvError, mpsc};

use super::{
    BEAT, Said, Seat,
    told::{event, told},
};
use crate::{
    Gateway,
    fhir::outcome::Problem,
    session::{Shown, Token, signed_out},
};

/// How long the browser waits until it opens a stream anew that broke, in milliseconds.
const AGAIN: &str = "retry: 3000\n\n";

/// Nothing on the way may keep it, change it, or hold it back until there is more.
const HEADERS: [(HeaderName, HeaderValue); 3] = [
    (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform")),
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
];

/// The route.
pub fn routes() -> Router<Arc<Gateway>> {
    Router::new().route("/live", get(open))
}

async fn open(State(gateway): State<Arc<Gateway>>, headers: HeaderMap) -> Result<Response, Problem> {
    let token = Token::from_cookies(&headers).ok_or_else(signed_out)?;
    // Like a timer it is not the person's doing: it keeps no session awake.
    in_force(&gateway, &token).await?.ok_or_else(signed_out)?;
    let seat = Seat::take(&gateway, token.hash()).await?;
    let (lines, body) = mpsc::channel(8);
    tokio::spawn(tell(seat, token, lines));
    Ok((HEADERS, Body::from_stream(Lines(body))).into_response())
}

async fn in_force(gateway: &Arc<Gateway>, token: &Token) -> Result<Option<Shown>, Problem> {
    let token = token.clone();
    gateway.blocking(move |gateway| Shown::of(gateway, token, true)).await
}

/// Tells until the session ends, the page is gone, or the gateway stops.
async fn tell(mut seat: Seat, token: Token, lines: mpsc::Sender<String>) {
    let mut beat = tokio::time::interval(BEAT);
    let mut next = Some(AGAIN.to_owned());
    while let Some(text) = next {
        if !text.is_empty() && lines.send(text).await.is_err() {
            return;
        }
        next = tokio::select! {
            () = lines.closed() => None,
            _ = beat.tick() => alive(&seat, &token).await.map(|()| event(&json!({}))),
            heard = seat.heard.recv() => match heard {
                Ok(Said::Wrote(changed)) => judged(&seat, &token, changed).await,
                Ok(Said::SessionEnded) => alive(&seat, &token).await.map(|()| String::new()),
                Err(RecvError::Lagged(_)) => alive(&seat, &token).await.map(|()| event(&json!({"missed": true}))),
                Ok(Said::End) | Err(RecvError::Closed) => None,
            },
        };
    }
}

/// The session is still in force.
async fn alive(seat: &Seat, token: &Token) -> Option<()> {
    in_force(&seat.gateway, token).await.ok().flatten().map(|_| ())
}

/// What of it this reader is told: by the session, the person and the agreements as they are now.
async fn judged(seat: &Seat, token: &Token, changed: Arc<[serde_json::Value]>) -> Option<String> {
    let token = token.clone();
    let work = move |gateway: &Gateway| {
        let Some(shown) = Shown::of(gateway, token, true)? else { return Ok(None) };
        Ok(Some(told(gateway, &shown.asker, &changed)?))
    };
    // Where it can't be judged the stream ends: the page asks anew, and knows that it missed something.
    seat.gateway.blocking(work).await.ok().flatten()
}

/// The lines as a body.
struct Lines(mpsc::Receiver<String>);

impl Stream for Lines {
    type Item = Result<String, std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|line| line.map(Ok))
    }
}
