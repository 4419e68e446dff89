//! A questionnaire as it was read: a flat arena in document order, everything by number.

use std::rc::Rc;

use serde_json::Value;

use super::choices::Choices;
use super::condition::Condition;
use super::json;
use super::language::Language;
use super::query::Query;
use super::rule::{Dependents, Rule};
use super::{Kind, Note};

/// A questionnaire that can be asked. Read once; answers live in [`super::Live`].
#[derive(Debug)]
pub struct Form {
    /// Canonical address; empty where the questionnaire has none.
    pub url: Rc<str>,
    /// Version, where given.
    pub version: Option<Rc<str>>,
    /// The language that its words are wanted in (BCP 47); empty for the questionnaire's own.
    pub language: Rc<str>,
    /// The languages that it can be read in, its own first; empty where it has its own alone.
    pub languages: Vec<Language>,
    /// The Questionnaire itself.
    pub source: Rc<Value>,
    /// All items in document order: an item's descendants follow it, up to [`Item::end`].
    pub items: Vec<Item>,
    /// What cannot be done here: with the item it concerns, or the form as a whole.
    pub notes: Vec<(Option<usize>, Note)>,
    /// What it asks of the record.
    pub queries: Vec<Query>,
    /// The names under which its expressions know the person.
    pub(crate) persons: Vec<Rc<str>>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) dependents: Dependents,
    /// The rules of the questionnaire itself.
    pub(crate) own: Vec<usize>,
    /// The linkIds in order, with their items.
    pub(crate) ids: Vec<(Rc<str>, usize)>,
}

/// One item.
#[derive(Debug)]
pub struct Item {
    /// `linkId`.
    pub link_id: Rc<str>,
    /// Its type.
    pub kind: Kind,
    /// The item around it.
    pub parent: Option<usize>,
    /// Where its descendants end.
    pub end: usize,
    /// Its place in the list of its parent.
    place: usize,
    /// It must be answered.
    pub required: bool,
    /// It may be answered more than once, or stand more than once.
    pub repeats: bool,
    /// It can be seen and not changed.
    pub read_only: bool,
    /// It is never shown; its answers count.
    pub hidden: bool,
    /// While it is not enabled it is shown all the same, and cannot be changed (`disabledDisplay` protected).
    pub protected: bool,
    /// How it wants to be shown.
    pub control: Control,
    /// What it is offered to choose.
    pub choices: Option<Rc<Choices>>,
    /// Fewest answers or repetitions, once there are any.
    pub min_occurs: u32,
    /// Most answers or repetitions.
    pub max_occurs: Option<u32>,
    pub(crate) conditions: Box<[Condition]>,
    /// One condition is enough (`enableBehavior` any).
    pub(crate) any: bool,
    /// Its rules.
    pub(crate) rules: Vec<usize>,
    /// Its JSON says bounds, lengths, patterns or kinds of files.
    pub(crate) bounded: bool,
}

/// How an item wants to be shown (`itemControl`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "the names are those of the code system questionnaire-item-control")]
pub enum Control {
    #[default]
    Default,
    Radio,
    CheckBox,
    DropDown,
    Autocomplete,
    Slider,
    Spinner,
    TextBox,
    List,
    Table,
    HTable,
    GTable,
    Grid,
    Page,
    TabContainer,
    Tab,
    Header,
    Footer,
    Help,
    Flyover,
    Instructions,
    Unit,
    Lower,
    Upper,
    Legal,
}

const CONTROLS: [(&str, Control); 30] = [
    ("radio-button", Control::Radio),
    ("check-box", Control::CheckBox),
    ("drop-down", Control::DropDown),
    ("autocomplete", Control::Autocomplete),
    ("lookup", Control::Autocomplete),
    ("slider", Control::Slider),
    ("spinner", Control::Spinner),
    ("text-box", Control::TextBox),
    ("list", Control::List),
    ("table", Control::Table),
    ("htable", Control::HTable),
    ("gtable", Control::GTable),
    ("atable", Control::Table),
    ("grid", Control::Grid),
    // No code of FHIR's own value set; authors write it for a table of questions with the same choices.
    ("likert", Control::Table),
    ("page", Control::Page),
    ("step", Control::Page),
    ("tab-container", Control::TabContainer),
    ("tab", Control::Tab),
    ("header", Control::Header),
    ("footer", Control::Footer),
    ("help", Control::Help),
    ("flyover", Control::Flyover),
    ("inline", Control::Instructions),
    ("prompt", Control::Instructions),
    ("instructions", Control::Instructions),
    ("unit", Control::Unit),
    ("lower", Control::Lower),
    ("upper", Control::Upper),
    ("legal", Control::Legal),
];

impl Control {
    /// Whether a code of `itemControl` is one that is followed.
    #[must_use]
    pub fn knows(code: &str) -> bool {
        CONTROLS.iter().any(|(name, _)| *name == code)
    }

    /// Reads the control of an item, `displayCategory` being an older way to say instructions.
    pub(crate) fn read(item: &Value) -> Self {
        let mut codes = json::codes(item, "questionnaire-itemControl");
        let known = codes.find_map(|code| CONTROLS.iter().find(|(name, _)| *name == code));
        known.map(|(_, control)| *control).unwrap_or_else(|| {
            let mut categories = json::codes(item, "questionnaire-displayCategory");
            match categories.next() {
                Some("instructions") => Self::Instructions,
                Some("help") => Self::Help,
                _ => Self::Default,
            }
        })
    }
}

impl Form {
    /// The item with a `linkId`.
    #[must_use]
    pub fn find(&self, link_id: &str) -> Option<usize> {
        let at = self.ids.binary_search_by(|(id, _)| (**id).cmp(link_id)).ok()?;
        self.ids.get(at).map(|(_, item)| *item)
    }

    /// The items directly below another, or at the top.
    pub fn children(&self, of: Option<usize>) -> Children<'_> {
        match of {
            Some(item) => {
                Children { form: self, next: item + 1, end: self.items.get(item).map_or(0, |i| i.end) }
            }
            None => Children { form: self, next: 0, end: self.items.len() },
        }
    }

    /// The item's own JSON.
    #[must_use]
    pub fn json(&self, item: usize) -> &Value {
        let Some(found) = self.items.get(item) else { return &Value::Null };
        let around = found.parent.map_or(&*self.source, |parent| self.json(parent));
        json::list(around, "item").get(found.place).unwrap_or(&Value::Null)
    }

    /// Whether an expression looks at the person's own entry in the record (`%patient`, `%user`).
    #[must_use]
    pub fn asks_about_the_person(&self) -> bool {
        let names = self.rules.iter().filter(|rule| !rule.dead).flat_map(|rule| rule.expression.names());
        names.into_iter().any(|name| self.persons.iter().any(|known| **known == **name))
    }

    /// Whether a question is linked to Observations of the record.
    #[must_use]
    pub fn asks_for_observations(&self) -> bool {
        let linked =
            |item| json::extension(self.json(item), "sdc-questionnaire-observationLinkPeriod").is_some();
        (0..self.items.len()).any(linked)
    }

    /// Whether an item has others below it that are asked or shown in their own right.
    #[must_use]
    pub fn holds(&self, item: usize) -> bool {
        self.items.get(item).is_some_and(|found| found.end > item + 1)
    }

    /// The notes on an item, or on the whole form.
    pub fn notes_of(&self, item: Option<usize>) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |(of, _)| *of == item).map(|(_, note)| note)
    }
}

/// A resource contained in another, by its id with or without `#`.
pub(crate) fn contained<'v>(source: &'v Value, id: &str) -> Option<&'v Value> {
    let id = id.strip_prefix('#').unwrap_or(id);
    json::list(source, "contained").iter().find(|inner| json::text(inner, "id") == Some(id))
}

impl Item {
    /// Most answers or repetitions, where nothing bounds them a number that is never reached.
    #[must_use]
    pub fn most(&self) -> usize {
        self.max_occurs.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX)
    }

    /// A new item; what is not given is as the FHIR defaults say.
    pub(crate) fn new(link_id: &str, kind: Kind, parent: Option<usize>, place: usize) -> Self {
        Self {
            link_id: link_id.into(),
            kind,
            parent,
            end: 0,
            place,
            required: false,
            repeats: false,
            read_only: false,
            hidden: false,
            protected: false,
            control: Control::Default,
            choices: None,
            min_occurs: 0,
            max_occurs: None,
            conditions: Box::default(),
            any: false,
            rules: Vec::new(),
            bounded: false,
        }
    }
}

/// Goes over the items directly below one.
#[derive(Clone)]
pub struct Children<'f> {
    form: &'f Form,
    next: usize,
    end: usize,
}

impl Iterator for Children<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let at = self.next;
        if at >= self.end {
            return None;
        }
        self.next = self.form.items.get(at).map_or(self.end, |item| item.end);
        Some(at)
    }
}
