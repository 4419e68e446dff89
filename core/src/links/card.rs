//! The emergency card: chosen lines of the record and the safety plan, for a wallet. It is made on the device alone.

use serde_json::Value;

use crate::effect::Key;
use crate::now::short_key;
use crate::plan::{CRISIS, Paper, Plan};
use crate::record::EntryRow;

/// The key of the name, the only line that stands there unasked.
const NAME: &str = "name";
/// The steps of the safety plan with people to ask and services, and those that help.
const WHOM: [usize; 2] = [3, 4];
const HELPS: [usize; 2] = [1, 2];
/// Part of about me: how to support me.
const SUPPORT: usize = 9;
/// Parts of the crisis plan: whom to call, what others can do, and what they need to know.
const CALL: usize = CRISIS + 1;
const OTHERS_DO: usize = CRISIS + 2;
const KNOW: [usize; 3] = [CRISIS + 3, CRISIS + 4, CRISIS + 5];

/// What the person chose.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// The keys of the chosen lines; `None` until what was chosen before is looked up.
    pub chosen: Option<Vec<String>>,
    /// The id of the link that stands on it.
    pub link: Option<String>,
}

/// A line that can stand on the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardLine {
    /// Follows from its words: a line that was changed has to be chosen anew.
    pub key: String,
    /// Its words.
    pub text: String,
    /// It stands on the card.
    pub on: bool,
}

/// Lines of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardGroup {
    /// Which: 0 whose it is, 1 whom to call, 2 allergies, 3 medicines, 4 what helps, 5 how to talk with them, 6 what else is
    /// to be known.
    pub kind: usize,
    /// The lines.
    pub lines: Vec<CardLine>,
}

/// The card, and what could stand on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CardView {
    /// The groups that have lines.
    pub groups: Vec<CardGroup>,
    /// The links that could stand on it: id, name, and whether it does.
    pub links: Vec<(String, String, bool)>,
    /// The link that stands on it, whole.
    pub link: Option<String>,
    /// When the record was last fetched, in words; none where it is not known.
    pub as_of: Option<String>,
    /// Something of the record is not here.
    pub missing: bool,
}

/// The row of what was chosen.
#[must_use]
pub fn row(account: &str) -> Key {
    Key::of(account, "card")
}

/// What was chosen before; the name alone where nothing was.
pub fn loaded(card: &mut Card, row: Option<&Value>) {
    let rows = row.and_then(Value::as_array);
    let keys =
        |all: &Vec<Value>| all.iter().skip(1).filter_map(|key| key.as_str().map(str::to_owned)).collect();
    card.chosen = Some(rows.map_or_else(|| vec![NAME.to_owned()], keys));
    card.link = row.and_then(|row| row[0].as_str()).filter(|id| !id.is_empty()).map(str::to_owned);
}

/// A line or a link is chosen, or no more; what is kept of it.
pub fn choose(card: &mut Card, line: Option<(String, bool)>, link: Option<Option<String>>) -> Value {
    let chosen = card.chosen.get_or_insert_with(|| vec![NAME.to_owned()]);
    if let Some((key, on)) = line {
        chosen.retain(|one| *one != key);
        if on {
            chosen.push(key);
        }
    }
    if let Some(link) = link {
        card.link = link;
    }
    let mut row = vec![Value::from(card.link.as_deref().unwrap_or_default())];
    row.extend(chosen.iter().map(|key| Value::from(key.as_str())));
    Value::Array(row)
}

/// The lines that there are, from what is known: the safety plan, about me, the crisis plan, communication needs.
#[must_use]
pub fn lines(
    name: &str,
    plans: [Option<&Plan>; 4],
    [allergies, medicines]: [&[EntryRow]; 2],
) -> [Vec<String>; 7] {
    let [safety, about, crisis, needs] = plans;
    let of = |plan: Option<&Plan>, steps: &[usize]| -> Vec<String> {
        let lines = |plan: &Plan| {
            let all = steps.iter().flat_map(|step| plan.of(*step));
            all.map(|line| joined(&line.text, &line.phone)).collect()
        };
        plan.map(lines).unwrap_or_default()
    };
    // An allergy's first line says what happened; a medicine brings the lines of its dose alone.
    let rows = |rows: &[EntryRow], most: usize| -> Vec<String> {
        rows.iter()
            .map(|row| {
                let badge = row.badge.iter().map(|badge| badge.words.as_str());
                let more: Vec<&str> = badge.chain(row.lines.iter().take(most).map(String::as_str)).collect();
                joined(&row.title, &more.join(". "))
            })
            .collect()
    };
    let mut helps = of(safety, &HELPS);
    helps.extend(of(about, &[SUPPORT]));
    helps.extend(of(crisis, &[OTHERS_DO]));
    let mut whom = of(crisis, &[CALL]);
    whom.extend(of(safety, &WHOM));
    // The same person stands in both plans: once is enough, and a key stands for one line.
    let mut seen: Vec<String> = vec![];
    for one in whom {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    let talk: Vec<usize> = Paper::Needs.parts().collect();
    [
        vec![name.to_owned()],
        seen,
        rows(allergies, 1),
        rows(medicines, usize::MAX),
        helps,
        of(needs, &talk),
        of(crisis, &KNOW),
    ]
}

fn joined(text: &str, more: &str) -> String {
    if more.is_empty() || text == more { text.to_owned() } else { [text, ": ", more].concat() }
}

/// The card with what is chosen of these lines.
#[must_use]
pub fn card(card: &Card, lines: [Vec<String>; 7], kept: &[(String, String, String)]) -> CardView {
    let chosen = |key: &str| card.chosen.as_ref().is_some_and(|all| all.iter().any(|one| one == key));
    let mut groups = Vec::new();
    for (kind, texts) in lines.into_iter().enumerate() {
        let line = |text: String| {
            let digit = char::from(b'0' + u8::try_from(kind).unwrap_or(0));
            let key = if kind == 0 {
                NAME.to_owned()
            } else {
                short_key(&[&text, "|", digit.encode_utf8(&mut [0; 4])].concat())
            };
            CardLine { on: chosen(&key), key, text }
        };
        let lines: Vec<CardLine> = texts.into_iter().filter(|text| !text.is_empty()).map(line).collect();
        if !lines.is_empty() {
            groups.push(CardGroup { kind, lines });
        }
    }
    let on = |id: &str| card.link.as_deref() == Some(id);
    CardView {
        groups,
        links: kept.iter().map(|(id, label, _)| (id.clone(), label.clone(), on(id))).collect(),
        link: kept.iter().find(|(id, ..)| on(id)).map(|(_, _, link)| link.clone()),
        ..CardView::default()
    }
}
