//! Some worlds belong to every test run; `cargo xtask access` plays many more, and plants faults.

use lapwing_access_proof::{Sums, Way, play};

async fn check(seeds: std::ops::Range<u64>, way: Way) {
    let mut sums = Sums::default();
    for seed in seeds {
        sums.add(play(seed, way).await);
    }
    assert_eq!((sums.differences, &sums.told), (0, &Vec::new()));
    assert!(sums.decisions > 5_000 && sums.permits > 1_000, "{:#}", sums.json());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_gateway_decides_as_the_table_says() {
    check(5_000_000..5_000_002, Way::InProcess).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn and_over_http() {
    check(6_000_000..6_000_002, Way::Http).await;
}

/// The oracle is worth what it does not share with the gateway: of its access code only the switch for faults is used.
#[test]
fn the_oracle_uses_none_of_the_gateways_access_code() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let uses = text.matches("access::").count() - text.matches("access::planted::").count();
        assert_eq!(uses, 0, "{}", path.display());
    }
}
