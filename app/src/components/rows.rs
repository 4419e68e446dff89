//! A list of rows: each leads somewhere, does something, or just tells.

use std::rc::Rc;

use yew::prelude::*;

use super::tone::Tone;
use crate::icons::Icon;

/// What a press on a row does.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Press {
    /// Nothing.
    #[default]
    None,
    /// Leads to this address.
    Link(AttrValue),
    /// Tells the screen.
    Tell(Callback<()>),
}

/// One row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Its key in the list.
    pub key: AttrValue,
    /// What it is.
    pub title: AttrValue,
    /// More of it, in the second colour.
    pub detail: Option<AttrValue>,
    /// Small: when, from where.
    pub note: Option<AttrValue>,
    /// Before the words.
    pub icon: Option<Icon>,
    /// The colour of the icon's field.
    pub tone: Tone,
    /// Under the words: a tag.
    pub tag: Html,
    /// What a press does.
    pub press: Press,
}

impl Row {
    /// A row that leads to `href`.
    #[must_use]
    pub fn link(title: impl Into<AttrValue>, href: impl Into<AttrValue>) -> Self {
        let href = href.into();
        Self { key: href.clone(), title: title.into(), press: Press::Link(href), ..Self::default() }
    }
}

/// Of `Rows`.
#[derive(Properties, PartialEq)]
pub struct RowsProps {
    /// The rows, shared, so that an unchanged list costs a pointer's comparison.
    pub rows: Rc<[Row]>,
    /// The list's name, where no heading says it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// A list of rows.
#[function_component]
pub fn Rows(props: &RowsProps) -> Html {
    html! {
        <ul class="rows" role="list" aria-label={props.label.clone()}>
            { for props.rows.iter().map(|row| html! { <li key={row.key.to_string()}>{ draw(row) }</li> }) }
        </ul>
    }
}

fn draw(row: &Row) -> Html {
    let class = classes!("row", row.tone.of("row"));
    match &row.press {
        Press::None => html! { <div {class}>{ inside(row) }</div> },
        Press::Link(href) => html! {
            <a {class} href={href.clone()}>{ inside(row) }<span class="row-end">{ Icon::Chevron.small() }</span></a>
        },
        Press::Tell(tell) => {
            let tell = tell.clone();
            let onclick = Callback::from(move |_: MouseEvent| tell.emit(()));
            html! { <button type="button" {class} {onclick}>{ inside(row) }<span class="row-end">{ Icon::Chevron.small() }</span></button> }
        }
    }
}

fn inside(row: &Row) -> Html {
    html! {
        <>
            if let Some(icon) = row.icon { <span class="row-icon">{ icon.draw() }</span> }
            <span class="row-text">
                <span class="row-title">{ row.title.clone() }</span>
                if let Some(detail) = &row.detail { <span class="row-detail">{ detail.clone() }</span> }
                if let Some(note) = &row.note { <span class="row-note">{ note.clone() }</span> }
                if row.tag != Html::default() { <span class="row-tag">{ row.tag.clone() }</span> }
            </span>
        </>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    use super::tag::tag;
    let some = |text: &str| Some(AttrValue::from(text.to_owned()));
    let rows: Rc<[Row]> = Rc::from(vec![
        Row {
            detail: some("Your blood and other tests"),
            icon: Some(Icon::Flask),
            tag: tag(Tone::Blue, None, "2 new"),
            ..Row::link("Results", "/record/results")
        },
        Row {
            detail: some("What you take, and how much"),
            icon: Some(Icon::Pill),
            ..Row::link("Medicines", "/record/medicines")
        },
        Row {
            detail: some("Nothing in your record"),
            icon: Some(Icon::Leaf),
            ..Row::link("Allergies", "/record/allergies")
        },
    ]);
    let told: Rc<[Row]> = Rc::from(vec![
        Row {
            key: "1".into(),
            title: "Sertraline 50 mg tablets".into(),
            detail: some("One tablet every morning"),
            note: some("Since 12 March 2026. From Dr Okafor."),
            ..Row::default()
        },
        Row {
            key: "2".into(),
            title: "Amoxicillin-Clavulanat-Kaliumsalz-Trockensubstanz zur Herstellung einer Suspension"
                .into(),
            note: some("Since 3 May 2025"),
            ..Row::default()
        },
    ]);
    let press: Rc<[Row]> = Rc::from(vec![Row {
        key: "x".into(),
        title: "Sam Okafor".into(),
        icon: Some(Icon::Person),
        tone: Tone::Plum,
        press: Press::Tell(Callback::noop()),
        ..Row::default()
    }]);
    vec![
        ("rows_links", html! { <Rows {rows} label="Your record" /> }),
        ("rows_told", html! { <Rows rows={told} /> }),
        ("rows_press", html! { <Rows rows={press} /> }),
    ]
}
