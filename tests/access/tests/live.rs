//! The proof would find it if the filter of live events were taken out. A process of its own: what is planted is planted
//! for all of it.

use lapwing_access_proof::{Way, play};
use lapwing_server::access::planted::{Fault, plant};

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn an_unfiltered_live_event_is_found() {
    let sums = play(7_000_000, Way::InProcess).await;
    assert_eq!((sums.differences, &sums.told), (0, &Vec::new()));
    plant(Some(Fault::LiveUnfiltered));
    let sums = play(7_000_000, Way::InProcess).await;
    plant(None);
    assert!(sums.told.iter().any(|told| told.contains("live (")), "{:?}", sums.told);
    assert!(sums.told.iter().all(|told| told.contains("live (")), "and nothing else: {:?}", sums.told);
}
