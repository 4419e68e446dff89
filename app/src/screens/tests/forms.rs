//! Forms: every control has a name, what describes it is there, and help stands where it belongs.

use lapwing_core::words::{asking, form};

use super::{example, examples, order};

/// The value of an attribute of an opening tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag.get(start..)?.split('"').next()
}

/// Opening tags with this name, and what comes before each.
fn tags<'a>(html: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let open = format!("<{name} ");
    html.match_indices(&open).map(|(at, _)| (&html[..at], html[at..].split('>').next().unwrap())).collect()
}

fn forms() -> Vec<(&'static str, String)> {
    let all =
        examples().into_iter().filter(|(name, _)| name.starts_with("asking") || name.starts_with("finish"));
    let all: Vec<_> = all.collect();
    assert!(all.len() > 15, "{}", all.len());
    all
}

#[test]
fn every_control_has_a_name() {
    let mut seen = 0;
    for (name, html) in forms() {
        for kind in ["input", "select", "textarea"] {
            for (before, tag) in tags(&html, kind) {
                let id = attribute(tag, "id").unwrap_or_else(|| panic!("{name}: {tag} has no id"));
                let inside = before.matches("<label").count() > before.matches("</label>").count();
                let labelled = html.contains(&format!("for=\"{id}\""));
                assert!(inside || labelled || attribute(tag, "aria-label").is_some(), "{name}: {tag}");
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn what_is_pointed_to_is_there() {
    let mut seen = 0;
    for (name, html) in forms() {
        for kind in ["input", "select", "textarea", "fieldset", "div", "label", "p"] {
            for (_, tag) in tags(&html, kind) {
                let ids = ["aria-describedby", "aria-labelledby", "aria-controls", "for"];
                for id in
                    ids.into_iter().filter_map(|name| attribute(tag, name)).flat_map(str::split_whitespace)
                {
                    assert!(html.contains(&format!(" id=\"{id}\"")), "{name}: {id} of {tag}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

#[test]
fn the_summary_leads_to_each_question_and_each_says_it_again() {
    let html = example("asking_wrong");
    order(
        &html,
        &[
            "id=\"error-summary\"",
            "href=\"#q1\"",
            "href=\"#q2\"",
            "id=\"q1\"",
            "Choose an answer",
            "id=\"q2\"",
        ],
    );
    assert!(html.contains("aria-invalid=\"true\""));
}

#[test]
fn help_stands_directly_under_the_answer_that_asks_for_it() {
    order(&example("asking_help"), &["Several days", form::NOT_ALONE, "More than half the days"]);
    assert!(!example("asking_first").contains(form::NOT_ALONE));
}

#[test]
fn the_words_of_the_group_are_heard_with_the_question() {
    order(
        &example("asking_first"),
        &["<legend", "Over the last 2 weeks", "<h1", "Little interest", "</legend>"],
    );
}

#[test]
fn what_cannot_be_changed_has_no_control_and_says_where_it_is_from() {
    let html = example("asking_states");
    order(&html, &["Your total", asking::CALCULATED, "12", "points"]);
    order(&html, &["Please draw a clock", "This app can’t ask this one."]);
    order(&html, &["What do you do there?", "disabled"]);
    order(&html, &["alt=\"A lapwing\"", "Which bird is this?"]);
}

#[test]
fn the_review_says_what_is_missing_and_what_was_left_open() {
    let html = example("finish_left");
    order(
        &html,
        &[form::NOT_ALONE, asking::LEFT, "href=\"#q6\"", "Your total", &asking::left_open(1), form::SEND],
    );
    order(
        &example("finish"),
        &["Who lives with you?", asking::DID_NOT_SAY, asking::CALCULATED, form::NO_ANSWER],
    );
}

#[test]
fn somebody_who_helps_is_told_of_on_the_first_step() {
    order(
        &example("asking_helper"),
        &[form::RESUMED, asking::HELPER, "value=\"Grace\"", asking::HELPER_NONE],
    );
}
