//! Live events over real connections: who hears, who does not, and when it ends.

use std::time::Duration;

use axum::http::{Method, StatusCode, header};
use jiff::SignedDuration;
use lapwing_server::{
    live::MOST,
    records::{Answer, Condition, Document, Order, Origin, Records, Write, embedded::Embedded},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use crate::{
    access::people::{consent, data, permit, to, world},
    kit::{Browser, HOST, World},
};

/// Far more than a look takes.
const SOON: Duration = Duration::from_secs(10);
/// Many looks.
const A_WHILE: Duration = Duration::from_millis(300);

/// The world behind a real port.
async fn listening(world: &World) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = world.app.clone();
    tokio::spawn(async move { axum::serve(listener, app).await });
    address
}

/// An open stream, as bytes came.
struct Stream {
    line: TcpStream,
    text: String,
}

impl Stream {
    async fn open(at: std::net::SocketAddr, browser: &Browser<'_>) -> Self {
        let mut line = TcpStream::connect(at).await.unwrap();
        let cookie = browser.cookie.clone().unwrap_or_default();
        let asked = format!(
            "GET /live HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookie}\r\nAccept-Encoding: gzip, br\r\n\r\n"
        );
        line.write_all(asked.as_bytes()).await.unwrap();
        let mut stream = Self { line, text: String::new() };
        // The head, and the first sign of life where there is a stream.
        assert!(stream.until(|text| text.contains("data: {}") || text.contains("OperationOutcome")).await);
        stream
    }

    async fn until(&mut self, there: impl Fn(&str) -> bool) -> bool {
        timeout(SOON, async {
            while !there(&self.text) {
                if !self.more().await {
                    return false;
                }
            }
            true
        })
        .await
        .unwrap_or(false)
    }

    /// Reads on; `false` at the end.
    async fn more(&mut self) -> bool {
        let mut bytes = [0; 4096];
        let read = self.line.read(&mut bytes).await.unwrap_or(0);
        self.text.push_str(&String::from_utf8_lossy(&bytes[..read]));
        // The last chunk of a body without a length (RFC 9112, 7.1).
        read > 0 && !self.text.ends_with("\r\n0\r\n\r\n")
    }

    /// Whether it hears of such an entry.
    async fn hears(&mut self, patient: &str, kind: &str) -> bool {
        let event = json!({"kinds": [kind], "patient": format!("Patient/{patient}")}).to_string();
        self.until(|text| text.contains(&event)).await
    }

    async fn ends(&mut self) -> bool {
        timeout(SOON, async { while self.more().await {} }).await.is_ok()
    }

    /// All events but signs of life, after a while in which more could come.
    async fn told(&mut self) -> Vec<Value> {
        let on = async { while self.more().await {} };
        timeout(A_WHILE, on).await.ok();
        let events = self.text.lines().filter_map(|line| line.strip_prefix("data: "));
        let read = |event: &str| serde_json::from_str(event).unwrap();
        events.map(read).filter(|event: &Value| *event != json!({})).collect()
    }
}

fn lab(patient: &str, id: &str) -> Value {
    let category = json!([{"coding": [
        {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory"}]}]);
    json!({"resourceType": "Observation", "id": id, "status": "final", "category": category,
           "subject": to(&format!("Patient/{patient}")), "valueString": "canary-of-the-content"})
}

fn condition(patient: &str, id: &str) -> Value {
    json!({"resourceType": "Condition", "id": id, "subject": to(&format!("Patient/{patient}"))})
}

#[tokio::test]
async fn the_person_hears_that_something_changed_and_not_what() {
    let world = world(&[]);
    let at = listening(&world).await;
    let ann = world.signed_in("ann").await;
    let mut stream = Stream::open(at, &ann).await;
    for header in
        ["content-type: text/event-stream", "cache-control: no-store, no-transform", "x-accel-buffering: no"]
    {
        assert!(stream.text.contains(header), "{header}: {}", stream.text);
    }
    assert!(!stream.text.contains("content-encoding"), "compressed, it would be held back: {}", stream.text);
    world.put(&lab("ann", "new-1"));
    assert!(stream.hears("ann", "Observation").await, "one that is new: {}", stream.text);
    world.put(&json!({"resourceType": "Goal", "id": "ann-goal", "lifecycleStatus": "completed",
                      "subject": to("Patient/ann")}));
    assert!(stream.hears("ann", "Goal").await, "a new version of one: {}", stream.text);
    for secret in ["canary", "new-1", "ann-goal", "completed"] {
        assert!(!stream.text.contains(secret), "{secret}: {}", stream.text);
    }
}

#[tokio::test]
async fn nobody_hears_of_what_they_may_not_read() {
    let world = world(&[]);
    let at = listening(&world).await;
    let (ann, ben) = (world.signed_in("ann").await, world.signed_in("ben").await);
    let mut streams = [Stream::open(at, &ann).await, Stream::open(at, &ben).await];
    let withheld = json!([{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "NOPAT"}]);
    let mut kept_back = condition("ann", "kept-back");
    kept_back["meta"] = json!({"security": withheld});
    world.put(&kept_back);
    world.put(&json!({"resourceType": "Practitioner", "id": "doctor-2"}));
    world.put(&lab("ann", "new-1"));
    world.put(&lab("ben", "new-2"));
    for (stream, patient) in streams.iter_mut().zip(["ann", "ben"]) {
        assert!(stream.hears(patient, "Observation").await, "{}", stream.text);
        let own = json!({"kinds": ["Observation"], "patient": format!("Patient/{patient}")});
        assert!(stream.told().await.iter().all(|event| *event == own), "{}", stream.text);
    }
}

#[tokio::test]
async fn a_carer_hears_of_the_shared_section_until_it_is_withdrawn() {
    let world = world(&[consent("ann", permit(&["results"]))]);
    let at = listening(&world).await;
    let cleo = world.signed_in("cleo").await;
    let mut stream = Stream::open(at, &cleo).await;
    world.put(&condition("ann", "new-1"));
    world.put(&lab("ben", "new-2"));
    world.put(&lab("ann", "new-3"));
    assert!(stream.hears("ann", "Observation").await, "{}", stream.text);
    let told = stream.told().await;
    assert_eq!(told, [json!({"kinds": ["Observation"], "patient": "Patient/ann"})]);
    let mut withdrawn = consent("ann", permit(&["results"]));
    withdrawn["status"] = json!("inactive");
    world.put(&withdrawn);
    world.put(&lab("ann", "new-4"));
    assert_eq!(stream.told().await, told, "nothing more");
}

#[tokio::test]
async fn what_another_process_imports_is_heard_too() {
    let world = world(&[]);
    let at = listening(&world).await;
    let ann = world.signed_in("ann").await;
    let mut stream = Stream::open(at, &ann).await;
    let other = Embedded::open(&world.folder.path().join("records.db")).unwrap();
    let all: Vec<Write> = (0..600)
        .map(|n| Write {
            document: Document::from_value(&condition("ann", &format!("many-{n}"))).unwrap(),
            condition: Condition::Any,
            origin: Origin::Gateway,
        })
        .chain([Write {
            document: Document::from_value(&lab("ann", "the-last")).unwrap(),
            condition: Condition::Any,
            origin: Origin::Gateway,
        }])
        .collect();
    let answer = |_: &[_]| Answer { status: 200, body: String::new(), etag: None, location: None };
    let now = jiff::Timestamp::now();
    other.write(&Order { writes: &all, ledger: None, now, check: &|_, _| Ok(()), answer: &answer }).unwrap();
    let last = r#""Observation"],"patient":"Patient/ann"}"#;
    assert!(stream.until(|text| text.contains(last)).await, "{}", stream.text);
    assert!(stream.told().await.len() <= 4, "many writes are few events: {}", stream.text);
}

#[tokio::test]
async fn it_ends_with_its_session_and_with_no_other() {
    let world = world(&[]);
    let at = listening(&world).await;
    let (phone, tablet) = (world.signed_in("ann").await, world.signed_in("ann").await);
    let ben = world.signed_in("ben").await;
    let (mut one, mut other) = (Stream::open(at, &phone).await, Stream::open(at, &tablet).await);
    let mut bens = Stream::open(at, &ben).await;
    assert_eq!(phone.send(Method::DELETE, "/session", &json!(null)).await.status, StatusCode::NO_CONTENT);
    assert!(one.ends().await, "signed out: {}", one.text);
    world.put(&lab("ann", "new-1"));
    assert!(other.hears("ann", "Observation").await, "the other session goes on");
    assert!(!one.text.contains("Observation"));
    // From elsewhere.
    let third = world.signed_in("ann").await;
    let listed = third.get("/sessions").await.json();
    for session in listed["sessions"].as_array().unwrap().iter().filter(|s| s["this"] == false) {
        let path = format!("/sessions/{}", session["id"].as_str().unwrap());
        assert_eq!(third.send(Method::DELETE, &path, &json!(null)).await.status, StatusCode::NO_CONTENT);
    }
    assert!(other.ends().await, "ended from elsewhere: {}", other.text);
    world.put(&lab("ben", "new-2"));
    assert!(bens.hears("ben", "Observation").await, "{}", bens.text);
}

#[tokio::test]
async fn it_keeps_no_session_awake() {
    let world = world(&[]);
    let at = listening(&world).await;
    let ann = world.signed_in("ann").await;
    let mut stream = Stream::open(at, &ann).await;
    for minute in 0..3 {
        world.wait(SignedDuration::from_mins(9));
        world.put(&lab("ann", &format!("new-{minute}")));
        assert!(stream.until(|text| text.matches("Observation").count() > minute).await);
    }
    world.wait(SignedDuration::from_mins(4));
    world.put(&lab("ann", "too-late"));
    assert!(stream.ends().await, "{}", stream.text);
    assert_eq!(stream.text.matches("Observation").count(), 3, "{}", stream.text);
    assert_eq!(ann.get("/sessions").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_session_has_a_few_streams_and_a_place_that_is_left_is_free() {
    let world = world(&[]);
    let at = listening(&world).await;
    let (ann, ben) = (world.signed_in("ann").await, world.signed_in("ben").await);
    let mut open = Vec::new();
    for _ in 0..MOST {
        open.push(Stream::open(at, &ann).await);
    }
    let refused = Stream::open(at, &ann).await;
    assert!(refused.text.starts_with("HTTP/1.1 429"), "{}", refused.text);
    assert!(Stream::open(at, &ben).await.text.starts_with("HTTP/1.1 200"), "another session");
    drop(open.pop());
    let again = async {
        while !Stream::open(at, &ann).await.text.starts_with("HTTP/1.1 200") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    assert!(timeout(SOON, again).await.is_ok());
}

#[tokio::test]
async fn without_a_session_there_is_no_stream() {
    let world = world(&[]);
    let reply = world.browser().get("/live").await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    assert!(!reply.headers.contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn of_a_file_hears_who_may_see_its_letter() {
    let mut provision = permit(&["letters", "results"]);
    provision["provision"] = json!([{"type": "deny", "data": data(&["DocumentReference/kept-back".into()])}]);
    let world = world(&[consent("ann", provision)]);
    let letter = |id: &str| {
        json!({"resourceType": "DocumentReference", "id": id, "subject": to("Patient/ann"), "status": "current",
               "content": [{"attachment": {"url": format!("Binary/of-{id}")}}]})
    };
    let file = |id: &str| {
        json!({"resourceType": "Binary", "id": format!("of-{id}"), "contentType": "text/plain", "data": "YQ==",
               "securityContext": to("Patient/ann")})
    };
    let mut hidden = letter("hidden");
    hidden["meta"] = json!({"security": [
        {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "NOPAT"}]});
    for one in [hidden, letter("kept-back"), letter("plain")] {
        world.put(&one);
    }
    let at = listening(&world).await;
    let mut ann = Stream::open(at, &world.signed_in("ann").await).await;
    let mut cleo = Stream::open(at, &world.signed_in("cleo").await).await;
    world.put(&file("hidden"));
    world.put(&lab("ann", "after-hidden"));
    assert!(ann.hears("ann", "Observation").await && cleo.hears("ann", "Observation").await);
    assert!(!ann.text.contains("Binary") && !cleo.text.contains("Binary"));
    world.put(&file("kept-back"));
    assert!(ann.hears("ann", "Binary").await);
    assert!(cleo.told().await.iter().all(|event| !event.to_string().contains("Binary")));
    world.put(&file("plain"));
    assert!(cleo.hears("ann", "Binary").await);
}
