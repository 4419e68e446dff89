//! What a care plan names and other entries hold: the health problems that it is about, and who coordinates the care.
//! Headings: "needs, concerns or health problems" and "care coordinator" of the Professional Record Standards Body's
//! personalised care and support plan.

use serde_json::Value;

use super::plan::PlanView;
use super::rows::any;
use super::{Held, hold};
use crate::fhir::{condition, kind, team};
use crate::fold;
use crate::route::Route;
use crate::seek;

/// How a role speaks of who coordinates the care (NHS England, Care Programme Approach and its successors).
const COORDINATES: [&str; 3] = ["coordinat", "co-ordinat", "key worker"];

fn resources(held: &Held) -> &[Value] {
    held.known.as_ref().map_or(&[], |known| known.resources.as_slice())
}

/// Fills in the problems by their own entries, and who coordinates the care; what is not shared is not named. In one's own
/// plan, the way to what can be asked and told of it.
pub fn around(view: &mut PlanView, own: bool, conditions: &Held, teams: &Held) {
    for need in view.now.iter_mut().flat_map(|plan| &mut plan.needs) {
        let is_it = |one: &&Value| {
            let id = one["id"].as_str().unwrap_or_default();
            kind(one) == Some("Condition") && need.at == ["Condition/", id].concat()
        };
        let Some(found) = resources(conditions).iter().find(is_it) else { continue };
        let Ok(read) = condition::read(found) else { continue };
        let label = read.good.label().to_owned();
        let held = hold::of(&read.good.source, &label, "Condition", &read.good.notes);
        need.waits = held.is_some_and(|why| !conditions.ready.shows(why));
        let id = read.good.source.id.as_deref().unwrap_or_default();
        need.route = Some(Route::Entry(any::key("Condition", id)));
        need.words = label;
    }
    for plan in view.now.iter_mut().filter(|plan| own && !plan.id.is_empty()) {
        plan.suggest = Some(Route::Entry(any::key("CarePlan", &plan.id)));
    }
    view.coordinators = teams.known.as_ref().map(|_| coordinators(resources(teams)));
}

/// Each by name, with what they do.
fn coordinators(resources: &[Value]) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for resource in resources.iter().filter(|one| kind(one) == Some("CareTeam")) {
        let Ok(read) = team::read(resource) else { continue };
        let over = matches!(read.good.status.as_deref(), Some("inactive" | "entered-in-error" | "suspended"));
        for member in read.good.members.iter().filter(|_| !over) {
            let roles = member.roles.join(", ");
            let said = fold::lower(&roles);
            let does = COORDINATES.iter().any(|word| seek::find(&said, word, 0).is_some());
            if let Some(name) = member.name.as_ref().filter(|_| does) {
                found.push((name.clone(), roles));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::now::Now;
    use crate::record::{Known, plan};

    fn held(resources: Vec<Value>) -> Held {
        Held {
            known: Some(Known { resources: std::rc::Rc::new(resources), as_of: 0, live: true, older: None }),
            ..Held::default()
        }
    }

    fn seen(conditions: &Held, teams: &Held) -> PlanView {
        let care = json!({
            "resourceType": "CarePlan", "id": "p", "status": "active", "intent": "plan", "title": "Steadier",
            "subject": {"reference": "Patient/a"},
            "addresses": [{"reference": "Condition/c"}, {"reference": "Condition/d", "display": "Worry"}, {"reference": "Condition/e"}],
        });
        let mut view = plan(&held(vec![care]), false, &Now::new(0, 0, [0; 4]));
        around(&mut view, false, conditions, teams);
        view
    }

    #[test]
    fn problems_are_named_by_their_entries_and_what_is_not_here_is_not_guessed() {
        let condition = |id: &str, text: &str| json!({"resourceType": "Condition", "id": id, "code": {"text": text}, "subject": {"reference": "Patient/a"}});
        let known = held(vec![condition("c", "Depression"), condition("e", "Suicidal thoughts")]);
        let view = seen(&known, &Held::default());
        let needs: Vec<_> =
            view.now[0].needs.iter().map(|n| (n.words.as_str(), n.route.is_some(), n.waits)).collect();
        assert_eq!(
            needs,
            [("Depression", true, false), ("Worry", false, false), ("Suicidal thoughts", true, true)]
        );
        assert_eq!(view.coordinators, None, "the team is not known yet");
        let view = seen(&Held::default(), &held(vec![]));
        assert_eq!(view.now[0].needs[0].words, crate::words::plan::NEED_ELSEWHERE);
        assert_eq!(view.coordinators, Some(vec![]));
    }

    #[test]
    fn who_coordinates_the_care_is_told_by_the_role() {
        let member = |name: &str, role: &str| json!({"role": [{"text": role}], "member": {"display": name}});
        let team = |status: &str, members: Vec<Value>| json!({"resourceType": "CareTeam", "status": status, "subject": {"reference": "Patient/a"}, "participant": members});
        let teams = held(vec![
            team(
                "active",
                vec![member("Funmi", "Care Co-ordinator, nurse"), member("Tomasz", "Psychiatrist")],
            ),
            team("inactive", vec![member("Old", "Care coordinator")]),
            team("active", vec![member("Jo", "Key worker")]),
        ]);
        let named: Vec<_> =
            seen(&Held::default(), &teams).coordinators.unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(named, ["Funmi", "Jo"]);
    }
}
