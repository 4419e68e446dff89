//! What stands under an entry, a letter or a result of the person's own record: what it means, and what they can ask.

use serde_json::Value;

use super::{Screen, permitted, whole};
use crate::app::Model;
use crate::ask::{self, AskView};
use crate::effect::Place;
use crate::fhir::entry::facts;
use crate::glossary::{self, Meaning, ShortForm};
use crate::now::Now;
use crate::record::{self, Hideable, Shelf};
use crate::route::Route;
use crate::takeaway::key;

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
    let kept = own && model.session.device.place() == Place::Device;
    let hide = kept.then(|| record::hideable(&model.record, &all, (resource, result)));
    // What may be hard to read is not named here before the person opens it.
    if matches!(screen, Screen::Entry(entry) if entry.hold.is_some()) {
        let ask = own.then(|| asked(model, resource, now));
        return Some(Box::new(Beside { meaning: None, short: vec![], ask, hide }));
    }
    let (title, mut words) = record::told(resource);
    words.push(title);
    for fact in facts(resource) {
        words.push(fact.words);
    }
    words.extend(record::text_of(resource));
    Some(Box::new(Beside {
        meaning: glossary::meaning(&model.glossary, resource),
        short: glossary::short_forms(&model.glossary, &words),
        ask: own.then(|| asked(model, resource, now)),
        hide,
    }))
}

fn asked(model: &Model, resource: &Value, now: &Now) -> AskView {
    let held = (&permitted(model, Shelf::Tasks), &permitted(model, Shelf::Entries));
    let on_device = model.session.device.place() == Place::Device;
    let waiting = (model.notice.waiting.outbox.as_slice(), &model.notice.trust);
    ask::view(&model.ask, key(resource), held, waiting, (on_device, now))
}
