//! Asking for single entries: read, old versions, history, HEAD, `If-None-Match`, and many in one batch.

use serde_json::{Value, json};

use crate::{
    dice::Dice,
    gateway::{Asked, House, Reply, Session},
    model::{Person, World},
    oracle,
    sums::Sums,
};

/// One person at a gateway.
pub struct Visit<'a> {
    /// The gateway.
    pub house: &'a House,
    /// What is in it.
    pub world: &'a World,
    /// Who asks.
    pub person: &'a Person,
    /// Their session.
    pub session: Session,
    /// What every denial must be, byte by byte.
    pub denial: Reply,
    /// The patient looks as this carer: the RelatedPerson's id.
    pub preview: Option<String>,
}

impl<'a> Visit<'a> {
    /// Signs somebody in, and learns what is said of an entry that is not there.
    pub async fn begin(house: &'a House, world: &'a World, person: &'a Person) -> Self {
        let session = house.sign_in(&person.id).await;
        let path = "/fhir/CarePlan/nothing-of-this-name";
        let asked = Asked { method: "GET", path, session: Some(&session), ..Asked::default() };
        let denial = house.ask(&asked).await;
        Self { house, world, person, session, denial, preview: None }
    }

    /// The same patient, who now looks as one of their carers: `person` is the carer, and nobody else.
    pub fn looking_as(self, person: &'a Person) -> Self {
        let preview = person.carers.first().map(|c| self.world.carers[*c].id.clone());
        Self { person, preview, ..self }
    }

    /// Asks, and counts the request.
    pub async fn get(&self, sums: &mut Sums, method: &str, path: &str, known: Option<String>) -> Reply {
        sums.requests += 1;
        let preview = self.preview.clone().map(|id| ("x-lapwing-preview", id));
        let headers = known.map(|tag| ("if-none-match", tag)).into_iter().chain(preview).collect();
        let asked = Asked { method, path, session: Some(&self.session), headers, body: String::new() };
        self.house.ask(&asked).await
    }

    /// Whether this is the one denial, to the byte.
    pub fn is_denial(&self, sums: &mut Sums, method: &str, reply: &Reply) -> bool {
        sums.denials_compared += 1;
        let text = if method == "HEAD" { "" } else { &self.denial.text };
        reply.status == self.denial.status && reply.headers == self.denial.headers && reply.text == text
    }

    /// Whether a version is in somebody else's record.
    pub fn is_a_carers(&self, entry: usize) -> bool {
        let of = self.world.entries[entry].versions.last().map(|v| v.patient);
        self.person.patient.is_none() || of != self.person.patient
    }

    /// Whether the entry is in the record of somebody whom this person is nothing to.
    pub fn is_a_strangers(&self, entry: usize) -> bool {
        let of = self.world.entries[entry].versions.last().map(|v| v.patient);
        let cares = self.person.carers.iter().any(|c| of == Some(self.world.carers[*c].patient));
        of != self.person.patient && !cares
    }

    /// Every entry, once, in some way; those of strangers seldom.
    pub async fn every_entry(&self, dice: &mut Dice, sums: &mut Sums) {
        for entry in 0..self.world.entries.len() {
            if self.is_a_strangers(entry) && dice.percent(98) {
                continue;
            }
            match dice.below(10) {
                0..3 => self.read(dice, sums, entry).await,
                3..6 => self.version(dice, sums, entry).await,
                6..9 => self.history(sums, entry).await,
                _ => {}
            }
        }
        // A preview only reads.
        let batches = if self.preview.is_some() { 0 } else { 3 };
        for _ in 0..batches {
            self.batch(dice, sums).await;
        }
    }

    async fn read(&self, dice: &mut Dice, sums: &mut Sums, entry: usize) {
        let (name, last) = (self.world.name(entry), self.world.entries[entry].versions.len());
        let method = dice.one_of(&["GET", "GET", "HEAD"]);
        let known = dice.percent(30).then(|| format!("W/\"{last}\""));
        let reply = self.get(sums, method, &format!("/fhir/{name}"), known).await;
        let expected = oracle::sees(self.world, self.person, entry);
        let right = if expected {
            reply.status == 200
                && reply.header("etag") == format!("W/\"{last}\"")
                && (method == "HEAD" || reply.json()["id"] == json!(self.world.entries[entry].id))
        } else {
            self.is_denial(sums, method, &reply)
        };
        self.decided(sums, (method, entry), expected, right, &reply);
    }

    async fn version(&self, dice: &mut Dice, sums: &mut Sums, entry: usize) {
        let count = self.world.entries[entry].versions.len();
        // One beyond the last is a version that was never there.
        let version = dice.below(count + 1);
        let path = format!("/fhir/{}/_history/{}", self.world.name(entry), version + 1);
        let reply = self.get(sums, "GET", &path, None).await;
        let expected = version < count && oracle::sees_version(self.world, self.person, entry, version);
        let right = if expected {
            reply.status == 200 && reply.json()["meta"]["versionId"] == json!((version + 1).to_string())
        } else {
            self.is_denial(sums, "GET", &reply)
        };
        self.decided(sums, ("vread", entry), expected, right, &reply);
    }

    async fn history(&self, sums: &mut Sums, entry: usize) {
        let path = format!("/fhir/{}/_history", self.world.name(entry));
        let reply = self.get(sums, "GET", &path, None).await;
        let sees = |version: &usize| oracle::sees_version(self.world, self.person, entry, *version);
        let count = self.world.entries[entry].versions.len();
        let expected: Vec<String> =
            (0..count).rev().filter(sees).map(|version| (version + 1).to_string()).collect();
        let there = oracle::sees(self.world, self.person, entry);
        let right = if there {
            let bundle = reply.json();
            reply.status == 200 && bundle["total"] == json!(expected.len()) && versions(&bundle) == expected
        } else {
            self.is_denial(sums, "GET", &reply)
        };
        self.decided(sums, ("history", entry), there, right, &reply);
    }

    /// Several reads in one batch.
    async fn batch(&self, dice: &mut Dice, sums: &mut Sums) {
        let asked: Vec<usize> = (0..5).map(|_| dice.below(self.world.entries.len())).collect();
        let get = |entry: &usize| json!({"request": {"method": "GET", "url": self.world.name(*entry)}});
        let entries: Vec<Value> = asked.iter().map(get).collect();
        let body = json!({"resourceType": "Bundle", "type": "batch", "entry": entries}).to_string();
        sums.requests += 1;
        let sent =
            Asked { method: "POST", path: "/fhir", session: Some(&self.session), headers: vec![], body };
        let reply = self.house.ask(&sent).await;
        let denial: Value = self.denial.json();
        let bundle = reply.json();
        for (at, entry) in asked.into_iter().enumerate() {
            let (one, expected) = (&bundle["entry"][at], oracle::sees(self.world, self.person, entry));
            let right = if expected {
                one["response"]["status"].as_str().is_some_and(|s| s.starts_with("200"))
                    && one["resource"]["id"] == json!(self.world.entries[entry].id)
            } else {
                let alone = one.as_object().is_some_and(|o| o.len() == 1);
                let response = json!({"status": "404 Not Found", "outcome": denial});
                alone && one["response"] == response
            };
            self.decided(sums, ("batch", entry), expected, right, &reply);
        }
    }

    /// Notes one decision.
    pub fn decided(
        &self,
        sums: &mut Sums,
        (way, entry): (&'static str, usize),
        expected: bool,
        right: bool,
        reply: &Reply,
    ) {
        let told = || {
            let last = self.world.entries[entry].versions.last();
            format!(
                "{way} {} by {}: expected {expected}, came {} {:.300}; {last:?}",
                self.world.name(entry),
                self.person.id,
                reply.status,
                reply.text
            )
        };
        sums.decided(way, (self.is_a_carers(entry), expected), right, told);
    }
}

fn versions(bundle: &Value) -> Vec<String> {
    let entries = bundle["entry"].as_array().into_iter().flatten();
    entries.filter_map(|e| Some(e["resource"]["meta"]["versionId"].as_str()?.to_owned())).collect()
}
