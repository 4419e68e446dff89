//! Search, as a table: what is asked, and the ids that come back in order.

use serde_json::json;

use crate::world::{World, to, weight};

async fn check(world: &World, who: &str, asked: &str, expected: &[&str]) {
    let got = world.get(who, &format!("/fhir/{asked}")).await;
    assert_eq!(got.status, 200, "{asked}: {}", got.body);
    assert_eq!(got.ids(), expected, "{asked}");
    let included = got.body.matches("\"mode\":\"include\"").count();
    assert_eq!(got.json()["total"], expected.len() - included, "{asked}");
}

#[tokio::test]
async fn what_is_found() {
    let world = World::new();
    for (asked, expected) in [
        ("Observation", &["a3", "a2", "a1"][..]),
        ("Observation?_sort=date", &["a1", "a2", "a3"]),
        ("Observation?_sort=-date", &["a3", "a2", "a1"]),
        ("Observation?_sort=_lastUpdated", &["a1", "a2", "a3"]),
        ("Observation?patient=asha&subject=Patient/asha", &["a3", "a2", "a1"]),
        ("Observation?code=29463-7", &["a3", "a2", "a1"]),
        ("Observation?code=http://loinc.org%7C29463-7", &["a3", "a2", "a1"]),
        ("Observation?code=http://loinc.org%7C", &["a3", "a2", "a1"]),
        ("Observation?code=%7C29463-7", &[]),
        ("Observation?code=other%7C29463-7", &[]),
        ("Observation?code=1,29463-7", &["a3", "a2", "a1"]),
        ("Observation?code=1%5C,29463-7", &[]),
        ("Observation?code=29463-7&category=laboratory", &[]),
        ("Observation?code=29463-7,http://loinc.org%7C29463-7", &["a3", "a2", "a1"]),
        ("Observation?code=29463-7&category=vital-signs&_id=a1", &["a1"]),
        ("Observation?category=vital-signs&date=2024-01-02", &["a2"]),
        ("Observation?date=gt2024-01-02", &["a3"]),
        ("Observation?date=ge2024-01-02&date=lt2024-01-03", &["a2"]),
        ("Observation?date=le2024-01-02", &["a2", "a1"]),
        ("Observation?date=ne2024-01-02", &["a3", "a1"]),
        ("Observation?date=eb2024-01-02", &["a1"]),
        ("Observation?date=sa2024-01-01", &["a3", "a2"]),
        ("Observation?date=2024-01", &["a3", "a2", "a1"]),
        ("Observation?_id=a1,a3,l1,a4", &["a3", "a1"]),
        ("Observation?_lastUpdated=ge2026-11-22", &["a3", "a2", "a1"]),
        ("Observation?_lastUpdated=gt2026-11-22", &[]),
        ("Patient", &["asha"]),
        ("Patient?_id=leon", &[]),
        ("Practitioner?identifier=https://staff%7C7", &["okoye"]),
        ("Immunization?_format=json", &[]),
    ] {
        check(&world, "asha", asked, expected).await;
    }
    // The whole record, or some of its types, of who may see it; of somebody else's only what is shared.
    check(&world, "asha", "Patient/asha/*?_type=Observation", &["a3", "a2", "a1"]).await;
    check(&world, "asha", "Patient/asha/*?_type=Flag,Observation&_lastUpdated=gt2026-11-22", &[]).await;
    check(&world, "rosa", "Patient/leon/*", &["plan"]).await;
    check(&world, "rosa", "Patient/leon/*?_type=CarePlan,Observation,Claim", &["plan"]).await;
    check(&world, "rosa", "CarePlan?patient=Patient/leon", &["plan"]).await;
    check(&world, "rosa", "CarePlan", &["plan"]).await;
    check(&world, "rosa", "Observation", &[]).await;
}

#[tokio::test]
async fn what_is_refused() {
    let world = World::new();
    let many = format!("Observation?_id={}", vec!["a"; 101].join(","));
    let long = format!("Observation?{}", vec!["code=a"; 101].join("&"));
    for (who, asked, status, names) in [
        ("asha", &*many, 400, "at most 100"),
        ("asha", &*long, 400, "at most 100"),
        ("asha", "Observation?patient=Patient/leon", 404, "nothing shared"),
        ("asha", "Observation?patient=Patient/nobody", 404, "nothing shared"),
        ("rosa", "Observation?patient=Patient/leon", 404, "nothing shared"),
        ("rosa", "CarePlan?patient=Patient/asha", 404, "nothing shared"),
        ("asha", "Patient/leon/*", 404, "nothing shared"),
        ("rosa", "Patient/asha/*", 404, "nothing shared"),
        ("rosa", "Patient/leon/*?_type=Claim", 404, "nothing shared"),
        ("asha", "Patient/asha/*?_type=Practitioner", 400, "_type"),
        ("asha", "Patient/asha/*?code=x", 400, "code"),
        ("asha", "Patient/asha/*?_sort=date", 400, "_lastUpdated"),
        ("asha", "Bogus?code=1", 404, "not a resource type"),
        ("asha", "Observation?colour=blue", 400, "colour"),
        ("asha", "Observation?code:text=x", 400, "code:text"),
        ("asha", "Observation?subject.name=x", 400, "subject.name"),
        ("asha", "Observation?code=", 400, "code"),
        ("asha", "Observation?code=a,,b", 400, "code"),
        ("asha", "Observation?date=yesterday", 400, "date"),
        ("asha", "Observation?date=ap2024", 400, "date"),
        ("asha", "Observation?_count=many", 400, "_count"),
        ("asha", "Observation?_count=-1", 400, "_count"),
        ("asha", "Observation?_count=1&_count=2", 400, "_count"),
        ("asha", "Observation?_sort=code", 400, "date"),
        ("asha", "Observation?_include=*", 400, "_include"),
        ("asha", "Observation?_revinclude=Task:focus", 400, "_revinclude"),
        ("asha", "Observation?_format=xml", 400, "_format"),
        ("asha", "Task?focus=r9", 400, "focus"),
        ("asha", "Observation?patient=a/b/c", 400, "patient"),
        ("asha", "Observation?_page=broken!", 400, "next page"),
        ("asha", "Observation?%3Cscript%3E=1", 400, "script"),
    ] {
        let text = world.get(who, &format!("/fhir/{asked}")).await.outcome(status);
        assert!(text.contains(names) && !text.contains('<'), "{asked}: {text}");
    }
}

#[tokio::test]
async fn includes_are_judged_and_given_once() {
    let world = World::new();
    let team = |id: &str, member: &str| {
        json!({"resourceType": "CareTeam", "id": id, "status": "active", "subject": to("Patient/asha"),
               "participant": [{"member": to(member)}]})
    };
    world.keep(&[
        team("t1", "Practitioner/okoye"),
        team("t2", "Practitioner/okoye"),
        team("t3", "Patient/leon"),
        team("t4", "Practitioner/gone"),
    ]);
    check(&world, "asha", "CareTeam?_include=CareTeam:participant", &["t4", "t3", "t2", "t1", "okoye"]).await;
    check(&world, "asha", "CareTeam", &["t4", "t3", "t2", "t1"]).await;
}

#[tokio::test]
async fn a_search_of_the_whole_record_includes_too_each_type_its_own() {
    let world = World::new();
    let of = |kind: &str, id: &str, medication: &str| {
        json!({"resourceType": kind, "id": id, "status": "completed", "subject": to("Patient/asha"),
               "medicationReference": to(medication), "result": [to("Medication/result")]})
    };
    let label = json!({"security": [{"system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "V"}]});
    world.keep(&[
        json!({"resourceType": "Medication", "id": "drops"}),
        json!({"resourceType": "Medication", "id": "result"}),
        json!({"resourceType": "Medication", "id": "closed", "meta": label}),
        of("MedicationDispense", "d1", "Medication/drops"),
        of("MedicationAdministration", "g1", "Medication/drops"),
        of("MedicationRequest", "r1", "Medication/closed"),
    ]);
    let kinds = "_type=MedicationRequest,MedicationDispense,MedicationAdministration";
    let along = "_include=MedicationDispense:medication&_include=MedicationRequest:medication";
    let whole = format!("Patient/asha/*?{kinds}&{along}");
    check(&world, "asha", &whole, &["r1", "g1", "d1", "drops"]).await;
    check(&world, "asha", &format!("Patient/asha/*?{kinds}"), &["r1", "g1", "d1"]).await;
    let path = "Patient/asha/*?_type=MedicationDispense&_include=DiagnosticReport:result";
    check(&world, "asha", path, &["d1"]).await;
    for wrong in ["Patient:link", "PractitionerRole:practitioner", "MedicationRequest:status", "medication"] {
        let asked = format!("/fhir/Patient/asha/*?_include={wrong}");
        let text = world.get("asha", &asked).await.outcome(400);
        assert!(
            text.contains("_include") && text.contains("MedicationDispense:medication"),
            "{asked}: {text}"
        );
    }
}

#[tokio::test]
async fn a_moved_resource_is_found_where_it_is_now() {
    let world = World::new();
    world.keep(&[weight("a1", "Patient/leon", "2024-05-01")]);
    check(&world, "asha", "Observation", &["a3", "a2"]).await;
    check(&world, "leon", "Observation?date=2024-05", &["a1"]).await;
    assert_eq!(world.get("asha", "/fhir/Observation/a1/_history/1").await.status, 404);
    let history = world.get("leon", "/fhir/Observation/a1/_history").await;
    assert_eq!(history.json()["total"], 1, "the version that was Asha's is not Leon's: {}", history.body);
}

#[tokio::test]
async fn a_whole_record_is_given_page_by_page() {
    let world = World::new();
    let (mut seen, mut total) = (Vec::new(), 0);
    let mut link = Some("/fhir/Patient/asha/*?_count=2".to_owned());
    while let Some(path) = link {
        let got = world.get("asha", &path).await;
        assert_eq!(got.status, 200, "{path}: {}", got.body);
        let bundle = got.json();
        total = bundle["total"].as_u64().unwrap();
        seen.extend(got.ids());
        let links = bundle["link"].as_array().unwrap().clone();
        let next =
            links.iter().find(|l| l["relation"] == "next").map(|l| l["url"].as_str().unwrap().to_owned());
        link = next.map(|url| url.strip_prefix("http://localhost:8080").unwrap().to_owned());
    }
    assert_eq!(seen.len() as u64, total);
    assert!(["a1", "a2", "a3"].iter().all(|id| seen.iter().filter(|s| s == id).count() == 1), "{seen:?}");
}
