//! Whether a QuestionnaireResponse is a valid answer to a Questionnaire.

use std::rc::Rc;

use serde_json::Value;

use super::live::Live;
use super::problem::Problem;
use super::{Form, Kind, json};
use crate::now::Now;

/// Something that is wrong with a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The item, by its linkId.
    pub link_id: Rc<str>,
    /// What is wrong.
    pub fault: Fault,
    /// It does not make the response invalid.
    pub remark: bool,
}

/// What is wrong with an item of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no QuestionnaireResponse.
    NoResponse,
    /// The questionnaire has no item with this linkId.
    Unknown,
    /// The item stands elsewhere in the questionnaire.
    Misplaced,
    /// Items are not in the questionnaire's order.
    Order,
    /// It stands more often than it may.
    Repeated,
    /// A group or display has answers.
    Answered,
    /// Items below a question stand beside its answers instead of under them.
    Beside,
    /// It is answered though it is not enabled.
    Disabled,
    /// An answer, or the whole of them.
    Problem(Problem),
}

/// Everything that is wrong with a response. The questionnaire is the one it answers; it is not compared with the
/// address that the response names.
#[must_use]
pub fn judge(form: &Rc<Form>, response: &Value, now: &Now) -> Vec<Issue> {
    let mut judge = Judge { form, issues: Vec::new() };
    if response["resourceType"] != "QuestionnaireResponse" {
        judge.found("", Fault::NoResponse);
        return judge.issues;
    }
    judge.items(json::list(response, "item"), None, 0);
    let live = Live::as_given(form.clone(), response, now);
    for at in 0..live.nodes.len() {
        judge.node(&live, at);
    }
    for problem in live.problems_of_all() {
        judge.problem("", problem);
    }
    let mut issues = judge.issues;
    if json::text(response, "status") == Some("in-progress") {
        // What is not finished may be incomplete.
        for issue in &mut issues {
            let open = matches!(
                issue.fault,
                Fault::Repeated | Fault::Problem(Problem::Missing | Problem::Few(_) | Problem::Many(_))
            );
            issue.remark |= open;
        }
    }
    issues
}

struct Judge<'f> {
    form: &'f Form,
    issues: Vec<Issue>,
}

impl Judge<'_> {
    fn found(&mut self, link_id: &str, fault: Fault) {
        self.issues.push(Issue { link_id: link_id.into(), fault, remark: false });
    }

    fn problem(&mut self, link_id: &str, problem: Problem) {
        let remark = problem.is_remark();
        self.issues.push(Issue { link_id: link_id.into(), fault: Fault::Problem(problem), remark });
    }

    fn items(&mut self, items: &[Value], parent: Option<usize>, depth: usize) {
        let mut last = None;
        for one in items {
            let link_id = json::text(one, "linkId").unwrap_or_default();
            let Some(at) = self.form.find(link_id) else {
                self.found(link_id, Fault::Unknown);
                continue;
            };
            let form = self.form;
            let Some(item) = form.items.get(at) else { continue };
            if item.parent != parent {
                self.found(link_id, Fault::Misplaced);
                continue;
            }
            if last.is_some_and(|last| last > at) {
                self.found(link_id, Fault::Order);
            }
            if last == Some(at) && !(item.repeats && item.kind == Kind::Group) {
                self.found(link_id, Fault::Repeated);
            }
            last = Some(at);
            let answers = json::list(one, "answer");
            let below = json::list(one, "item");
            if item.kind.is_question() {
                if answers.len() > 1 && !item.repeats {
                    self.found(link_id, Fault::Repeated);
                }
                if !below.is_empty() {
                    self.found(link_id, Fault::Beside);
                }
            } else if !answers.is_empty() {
                self.found(link_id, Fault::Answered);
            }
            if depth < 64 {
                self.items(below, Some(at), depth + 1);
                for answer in answers {
                    self.items(json::list(answer, "item"), Some(at), depth + 1);
                }
            }
        }
    }

    fn node(&mut self, live: &Live, at: usize) {
        let (Some(node), Some(item)) = (live.node(at), live.item(at)) else { return };
        if !node.on {
            if node.answers.iter().any(|answer| answer.value.is_some()) {
                self.found(&item.link_id, Fault::Disabled);
            }
            return;
        }
        for problem in live.problems(at) {
            // A set of questions under an answer that was not given is not asked.
            if problem != Problem::Missing || self.asked(live, at) {
                self.problem(&item.link_id, problem);
            }
        }
        for answer in &node.answers {
            if let Some(problem) = live.problem(at, answer) {
                self.problem(&item.link_id, problem);
            }
        }
    }

    /// Whether everything around a node is in the response: what stands in an optional group that is left out whole, or
    /// under a question without an answer, is not missing.
    fn asked(&self, live: &Live, at: usize) -> bool {
        let Some(parent) = live.node(at).and_then(|node| node.parent) else { return true };
        let Some(item) = live.item(parent) else { return true };
        if item.kind.is_question() {
            return live.answered(parent) && self.asked(live, parent);
        }
        (live.answered(parent) || live.needed(parent)) && self.asked(live, parent)
    }
}
