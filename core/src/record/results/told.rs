//! Readings that several systems tell of are told once.

use super::value_words;
use crate::fhir::date::Date;
use crate::fhir::reading::{Part, Reading};
use crate::record::rows::source_words;

/// A reading, and what each system that tells of it says of where it comes from.
pub(super) type Told = (Reading, Vec<String>);

/// What two systems tell of in the same words, of the same moment, is one reading, with both as its source.
pub(super) fn once(all: Vec<Reading>) -> Vec<Told> {
    let mut kept: Vec<Told> = Vec::with_capacity(all.len());
    // Which systems tell of each. What one of them tells of twice was done twice.
    let mut systems: Vec<Vec<Option<String>>> = Vec::with_capacity(all.len());
    for reading in all {
        let said = source_words(&reading.source);
        let of_then =
            kept.iter_mut().zip(&mut systems).rev().take_while(|((other, _), _)| is_of_then(other, &reading));
        let mut same = None;
        for ((other, sources), of) in of_then {
            if !of.contains(&reading.source.system) && says_the_same(other, &reading) {
                same = Some((other, sources, of));
                break;
            }
        }
        match same {
            Some((other, sources, of)) => {
                of.push(reading.source.system.clone());
                join(other, reading);
                sources.extend(said.filter(|said| !sources.contains(said)));
            }
            None => {
                systems.push(vec![reading.source.system.clone()]);
                kept.push((reading, said.into_iter().collect()));
            }
        }
    }
    kept
}

fn is_of_then(one: &Reading, other: &Reading) -> bool {
    let at = |reading: &Reading| reading.when.map(|when| when.to_millis());
    at(one) == at(other)
}

/// The same code, moment, value and unit; what one says beside it, the other says too, or nothing.
fn says_the_same(one: &Reading, other: &Reading) -> bool {
    let fits = |one: &Part, other: &Part| {
        let agree = one.interpretation == other.interpretation
            || one.interpretation.is_empty()
            || other.interpretation.is_empty();
        agree && (one.usual == other.usual || one.usual.is_empty() || other.usual.is_empty())
    };
    // On one day there may be two, and without a date nobody knows.
    let moment = |reading: &Reading| matches!(reading.when, Some(Date::Instant { .. }));
    moment(one)
        && moment(other)
        && one.key() == other.key()
        && one.status == other.status
        && one.source.own() == other.source.own()
        && one.main.absent == other.main.absent
        && fits(&one.main, &other.main)
        && one.parts.len() == other.parts.len()
        && one.parts.iter().zip(&other.parts).all(|(one, other)| fits(one, other))
        && value_words(one) == value_words(other)
}

/// What the other says more: what a laboratory said of it, what is usual, notes.
fn join(one: &mut Reading, other: Reading) {
    let fill = |one: &mut Part, other: Part| {
        if one.interpretation.is_empty() {
            one.interpretation = other.interpretation;
        }
        if one.usual.is_empty() {
            one.usual = other.usual;
        }
    };
    fill(&mut one.main, other.main);
    for (one, other) in one.parts.iter_mut().zip(other.parts) {
        fill(one, other);
    }
    one.source.labels.extend(other.source.labels);
    for note in other.notes {
        if !one.notes.contains(&note) {
            one.notes.push(note);
        }
    }
}
