//! What is kept of the safety plan: mine, what the gateway has, what is on its way, what is to be chosen.

use serde_json::Value;

use super::lines::{Ask, Line, Plan};
use super::paper::{PARTS, Paper};
use super::written::Held;
use crate::effect::Key;
use crate::json;

/// Of a plan that was handed over and not acknowledged yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The id of its entry in the outbox.
    pub entry: String,
    /// What it says.
    pub plan: Plan,
    /// It is to become a version even where a newer one waits: in it stands what the person is asked about.
    pub stays: bool,
}

/// What is kept. It never expires.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// The plan as the person sees it.
    pub mine: Plan,
    /// What the gateway had when it was last heard of.
    pub base: Option<Held>,
    /// What was handed over since, the oldest first.
    pub sent: Vec<Sent>,
    /// What the person is to choose.
    pub asks: Vec<Ask>,
    /// When it was last changed here, milliseconds; 0 for never.
    pub changed: i64,
    /// When the gateway was last heard of, milliseconds; 0 for never.
    pub checked: i64,
}

/// So many of what was handed over are remembered, to know them again.
pub(super) const MOST_SENT: usize = 6;

impl Kept {
    /// Something is in mine that was not handed over.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        let empty = Plan::default();
        let base = || self.base.as_ref().map_or(&empty, |held| &held.plan);
        !self.mine.same(self.sent.last().map_or_else(base, |sent| &sent.plan))
    }
}

/// The row of a paper.
#[must_use]
pub fn row(account: &str, paper: Paper) -> Key {
    Key::of(account, paper.word())
}

/// The row of the line that is being written.
#[must_use]
pub fn draft_row(account: &str, paper: Paper) -> Key {
    Key::of(account, &[paper.word(), "-line"].concat())
}

const ROW: &str = r#"{"mine": "$mine", "base": "$base", "version": "$version", "updated": "$updated",
    "sent": "$sent", "asks": "$asks", "changed": "$changed", "checked": "$checked"}"#;

fn list(parts: &[&str]) -> Value {
    Value::Array(parts.iter().map(|part| Value::from(*part)).collect())
}

fn line(line: &Line) -> Value {
    let step = char::from(b'0' + u8::try_from(line.step).unwrap_or(0));
    list(&[step.encode_utf8(&mut [0; 4]), &line.id, &line.phone, &line.text])
}

/// A plan as it is kept: the day first, then the lines.
#[must_use]
pub fn write_plan(plan: &Plan) -> Value {
    let mut all = vec![Value::from(plan.review.as_str())];
    all.extend(plan.lines.iter().map(line));
    Value::Array(all)
}

fn text(of: &Value, at: usize) -> String {
    of[at].as_str().unwrap_or_default().to_owned()
}

/// A plan as it was kept.
#[must_use]
pub fn read_plan(row: &Value) -> Plan {
    let mut plan = Plan { review: text(row, 0), lines: vec![] };
    for one in row.as_array().into_iter().flatten().skip(1) {
        let digit = one[0].as_str().and_then(|step| step.bytes().next()).unwrap_or(b'0');
        let step = usize::from(digit.wrapping_sub(b'0')).min(PARTS - 1);
        plan.lines.push(Line { step, id: text(one, 1), phone: text(one, 2), text: text(one, 3) });
    }
    plan
}

fn write_ask(ask: &Ask) -> Value {
    match ask {
        Ask::Both(mine, theirs) => list(&["both", mine, theirs]),
        Ask::Gone(id, here) => list(&["gone", id, if *here { "here" } else { "" }]),
        Ask::Review(mine, theirs) => list(&["review", mine, theirs]),
    }
}

fn read_ask(row: &Value) -> Option<Ask> {
    let (one, two) = (text(row, 1), text(row, 2));
    Some(match row[0].as_str()? {
        "both" => Ask::Both(one, two),
        "gone" => Ask::Gone(one, !two.is_empty()),
        "review" => Ask::Review(one, two),
        _ => return None,
    })
}

/// As it is kept.
#[must_use]
pub fn write(kept: &Kept) -> Value {
    let base = kept.base.as_ref();
    let sent = kept.sent.iter().map(|sent| {
        Value::Array(vec![sent.entry.as_str().into(), write_plan(&sent.plan), sent.stays.into()])
    });
    let holes = [
        ("mine", write_plan(&kept.mine)),
        ("base", base.map_or(Value::Null, |held| write_plan(&held.plan))),
        ("version", base.map_or(Value::Null, |held| held.version.as_str().into())),
        ("updated", base.map_or(Value::Null, |held| held.updated.into())),
        ("sent", Value::Array(sent.collect())),
        ("asks", Value::Array(kept.asks.iter().map(write_ask).collect())),
        ("changed", kept.changed.into()),
        ("checked", kept.checked.into()),
    ];
    json::filled(ROW, &holes)
}

/// As it was kept.
#[must_use]
pub fn read(row: &Value) -> Kept {
    let moment = |name: &str| row[name].as_i64().unwrap_or(0);
    let list = |name: &str| row[name].as_array().into_iter().flatten();
    Kept {
        mine: read_plan(&row["mine"]),
        base: row["base"].is_array().then(|| Held {
            plan: read_plan(&row["base"]),
            version: row["version"].as_str().unwrap_or_default().to_owned(),
            updated: moment("updated"),
        }),
        sent: list("sent")
            .map(|one| Sent { entry: text(one, 0), plan: read_plan(&one[1]), stays: one[2] == true })
            .collect(),
        asks: list("asks").filter_map(read_ask).collect(),
        changed: moment("changed"),
        checked: moment("checked"),
    }
}
