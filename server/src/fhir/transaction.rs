//! A transaction: every entry or none, references between entries made good.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{
    ask::Ask,
    bundle::Bundle,
    entries::{Entry, place},
    outcome::Problem,
    read::check_address,
    reply::Reply,
    write::{condition, draft_of, reply_of, status_of},
};
use crate::records::{Answer, Condition, Draft, LedgerEntry, Origin, RecordsError, Write, Written};

/// An entry whose id is known.
struct Named {
    draft: Draft,
    id: String,
    condition: Condition,
}

impl Ask<'_> {
    /// Carries a transaction out.
    ///
    /// # Errors
    /// What is wrong with the first entry that can't stand.
    pub fn transaction(
        &self,
        entries: Vec<Result<Entry, Problem>>,
        ledger: Option<&LedgerEntry>,
    ) -> Result<Reply, Problem> {
        let (mut named, mut targets, mut known) = (Vec::new(), HashMap::new(), HashSet::new());
        for (index, entry) in entries.into_iter().enumerate() {
            let entry = entry?;
            let one = name(&entry).map_err(|p| p.at(place(index)))?;
            let target = format!("{}/{}", one.draft.kind, one.id);
            if !known.insert(target.clone()) {
                return Err(Problem::invalid("A transaction writes each resource once.").at(place(index)));
            }
            targets.extend(entry.full_url.map(|url| (url, target)));
            named.push(one);
        }
        let mut writes = Vec::with_capacity(named.len());
        for (index, one) in named.into_iter().enumerate() {
            writes.push(self.write_of(one, &targets).map_err(|p| p.at(place(index)))?);
        }
        let count = writes.len();
        let outcome =
            self.commit(writes, ledger, &|written| self.answer_all(&written[..count.min(written.len())]));
        outcome.map(reply_of).map_err(|error| match error {
            RecordsError::Rejected { entry, why } => Problem::from(why).at(place(entry)),
            other => other.into(),
        })
    }

    fn write_of(&self, named: Named, targets: &HashMap<String, String>) -> Result<Write, Problem> {
        let references = named.draft.references();
        if references.iter().any(|r| r.starts_with("urn:uuid:") && !targets.contains_key(r)) {
            return Err(Problem::invalid("A reference points to an entry that is not in the transaction."));
        }
        let resolved = self.resolve(&references)?;
        let document = named.draft.named(&named.id, &mut |r| targets.get(r).or(resolved.get(r)).cloned())?;
        Ok(Write { document, condition: named.condition, origin: Origin::Person })
    }

    fn answer_all(&self, written: &[Written]) -> Answer {
        let mut bundle = Bundle::new("transaction-response", self.base);
        for Written { stored, change } in written {
            let (kind, id, version) = (&stored.kind, &stored.id, stored.version);
            let status = status_of(*change);
            bundle.add_fields(&format!(
                r#""response":{{"status":"{status}","location":"{}/{kind}/{id}/_history/{version}","etag":"W/\"{version}\"","lastModified":"{:.3}"}}"#,
                self.base, stored.updated
            ));
        }
        Answer { status: 200, body: bundle.text(), etag: None, location: None }
    }
}

fn name(entry: &Entry) -> Result<Named, Problem> {
    let request = &entry.request;
    match (request.method.as_str(), request.url.split_once('/')) {
        ("POST", None) => {
            check_address(&request.url, None)?;
            let draft = draft_of(&request.url, entry.text()?)?;
            Ok(Named { draft, id: Uuid::new_v4().to_string(), condition: Condition::New })
        }
        ("PUT", Some((kind, id))) => {
            check_address(kind, Some(id))?;
            let draft = draft_of(kind, entry.text()?)?;
            if draft.id.as_deref() != Some(id) {
                return Err(Problem::invalid("The id of the resource and the id of its address differ."));
            }
            let condition = condition(request.if_match.as_deref(), request.if_none_match.as_deref())?;
            Ok(Named { draft, id: id.to_owned(), condition })
        }
        _ => Err(Problem::unsupported("An entry of a transaction is a POST to a type or a PUT to Type/id.")),
    }
}
