//! What expressions of questionnaires read.

use super::Reads;
use crate::fhirpath::parse;

fn check(text: &str, links: &[&str]) {
    let expression = parse(text).unwrap();
    let Reads::Items(found) = expression.reads() else { panic!("{text} reads anything") };
    let mut found: Vec<&str> = found.iter().map(|link| &**link).collect();
    found.sort_unstable();
    assert_eq!(found, links, "{text}");
}

fn anything(text: &str) {
    assert_eq!(*parse(text).unwrap().reads(), Reads::Anything, "{text}");
}

#[test]
fn a_chain_reads_its_deepest_item() {
    check("%resource.item.where(linkId = 'a').answer.value", &["a"]);
    check("item.where(linkId='g').item.where(linkId='q').answer.value * 2", &["q"]);
    check("%resource.item.where(linkId='g').exists()", &["g"]);
    check("item.where(linkId='g').item.answer.value.count()", &["g"]);
    check("item.where(linkId='g').first().item.where(linkId='q')[0].answer.value", &["q"]);
}

#[test]
fn several_items() {
    check(
        "%resource.descendants().where(linkId='a').answer.value + repeat(item).where(linkId='b').answer.value",
        &["a", "b"],
    );
    check("item.where(linkId = 'a' or linkId = 'b').answer.value.sum()", &["a", "b"]);
    check("repeat(item).where(linkId in ('a' | 'b' | 'c')).answer.weight().sum()", &["a", "b", "c"]);
    check("(item.where(linkId='a') | item.where('b' = linkId)).answer", &["a", "b"]);
    check(
        "iif(item.where(linkId='a').answer.value.code = 'x', 1, item.where(linkId='b').answer.value)",
        &["a", "b"],
    );
    check("item.where(linkId='a' and answer.value > 3).exists()", &["a"]);
    check(
        "item.where(linkId='a').answer.value.select($this + %resource.item.where(linkId='z').answer.value)",
        &["a", "z"],
    );
}

#[test]
fn what_is_no_answer() {
    check("1 + 1", &[]);
    check("today()", &[]);
    check("%patient.name.given.first()", &[]);
    check("%resource.subject.reference", &[]);
    check("%questionnaire.item.where(linkId='x').text", &[]);
    check("%a + %b", &[]);
    check("item.linkId", &[]);
}

#[test]
fn what_cannot_be_bounded() {
    anything("%resource");
    anything("item.answer.value");
    anything("item.where(linkId != 'a').answer.value");
    anything("item.where(linkId = 'a' or answer.exists())");
    anything("item[2].answer.value");
    anything("item.first().item.where(linkId = 'a')");
    anything("descendants().value.count()");
    anything("item.where(linkId = %a).answer");
    anything("item.where(linkId.startsWith('a')).answer.value");
    anything("repeat(item).answer.value");
    anything("defineVariable('x', item).select(1)");
    anything("item.count()");
    anything("%context.item.all(answer.exists())");
}
