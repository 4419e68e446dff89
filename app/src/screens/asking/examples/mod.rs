//! A form with every kind of question, in its states.

mod controls;
mod finishing;
mod tables;

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::form::shown::{
    AskedView, Body, Control, FormView, GroupView, LanguageView, Mode, OptionView, Pointer, Progress, Rich,
    Slot, StepName,
};
use lapwing_core::form::{Helper, ItemView, RowKey};
use lapwing_core::trouble::Trouble;
use yew::Callback;

use super::form;
use crate::components::Fixtures;

/// Named examples of forms.
#[must_use]
pub fn fixtures() -> Fixtures {
    let mut all = vec![
        ("asking_first", drawn(&one(choice("q1"), 1))),
        ("asking_kept", drawn(&one(choice("q1"), 2))),
        ("asking_not_mine", drawn(&FormView { on_device: false, ..one(choice("q1"), 2) })),
        (
            "asking_not_kept",
            drawn(&FormView { kept: Some(Err(Trouble::StorageFull)), ..one(choice("q1"), 2) }),
        ),
        ("asking_help", drawn(&one(risky(), 9))),
        ("asking_wrong", drawn(&wrong())),
        ("asking_page", drawn(&page())),
        ("asking_helper", drawn(&helped())),
        ("asking_languages", drawn(&german())),
        (
            "asking_lost",
            drawn(&FormView { lost: Some("The questions changed since.".into()), ..one(choice("q1"), 1) }),
        ),
    ];
    all.extend(controls::fixtures());
    all.extend(tables::fixtures());
    all.extend(finishing::fixtures());
    all
}

fn drawn(view: &FormView) -> yew::Html {
    form("Mood check-in", view, &Callback::<Event>::noop()).done()
}

fn key(key: &str) -> RowKey {
    RowKey(key.into())
}

fn item(name: &str, text: &str, depth: u8, body: Body) -> Rc<ItemView> {
    Rc::new(ItemView {
        key: key(name),
        depth,
        prefix: None,
        text: Rich::plain(text),
        lang: None,
        media: None,
        disabled: false,
        notes: vec![],
        body,
    })
}

fn asked(control: Control) -> AskedView {
    AskedView {
        control,
        required: false,
        read_only: false,
        calculated: false,
        from: None,
        helps: Default::default(),
        options: Rc::from([]),
        chosen: vec![],
        off: vec![],
        across: false,
        many: false,
        other: None,
        slots: vec![Slot::default()],
        can_add: false,
        can_remove: false,
        told: vec![],
        unit: None,
        format: None,
        max_length: None,
        error: None,
        warning: None,
        not_said: None,
        help_now: false,
    }
}

fn question(name: &str, text: &str, view: AskedView) -> Rc<ItemView> {
    item(name, text, 0, Body::Question(Box::new(view)))
}

fn options(labels: &[&str]) -> Rc<[OptionView]> {
    let option = |label: &&str| OptionView {
        prefix: None,
        label: Rich::plain(label),
        media: None,
        exclusive: false,
        heading: None,
    };
    labels.iter().map(option).collect()
}

const DAYS: [&str; 4] = ["Not at all", "Several days", "More than half the days", "Nearly every day"];

fn choice(name: &str) -> Vec<Rc<ItemView>> {
    let view =
        AskedView { options: options(&DAYS), slots: vec![], required: true, ..asked(Control::Choices) };
    let lead = "Over the last 2 weeks, how often have you been bothered by any of the following problems?";
    vec![
        item("g", lead, 0, Body::Group(GroupView::default())),
        item(name, "Little interest or pleasure in doing things", 1, Body::Question(Box::new(view))),
    ]
}

fn risky() -> Vec<Rc<ItemView>> {
    let view = AskedView {
        options: options(&DAYS),
        slots: vec![],
        required: true,
        chosen: vec![1],
        help_now: true,
        ..asked(Control::Choices)
    };
    vec![question("q9", "Thoughts that you would be better off dead, or of hurting yourself", view)]
}

fn view(mode: Mode, rows: Vec<Rc<ItemView>>) -> FormView {
    FormView {
        mode,
        can_change_mode: true,
        steps: Rc::from([]),
        at: 0,
        header: vec![],
        rows,
        footer: vec![],
        progress: Progress { number: 1, of: 9, answered: 3, questions: 9 },
        errors: vec![],
        notes: vec![],
        languages: vec![],
        helper: None,
        kept: None,
        on_device: true,
        resumed: false,
        lost: None,
    }
}

fn one(rows: Vec<Rc<ItemView>>, number: usize) -> FormView {
    let progress = Progress { number, of: 9, answered: number - 1, questions: 9 };
    FormView { at: number - 1, progress, kept: (number > 1).then_some(Ok(())), ..view(Mode::OneByOne, rows) }
}

/// The first question of a form that can be read in several languages.
fn german() -> FormView {
    let language =
        |tag: &str, name: &str, chosen| LanguageView { tag: tag.into(), name: name.into(), chosen };
    let languages = vec![
        language("en", "English", false),
        language("de", "Deutsch", true),
        language("ur", "اردو", false),
    ];
    let days = ["Überhaupt nicht", "An einzelnen Tagen", "Beinahe jeden Tag"];
    let view =
        AskedView { options: options(&days), slots: vec![], required: true, ..asked(Control::Choices) };
    let row = question("q1", "Wenig Interesse oder Freude an Ihren Tätigkeiten", view);
    let row = ItemView { lang: Some("de".into()), ..(*row).clone() };
    FormView { languages, ..one(vec![Rc::new(row)], 1) }
}

/// Continue was pressed: the summary leads to each question, and each says it again.
fn wrong() -> FormView {
    let missing = AskedView {
        options: options(&DAYS),
        slots: vec![],
        required: true,
        error: Some("Choose an answer to go on.".into()),
        ..asked(Control::Choices)
    };
    let slot = Slot {
        text: "27 13 1987".into(),
        error: Some("Enter the date like 27 3 1987".into()),
        ..Slot::default()
    };
    let date = AskedView { slots: vec![slot], ..asked(Control::Date) };
    let rows =
        vec![question("q1", "How are you today?", missing), question("q2", "When did it begin?", date)];
    let points = |name: &str, question: &str, words: &str| Pointer {
        key: key(name),
        step: 0,
        question: question.into(),
        words: words.into(),
    };
    let errors = vec![
        points("q1", "How are you today?", "Choose an answer to go on."),
        points("q2", "When did it begin?", "Enter the date like 27 3 1987"),
    ];
    FormView { errors, ..view(Mode::Pages, rows) }
}

/// The second page of three, with a group that repeats and one that is folded.
fn page() -> FormView {
    let step = |name: &str, done, wrong| StepName { name: Some(name.into()), done, wrong };
    let repeat = GroupView { instance: Some((1, 2)), can_remove: true, ..GroupView::default() };
    let again = GroupView { instance: Some((2, 2)), can_remove: true, ..GroupView::default() };
    let line = || Body::Question(Box::new(asked(Control::Line)));
    let folds = GroupView { folds: Some(false), ..GroupView::default() };
    let rows = vec![
        item("w", "These questions are about where you live.", 0, Body::Words(false)),
        item("h", "Tell us only what you want to.", 0, Body::Words(true)),
        item("r.1", "Somebody who supports you", 0, Body::Group(repeat)),
        item("r.1.n", "Their name", 1, line()),
        item("r.2", "Somebody who supports you", 0, Body::Group(again)),
        item("r.2.n", "Their name", 1, line()),
        item("r", "", 0, Body::Add("Add another: Somebody who supports you".into())),
        item("f", "More about your home", 0, Body::Group(folds)),
        item("f.n", "What is good about it?", 1, line()),
    ];
    FormView {
        steps: Rc::from([
            step("About you", true, false),
            step("Home and support", false, false),
            step("Money", false, true),
        ]),
        at: 1,
        notes: vec!["This form was made for a larger screen.".into()],
        ..view(Mode::Pages, rows)
    }
}

fn helped() -> FormView {
    let helper = Helper { name: "Grace".into(), relation: "my mother".into(), instead: false };
    FormView {
        helper: Some(helper),
        resumed: true,
        kept: Some(Ok(())),
        on_device: false,
        ..one(choice("q1"), 1)
    }
}
