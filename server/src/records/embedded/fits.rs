//! What a search asks, as SQL conditions over the index rows.

use rusqlite::{Connection, ToSql};

use super::index;
use crate::{
    fhir::params::{Compare, Test, Type},
    records::{Filter, Query, RecordsError, Scope},
};

/// A value that a condition is bound to.
pub type Bound = Box<dyn ToSql>;

/// Conditions on `member m`, with what they are bound to.
pub struct Where {
    /// The conditions.
    pub sql: String,
    /// Their values, in order.
    pub bound: Vec<Bound>,
}

impl Where {
    fn and(&mut self, sql: &str, bound: impl IntoIterator<Item = Bound>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.bound.extend(bound);
    }
}

/// Nothing where nobody of the scope has anything here.
pub fn conditions(db: &Connection, query: &Query, newest: i64) -> Result<Option<Where>, RecordsError> {
    let numbers = numbers(db, &query.scope)?;
    if numbers.is_empty() {
        return Ok(None);
    }
    let list = numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let one_of = if numbers.len() == 1 { format!("= {list}") } else { format!("IN ({list})") };
    let kinds = if query.kinds.len() == 1 {
        "= ?".to_owned()
    } else {
        format!("IN ({})", vec!["?"; query.kinds.len()].join(","))
    };
    let mut fits =
        Where { sql: format!("m.subject {one_of} AND m.kind {kinds} AND m.row <= ?"), bound: Vec::new() };
    fits.bound.extend(query.kinds.iter().map(|kind| Box::new(kind.clone()) as Bound));
    fits.bound.push(Box::new(newest));
    if query.exact {
        fits.sql.push_str(" AND m.open = 1");
    }
    if let Some(ids) = &query.ids {
        let marks = vec!["?"; ids.len()].join(",");
        fits.and(&format!("r.id IN ({marks})"), ids.iter().map(|id| Box::new(id.clone()) as Bound));
    }
    for filter in &query.filters {
        add_filter(&mut fits, filter, &one_of);
    }
    Ok(Some(fits))
}

/// A query that counts what fits. Where one filter is all that is asked, its own index rows are counted alone.
pub fn count(db: &Connection, query: &Query, fits: Where, newest: i64) -> Result<Where, RecordsError> {
    if let [filter] = query.filters.as_slice()
        && query.ids.is_none()
        && query.exact
        && !is_on_resource(filter)
        && let [number] = numbers(db, &query.scope)?.as_slice()
    {
        let (rows, mut bound) = rows_of(filter, &format!("= {number}"));
        bound.push(Box::new(newest));
        let sql = format!("SELECT count(DISTINCT t.row) FROM {rows} AND t.open = 1 AND t.row <= ?");
        return Ok(Where { sql, bound });
    }
    let by_resource = query.ids.is_some() || query.filters.iter().any(is_on_resource);
    let tables = if by_resource { "member m JOIN resource r ON r.row = m.row" } else { "member m" };
    Ok(Where { sql: format!("SELECT count(*) FROM {tables} WHERE {}", fits.sql), bound: fits.bound })
}

fn numbers(db: &Connection, scope: &Scope) -> rusqlite::Result<Vec<i64>> {
    match scope {
        Scope::Nobody => Ok(vec![index::NOBODY]),
        Scope::Patients(patients) => {
            let found =
                patients.iter().map(|p| index::number_of(db, p)).collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(found.into_iter().flatten().collect())
        }
    }
}

/// `_lastUpdated` is the one parameter that has no index rows.
fn is_on_resource(filter: &Filter) -> bool {
    filter.param.kind == "Resource"
}

fn add_filter(fits: &mut Where, filter: &Filter, one_of: &str) {
    if is_on_resource(filter) {
        let (any, bound) = any_of(filter, "r.updated", "r.updated + 1");
        return fits.and(&any, bound);
    }
    let (rows, bound) = rows_of(filter, one_of);
    fits.and(&format!("m.row IN (SELECT t.row FROM {rows})"), bound);
}

/// The index rows `t` that a filter fits: table and conditions.
fn rows_of(filter: &Filter, one_of: &str) -> (String, Vec<Bound>) {
    let table = if filter.param.ty == Type::Date { "span" } else { "token" };
    let (any, values) = any_of(filter, "t.start", "t.stop");
    let mut bound: Vec<Bound> = vec![Box::new(filter.param.key())];
    bound.extend(values);
    (format!("{table} t WHERE t.subject {one_of} AND t.param = ? AND {any}"), bound)
}

fn any_of(filter: &Filter, start: &str, stop: &str) -> (String, Vec<Bound>) {
    let mut bound = Vec::new();
    let test = |test: &Test| match test {
        Test::Token(system, code) => token(system.as_ref(), code.as_ref(), &mut bound),
        Test::Exact(text) => token(None, Some(text), &mut bound),
        Test::Date(compare, from, to) => date(*compare, start, stop, *from, *to),
    };
    let tests: Vec<String> = filter.any.iter().map(test).collect();
    (format!("({})", tests.join(" OR ")), bound)
}

fn token(system: Option<&String>, code: Option<&String>, bound: &mut Vec<Bound>) -> String {
    let mut parts = Vec::new();
    for (column, value) in [("t.code = ?", code), ("t.system = ?", system)] {
        if let Some(value) = value {
            parts.push(column);
            bound.push(Box::new(value.clone()));
        }
    }
    format!("({})", if parts.is_empty() { "0".to_owned() } else { parts.join(" AND ") })
}

fn date(compare: Compare, start: &str, stop: &str, from: i64, to: i64) -> String {
    match compare {
        Compare::Eq => format!("({start} >= {from} AND {stop} <= {to})"),
        Compare::Ne => format!("({start} < {from} OR {stop} > {to})"),
        Compare::Gt => format!("({stop} > {to})"),
        Compare::Lt => format!("({start} < {from})"),
        Compare::Ge => format!("({start} >= {from} OR {stop} > {to})"),
        Compare::Le => format!("({stop} <= {to} OR {start} < {from})"),
        Compare::Sa => format!("({start} >= {to})"),
        Compare::Eb => format!("({stop} <= {from})"),
    }
}
