//! Answers under way, kept at every answer.

use std::rc::Rc;

use serde_json::Value;

use super::shown::{Helper, Mode};
use crate::json::filled;
use crate::now::Now;
use crate::sdc::{Around, Form, Live, Typed, json, named};
use crate::words::checks;

/// What is kept beside the answers. The ids are made when the draft begins, so that a draft which is sent twice
/// (the page was killed between saving and clearing) is the same entry twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The canonical address that it answers.
    pub questionnaire: String,
    /// The id of the response-to-be.
    pub response: String,
    /// The id of the total's Observation-to-be.
    pub observation: String,
    /// The id of the outbox entry-to-be.
    pub entry: String,
    /// When it was begun, milliseconds.
    pub begun: i64,
    /// Somebody helps to answer.
    pub helper: Option<Helper>,
    /// How much is shown at once.
    pub mode: Mode,
    /// How the files that the answers name are kept; each is a row of `file`.
    pub files: Vec<Value>,
    /// Nothing was answered yet.
    pub fresh: bool,
}

impl Draft {
    /// An empty draft.
    #[must_use]
    pub fn begin(questionnaire: &str, now: &Now) -> Self {
        Self {
            questionnaire: questionnaire.into(),
            response: now.uuid(),
            observation: now.uuid(),
            entry: now.uuid(),
            begun: now.time,
            helper: None,
            mode: Mode::default(),
            files: vec![],
            fresh: true,
        }
    }

    /// Whether a kept row holds answers.
    #[must_use]
    pub fn holds(row: &Value) -> bool {
        ["items", "answers", "typed", "not_said"].iter().any(|name| !json::list(row, name).is_empty())
    }

    /// Takes up a kept draft: itself, the form with its answers, what was lost of them, and the step that was open.
    pub(super) fn resume(
        form: &Rc<Form>,
        around: Around,
        kept: Option<&Value>,
        now: &Now,
    ) -> (Self, Live, Option<&'static str>, usize) {
        let Some(kept) = kept.filter(|kept| Self::holds(kept)) else {
            let live = Live::open(form.clone(), around, None, now);
            return (Self::begin(&form.url, now), live, None, 0);
        };
        let Some(draft) = Self::read(kept).filter(|draft| *draft.questionnaire == *form.url) else {
            let live = Live::open(form.clone(), around, None, now);
            return (Self::begin(&form.url, now), live, Some(checks::LOST_ALL), 0);
        };
        let mut live =
            Live::open(form.clone(), around, Some(&named("item", json::list(kept, "items").into())), now);
        let mut lost = missing(form, json::list(kept, "items"));
        lost |= thin(&mut live, json::list(kept, "answers"));
        for typed in json::list(kept, "typed") {
            lost |= retype(&mut live, typed).is_none();
        }
        for path in json::list(kept, "not_said") {
            match node(&live, path) {
                Some(at) => live.not_said(at, true),
                None => lost = true,
            }
        }
        for one in json::list(kept, "own") {
            match node(&live, &one["path"]) {
                Some(at) => live.set(at, json::list(one, "answers"), true),
                None => lost = true,
            }
        }
        for one in json::list(kept, "from") {
            if let (Some(at), Some(when)) = (node(&live, &one[0]), one[1].as_i64()) {
                live.filled_from(at, when);
            }
        }
        let at = kept.get("at").and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok()).unwrap_or(0);
        (draft, live, lost.then_some(checks::LOST), at)
    }

    fn read(kept: &Value) -> Option<Self> {
        let text = |name: &str| json::text(kept, name).map(String::from);
        let helper = json::member(kept, "helper").map(|helper| Helper {
            name: json::text(helper, "name").unwrap_or_default().into(),
            relation: json::text(helper, "relation").unwrap_or_default().into(),
            instead: json::flag(helper, "instead"),
        });
        Some(Self {
            questionnaire: text("questionnaire")?,
            response: text("response")?,
            observation: text("observation")?,
            entry: text("entry")?,
            begun: kept.get("begun").and_then(Value::as_i64).unwrap_or(0),
            helper,
            mode: Mode::read(json::text(kept, "mode").unwrap_or_default()),
            files: json::list(kept, "files").to_vec(),
            fresh: false,
        })
    }

    /// The row that is kept.
    #[must_use]
    pub fn row(&self, live: &Live, mode: Mode, at: usize) -> Value {
        // What was typed and cannot be read, and what the person did not want to say.
        let (mut typed, mut not_said, mut from) = (Vec::new(), Vec::new(), Vec::new());
        // What would be worked out, and the person wrote over: it must not be worked out again.
        let mut own = Vec::new();
        for at in 0..live.nodes.len() {
            let Some(node) = live.node(at) else { continue };
            for answer in &node.answers {
                if let Some(text) = answer.typed.as_ref().filter(|t| answer.value.is_none() && !t.is_blank())
                {
                    typed.push(unread(path(live, at), answer.other, text));
                }
            }
            if node.not_said {
                not_said.push(path(live, at));
            }
            if node.touched && live.is_calculated(node.item) && !live.frozen(at) {
                let answers: Vec<Value> = node.answers.iter().filter_map(|one| one.value.clone()).collect();
                let holes = [("path", path(live, at)), ("answers", answers.into())];
                own.push(filled(r#"{"path": "$path", "answers": "$answers"}"#, &holes));
            }
            if let Some(when) = live.from_record(at) {
                from.push(Value::Array(vec![path(live, at), when.into()]));
            }
        }
        let mut row = self.filled(mode, at, typed, not_said);
        // Many: they are not copied once more.
        row["items"] = live.kept().into();
        for (name, list) in [("from", from), ("own", own)] {
            if !list.is_empty() {
                row[name] = list.into();
            }
        }
        row
    }

    /// The row without its answers.
    pub(super) fn filled(&self, mode: Mode, at: usize, typed: Vec<Value>, not_said: Vec<Value>) -> Value {
        let helper = self.helper.as_ref().map_or(Value::Null, |helper| {
            let (name, relation) = (helper.name.as_str().into(), helper.relation.as_str().into());
            let holes = [("name", name), ("relation", relation), ("instead", helper.instead.into())];
            filled(r#"{"name": "$name", "relation": "$relation", "instead": "$instead"}"#, &holes)
        });
        filled(
            ROW,
            &[
                ("questionnaire", self.questionnaire.as_str().into()),
                ("response", self.response.as_str().into()),
                ("observation", self.observation.as_str().into()),
                ("entry", self.entry.as_str().into()),
                ("begun", self.begun.into()),
                ("helper", helper),
                ("mode", mode.word().into()),
                ("at", at.into()),
                ("files", self.files.as_slice().into()),
                ("typed", typed.into()),
                ("not_said", not_said.into()),
            ],
        )
    }
}

/// The row of a draft, its answers apart.
const ROW: &str = r#"{"questionnaire": "$questionnaire", "response": "$response", "observation": "$observation",
    "entry": "$entry", "begun": "$begun", "helper": "$helper", "mode": "$mode", "at": "$at", "typed": "$typed",
    "not_said": "$not_said", "files": "$files"}"#;

/// What was typed and cannot be read.
fn unread(path: Value, other: bool, typed: &Typed) -> Value {
    let text = |text: &String| Value::from(text.as_str());
    let holes = [
        ("path", path),
        ("other", other.into()),
        ("text", text(&typed.text)),
        ("time", text(&typed.time)),
        ("unit", typed.unit.into()),
        ("unit_text", text(&typed.unit_text)),
    ];
    filled(
        r#"{"path": "$path", "other": "$other", "text": "$text", "time": "$time", "unit": "$unit",
            "unit_text": "$unit_text"}"#,
        &holes,
    )
}

/// Whether an answer of the draft has no item in the form any more.
fn missing(form: &Form, items: &[Value]) -> bool {
    items.iter().any(|item| {
        let link_id = json::text(item, "linkId").unwrap_or_default();
        let below = json::list(item, "answer").iter().any(|answer| missing(form, json::list(answer, "item")));
        form.find(link_id).is_none() || below || missing(form, json::list(item, "item"))
    })
}

/// Takes up the answers as they were kept before forms had conditions: `[linkId, {"Choice": 2}]`. Whether one was lost.
fn thin(live: &mut Live, answers: &[Value]) -> bool {
    let mut lost = false;
    for answer in answers {
        lost |= thin_one(live, answer).is_none();
    }
    lost
}

fn thin_one(live: &mut Live, answer: &Value) -> Option<()> {
    let item = live.form().find(answer.get(0)?.as_str()?)?;
    let at = *live.nodes_of(item).first()?;
    let (kind, given) = answer.get(1)?.as_object()?.iter().next()?;
    let value = match (kind.as_str(), given) {
        ("Choice", place) => {
            let place = usize::try_from(place.as_u64()?).ok()?;
            live.choices(at)?.list.get(place)?.answer.clone()
        }
        ("YesNo", yes) => named("valueBoolean", yes.clone()),
        ("Text", text) => named("valueString", text.clone()),
        ("Whole", whole) => named("valueInteger", whole.clone()),
        _ => return None,
    };
    live.set(at, &[value], true);
    Some(())
}

/// Where a node stands: link ids with their places among their like, from the top.
fn path(live: &Live, at: usize) -> Value {
    let mut path = Vec::new();
    let mut here = Some(at);
    while let Some(at) = here {
        let (Some(node), Some(item)) = (live.node(at), live.item(at)) else { break };
        let before = live.beside(at).iter().take_while(|other| **other != at);
        let like = before.filter(|other| live.node(**other).is_some_and(|n| n.item == node.item)).count();
        path.push(Value::Array(vec![(*item.link_id).into(), like.into()]));
        here = node.parent;
    }
    path.reverse();
    Value::Array(path)
}

/// The node of a path.
fn node(live: &Live, path: &Value) -> Option<usize> {
    let mut at = None;
    for part in path.as_array()? {
        let item = live.form().find(part.get(0)?.as_str()?)?;
        let place = usize::try_from(part.get(1)?.as_u64()?).ok()?;
        let below = match at {
            None => live.tops(),
            Some(at) => &live.node(at)?.children,
        };
        at = Some(
            *below.iter().filter(|other| live.node(**other).is_some_and(|n| n.item == item)).nth(place)?,
        );
    }
    at
}

fn retype(live: &mut Live, kept: &Value) -> Option<()> {
    let at = node(live, kept.get("path")?)?;
    let text = |name: &str| String::from(json::text(kept, name).unwrap_or_default());
    if json::flag(kept, "other") {
        live.other(at, true, Some(text("text")));
        return Some(());
    }
    let unit = kept.get("unit").and_then(Value::as_u64).and_then(|unit| usize::try_from(unit).ok());
    let found =
        Typed { text: text("text"), time: text("time"), unit, unit_text: text("unit_text"), left: true };
    let slot = live.next_slot(at);
    live.type_in(at, slot, |typed| *typed = found);
    Some(())
}
