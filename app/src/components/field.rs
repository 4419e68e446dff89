//! A field for words: one line or several, with its label, hint, error and room left.

use lapwing_core::words::parts;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::icons::Icon;

/// What needs putting right, at the field itself.
pub(super) fn wrong(id: &str, words: &AttrValue) -> Html {
    html! { <p class="field-error" id={id.to_owned()}>{ Icon::Info.draw() }<span>{ words.clone() }</span></p> }
}

/// What kind of words go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Holds {
    /// Several lines.
    #[default]
    Lines,
    /// One line.
    Line,
    /// A short code of digits.
    Code,
}

/// Of `Field`.
#[derive(Properties, PartialEq)]
pub struct FieldProps {
    /// Its id.
    pub id: AttrValue,
    /// Its label.
    pub label: AttrValue,
    /// Need not be filled in; said after the label.
    #[prop_or_default]
    pub optional: bool,
    /// What kind of words go in.
    #[prop_or_default]
    pub holds: Holds,
    /// Why it is asked, what to leave out.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What needs putting right.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The most characters; the room left is told from four fifths on.
    #[prop_or_default]
    pub most: Option<usize>,
    /// What is written.
    pub value: AttrValue,
    /// It was changed to this.
    pub on_write: Callback<String>,
}

/// A labelled field.
#[function_component]
pub fn Field(props: &FieldProps) -> Html {
    let ids =
        [("hint", props.hint.is_some()), ("error", props.error.is_some()), ("room", props.most.is_some())]
            .iter()
            .filter(|(_, there)| *there)
            .map(|(part, _)| format!("{}-{part}", props.id))
            .collect::<Vec<_>>()
            .join(" ");
    html! {
        <div class={classes!("field", props.error.is_some().then_some("field-wrong"))}>
            <label class="field-label" for={props.id.clone()}>
                { props.label.clone() }
                if props.optional { <span class="quiet-text small-text">{ " " }{ parts::OPTIONAL }</span> }
            </label>
            if let Some(hint) = &props.hint { <p class="field-hint" id={format!("{}-hint", props.id)}>{ hint.clone() }</p> }
            if let Some(error) = &props.error { { wrong(&format!("{}-error", props.id), error) } }
            { input(props, (!ids.is_empty()).then_some(ids)) }
            if let Some(most) = props.most { { room(props, most) } }
        </div>
    }
}

/// `autocomplete="off"` keeps what is written out of the browser's own files.
fn input(props: &FieldProps, described: Option<String>) -> Html {
    let tell = props.on_write.clone();
    let invalid = props.error.is_some().then_some("true");
    if props.holds == Holds::Lines {
        let oninput = Callback::from(move |event: InputEvent| {
            tell.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value())
        });
        return html! {
            <textarea class="input" id={props.id.clone()} value={props.value.clone()} {oninput} rows="4"
                autocomplete="off" aria-describedby={described} aria-invalid={invalid} dir="auto" />
        };
    }
    let code = props.holds == Holds::Code;
    let oninput = Callback::from(move |event: InputEvent| {
        tell.emit(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    html! {
        <input class={classes!("input", code.then_some("input-short"))} type="text" id={props.id.clone()} value={props.value.clone()} {oninput}
            inputmode={code.then_some("numeric")} autocomplete={if code { "one-time-code" } else { "off" }}
            aria-describedby={described} aria-invalid={invalid} dir="auto" />
    }
}

fn room(props: &FieldProps, most: usize) -> Html {
    let used = props.value.chars().count();
    let (class, words) = match used.checked_sub(most) {
        Some(over) if over > 0 => ("field-count field-over", parts::too_long(over)),
        _ if used * 5 >= most * 4 => ("field-count", parts::room_left(most - used)),
        _ => ("field-count", String::new()),
    };
    html! { <p {class} id={format!("{}-room", props.id)} aria-live="polite">{ words }</p> }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let on_write = Callback::<String>::noop();
    vec![
        (
            "field_lines",
            html! {
                <Field id="why" label="Please tell us why you gave your answer" hint="Please don’t write names." most={40}
                    value="The team listened, and I felt safe." on_write={on_write.clone()} optional=true />
            },
        ),
        (
            "field_wrong",
            html! {
                <Field id="code" label="Your code" holds={Holds::Code} error="That code is not right. Please try again."
                    value="1234" on_write={on_write.clone()} />
            },
        ),
        (
            "field_over",
            html! { <Field id="more" label="Your comment" most={10} value="Longer than ten" {on_write} /> },
        ),
    ]
}
