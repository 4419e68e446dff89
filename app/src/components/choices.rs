//! One answer out of several, each a large card.

use std::rc::Rc;

use yew::prelude::*;

/// An answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its value.
    pub value: AttrValue,
    /// Its words.
    pub words: AttrValue,
    /// More about it.
    pub hint: Option<AttrValue>,
}

impl Choice {
    /// An answer without a hint.
    #[must_use]
    pub fn new(value: impl Into<AttrValue>, words: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), words: words.into(), hint: None }
    }
}

/// Of `Choices`.
#[derive(Properties, PartialEq)]
pub struct ChoicesProps {
    /// The group's name in the form, and the beginning of the ids.
    pub name: AttrValue,
    /// The question.
    pub legend: AttrValue,
    /// Stands before the question and belongs to it.
    #[prop_or_default]
    pub lead: Option<AttrValue>,
    /// The question is the heading of the screen.
    #[prop_or_default]
    pub legend_heads: bool,
    /// Why it is asked.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What needs putting right.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The answers.
    pub choices: Rc<[Choice]>,
    /// The chosen value.
    #[prop_or_default]
    pub chosen: Option<AttrValue>,
    /// Stands directly under the chosen answer: help.
    #[prop_or_default]
    pub under: Html,
    /// An answer was chosen.
    pub on_choose: Callback<AttrValue>,
}

/// A group of radio buttons in a fieldset.
#[function_component]
pub fn Choices(props: &ChoicesProps) -> Html {
    let hint_id = format!("{}-hint", props.name);
    let error_id = format!("{}-error", props.name);
    let described = match (&props.hint, &props.error) {
        (None, None) => None,
        (Some(_), None) => Some(hint_id.clone()),
        (None, Some(_)) => Some(error_id.clone()),
        (Some(_), Some(_)) => Some(format!("{hint_id} {error_id}")),
    };
    html! {
        <fieldset class="field" aria-describedby={described}>
            <legend class="field-legend">
                if let Some(lead) = &props.lead { <span class="field-lead">{ lead.clone() }{ " " }</span> }
                if props.legend_heads {
                    <h1 class="field-legend" id={super::heading::HEADING} tabindex="-1">{ props.legend.clone() }</h1>
                } else { { props.legend.clone() } }
            </legend>
            if let Some(hint) = &props.hint { <p class="field-hint" id={hint_id}>{ hint.clone() }</p> }
            if let Some(error) = &props.error { { super::field::wrong(&error_id, error) } }
            <div class="choices">
                { for props.choices.iter().enumerate().map(|(at, choice)| one(props, at, choice)) }
            </div>
        </fieldset>
    }
}

fn one(props: &ChoicesProps, at: usize, choice: &Choice) -> Html {
    let chosen = props.chosen.as_ref() == Some(&choice.value);
    let (tell, value) = (props.on_choose.clone(), choice.value.clone());
    let onchange = Callback::from(move |_: Event| tell.emit(value.clone()));
    html! {
        <div key={at}>
            <label class={classes!("choice", chosen.then_some("choice-chosen"))}>
                <input class="radio" type="radio" name={props.name.clone()} id={format!("{}-{at}", props.name)}
                    value={choice.value.clone()} checked={chosen} {onchange} autocomplete="off" />
                <span class="choice-text">
                    <span class="choice-name">{ choice.words.clone() }</span>
                    if let Some(hint) = &choice.hint { <span class="choice-hint">{ hint.clone() }</span> }
                </span>
            </label>
            if chosen && props.under != Html::default() {
                <div class="under">{ props.under.clone() }</div>
            }
        </div>
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::Fixtures {
    let choices: Rc<[Choice]> = ["Not at all", "Several days", "More than half the days", "Nearly every day"]
        .iter()
        .enumerate()
        .map(|(at, words)| Choice::new(at.to_string(), *words))
        .collect();
    let on_choose = Callback::<AttrValue>::noop();
    let under = super::help::help_now("You don’t have to face this alone.", Callback::noop());
    vec![
        (
            "choices_none",
            html! {
                <Choices name="q1" legend="Over the last 2 weeks, how often have you been bothered by little interest or pleasure in doing things?"
                    choices={choices.clone()} on_choose={on_choose.clone()} />
            },
        ),
        (
            "choices_help",
            html! {
                <Choices name="q9" legend="Thoughts that you would be better off dead, or of hurting yourself" chosen="1" {under}
                    choices={choices.clone()} on_choose={on_choose.clone()} legend_heads=true />
            },
        ),
        (
            "choices_wrong",
            html! {
                <Choices name="q2" legend="How was your visit?" hint="We ask so that we can do better." error="Choose an answer to go on."
                    choices={choices} {on_choose} />
            },
        ),
    ]
}
