//! Reading a FHIR R4 Questionnaire.

use std::rc::Rc;

use serde_json::Value;

use super::choices::{self, Choices};
use super::condition::Condition;
use super::form::{Control, Form, Item};
use super::rule::{self, Dependents, Does};
use super::{Kind, Note, Refusal, check, json, language, query};

/// Most items; more would freeze a phone.
const MOST: usize = 20_000;
/// Nesting deeper than this is refused: no honest questionnaire has it.
const DEEPEST: usize = 48;

impl Form {
    /// Reads a Questionnaire for a reader of `language` (BCP 47; empty for the questionnaire's own), with value sets
    /// at hand beside the contained ones.
    ///
    /// # Errors
    /// [`Refusal`], where asking it would change what it means.
    pub fn read(source: Rc<Value>, language: &str, sets: &[Value]) -> Result<Self, Refusal> {
        if source["resourceType"] != "Questionnaire" {
            return Err(Refusal::NotAQuestionnaire);
        }
        if !json::list(&source, "modifierExtension").is_empty() {
            return Err(Refusal::Modifier);
        }
        let mut form = Self {
            url: json::text(&source, "url").unwrap_or_default().into(),
            version: json::text(&source, "version").map(Rc::from),
            language: language.into(),
            languages: Vec::new(),
            source: source.clone(),
            items: Vec::new(),
            notes: Vec::new(),
            queries: Vec::new(),
            persons: Vec::new(),
            rules: Vec::new(),
            dependents: Dependents::default(),
            own: Vec::new(),
            ids: Vec::new(),
        };
        let mut reader = Reader { form: &mut form, sets, shared: Vec::new() };
        reader.items(json::list(&source, "item"), None, 0)?;
        if form.items.is_empty() {
            return Err(Refusal::Empty);
        }
        whole(&mut form);
        form.languages = language::languages(&form);
        form.ids = form.items.iter().enumerate().map(|(at, item)| (item.link_id.clone(), at)).collect();
        form.ids.sort_unstable();
        for pair in form.ids.windows(2) {
            if let [(one, _), (other, _)] = pair
                && one == other
            {
                return Err(Refusal::Twice(one.clone()));
            }
        }
        conditions(&mut form);
        let given = given(&mut form);
        rule::link(&mut form, &given);
        Ok(form)
    }
}

/// Names that come from outside: the launch context, what populates repetitions, and what searches find.
fn given(form: &mut Form) -> Vec<Rc<str>> {
    let contexts = json::extensions(&form.source, "sdc-questionnaire-launchContext");
    // What else a launch may bring (an encounter, a study) is not known to who answers at home.
    let names = contexts.filter_map(|context| {
        let name = json::choice(json::part(context, "name")?)?.1;
        let kinds = json::list(context, "extension").iter().filter(|part| part["url"] == "type");
        let person = kinds.filter_map(json::choice).any(|(_, kind)| *kind == "Patient");
        json::text(name, "code").or_else(|| name.as_str()).filter(|_| person).map(Rc::from)
    });
    let mut given: Vec<Rc<str>> = ["patient", "user"].map(Rc::from).into();
    given.extend(names);
    form.persons = given.clone();
    let repeats = form.rules.iter().filter(|rule| rule.does == Does::Repeat);
    given.extend(repeats.filter_map(|rule| rule.name.clone()));
    given.extend(form.queries.iter().map(|query| query.name.clone()));
    given
}

/// What the questionnaire says of itself as a whole.
fn whole(form: &mut Form) {
    let source = form.source.clone();
    for extension in json::list(&source, "extension") {
        let Some((_, value)) = json::choice(extension) else { continue };
        match json::name_of(extension) {
            Some("variable") if query::is_query(value) => searches(form, value),
            Some("sdc-questionnaire-sourceQueries") => query::batch(form, value),
            // LHC-Forms lets a questionnaire itself calculate, so that others may use the result by its name.
            Some("variable" | "sdc-questionnaire-calculatedExpression") => {
                rule::add(form, None, Does::Name, value);
            }
            Some(
                "sdc-questionnaire-sourceStructureMap"
                | "sdc-questionnaire-targetStructureMap"
                | "sdc-questionnaire-itemExtractionContext",
            ) => form.notes.push((None, Note::Extract)),
            Some("questionnaire-signatureRequired") => form.notes.push((None, Note::Signature)),
            _ => {}
        }
    }
    constraints(form, None, &source);
}

/// A search under the name of its variable.
fn searches(form: &mut Form, variable: &Value) {
    if let Some(name) = json::text(variable, "name") {
        query::add(form, name, variable);
    }
}

struct Reader<'f> {
    form: &'f mut Form,
    sets: &'f [Value],
    /// Value sets that were read before, by their address.
    shared: Vec<(Rc<str>, Option<Rc<Choices>>)>,
}

impl Reader<'_> {
    fn items(&mut self, items: &[Value], parent: Option<usize>, depth: usize) -> Result<(), Refusal> {
        if depth > DEEPEST {
            return Err(Refusal::TooMuch);
        }
        for (place, source) in items.iter().enumerate() {
            let at = self.form.items.len();
            if at >= MOST {
                return Err(Refusal::TooMuch);
            }
            let item = self.item(source, (parent, place))?;
            self.form.items.push(item);
            rules(self.form, at, source);
            self.items(json::list(source, "item"), Some(at), depth + 1)?;
            let end = self.form.items.len();
            if let Some(item) = self.form.items.get_mut(at) {
                item.end = end;
            }
        }
        Ok(())
    }

    fn item(&mut self, source: &Value, (parent, place): (Option<usize>, usize)) -> Result<Item, Refusal> {
        let top = self.form.items.len();
        let link_id = json::text(source, "linkId").ok_or(Refusal::NoLinkId(top))?;
        let word = json::text(source, "type").unwrap_or_default();
        let kind = Kind::read(word).ok_or_else(|| Refusal::Kind(link_id.into(), word.into()))?;
        if json::extension(source, "sdc-questionnaire-subQuestionnaire").is_some() {
            return Err(Refusal::Parts(link_id.into()));
        }
        if !json::list(source, "modifierExtension").is_empty() {
            return Err(Refusal::Modifier);
        }
        let open =
            matches!(json::text(source, "answerConstraint"), Some("optionsOrString" | "optionsOrType"));
        let kind = if open && kind == Kind::Choice { Kind::OpenChoice } else { kind };
        let mut item = Item::new(link_id, kind, parent, place);
        item.required = json::flag(source, "required");
        item.repeats = json::flag(source, "repeats") && kind != Kind::Display;
        item.read_only = json::flag(source, "readOnly");
        let usage = json::word(source, "questionnaire-usageMode");
        item.hidden = json::says(source, "questionnaire-hidden")
            || usage.is_some_and(|mode| mode.starts_with("display"));
        let disabled = json::text(source, "disabledDisplay")
            .or_else(|| json::word(source, "extension-Questionnaire.item.disabledDisplay"));
        item.protected = disabled == Some("protected");
        item.control = Control::read(source);
        item.bounded = bounded(source);
        if item.repeats {
            item.min_occurs = json::count(source, "questionnaire-minOccurs").unwrap_or(0);
            item.max_occurs = json::count(source, "questionnaire-maxOccurs");
        }
        item.choices = self.choices(source, &mut item);
        Ok(item)
    }

    fn choices(&mut self, source: &Value, item: &mut Item) -> Option<Rc<Choices>> {
        let language = self.form.language.clone();
        let chosen = matches!(item.kind, Kind::Choice | Kind::OpenChoice);
        let options = json::list(source, "answerOption");
        if !options.is_empty() {
            let list = choices::of_options(options, &language);
            return Some(Rc::new(Choices::new(list, false)));
        }
        if !chosen && (item.kind != Kind::String || json::text(source, "answerValueSet").is_none()) {
            return None;
        }
        let offers = ["sdc-questionnaire-answerExpression", "sdc-questionnaire-candidateExpression"];
        let offered = offers.into_iter().any(|name| json::extension(source, name).is_some());
        let Some(address) = json::text(source, "answerValueSet").filter(|_| !offered) else {
            return Some(Rc::new(Choices::new(Vec::new(), !offered)));
        };
        let known = self.shared.iter().find(|(known, _)| **known == *address);
        let found = if let Some((_, found)) = known {
            found.clone()
        } else {
            let list = choices::of_set(address, &self.form.source, self.sets, &language);
            let list = list.map(|list| Rc::new(Choices::new(list, false)));
            self.shared.push((address.into(), list.clone()));
            list
        };
        Some(found.unwrap_or_else(|| {
            // Nobody can give an answer that is not there to choose: it is asked for in vain.
            item.required &= item.kind == Kind::OpenChoice;
            self.form.notes.push((Some(self.form.items.len()), Note::NoChoices(address.into())));
            Rc::new(Choices::new(Vec::new(), false))
        }))
    }
}

/// Names of extensions that bound an answer.
const BOUNDS: [&str; 10] = [
    "questionnaire-referenceResource",
    "minValue",
    "maxValue",
    "minLength",
    "maxDecimalPlaces",
    "regex",
    "mimeType",
    "maxSize",
    "sdc-questionnaire-minQuantity",
    "sdc-questionnaire-maxQuantity",
];

fn bounded(source: &Value) -> bool {
    let named = |extension: &Value| json::name_of(extension).is_some_and(|name| BOUNDS.contains(&name));
    source.get("maxLength").is_some() || json::list(source, "extension").iter().any(named)
}

/// The expressions of an item.
fn rules(form: &mut Form, at: usize, source: &Value) {
    for extension in json::list(source, "extension") {
        if bound(form, at, extension) {
            continue;
        }
        let Some((_, value)) = json::choice(extension) else { continue };
        let does = match json::name_of(extension) {
            Some("variable") if query::is_query(value) => {
                searches(form, value);
                continue;
            }
            Some("variable") => Does::Name,
            Some("sdc-questionnaire-enableWhenExpression") => Does::Enable,
            Some("sdc-questionnaire-calculatedExpression") => Does::Calculate,
            Some("sdc-questionnaire-initialExpression") => Does::Begin,
            Some("sdc-questionnaire-answerExpression") => Does::Offer,
            Some("sdc-questionnaire-candidateExpression") if !is_group(form, at) => Does::Prefer,
            Some("sdc-questionnaire-itemPopulationContext") => Does::Repeat,
            Some("sdc-questionnaire-itemExtractionContext") => {
                form.notes.push((Some(at), Note::Extract));
                continue;
            }
            _ => continue,
        };
        match query::is_query(value) && matches!(does, Does::Repeat | Does::Offer | Does::Prefer) {
            true => looks_up(form, at, does, value),
            false => rule::add(form, Some(at), does, value),
        }
    }
    for (member, does) in [("_text", Does::Say), ("_required", Does::Need), ("_readOnly", Does::Freeze)] {
        if let Some(expression) = source.get(member).and_then(|beside| json::value(beside, "cqf-expression"))
        {
            rule::add(form, Some(at), does, expression);
        }
    }
    let length = source.get("_maxLength").and_then(|beside| json::value(beside, "cqf-expression"));
    if length.is_some() {
        form.notes.push((Some(at), Note::Words));
    }
    if json::word(source, "regex").is_some_and(|regex| !check::can_be_read(regex)) {
        form.notes.push((Some(at), Note::Check));
    }
    for toggle in json::extensions(source, "sdc-questionnaire-answerOptionsToggleExpression") {
        let options = json::list(toggle, "extension").iter();
        let options = options.filter(|part| part["url"] == "option").filter_map(json::choice);
        let does = Does::Toggle(options.map(|(_, value)| value.clone()).collect());
        if let Some((_, expression)) = json::part(toggle, "expression").and_then(json::choice) {
            rule::add(form, Some(at), does, expression);
        }
    }
    constraints(form, Some(at), source);
}

/// Takes up a bound that follows from other answers; whether it is one. Of lengths and counts that is told only.
fn bound(form: &mut Form, at: usize, extension: &Value) -> bool {
    let Some(name) = json::name_of(extension).filter(|name| FOLLOWS.contains(name)) else { return false };
    let beside = extension.as_object().into_iter().flatten().find(|(name, _)| name.starts_with("_value"));
    let Some(expression) = beside.and_then(|(_, beside)| json::value(beside, "cqf-expression")) else {
        return false;
    };
    match name {
        "minValue" => rule::add(form, Some(at), Does::Smallest, expression),
        "maxValue" => rule::add(form, Some(at), Does::Largest, expression),
        _ => form.notes.push((Some(at), Note::Words)),
    }
    true
}

/// Bounds that may follow from other answers.
const FOLLOWS: [&str; 6] = [
    "minValue",
    "maxValue",
    "minLength",
    "maxDecimalPlaces",
    "questionnaire-minOccurs",
    "questionnaire-maxOccurs",
];

fn is_group(form: &Form, at: usize) -> bool {
    form.items.get(at).is_some_and(|item| item.kind == Kind::Group)
}

/// A rule about the entries that a search finds: a repetition for each, or each as an answer to choose.
fn looks_up(form: &mut Form, at: usize, does: Does, search: &Value) {
    let name = ["found", &form.queries.len().to_string()].concat();
    let expression = ["%", &name, ".entry.resource"].concat();
    query::add(form, &name, search);
    let holes = [("name", search["name"].clone()), ("expression", expression.into())];
    let rule = crate::json::filled(r#"{"name": "$name", "expression": "$expression"}"#, &holes);
    rule::add(form, Some(at), does, &rule);
}

fn constraints(form: &mut Form, at: Option<usize>, source: &Value) {
    for name in ["questionnaire-constraint", "targetConstraint"] {
        for constraint in json::extensions(source, name) {
            let text =
                |part: &str| json::part(constraint, part).and_then(json::choice).map(|(_, value)| value);
            let human = json::part(constraint, "human").and_then(|part| json::value_in(part, &form.language));
            let human = human.unwrap_or_default();
            let warns = text("severity").and_then(Value::as_str) == Some("warning");
            if let Some(expression) = text("expression") {
                rule::add(form, at, Does::Hold(human.into(), warns), expression);
            }
        }
    }
}

/// Reads every `enableWhen`, now that every linkId is known.
fn conditions(form: &mut Form) {
    for at in 0..form.items.len() {
        let source = form.json(at);
        let all = json::list(source, "enableWhen");
        if all.is_empty() {
            continue;
        }
        let mut known = Vec::with_capacity(all.len());
        for condition in all {
            let source = json::text(condition, "question").and_then(|question| form.find(question));
            known.extend(source.and_then(|source| Condition::read(condition, source)));
        }
        let whole = known.len() == all.len();
        // With one condition only, R4 leaves out whether all or any: it is the same.
        let any = json::text(source, "enableBehavior") == Some("any");
        let Some(item) = form.items.get_mut(at) else { continue };
        item.any = any;
        if whole {
            item.conditions = known.into();
        } else {
            item.required = false;
            form.notes.push((Some(at), Note::Condition));
        }
    }
}
