//! Who the patient may share with, and what is shared now.

use super::{Editing, INVITE, KEEPS_FIRST, Named, Person, Stage, State, Until};
use crate::effect::{Effect, Reply, Request};
use crate::event::Tag;
use crate::fhir::{bundle, consent, related};
use crate::now::{Now, short_key};
use crate::plan::{CODES, CRISIS, Paper};
use crate::route::Route;
use crate::trouble::Trouble;

/// A sharing screen was opened; `key` stands for the person of [`Route::ShareWith`].
pub fn opened(state: &mut State, patient: &str, key: Option<&str>) -> Vec<Effect> {
    state.editing = None;
    state.crisis = super::crisis_of(patient);
    state.proposed.take_if(|(whose, ..)| key != Some(whose.as_str()));
    if key == Some(INVITE) {
        state.editing = Some(Editing { keeps: KEEPS_FIRST, ..Editing::default() });
        return vec![];
    }
    let mut effects = asked(patient, false);
    match key {
        Some(key) => edit(state, key),
        None => effects.push(Effect::Fetch(Tag::Invitations, Request::get("/invitations"))),
    }
    effects
}

/// A screen was opened that says who sees what is on it.
#[must_use]
pub fn seen(patient: &str) -> Vec<Effect> {
    asked(patient, true)
}

fn asked(patient: &str, quiet: bool) -> Vec<Effect> {
    let get = |tag, kind: &str, rest: &str| {
        let path = ["/fhir/", kind, "?patient=", patient, rest, "&_count=100"].concat();
        Effect::Fetch(tag, Request { quiet, ..Request::get(path) })
    };
    vec![get(Tag::People, "RelatedPerson", ""), get(Tag::Consents, "Consent", "&status=active")]
}

/// Opens the choices for a person once they are known.
fn edit(state: &mut State, key: &str) {
    let (Some(people), Some(consents)) = (&state.people, &state.consents) else { return };
    let Some(person) = people.iter().find(|p| short_key(&p.reference) == key) else { return };
    // What is shared by name alone opens no section.
    let in_force = || consents.iter().filter(|one| super::view::counts(state, person, one));
    let whole = in_force().filter(|one| !consent::is_of_entries(one));
    let read = |c| consent::read(c).ok().map(|c| c.good);
    let theirs = |c: &consent::Sharing| c.permits && c.with.iter().any(|w| w.is(&person.reference));
    let mut mine: Vec<consent::Sharing> = whole.filter_map(read).filter(theirs).collect();
    if mine.is_empty() {
        // Of who is shown single entries alone, how long they may keep copies, and until when.
        let single = in_force().filter_map(read).filter(theirs);
        mine.extend(single.map(|one| consent::Sharing { sections: vec![], adds: false, ..one }));
    }
    let agreed = super::view::last(mine.iter().map(|consent| consent.period.end));
    let (mut sections, mut adds, mut keeps) = (vec![], false, None);
    for consent in mine {
        adds = adds || consent.adds;
        keeps = Some(keeps.map_or(consent.keeps, |fewest: u8| fewest.min(consent.keeps)));
        for section in consent.sections {
            if !sections.contains(&section) {
                sections.push(section);
            }
        }
    }
    let proposed = state.proposed.take();
    let crisis = proposed.as_ref().filter(|(_, code, _)| *code == CODES[CRISIS]).map(|(.., on)| *on);
    if let (Some((_, section, on)), None) = (proposed, crisis) {
        sections.retain(|known| *known != section);
        if on {
            sections.push(section.into());
        }
    }
    // What is changed now lasts as long as what was agreed, unless the person says otherwise.
    let until = if agreed.is_some() { Until::Agreed } else { Until::Changed };
    let mut entries: Vec<Named> = vec![];
    let one = state.one.take().map(|one| Named { on: true, ..one });
    for named in super::view::named(state, person).into_iter().chain(one) {
        match entries.iter_mut().find(|known| known.reference == named.reference) {
            Some(known) => known.on = true,
            None => entries.push(named),
        }
    }
    if !state.crisis.is_empty() && !entries.iter().any(|one| one.reference == state.crisis) {
        let (reference, title) = (state.crisis.clone(), Paper::Crisis.title().into());
        entries.push(Named { reference, title, on: false });
    }
    let of_crisis = entries.iter_mut().find(|one| one.reference == state.crisis);
    if let (Some(one), Some(on)) = (of_crisis, crisis) {
        one.on = on;
    }
    let with = person.reference.clone();
    let keeps = keeps.unwrap_or(KEEPS_FIRST);
    state.editing =
        Some(Editing { with, sections, entries, adds, keeps, until, agreed, ..Editing::default() });
}

/// A reply came.
pub fn fetched(
    state: &mut State,
    (tag, reply): (&Tag, Result<&Reply, Trouble>),
    route: &Route,
    now: &Now,
) -> Vec<Effect> {
    match tag {
        Tag::People | Tag::Consents => {
            read(state, tag, reply, now);
            if let (Route::ShareWith(key), None) = (route, &state.editing) {
                edit(state, key);
            }
            vec![]
        }
        Tag::Invitations => {
            if let Ok(reply) = reply {
                state.invitations = reply.body["invitations"].as_array().cloned();
            }
            vec![]
        }
        Tag::CalledBack(id) => {
            if let (Ok(_), Some(open)) = (reply, &mut state.invitations) {
                open.retain(|one| one["id"] != **id);
            }
            vec![Effect::Focus("heading".into())]
        }
        Tag::ConsentSaved | Tag::Invited => saved(state, reply),
        Tag::Confirmed => confirmed(state, reply, now),
        _ => vec![],
    }
}

fn read(state: &mut State, tag: &Tag, reply: Result<&Reply, Trouble>, now: &Now) {
    let page = reply.and_then(|r| bundle::read(&r.body).map_err(|_| Trouble::Unreadable));
    match page {
        Err(trouble) => state.trouble = Some(trouble),
        Ok(page) if *tag == Tag::People => {
            let people = page.good.matches.iter().filter_map(|r| related::read(r).ok());
            state.people = Some(people.map(|r| r.good).filter(|r| r.active).filter_map(person).collect());
            state.trouble = None;
        }
        Ok(page) => {
            let all = page.good.matches;
            let is =
                |c: &serde_json::Value, millis: i64| consent::read(c).is_ok_and(|s| s.good.in_force(millis));
            let starts = |c: &serde_json::Value| {
                let start = consent::read(c).ok().and_then(|s| s.good.period.start);
                start.map_or(i64::MIN, |start| start.to_millis())
            };
            state.later =
                all.iter().filter(|c| !is(c, now.time) && is(c, starts(c).max(now.time))).cloned().collect();
            state.consents = Some(all.into_iter().filter(|c| is(c, now.time)).collect());
        }
    }
}

fn person(related: related::Related) -> Option<Person> {
    Some(Person {
        reference: format!("RelatedPerson/{}", related.source.id.as_ref()?),
        name: related.name()?.into(),
        parental: is_parental(&related),
        relation: related.relations.first().and_then(|r| r.label()).map(Into::into),
    })
}

/// Relations that no age binds (`public/data/ages.json`); every other is held for a parent's, as the gateway does.
const NOT_PARENTAL: [&str; 8] = ["GRPRN", "SPS", "DOMPART", "CHILD", "SIB", "FAMMEMB", "FRND", "NBOR"];

fn is_parental(related: &related::Related) -> bool {
    let mut codes = related.relations.iter().flat_map(|relation| &relation.codings);
    let free = |code: &crate::fhir::coding::Coding| {
        NOT_PARENTAL.iter().any(|free| code.code.as_deref() == Some(free))
    };
    related.relations.iter().all(|relation| relation.codings.is_empty()) || codes.any(|code| !free(code))
}

/// The gateway took the change, or wants the code, or did not.
fn saved(state: &mut State, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    let Some(editing) = &mut state.editing else { return vec![] };
    match reply {
        Ok(reply) if editing.with.is_empty() => {
            let text = |name: &str| reply.body[name].as_str().unwrap_or_default().to_string();
            editing.code = Some((text("code"), text("good_until")));
            editing.stage = Stage::Saved;
            vec![Effect::Top, Effect::Focus("h1".into())]
        }
        Ok(reply) => {
            let (id, on) = (&reply.body["id"], reply.body["status"] == "active");
            state.later.retain(|c| c["id"] != *id);
            if let Some(consents) = &mut state.consents {
                consents.retain(|c| c["id"] != *id);
                if on {
                    consents.push(reply.body.clone());
                }
            }
            editing.out = editing.out.saturating_sub(1);
            // What one of several was refused is told, whatever came of the others.
            if editing.out > 0 || !matches!(editing.stage, Stage::Saving) {
                return vec![];
            }
            editing.stage = Stage::Saved;
            vec![Effect::Top, Effect::Focus("h1".into())]
        }
        Err(Trouble::FreshSignIn) => {
            editing.stage = Stage::NeedsCode { wrong: false, busy: false };
            vec![Effect::Focus("code".into())]
        }
        Err(trouble) => {
            editing.stage = Stage::Failed(trouble);
            vec![Effect::Focus("trouble".into())]
        }
    }
}

fn confirmed(state: &mut State, reply: Result<&Reply, Trouble>, _now: &Now) -> Vec<Effect> {
    let Some(editing) = &mut state.editing else { return vec![] };
    match reply {
        Ok(_) => {
            editing.stage = Stage::Saving;
            vec![]
        }
        Err(Trouble::WrongCode | Trouble::NotShared | Trouble::Refused) => {
            editing.stage = Stage::NeedsCode { wrong: true, busy: false };
            vec![Effect::Focus("code".into())]
        }
        Err(trouble) => {
            editing.stage = Stage::Failed(trouble);
            vec![Effect::Focus("trouble".into())]
        }
    }
}
