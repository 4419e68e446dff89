//! Questions side by side.

use std::rc::Rc;

use lapwing_core::form::ItemView;
use lapwing_core::form::shown::{AskedView, Body, Control, Mode, Rich, TableKind, TableRow, TableView};

use super::{DAYS, asked, drawn, item, key, options, question, view};
use crate::components::Fixtures;

pub(super) fn fixtures() -> Fixtures {
    let page = |table: TableView, text: &str| {
        drawn(&view(Mode::Pages, vec![item("t", text, 0, Body::Table(table))]))
    };
    vec![
        (
            "asking_likert",
            page(likert(), "Over the last 2 weeks, how often have you been bothered by these?"),
        ),
        (
            "asking_table_alone",
            drawn(&view(Mode::OneByOne, vec![item("t", "How often?", 0, Body::Table(likert()))])),
        ),
        ("asking_grid", page(grid(), "What you take")),
    ]
}

fn row(name: &str, head: &str, cells: Vec<Option<Rc<ItemView>>>, can_remove: bool) -> TableRow {
    TableRow { key: key(name), head: Rich::plain(head), cells, can_remove, error: None }
}

fn likert() -> TableView {
    let shared = options(&DAYS);
    let line = |name: &str, text: &str, chosen: &[usize], error: Option<&str>| {
        let view = AskedView {
            options: shared.clone(),
            chosen: chosen.to_vec(),
            slots: vec![],
            required: name != "t3",
            not_said: (name == "t3").then_some(false),
            error: error.map(Into::into),
            ..asked(Control::Choices)
        };
        row(name, text, vec![Some(question(name, text, view))], false)
    };
    TableView {
        kind: TableKind::Choices,
        columns: DAYS.map(Rich::plain).to_vec(),
        options: Some(shared.clone()),
        rows: vec![
            line("t1", "Feeling nervous, anxious or on edge", &[1], None),
            line("t2", "Not being able to stop or control worrying", &[], Some("Choose an answer to go on.")),
            line("t3", "Trouble relaxing", &[3], None),
        ],
        can_add: None,
        helps: Default::default(),
        required: false,
        error: None,
    }
}

fn grid() -> TableView {
    let cell = |name: &str, text: &str| {
        Some(question(name, text, AskedView { not_said: Some(false), ..asked(Control::Line) }))
    };
    let line = |at: &str, head: &str| {
        let name = |part: &str| format!("m{at}.{part}");
        row(
            &format!("m{at}"),
            head,
            vec![cell(&name("n"), "Medicine"), cell(&name("d"), "How much"), None],
            true,
        )
    };
    TableView {
        kind: TableKind::Repeats,
        columns: ["Medicine", "How much", "Since"].map(Rich::plain).to_vec(),
        options: None,
        rows: vec![line("1", "Medicine 1"), line("2", "Medicine 2")],
        can_add: Some("Add another: Medicine".into()),
        helps: Default::default(),
        required: false,
        error: None,
    }
}
