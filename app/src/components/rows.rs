//! A list of rows: each leads somewhere, does something, or just tells.

use yew::Callback;

use super::button::pressed;
use super::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, el, text};

/// What a press on a row does.
#[derive(Debug, Default)]
pub enum Press<'a> {
    /// Nothing.
    #[default]
    None,
    /// Leads to this address.
    Link(&'a str),
    /// Tells the screen.
    Tell(Callback<()>),
}

/// One row.
#[derive(Debug, Default)]
pub struct Row<'a> {
    /// Its key in the list.
    pub key: &'a str,
    /// What it is.
    pub title: &'a str,
    /// The same with marks, in place of `title`.
    pub marked: Option<El>,
    /// More of it, in the second colour.
    pub detail: Option<&'a str>,
    /// A sentence with marks.
    pub said: Option<El>,
    /// Above it all: what begins with this row.
    pub above: Option<El>,
    /// Small: when, from where.
    pub note: Option<&'a str>,
    /// Before the words.
    pub icon: Option<Icon>,
    /// The colour of the icon's field.
    pub tone: Tone,
    /// Under the words: a tag.
    pub tag: Option<El>,
    /// What a press does.
    pub press: Press<'a>,
}

impl<'a> Row<'a> {
    /// A row that leads to `href`.
    #[must_use]
    pub fn link(title: &'a str, href: &'a str) -> Self {
        Self { key: href, title, press: Press::Link(href), ..Self::default() }
    }

    /// As an item of a list of rows.
    pub fn item(self) -> El {
        let words = el("span", "row-text")
            .with(self.marked.unwrap_or_else(|| text("span", "row-title", self.title)))
            .some(self.detail.map(|detail| text("span", "row-detail", detail)))
            .some(self.said.map(|said| el("span", "row-detail").with(said)))
            .some(self.note.map(|note| text("span", "row-note", note)))
            .some(self.tag.map(|tag| el("span", "row-tag").with(tag)));
        let leads = !matches!(self.press, Press::None);
        let row = match self.press {
            Press::None => el("div", "row"),
            Press::Link(href) => el("a", "row").put("href", href),
            Press::Tell(tell) => pressed("row", &tell),
        };
        let row = row
            .class(&self.tone.of("row"))
            .some(self.icon.map(|icon| el("span", "row-icon").with(icon.draw())))
            .with(words)
            .some(leads.then(|| el("span", "row-end").with(Icon::Chevron.small())));
        el("li", "").key(self.key).some(self.above).with(row)
    }
}

/// A list of rows; its name, where no heading says it.
pub fn rows(label: Option<&str>) -> El {
    el("ul", "rows").put("role", "list").maybe("aria-label", label)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    use super::tag::tag;
    let link =
        |title, href, detail, icon| Row { detail: Some(detail), icon: Some(icon), ..Row::link(title, href) };
    let results = Row {
        tag: Some(tag(Tone::Blue, None, "2 new")),
        ..link("Results", "/record/results", "Your blood and other tests", Icon::Flask)
    };
    let links = rows(Some("Your record"))
        .with(results.item())
        .with(link("Medicines", "/record/medicines", "What you take, and how much", Icon::Pill).item())
        .with(link("Allergies", "/record/allergies", "Nothing in your record", Icon::Leaf).item());
    let first = Row {
        key: "1",
        title: "Sertraline 50 mg tablets",
        detail: Some("One tablet every morning"),
        note: Some("Since 12 March 2026. From Dr Okafor."),
        ..Row::default()
    };
    let second = Row {
        key: "2",
        title: "Amoxicillin-Clavulanat-Kaliumsalz-Trockensubstanz zur Herstellung einer Suspension",
        note: Some("Since 3 May 2025"),
        ..Row::default()
    };
    let press = Row {
        key: "x",
        title: "Sam Okafor",
        icon: Some(Icon::Person),
        tone: Tone::Plum,
        press: Press::Tell(Callback::noop()),
        ..Row::default()
    };
    vec![
        ("rows_links", links.done()),
        ("rows_told", rows(None).with(first.item()).with(second.item()).done()),
        ("rows_press", rows(None).with(press.item()).done()),
    ]
}
