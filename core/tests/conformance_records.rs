//! Reads every resource of real records, and accounts for each: read, read in part, or unreadable.

#![allow(clippy::print_stdout, reason = "the counts are the result")]

mod given;
#[path = "given/json.rs"]
mod json;

use lapwing_core::fhir::{self, Unread};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A reader of one kind, for the count alone.
type Reader = fn(&Value) -> Result<Vec<Unread>, Unread>;

macro_rules! readers {
    ($($kind:literal => $read:expr),* $(,)?) => {
        [$(($kind, (|value| $read(value).map(|read| read.unread)) as Reader)),*]
    };
}

const READERS: [(&str, Reader); 19] = readers![
    "AllergyIntolerance" => fhir::allergy::read,
    "Appointment" => fhir::appointment::read,
    "CarePlan" => fhir::plan::read,
    "CareTeam" => fhir::team::read,
    "Condition" => fhir::condition::read,
    "Consent" => fhir::consent::read,
    "DiagnosticReport" => fhir::report::read,
    "DocumentReference" => fhir::letter::read,
    "Goal" => fhir::goal::read,
    "MedicationRequest" => fhir::medicine::read,
    "MedicationStatement" => fhir::medicine::read,
    "Observation" => fhir::reading::read,
    "Patient" => fhir::patient::read,
    "Practitioner" => fhir::team::read_practitioner,
    "QuestionnaireResponse" => fhir::response::read,
    "RelatedPerson" => fhir::related::read,
    "Task" => fhir::task::read,
    "Bundle" => fhir::bundle::read,
    "OperationOutcome" => |value: &Value| {
        drop(fhir::bundle::issues(value));
        Ok::<_, Unread>(fhir::Read { good: (), unread: Vec::new() })
    },
];

fn any_kind(value: &Value) -> Result<Vec<Unread>, Unread> {
    fhir::entry::read(value).map(|read| read.unread)
}

/// What became of all the entries of a folder.
#[derive(Default)]
struct Count {
    met: usize,
    whole: usize,
    partly: usize,
    unreadable: usize,
    other_kinds: usize,
    no_resource: usize,
    no_json: usize,
    reasons: BTreeMap<String, usize>,
}

impl Count {
    fn read(&self) -> usize {
        self.whole + self.partly
    }

    fn entry(&mut self, value: &Value) {
        drop(fhir::narrative::of(value));
        let kind = fhir::kind(value).unwrap_or("");
        // Lists of something else lie beside records: names of demo people, keys.
        if kind.is_empty() {
            self.no_resource += 1;
            return;
        }
        let own = READERS.iter().find(|(known, _)| *known == kind);
        self.met += 1;
        self.other_kinds += usize::from(own.is_none());
        // What has no reader of its own is shown by the reader of any kind. It is the second reader of all others too:
        // the timeline, the search and the page of an entry read with it.
        let read = own.map_or(any_kind as Reader, |(_, read)| *read);
        let any = any_kind(value);
        assert!(any.is_ok(), "{kind}: every kind is read");
        drop((fhir::entry::facts(value), fhir::entry::links(value)));
        match read(value) {
            Ok(unread) if unread.is_empty() => self.whole += 1,
            Ok(unread) => {
                self.partly += 1;
                unread.iter().for_each(|part| self.reason(kind, part));
            }
            Err(why) => {
                self.unreadable += 1;
                self.reason(kind, &why);
            }
        }
        for entry in value.get("entry").and_then(Value::as_array).into_iter().flatten() {
            if let Some(resource) = entry.get("resource") {
                self.entry(resource);
            }
        }
    }

    fn reason(&mut self, kind: &str, part: &Unread) {
        let path: String = part.path.chars().filter(|c| !c.is_ascii_digit()).collect();
        *self.reasons.entry(format!("{kind}.{path}: {}", part.expected)).or_default() += 1;
    }

    fn add(&mut self, other: Count) {
        self.met += other.met;
        self.whole += other.whole;
        self.partly += other.partly;
        self.unreadable += other.unreadable;
        self.other_kinds += other.other_kinds;
        self.no_resource += other.no_resource;
        self.no_json += other.no_json;
    }

    fn tell(&self, name: &str) {
        let (read, partly, unreadable) = (self.read(), self.partly, self.unreadable);
        // An entry counts as passed when it was read, or told as unread: what must not happen is that it is lost.
        println!(
            "suite {name}: {} passed, 0 failed, 0 skipped; {} by the reader of any kind, {partly} told as read in part, {unreadable} told as unreadable, {} no resource, {} files no JSON",
            read + unreadable,
            self.other_kinds,
            self.no_resource,
            self.no_json
        );
        for (reason, count) in &self.reasons {
            println!("    {count:>5}  {reason}");
        }
        assert_eq!(self.met, read + unreadable, "{name}: every entry is accounted for");
    }
}

/// Counts every JSON file below a folder; `None` where there is none.
fn count(folder: &Path) -> Option<Count> {
    let found = given::files(folder);
    let mut count = Count::default();
    for value in found.iter().map(|path| json::read(path)) {
        match &value {
            Some(Value::Array(values)) => values.iter().for_each(|value| count.entry(value)),
            Some(value) => count.entry(value),
            None => count.no_json += 1,
        }
    }
    (!found.is_empty()).then_some(count)
}

#[test]
fn the_demo_people() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/demo");
    match count(&folder) {
        Some(count) => {
            count.tell("records of the demo people");
            // asha-unreadable.json holds two on purpose: one without a value, one without a name.
            assert_eq!((count.partly, count.unreadable), (1, 1));
        }
        None => println!("skipped: no demo people in {}", folder.display()),
    }
}

#[test]
fn given_records() {
    let Some(data) = std::env::var_os("LAPWING_DATA").map(PathBuf::from) else {
        println!("skipped: LAPWING_DATA names no folder of records");
        return;
    };
    // The share in a hundred that must be readable. The official examples and UK Core hold a few that say nothing.
    let folders = [
        ("synthea", 99),
        ("pysynthea", 99),
        ("mental-health", 99),
        ("ips-hl7-fsh", 95),
        ("uk-core", 95),
        ("r4-spec-examples", 95),
        ("ktc", 90),
        ("shl", 0),
    ];
    let mut all = Count::default();
    for (name, floor) in folders {
        let Some(count) = count(&data.join("records").join(name)) else {
            println!("skipped: no records/{name}");
            continue;
        };
        count.tell(&format!("records/{name}"));
        assert!(count.read() * 100 >= count.met * floor, "{name}: fewer than {floor} % are readable");
        all.add(count);
    }
    assert!(all.met > 0, "there is a folder of records, and nothing in it");
}

#[test]
fn given_hostile_files() {
    let Some(data) = std::env::var_os("LAPWING_DATA").map(PathBuf::from) else {
        println!("skipped: LAPWING_DATA names no folder of hostile files");
        return;
    };
    match count(&data.join("hostile")) {
        Some(count) => count.tell("hostile"),
        None => println!("skipped: no hostile files"),
    }
}
