//! Live events: who hears that something was written is who may read it.

use std::collections::BTreeSet;

use serde_json::Value;
use tokio::task::JoinHandle;

use crate::{
    gateway::House,
    model::{Person, World},
    oracle,
    shapes::{SHAPES, Whose},
    sums::Sums,
};

/// A record, and a kind of entries in it.
type Heard = (String, &'static str);

/// Everybody listens.
pub async fn listen(house: &House, world: &World) -> Vec<JoinHandle<String>> {
    let mut streams = Vec::new();
    for person in &world.people {
        let session = house.sign_in(&person.id).await;
        streams.push(house.listen(&session).await);
    }
    streams
}

/// Compares what each heard with what they may read of what was `written` (places in [`World::entries`]). What kinds of
/// entries a world does not make up (agreements, carers, who looked) is not compared.
pub async fn compare(streams: Vec<JoinHandle<String>>, world: &World, written: &[usize], sums: &mut Sums) {
    for (stream, person) in streams.into_iter().zip(&world.people) {
        let text = stream.await.unwrap();
        let (heard, of): (BTreeSet<Heard>, BTreeSet<Heard>) = (told(&text), every(world, written));
        let expected: BTreeSet<Heard> = expected(world, person, written);
        for one in of.union(&heard) {
            let permit = expected.contains(one);
            let carers = person.patient.is_none_or(|own| one.0 != name(world, own));
            // Silence about strangers is as it should be, and no case: there is so much of it.
            if !permit && !heard.contains(one) && is_a_strangers(world, person, &one.0) {
                continue;
            }
            let words = || format!("live {one:?} to {}: expected {permit}, heard {heard:?}", person.id);
            sums.decided("live", (carers, permit), heard.contains(one) == permit, words);
        }
    }
}

/// Whether the record is of somebody whom this person is nothing to.
fn is_a_strangers(world: &World, person: &Person, patient: &str) -> bool {
    let cares = person.carers.iter().map(|carer| world.carers[*carer].patient);
    person.patient.into_iter().chain(cares).all(|known| name(world, known) != patient)
}

fn name(world: &World, patient: usize) -> String {
    format!("Patient/{}", world.patients[patient].id)
}

fn every(world: &World, written: &[usize]) -> BTreeSet<Heard> {
    let of = |entry: &usize| {
        let version = world.entries[*entry].versions.last()?;
        let shape = &SHAPES[version.shape];
        let nobodys = matches!(shape.whose, Whose::Nobodys | Whose::TwoPatients);
        (!nobodys).then(|| (name(world, version.patient), shape.ty))
    };
    written.iter().filter_map(of).collect()
}

fn expected(world: &World, person: &Person, written: &[usize]) -> BTreeSet<Heard> {
    let seen = written.iter().copied().filter(|entry| oracle::sees(world, person, *entry));
    every(world, &seen.collect::<Vec<_>>())
}

/// The kinds that shapes have, as the stream told them.
fn told(text: &str) -> BTreeSet<Heard> {
    let mut all = BTreeSet::new();
    for event in text.lines().filter_map(|line| line.strip_prefix("data: ")) {
        let event: Value = serde_json::from_str(event).unwrap();
        let patient = event["patient"].as_str().unwrap_or_default();
        for kind in event["kinds"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if let Some(shape) = SHAPES.iter().find(|shape| shape.ty == kind) {
                all.insert((patient.to_owned(), shape.ty));
            }
        }
    }
    all
}
