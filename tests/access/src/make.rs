//! Making a world up: most of it as it would be, some of it odd.

use jiff::civil::Date;

use crate::{
    agreements::agreement,
    dice::Dice,
    files::made,
    model::{Born, Carer, Entry, Gone, Label, Patient, Period, Person, Version, World},
    oracle::away,
    shapes::{SHAPES, of},
};

const RELATIONS: &[&str] =
    &["PRN", "MTH", "GUARD", "FRND", "FRND", "SIB", "SIB", "SPS", "GRPRN", "NBOR", "NMTH", ""];
const PATIENTS: usize = 2;
const ENTRIES: usize = 110;

/// The world of a seed.
pub fn world(dice: &mut Dice) -> World {
    let today = away(Date::constant(2026, 11, 22), i64::try_from(dice.below(4000)).unwrap_or(0) - 2000);
    let patients: Vec<Patient> = (0..PATIENTS).map(|n| patient(dice, n, today)).collect();
    let carers: Vec<Carer> = (0..5).map(|n| carer(dice, n, today)).collect();
    let mut people = people(dice, carers.len());
    let patients = with_spaces(patients, &mut people);
    let (agreements, entries, files) = (Vec::new(), Vec::new(), Vec::new());
    let mut world = World { today, patients, carers, people, agreements, entries, files };
    for n in 0..ENTRIES {
        let entry = entry(dice, n, &world);
        world.files.extend(made(dice, n, entry.ty, label));
        world.entries.push(entry);
    }
    let count = 20 + dice.below(20);
    for n in 0..count {
        let one = agreement(dice, n, &world);
        world.agreements.push(one);
    }
    world
}

/// Something changes: time passes, an agreement ends, an entry is labelled, somebody dies.
pub fn change(dice: &mut Dice, world: &mut World) {
    if dice.percent(50) {
        world.today = away(world.today, 1 + i64::try_from(dice.below(90)).unwrap_or(0));
    }
    for at in 0..world.agreements.len() {
        if dice.percent(5) {
            world.agreements[at].status = "inactive";
        }
    }
    for at in 0..world.entries.len() {
        if dice.percent(6) {
            let next = version(dice, world.entries[at].ty, world, None);
            world.entries[at].versions.push(next);
        }
    }
    if dice.percent(15) {
        let at = dice.below(PATIENTS);
        world.patients[at].gone = gone(dice, 100);
    }
    if dice.percent(14) {
        let at = dice.below(world.carers.len());
        world.carers[at].active = Some(false);
    }
}

fn patient(dice: &mut Dice, n: usize, today: Date) -> Patient {
    // Around the sixteenth birthday as often as not.
    let years = if dice.percent(40) { 15 + dice.below(3) } else { 5 + dice.below(60) };
    let days = i64::try_from(years * 365 + dice.below(366)).unwrap_or(0);
    let day = if dice.percent(6) { Date::constant(2012, 2, 29) } else { away(today, -days) };
    let born = match dice.below(20) {
        0 => Born::Unknown,
        1 => Born::Nonsense,
        2 => Born::Year(day.year()),
        3 | 4 => Born::Month(day.year(), day.month()),
        _ => Born::Day(day),
    };
    Patient { id: format!("p{n}"), born, gone: gone(dice, 4), space: false }
}

/// Who has no record has a space; its id is the gateway's, told at sign-in.
fn with_spaces(mut patients: Vec<Patient>, people: &mut [Person]) -> Vec<Patient> {
    for person in people.iter_mut().filter(|person| person.patient.is_none()) {
        person.patient = Some(patients.len());
        let id = crate::gateway::space_of(&person.id);
        patients.push(Patient { id, born: Born::Unknown, gone: Gone::No, space: true });
    }
    patients
}

fn gone(dice: &mut Dice, chance: usize) -> Gone {
    if dice.percent(chance) {
        dice.one_of(&[Gone::Died, Gone::DiedOn, Gone::Merged, Gone::Inactive])
    } else {
        dice.one_of(&[Gone::No, Gone::No, Gone::NoAndSaidSo])
    }
}

fn carer(dice: &mut Dice, n: usize, today: Date) -> Carer {
    Carer {
        id: format!("c{n}"),
        patient: dice.below(PATIENTS),
        relation: dice.one_of(RELATIONS),
        active: if dice.percent(95) { Some(true) } else { dice.one_of(&[None, Some(false)]) },
        period: period(dice, today, 20),
        modifier: dice.percent(2),
    }
}

/// A period; `chance` in a hundred that there is one at all.
pub fn period(dice: &mut Dice, today: Date, chance: usize) -> Period {
    if !dice.percent(chance) {
        return Period::default();
    }
    let near = |dice: &mut Dice| i64::try_from(dice.below(60)).unwrap_or(0);
    let start = dice.percent(60).then(|| away(today, 10 - near(dice)));
    let end = dice.percent(65).then(|| away(today, near(dice) - 15));
    Period { start, end, odd: dice.percent(5) }
}

/// Patients who are nothing else, carers who are nothing else, one who is both, one who is neither.
fn people(dice: &mut Dice, carers: usize) -> Vec<Person> {
    let mut people: Vec<Person> = (0..PATIENTS - 1)
        .map(|n| Person { id: String::new(), patient: Some(n), carers: Vec::new() })
        .collect();
    people.push(Person { id: String::new(), patient: Some(PATIENTS - 1), carers: vec![dice.below(carers)] });
    people.extend((0..carers).map(|c| Person { id: String::new(), patient: None, carers: vec![c] }));
    let two = (0..carers).filter(|_| dice.percent(50)).collect();
    people.push(Person { id: String::new(), patient: None, carers: two });
    people.push(Person { id: String::new(), patient: None, carers: Vec::new() });
    for (n, person) in people.iter_mut().enumerate() {
        person.id = format!("a{n}");
    }
    people
}

fn entry(dice: &mut Dice, n: usize, world: &World) -> Entry {
    // Most of what there is stands in some section.
    let mut shape = dice.below(SHAPES.len());
    while SHAPES[shape].section.is_empty() && dice.percent(65) {
        shape = dice.below(SHAPES.len());
    }
    let ty = SHAPES[shape].ty;
    let mut versions = Vec::new();
    while versions.is_empty() || dice.percent(25) {
        let same = versions.is_empty() || dice.percent(60);
        versions.push(version(dice, ty, world, same.then_some(shape)));
    }
    // Most entries stay in one record.
    if dice.percent(90) {
        let patient = versions[0].patient;
        versions.iter_mut().for_each(|v| v.patient = patient);
    }
    Entry { id: format!("e{n}"), ty, versions }
}

fn version(dice: &mut Dice, ty: &'static str, world: &World, shape: Option<usize>) -> Version {
    // Now and then in the space of somebody without a record.
    let most = if dice.percent(12) { world.patients.len() } else { PATIENTS };
    let patient = dice.below(most);
    let theirs: Vec<usize> =
        (0..world.carers.len()).filter(|c| world.carers[*c].patient == patient).collect();
    let carer = if theirs.is_empty() { dice.below(world.carers.len()) } else { dice.one_of(&theirs) };
    let other = dice.below(world.entries.len().max(1));
    Version {
        shape: shape.unwrap_or_else(|| dice.one_of(&of(ty))),
        patient,
        label: label(dice),
        other,
        carer,
    }
}

fn label(dice: &mut Dice) -> Label {
    match dice.below(100) {
        0..76 => Label::None,
        76..84 => Label::Open(dice.one_of(&["N", "M", "L", "U"])),
        84..92 => Label::Closed(dice.one_of(&["R", "V", "X"])),
        92..97 => Label::Sensitive,
        _ => Label::Withheld,
    }
}
