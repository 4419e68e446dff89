//! One answer out of several, each a large card.

use yew::prelude::*;

use super::{field, heading};
use crate::markup::{El, each, el, text};

/// An answer that can be chosen.
#[derive(Debug, Clone, Copy)]
pub struct Choice<'a> {
    /// Its value; its place where this is empty.
    pub value: &'a str,
    /// Its words.
    pub words: &'a str,
    /// More about it.
    pub hint: Option<&'a str>,
}

impl<'a> Choice<'a> {
    /// An answer without a hint, whose place is its value.
    #[must_use]
    pub fn new(words: &'a str) -> Self {
        Self { value: "", words, hint: None }
    }
}

/// What is asked.
#[derive(Debug, Default)]
pub struct Asked<'a> {
    /// The group's name in the form, and the beginning of the ids.
    pub name: &'a str,
    /// The question.
    pub legend: &'a str,
    /// Stands before the question and belongs to it.
    pub lead: Option<&'a str>,
    /// The question is the heading of the screen.
    pub heads: bool,
    /// Why it is asked.
    pub hint: Option<&'a str>,
    /// What needs putting right.
    pub error: Option<&'a str>,
    /// The place of the chosen answer.
    pub chosen: Option<usize>,
    /// Stands directly under the chosen answer: help.
    pub under: Option<El>,
}

/// A group of radio buttons in a fieldset; the place of the answer that was chosen is told.
pub fn choices(mut asked: Asked<'_>, choices: &[Choice<'_>], choose: &Callback<usize>) -> El {
    let hint_id = format!("{}-hint", asked.name);
    let error_id = format!("{}-error", asked.name);
    let ids: Vec<&str> =
        [asked.hint.map(|_| &*hint_id), asked.error.map(|_| &*error_id)].into_iter().flatten().collect();
    let described = ids.join(" ");
    let legend =
        el("legend", "field-legend").some(asked.lead.map(|lead| text("span", "field-lead", lead).say(" ")));
    let legend = match asked.heads {
        true => legend.with(heading::h1("field-legend", asked.legend)),
        false => legend.say(asked.legend),
    };
    let under = asked.under.take().map(|under| el("div", "under").with(under).done());
    let list = each(el("div", "choices"), choices, |at, choice| {
        let one = one(&asked, at, choice, choose);
        let under = under.clone().filter(|_| asked.chosen == Some(at));
        el("div", "").number(at).with(one).html(under.unwrap_or_default())
    });
    el("fieldset", "field")
        .maybe("aria-describedby", (!ids.is_empty()).then_some(&described))
        .with(legend)
        .some(asked.hint.map(|hint| text("p", "field-hint", hint).put("id", &hint_id)))
        .some(asked.error.map(|error| field::wrong(&error_id, error)))
        .with(list)
}

fn one(asked: &Asked<'_>, at: usize, choice: &Choice<'_>, choose: &Callback<usize>) -> El {
    let chosen = asked.chosen == Some(at);
    let place = at.to_string();
    let input = el("input", "radio")
        .put("type", "radio")
        .put("name", asked.name)
        .put("id", &format!("{}-{place}", asked.name))
        .value(if choice.value.is_empty() { &place } else { choice.value })
        .checked(chosen)
        .change(choose.reform(move |_| at))
        .put("autocomplete", "off");
    let words = el("span", "choice-text")
        .with(text("span", "choice-name", choice.words))
        .some(choice.hint.map(|hint| text("span", "choice-hint", hint)));
    el("label", "choice").class(if chosen { "choice-chosen" } else { "" }).with(input).with(words)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let all = ["Not at all", "Several days", "More than half the days", "Nearly every day"].map(Choice::new);
    let choose = Callback::<usize>::noop();
    let under = super::help::help_now("You don’t have to face this alone.", &Callback::noop());
    let none = Asked {
        name: "q1",
        legend: "Over the last 2 weeks, how often have you been bothered by little interest or pleasure in doing things?",
        ..Asked::default()
    };
    let help = Asked {
        name: "q9",
        legend: "Thoughts that you would be better off dead, or of hurting yourself",
        chosen: Some(1),
        under: Some(under),
        heads: true,
        ..Asked::default()
    };
    let wrong = Asked {
        name: "q2",
        legend: "How was your visit?",
        hint: Some("We ask so that we can do better."),
        error: Some("Choose an answer to go on."),
        ..Asked::default()
    };
    [("choices_none", none), ("choices_help", help), ("choices_wrong", wrong)]
        .map(|(name, asked)| (name, choices(asked, &all, &choose).done()))
        .to_vec()
}
