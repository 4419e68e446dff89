//! Steps of somebody's plan, as who cares for them reads them.

use std::rc::Rc;

use super::*;
use crate::record::{self, Known, Presence};

fn copy(step: &str, lines: &[&str]) -> Value {
    let code =
        json!({"coding": [{"system": "https://lapwing.example/CodeSystem/safety-plan-step", "code": step}]});
    let category = json!([{"coding": [{"system": KIND, "code": STEP_KIND}, code["coding"][0]]}]);
    let line = |text: &&str| json!({"id": text, "detail": {"code": code, "description": text}});
    json!({"resourceType": "CarePlan", "id": step, "category": category, "activity": lines.iter().map(line).collect::<Vec<_>>()})
}

fn held(resources: Vec<Value>) -> record::Held {
    let known = Known { resources: Rc::new(resources), as_of: NINE, live: true, older: None };
    record::Held { known: Some(known), whose: Some("Leon".into()), ..record::Held::default() }
}

fn check(sections: &[&str], resources: Vec<Value>, expected: &[(usize, &[&str])]) {
    let sections: Vec<String> = sections.iter().map(|s| (*s).to_owned()).collect();
    let view = shared(&held(resources), &sections, &now_at(0));
    let steps = view.steps.iter();
    let told: Vec<(usize, Vec<&str>)> =
        steps.map(|one| (one.step, one.lines.iter().map(|line| line.text.as_str()).collect())).collect();
    let expected: Vec<_> = expected.iter().map(|(step, lines)| (*step, lines.to_vec())).collect();
    assert_eq!((told, view.whose.as_str(), view.shown.presence), (expected, "Leon", Presence::Here));
}

#[test]
fn the_steps_that_are_shared_are_there_in_their_order_also_without_a_line() {
    let both = || vec![copy("people-to-ask", &["Rosa", "Rob"]), copy("coping", &[])];
    check(&["people-to-ask", "plan", "coping"], both(), &[(1, &[]), (3, &["Rosa", "Rob"])]);
    check(&["coping"], vec![], &[(1, &[])]);
    check(&["plan", "reasons", "about-me"], both(), &[]);
}

#[test]
fn a_whole_plan_is_no_step_and_reasons_are_never_one() {
    let whole = written::write(&plan(&[("a", 1, "Walk")]), (Paper::Safety, "Patient/leon"), "2026-11-22");
    check(&["coping"], vec![whole], &[(1, &[])]);
    assert_eq!(CODES.map(shared_step).iter().flatten().count(), SHARED);
    assert_eq!(shared_step("reasons"), None);
}

#[test]
fn a_step_is_no_plan_on_the_care_plans_screen() {
    let view = record::plan(&held(vec![copy("coping", &["Walk"])]), true, &now_at(0));
    assert_eq!((view.now.len(), view.shown.presence), (0, Presence::Empty));
}
