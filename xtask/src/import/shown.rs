//! What looks otherwise than the file asks, told by drawing every item as the app would.

use std::rc::Rc;

use lapwing_core::form::shown::{AskedView, Body, Control as Shown};
use lapwing_core::form::{ItemView, alone};
use lapwing_core::now::Now;
use lapwing_core::sdc::{Around, Control, Form, Item, Kind, Live};
use serde_json::Value;

use super::report::{Line, Report};

/// Tells of each item that is drawn otherwise than it asks, and of the languages in which it can be read.
pub fn tell(form: &Rc<Form>, report: &mut Report) {
    languages(form, report);
    let now = Now::new(1_795_338_000_000, 0, [1, 2, 3, 4]);
    let live = Live::open(form.clone(), Around::default(), None, &now);
    for (at, item) in form.items.iter().enumerate().filter(|(_, item)| !item.hidden) {
        let source = form.json(at);
        let view = live.nodes_of(at).first().and_then(|node| alone(&live, *node));
        let mut found =
            controls(source).filter(|code| !Control::knows(code)).map(unknown).collect::<Vec<_>>();
        // What it offers comes from elsewhere, or a note tells already that it does not.
        let offered = form.notes_of(Some(at)).next().is_some() || follows(source);
        if let Some(view) = view {
            let drawn = drawn(item, &view).filter(|words| !(offered && *words == NOTHING));
            found.extend(drawn.map(str::to_owned));
            found.extend(media(&view));
        }
        found.extend(links(source));
        for words in found {
            report.add(Line::Differs, format!("{}: {words}", item.link_id));
        }
    }
}

const NOTHING: &str = "there is nothing to choose from: it can only be left open";

/// Whether its choices follow from other answers, or from the record.
fn follows(source: &Value) -> bool {
    let mut extensions = source["extension"].as_array().into_iter().flatten();
    extensions.any(|e| {
        let url = e["url"].as_str().unwrap_or_default();
        url.ends_with("answerExpression") || url.ends_with("candidateExpression")
    })
}

fn unknown(code: &str) -> String {
    format!("the control “{code}” is not known here: it is shown as others of its kind")
}

/// The codes of `itemControl`.
fn controls(source: &Value) -> impl Iterator<Item = &str> {
    let extensions = source["extension"].as_array().into_iter().flatten();
    let controls = extensions
        .filter(|e| e["url"].as_str().is_some_and(|url| url.ends_with("/questionnaire-itemControl")));
    let codings = controls.flat_map(|e| e["valueCodeableConcept"]["coding"].as_array().into_iter().flatten());
    codings.filter_map(|coding| coding["code"].as_str())
}

/// How an item is drawn, where it asks for something else.
fn drawn(item: &Item, view: &ItemView) -> Option<&'static str> {
    let table = matches!(item.control, Control::Table | Control::HTable | Control::Grid | Control::GTable);
    match &view.body {
        Body::Group(_) if table => Some(
            "it asks for a table, and its questions stand below each other: a table could not show each of them whole",
        ),
        Body::Question(asked) => question(item, asked),
        _ => None,
    }
}

fn question(item: &Item, asked: &AskedView) -> Option<&'static str> {
    match (item.control, &asked.control) {
        _ if item.kind == Kind::Reference && asked.options.is_empty() => {
            Some("an entry of the record is named in words, and not looked up")
        }
        (_, Shown::None) if item.kind.is_question() => Some(NOTHING),
        (Control::Radio | Control::CheckBox, Shown::DropDown | Shown::Search) => {
            Some("its answers are too many to be in sight: they are in a list, or found by typing")
        }
        (Control::DropDown | Control::Autocomplete, Shown::Choices) => Some("its answers are all in sight"),
        (Control::Autocomplete, Shown::DropDown) => {
            Some("its answers are few: they are in a list that opens")
        }
        (Control::DropDown, Shown::Search) => Some("its answers are many: they are found by typing"),
        (Control::Slider, Shown::Spinner(_)) => {
            Some("a slider needs a smallest and a largest value: it is a number with buttons")
        }
        (Control::Slider, Shown::Choices | Shown::Search) => {
            Some("a slider has no place for several answers or one's own words")
        }
        _ => None,
    }
}

fn media(view: &ItemView) -> Option<String> {
    let media = view.media.as_ref().filter(|media| media.data.is_none())?;
    let address = media.url.as_deref().unwrap_or_default();
    match address.starts_with('/') {
        true => None,
        false if address.starts_with("https:") => {
            Some(format!("its picture is elsewhere, and is a link: {address}"))
        }
        false => Some("its picture can't be reached, and is left out".to_owned()),
    }
}

/// Links that lead nowhere safe.
fn links(source: &Value) -> Option<String> {
    let extensions = source["extension"].as_array().into_iter().flatten();
    let mut links = extensions.filter(|e| {
        let name = e["url"].as_str().and_then(|url| url.rsplit('/').next()).unwrap_or_default();
        ["questionnaire-supportLink", "supportLink", "questionnaire-supportHyperlink"].contains(&name)
    });
    let unsafe_one = links.find_map(|e| {
        let address = ["valueUri", "valueUrl"].iter().find_map(|member| e[*member].as_str())?;
        (!address.starts_with("https://")).then_some(address)
    })?;
    Some(format!("only links that begin with https:// are shown: {unsafe_one} is left out"))
}

/// In which languages it can be read.
fn languages(form: &Form, report: &mut Report) {
    for language in form.languages.iter().skip(1) {
        match language.whole {
            true => report.add(Line::Works, format!("it can be read in {}", language.tag)),
            false => report.add(
                Line::Differs,
                format!(
                    "it can be read in {} in part only: nobody is shown it so who does not choose it",
                    language.tag
                ),
            ),
        }
    }
}
