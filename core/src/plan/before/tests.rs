//! Versions as changes.

use serde_json::json;

use super::*;

const NINE: i64 = 1_795_338_000_000;

fn now() -> Now {
    Now::new(NINE, 0, [1, 2, 3, 4])
}

fn version(number: u64, at: &str, more: &Value) -> Value {
    let mut one = json!({
        "resourceType": "CarePlan", "id": "p", "status": "active", "title": "Getting back to work",
        "meta": {"versionId": number.to_string(), "lastUpdated": at},
    });
    one.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    one
}

fn goal(number: u64, at: &str, text: &str, state: &str) -> Value {
    json!({
        "resourceType": "Goal", "id": "g", "lifecycleStatus": state, "description": {"text": text},
        "meta": {"versionId": number.to_string(), "lastUpdated": at},
    })
}

fn action(text: &str, status: &str) -> Value {
    json!({"detail": {"code": {"text": text}, "status": status}})
}

/// Each change in a line.
fn told(histories: &[Vec<Value>]) -> Vec<String> {
    let line = |one: &Difference| match (&one.was, &one.now) {
        (Some(was), Some(now)) => format!("{}: {was} -> {now}", one.heading),
        (None, Some(now)) => format!("{}: + {now}", one.heading),
        (Some(was), None) => format!("{}: - {was}", one.heading),
        (None, None) => String::new(),
    };
    let change = |one: Change| {
        let made = if one.first { "made " } else { "" };
        let who = one.who.map(|who| format!(" by {who}")).unwrap_or_default();
        let what: Vec<String> = one.what.iter().map(line).collect();
        format!("{made}{}{who}: {}", one.when, what.join("; "))
    };
    changes(histories, &now()).into_iter().map(change).collect()
}

#[test]
fn each_version_is_told_by_what_it_changed_the_newest_first() {
    let author = json!({"author": {"display": "Dr Okafor"}});
    let swim = json!({"activity": [action("Swim", "not-started")]});
    let done = json!({"activity": [action("Swim", "completed")], "note": [{"text": "Well done"}]});
    let history = vec![
        version(3, "2026-11-22T08:00:00Z", &done),
        version(2, "2026-11-20T08:00:00Z", &swim),
        version(1, "2026-11-01T08:00:00Z", &author),
    ];
    assert_eq!(
        told(&[history]),
        [
            "today at 08:00: Who does what: Swim, Not started -> Swim, Done; Notes: + Well done",
            "Friday 20 November at 08:00: Who does what: + Swim, Not started",
            "made 1 November 2026 by Dr Okafor: ",
        ]
    );
}

#[test]
fn what_was_written_together_is_one_change_and_what_came_with_the_plan_is_the_plan() {
    let with_goal = json!({"goal": [{"reference": "Goal/g"}]});
    let plan = vec![
        version(
            2,
            "2026-11-22T08:00:20Z",
            &json!({"goal": [{"reference": "Goal/g"}], "title": "Back to work"}),
        ),
        version(1, "2026-11-01T08:00:00Z", &with_goal),
    ];
    let goals = vec![
        goal(2, "2026-11-22T08:00:00Z", "Two days a week", "on-hold"),
        goal(1, "2026-11-01T08:00:01Z", "Two days a week", "active"),
    ];
    assert_eq!(
        told(&[plan, goals]),
        [
            "today at 08:00: What the plan is called: Getting back to work -> Back to work; \
             Goals and hopes: Two days a week -> Two days a week, Paused",
            "made 1 November 2026: ",
        ]
    );
}

#[test]
fn versions_that_changed_nothing_that_is_shown_are_left_out() {
    let history = vec![
        version(11, "2026-11-22T08:00:00Z", &json!({"title": "New"})),
        version(10, "2026-11-21T08:00:00Z", &json!({})),
        version(9, "2026-11-20T08:00:00Z", &json!({"language": "en"})),
    ];
    assert_eq!(
        told(&[history]),
        [
            "today at 08:00: What the plan is called: Getting back to work -> New",
            "made Friday 20 November at 08:00: ",
        ],
        "and 11 comes after 9"
    );
    // What does not read as anything changes nothing.
    assert_eq!(told(&[vec![json!({"resourceType": "Device"})]]), Vec::<String>::new());
}

#[test]
fn a_goal_that_leaves_the_plan_is_taken_away() {
    let plan = vec![
        version(2, "2026-11-22T08:00:00Z", &json!({})),
        version(1, "2026-11-01T08:00:00Z", &json!({"goal": [{"reference": "Goal/g"}]})),
    ];
    let goals = vec![goal(1, "2026-11-01T08:00:00Z", "Sleep well", "active")];
    assert_eq!(
        told(&[plan, goals]),
        ["today at 08:00: Goals and hopes: - Sleep well", "made 1 November 2026: "]
    );
}

#[test]
fn all_is_asked_for_in_one_request_and_only_for_a_plan_that_is_there() {
    let plan = json!({
        "resourceType": "CarePlan", "id": "p", "goal": [{"reference": "Goal/g"}, {"reference": "Goal/g"}],
        "activity": [{"reference": {"reference": "Task/t"}}, {"reference": {"reference": "Appointment/a"}}],
    });
    assert_eq!(entries(&plan), ["CarePlan/p", "Goal/g", "Task/t"]);
    let mut state = Before::default();
    let none = wanted(&mut state, "other".into(), &record::Held::default(), None);
    assert_eq!((none, state), (vec![], Before::default()));
}

#[test]
fn an_answer_of_another_plan_is_passed_over_and_an_empty_one_is_not_shared() {
    let mut state = Before { plan: "p".into(), histories: None };
    fetched(&mut state, "q", Err(Trouble::Offline));
    assert_eq!(state.histories, None);
    let reply = |body| Reply { status: 200, body, etag: None };
    let outcome = json!({"entry": [{"response": {"status": "404"}}]});
    fetched(&mut state, "p", Ok(&reply(outcome)));
    assert_eq!(state.histories, Some(Err(Trouble::NotShared)));
    let history =
        json!({"entry": [{"resource": {"entry": [{"resource": version(1, "2026-11-01", &json!({}))}]}}]});
    fetched(&mut state, "p", Ok(&reply(history)));
    assert_eq!(state.histories.unwrap().unwrap().len(), 1);
}

#[test]
fn each_version_of_a_paper_is_told_by_its_lines() {
    let line = |id: &str, text: &str| super::super::lines::Line {
        id: id.into(),
        step: 1,
        text: text.into(),
        phone: String::new(),
    };
    let held = |lines: Vec<super::super::lines::Line>, review: &str| Held {
        plan: Plan { lines, review: review.into() },
        version: String::new(),
        updated: 0,
    };
    let versions = [
        held(vec![line("a", "Walk to the river"), line("b", "Tea")], "2027-02-22"),
        held(vec![line("a", "Walk")], ""),
    ];
    let all = of_papers(&versions);
    let name = words::plan_safety::name(1);
    let one = |heading: &str, was: Option<&str>, now: &str| Difference {
        heading: heading.into(),
        was: was.map(Into::into),
        now: Some(now.into()),
    };
    assert_eq!(
        all,
        [
            vec![
                one(name, Some("Walk"), "Walk to the river"),
                one(name, None, "Tea"),
                one(words::plan_safety::REVIEW, None, "22 February 2027"),
            ],
            vec![],
        ]
    );
}
