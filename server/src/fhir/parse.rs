//! A search as it is asked: strict, so that a filter that is not understood never shows more than was meant.

use super::{
    dates,
    outcome::Problem,
    params::{self, Compare, LAST_UPDATED, Param, Test, Type},
};
use crate::{
    access::PATHS,
    records::{Filter, Sort},
};

/// How many a page, when nothing is said and at most.
const COUNT: (usize, usize) = (50, 500);

/// A search that was understood.
#[derive(Debug)]
pub struct Search {
    /// Whose record (`Patient/x`), if named.
    pub patients: Option<Vec<String>>,
    /// The ids to choose from.
    pub ids: Option<Vec<String>>,
    /// All of these hold.
    pub filters: Vec<Filter>,
    /// The order.
    pub sort: Sort,
    /// How many a page.
    pub count: usize,
    /// What to include.
    pub includes: Vec<&'static Param>,
}

/// The parameters that name the patient of a type.
#[must_use]
pub fn patient_params(kind: &str) -> &'static [&'static str] {
    match PATHS.iter().find(|(k, _)| *k == kind).map(|(_, path)| *path) {
        Some("subject" | "for") => &["patient", "subject"],
        Some("patient" | "beneficiary" | "participant.actor" | "entity.what") => &["patient"],
        _ => &[],
    }
}

/// Stands for all types of a record, in a search of several and in what is said of it.
pub const RECORD: &str = "The record";

/// How many values and parameters one search takes: more would be more than SQLite takes.
const MOST: usize = 100;

/// The types that `_type` names, each a type of a person's record; all of them where nothing is named.
///
/// # Errors
/// `400` for what is not a type of a record.
pub fn types(named: Option<&str>) -> Result<Vec<String>, Problem> {
    // Who the person is stands in their compartment too (FHIR R4, CompartmentDefinition patient).
    let known = |kind: &str| kind == "Patient" || PATHS.iter().any(|(known, _)| *known == kind);
    match named {
        // Who looked is told where it is asked for by name: it is nothing that the team wrote.
        None => {
            let kinds = PATHS.iter().map(|(kind, _)| *kind).filter(|kind| *kind != "AuditEvent");
            Ok(kinds.map(str::to_owned).collect())
        }
        Some(list) if list.split(',').all(known) => Ok(list.split(',').map(str::to_owned).collect()),
        Some(_) => Err(wrong("_type", "types of a person's record")),
    }
}

/// Understands the parameters of a search of one type.
///
/// # Errors
/// `400` naming the parameter.
pub fn parse(kind: &str, given: &[(String, String)]) -> Result<Search, Problem> {
    let newest_first = Sort { updated: false, descending: true };
    let mut search = Search {
        patients: None,
        ids: None,
        filters: Vec::new(),
        sort: newest_first,
        count: COUNT.0,
        includes: Vec::new(),
    };
    let mut seen: Vec<&str> = Vec::new();
    if given.len() > MOST || given.iter().any(|(_, value)| value.matches(',').count() >= MOST) {
        return Err(Problem::invalid(format!(
            "A search takes at most {MOST} parameters, with at most {MOST} values each."
        )));
    }
    for (name, value) in given {
        if name.starts_with('_') && name != "_include" && name != "_lastUpdated" {
            if seen.contains(&name.as_str()) {
                return Err(Problem::invalid(format!("The search parameter {name} is there twice.")));
            }
            seen.push(name);
        }
        if value.is_empty() {
            return Err(Problem::invalid(format!("The search parameter {} has no value.", printable(name))));
        }
        search.take(kind, name, value)?;
    }
    Ok(search)
}

impl Search {
    fn take(&mut self, kind: &str, name: &str, value: &str) -> Result<(), Problem> {
        match name {
            "_id" => self.ids = Some(value.split(',').map(str::to_owned).collect()),
            "_count" => {
                let count: usize = value.parse().map_err(|_| wrong(name, "a number"))?;
                self.count = count.min(COUNT.1);
            }
            "_sort" => self.sort = sort(kind, value)?,
            "_include" => self.includes.push(include(kind, value)?),
            "_format" if ["json", "application/json", "application/fhir+json"].contains(&value) => {}
            "_lastUpdated" => self.filters.push(filter(&LAST_UPDATED, value)?),
            _ if patient_params(kind).contains(&name) => {
                let named = value.split(',').map(|v| patient(name, v)).collect::<Result<Vec<_>, _>>()?;
                let both = |p: &String| self.patients.as_ref().is_none_or(|before| before.contains(p));
                self.patients = Some(named.into_iter().filter(both).collect());
            }
            _ => {
                let param = params::find(kind, name).ok_or_else(|| unknown(kind, name))?;
                self.filters.push(filter(param, value)?);
            }
        }
        Ok(())
    }
}

/// Only names go into an error text; a name that was made up to carry something else is cut.
fn printable(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || "_-:.".contains(*c)).take(40).collect()
}

fn unknown(kind: &str, name: &str) -> Problem {
    Problem::unsupported(format!("{kind} has no search parameter {} here.", printable(name)))
}

fn wrong(name: &str, expected: &str) -> Problem {
    Problem::invalid(format!("The search parameter {name} needs {expected}."))
}

fn sort(kind: &str, value: &str) -> Result<Sort, Problem> {
    let (descending, by) = value.strip_prefix('-').map_or((false, value), |by| (true, by));
    let own = params::date_of(kind).map(|p| p.name);
    match by {
        "_lastUpdated" => Ok(Sort { updated: true, descending }),
        _ if Some(by) == own => Ok(Sort { updated: false, descending }),
        _ => Err(Problem::unsupported(format!(
            "{kind} can be sorted by _lastUpdated{} here.",
            own.map_or(String::new(), |o| format!(" or {o}"))
        ))),
    }
}

fn include(kind: &str, value: &str) -> Result<&'static Param, Problem> {
    let of = |k: &str| k == kind || kind == RECORD && PATHS.iter().any(|(known, _)| *known == k);
    let named = value.split_once(':').filter(|(k, _)| of(k)).and_then(|(k, name)| params::find(k, name));
    named.filter(|p| p.ty == Type::Reference).ok_or_else(|| {
        let offered = params::PARAMS.iter().filter(|p| of(p.kind) && p.ty == Type::Reference);
        let offered: Vec<String> = offered.map(|p| format!("{}:{}", p.kind, p.name)).collect();
        Problem::unsupported(format!("{kind} offers these for _include: {}.", offered.join(", ")))
    })
}

fn patient(name: &str, value: &str) -> Result<String, Problem> {
    let id = value.strip_prefix("Patient/").unwrap_or(value);
    if crate::records::is_id(id) { Ok(format!("Patient/{id}")) } else { Err(wrong(name, "Patient/id")) }
}

fn filter(param: &'static Param, value: &str) -> Result<Filter, Problem> {
    let any = alternatives(value).iter().map(|v| test(param, v)).collect::<Result<Vec<_>, _>>()?;
    Ok(Filter { param, any })
}

/// Splits at commas that no backslash escapes (FHIR R4, search, escaping).
fn alternatives(value: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            ',' => found.push(String::new()),
            '\\' => found.last_mut().into_iter().for_each(|last| last.extend(chars.next())),
            _ => found.last_mut().into_iter().for_each(|last| last.push(c)),
        }
    }
    found
}

fn test(param: &Param, value: &str) -> Result<Test, Problem> {
    if value.is_empty() {
        return Err(wrong(param.name, "a value between its commas"));
    }
    match param.ty {
        Type::Token => Ok(match value.split_once('|') {
            None => Test::Token(None, Some(value.to_owned())),
            Some((system, "")) => Test::Token(Some(system.to_owned()), None),
            Some((system, code)) => Test::Token(Some(system.to_owned()), Some(code.to_owned())),
        }),
        Type::Reference if !value.contains('/') => Err(wrong(param.name, "a reference, Type/id")),
        Type::Reference | Type::Uri => Ok(Test::Exact(value.to_owned())),
        Type::Date => date(param.name, value),
    }
}

fn date(name: &str, value: &str) -> Result<Test, Problem> {
    let prefixes = [
        ("eq", Compare::Eq),
        ("ne", Compare::Ne),
        ("gt", Compare::Gt),
        ("lt", Compare::Lt),
        ("ge", Compare::Ge),
        ("le", Compare::Le),
        ("sa", Compare::Sa),
        ("eb", Compare::Eb),
    ];
    let prefix = prefixes.iter().find_map(|(p, compare)| Some((*compare, value.strip_prefix(p)?)));
    let (compare, text) = prefix.unwrap_or((Compare::Eq, value));
    let (from, to) = dates::span_of(text).ok_or_else(|| wrong(name, "a date, such as ge2026-11-22"))?;
    Ok(Test::Date(compare, from, to))
}
