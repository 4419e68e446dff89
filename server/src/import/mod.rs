//! `import`: loads FHIR files into the records. What is bad is listed with its place, the rest is loaded.

mod entries;
mod file;
mod report;

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde_json::Value;

use self::entries::{Entry, Found};
use crate::{
    fhir::{identified, identifier_of, params, steps, values},
    records::{
        Answer, Change, Condition, Document, Order, Origin, Outcome, Records, RecordsError, Write, Written,
    },
};

pub use report::{Report, Trouble};

/// Loads files, and every file of folders, one transaction a file; tells each on `progress`.
///
/// # Errors
/// When `progress` can't be written to.
pub fn import(
    records: &dyn Records,
    named: &[PathBuf],
    now: Timestamp,
    progress: &mut dyn io::Write,
) -> io::Result<Report> {
    let mut report = Report::default();
    let files: Vec<PathBuf> = named.iter().flat_map(|path| file::walk(path)).collect();
    for (index, path) in files.iter().enumerate() {
        write!(progress, "[{}/{}] {} ", index + 1, files.len(), path.display())?;
        progress.flush()?;
        let started = std::time::Instant::now();
        let before = report.entries();
        load(records, path, now, &mut report);
        let seconds = started.elapsed().as_secs_f64();
        writeln!(progress, "{} entries, {seconds:.1} s", report.entries() - before)?;
    }
    Ok(report)
}

fn load(records: &dyn Records, path: &Path, now: Timestamp, report: &mut Report) {
    report.files += 1;
    let text = match file::text_of(path) {
        Ok(Some(text)) => text,
        Ok(None) => return report.not_fhir.push((path.to_owned(), String::new())),
        Err(reason) => return report.bad(path, "", reason),
    };
    let (mut entries, mut places) = (Vec::new(), Vec::new());
    for found in entries::find(&text) {
        match found {
            Found::Entry(entry) => entries.push(entry),
            Found::NotFhir(place) => report.not_fhir.push((path.to_owned(), place)),
            Found::Bad(place, reason) => report.bad(path, &place, reason),
        }
    }
    let mut writes = Vec::new();
    for named in name_all(records, entries) {
        match named {
            Ok((place, document)) => {
                places.push(place);
                writes.push(Write { document, condition: Condition::KeepPresent, origin: Origin::Gateway });
            }
            Err((place, reason)) => report.bad(path, &place, reason),
        }
    }
    match steps::beside(records, &writes) {
        Ok(more) => writes.extend(more),
        Err(error) => report.bad(path, "", format!("its safety plans can't be shared by step: {error}")),
    }
    match write(records, &writes, now) {
        Ok(written) => places.iter().zip(written).for_each(|(place, one)| count(report, path, place, &one)),
        Err(error) => report.bad(path, "", format!("none of it was loaded: {error}")),
    }
}

fn write(records: &dyn Records, writes: &[Write], now: Timestamp) -> Result<Vec<Written>, RecordsError> {
    let answer = |_: &[Written]| Answer { status: 200, body: String::new(), etag: None, location: None };
    let order = Order { writes, ledger: None, now, check: &|_, _| Ok(()), answer: &answer };
    match records.write(&order)? {
        Outcome::Done(_, written) => Ok(written),
        Outcome::Replayed(_) => Ok(Vec::new()),
    }
}

fn count(report: &mut Report, path: &Path, place: &str, written: &Written) {
    let what = format!("{}/{}", written.stored.kind, written.stored.id);
    match written.change {
        Change::Created | Change::Updated => report.loaded += 1,
        Change::Same => report.present += 1,
        Change::Differs => report.differ(
            path,
            place,
            format!("{what} is here already and says something else; not overwritten"),
        ),
    }
}

type Place = String;

/// Gives each entry its id and makes good the references between entries of one bundle.
fn name_all(records: &dyn Records, entries: Vec<Entry>) -> Vec<Result<(Place, Document), (Place, String)>> {
    let mut targets: HashMap<(usize, String), String> = HashMap::new();
    let mut bearers: HashMap<(String, String, String), Vec<String>> = HashMap::new();
    for entry in &entries {
        let target = format!("{}/{}", entry.draft.kind, entry.id);
        for (system, code) in identifiers(&entry.draft.kind, &entry.value) {
            bearers.entry((entry.draft.kind.clone(), system, code)).or_default().push(target.clone());
        }
        if let Some(url) = &entry.full_url {
            targets.entry((entry.bundle, url.clone())).or_insert(target);
        }
    }
    let name = |entry: Entry| {
        let mut swap = |reference: &str| {
            let in_bundle = targets.get(&(entry.bundle, reference.to_owned())).cloned();
            in_bundle.or_else(|| conditional(records, &bearers, reference))
        };
        entry
            .draft
            .named(&entry.id, &mut swap)
            .map(|d| (entry.place.clone(), d))
            .map_err(|e| (entry.place.clone(), e.to_string()))
    };
    entries.into_iter().map(name).collect()
}

fn identifiers(kind: &str, resource: &Value) -> Vec<(String, String)> {
    params::find(kind, "identifier").map(|param| values::tokens(param, resource)).unwrap_or_default()
}

/// What a conditional reference points to, in the file or in the records; it stays as it is where that is not one.
fn conditional(
    records: &dyn Records,
    bearers: &HashMap<(String, String, String), Vec<String>>,
    reference: &str,
) -> Option<String> {
    let (param, test) = identifier_of(reference)?;
    if let params::Test::Token(Some(system), Some(code)) = &test
        && let Some([one]) =
            bearers.get(&(param.kind.to_owned(), system.clone(), code.clone())).map(Vec::as_slice)
    {
        return Some(one.clone());
    }
    match identified(records, param, test, &|_| true).ok()?.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
