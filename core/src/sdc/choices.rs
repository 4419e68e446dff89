//! What can be chosen: options of an item, and value sets that are at hand.

use std::any::Any;
use std::cell::OnceCell;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::form::contained;
use super::json;

/// The most choices that are taken from one value set.
const MOST: usize = 5_000;

/// The choices of a question. Questions with the same value set share them.
#[derive(Debug)]
pub struct Choices {
    /// In their order.
    pub list: Vec<Choice>,
    /// Nothing says what can be chosen: any code is an answer.
    pub unbound: bool,
    /// How they are shown, made once.
    shown: OnceCell<Rc<dyn Any>>,
}

impl Choices {
    /// Choices of this list.
    pub(crate) fn new(list: Vec<Choice>, unbound: bool) -> Self {
        Self { list, unbound, shown: OnceCell::new() }
    }

    /// What `make` makes of them: once, then shared.
    pub fn shown<T: Clone + 'static>(&self, make: impl FnOnce() -> T) -> T {
        if let Some(known) = self.shown.get().and_then(|shown| shown.downcast_ref::<T>()) {
            return known.clone();
        }
        let made = make();
        // Another kind of showing may be there already; then this one is not kept.
        self.shown.get_or_init(|| Rc::new(made.clone()));
        made
    }
}

/// One choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The answer that it stands for: an object with its `value[x]`.
    pub answer: Value,
    /// What the person reads.
    pub label: Rc<str>,
    /// The option as it stands in the questionnaire, for prefix, picture and the like; `Null` in a value set.
    pub option: Value,
    /// It is chosen at first.
    pub selected: bool,
    /// Choosing it unchooses the others.
    pub exclusive: bool,
}

impl Choice {
    /// Reads an `answerOption` or an answer.
    pub(crate) fn read(option: &Value, language: &str) -> Option<Self> {
        let (name, value) = json::choice(option)?;
        let mut value = value.clone();
        weighted(&mut value, option);
        let said = json::translated(option, name, language).map(String::from);
        let label = said.or_else(|| label(&value, language))?.into();
        let mut answer = Map::new();
        answer.insert(name.into(), value);
        Some(Self {
            answer: Value::Object(answer),
            label,
            selected: json::flag(option, "initialSelected"),
            exclusive: json::says(option, "questionnaire-optionExclusive"),
            option: option.clone(),
        })
    }

    fn of_concept(concept: &Value, system: Option<&Value>, language: &str) -> Option<Self> {
        let code = json::text(concept, "code")?;
        let mut coding = Map::new();
        if let Some(system) = concept.get("system").or(system) {
            coding.insert("system".into(), system.clone());
        }
        coding.insert("code".into(), code.into());
        // An answer says what it means as the value set wrote it, in whatever language it was read.
        let display = json::text(concept, "display");
        if let Some(display) = display {
            coding.insert("display".into(), display.into());
        }
        let mut coding = Value::Object(coding);
        weighted(&mut coding, concept);
        let mut answer = Map::new();
        answer.insert("valueCoding".into(), coding);
        let said = designated(concept, language).or_else(|| json::translated(concept, "display", language));
        let label = said.unwrap_or(code).into();
        Some(Self {
            answer: Value::Object(answer),
            label,
            option: Value::Null,
            selected: false,
            exclusive: false,
        })
    }
}

/// The display of a concept in the wanted language.
fn designated<'v>(concept: &'v Value, language: &str) -> Option<&'v str> {
    let wanted = |d: &&Value| {
        !language.is_empty() && json::text(d, "language").is_some_and(|lang| json::speaks(lang, language))
    };
    json::list(concept, "designation").iter().find(wanted).and_then(|d| json::text(d, "value"))
}

/// Puts the weight that stands beside an option into its coding, where an answer carries it.
fn weighted(value: &mut Value, option: &Value) {
    let Some(weight) = json::list(option, "extension").iter().find(|e| json::weighs(e)) else { return };
    if let Some(coding) = value.as_object_mut()
        && coding.contains_key("code")
    {
        let extensions = coding.entry("extension").or_insert_with(|| Value::Array(Vec::new()));
        if let Some(list) = extensions.as_array_mut()
            && !list.iter().any(json::weighs)
        {
            list.push(weight.clone());
        }
    }
}

/// What a person reads for a value.
#[must_use]
pub(crate) fn label(value: &Value, language: &str) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.as_str().into()),
        Value::Object(_) => {
            let names = ["display", "code", "reference", "unit"];
            names.iter().find_map(|name| json::translated(value, name, language)).map(String::from)
        }
        _ => None,
    }
}

/// The choices of an item's `answerOption`.
pub(crate) fn of_options(options: &[Value], language: &str) -> Vec<Choice> {
    options.iter().filter_map(|option| Choice::read(option, language)).collect()
}

/// The choices of a value set at hand: contained, or one of `others`. `None` where it is not there or is not spelled out.
pub(crate) fn of_set(address: &str, source: &Value, others: &[Value], language: &str) -> Option<Vec<Choice>> {
    let plain = address.split('|').next().unwrap_or(address);
    let known = |set: &&Value| json::text(set, "url") == Some(plain);
    let set = match address.strip_prefix('#') {
        Some(id) => contained(source, id),
        None => json::list(source, "contained").iter().chain(others).find(known),
    };
    let mut list = Vec::new();
    spelled(set?, source, language, &mut list, 0)?;
    (!list.is_empty()).then_some(list)
}

/// Takes every choice of a value set; `None` where a part of it is not spelled out.
fn spelled(set: &Value, source: &Value, language: &str, list: &mut Vec<Choice>, depth: usize) -> Option<()> {
    if let Some(expansion) = json::member(set, "expansion") {
        nested(json::list(expansion, "contains"), language, list, depth);
        return Some(());
    }
    let compose = json::member(set, "compose")?;
    for include in json::list(compose, "include") {
        if json::member(include, "filter").is_some() {
            return None;
        }
        let concepts = json::list(include, "concept");
        for concept in concepts {
            if list.len() < MOST {
                list.extend(Choice::of_concept(concept, include.get("system"), language));
            }
        }
        let sets = json::list(include, "valueSet");
        if concepts.is_empty() && sets.is_empty() {
            whole_system(include, source, language, list)?;
        }
        for other in sets.iter().filter(|_| concepts.is_empty()) {
            let other = other.as_str()?;
            let known = |set: &&Value| json::text(set, "url") == Some(other);
            let found = match other.strip_prefix('#') {
                Some(id) => contained(source, id),
                None => json::list(source, "contained").iter().find(known),
            };
            if depth > 4 {
                return None;
            }
            spelled(found?, source, language, list, depth + 1)?;
        }
    }
    let out = json::list(compose, "exclude");
    let gone = |choice: &Choice| {
        let coding = &choice.answer["valueCoding"];
        out.iter().any(|set| {
            set.get("system") == coding.get("system")
                && json::list(set, "concept").iter().any(|c| c.get("code") == coding.get("code"))
        })
    };
    list.retain(|choice| !gone(choice));
    Some(())
}

/// Every code of a code system that is contained too.
fn whole_system(include: &Value, source: &Value, language: &str, list: &mut Vec<Choice>) -> Option<()> {
    let system = include.get("system")?;
    let known = |inner: &&Value| inner["resourceType"] == "CodeSystem" && inner.get("url") == Some(system);
    let found = json::list(source, "contained").iter().find(known)?;
    codes(json::list(found, "concept"), system, language, list, 0);
    Some(())
}

fn codes(concepts: &[Value], system: &Value, language: &str, list: &mut Vec<Choice>, depth: usize) {
    for concept in concepts {
        if list.len() < MOST && depth < 16 {
            list.extend(Choice::of_concept(concept, Some(system), language));
            codes(json::list(concept, "concept"), system, language, list, depth + 1);
        }
    }
}

fn nested(contains: &[Value], language: &str, list: &mut Vec<Choice>, depth: usize) {
    for concept in contains {
        if list.len() >= MOST || depth > 16 {
            return;
        }
        if !json::flag(concept, "abstract") {
            list.extend(Choice::of_concept(concept, None, language));
        }
        nested(json::list(concept, "contains"), language, list, depth + 1);
    }
}
