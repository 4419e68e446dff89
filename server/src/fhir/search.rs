//! Search: judged first, then counted; the link to the next page is judged anew.

use axum::http::Uri;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    ask::Ask,
    bundle,
    outcome::Problem,
    parse::{self, Search},
    read::check_address,
    reply::Reply,
    values,
};
use crate::{
    access::{
        INFRASTRUCTURE, Types,
        planted::{self, Fault},
    },
    records::{Mark, Page, Query, Scope, Sort, Stored},
};

/// The parameter that a `next` link carries, and nothing else beside it.
const PAGE: &str = "_page";
/// A file is seen where the letter is that it belongs to: its own row does not tell.
const JUDGED_BY_OTHERS: &str = "Binary";

impl Ask<'_> {
    /// Searches one type; `asked` is the query string.
    ///
    /// # Errors
    /// `400` for what is not understood, `404` for a record that is not shared.
    pub fn search(&self, kind: &str, asked: &str) -> Result<Reply, Problem> {
        check_address(kind, None)?;
        let (asked, after) = resumed(asked)?;
        let search = parse::parse(kind, &pairs(&asked)?)?;
        let (scope, exact) = self.scope(kind, search.patients.as_deref())?;
        let Search { ids, filters, sort, count, includes, .. } = search;
        let query = Query { kinds: vec![kind.to_owned()], scope, exact, ids, filters, sort, count, after };
        self.found(&query, &includes, (&format!("{}/{kind}", self.base), &asked))
    }

    /// Searches several types of one record together (FHIR R4, http.html, search in a compartment); `_type` names them,
    /// else it is every type of a record.
    ///
    /// # Errors
    /// `400` for what is not understood, `404` for a record of which nothing is shared.
    pub fn search_record(&self, id: &str, asked: &str) -> Result<Reply, Problem> {
        check_address("Patient", Some(id))?;
        let patient = format!("Patient/{id}");
        let (asked, after) = resumed(asked)?;
        let mut given = pairs(&asked)?;
        let named = given.iter().position(|(name, _)| name == "_type").map(|at| given.remove(at).1);
        let mut kinds = parse::types(named.as_deref())?;
        // No parameter but those of every type, and what each type includes.
        let search = parse::parse(parse::RECORD, &given)?;
        // Somebody can be two carers of one person, each with a reach of their own: what either opens is asked for.
        let reach: Vec<Types> =
            self.judge.reach().into_iter().filter(|r| r.patient == patient).map(|r| r.types).collect();
        if reach.is_empty() {
            return Err(Problem::not_shared());
        }
        kinds.retain(|kind| reach.iter().any(|types| types.hold(kind)));
        if kinds.is_empty() {
            return Err(Problem::not_shared());
        }
        let Search { ids, filters, sort, count, includes, .. } = search;
        let own = self.asker.identity.patient.as_ref() == Some(&patient);
        let judged =
            own && kinds.iter().any(|kind| kind == JUDGED_BY_OTHERS) && self.holds_files(&patient)?;
        let exact = own && !judged;
        let scope = Scope::Patients(vec![patient]);
        let query = Query { kinds, scope, exact, ids, filters, sort, count, after };
        self.found(&query, &includes, (&format!("{}/Patient/{id}/*", self.base), &asked))
    }

    /// Whether a record holds files at all: where it holds none, what is one's own is counted by its rows.
    fn holds_files(&self, patient: &str) -> Result<bool, Problem> {
        let any = Query {
            kinds: vec![JUDGED_BY_OTHERS.to_owned()],
            scope: Scope::Patients(vec![patient.to_owned()]),
            exact: true,
            ids: None,
            filters: Vec::new(),
            sort: Sort { updated: true, descending: false },
            count: 0,
            after: None,
        };
        Ok(self.gateway.records.search(&any, &|_| true)?.total > 0)
    }

    /// One page of what a query finds, with the link to the next.
    fn found(
        &self,
        query: &Query,
        includes: &[&'static super::params::Param],
        (address, asked): (&str, &str),
    ) -> Result<Reply, Problem> {
        let at = self.gateway.clock.now();
        let mut page = self.gateway.records.search(query, &|r| self.may_find(r))?;
        if planted::is(Fault::TotalBeforeFilter) {
            page.total = self.gateway.records.search(query, &|_| true)?.total;
        }
        let included = self.included(includes, &page)?;
        if !self.asker.identity.related.is_empty() {
            for stored in page.found.iter().chain(&included) {
                self.shown(&stored.value()?);
            }
        }
        let mut links =
            vec![("self", if asked.is_empty() { address.to_owned() } else { format!("{address}?{asked}") })];
        if let Some(mark) = page.next {
            let token = URL_SAFE_NO_PAD.encode(format!("{mark}\n{asked}"));
            links.push(("next", format!("{address}?{PAGE}={token}")));
        }
        Ok(Reply::ok(bundle::searchset((self.base, at), &links, &page, &included)))
    }

    /// Whose records to search, and whether they are the asker's own.
    fn scope(&self, kind: &str, named: Option<&[String]>) -> Result<(Scope, bool), Problem> {
        if INFRASTRUCTURE.contains(&kind) {
            return Ok((Scope::Nobody, true));
        }
        let within = self.judge.reach().into_iter().filter(|reach| reach.types.hold(kind));
        let mut patients: Vec<String> = within.map(|reach| reach.patient).collect();
        if let Some(named) = named {
            patients.retain(|p| named.contains(p));
            if patients.is_empty() {
                return Err(Problem::not_shared());
            }
        }
        let own = self.asker.identity.patient.iter().eq(&patients) && kind != JUDGED_BY_OTHERS;
        Ok((Scope::Patients(patients), own))
    }

    /// What the page's resources refer to, each once, each judged.
    fn included(
        &self,
        includes: &[&'static super::params::Param],
        page: &Page,
    ) -> Result<Vec<Stored>, Problem> {
        let mut included: Vec<Stored> = Vec::new();
        if includes.is_empty() {
            return Ok(included);
        }
        for found in &page.found {
            let value = found.value()?;
            let own = includes.iter().filter(|param| param.kind == found.kind);
            for reference in own.flat_map(|param| values::exact(param, &value)) {
                let Some((kind, id)) = reference.split_once('/') else { continue };
                let known = |s: &Stored| s.kind == kind && s.id == id;
                if page.found.iter().chain(&included).any(known) {
                    continue;
                }
                let Some(stored) = self.gateway.records.read(kind, id)? else { continue };
                if planted::is(Fault::IncludeUnfiltered) || self.may_find(&stored.value()?) {
                    included.push(stored);
                }
            }
        }
        Ok(included)
    }
}

/// The search that a `next` link goes on with, or the one that was asked.
fn resumed(asked: &str) -> Result<(String, Option<Mark>), Problem> {
    let Some(token) = asked.strip_prefix(PAGE).and_then(|rest| rest.strip_prefix('=')) else {
        return Ok((asked.to_owned(), None));
    };
    let broken = || Problem::invalid("This link to the next page is broken. Search again.");
    let text =
        URL_SAFE_NO_PAD.decode(token).ok().and_then(|b| String::from_utf8(b).ok()).ok_or_else(broken)?;
    let (mark, asked) = text.split_once('\n').ok_or_else(broken)?;
    let mark = mark.parse().map_err(|()| broken())?;
    Ok((asked.to_owned(), Some(mark)))
}

fn pairs(asked: &str) -> Result<Vec<(String, String)>, Problem> {
    let unreadable = || Problem::invalid("The search can't be read.");
    let uri: Uri = format!("/?{asked}").parse().map_err(|_| unreadable())?;
    let pairs =
        axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&uri).map_err(|_| unreadable())?;
    Ok(pairs.0)
}
