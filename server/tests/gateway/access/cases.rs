//! The consents of the table, and what a carer sees under each: written by hand from the sharing rules.

use serde_json::{Value, json};

use super::people::{consent, data, permit};

/// A consent of Ann for Cleo, and the kinds that Cleo sees under it, by name.
pub struct Case {
    pub name: &'static str,
    pub consents: Vec<Value>,
    pub seen: &'static [&'static str],
}

const PLAN: &[&str] = &["plan", "goal", "team", "plan-task"];
const RESULTS: &[&str] = &["lab", "vital", "report"];
const ABOUT: &[&str] = &["problem", "allergy", "stay", "flag"];

/// Every section that can be shared.
#[rustfmt::skip]
pub const ALL_SECTIONS: &[&str] = &[
    "plan", "safety-plan", "appointments", "medicines", "results", "check-ins", "letters", "about", "messages",
];

/// What sharing every section opens.
#[rustfmt::skip]
const EVERYTHING: &[&str] = &[
    "plan", "goal", "team", "plan-task", "visit", "medicine", "taken", "lab", "vital", "survey", "report", "answers",
    "letter", "problem", "allergy", "stay", "flag", "carer-message",
];

pub fn cases() -> Vec<Case> {
    let mut all = over_time();
    all.extend(by_section());
    all.extend(by_entry());
    all
}

fn case(name: &'static str, consents: Vec<Value>, seen: &'static [&'static str]) -> Case {
    Case { name, consents, seen }
}

fn over_time() -> Vec<Case> {
    let status = |status: &str| {
        let mut withdrawn = consent("ann", permit(ALL_SECTIONS));
        withdrawn["status"] = json!(status);
        vec![withdrawn]
    };
    let during = |start: &str, end: &str| {
        let mut provision = permit(&["plan"]);
        provision["period"] = json!({"start": start, "end": end});
        vec![consent("ann", provision)]
    };
    vec![
        case("never shared", vec![], &[]),
        case("withdrawn", status("inactive"), &[]),
        case("entered in error", status("entered-in-error"), &[]),
        case("proposed", status("proposed"), &[]),
        case("expired", during("2026-01-01", "2026-11-21"), &[]),
        case("not yet", during("2026-11-23", "2027-11-21"), &[]),
        case("in force", during("2026-11-22", "2026-11-22"), PLAN),
    ]
}

fn by_section() -> Vec<Case> {
    let shares = |name, sections: &[&str], seen| case(name, vec![consent("ann", permit(sections))], seen);
    vec![
        shares("nothing", &[], &[]),
        shares("plan", &["plan"], PLAN),
        shares("safety plan", &["safety-plan"], &[]),
        shares("appointments", &["appointments"], &["visit"]),
        shares("medicines", &["medicines"], &["medicine", "taken"]),
        shares("results", &["results"], RESULTS),
        shares("check-ins", &["check-ins"], &["survey", "answers"]),
        shares("letters", &["letters"], &["letter"]),
        shares("about", &["about"], ABOUT),
        shares("messages", &["messages"], &["carer-message"]),
        shares("two sections", &["appointments", "letters"], &["visit", "letter"]),
        shares("everything", ALL_SECTIONS, EVERYTHING),
    ]
}

fn by_entry() -> Vec<Case> {
    let restricted = data(&["CarePlan/ann-restricted".to_owned()]);
    let plan = data(&["CarePlan/ann-plan".to_owned()]);
    let with = |section: &str, exception: Value| {
        let mut provision = permit(&[section]);
        provision["provision"] = json!([exception]);
        vec![consent("ann", provision)]
    };
    let alone = json!({"type": "permit", "data": restricted});
    vec![
        case("an entry by name", vec![consent("ann", alone.clone())], &["restricted"]),
        case("a section and an entry", with("medicines", alone), &["medicine", "taken", "restricted"]),
        case(
            "a section without an entry",
            with("plan", json!({"type": "deny", "data": plan})),
            &["goal", "team", "plan-task"],
        ),
    ]
}
