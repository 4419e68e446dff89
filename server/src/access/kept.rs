//! Judges that were made, kept for the next request of the same person: while nothing was written since of what one is made of,
//! in anybody's record, and no time has passed that could change one. Whatever is withdrawn counts at the next request, as what
//! was written before it is another count, whoever wrote it.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};
use serde_json::Value;

use super::{
    Asker, Judge,
    planted::{self, Fault},
};
use crate::identities::Identity;

/// Of so many people at once; more than these begin anew.
const MOST: usize = 1_000;

/// The judges.
#[derive(Debug, Default)]
pub struct Judges(Mutex<HashMap<String, Kept>>);

#[derive(Debug)]
struct Kept {
    identity: Identity,
    /// How often the records had changed before they were read for it ([`crate::records::Records::judged_by`]).
    count: i64,
    /// From when, and (without it) until when it judges as one that is made anew would.
    from: Timestamp,
    until: Timestamp,
    judge: Judge,
}

impl Judges {
    /// The judge that was made for this asker, as of now.
    pub(super) fn get(&self, asker: &Asker, count: i64, now: Timestamp) -> Option<Judge> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = all.get(&key(&asker.identity))?;
        let stale = planted::is(Fault::StaleJudge);
        let same = kept.identity == asker.identity && (kept.count == count || stale);
        let fits = same && kept.from <= now && now < kept.until && (!planted::any() || stale);
        fits.then(|| kept.judge.at(asker, now))
    }

    /// Keeps one that was made of these.
    pub(super) fn keep(
        &self,
        asker: &Asker,
        count: i64,
        (judge, now): (&Judge, Timestamp),
        of: [&[Value]; 3],
    ) {
        let Some(until) = changes(of, now) else { return };
        let identity = asker.identity.clone();
        let kept = Kept { identity, count, from: now, until, judge: judge.clone() };
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(key(&asker.identity), kept);
    }
}

fn key(identity: &Identity) -> String {
    [&identity.id, "|", &identity.related.join(",")].concat()
}

/// When something could be judged otherwise: at the next midnight, as dates are whole days in UTC, or at the next time that is
/// written anywhere in what was read, and just after it. `None` where that can't be told.
fn changes(of: [&[Value]; 3], now: Timestamp) -> Option<Timestamp> {
    let day = now.to_zoned(TimeZone::UTC).date().checked_add(1.day()).ok()?;
    let mut until = day.to_zoned(TimeZone::UTC).ok()?.timestamp();
    for value in of.into_iter().flatten() {
        sooner(value, now, &mut until);
    }
    Some(until)
}

fn sooner(value: &Value, now: Timestamp, until: &mut Timestamp) {
    match value {
        Value::String(text) if text.len() > 10 && text.as_bytes().get(10) == Some(&b'T') => {
            let Ok(at) = text.parse::<Timestamp>() else { return };
            let after = at.checked_add(SignedDuration::from_nanos(1)).unwrap_or(at);
            for time in [at, after] {
                if time > now && time < *until {
                    *until = time;
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| sooner(item, now, until)),
        Value::Object(fields) => fields.values().for_each(|field| sooner(field, now, until)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        access::Sections,
        identities::Identities,
        looks,
        records::{Answer, Condition, Document, Order, Origin, Records, Write, embedded::Embedded},
    };

    fn now() -> Timestamp {
        "2026-11-22T10:00:00Z".parse().unwrap()
    }

    fn put(records: &dyn Records, resource: &Value) {
        let document = Document::from_value(resource).unwrap();
        let writes = [Write { document, condition: Condition::Any, origin: Origin::Gateway }];
        let answer = |_: &[_]| Answer { status: 200, body: String::new(), etag: None, location: None };
        let order =
            Order { writes: &writes, ledger: None, now: now(), check: &|_, _| Ok(()), answer: &answer };
        records.write(&order).unwrap();
    }

    #[test]
    fn a_carers_look_leaves_what_is_kept_and_a_change_of_what_it_is_made_of_does_not() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("records.db");
        let (records, beside) = (Embedded::open(&file).unwrap(), Embedded::open(&file).unwrap());
        let patient = json!({"resourceType": "Patient", "id": "p", "birthDate": "1988-03-14"});
        let of = |kind: &str, id: &str| json!({"resourceType": kind, "id": id, "active": true, "patient": {"reference": "Patient/p"}});
        put(&records, &patient);
        put(&records, &of("RelatedPerson", "c"));
        let people = json!([{"id": "a", "name": "A", "related": ["RelatedPerson/c"]}]);
        let identity = Identities::parse(people).unwrap().people()[0].clone();
        let asker = Asker { identity, auth_time: now() };
        let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/data");
        let sections = Sections::load(&data).unwrap();
        let judges = Judges::default();
        let is_kept = || judges.get(&asker, records.judged_by().unwrap(), now()).is_some();
        let made = || judges.judge(&records, &asker, &sections, now()).unwrap();
        made();
        let look = looks::Look {
            patient: "Patient/p".to_owned(),
            related: "RelatedPerson/c".to_owned(),
            keeps: 0,
            section: "plan".to_owned(),
        };
        looks::keep(&records, [look], now()).unwrap();
        put(&beside, &json!({"resourceType": "Goal", "id": "g", "subject": {"reference": "Patient/p"}}));
        assert!(is_kept(), "what nothing is decided by");
        let mut withdrawn = of("Consent", "k");
        withdrawn["status"] = json!("inactive");
        let mut merged = patient.clone();
        merged["active"] = json!(false);
        let other = json!({"resourceType": "Patient", "id": "other"});
        for after in [of("Consent", "k"), withdrawn, of("RelatedPerson", "c"), merged, patient, other] {
            for records in [&records, &beside] {
                made();
                assert!(is_kept());
                put(records, &after);
                assert!(!is_kept(), "{after}");
            }
        }
    }

    #[test]
    fn it_counts_until_the_next_time_that_is_written_and_until_midnight_at_the_latest() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let until = |period: Value, now: &str| changes([&[period], &[], &[]], at(now)).unwrap();
        let midnight = at("2026-11-23T00:00:00Z");
        let now = "2026-11-22T10:00:00Z";
        assert_eq!(until(json!({"end": "2026-11-22"}), now), midnight);
        assert_eq!(until(json!({"end": "2026-11-22T09:00:00Z"}), now), midnight);
        assert_eq!(until(json!([{"end": "2026-11-22T13:00:00+02:00"}]), now), at("2026-11-22T11:00:00Z"));
        assert_eq!(until(json!({"end": now}), now), at("2026-11-22T10:00:00.000000001Z"));
        assert_eq!(until(json!({"start": "2026-11-24T09:00:00Z"}), now), midnight);
    }
}
