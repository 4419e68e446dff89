//! A naive reading of docs/access.md, over the world as it was made up. It never sees FHIR.

use jiff::{ToSpan, civil::Date};

use crate::{
    model::{Agreement, Born, Carer, Giver, Gone, Label, Period, Person, Provision, Version, World},
    shapes::{By, SHAPES, Whose, own_part},
};

/// Whether the current version of an entry is to be seen.
pub fn sees(world: &World, person: &Person, entry: usize) -> bool {
    let current = world.entries[entry].versions.last().expect("a version");
    sees_as(world, person, entry, current)
}

/// Whether one version is: the current one and it.
pub fn sees_version(world: &World, person: &Person, entry: usize, version: usize) -> bool {
    sees(world, person, entry) && sees_as(world, person, entry, &world.entries[entry].versions[version])
}

fn sees_as(world: &World, person: &Person, entry: usize, version: &Version) -> bool {
    match SHAPES[version.shape].whose {
        Whose::Nobodys => is_open(version.label),
        Whose::TwoPatients => false,
        whose if person.patient == Some(version.patient) => {
            version.label != Label::Withheld && matches!(whose, Whose::Record | Whose::Never | Whose::Asked)
        }
        _ => {
            let all = person.carers.iter().copied();
            let carers: Vec<usize> = all.filter(|c| stands(world, *c, version.patient)).collect();
            carers.iter().any(|c| is_permitted(world, *c, entry, version))
                && !carers.iter().any(|c| is_denied(world, *c, entry, version))
        }
    }
}

/// Whether a person may share something of their own: they have a record here, and are 13 or older.
pub fn may_share(world: &World, person: &Person) -> bool {
    let Some(own) = person.patient.map(|own| &world.patients[own]) else { return false };
    !own.space && birthday(own.born, 13).is_none_or(|(first, _)| world.today >= first)
}

/// Whether there is somebody to care for, or to open a link of.
pub fn is_there(world: &World, patient: usize) -> bool {
    matches!(world.patients[patient].gone, Gone::No | Gone::NoAndSaidSo)
}

/// What a carer is told of somebody: the sections in force, and for how many hours copies may be kept; `None` where nothing is
/// shared.
pub fn told(world: &World, carer: usize) -> Option<(Vec<&'static str>, u8)> {
    let patient = world.carers[carer].patient;
    let all = provisions(world, carer, patient);
    let permits: Vec<_> = all.iter().filter(|one| counts_as_permit(world, carer, one)).collect();
    let denies = |(_, _, provision): &&(&Agreement, bool, &Provision)| {
        provision.deny && holds(&provision.period, world.today) != Some(false)
    };
    let total = |agreement: &Agreement, provision: &Provision| {
        is_total(agreement, provision) || provision.sections.is_none() && provision.entries.is_none()
    };
    let nothing = all.iter().filter(denies).any(|(agreement, _, provision)| total(agreement, provision));
    let named = !nothing && permits.iter().any(|(_, _, provision)| provision.entries.is_some());
    let taken = |section: &&'static str| {
        all.iter().filter(denies).any(|(agreement, _, provision)| {
            let named = provision.sections.as_ref().is_some_and(|s| s.contains(section));
            total(agreement, provision) || provision.entries.is_none() && named
        })
    };
    let mut sections: Vec<&str> =
        permits.iter().flat_map(|(_, _, provision)| provision.sections.clone().unwrap_or_default()).collect();
    sections.sort_unstable();
    sections.dedup();
    sections.retain(|section| !taken(section));
    let hours = permits.iter().map(|(agreement, _, _)| agreement.keeps.unwrap_or(0)).min().unwrap_or(0);
    (stands(world, carer, patient) && (named || !sections.is_empty())).then_some((sections, hours))
}

/// Whether a provision is a permit that counts, whatever it reaches.
fn counts_as_permit(
    world: &World,
    carer: usize,
    (agreement, root, provision): &(&Agreement, bool, &Provision),
) -> bool {
    let adds_a_section = !root && provision.sections.is_some();
    !provision.deny
        && !adds_a_section
        && (*root || provision.inside.is_empty())
        && provision.odd.is_none()
        && (provision.sections.is_some() || provision.entries.is_some())
        && holds(&provision.period, world.today) == Some(true)
        && age_allows(world, &world.carers[carer], agreement)
}

fn is_open(label: Label) -> bool {
    matches!(label, Label::None | Label::Open(_))
}

/// Steps 1 and 2: is this the carer of that patient, and is there somebody to care for?
fn stands(world: &World, carer: usize, patient: usize) -> bool {
    let it = &world.carers[carer];
    it.patient == patient
        && it.active == Some(true)
        && !it.modifier
        && holds(&it.period, world.today) == Some(true)
        && matches!(world.patients[patient].gone, Gone::No | Gone::NoAndSaidSo)
}

/// Whether a period holds; `None` when it can't be read.
fn holds(period: &Period, today: Date) -> Option<bool> {
    if period.odd {
        return None;
    }
    Some(period.start.is_none_or(|s| s <= today) && period.end.is_none_or(|e| today <= e))
}

/// Steps 3 and 4.
fn is_permitted(world: &World, carer: usize, entry: usize, version: &Version) -> bool {
    let shape = &SHAPES[version.shape];
    let own_message = shape.whose == Whose::CarersMessage && version.carer == carer;
    let shared = matches!(shape.whose, Whose::Record | Whose::Step | Whose::Asked);
    if !shared && !own_message || version.label == Label::Withheld {
        return false;
    }
    let of = section_for(carer, version);
    provisions(world, carer, version.patient).iter().any(|(agreement, root, provision)| {
        if !counts_as_permit(world, carer, &(*agreement, *root, *provision)) {
            return false;
        }
        let by_section = provision.sections.as_ref().map(|s| s.contains(&of));
        let by_entry = provision.entries.as_ref().map(|e| e.contains(&entry));
        match (by_section, by_entry) {
            (None, None) => false,
            (Some(section), None) => section && is_open(version.label),
            (None, Some(entry)) => entry,
            (Some(section), Some(entry)) => section && entry,
        }
    })
}

/// Whether this carer may put goals and actions of their own into the patient's plan: the plan is shared with them as a section,
/// by a permit that lets them add, and nothing takes the section away.
pub fn adds_to_plan(world: &World, carer: usize, patient: usize) -> bool {
    let plan = |provision: &Provision| provision.sections.as_ref().is_some_and(|s| s.contains(&"plan"));
    let all = provisions(world, carer, patient);
    let permitted = all.iter().any(|(agreement, root, provision)| {
        *root
            && !provision.deny
            && !provision.reads
            && provision.odd.is_none()
            && provision.entries.is_none()
            && plan(provision)
            && age_allows(world, &world.carers[carer], agreement)
    });
    let denied = all.iter().any(|(agreement, _, provision)| {
        let counts = provision.deny && holds(&provision.period, world.today) != Some(false);
        let named = provision.entries.is_some();
        let total = is_total(agreement, provision);
        counts && (total || !named && (provision.sections.is_none() || plan(provision)))
    });
    stands(world, carer, patient) && permitted && !denied
}

/// Whether the person, as this carer of the patient or (`None`) as the patient, may change an entry: a part of the plan that
/// they put there themselves or, as the patient, that a carer did; and that nobody labelled.
pub fn changes(world: &World, person: &Person, carer: Option<usize>, entry: usize) -> bool {
    let last = world.entries[entry].versions.last().expect("a version");
    let Some(by) = own_part(&SHAPES[last.shape]) else { return false };
    let theirs = match carer {
        None => person.patient == Some(last.patient),
        Some(carer) => by == By::Carer && last.carer == carer && adds_to_plan(world, carer, last.patient),
    };
    theirs && last.label == Label::None && sees(world, person, entry)
}

/// Whether a person may withdraw an agreement: their own, of 13 years or more; of what somebody else put there, a permit that
/// counts.
pub fn withdraws(world: &World, person: &Person, agreement: &Agreement) -> bool {
    let of = &world.patients[agreement.patient];
    let young = birthday(of.born, 13).is_some_and(|(first, _)| world.today < first);
    let own = person.patient == Some(agreement.patient) && !of.space && !young;
    let counts = agreement.status == "active" && !agreement.other_scope;
    own && !agreement.modifier && (agreement.giver == Giver::Patient || counts && !agreement.provision.deny)
}

/// Whether they may end it today instead, where somebody else put it there: only where it goes on beyond today, and denies
/// nothing inside.
pub fn ends_today(world: &World, person: &Person, agreement: &Agreement) -> bool {
    let period = &agreement.provision.period;
    let goes_on = !period.odd && period.end.is_none_or(|end| world.today < end);
    goes_on && denies_nothing(&agreement.provision) && withdraws(world, person, agreement)
}

fn denies_nothing(provision: &Provision) -> bool {
    !provision.deny && provision.inside.iter().all(denies_nothing)
}

/// The section that an entry is in for this carer: what is asked of another is in none.
fn section_for(carer: usize, version: &Version) -> &'static str {
    let shape = &SHAPES[version.shape];
    if shape.whose == Whose::Asked && version.carer != carer { "" } else { shape.section }
}

/// Step 5.
fn is_denied(world: &World, carer: usize, entry: usize, version: &Version) -> bool {
    let section = section_for(carer, version);
    provisions(world, carer, version.patient).iter().any(|(agreement, _, provision)| {
        if !provision.deny || holds(&provision.period, world.today) == Some(false) {
            return false;
        }
        let total = is_total(agreement, provision);
        let in_section = provision.sections.as_ref().is_none_or(|s| s.contains(&section));
        let named = provision.entries.as_ref().is_none_or(|e| e.contains(&entry));
        total || (in_section && named)
    })
}

/// Whether a deny takes everything: something in it, or of its whole agreement, is not understood.
fn is_total(agreement: &Agreement, provision: &Provision) -> bool {
    agreement.modifier || provision.odd.is_some()
}

/// The provisions that speak of this carer, with their agreement and whether each is its first: the outer ones of
/// agreements that count, and those inside, where the outer one counts by itself.
fn provisions(world: &World, carer: usize, patient: usize) -> Vec<(&Agreement, bool, &Provision)> {
    let mut found = Vec::new();
    for agreement in world.agreements.iter().filter(|a| a.patient == patient) {
        let root = &agreement.provision;
        let names_me = root.actors.contains(&carer);
        let names_all = root.deny && root.actors.is_empty();
        // Of one that something changes there is left that it denies.
        let understood = !agreement.modifier || root.deny;
        let counts = agreement.status == "active" && !agreement.other_scope && understood;
        if !counts || !(names_me || names_all) || !counts_itself(root, world.today) {
            continue;
        }
        found.push((agreement, true, root));
        let inside = root.inside.iter().filter(|_| !agreement.modifier);
        let inside = inside.filter(|p| p.actors.is_empty() || p.actors.contains(&carer));
        found.extend(inside.map(|p| (agreement, false, p)));
    }
    found
}

fn counts_itself(provision: &Provision, today: Date) -> bool {
    if provision.deny {
        return holds(&provision.period, today) != Some(false);
    }
    let says = provision.sections.is_some() || provision.entries.is_some();
    says && provision.odd.is_none() && holds(&provision.period, today) == Some(true)
}

/// The ages: a parent's access ends on the sixteenth birthday, unless the patient alone agreed to it anew from then on.
fn age_allows(world: &World, carer: &Carer, agreement: &Agreement) -> bool {
    const OTHERS: [&str; 8] = ["GRPRN", "SPS", "DOMPART", "CHILD", "SIB", "FAMMEMB", "FRND", "NBOR"];
    if OTHERS.contains(&carer.relation) {
        return true;
    }
    let Some((first, last)) = birthday(world.patients[carer.patient].born, 16) else { return false };
    let anew = agreement.given.is_some_and(|given| given >= last && given <= world.today);
    world.today < first || anew && agreement.giver == Giver::Patient
}

/// The first and the last day that can be this birthday.
fn birthday(born: Born, years: i16) -> Option<(Date, Date)> {
    let day =
        |y: i16, m: i8, d: i8| Date::new(y + years, m, d).ok().or_else(|| Date::new(y + years, m, 28).ok());
    match born {
        Born::Unknown | Born::Nonsense => None,
        Born::Year(y) => Some((day(y, 1, 1)?, day(y, 12, 31)?)),
        Born::Month(y, m) => {
            let last = Date::new(y, m, 1).ok()?.last_of_month();
            Some((day(y, m, 1)?, day(y, m, last.day())?))
        }
        Born::Day(date) => {
            let it = day(date.year(), date.month(), date.day())?;
            Some((it, it))
        }
    }
}

/// A day so many days away.
pub fn away(today: Date, days: i64) -> Date {
    today.checked_add(days.days()).expect("a day of this century")
}
