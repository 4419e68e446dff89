//! Making up what people agreed to.

use crate::{
    dice::Dice,
    make::period,
    model::{Agreement, Giver, Odd, Provision, World},
    oracle::away,
};

const SECTIONS: &[&str] = &[
    "plan",
    "safety-plan",
    "warning-signs",
    "coping",
    "people-to-ask",
    "appointments",
    "medicines",
    "results",
    "check-ins",
    "letters",
    "about",
    "messages",
];
const STATUSES: &[&str] = &["inactive", "rejected", "entered-in-error", "proposed", "draft"];

/// One agreement of one patient, for most part with one carer.
pub fn agreement(dice: &mut Dice, n: usize, world: &World) -> Agreement {
    let carer = dice.below(world.carers.len());
    let patient =
        if dice.percent(95) { world.carers[carer].patient } else { dice.below(world.patients.len()) };
    let mut actors = vec![carer];
    if dice.percent(15) {
        actors.push(dice.below(world.carers.len()));
    }
    let deny = dice.percent(9);
    if deny && dice.percent(25) {
        actors.clear();
    }
    let mut root = provision(dice, world, (patient, deny));
    root.actors = actors;
    while dice.percent(30) {
        let inner = inside(dice, world, patient);
        root.inside.push(inner);
    }
    let days = i64::try_from(dice.below(500)).unwrap_or(0);
    Agreement {
        id: format!("k{n}"),
        patient,
        status: if dice.percent(94) { "active" } else { dice.one_of(STATUSES) },
        other_scope: dice.percent(2),
        // Of those that deny more: there are few.
        modifier: dice.percent(if deny { 15 } else { 2 }),
        given: (!dice.percent(8)).then(|| away(world.today, 12 - days)),
        giver: dice.one_of(&[
            Giver::Unsaid,
            Giver::Patient,
            Giver::Patient,
            Giver::Patient,
            Giver::Team,
            Giver::Team,
            Giver::Carer,
            Giver::Both,
        ]),
        keeps: dice.percent(60).then(|| dice.one_of(&[0, 1, 24, 72])),
        provision: root,
    }
}

fn inside(dice: &mut Dice, world: &World, patient: usize) -> Provision {
    let deny = dice.percent(60);
    let mut inner = provision(dice, world, (patient, deny));
    if !deny && dice.percent(80) {
        inner.sections = None;
        inner.entries = Some(entries(dice, world, patient));
    }
    if dice.percent(20) {
        inner.actors = vec![dice.below(world.carers.len())];
    }
    if dice.percent(10) {
        let deeper = provision(dice, world, (patient, true));
        inner.inside.push(deeper);
    }
    inner
}

fn provision(dice: &mut Dice, world: &World, (patient, deny): (usize, bool)) -> Provision {
    // A deny is for the most part of an entry or one section; a permit of several sections.
    let by_entry = dice.percent(if deny { 60 } else { 8 });
    let both = dice.percent(6);
    let neither = dice.percent(1);
    let some = if deny { 1 + dice.below(2) } else { 12 + dice.below(14) };
    let chosen = (0..some).map(|_| dice.one_of(SECTIONS)).collect();
    Provision {
        deny,
        period: period(dice, world.today, if deny { 50 } else { 18 }),
        actors: Vec::new(),
        sections: ((!by_entry || both) && !neither).then_some(chosen),
        entries: ((by_entry || both) && !neither).then(|| entries(dice, world, patient)),
        reads: dice.percent(25),
        odd: dice
            .percent(3)
            .then(|| dice.one_of(&[Odd::Action, Odd::Element, Odd::Section, Odd::Meaning, Odd::Empty])),
        inside: Vec::new(),
    }
}

/// One to four entries, most of them the patient's own.
fn entries(dice: &mut Dice, world: &World, patient: usize) -> Vec<usize> {
    let theirs: Vec<usize> = (0..world.entries.len())
        .filter(|e| world.entries[*e].versions.iter().any(|v| v.patient == patient))
        .collect();
    (0..=dice.below(4))
        .map(|_| if theirs.is_empty() { dice.below(world.entries.len()) } else { dice.one_of(&theirs) })
        .collect()
}
