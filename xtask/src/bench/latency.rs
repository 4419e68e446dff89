//! The gateway's answer to the search that the results screen makes, with eight people asking at once.

use std::{
    fs,
    net::SocketAddr,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail};
use serde::Serialize;
use serde_json::{Value, json};

use super::{client::Client, record};
use crate::{gateway, project, report};

const CLIENTS: usize = 8;
const WARM_UP: usize = 100;
const SAMPLES: usize = 500;
const SEARCH: &str = "/fhir/Observation?_count=50&_sort=-date";
const ASKED: usize = 50;
/// One of the demo people, who has no record of her own.
const CARER: &str = "rosa";

/// Milliseconds, over every sample of every client.
#[derive(Serialize)]
pub struct Latency {
    search: &'static str,
    record_entries: u64,
    clients: usize,
    warm_up_each: usize,
    samples: usize,
    median_ms: f64,
    p95_ms: f64,
    limit_median_ms: f64,
    carer: Carer,
}

/// The same search of one person's record, by that person and by a carer to whom results and check-ins are shown. A look of the
/// carer's is noted for the person, and that is in the time.
#[derive(Serialize)]
struct Carer {
    own_median_ms: f64,
    carer_median_ms: f64,
    times_as_long: f64,
    limit_times: f64,
}

impl Latency {
    /// Prints the figures.
    pub fn print(&self) {
        let row = [
            self.search.to_owned(),
            self.record_entries.to_string(),
            self.clients.to_string(),
            self.warm_up_each.to_string(),
            self.samples.to_string(),
            format!("{:.2} ms", self.median_ms),
            format!("{:.2} ms", self.p95_ms),
            format!("{:.0} ms", self.limit_median_ms),
        ];
        report::table(
            &[
                "search",
                "observations",
                "clients",
                "warm-up each",
                "samples",
                "median",
                "p95",
                "median limit",
            ],
            vec![row.to_vec()],
        );
        let carer = &self.carer;
        let row = [
            format!("{:.2} ms", carer.own_median_ms),
            format!("{:.2} ms", carer.carer_median_ms),
            format!("{:.2}", carer.times_as_long),
            format!("{:.1}", carer.limit_times),
        ];
        report::table(
            &["the person's median", "a carer's median", "times as long", "limit"],
            vec![row.to_vec()],
        );
    }

    /// Fails where something took longer than its limit.
    pub fn keeps_its_limits(&self) -> Result<()> {
        let Carer { times_as_long, limit_times, .. } = self.carer;
        if self.median_ms > self.limit_median_ms {
            bail!("a search took {:.2} ms, and may take {} ms", self.median_ms, self.limit_median_ms);
        }
        if times_as_long > limit_times {
            bail!(
                "a carer's search took {times_as_long:.2} times as long as the person's, and may take {limit_times} times"
            );
        }
        Ok(())
    }
}

/// Loads a large record into a gateway of its own, and asks.
pub fn measure(data: Option<&Path>) -> Result<Latency> {
    let folder = project::cargo_target().join("bench/data");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    gateway::import(&folder, &[record::file(data)?])?;
    let person = imported_person(gateway::Running::start(&folder)?.address)?;
    let patient = person.strip_prefix("patient-").unwrap_or_default();
    share(&folder, patient)?;
    let running = gateway::Running::start(&folder)?;
    let record_entries = total(running.address, &person)?;
    let times = ask(running.address, &person, SEARCH)?;
    let of_one = format!("{SEARCH}&patient=Patient/{patient}");
    let own = milliseconds(&ask(running.address, &person, &of_one)?, 50)?;
    let carers = milliseconds(&ask(running.address, CARER, &of_one)?, 50)?;
    let carer =
        Carer { own_median_ms: own, carer_median_ms: carers, times_as_long: carers / own, limit_times: 1.2 };
    Ok(Latency {
        search: SEARCH,
        record_entries,
        clients: CLIENTS,
        warm_up_each: WARM_UP,
        samples: times.len(),
        median_ms: milliseconds(&times, 50)?,
        p95_ms: milliseconds(&times, 95)?,
        limit_median_ms: 5.0,
        carer,
    })
}

fn imported_person(address: SocketAddr) -> Result<String> {
    let session: Value = serde_json::from_slice(&Client::connect(address)?.get("/session")?.body)?;
    let people = session["people"].as_array().context("the gateway names no people")?;
    let mut ids = people.iter().filter_map(|person| person["id"].as_str());
    Ok(ids.find(|id| id.starts_with("patient-")).context("the record's person is not listed")?.to_owned())
}

fn total(address: SocketAddr, person: &str) -> Result<u64> {
    let mut client = Client::connect(address)?;
    client.sign_in(person)?;
    let page: Value = serde_json::from_slice(&client.get(SEARCH)?.body)?;
    if page["entry"].as_array().is_none_or(|entries| entries.len() < ASKED) {
        bail!("the search gives fewer than {ASKED} entries");
    }
    page["total"].as_u64().context("the search has no total")
}

/// Makes one of the demo people a carer of the record's person.
fn share(folder: &Path, patient: &str) -> Result<()> {
    let to = json!({"reference": format!("Patient/{patient}")});
    let class = |code: &str| json!({"system": "https://lapwing.example/CodeSystem/section", "code": code});
    let related = json!({
        "resourceType": "RelatedPerson", "id": "rosa-of-leon", "active": true, "patient": to,
        "relationship": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "FRND"}]}],
    });
    let consent = json!({
        "resourceType": "Consent", "id": "bench", "status": "active", "patient": to, "dateTime": "2026-01-01",
        "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]},
        "category": [{"text": "Sharing"}], "policyRule": {"text": "As the person chose"},
        "provision": {
            "type": "permit", "actor": [{"role": {"text": "Carer"}, "reference": {"reference": "RelatedPerson/rosa-of-leon"}}],
            "class": [class("results"), class("check-ins")],
        },
    });
    let entry = |resource: &Value| {
        let kind = resource["resourceType"].as_str().unwrap_or_default();
        let url = format!("{kind}/{}", resource["id"].as_str().unwrap_or_default());
        json!({"fullUrl": format!("https://bench.example/fhir/{url}"), "resource": resource, "request": {"method": "PUT", "url": url}})
    };
    let bundle =
        json!({"resourceType": "Bundle", "type": "transaction", "entry": [entry(&related), entry(&consent)]});
    let file = folder.with_file_name("carer.json");
    fs::write(&file, bundle.to_string())?;
    gateway::import(folder, &[file])
}

fn ask(address: SocketAddr, person: &str, search: &str) -> Result<Vec<Duration>> {
    let asking: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (person, search) = (person.to_owned(), search.to_owned());
            thread::spawn(move || one_client(address, &person, &search))
        })
        .collect();
    let mut all = Vec::new();
    for client in asking {
        all.extend(client.join().map_err(|_| anyhow!("a client broke"))??);
    }
    all.sort();
    Ok(all)
}

fn one_client(address: SocketAddr, person: &str, search: &str) -> Result<Vec<Duration>> {
    let mut client = Client::connect(address)?;
    client.sign_in(person)?;
    let mut times = Vec::with_capacity(SAMPLES);
    for round in 0..WARM_UP + SAMPLES {
        let asked = Instant::now();
        let answer = client.get(search)?;
        if answer.status != 200 {
            bail!("the search was answered with {}", answer.status);
        }
        if round >= WARM_UP {
            times.push(asked.elapsed());
        }
    }
    Ok(times)
}

fn milliseconds(sorted: &[Duration], percent: usize) -> Result<f64> {
    let at = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    Ok(sorted.get(at).context("nothing was measured")?.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_middle_and_the_end() {
        let times: Vec<_> = (1..=100).map(Duration::from_millis).collect();
        assert!((milliseconds(&times, 50).unwrap() - 51.0).abs() < 0.01);
        assert!((milliseconds(&times, 95).unwrap() - 96.0).abs() < 0.01);
        assert!(milliseconds(&[], 50).is_err());
    }
}
