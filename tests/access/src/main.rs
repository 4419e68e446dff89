//! `access --count N [--from SEED] [--http N] [--out FILE]`: N decisions in this process, then some over HTTP, then
//! each planted fault until it is found.
#![allow(clippy::print_stdout, reason = "it talks to a terminal")]
#![allow(clippy::unwrap_used, reason = "a proof that can't go on has failed")]

use std::{
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Instant,
};

use lapwing_access_proof::{Sums, Way, play};
use lapwing_server::access::planted::{Fault, plant};
use serde_json::{Value, json};

/// So many worlds are enough to find each planted fault.
const ENOUGH: u64 = 40;

const FAULTS: [(&str, Fault); 14] = [
    ("period ignored", Fault::PeriodIgnored),
    ("deny loses", Fault::DenyLoses),
    ("label ignored", Fault::LabelIgnored),
    ("total counted before filter", Fault::TotalBeforeFilter),
    ("include unfiltered", Fault::IncludeUnfiltered),
    ("history unfiltered", Fault::HistoryUnfiltered),
    ("age ignored", Fault::AgeIgnored),
    ("withdrawn counts", Fault::WithdrawnCounts),
    ("one step opens every step", Fault::StepIgnored),
    ("live events unfiltered", Fault::LiveUnfiltered),
    ("file of a letter unjudged", Fault::FileUnjudged),
    ("stale judge", Fault::StaleJudge),
    ("renewed by anybody", Fault::RenewedByAnybody),
    ("deny ignored where its consent is modified", Fault::ModifiedDenyIgnored),
];

fn main() -> std::process::ExitCode {
    let given: Vec<String> = std::env::args().collect();
    let after = |name: &str| given.iter().position(|g| g == name).and_then(|at| given.get(at + 1));
    let number = |name: &str, or: u64| after(name).and_then(|text| text.parse().ok()).unwrap_or(or);
    let (from, count, far) = (number("--from", 0), number("--count", 20_000), number("--http", 0));
    let began = Instant::now();
    let here = many(from, count, Way::InProcess);
    let here_seconds = began.elapsed().as_secs();
    let http = many(from, far, Way::Http);
    let planted: Vec<Value> = FAULTS.iter().map(|(name, fault)| found(name, *fault, from)).collect();
    let missed = planted.iter().filter(|one| one["found"] != true).count();
    for what in here.told.iter().chain(&http.told) {
        println!("{what}");
    }
    let mut figures = here.json();
    figures["seed"] = json!(from);
    figures["seconds"] = json!(here_seconds);
    figures["seconds_with_http_and_planted"] = json!(began.elapsed().as_secs());
    figures["http"] = http.json();
    figures["planted"] = json!(planted);
    println!("{figures:#}");
    if let Some(file) = after("--out") {
        std::fs::write(file, format!("{figures:#}\n")).unwrap();
    }
    let few = here.percent() < 30.0;
    let wrong = here.differences + http.differences > 0 || missed > 0 || few;
    std::process::ExitCode::from(u8::from(wrong))
}

/// Worlds on all cores until so many decisions were made.
fn many(from: u64, count: u64, way: Way) -> Sums {
    let (next, made, sums) = (AtomicU64::new(from), AtomicU64::new(0), Mutex::new(Sums::default()));
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_multi_thread();
                let runtime = { runtime }.worker_threads(1).enable_all().build().unwrap();
                while made.load(Ordering::Relaxed) < count {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    let one = runtime.block_on(play(seed, way));
                    made.fetch_add(one.decisions, Ordering::Relaxed);
                    sums.lock().unwrap().add(one);
                }
            });
        }
    });
    sums.into_inner().unwrap()
}

/// Plants a fault, and counts the worlds until it is found.
fn found(name: &str, fault: Fault, from: u64) -> Value {
    plant(Some(fault));
    let runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = { runtime }.worker_threads(1).enable_all().build().unwrap();
    let mut worlds = 0;
    let mut first = None;
    while first.is_none() && worlds < ENOUGH {
        let sums = runtime.block_on(play(from + worlds, Way::InProcess));
        worlds += 1;
        first = sums.told.into_iter().next();
    }
    plant(None);
    json!({"name": name, "found": first.is_some(), "worlds": worlds, "first": first.unwrap_or_default()})
}
