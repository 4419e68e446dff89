//! A few histories of the campaign, and that it can fail. `cargo xtask campaign` plays many more.

use lapwing_journeys::campaign::{History, Plan, crowd};
use lapwing_journeys::flusher::Mutation;

#[tokio::test]
async fn nothing_is_lost_doubled_or_claimed_too_early_in_twenty_histories() {
    let trust = crowd();
    for seed in 0..20 {
        let outcome = History::play(&trust, seed, &Plan { seed, ..Plan::default() }).await;
        assert!(outcome.steps >= 12);
        assert!(
            outcome.findings.is_empty(),
            "seed {seed}: {:?}\n{}",
            outcome.findings,
            outcome.script.join("\n")
        );
    }
}

#[tokio::test]
async fn a_history_is_the_same_when_it_is_played_again() {
    let plan = Plan { seed: 7, ..Plan::default() };
    let one = History::play(&crowd(), 0, &plan).await;
    let again = History::play(&crowd(), 3, &plan).await;
    assert_eq!((one.script, one.faults, one.fates), (again.script, again.faults, again.fates));
}

/// Plants a fault, and expects that it is found within `most` histories.
async fn check(planted: Mutation, most: u64) {
    let trust = crowd();
    for seed in 0..most {
        let plan = Plan { seed, only: None, mutation: Some(planted) };
        if !History::play(&trust, seed, &plan).await.findings.is_empty() {
            return;
        }
    }
    panic!("{planted:?} is not found in {most} histories");
}

#[tokio::test]
async fn an_entry_that_leaves_the_outbox_before_it_is_sent_is_found() {
    check(Mutation::SettleBeforeSend, 20).await;
}

#[tokio::test]
async fn a_status_that_nobody_looks_at_is_found() {
    check(Mutation::StatusIgnored, 20).await;
}

#[tokio::test]
async fn what_is_dropped_after_some_days_is_found() {
    check(Mutation::DroppedAfterDays, 20).await;
}

#[tokio::test]
async fn a_ledger_that_loses_its_line_is_found() {
    check(Mutation::LedgerOutsideTransaction, 20).await;
}
