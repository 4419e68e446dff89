//! How long the judge takes with fifty agreements: `cargo test --release -p lapwing-server --test judge_speed -- --nocapture`.

use std::{path::Path, time::Instant};

use lapwing_server::{
    access::{Asker, Judges, Sections},
    identities::Identities,
    looks::{self, Look},
    records::{Answer, Condition, Document, Order, Origin, Records, Write, embedded::Embedded},
};
use serde_json::{Value, json};

const AGREEMENTS: usize = 50;
const TIMES: usize = 2_000;
/// So many times somebody's look was noted just before.
const LOOKS: usize = 200;
/// The most that one decision may take, in nanoseconds. A build that is not optimised takes many times as long, and shows no
/// more than that nothing has got out of hand.
const LIMIT: u128 = if cfg!(debug_assertions) { 2_000_000 } else { 20_000 };

fn agreement(n: usize) -> Value {
    let class = |code: &str| json!({"system": "https://lapwing.example/CodeSystem/section", "code": code});
    let inside = json!([{"type": "deny", "data": [{"meaning": "instance", "reference": {"reference": format!("Goal/{n}")}}]}]);
    json!({
        "resourceType": "Consent", "id": format!("k{n}"), "status": "active", "patient": {"reference": "Patient/p"},
        "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "patient-privacy"}]},
        "dateTime": "2026-01-01T00:00:00Z",
        "provision": {
            "type": "permit", "actor": [{"reference": {"reference": "RelatedPerson/c"}}], "provision": inside,
            "period": {"end": "2027-01-01"}, "class": [class("letters"), class("appointments")],
        },
    })
}

fn median(mut all: Vec<u128>) -> u128 {
    all.sort_unstable();
    all[all.len() / 2]
}

fn timed(mut work: impl FnMut() -> bool) -> u128 {
    median(
        (0..TIMES)
            .map(|_| {
                let began = Instant::now();
                std::hint::black_box(work());
                began.elapsed().as_nanos()
            })
            .collect(),
    )
}

#[test]
fn fifty_agreements() {
    let people = json!([{"id": "a", "name": "A", "related": ["RelatedPerson/c"]}]);
    let now = "2026-11-22T10:00:00Z".parse().unwrap();
    let asker = Asker { identity: Identities::parse(people).unwrap().people()[0].clone(), auth_time: now };
    let sections = Sections::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/data")).unwrap();
    let related = [
        json!({"resourceType": "RelatedPerson", "id": "c", "active": true, "patient": {"reference": "Patient/p"}}),
    ];
    let related = related.map(|mut r| {
        r["relationship"] = json!([{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "FRND"}]}]);
        r
    });
    let patients = [json!({"resourceType": "Patient", "id": "p", "birthDate": "1988-03-14"})];
    let consents: Vec<Value> = (0..AGREEMENTS).map(agreement).collect();
    let folder = tempfile::TempDir::new().unwrap();
    let records = Embedded::open(&folder.path().join("records.db")).unwrap();
    let all = related.iter().chain(&patients).chain(&consents);
    let writes: Vec<Write> = all
        .map(|one| Write {
            document: Document::from_value(one).unwrap(),
            condition: Condition::Any,
            origin: Origin::Gateway,
        })
        .collect();
    let answer = |_: &[_]| Answer { status: 200, body: String::new(), etag: None, location: None };
    let order = Order { writes: &writes, ledger: None, now, check: &|_, _| Ok(()), answer: &answer };
    records.write(&order).unwrap();
    let subject = json!({"reference": "Patient/p"});
    let seen = json!({"resourceType": "DocumentReference", "id": "d", "subject": subject});
    let hidden = json!({"resourceType": "Goal", "id": "g", "subject": subject});
    let judges = Judges::default();
    let asked = |judges: &Judges| judges.judge(&records, &asker, &sections, now).unwrap();
    let kept = asked(&judges);
    assert!(kept.may_see(&seen) && !kept.may_see(&hidden));
    let anew = timed(|| asked(&Judges::default()).may_see(&seen));
    let request = timed(|| asked(&judges).may_see(&seen));
    let look = Look {
        patient: "Patient/p".to_owned(),
        related: "RelatedPerson/c".to_owned(),
        keeps: 0,
        section: "letters".to_owned(),
    };
    let looking = median(
        (0..LOOKS)
            .map(|_| {
                looks::keep(&records, [look.clone()], now).unwrap();
                let began = Instant::now();
                std::hint::black_box(asked(&judges).may_see(&seen));
                began.elapsed().as_nanos()
            })
            .collect(),
    );
    let (yes, no) = (timed(|| kept.may_see(&seen)), timed(|| kept.may_see(&hidden)));
    println!(
        "{AGREEMENTS} agreements, medians: a request's first decision with its judge {request} ns, and {looking} ns where a look was \
         noted just before; limit {LIMIT} ns; each further one {yes} ns where it is seen and {no} ns where it is hidden; where an agreement was written since, {anew} ns, no limit"
    );
    assert!(request < LIMIT && yes < LIMIT && no < LIMIT, "a decision took longer than {LIMIT} ns");
    // After a write the first page of the file is read anew; whether the judge was kept shows all the same.
    assert!(looking < anew / 2, "a look of a carer threw away what was kept");
}
