//! What the sharing screens show.

use super::standing;
use super::{Editing, INVITE, Named, Person, SECTIONS, Stage, State, Until};
use crate::fhir::consent;
use crate::fhir::date::Date;
use crate::now::{Now, short_key};
use crate::plan::{CRISIS, Seer, shared_step};
use crate::trouble::Trouble;
use crate::words;
use serde_json::Value;

/// Everybody with whom the patient may share.
#[derive(Debug, Clone, PartialEq)]
pub struct SharingView {
    /// The people; `None` while they are coming.
    pub people: Option<Vec<SharedPerson>>,
    /// Invitations that nobody took yet.
    pub open: Vec<OpenInvitation>,
    /// Why they did not come.
    pub trouble: Option<Trouble>,
    /// When what a parent sees ends by age, in words; `None` where age ends nothing.
    pub parents_end: Option<String>,
    /// What the entry is called that is to be shared by itself.
    pub one: Option<String>,
}

/// An invitation that nobody took yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Its id.
    pub id: String,
    /// For whom, as the patient called them.
    pub name: String,
    /// What it would open.
    pub sees: Vec<&'static str>,
    /// Until when the code is good, in words.
    pub good_until: String,
}

/// Somebody new is being invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InviteView {
    /// What the patient calls them.
    pub name: String,
    /// The place of the relation in the list.
    pub relation: Option<usize>,
    /// The code, once it is made, and until when it is good, in words.
    pub code: Option<(String, String)>,
}

/// One person, and what they see now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedPerson {
    /// Key of the address.
    pub key: String,
    /// Name.
    pub name: String,
    /// How they belong together.
    pub relation: Option<String>,
    /// Titles of the sections that they see; empty for nothing.
    pub sees: Vec<&'static str>,
    /// Until when, in words.
    pub until: Option<String>,
    /// What they saw ended by age.
    pub ended: bool,
}

/// The choices for one person.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareWithView {
    /// Somebody new is being invited.
    pub invite: Option<InviteView>,
    /// They may add what they see themselves.
    pub adds: bool,
    /// For how many hours they may keep copies.
    pub keeps: u8,
    /// Who; `None` while they are coming, or if there is no such person.
    pub person: Option<SharedPerson>,
    /// The sections with their switches.
    pub sections: Vec<SectionRow>,
    /// The person's own crisis plan, shared or not; `None` where it can't be yet.
    pub crisis: Option<Named>,
    /// Other entries that are shared one by one, or are to be.
    pub entries: Vec<Named>,
    /// For how long.
    pub until: Until,
    /// The day that is chosen, as its field gives it.
    pub day: String,
    /// The last day as it was agreed, in words.
    pub agreed: Option<String>,
    /// Where the change is.
    pub stage: Stage,
    /// Why nothing came.
    pub trouble: Option<Trouble>,
    /// The answers are still coming.
    pub loading: bool,
}

/// A section with its switch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRow {
    /// Code.
    pub code: &'static str,
    /// Title.
    pub title: &'static str,
    /// What it opens.
    pub about: &'static str,
    /// It is a step of the safety plan.
    pub step: bool,
    /// Chosen.
    pub on: bool,
}

impl SectionRow {
    /// A section, chosen or not.
    #[must_use]
    pub fn new(code: &'static str, on: bool) -> Self {
        let step = shared_step(code);
        let title = step.map_or_else(|| words::sharing::section(code), words::plan_safety::name);
        Self { code, title, about: words::sharing::about(code), step: step.is_some(), on }
    }
}

/// The list of people.
#[must_use]
pub fn sharing(state: &State, now: &Now) -> SharingView {
    let both = state.people.as_ref().zip(state.consents.as_ref());
    let people = both.map(|(people, _)| people.iter().map(|p| shared(state, p)).collect());
    let open = state.invitations.iter().flatten().map(|one| open(one, now)).collect();
    SharingView {
        people,
        open,
        trouble: state.trouble,
        parents_end: None,
        one: state.one.as_ref().map(|one| one.title.clone()),
    }
}

fn open(one: &Value, now: &Now) -> OpenInvitation {
    let text = |name: &str| one[name].as_str().unwrap_or_default();
    OpenInvitation {
        id: text("id").into(),
        name: text("name").into(),
        sees: titles(&one["sections"]),
        good_until: local(text("good_until"), now),
    }
}

/// The titles of a list of section codes.
pub(super) fn titles(codes: &Value) -> Vec<&'static str> {
    let codes = codes.as_array().into_iter().flatten().filter_map(Value::as_str);
    codes.map(words::sharing::section).collect()
}

/// An instant of the gateway (RFC 3339) in the person's own time.
pub(crate) fn local(instant: &str, now: &Now) -> String {
    let offset = i16::try_from(now.offset).unwrap_or(0);
    let date = Date::parse(instant).map(|date| Date::from_millis(date.to_millis(), offset));
    date.map(|date| words::time::moment(date, now)).unwrap_or_default()
}

/// Which steps of the safety plan of this patient each person sees, and with them, by its first part, the crisis plan; `None`
/// until it is known.
#[must_use]
pub fn seers(state: &State, patient: &str) -> Option<Vec<Seer>> {
    let (people, _) = state.people.as_ref().zip(state.consents.as_ref())?;
    let own = super::crisis_of(patient);
    let seer = |person: &Person| {
        let crisis = named(state, person).iter().any(|one| one.reference == own);
        let steps = seen_by(state, person).0.into_iter().filter_map(shared_step);
        Seer {
            key: short_key(&person.reference),
            name: person.name.clone(),
            steps: steps.chain(crisis.then_some(CRISIS)).collect(),
        }
    };
    Some(people.iter().map(seer).collect())
}

/// Who is shown a section, by name; `None` until it is known.
#[must_use]
pub fn shown_to(state: &State, section: &str) -> Option<Vec<String>> {
    let (people, _) = state.people.as_ref().zip(state.consents.as_ref())?;
    let sees = |person: &&Person| seen_by(state, person).0.contains(&section);
    Some(people.iter().filter(sees).map(|person| person.name.clone()).collect())
}

/// The choices for the person with this key.
#[must_use]
pub fn share_with(state: &State, key: &str, now: &Now) -> ShareWithView {
    let person = state.people.iter().flatten().find(|p| short_key(&p.reference) == key);
    let nothing = Editing::default();
    let editing = state.editing.as_ref().unwrap_or(&nothing);
    let row = |code| SectionRow::new(code, editing.sections.iter().any(|s| s == code));
    let invite = (key == INVITE).then(|| InviteView {
        name: editing.name.clone(),
        relation: editing.relation,
        code: editing.code.as_ref().map(|(code, until)| (code.clone(), local(until, now))),
    });
    let (crisis, entries): (Vec<_>, Vec<_>) =
        editing.entries.iter().cloned().partition(|one| one.reference == state.crisis);
    ShareWithView {
        adds: editing.adds,
        keeps: editing.keeps,
        person: person.map(|p| shared(state, p)),
        sections: SECTIONS.into_iter().map(row).collect(),
        crisis: crisis.into_iter().next(),
        entries,
        until: editing.until,
        day: editing.day.clone(),
        agreed: editing.agreed.map(|day| day.words()),
        stage: editing.stage.clone(),
        trouble: state.trouble,
        loading: invite.is_none() && (state.people.is_none() || state.consents.is_none()),
        invite,
    }
}

/// The entries that are shared with somebody by name now, each by itself. What was not called anything when it was named is
/// called by its kind.
pub(super) fn named(state: &State, person: &Person) -> Vec<Named> {
    let mut all: Vec<Named> = vec![];
    for one in standing::with(state, &person.reference)
        .filter(|one| !state.later.contains(one) && counts(state, person, one))
    {
        for (reference, title) in consent::entries_of(one) {
            if all.iter().any(|known| known.reference == reference) {
                continue;
            }
            let kind = reference.split('/').next().unwrap_or_default();
            let title = if title.is_empty() { words::record_kinds::kind(kind) } else { title.into() };
            all.push(Named { reference: reference.into(), title, on: true });
        }
    }
    all
}

/// When the last of some agreements ends; none where one of them has no end.
pub(super) fn last(ends: impl Iterator<Item = Option<Date>>) -> Option<Date> {
    ends.max_by_key(|end| end.map_or(i64::MAX, |day| day.to_millis())).flatten()
}

/// The sections that somebody sees as a whole, and the last day.
fn seen_by(state: &State, person: &Person) -> (Vec<&'static str>, Option<Date>) {
    let whole = state.consents.iter().flatten().filter(|c| counts(state, person, c));
    let consents = whole.filter_map(|c| Some((consent::is_of_entries(c), consent::read(c).ok()?.good)));
    // Where a section and entries are named together, only those entries are seen.
    let consents = consents.map(|(single, mut read)| {
        if single {
            read.sections.clear();
        }
        read
    });
    let mine: Vec<_> =
        consents.filter(|c| c.permits && c.with.iter().any(|w| w.is(&person.reference))).collect();
    let sees = |code: &&str| mine.iter().any(|c| c.sections.iter().any(|s| s == code));
    let until = last(mine.iter().map(|c| c.period.end));
    (SECTIONS.into_iter().filter(sees).collect(), until)
}

fn shared(state: &State, person: &Person) -> SharedPerson {
    let (sees, until) = seen_by(state, person);
    let (crisis, single): (Vec<_>, Vec<_>) =
        named(state, person).into_iter().partition(|one| one.reference == state.crisis);
    let crisis = (!crisis.is_empty()).then_some(words::sharing::CRISIS);
    let single = (!single.is_empty()).then_some(words::carers::SINGLE);
    SharedPerson {
        key: short_key(&person.reference),
        name: person.name.clone(),
        relation: person.relation.clone(),
        sees: sees.into_iter().map(words::sharing::section).chain(crisis).chain(single).collect(),
        until: until.map(|day| day.words()),
        ended: standing::with(state, &person.reference).any(|one| !counts(state, person, one)),
    }
}

/// Whether an agreement still counts: with a parent only where the patient alone made it, on the birthday that ends them or later.
pub(super) fn counts(state: &State, person: &Person, consent: &Value) -> bool {
    let given = || consent["dateTime"].as_str().and_then(Date::parse).map(|given| given.to_millis());
    let own = || standing::is_own(consent, consent["patient"]["reference"].as_str().unwrap_or_default());
    let renewed = || given().is_some_and(|given| given >= state.parents_from) && own();
    !person.parental || state.parents_from == 0 || renewed()
}
