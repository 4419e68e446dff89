//! A field for words: one line or several, with its label, hint, error and room left.

use lapwing_core::words::parts;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::icons::Icon;
use crate::markup::{El, el, text};

/// What needs putting right, at the field itself.
pub fn wrong(id: &str, words: &str) -> El {
    el("p", "field-error").put("id", id).with(Icon::Info.draw()).with(text("span", "", words))
}

/// What kind of words go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Holds {
    /// Several lines.
    #[default]
    Lines,
    /// One line.
    Line,
    /// A day.
    Day,
    /// A short code of digits.
    Code,
    /// A secret that is there already.
    Secret,
    /// A new secret.
    NewSecret,
    /// A secret, while the person looks at it.
    SecretShown,
}

impl Holds {
    /// Who may fill it in: a keeper of passwords, or nobody.
    fn completed(self) -> &'static str {
        match self {
            Self::Code => "one-time-code",
            Self::Secret => "current-password",
            Self::NewSecret => "new-password",
            Self::Lines | Self::Line | Self::Day | Self::SecretShown => "off",
        }
    }
}

/// A field.
#[derive(Debug, Clone, Copy, Default)]
pub struct Field<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its label.
    pub label: &'a str,
    /// Need not be filled in; said after the label.
    pub optional: bool,
    /// What kind of words go in.
    pub holds: Holds,
    /// Why it is asked, what to leave out.
    pub hint: Option<&'a str>,
    /// What needs putting right.
    pub error: Option<&'a str>,
    /// The most characters; the room left is told from four fifths on.
    pub most: Option<usize>,
    /// What is written.
    pub value: &'a str,
}

/// A labelled field.
pub fn field(asked: Field<'_>, write: &Callback<String>) -> El {
    let mut described: Vec<String> = vec![];
    let mut part = |there: bool, name: &str| {
        let id = format!("{}-{name}", asked.id);
        if there {
            described.push(id.clone());
        }
        id
    };
    let hint_id = part(asked.hint.is_some(), "hint");
    let error_id = part(asked.error.is_some(), "error");
    let room_id = part(asked.most.is_some(), "room");
    let optional = asked.optional.then(|| el("span", "quiet-text small-text").say(" ").say(parts::OPTIONAL));
    let label = text("label", "field-label", asked.label).put("for", asked.id).some(optional);
    el("div", "field")
        .class(if asked.error.is_some() { "field-wrong" } else { "" })
        .with(label)
        .some(asked.hint.map(|hint| text("p", "field-hint", hint).put("id", &hint_id)))
        .some(asked.error.map(|error| wrong(&error_id, error)))
        .with(input(asked, &described.join(" "), write.clone()))
        .some(asked.most.map(|most| room(asked.value, most).put("id", &room_id).put("aria-live", "polite")))
}

/// `autocomplete="off"` keeps what is written out of the browser's own files.
fn input(asked: Field<'_>, described: &str, write: Callback<String>) -> El {
    let described = (!described.is_empty()).then_some(described);
    let invalid = asked.error.map(|_| "true");
    let code = asked.holds == Holds::Code;
    let hidden = matches!(asked.holds, Holds::Secret | Holds::NewSecret);
    let secret = hidden || asked.holds == Holds::SecretShown;
    let kind = match asked.holds {
        Holds::Day => "date",
        _ if hidden => "password",
        _ => "text",
    };
    let input = if asked.holds == Holds::Lines {
        let write =
            write.reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
        el("textarea", "input").put("id", asked.id).put("rows", "4").input(write).put("autocomplete", "off")
    } else {
        let write =
            write.reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
        el("input", "input")
            .class(if code || kind == "date" { "input-short" } else { "" })
            .put("type", kind)
            .put("id", asked.id)
            .input(write)
            .maybe("inputmode", code.then_some("numeric"))
            .maybe("autocapitalize", secret.then_some("none"))
            .maybe("spellcheck", secret.then_some("false"))
            .put("autocomplete", asked.holds.completed())
    };
    input
        .value(asked.value)
        .maybe("aria-describedby", described)
        .maybe("aria-invalid", invalid)
        .put("dir", "auto")
}

/// How much room is left, from four fifths on.
pub fn room(value: &str, most: usize) -> El {
    let used = value.chars().count();
    let (class, words) = match used.checked_sub(most) {
        Some(over) if over > 0 => ("field-count field-over", parts::too_long(over)),
        _ if used * 5 >= most * 4 => ("field-count", parts::room_left(most - used)),
        _ => ("field-count", String::new()),
    };
    text("p", class, &words)
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let none = Callback::<String>::noop();
    let lines = Field {
        id: "why",
        label: "Please tell us why you gave your answer",
        hint: Some("Please don’t write names."),
        most: Some(40),
        value: "The team listened, and I felt safe.",
        optional: true,
        ..Field::default()
    };
    let code = Field {
        id: "code",
        label: "Your code",
        holds: Holds::Code,
        error: Some("That code is not right. Please try again."),
        value: "1234",
        ..Field::default()
    };
    let over = Field {
        id: "more",
        label: "Your comment",
        most: Some(10),
        value: "Longer than ten",
        ..Field::default()
    };
    [("field_lines", lines), ("field_wrong", code), ("field_over", over)]
        .map(|(name, asked)| (name, field(asked, &none).done()))
        .to_vec()
}
