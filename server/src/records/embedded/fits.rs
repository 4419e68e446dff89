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
    let mut fits =
        Where { sql: format!("m.subject {one_of} AND m.kind = ? AND m.row <= ?"), bound: Vec::new() };
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
            let found =
                patients.iter().map(|p| index::number_of(db, p)).collect::<rusqlite::Result<Vec<_>>>()?;
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
                let (start, stop) =
                    if on_resource { ("r.updated", "r.updated + 1") } else { ("t.start", "t.stop") };
                tests.push(date(*compare, start, stop, *from, *to));
            }
        }
    }
    let any = tests.join(" OR ");
    if on_resource {
        return fits.and(&format!("({any})"), bound);
    }
    let table = if filter.param.ty == Type::Date { "span" } else { "token" };
    let sql = format!(
        "m.row IN (SELECT t.row FROM {table} t WHERE t.subject {one_of} AND t.param = ? AND ({any}))"
    );
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
