//! QuestionnaireResponse: answers that someone gave.

use super::clock::time_of_day;
use super::coding::Coding;
use super::date::Date;
use super::decimal::Decimal;
use super::letter::Attachment;
use super::quantity::Quantity;
use super::reference::Reference;
use super::source::Source;
use super::{Lenient, Node, Unread, open};
use serde_json::Value;

/// How far the answers are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Begun, not complete.
    InProgress,
    /// Complete.
    Completed,
    /// Changed after they were complete.
    Amended,
    /// Given up before they were complete.
    Stopped,
    /// Entered in error: they should not count.
    EnteredInError,
    /// The entry does not say.
    #[default]
    Unknown,
}

const STATUSES: [(&str, Status); 5] = [
    ("in-progress", Status::InProgress),
    ("completed", Status::Completed),
    ("amended", Status::Amended),
    ("stopped", Status::Stopped),
    ("entered-in-error", Status::EnteredInError),
];

/// One answer's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A chosen option.
    Coding(Coding),
    /// Text, an address or a time of day.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Whole(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// A date.
    Date(Date),
    /// A number with its unit.
    Quantity(Quantity),
    /// A file.
    Attachment(Attachment),
    /// Another entry.
    Reference(Reference),
}

/// One question with its answers, out of the tree of groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Item {
    /// Which question.
    pub link: String,
    /// Its words, where the response holds them.
    pub text: Option<String>,
    /// How deep it stands in groups and under other answers.
    pub depth: usize,
    /// The answers; none for a group, and for a question left open.
    pub answers: Vec<Answer>,
}

/// Answers that someone gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// Id, who gave them, when.
    pub source: Source,
    /// Which questionnaire, with its version after `|` where one is written.
    pub questionnaire: Option<String>,
    /// How far they are.
    pub status: Status,
    /// When they were given.
    pub authored: Option<Date>,
    /// About whom.
    pub subject: Option<Reference>,
    /// Who answered, where not the author.
    pub answered_by: Option<Reference>,
    /// All questions in their order.
    pub items: Vec<Item>,
}

impl Response {
    /// The questionnaire's address without its version.
    #[must_use]
    pub fn canonical(&self) -> Option<&str> {
        let written = self.questionnaire.as_deref()?;
        Some(written.split_once('|').map_or(written, |(url, _)| url))
    }

    /// The answers to one question.
    pub fn answers<'a>(&'a self, link: &'a str) -> impl Iterator<Item = &'a Answer> {
        self.items.iter().filter(move |item| item.link == link).flat_map(|item| &item.answers)
    }
}

/// Reads a QuestionnaireResponse; one that says neither which nor what makes no sense.
pub fn read(value: &Value) -> Lenient<Response> {
    let node = open(value, &["QuestionnaireResponse"])?;
    let mut items = Vec::new();
    flatten(&node, 0, &mut items);
    let response = Response {
        source: Source::read(&node, &["author", "source"], &["authored"]),
        questionnaire: node.text("questionnaire"),
        status: node.one_of("status", "how far the answers are", &STATUSES).unwrap_or_default(),
        authored: node.date("authored"),
        subject: node.read("subject", Reference::read),
        answered_by: node.read("source", Reference::read),
        items,
    };
    if response.questionnaire.is_none() && response.items.is_empty() && response.status == Status::Unknown {
        return Err(Unread { path: "item".into(), expected: "answers" });
    }
    Ok(node.done(response))
}

/// How deep items may nest; JSON itself ends at 128 in the parser used.
const DEEPEST: usize = 40;

fn flatten(node: &Node, depth: usize, items: &mut Vec<Item>) {
    if depth > DEEPEST {
        if node.raw("item").is_some() {
            node.miss("item", "fewer groups inside groups");
        }
        return;
    }
    for item in node.list("item") {
        let link = item.text("linkId");
        if link.is_none() {
            item.miss("linkId", "which question it is");
        }
        let given = item.list("answer");
        let answers = given.iter().filter_map(answer).collect();
        items.push(Item { link: link.unwrap_or_default(), text: item.text("text"), depth, answers });
        given.iter().for_each(|answer| flatten(answer, depth + 1, items));
        flatten(&item, depth + 1, items);
    }
}

fn answer(node: &Node) -> Option<Answer> {
    let Some(key) = node.keys().find(|key| key.starts_with("value") && node.raw(key).is_some()) else {
        node.miss("value", "an answer");
        return None;
    };
    let answer = match key {
        "valueCoding" => node.read(key, Coding::read).map(Answer::Coding),
        "valueString" | "valueUri" => node.text(key).map(Answer::Text),
        "valueBoolean" => node.flag(key).map(Answer::Flag),
        "valueInteger" => node.whole(key).map(Answer::Whole),
        "valueDecimal" => node.decimal(key).map(Answer::Decimal),
        "valueDate" | "valueDateTime" => node.date(key).map(Answer::Date),
        "valueTime" => {
            let time =
                node.take(key, "a time of day", |value| time_of_day(value.as_str()?).and(value.as_str()));
            time.map(|time| Answer::Text(time.to_owned()))
        }
        "valueQuantity" => node.read(key, Quantity::read).map(Answer::Quantity),
        "valueAttachment" => node.read(key, Attachment::read).map(Answer::Attachment),
        "valueReference" => node.read(key, Reference::read).map(Answer::Reference),
        _ => {
            node.miss(key, "a kind of answer that we can show");
            None
        }
    };
    if answer.is_none() {
        node.miss(key, "an answer");
    }
    answer
}
