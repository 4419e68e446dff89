//! The cross product: who asks, about whose entry, of which kind, how, under which consent.
//! What is expected comes from a table of its own, not from the code under test.

use axum::http::StatusCode;

use super::{
    cases::{ALL_SECTIONS, cases},
    people::{KINDS, consent, id_of, permit, world},
};
use crate::kit::{Browser, Reply, World};

const NOTHING: &str = "There is nothing shared with you here.";

/// What a patient sees of the own record: all but what the team withholds, and the carer's messages.
fn own(kind: &str) -> bool {
    !["withheld", "carer-message"].contains(&kind)
}

/// One row of the table: how it is asked, and whether it is there.
struct Row {
    patient: &'static str,
    kind: &'static str,
    ty: &'static str,
    seen: bool,
}

async fn check(world: &World, name: &str, person: &str, expected: impl Fn(&str, &str) -> bool) -> usize {
    let browser = world.signed_in(person).await;
    let mut rows = Vec::new();
    for patient in ["ann", "ben"] {
        for (kind, ty) in KINDS {
            rows.push(Row { patient, kind, ty, seen: expected(patient, kind) });
        }
    }
    for row in &rows {
        each(&browser, name, row).await;
    }
    let mut types: Vec<&str> = KINDS.iter().map(|(_, ty)| *ty).collect();
    types.sort_unstable();
    types.dedup();
    for ty in &types {
        for patient in ["ann", "ben"] {
            let here = rows.iter().filter(|r| r.ty == *ty && r.patient == patient && r.seen).count();
            found(&browser, &format!("{name}: {person} {ty}?patient {patient}"), ty, patient, here).await;
        }
        let all = rows.iter().filter(|r| r.ty == *ty && r.seen).count();
        paged(&browser, &format!("{name}: {person} {ty}"), ty, all).await;
    }
    rows.len() * 4 + types.len() * 3
}

/// Read, vread, history and a search for the one id.
async fn each(browser: &Browser<'_>, name: &str, row: &Row) {
    let id = id_of(row.patient, row.kind);
    let said = format!("{name}: {}/{id}", row.ty);
    for path in [
        format!("{}/{id}", row.ty),
        format!("{}/{id}/_history/1", row.ty),
        format!("{}/{id}/_history", row.ty),
    ] {
        let reply = browser.get(&format!("/fhir/{path}")).await;
        if row.seen {
            assert_eq!(reply.status, StatusCode::OK, "{said} {path}");
        } else {
            nothing(&reply, &said);
        }
    }
    let reply = browser.get(&format!("/fhir/{}?_id={id}", row.ty)).await;
    let total = if reply.status == StatusCode::OK { reply.json()["total"].as_u64().unwrap() } else { 0 };
    assert_eq!(total, u64::from(row.seen), "{said} by _id");
}

fn nothing(reply: &Reply, said: &str) {
    assert_eq!(reply.status, StatusCode::NOT_FOUND, "{said} {}", reply.text);
    assert_eq!(reply.json()["issue"][0]["diagnostics"], NOTHING, "{said}");
    assert_eq!(reply.header("etag"), "", "{said}");
}

async fn found(browser: &Browser<'_>, said: &str, ty: &str, patient: &str, expected: usize) {
    let (name, value) =
        if ty == "Patient" { ("_id", patient.to_owned()) } else { ("patient", format!("Patient/{patient}")) };
    let reply = browser.get(&format!("/fhir/{ty}?{name}={value}")).await;
    if reply.status == StatusCode::NOT_FOUND {
        nothing(&reply, said);
        assert_eq!(expected, 0, "{said}");
        return;
    }
    let bundle = reply.json();
    assert_eq!(bundle["total"], expected, "{said}");
    assert_eq!(bundle["entry"].as_array().map_or(0, Vec::len), expected, "{said}");
}

/// Without a patient, one a page: the total is the same on every page and what comes is as much.
async fn paged(browser: &Browser<'_>, said: &str, ty: &str, expected: usize) {
    let mut path = format!("/fhir/{ty}?_count=1");
    let mut came = 0;
    loop {
        let reply = browser.get(&path).await;
        if reply.status == StatusCode::NOT_FOUND {
            nothing(&reply, said);
            break;
        }
        let bundle = reply.json();
        assert_eq!(bundle["total"], expected, "{said} after {came}");
        came += bundle["entry"].as_array().map_or(0, Vec::len);
        let links = bundle["link"].as_array().into_iter().flatten();
        let Some(next) = links.clone().find(|l| l["relation"] == "next") else { break };
        let url = next["url"].as_str().unwrap();
        path = url[url.find("/fhir").unwrap()..].to_owned();
        assert!(came <= expected, "{said}");
    }
    assert_eq!(came, expected, "{said}");
}

#[tokio::test]
async fn the_whole_table() {
    let mut rows = 0;
    for case in cases() {
        let world = world(&case.consents);
        let shared = !case.consents.is_empty();
        let there = |kind: &str| kind != "sharing" || shared;
        rows +=
            check(&world, case.name, "cleo", |patient, kind| patient == "ann" && case.seen.contains(&kind))
                .await;
        rows += check(&world, case.name, "ann", |patient, kind| patient == "ann" && own(kind) && there(kind))
            .await;
    }
    let world = world(&[consent("ann", permit(ALL_SECTIONS))]);
    rows += check(&world, "shared with Cleo", "ben", |patient, kind| {
        patient == "ben" && own(kind) && kind != "sharing"
    })
    .await;
    rows += check(&world, "shared with Cleo", "nobody", |_, _| false).await;
    assert!(rows > 10_000, "{rows} rows");
}

#[tokio::test]
async fn what_belongs_to_nobody_is_for_everyone_who_is_signed_in() {
    let world = world(&[]);
    for person in ["ann", "cleo", "nobody"] {
        let browser = world.signed_in(person).await;
        for (path, seen) in [
            ("Practitioner/doctor", true),
            ("Organization/trust", true),
            ("Location/place", true),
            ("Organization/hidden", false),
            ("Provenance/trace", false),
        ] {
            let status = browser.get(&format!("/fhir/{path}")).await.status;
            assert_eq!(status == StatusCode::OK, seen, "{person} {path}");
        }
        assert_eq!(browser.get("/fhir/Organization?_count=1").await.json()["total"], 1, "{person}");
    }
    let reply = world.browser().get("/fhir/Practitioner/doctor").await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
}
