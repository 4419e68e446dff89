//! A search as SQL over the index rows.

use rusqlite::{Connection, Row, ToSql, params_from_iter};
use serde_json::Value;

use super::{
    fits::{Where, conditions, count},
    rows,
};
use crate::records::{Mark, Page, Query, RecordsError, Stored};

/// One page of what fits and passes `sees`.
pub fn find(db: &Connection, query: &Query, sees: &dyn Fn(&Value) -> bool) -> Result<Page, RecordsError> {
    let newest = match &query.after {
        Some(mark) => mark.newest,
        None => {
            db.prepare_cached("SELECT coalesce(max(row), 0) FROM resource")?.query_row([], |r| r.get(0))?
        }
    };
    let Some(fits) = conditions(db, query, newest)? else { return Ok(Page::default()) };
    if query.exact
        && let Some(page) = page_of_open(db, query, &fits, newest, sees)?
    {
        let count = count(db, query, fits, newest)?;
        let total: i64 =
            db.prepare_cached(&count.sql)?.query_row(params_from_iter(&count.bound), |r| r.get(0))?;
        return Ok(Page { total: u64::try_from(total).unwrap_or(0), ..page });
    }
    counted_by_judging(db, query, &fits, newest, sees)
}

/// A page of what is open to its subject, not counted. A row that is refused all the same makes this no answer.
fn page_of_open(
    db: &Connection,
    query: &Query,
    fits: &Where,
    newest: i64,
    sees: &dyn Fn(&Value) -> bool,
) -> Result<Option<Page>, RecordsError> {
    let mut page = Page::default();
    let (mut last, mut refused) = (None, false);
    walk(db, query, fits, true, |mark, stored| {
        if page.found.len() == query.count {
            page.next = last;
            return Ok(false);
        }
        refused = !sees(&stored.value()?);
        last = Some(Mark { newest, ..mark });
        page.found.push(stored);
        Ok(!refused)
    })?;
    Ok((!refused).then_some(page))
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
