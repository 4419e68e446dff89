//! A question, made from its node.

use std::rc::Rc;

use serde_json::Value;

use super::finish::answers;
use super::row::Mood;
use super::text::{end, helps, picture, rich};
use crate::form::shown::{
    AskedView, Control, File, Number, OptionView, Other, Rich, Slot, Source, UnitsView,
};
use crate::outbox::LARGEST;
use crate::sdc::{self, Choices, Form, Item, Kind, Live, Problem, json};
use crate::words::{asking, checks as words};

/// From how many choices on a list opens, and from how many it is searched.
const OPENS: usize = 12;
const SEARCHED: usize = 40;

/// The question of a node.
pub(super) fn asked(live: &Live, at: usize, mood: Mood) -> AskedView {
    let (form, node) = (live.form(), live.node(at));
    let item_at = node.map_or(0, |node| node.item);
    let source = form.json(item_at);
    let choices = live.choices(at);
    let item = live.item(at);
    let many = item.is_some_and(|item| item.repeats);
    let units = sdc::units(form, item_at);
    let frozen = live.frozen(at);
    let control = item.map_or(Control::None, |item| control(live, at, item));
    let typed = !matches!(
        control,
        Control::Choices
            | Control::DropDown
            | Control::Search
            | Control::SliderOfChoices
            | Control::YesNo
            | Control::Tick
            | Control::None
    );
    let slots = if typed { slots(live, at, mood) } else { Vec::new() };
    let count = slots.len();
    let room = item.is_some_and(|item| count < item.most());
    let (error, warning) = wrong(live, at, mood);
    let needed = live.needed(at);
    let declines = !needed && !frozen && item.is_some_and(|item| item.kind != Kind::Display);
    let read_only = frozen || node.is_some_and(|node| !node.on);
    AskedView {
        required: needed,
        read_only,
        told: if read_only || matches!(control, Control::None) { told(live, at) } else { Vec::new() },
        calculated: frozen && live.is_calculated(item_at),
        from: live.from_record(at).map(|when| words::from_record(when).into()),
        helps: helps(form, item_at),
        options: choices.filter(|_| !typed).map_or_else(|| Rc::from([]), |choices| options(form, choices)),
        chosen: choices.map_or_else(|| yes_no(live, at), |choices| chosen(live, at, choices)),
        off: choices.map(|choices| off(live, at, choices)).unwrap_or_default(),
        across: json::word(source, "questionnaire-choiceOrientation") == Some("horizontal"),
        many,
        other: item.filter(|item| item.kind == Kind::OpenChoice).map(|_| other(live, at, source)),
        can_add: typed && many && room && !frozen,
        can_remove: typed && many && count > 1 && !frozen,
        slots,
        unit: unit(form, item_at, &units),
        format: json::said(source, "entryFormat", &form.language).map(Rc::from),
        max_length: source.get("maxLength").and_then(Value::as_u64).and_then(|most| u32::try_from(most).ok()),
        error,
        warning,
        not_said: declines.then(|| node.is_some_and(|node| node.not_said)),
        help_now: mood.help,
        control,
    }
}

/// The answers in words; also what was typed and cannot be read, and that nothing is said on purpose.
fn told(live: &Live, at: usize) -> Vec<String> {
    let mut told = answers(live, at);
    let Some(node) = live.node(at) else { return told };
    for answer in node.answers.iter().filter(|answer| answer.value.is_none()) {
        told.extend(answer.typed.as_ref().filter(|typed| !typed.is_blank()).map(|typed| typed.text.clone()));
    }
    if node.not_said {
        told.push(asking::DID_NOT_SAY.into());
    }
    told
}

/// The choices as they are shown.
pub(super) fn options(form: &Form, choices: &Rc<Choices>) -> Rc<[OptionView]> {
    choices.shown(|| {
        let view = |choice: &sdc::Choice| {
            let coding = choice.option.get("valueCoding").unwrap_or(&Value::Null);
            let marked = rich(coding, "display", &form.language);
            OptionView {
                prefix: json::said(&choice.option, "questionnaire-optionPrefix", &form.language)
                    .map(Rc::from),
                label: if marked.is_empty() { Rich::Plain(choice.label.clone()) } else { marked },
                media: picture(&choice.option, &form.language),
                exclusive: choice.exclusive,
                heading: None,
            }
        };
        choices.list.iter().map(view).collect()
    })
}

fn chosen(live: &Live, at: usize, choices: &Choices) -> Vec<usize> {
    let answers = live.node(at).map(|node| node.answers.as_slice()).unwrap_or_default();
    let place = |answer: &sdc::Answer| {
        let given = answer.value.as_ref()?;
        choices.list.iter().position(|choice| sdc::same_answer(given, &choice.answer))
    };
    answers.iter().filter_map(place).collect()
}

/// Yes is the first place, no the second.
fn yes_no(live: &Live, at: usize) -> Vec<usize> {
    let answers = live.node(at).map(|node| node.answers.as_slice()).unwrap_or_default();
    let said = |answer: &sdc::Answer| answer.value.as_ref()?.get("valueBoolean")?.as_bool();
    answers.iter().filter_map(said).map(|yes| usize::from(!yes)).collect()
}

fn off(live: &Live, at: usize, choices: &Choices) -> Vec<usize> {
    let is_off =
        |choice: &sdc::Choice| json::choice(&choice.answer).is_some_and(|(_, value)| live.is_off(at, value));
    let places = choices.list.iter().enumerate();
    places.filter(|(_, choice)| is_off(choice)).map(|(place, _)| place).collect()
}

fn other(live: &Live, at: usize, source: &Value) -> Other {
    let label = json::said(source, "sdc-questionnaire-openLabel", &live.form().language);
    let label = label.unwrap_or(words::OTHER);
    let answers = live.node(at).map(|node| node.answers.as_slice()).unwrap_or_default();
    let own = answers.iter().find(|answer| answer.other);
    let text = own.and_then(|own| {
        own.typed.as_ref().map(|typed| typed.text.clone()).or_else(|| own.bare()?.as_str().map(String::from))
    });
    let wrong = own.and_then(|own| live.problem(at, own));
    Other {
        label: label.into(),
        chosen: own.is_some(),
        text: text.unwrap_or_default(),
        error: wrong.map(|problem| words::problem(&problem, Kind::String).into()),
    }
}

/// Whether choices are found by typing.
pub(crate) fn is_searched(live: &Live, at: usize) -> bool {
    live.choices(at).is_some() && live.item(at).is_some_and(|item| control(live, at, item) == Control::Search)
}

/// How a question is answered.
fn control(live: &Live, at: usize, item: &Item) -> Control {
    use sdc::Control as Wanted;
    if let Some(choices) = live.choices(at).filter(|choices| !choices.unbound) {
        let count = choices.list.len();
        // A list that opens shows words alone.
        let opens = || !choices.list.iter().any(|choice| picture(&choice.option, "").is_some());
        return match item.control {
            _ if count == 0 && item.kind != Kind::OpenChoice => Control::None,
            Wanted::Autocomplete if count > OPENS => Control::Search,
            Wanted::DropDown | Wanted::Autocomplete if !item.repeats && opens() => Control::DropDown,
            Wanted::Slider if !item.repeats && item.kind != Kind::OpenChoice => Control::SliderOfChoices,
            _ if count > SEARCHED => Control::Search,
            Wanted::Default if count > OPENS && !item.repeats && opens() => Control::DropDown,
            _ => Control::Choices,
        };
    }
    let item_at = live.node(at).map_or(0, |node| node.item);
    let number = || number(live, at, item_at);
    match item.kind {
        Kind::Boolean if item.control == Wanted::CheckBox => Control::Tick,
        Kind::Boolean => Control::YesNo,
        Kind::Integer | Kind::Decimal if item.control == Wanted::Slider => slider(number()),
        Kind::Integer | Kind::Decimal if item.control == Wanted::Spinner => Control::Spinner(number()),
        Kind::Integer => Control::Whole(number()),
        Kind::Decimal => Control::Decimal(number()),
        Kind::Quantity => {
            let units = sdc::units(live.form(), item_at);
            let open = units.is_empty() || sdc::unit_is_open(live.form(), item_at);
            let words = units.iter().map(|unit| unit.words.clone()).collect();
            Control::Quantity(number(), UnitsView { units: words, open })
        }
        Kind::Date => Control::Date,
        Kind::DateTime => Control::DateTime,
        Kind::Time => Control::Time,
        Kind::Text => Control::TextBox,
        Kind::String if item.control == Wanted::TextBox => Control::TextBox,
        Kind::Url => Control::Url,
        Kind::Reference => Control::Reference,
        Kind::Attachment => file(live.form().json(item_at)),
        // A choice of any code: words of one's own are all that can be given.
        Kind::OpenChoice => Control::Choices,
        Kind::Choice => Control::None,
        _ => Control::Line,
    }
}

/// A slider needs two ends.
fn slider(number: Number) -> Control {
    if number.min.is_some() && number.max.is_some() {
        Control::Slider(number)
    } else {
        Control::Spinner(number)
    }
}

fn number(live: &Live, at: usize, item: usize) -> Number {
    let form = live.form();
    let source = form.json(item);
    let extra = live.node(at).and_then(|node| node.extra.as_ref());
    let text = |value: &Value| match value {
        Value::Object(_) => value.get("value").map(crate::json::write),
        _ => Some(crate::json::write(value)),
    };
    let bound =
        |made: Option<&Value>, name: &'static str| made.or_else(|| json::value(source, name)).and_then(text);
    Number {
        min: bound(extra.and_then(|e| e.min.as_ref()), "minValue").map(Rc::from),
        max: bound(extra.and_then(|e| e.max.as_ref()), "maxValue").map(Rc::from),
        step: bound(None, "questionnaire-sliderStepValue").map(Rc::from),
        lower: end(form, item, sdc::Control::Lower),
        upper: end(form, item, sdc::Control::Upper),
    }
}

fn file(source: &Value) -> Control {
    let types = json::extensions(source, "mimeType").filter_map(json::choice);
    let types: Rc<[Rc<str>]> = types.filter_map(|(_, kind)| kind.as_str().map(Rc::from)).collect();
    let most = json::count(source, "maxSize").map(|most| u64::from(most).saturating_mul(1_000_000));
    Control::File { types, most: most.map_or(LARGEST, |most| most.min(LARGEST)) }
}

fn unit(form: &Form, item: usize, units: &[sdc::Unit]) -> Option<Rc<str>> {
    let kind = form.items.get(item)?.kind;
    if !matches!(kind, Kind::Integer | Kind::Decimal | Kind::Quantity) {
        return end(form, item, sdc::Control::Unit);
    }
    let only = units.first().filter(|_| units.len() == 1).map(|unit| unit.words.clone());
    end(form, item, sdc::Control::Unit).or(only)
}

/// What is typed; a question without answers shows one empty slot.
fn slots(live: &Live, at: usize, mood: Mood) -> Vec<Slot> {
    let Some(node) = live.node(at) else { return Vec::new() };
    let Some(item) = live.item(at) else { return Vec::new() };
    let units = if item.kind == Kind::Quantity { sdc::units(live.form(), node.item) } else { Vec::new() };
    let mut slots = Vec::with_capacity(node.answers.len().max(1));
    for answer in &node.answers {
        let typed = match &answer.typed {
            Some(typed) => (**typed).clone(),
            None => sdc::typed(item.kind, answer.bare().unwrap_or(&Value::Null), &units),
        };
        let told = typed.left || mood.strict;
        // Nobody leaves a file half typed: what is wrong with it is said at once, unless it is being kept.
        let says = |problem: &Problem| {
            told || item.kind == Kind::Attachment
                && (answer.value.is_none() || *problem != Problem::FileUnread)
        };
        let wrong = live.problem(at, answer).filter(says);
        slots.push(Slot {
            id: answer.id,
            file: (item.kind == Kind::Attachment)
                .then(|| answer.bare().map(|value| Rc::new(file_of(value))))
                .flatten(),
            text: typed.text,
            time: typed.time,
            unit: typed.unit,
            unit_text: typed.unit_text,
            error: wrong.map(|problem| words::problem(&problem, item.kind).into()),
        });
    }
    if slots.is_empty() {
        slots.push(Slot::default());
    }
    slots
}

fn file_of(value: &Value) -> File {
    let text = |name: &str| json::text(value, name).unwrap_or_default();
    File {
        name: text("title").into(),
        content_type: text("contentType").into(),
        source: match (json::text(value, "url"), sdc::file_is_here(value)) {
            (Some(_), _) => Source::Here,
            (None, true) => Source::Inline,
            (None, false) => Source::Unread,
        },
        size: value.get("size").and_then(Value::as_u64).unwrap_or(0),
    }
}

/// What is wrong with the question as a whole, and what is remarkable about it.
fn wrong(live: &Live, at: usize, mood: Mood) -> (Option<Rc<str>>, Option<Rc<str>>) {
    let kind = live.item(at).map_or(Kind::Display, |item| item.kind);
    let (mut error, mut warning) = (None, None);
    for problem in live.problems(at) {
        let words: Rc<str> = words::problem(&problem, kind).into();
        if problem.is_remark() {
            warning.get_or_insert(words);
        } else if mood.strict || matches!(problem, Problem::Rule(_) | Problem::Alone | Problem::Many(_)) {
            error.get_or_insert(words);
        }
    }
    if error.is_none() && kind != Kind::Attachment {
        // A choice has no slot that could say what is wrong with it.
        let typed = live.node(at).map(|node| node.answers.as_slice()).unwrap_or_default();
        let listed = typed.iter().filter(|answer| !answer.other && answer.typed.is_none());
        error = listed
            .filter_map(|answer| live.problem(at, answer))
            .map(|p| words::problem(&p, kind).into())
            .next();
    }
    (error, warning)
}
