//! Who looked: the patient, and nobody else, is told which carers were shown something on a day.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    ask::Visit,
    gateway::House,
    model::{Person, World},
    oracle,
    shapes::{SHAPES, Whose},
    sums::Sums,
};

/// So many entries that are to be seen are surely looked at by somebody who asks for nearly all of them.
const SURELY: usize = 4;

/// Who could look on this day, and who surely did: carers.
#[derive(Default)]
pub struct Looks {
    day: Option<Date>,
    could: BTreeSet<usize>,
    did: BTreeSet<usize>,
}

impl Looks {
    /// After everybody asked.
    pub async fn compare(&mut self, house: &House, world: &World, sums: &mut Sums) {
        if self.day != Some(world.today) {
            *self = Self { day: Some(world.today), ..Self::default() };
        }
        for person in &world.people {
            for carer in &person.carers {
                let of = world.carers[*carer].patient;
                // Nobody looks at their own record as a carer.
                if person.patient == Some(of) {
                    continue;
                }
                let seen = seen(world, person, of);
                let alone = person.carers.iter().filter(|c| world.carers[**c].patient == of).count() == 1;
                self.could.extend((seen > 0).then_some(*carer));
                self.did.extend((seen >= SURELY && alone).then_some(*carer));
            }
        }
        let patients = (0..world.patients.len()).filter(|patient| !world.patients[*patient].space);
        for patient in patients {
            let count = self.noted(house, world, patient, sums);
            let near = |person: &&Person| {
                let cares = person.carers.iter().any(|carer| world.carers[*carer].patient == patient);
                cares || person.patient == Some(patient)
            };
            for person in world.people.iter().filter(near) {
                self.asks(house, world, (person, patient, count), sums).await;
            }
        }
    }

    /// Compares what is noted of today with who looked; how many lines there are.
    fn noted(&self, house: &House, world: &World, patient: usize, sums: &mut Sums) -> usize {
        let today = world.today.to_string();
        let events = house.of_patient("AuditEvent", &world.patients[patient].id);
        let of_today =
            events.iter().filter(|e| e["recorded"].as_str().is_some_and(|at| at.starts_with(&today)));
        let noted: Vec<&str> =
            of_today.filter_map(|event| event["agent"][0]["who"]["reference"].as_str()).collect();
        for carer in (0..world.carers.len()).filter(|carer| world.carers[*carer].patient == patient) {
            let name = format!("RelatedPerson/{}", world.carers[carer].id);
            let there = noted.contains(&name.as_str());
            let right = if there { self.could.contains(&carer) } else { !self.did.contains(&carer) };
            sums.decided("looked", (true, there), right, || format!("{name} on {today}: noted {there}"));
        }
        noted.len()
    }

    /// Somebody asks who looked.
    async fn asks(
        &self,
        house: &House,
        world: &World,
        (person, patient, count): (&Person, usize, usize),
        sums: &mut Sums,
    ) {
        let visit = Visit::begin(house, world, person).await;
        let id = &world.patients[patient].id;
        let path = format!("/fhir/AuditEvent?patient=Patient/{id}&date={}&_count=1", world.today);
        let reply = visit.get(sums, "GET", &path, None).await;
        let own = person.patient == Some(patient);
        let right = match own {
            true => reply.status == 200 && reply.json()["total"] == count,
            false => visit.is_denial(sums, "GET", &reply),
        };
        let told = || format!("who looked at {id} by {}: {count} / {:.300}", person.id, reply.text);
        sums.decided("who looked", (!own, own), right, told);
    }
}

/// How much of a record somebody may see; what is nobody's, as an Organization is, is no look at anybody.
fn seen(world: &World, person: &Person, patient: usize) -> usize {
    let theirs = |entry: &usize| {
        let version = world.entries[*entry].versions.last();
        version.is_some_and(|v| v.patient == patient && SHAPES[v.shape].whose != Whose::Nobodys)
    };
    let all = (0..world.entries.len()).filter(theirs);
    all.filter(|entry| oracle::sees(world, person, *entry)).count()
}
