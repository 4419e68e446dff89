//! A gateway with three people's records, and one way to ask it something and check the answer.

use std::{path::Path, sync::Arc};

use axum::{
    Extension, Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request},
};
use jiff::Timestamp;
use lapwing_server::{
    Gateway,
    access::{Asker, Sections},
    clock::Clock,
    deposit::DepositBox,
    feedback::FeedbackBox,
    fhir,
    identities::{Identities, Identity},
    invitations::Invitations,
    links::{Links, Pace, Reader, Rules, TRIES_A_MINUTE},
    origins::Origins,
    records::{Answer, Condition, Document, Order, Origin, Records, Write, embedded::Embedded},
    risk::RiskRules,
    session::Sessions,
    site::Assets,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

/// The time in every test.
pub const NOW: &str = "2026-11-22T10:00:00Z";

/// A gateway's records, and what is needed to ask.
pub struct World {
    pub records: Arc<dyn Records>,
    _folder: Option<TempDir>,
}

/// What came back.
#[derive(Debug)]
pub struct Got {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Got {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| v.to_str().ok())
    }

    /// The ids of a Bundle's resources.
    pub fn ids(&self) -> Vec<String> {
        let bundle = self.json();
        let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
        entries.iter().filter_map(|e| e["resource"]["id"].as_str().map(str::to_owned)).collect()
    }

    /// It is an OperationOutcome of this status; gives its text.
    pub fn outcome(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.body);
        let outcome = self.json();
        assert_eq!(outcome["resourceType"], "OperationOutcome", "{outcome}");
        assert_eq!(self.header("content-type"), Some("application/fhir+json; charset=utf-8"));
        assert_eq!(self.header("cache-control"), Some("no-store"));
        outcome["issue"][0]["diagnostics"].as_str().expect("a text").to_owned()
    }
}

impl World {
    /// Asha's, Leon's and nobody's records.
    pub fn new() -> Self {
        let world = Self::empty();
        world.keep(&people());
        world
    }

    pub fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let records = Arc::new(Embedded::open(&folder.path().join("records.db")).unwrap());
        Self { records, _folder: Some(folder) }
    }

    pub fn with(records: Arc<dyn Records>) -> Self {
        Self { records, _folder: None }
    }

    /// Keeps resources, as an operator would.
    pub fn keep(&self, resources: &[Value]) {
        let write = |r: &Value| Write {
            document: Document::from_value(r).unwrap_or_else(|e| panic!("{e}: {r}")),
            condition: Condition::Any,
            origin: Origin::Gateway,
        };
        let writes: Vec<Write> = resources.iter().map(write).collect();
        let answer = |_: &[_]| Answer { status: 200, body: String::new(), etag: None, location: None };
        let now = NOW.parse().unwrap();
        self.records
            .write(&Order { writes: &writes, ledger: None, now, check: &|_, _| Ok(()), answer: &answer })
            .unwrap();
    }

    fn app(&self, who: Option<&str>) -> Router {
        let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/data");
        let now: Timestamp = NOW.parse().unwrap();
        let gateway = Gateway {
            records: Arc::clone(&self.records),
            sections: Sections::load(&data).unwrap(),
            risk: RiskRules::load(&data).unwrap(),
            identities: Identities::default(),
            sessions: Sessions::in_memory().unwrap(),
            deposit: DepositBox::in_memory(now).unwrap(),
            invitations: Invitations::in_memory().unwrap(),
            links: Links::in_memory().unwrap(),
            judges: lapwing_server::access::Judges::default(),
            tries: Pace::new(TRIES_A_MINUTE.0, TRIES_A_MINUTE.1),
            live: Default::default(),
            reader: Reader::new(Rules::PUBLIC),
            feedback: FeedbackBox::in_memory().unwrap(),
            site: Assets::default(),
            clock: Clock::from_fn(move || now),
            origins: Origins::loopback(8080),
            demo: true,
            loopback: true,
        };
        let app = Router::new().nest("/fhir", fhir::routes()).with_state(Arc::new(gateway));
        match who {
            Some(who) => app.layer(Extension(Asker { identity: identity(who), auth_time: now })),
            None => app,
        }
    }

    /// Sends `"METHOD /path"` as `who`.
    pub async fn send(&self, who: &str, line: &str, headers: &[(&str, &str)], body: &str) -> Got {
        let (method, path) = line.split_once(' ').unwrap();
        let mut request = Request::builder().method(method).uri(path).header("host", "localhost:8080");
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/fhir+json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let who = Some(who).filter(|w| !w.is_empty());
        let response = self.app(who).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = String::from_utf8(to_bytes(body, usize::MAX).await.unwrap().into()).unwrap();
        Got { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub async fn get(&self, who: &str, path: &str) -> Got {
        self.send(who, &format!("GET {path}"), &[], "").await
    }

    pub async fn put(&self, who: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Got {
        self.send(who, &format!("PUT {path}"), headers, &body.to_string()).await
    }

    pub async fn post(&self, who: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Got {
        self.send(who, &format!("POST {path}"), headers, &body.to_string()).await
    }
}

fn identity(id: &str) -> Identity {
    let related = if id == "rosa" { vec!["RelatedPerson/rosa-of-leon".to_owned()] } else { Vec::new() };
    let patient = (id != "rosa").then(|| format!("Patient/{id}"));
    Identity {
        id: id.to_owned(),
        name: id.to_owned(),
        about: String::new(),
        patient,
        related,
        code: None,
        space: None,
    }
}

/// A reference to a resource.
pub fn to(reference: &str) -> Value {
    json!({"reference": reference})
}

/// One of Asha's answers to the PHQ-9, item 9 with this code.
pub fn response(id: &str, item9: &str) -> Value {
    json!({
        "resourceType": "QuestionnaireResponse", "id": id, "status": "completed",
        "questionnaire": "https://lapwing.example/Questionnaire/phq-9",
        "subject": to("Patient/asha"), "author": to("Patient/asha"), "authored": NOW,
        "item": [{"linkId": "/44260-8", "answer": [{"valueCoding": {"system": "http://loinc.org", "code": item9}}]}],
    })
}

/// The score made from those answers.
pub fn score(id: &str, from: &str) -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/observation-category";
    json!({
        "resourceType": "Observation", "id": id, "status": "final",
        "category": [{"coding": [{"system": system, "code": "survey"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "44261-6"}]},
        "subject": to("Patient/asha"), "effectiveDateTime": NOW, "performer": [to("Patient/asha")], "derivedFrom": [to(from)], "valueInteger": 7,
    })
}

/// A reading of somebody's weight.
pub fn weight(id: &str, patient: &str, date: &str) -> Value {
    let system = "http://terminology.hl7.org/CodeSystem/observation-category";
    json!({
        "resourceType": "Observation", "id": id, "status": "final",
        "category": [{"coding": [{"system": system, "code": "vital-signs"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]},
        "subject": to(patient), "performer": [to("Practitioner/okoye")], "effectiveDateTime": date,
    })
}

fn people() -> Vec<Value> {
    let actor =
        json!([{"role": {"coding": [{"code": "PRCP"}]}, "reference": to("RelatedPerson/rosa-of-leon")}]);
    let class = json!([{"system": "https://lapwing.example/CodeSystem/section", "code": "plan"}]);
    let scope = json!({"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]});
    let identifier = json!([{"system": "https://staff", "value": "7"}]);
    let hidden = json!({"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "NOPAT"}]});
    let mut withheld = weight("a4", "Patient/asha", "2024-01-04");
    withheld["meta"] = hidden;
    vec![
        json!({"resourceType": "Patient", "id": "asha", "name": [{"given": ["Asha"], "family": "Rahman"}], "birthDate": "1986-03-01"}),
        json!({"resourceType": "Patient", "id": "leon", "name": [{"text": "Leon Campbell"}], "birthDate": "1970-01-01"}),
        json!({"resourceType": "Practitioner", "id": "okoye", "identifier": identifier, "name": [{"family": "Okoye"}]}),
        weight("a1", "Patient/asha", "2024-01-01"),
        weight("a2", "Patient/asha", "2024-01-02T10:00:00Z"),
        weight("a3", "Patient/asha", "2024-01-03"),
        withheld,
        weight("l1", "Patient/leon", "2024-02-01"),
        json!({"resourceType": "CarePlan", "id": "plan", "status": "active", "intent": "plan", "subject": to("Patient/leon")}),
        json!({"resourceType": "RelatedPerson", "id": "rosa-of-leon", "active": true, "patient": to("Patient/leon"),
               "relationship": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "FRND"}]}]}),
        json!({"resourceType": "Consent", "id": "c", "status": "active", "scope": scope, "patient": to("Patient/leon"),
               "performer": [to("Patient/leon")], "dateTime": "2026-01-01T00:00:00Z", "category": [{"text": "sharing"}],
               "provision": {"type": "permit", "actor": actor, "class": class, "period": {"start": "2026-01-01"}}}),
    ]
}
