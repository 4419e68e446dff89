//! Seeing the own record as a carer sees it.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};

use crate::{
    access::people::{consent, permit, world},
    kit::{Browser, Reply, World},
};

async fn ask(world: &World, browser: &Browser<'_>, carer: &str, (method, path): (Method, &str)) -> Reply {
    let request = browser.request(method, path).header("x-lapwing-preview", carer);
    world.send(request.header("content-type", "application/fhir+json").body(Body::from("{}")).unwrap()).await
}

async fn see(world: &World, browser: &Browser<'_>, path: &str) -> Reply {
    ask(world, browser, "carer-of-ann", (Method::GET, path)).await
}

#[tokio::test]
async fn the_patient_sees_what_the_carer_sees_and_nothing_else() {
    let world = world(&[consent("ann", permit(&["plan"]))]);
    let (ann, cleo) = (world.signed_in("ann").await, world.signed_in("cleo").await);
    for path in [
        "CarePlan?patient=Patient/ann",
        "CarePlan/ann-plan",
        "CarePlan/ann-restricted",
        "Observation?patient=Patient/ann",
        "Patient/ann",
        "Consent?patient=Patient/ann",
        "AuditEvent?patient=Patient/ann",
        "Practitioner/doctor",
    ] {
        let path = format!("/fhir/{path}");
        let (preview, carers) = (see(&world, &ann, &path).await, cleo.get(&path).await);
        assert_eq!((preview.status, preview.text), (carers.status, carers.text), "{path}");
    }
    // As which no note was made but of what the carer was shown.
    assert_eq!(ann.get("/fhir/AuditEvent").await.json()["total"], 2);
    let told = ann.get("/preview/carer-of-ann").await.json();
    assert_eq!(told["caring_for"], cleo.get("/session").await.json()["caring_for"]);
}

#[tokio::test]
async fn a_preview_only_reads_and_only_as_ones_own_carer() {
    let world = world(&[consent("ann", permit(&["plan"]))]);
    let ann = world.signed_in("ann").await;
    for (method, path) in [(Method::PUT, "/fhir/Observation/x"), (Method::POST, "/fhir")] {
        let reply = ask(&world, &ann, "carer-of-ann", (method, path)).await;
        assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
    for carer in ["carer-of-ben", "none", "../x", ""] {
        let reply = ask(&world, &ann, carer, (Method::GET, "/fhir/CarePlan/ann-plan")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{carer}");
    }
    for person in ["ben", "cleo", "nobody"] {
        let browser = world.signed_in(person).await;
        let reply = see(&world, &browser, "/fhir/CarePlan/ann-plan").await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{person}");
        assert_eq!(browser.get("/preview/carer-of-ann").await.status, StatusCode::NOT_FOUND, "{person}");
    }
}
