//! `import`, over our own small files and, where `LAPWING_DATA` is set, over all records there.

#![cfg(test)]

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::Instant,
};

use flate2::{Compression, write::GzEncoder};
use jiff::Timestamp;
use lapwing_server::{
    import::{Report, import},
    records::{Records, embedded::Embedded},
};
use serde_json::{Value, json};
use tempfile::TempDir;

struct World {
    folder: TempDir,
    records: Embedded,
}

impl World {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        let records = Embedded::open(&folder.path().join("records.db")).unwrap();
        Self { folder, records }
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join("in").join(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn import(&self, files: &[PathBuf]) -> Report {
        import(&self.records, files, Timestamp::now(), &mut std::io::sink()).unwrap()
    }

    fn read(&self, kind: &str, id: &str) -> Option<Value> {
        self.records.read(kind, id).unwrap().map(|s| s.value().unwrap())
    }
}

/// (loaded, already here, different, bad, not FHIR) and the exit status.
fn check(report: &Report, counts: (usize, usize, usize, usize, usize), exit: u8) {
    let Report { loaded, present, differing, bad, not_fhir, .. } = report;
    assert_eq!((*loaded, *present, differing.len(), bad.len(), not_fhir.len()), counts, "{report}");
    assert_eq!(report.exit_code(), exit, "{report}");
}

fn synthea() -> Value {
    let entry = |urn: &str, resource: Value| {
        let kind = resource["resourceType"].clone();
        json!({"fullUrl": format!("urn:uuid:{urn}"), "resource": resource, "request": {"method": "POST", "url": kind}})
    };
    json!({"resourceType": "Bundle", "type": "transaction", "entry": [
        entry("p1", json!({"resourceType": "Patient", "id": "p1", "name": [{"given": ["Ada"], "family": "Moss"}]})),
        entry("d1", json!({"resourceType": "Practitioner", "id": "d1", "identifier": [{"system": "https://npi", "value": "1"}]})),
        entry("e1", json!({"resourceType": "Encounter", "subject": {"reference": "urn:uuid:p1"},
            "participant": [{"individual": {"reference": "Practitioner?identifier=https://npi|1"}}],
            "hospitalization": {"origin": {"reference": "Location?identifier=https://npi|2"}}})),
    ]})
}

#[test]
fn a_transaction_is_loaded_with_its_references() {
    let world = World::new();
    let file = world.file("a.json", synthea().to_string());
    check(&world.import(std::slice::from_ref(&file)), (3, 0, 0, 0, 0), 0);
    let encounter = world.read("Encounter", "e1").unwrap();
    assert_eq!(encounter["subject"]["reference"], "Patient/p1");
    assert_eq!(encounter["participant"][0]["individual"]["reference"], "Practitioner/d1");
    assert_eq!(encounter["hospitalization"]["origin"]["reference"], "Location?identifier=https://npi|2");
    check(&world.import(&[file]), (0, 3, 0, 0, 0), 0);
    assert_eq!(world.records.patients().unwrap()[0].name, "Ada Moss");
    assert_eq!(world.records.of_patient("Encounter", "Patient/p1").unwrap().len(), 1);
}

#[test]
fn every_shape_of_file() {
    let world = World::new();
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(synthea().to_string().as_bytes()).unwrap();
    let goal = |id: &str| json!({"resourceType": "Goal", "id": id});
    let full =
        |id: &str| json!({"fullUrl": format!("https://x/Goal/{id}"), "resource": {"resourceType": "Goal"}});
    let nested = json!({"resourceType": "Bundle", "type": "searchset", "entry": [full("n1")]});
    for (name, content, counts) in [
        ("a.json.gz", packed.finish().unwrap(), (3, 0, 0, 0, 0)),
        ("b.json", goal("1").to_string().into_bytes(), (1, 0, 0, 0, 0)),
        ("c.json", json!([goal("2"), goal("3"), {"a": 1}]).to_string().into_bytes(), (2, 0, 0, 0, 1)),
        (
            "d.json",
            json!({"resourceType": "Bundle", "type": "document", "entry": [full("4"), full("5")]})
                .to_string()
                .into_bytes(),
            (2, 0, 0, 0, 0),
        ),
        (
            "e.json",
            json!({"resourceType": "Bundle", "type": "batch", "entry": [{"resource": nested}]})
                .to_string()
                .into_bytes(),
            (1, 0, 0, 0, 0),
        ),
        ("f.json", format!("\u{feff} {}", goal("6")).into_bytes(), (1, 0, 0, 0, 0)),
        ("g.txt", b"eyJhbGciOi".to_vec(), (0, 0, 0, 0, 1)),
        ("h.bin", vec![0xff, 0xfe, 0x00], (0, 0, 0, 0, 1)),
        ("i.json", b"{\"url\": \"https://x\"}".to_vec(), (0, 0, 0, 0, 1)),
        ("j.json", b"{\"resourceType\": \"Goal\",".to_vec(), (0, 0, 0, 1, 0)),
        ("k.xml", b"<Patient xmlns=\"http://hl7.org/fhir\"/>".to_vec(), (0, 0, 0, 1, 0)),
        ("l.json", json!({"resourceType": "Bundle", "entry": 7}).to_string().into_bytes(), (0, 0, 0, 1, 0)),
        ("m.gz", vec![0x1f, 0x8b, 0x00], (0, 0, 0, 1, 0)),
        ("n.json", b"".to_vec(), (0, 0, 0, 0, 1)),
    ] {
        let file = world.file(name, content);
        let report = world.import(std::slice::from_ref(&file));
        println!("{name}");
        let something = counts.0 > 0;
        check(&report, counts, if something { 0 } else { 2 });
    }
    for id in ["1", "2", "3", "4", "5", "6", "n1"] {
        assert!(world.read("Goal", id).is_some(), "{id}");
    }
    check(&world.import(&[world.folder.path().join("missing.json")]), (0, 0, 0, 1, 0), 2);
}

#[test]
fn bad_entries_are_listed_and_the_rest_is_loaded() {
    let world = World::new();
    let bundle = json!({"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Goal", "id": "ok"}},
        {"resource": {"resourceType": "Nope", "id": "x"}},
        {"resource": {"resourceType": "Goal", "id": "no good"}},
        {"resource": {"resourceType": "Goal", "id": "m", "meta": 1}},
        {"request": {"method": "DELETE", "url": "Goal/1"}},
        {"resource": {"no": "type"}},
        7,
    ]});
    let file = world.file("bad.json", bundle.to_string());
    let report = world.import(std::slice::from_ref(&file));
    check(&report, (1, 0, 0, 5, 1), 1);
    let listed = report.to_string();
    let place = |n: usize| format!("{} entry[{n}]: ", file.display());
    for (n, reason) in
        [(1, "resourceType"), (2, "an id is"), (3, "meta"), (4, "no resource"), (6, "no object")]
    {
        let line = listed.lines().find(|l| l.contains(&place(n))).unwrap_or_else(|| panic!("{n}: {listed}"));
        assert!(line.starts_with("bad: ") && line.contains(reason), "{line}");
    }
}

#[test]
fn other_content_is_reported_and_not_overwritten() {
    let world = World::new();
    let goal = |note: &str| json!({"resourceType": "Goal", "id": "g", "meta": {"lastUpdated": "2020-01-01T00:00:00Z"}, "note": note});
    let one = world.file("1.json", goal("one").to_string());
    let two = world.file("2.json", goal("two").to_string());
    let mut again = goal("one");
    again["meta"] = json!({"versionId": "9"});
    let same = world.file("3.json", serde_json::to_string_pretty(&again).unwrap());
    let report = world.import(&[one, two, same]);
    check(&report, (1, 1, 1, 0, 0), 1);
    assert!(report.to_string().contains("Goal/g is here already and says something else; not overwritten"));
    assert_eq!(world.read("Goal", "g").unwrap()["note"], "one");
}

#[test]
fn a_missing_id_is_made_and_found_again() {
    let world = World::new();
    let file = world.file("x.json", json!({"resourceType": "Goal", "note": "no id"}).to_string());
    check(&world.import(std::slice::from_ref(&file)), (1, 0, 0, 0, 0), 0);
    check(&world.import(&[file]), (0, 1, 0, 0, 0), 0);
}

#[test]
fn progress_is_told() {
    let world = World::new();
    let file = world.file("x.json", synthea().to_string());
    let mut told = Vec::new();
    import(&world.records, &[file], Timestamp::now(), &mut told).unwrap();
    let told = String::from_utf8(told).unwrap();
    assert!(told.starts_with("[1/1] ") && told.contains("x.json 3 entries"), "{told}");
}

#[cfg(unix)]
#[test]
fn the_files_are_their_owners_only() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    world.import(&[world.file("x.json", synthea().to_string())]);
    for name in ["records.db", "records.db-wal", "records.db-shm"] {
        let mode = fs::metadata(world.folder.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn the_repositorys_own_files_load_whole() {
    let folders = ["demo", "../public/questionnaires"].map(|f| Path::new(env!("CARGO_MANIFEST_DIR")).join(f));
    let report = World::new().import(&folders);
    assert!(report.loaded > 0 && report.bad.is_empty() && report.differing.is_empty(), "{report}");
}

#[test]
fn every_record_elsewhere_is_accounted_for() {
    let Some(data) = std::env::var_os("LAPWING_DATA") else {
        println!("skipped: records of others need LAPWING_DATA");
        return;
    };
    let (world, records) = (World::new(), Path::new(&data).join("records"));
    let owen = records.join("pysynthea/Owen_Graham_f70b9893.json.gz");
    let started = Instant::now();
    check(&world.import(&[owen]), (6275, 0, 0, 0, 0), 0);
    println!("6,275 entries in {:.1} s", started.elapsed().as_secs_f64());
    let report = world.import(&[records]);
    println!("{report}");
    let refused = |t: &&lapwing_server::import::Trouble| !t.reason.starts_with("has no resource");
    let refused: Vec<String> = report.bad.iter().filter(refused).map(ToString::to_string).collect();
    assert!(refused.is_empty(), "{refused:#?}");
    assert!(report.present >= 6275 && report.loaded > 6_000, "{report}");
}
