//! A FHIR Questionnaire, read into a flat list of questions.
//!
//! Only what can be asked truthfully is read; anything else is refused whole, because a question that
//! is left out or asked in another way would change what the answers mean.

use serde_json::Value;

/// A questionnaire that can be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Questionnaire {
    /// Canonical URL.
    pub url: String,
    /// Version, if given.
    pub version: Option<String>,
    /// Title.
    pub title: String,
    /// What is asked, in order.
    pub questions: Vec<Question>,
    /// The notice that stands with the text.
    pub copyright: Option<String>,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// `linkId`.
    pub link_id: String,
    /// The words over it: texts of the groups and displays before it.
    pub lead: Option<String>,
    /// The question.
    pub text: String,
    /// How it is answered.
    pub field: Field,
    /// Whether it must be answered.
    pub required: bool,
    /// The linkIds of the groups around it, outermost first.
    pub groups: Vec<String>,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// One of several.
    Choice(Vec<Choice>),
    /// Yes or no.
    YesNo,
    /// A short text.
    Line,
    /// A longer text.
    Text,
    /// A whole number.
    Whole,
}

/// One answer to choose.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What the person reads.
    pub label: String,
    /// `valueCoding`, as it goes into the answer.
    pub coding: Value,
    /// `ordinalValue` or `itemWeight`, if it carries one.
    pub weight: Option<i64>,
}

/// A given answer.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Answer {
    /// The nth choice.
    Choice(usize),
    /// Yes or no.
    YesNo(bool),
    /// What was written.
    Text(String),
    /// A whole number.
    Whole(i64),
}

/// Why a questionnaire is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsupported {
    /// It is no Questionnaire, or has no URL or no question.
    NotAQuestionnaire,
    /// An item of a type that is not asked here: its linkId and type.
    Item(String, String),
    /// An item that depends on conditions or expressions: its linkId and what it uses.
    Rule(String, String),
    /// Two items with the same linkId.
    Twice(String),
}

/// Extensions that change neither what is asked nor what an answer means.
const HARMLESS: &[&str] = &[
    "ordinalValue",
    "itemWeight",
    "questionnaire-optionPrefix",
    "questionnaire-itemControl",
    "questionnaire-choiceOrientation",
    "sdc-questionnaire-observationLinkPeriod",
    "rendering-style",
    "rendering-markdown",
    "questionnaire-displayCategory",
];

/// Parts of an item that would change what is asked.
const RULES: &[&str] = &["enableWhen", "repeats", "answerValueSet", "readOnly", "initial"];

impl Questionnaire {
    /// Reads a Questionnaire, or says why it is refused.
    ///
    /// # Errors
    /// [`Unsupported`], with the item that could not be asked truthfully.
    pub fn read(resource: &Value) -> Result<Self, Unsupported> {
        let text = |field: &str| resource[field].as_str().map(String::from);
        let is_one = resource["resourceType"] == "Questionnaire";
        let url = text("url").filter(|_| is_one).ok_or(Unsupported::NotAQuestionnaire)?;
        let mut reader = Reader { questions: vec![], lead: vec![], groups: vec![] };
        reader.items(&resource["item"])?;
        if reader.questions.is_empty() {
            return Err(Unsupported::NotAQuestionnaire);
        }
        for (i, question) in reader.questions.iter().enumerate() {
            if reader.questions[..i].iter().any(|q| q.link_id == question.link_id) {
                return Err(Unsupported::Twice(question.link_id.clone()));
            }
        }
        Ok(Self {
            url,
            version: text("version"),
            title: text("title").unwrap_or_default(),
            questions: reader.questions,
            copyright: text("copyright"),
        })
    }
}

/// Nesting deeper than this is refused: no honest questionnaire has it.
const DEEPEST: usize = 32;

struct Reader {
    questions: Vec<Question>,
    lead: Vec<String>,
    groups: Vec<String>,
}

impl Reader {
    fn items(&mut self, items: &Value) -> Result<(), Unsupported> {
        let depth = self.lead.len();
        for item in items.as_array().into_iter().flatten() {
            self.item(item)?;
        }
        self.lead.truncate(depth);
        Ok(())
    }

    fn item(&mut self, item: &Value) -> Result<(), Unsupported> {
        let link_id = item["linkId"].as_str().unwrap_or_default().to_string();
        let kind = item["type"].as_str().unwrap_or_default();
        let text = item["text"].as_str().unwrap_or_default().to_string();
        let refused = || Unsupported::Item(link_id.clone(), kind.to_string());
        if link_id.is_empty() || self.groups.len() > DEEPEST {
            return Err(refused());
        }
        if let Some(rule) = rule_of(item) {
            return Err(Unsupported::Rule(link_id, rule));
        }
        match kind {
            "display" => {
                self.lead.push(text);
                Ok(())
            }
            "group" => {
                let depth = self.lead.len();
                self.lead.extend(Some(text).filter(|t| !t.is_empty()));
                self.groups.push(link_id);
                let done = self.items(&item["item"]);
                self.groups.pop();
                self.lead.truncate(depth);
                done
            }
            _ if item["item"].as_array().is_some_and(|nested| !nested.is_empty()) => Err(refused()),
            _ => {
                let field = field_of(kind, item).ok_or_else(refused)?;
                let lead = self.lead.join(" ");
                self.questions.push(Question {
                    link_id,
                    lead: Some(lead).filter(|l| !l.is_empty()),
                    text,
                    field,
                    required: item["required"].as_bool().unwrap_or(false),
                    groups: self.groups.clone(),
                });
                Ok(())
            }
        }
    }
}

fn field_of(kind: &str, item: &Value) -> Option<Field> {
    match kind {
        "choice" => {
            let options = item["answerOption"].as_array()?;
            let choices: Option<Vec<Choice>> = options.iter().map(choice).collect();
            choices.filter(|c| !c.is_empty()).map(Field::Choice)
        }
        "boolean" => Some(Field::YesNo),
        "string" => Some(Field::Line),
        "text" => Some(Field::Text),
        "integer" => Some(Field::Whole),
        _ => None,
    }
}

fn choice(option: &Value) -> Option<Choice> {
    let coding = option.get("valueCoding")?;
    let label = coding["display"].as_str().or_else(|| coding["code"].as_str())?.to_string();
    let weight = weight_of(option).or_else(|| weight_of(coding));
    Some(Choice { label, coding: coding.clone(), weight })
}

fn weight_of(holder: &Value) -> Option<i64> {
    let extensions = holder["extension"].as_array()?;
    let weight = extensions.iter().find(|e| matches!(last_part(e), Some("ordinalValue" | "itemWeight")))?;
    // By its digits: reading it as a float would bring a table of 10 kB into the WebAssembly.
    let whole = crate::fhir::decimal::Decimal::read(&weight["valueDecimal"])?.whole()?;
    (whole.abs() < 10_000).then_some(whole)
}

fn last_part(extension: &Value) -> Option<&str> {
    extension["url"].as_str()?.rsplit('/').next()
}

fn rule_of(item: &Value) -> Option<String> {
    let present = |v: &Value| !v.is_null() && *v != Value::Bool(false);
    if let Some(rule) = RULES.iter().find(|r| present(&item[**r])) {
        return Some((*rule).to_string());
    }
    let extensions = item["extension"].as_array()?;
    let strange = extensions.iter().find(|e| !last_part(e).is_some_and(|p| HARMLESS.contains(&p)))?;
    Some(last_part(strange).unwrap_or("extension").to_string())
}
