//! Plays histories on all cores: `campaign --from N --count M [--out FILE] [--replay SEED --only 1,2]`.
#![allow(clippy::print_stdout, reason = "it talks to a terminal")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use lapwing_journeys::campaign::{CROWD, History, Plan, Sums, crowd, shortest};
use lapwing_journeys::flusher::Mutation;
use serde_json::{Value, json};

/// So many histories are enough to find each planted fault.
const ENOUGH: u64 = 600;

const MUTATIONS: [(&str, Mutation); 6] = [
    ("settle-before-send", Mutation::SettleBeforeSend),
    ("status-ignored", Mutation::StatusIgnored),
    ("dropped-after-N-days", Mutation::DroppedAfterDays),
    ("lease-without-epoch", Mutation::LeaseWithoutEpoch),
    ("ledger-outside-transaction", Mutation::LedgerOutsideTransaction),
    ("if-none-match-alone", Mutation::ConditionAlone),
];

fn main() -> std::process::ExitCode {
    let given: Vec<String> = std::env::args().collect();
    let after = |name: &str| given.iter().position(|g| g == name).and_then(|at| given.get(at + 1));
    let number = |name: &str, or: u64| after(name).and_then(|text| text.parse().ok()).unwrap_or(or);
    if let Some(seed) = after("--replay").and_then(|text| text.parse().ok()) {
        let only = after("--only").map(|text| text.split(',').filter_map(|n| n.parse().ok()).collect());
        return replay(&Plan { seed, only, mutation: None });
    }
    let (from, count, began) = (number("--from", 0), number("--count", 100_000), Instant::now());
    let sums = campaign(from, count, began);
    for (seed, kind, what) in sums.failing.iter().take(12) {
        println!("seed {seed}: {kind}: {what}");
    }
    for (seed, kind, _) in sums.failing.iter().take(3) {
        let plan = Plan { seed: *seed, ..Plan::default() };
        let (only, outcome) = in_runtime(shortest(&plan, kind));
        let only: Vec<String> = only.iter().map(ToString::to_string).collect();
        println!("shortest replay: --replay {seed} --only {}", only.join(","));
        for line in outcome.script.iter().chain(outcome.findings.iter().map(|f| &f.what)) {
            println!("  {line}");
        }
    }
    let mutations: Vec<Value> = MUTATIONS.iter().map(|(name, planted)| found_after(name, *planted)).collect();
    let missed = mutations.iter().filter(|one| one["found"] != true).count();
    let mut figures = sums.json();
    figures["seeds"] = json!({"from": from, "to": from + count});
    figures["seconds"] = json!(began.elapsed().as_secs());
    figures["mutations"] = json!(mutations);
    println!("{figures:#}");
    if let Some(Err(why)) = after("--out").map(|file| std::fs::write(file, format!("{figures:#}\n"))) {
        println!("the figures can't be written: {why}");
        return std::process::ExitCode::FAILURE;
    }
    std::process::ExitCode::from(u8::from(!sums.failing.is_empty() || missed > 0))
}

#[allow(clippy::expect_used, reason = "without a runtime there is nothing to do")]
fn in_runtime<T>(work: impl Future<Output = T>) -> T {
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().max_blocking_threads(2).build().expect("a runtime").block_on(work)
}

fn replay(plan: &Plan) -> std::process::ExitCode {
    let outcome = in_runtime(async { History::play(&crowd(), 0, plan).await });
    for line in &outcome.script {
        println!("{line}");
    }
    for finding in &outcome.findings {
        println!("{}: {}", finding.kind, finding.what);
    }
    std::process::ExitCode::from(u8::from(!outcome.findings.is_empty()))
}

/// Plays them, a gateway for each part of them.
fn campaign(from: u64, count: u64, began: Instant) -> Sums {
    let (next, sums) = (AtomicU64::new(from), Mutex::new(Sums::default()));
    let work = || loop {
        let first = next.fetch_add(CROWD, Ordering::SeqCst);
        if first >= from + count {
            return;
        }
        let part = in_runtime(part(first, (first + CROWD).min(from + count)));
        let Ok(mut sums) = sums.lock() else { return };
        let before = sums.histories / 1_000;
        sums.join(part);
        if sums.histories / 1_000 > before {
            let (done, seconds) = (sums.histories, began.elapsed().as_secs());
            println!("{done} of {count} histories in {seconds} s, {} with a finding", sums.failing.len());
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(work);
        }
    });
    sums.into_inner().unwrap_or_default()
}

async fn part(from: u64, to: u64) -> Sums {
    let (trust, mut sums) = (crowd(), Sums::default());
    for seed in from..to {
        let outcome = History::play(&trust, seed - from, &Plan { seed, ..Plan::default() }).await;
        sums.add(seed, &outcome);
    }
    sums
}

/// After how many histories a planted fault is found.
fn found_after(name: &str, planted: Mutation) -> Value {
    let look = async {
        let mut trust = crowd();
        for seed in 0..ENOUGH {
            if seed > 0 && seed % CROWD == 0 {
                trust = crowd();
            }
            let plan = Plan { seed, only: None, mutation: Some(planted) };
            let outcome = History::play(&trust, seed % CROWD, &plan).await;
            if let Some(finding) = outcome.findings.first() {
                return json!({"name": name, "found": true, "after": seed + 1, "as": finding.kind});
            }
        }
        json!({"name": name, "found": false, "after": ENOUGH})
    };
    in_runtime(look)
}
