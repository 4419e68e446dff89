//! `/link-reader`: asks another gateway for what is in a link, because a browser may not, and would tell it more. It can
//! not be used for anything else: it takes the address of a link, asks as links are asked, and gives on encrypted
//! files of the one kind alone. What is in them it can't read; the key never comes here.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Semaphore;
use ureq::{Agent, config::Config, unversioned::transport::DefaultConnector};

use super::reach::Guarded;
pub use super::reach::Rules;
use super::{File, is_jwe, pace::Pace};
use crate::{Gateway, body, fhir::outcome::Problem};

/// No request here is longer than this.
const LIMIT: usize = 4 * 1024;
/// The longest address of a link, in bytes. Makers keep to 128; some real links don't.
const ADDRESS: usize = 512;
/// One answer may take so long, and all of one link.
const EACH: Duration = Duration::from_secs(10);
const ALL: Duration = Duration::from_secs(18);
/// So much comes of one link, in bytes, and so many files.
const MOST: u64 = 8 * 1024 * 1024;
const FILES: usize = 20;
/// So many links are read at once, and so many a minute: of one gateway, and of all.
const AT_ONCE: usize = 4;
const EACH_HOST: usize = 30;
const ALL_HOSTS: usize = 60;

/// Asks other gateways.
pub struct Reader {
    agent: Agent,
    rules: Rules,
    pace: Pace,
    slots: Semaphore,
}

/// What is to be read.
#[derive(Clone, Debug, Deserialize)]
pub struct Asked {
    url: String,
    recipient: String,
    #[serde(default)]
    passcode: Option<String>,
    #[serde(default)]
    direct: bool,
}

/// Why there is nothing to give on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// The passcode is wrong; so many tries are left.
    Wrong(u64),
    /// It opens nothing there.
    Nothing,
    /// It was asked too often there.
    Busy,
    /// The address is not one of a link.
    Refused,
    /// Nobody answered there, or not as links are answered.
    Failed,
}

impl Reader {
    /// One that keeps to these rules.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        let config = Config::builder()
            .https_only(rules.secure)
            .max_redirects(0)
            .http_status_as_error(false)
            .proxy(None)
            .timeout_global(Some(EACH))
            .max_idle_connections(0)
            .user_agent("Lapwing")
            .accept("application/json, application/jose")
            .accept_encoding("identity")
            .build();
        let resolver = Guarded { rules: Some(rules), ..Guarded::default() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self { agent, rules, pace: Pace::new(EACH_HOST, ALL_HOSTS), slots: Semaphore::new(AT_ONCE) }
    }

    /// The host of an address that a link can have.
    fn host(&self, url: &str) -> Result<String, Why> {
        let uri: Uri = url.parse().map_err(|_| Why::Refused)?;
        let authority = uri.authority().ok_or(Why::Refused)?;
        let plain =
            url.len() <= ADDRESS && url.bytes().all(|b| b.is_ascii_graphic() && !b"@#\\".contains(&b));
        let safe = match self.rules.secure {
            true => uri.scheme_str() == Some("https") && authority.port_u16().is_none_or(|port| port == 443),
            false => matches!(uri.scheme_str(), Some("http" | "https")),
        };
        if plain && safe { Ok(authority.host().to_ascii_lowercase()) } else { Err(Why::Refused) }
    }

    /// The files of a link.
    fn files(&self, asked: &Asked) -> Result<Vec<File>, Why> {
        let until = Instant::now() + ALL;
        let mut left = MOST;
        if asked.direct {
            let mark = if asked.url.contains('?') { '&' } else { '?' };
            let url = format!("{}{mark}recipient={}", asked.url, encoded(&asked.recipient));
            return Ok(vec![File { content_type: String::new(), embedded: self.file(&url, &mut left)? }]);
        }
        let mut body = json!({"recipient": asked.recipient, "embeddedLengthMax": MOST});
        if let Some(passcode) = &asked.passcode {
            body["passcode"] = json!(passcode);
        }
        let sent =
            self.agent.post(&asked.url).header("content-type", "application/json").send(body.to_string());
        let (status, kind, text) = heard(sent, &mut left)?;
        let said: Option<Value> = serde_json::from_str(&text).ok().filter(|_| kind == "application/json");
        match (status, said) {
            (200, Some(said)) => {
                let files = said["files"].as_array().ok_or(Why::Failed)?;
                Ok(files.iter().take(FILES).map(|file| self.whole(file, &mut left, until)).collect())
            }
            (401, said) => {
                let left = said.and_then(|said| said["remainingAttempts"].as_u64());
                Err(Why::Wrong(left.unwrap_or(1)))
            }
            (status, _) => Err(of(status)),
        }
    }

    /// A file of a manifest; one that can't be had is there without what is in it, so that it is counted.
    fn whole(&self, file: &Value, left: &mut u64, until: Instant) -> File {
        let content_type: String =
            file["contentType"].as_str().unwrap_or_default().chars().take(100).collect();
        let inside = file["embedded"].as_str().map(str::trim).filter(|text| is_jwe(text)).map(str::to_owned);
        let fetched = || {
            let location = file["location"].as_str().filter(|_| Instant::now() < until)?;
            self.host(location).ok()?;
            self.file(location, left).ok()
        };
        File { content_type, embedded: inside.or_else(fetched).unwrap_or_default() }
    }

    /// One encrypted file, and nothing else.
    fn file(&self, url: &str, left: &mut u64) -> Result<String, Why> {
        let (status, kind, text) = heard(self.agent.get(url).call(), left)?;
        let kinds = ["application/jose", "application/octet-stream", "text/plain"];
        match status {
            200 if kinds.contains(&kind.as_str()) && is_jwe(text.trim()) => Ok(text.trim().to_owned()),
            200 => Err(Why::Failed),
            status => Err(of(status)),
        }
    }
}

/// What a status means.
fn of(status: u16) -> Why {
    match status {
        403 | 404 | 410 => Why::Nothing,
        429 => Why::Busy,
        _ => Why::Failed,
    }
}

/// Status, media type and text, as far as there is room for it.
fn heard(
    sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    left: &mut u64,
) -> Result<(u16, String, String), Why> {
    let mut response = sent.map_err(|_| Why::Failed)?;
    let kind = response.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let text = response.body_mut().with_config().limit(*left).read_to_string().map_err(|_| Why::Failed)?;
    *left = left.saturating_sub(u64::try_from(text.len()).unwrap_or(u64::MAX));
    Ok((response.status().as_u16(), kind, text))
}

/// For a query (RFC 3986, section 2.3).
fn encoded(text: &str) -> String {
    let mut all = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => all.push(char::from(byte)),
            other => all.push_str(&format!("%{other:02X}")),
        }
    }
    all
}

/// Reads a link of another gateway for whoever asks.
pub async fn read(State(gateway): State<Arc<Gateway>>, body: Body) -> Result<Response, Problem> {
    let asked: Asked = body::read_json(body, LIMIT).await?;
    let found = fetch(&gateway, asked).await;
    let no_store = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok(match found {
        Ok(files) => (no_store, Json(json!({"files": files}))).into_response(),
        Err(Why::Wrong(left)) => {
            (StatusCode::UNAUTHORIZED, no_store, Json(json!({"remainingAttempts": left}))).into_response()
        }
        Err(Why::Nothing) => {
            Problem::new(StatusCode::NOT_FOUND, "not-found", "This link opens nothing.").into_response()
        }
        Err(Why::Busy) => {
            let wait = [(header::RETRY_AFTER, HeaderValue::from_static("60"))];
            let text = "Links are asked for too often. Wait a minute.";
            (wait, Problem::new(StatusCode::TOO_MANY_REQUESTS, "throttled", text)).into_response()
        }
        Err(Why::Refused) => {
            let text = "A link can't lead there.";
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", text).into_response()
        }
        Err(Why::Failed) => {
            let text = "Nobody answered there as links are answered.";
            Problem::new(StatusCode::BAD_GATEWAY, "transient", text).into_response()
        }
    })
}

async fn fetch(gateway: &Arc<Gateway>, asked: Asked) -> Result<Vec<File>, Why> {
    let host = gateway.reader.host(&asked.url)?;
    if !gateway.reader.pace.may(&host, gateway.clock.now()) {
        return Err(Why::Busy);
    }
    let _slot = gateway.reader.slots.try_acquire().map_err(|_| Why::Busy)?;
    let work = move |gateway: &Gateway| Ok(gateway.reader.files(&asked));
    gateway.blocking(work).await.unwrap_or(Err(Why::Failed))
}

#[cfg(test)]
mod tests {
    use std::{io::Read, net::TcpListener, thread};

    use super::*;

    /// What goes over the wire is the beginning of TLS (a handshake record), and what does not answer in it is nobody.
    #[test]
    fn https_is_spoken_and_an_answer_in_clear_is_none() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://127.0.0.1:{}/x", listener.local_addr().unwrap().port());
        let heard = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut first = [0; 3];
            stream.read_exact(&mut first).unwrap();
            std::io::Write::write_all(&mut stream, b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
            first
        });
        let reader = Reader::new(Rules { may: |_| true, secure: true });
        assert_eq!(reader.file(&url, &mut 1_000), Err(Why::Failed));
        assert_eq!(heard.join().unwrap()[..2], [0x16, 0x03]);
        // Not even a test can make it speak in clear by these rules.
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://127.0.0.1:{}/x", listener.local_addr().unwrap().port());
        assert_eq!(reader.file(&url, &mut 1_000), Err(Why::Failed));
    }

    #[test]
    fn a_name_for_a_query_is_written_so_that_it_stays_one() {
        assert_eq!(encoded("Dr Grey & Söhne=#?"), "Dr%20Grey%20%26%20S%C3%B6hne%3D%23%3F");
    }
}
