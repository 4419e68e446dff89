//! What stands under an entry, a letter or a result of the person's own record: what it means, and what they can ask.

use serde_json::Value;

use super::{Screen, permitted, whole};
use crate::app::Model;
use crate::ask::{self, AskView};
use crate::effect::Place;
use crate::fhir::entry::facts;
use crate::glossary::{self, Meaning, ShortForm};
use crate::now::Now;
use crate::plan;
use crate::record::{self, Hideable, Shelf};
use crate::route::Route;
use crate::sharing::Named;
use crate::takeaway::key;
use crate::words::record_labels::label;

/// What stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// What it means, where somebody wrote it down.
    pub meaning: Option<Meaning>,
    /// Short forms in it.
    pub short: Vec<ShortForm>,
    /// What can be asked and told; for the person's own record.
    pub ask: Option<AskView>,
    /// What can be hidden here: of the person's own record, on their own device.
    pub hide: Option<Hideable>,
    /// What can be shared by itself: of the person's own record.
    pub share: Option<Shareable>,
}

/// An entry that can be shared by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shareable {
    /// It, as it would be named.
    pub one: Named,
    /// It bears a label that keeps it out of every section.
    pub private: bool,
    /// It is the newest of a row of results.
    pub newest: bool,
}

/// What is never shared by name: who the person is, who cares, what is agreed, who looked (docs/access.md), and what is said
/// between two. Goals are shared with the care plan.
const NEVER: [&str; 7] =
    ["Patient", "RelatedPerson", "Consent", "AuditEvent", "Communication", "Task", "Goal"];

fn shareable(resource: &Value, newest: bool) -> Option<Shareable> {
    let kind = resource["resourceType"].as_str().filter(|kind| !NEVER.contains(kind))?;
    if kind == "CarePlan" && !plan::is_for_others(resource) {
        return None;
    }
    let reference = [kind, "/", resource["id"].as_str()?].concat();
    let labels = resource["meta"]["security"].as_array().into_iter().flatten();
    let open = |code: &Value| ["N", "M", "L", "U"].iter().any(|known| code == known);
    let private = labels.into_iter().any(|label| !open(&label["code"]));
    let title = record::told(resource).0;
    Some(Shareable { one: Named { reference, title, on: true }, private, newest })
}

/// Of the entry on the screen, once it is here.
pub(super) fn beside(model: &Model, screen: &Screen, now: &Now) -> Option<Box<Beside>> {
    let all = whole::with_hidden(model);
    let resource = match &model.route {
        Route::Entry(key) => record::found(&all, key)?,
        Route::Letter(key) => record::found_letter(&all, key)?,
        Route::Result(key) => record::found_result(&all, key)?,
        _ => return None,
    };
    let own = model.session.acting().is_none();
    let result = match &model.route {
        Route::Result(key) => Some(key.as_str()),
        _ => None,
    };
    let about: Vec<(String, Option<String>)> = match result {
        Some(key) => record::readings_of(&all, key),
        None => vec![(key(resource), None)],
    };
    let kept = own && model.session.device.place() == Place::Device;
    let hide = kept.then(|| record::hideable(&model.record, &all, (resource, result)));
    // What may be hard to read is not named here before the person opens it.
    let waits = match screen {
        Screen::Entry(entry) => entry.hold.is_some(),
        Screen::Letter(letter, _) => letter.hold.is_some(),
        Screen::Result(result) => result.waits.is_some(),
        _ => false,
    };
    if waits {
        let ask = own.then(|| asked(model, &about, now));
        return Some(Box::new(Beside { meaning: None, short: vec![], ask, hide, share: None }));
    }
    let (title, mut words) = record::told(resource);
    words.push(title);
    let mut doses = vec![];
    let how = label("dosage");
    for fact in facts(resource) {
        if fact.label == how { &mut doses } else { &mut words }.push(fact.words);
    }
    words.extend(record::text_of(resource));
    Some(Box::new(Beside {
        meaning: glossary::meaning(&model.glossary, resource),
        short: glossary::short_forms(&model.glossary, &words, &doses),
        ask: own.then(|| asked(model, &about, now)),
        hide,
        share: own.then(|| shareable(resource, result.is_some())).flatten(),
    }))
}

fn asked(model: &Model, about: &[(String, Option<String>)], now: &Now) -> AskView {
    let held = (&permitted(model, Shelf::Tasks), &permitted(model, Shelf::Entries));
    let on_device = model.session.device.place() == Place::Device;
    let waiting = (model.notice.waiting.outbox.as_slice(), &model.notice.trust);
    ask::view(&model.ask, about, held, waiting, (on_device, now))
}
