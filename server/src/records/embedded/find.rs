//! A search as SQL over the index rows.

use rusqlite::{Connection, Row, ToSql, params_from_iter};
use serde_json::Value;

use super::{index, rows};
use crate::{
    fhir::params::{Compare, Test, Type},
    records::{Filter, Mark, Page, Query, RecordsError, Scope, Stored},
};

type Bound = Box<dyn ToSql>;

/// Conditions on `member m`, with what they are bound to.
struct Where {
    sql: String,
    bound: Vec<Bound>,
}

impl Where {
    fn and(&mut self, sql: &str, bound: impl IntoIterator<Item = Bound>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.bound.extend(bound);
    }
}

/// One page of what fits and passes `sees`.
pub fn find(db: &Connection, query: &Query, sees: &dyn Fn(&Value) -> bool) -> Result<Page, RecordsError> {
    let newest = match &query.after {
        Some(mark) => mark.newest,
        None => db.prepare_cached("SELECT coalesce(max(row), 0) FROM resource")?.query_row([], |r| r.get(0))?,
    };
    let Some(fits) = conditions(db, query, newest)? else { return Ok(Page::default()) };
    if query.exact {
        if let Some(page) = counted_by_index(db, query, &fits, newest, sees)? {
            return Ok(page);
        }
    }
    counted_by_judging(db, query, &fits, newest, sees)
}

/// SQLite counts what is open to its subject. A row that is refused all the same makes this no answer.
fn counted_by_index(
    db: &Connection,
    query: &Query,
    fits: &Where,
    newest: i64,
    sees: &dyn Fn(&Value) -> bool,
) -> Result<Option<Page>, RecordsError> {
    let count = format!("SELECT count(*) FROM {} WHERE {}", tables(query), fits.sql);
    let total: i64 = db.prepare_cached(&count)?.query_row(params_from_iter(&fits.bound), |r| r.get(0))?;
    let mut page = Page { total: u64::try_from(total).unwrap_or(0), ..Page::default() };
    let mut last = None;
    walk(db, query, fits, true, |mark, stored| {
        if page.found.len() == query.count {
            page.next = last;
            return Ok(false);
        }
        if !sees(&stored.value()?) {
            page.total = u64::MAX;
            return Ok(false);
        }
        last = Some(Mark { newest, ..mark });
        page.found.push(stored);
        Ok(true)
    })?;
    Ok((page.total != u64::MAX).then_some(page))
}

/// Each row is judged, then counted; the page is cut out of what is left.
fn counted_by_judging(
    db: &Connection,
    query: &Query,
    fits: &Where,
    newest: i64,
    sees: &dyn Fn(&Value) -> bool,
) -> Result<Page, RecordsError> {
    let mut page = Page::default();
    let mut last = None;
    walk(db, query, fits, false, |mark, stored| {
        if !sees(&stored.value()?) {
            return Ok(true);
        }
        page.total += 1;
        if query.after.is_some_and(|after| !comes_after(query, &mark, &after)) {
            return Ok(true);
        }
        if page.found.len() < query.count {
            last = Some(Mark { newest, ..mark });
            page.found.push(stored);
        } else {
            page.next = last;
        }
        Ok(true)
    })?;
    Ok(page)
}

fn comes_after(query: &Query, row: &Mark, after: &Mark) -> bool {
    let (row, after) = ((row.key, row.row), (after.key, after.row));
    if query.sort.descending { row < after } else { row > after }
}

/// Walks the rows in order, from the mark on where `page` says so, until `take` says enough.
fn walk(
    db: &Connection,
    query: &Query,
    fits: &Where,
    page: bool,
    mut take: impl FnMut(Mark, Stored) -> Result<bool, RecordsError>,
) -> Result<(), RecordsError> {
    let key = if query.sort.updated { "r.updated" } else { "m.key" };
    let (order, beyond) = if query.sort.descending { ("DESC", "<") } else { ("ASC", ">") };
    let mut sql = format!(
        "SELECT {}, {key}, m.row FROM member m JOIN resource r ON r.row = m.row WHERE {}",
        rows::COLUMNS,
        fits.sql
    );
    let mut bound: Vec<&dyn ToSql> = fits.bound.iter().map(AsRef::as_ref).collect();
    if let Some(after) = query.after.as_ref().filter(|_| page) {
        sql.push_str(&format!(" AND ({key}, m.row) {beyond} (?, ?)"));
        bound.extend([&after.key as &dyn ToSql, &after.row]);
    }
    sql.push_str(&format!(" ORDER BY {key} {order}, m.row {order}"));
    if page {
        sql.push_str(&format!(" LIMIT {}", query.count.saturating_add(1)));
    }
    let mut statement = db.prepare_cached(&sql)?;
    let mut found = statement.query(params_from_iter(bound))?;
    while let Some(row) = found.next()? {
        if !take(mark(row)?, rows::stored(row)?)? {
            break;
        }
    }
    Ok(())
}

fn mark(row: &Row<'_>) -> rusqlite::Result<Mark> {
    Ok(Mark { key: row.get(5)?, row: row.get(6)?, newest: 0 })
}

fn tables(query: &Query) -> &'static str {
    let by_resource = query.ids.is_some() || query.filters.iter().any(|f| f.param.kind == "Resource");
    if by_resource { "member m JOIN resource r ON r.row = m.row" } else { "member m" }
}

/// Nothing where nobody of the scope has anything here.
fn conditions(db: &Connection, query: &Query, newest: i64) -> Result<Option<Where>, RecordsError> {
    let numbers = numbers(db, &query.scope)?;
    if numbers.is_empty() {
        return Ok(None);
    }
    let list = numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let one_of = if numbers.len() == 1 { format!("= {list}") } else { format!("IN ({list})") };
    let mut fits = Where { sql: format!("m.subject {one_of} AND m.kind = ? AND m.row <= ?"), bound: Vec::new() };
    fits.bound.extend([Box::new(query.kind.clone()) as Bound, Box::new(newest)]);
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

fn numbers(db: &Connection, scope: &Scope) -> rusqlite::Result<Vec<i64>> {
    match scope {
        Scope::Nobody => Ok(vec![index::NOBODY]),
        Scope::Patients(patients) => {
            let found = patients.iter().map(|p| index::number_of(db, p)).collect::<rusqlite::Result<Vec<_>>>()?;
            Ok(found.into_iter().flatten().collect())
        }
    }
}

fn add_filter(fits: &mut Where, filter: &Filter, one_of: &str) {
    let (mut tests, mut bound): (Vec<String>, Vec<Bound>) = (Vec::new(), Vec::new());
    let on_resource = filter.param.kind == "Resource";
    if !on_resource {
        bound.push(Box::new(filter.param.key()));
    }
    for test in &filter.any {
        match test {
            Test::Token(system, code) => tests.push(token(system.as_ref(), code.as_ref(), &mut bound)),
            Test::Exact(text) => tests.push(token(None, Some(text), &mut bound)),
            Test::Date(compare, from, to) => {
                let (start, stop) = if on_resource { ("r.updated", "r.updated + 1") } else { ("t.start", "t.stop") };
                tests.push(date(*compare, start, stop, *from, *to));
            }
        }
    }
    let any = tests.join(" OR ");
    if on_resource {
        return fits.and(&format!("({any})"), bound);
    }
    let table = if filter.param.ty == Type::Date { "span" } else { "token" };
    let sql = format!("m.row IN (SELECT t.row FROM {table} t WHERE t.subject {one_of} AND t.param = ? AND ({any}))");
    fits.and(&sql, bound);
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
