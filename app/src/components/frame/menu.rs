//! The person menu: sharing, feedback, settings, the people one cares for, signing out.

use std::rc::Rc;

use lapwing_core::route::Route;
use lapwing_core::words::frame as words;
use yew::prelude::*;

use super::super::button::{Button, Kind};
use super::super::dialog::Dialog;
use super::super::rows::{Press, Row, Rows};
use super::super::tag::tag;
use super::super::tone::Tone;
use crate::icons::Icon;

/// Somebody whose record one may see a part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaredFor {
    /// What the shell knows them by.
    pub key: AttrValue,
    /// Their name.
    pub name: AttrValue,
    /// What is shared: "Care plan".
    pub shared: AttrValue,
    /// Theirs is the record being seen.
    pub here: bool,
}

/// Of `PersonMenu`.
#[derive(Properties, PartialEq)]
pub struct PersonMenuProps {
    /// Who is signed in.
    pub name: AttrValue,
    /// The people one cares for.
    pub caring_for: Rc<[CaredFor]>,
    /// See this person's record.
    pub on_see: Callback<AttrValue>,
    /// Sign out.
    pub on_sign_out: Callback<()>,
    /// The menu goes.
    pub on_close: Callback<()>,
}

/// The menu. Its links change the address; the shell closes it then.
#[function_component]
pub fn PersonMenu(props: &PersonMenuProps) -> Html {
    let link = |name: &'static str, more: &'static str, icon, tone, route: &Route| Row {
        detail: Some(more.into()),
        icon: Some(icon),
        tone,
        ..Row::link(name, route.path())
    };
    let rows: Rc<[Row]> = Rc::from([
        link(words::SHARING, words::SHARING_MORE, Icon::Share, Tone::Plum, &Route::Sharing),
        link(words::FEEDBACK, words::FEEDBACK_MORE, Icon::Feedback, Tone::Plain, &Route::Feedback),
        link(words::SETTINGS, words::SETTINGS_MORE, Icon::Settings, Tone::Plain, &Route::Settings),
    ]);
    let cared: Rc<[Row]> = props.caring_for.iter().map(|person| cared_for(person, &props.on_see)).collect();
    html! {
        <Dialog id="menu" title={props.name.clone()} on_close={props.on_close.clone()}>
            if !cared.is_empty() {
                <h3>{ words::CARING_FOR }</h3>
                <Rows rows={cared} />
            }
            <Rows {rows} label={words::YOU} />
            <div class="buttons buttons-wide">
                <Button kind={Kind::Quiet} icon={Icon::Lock} on_press={props.on_sign_out.clone()}>{ words::SIGN_OUT }</Button>
            </div>
        </Dialog>
    }
}

fn cared_for(person: &CaredFor, see: &Callback<AttrValue>) -> Row {
    let (see, key) = (see.clone(), person.key.clone());
    Row {
        key: person.key.clone(),
        title: person.name.clone(),
        detail: Some(person.shared.clone()),
        icon: Some(Icon::Person),
        tone: Tone::Plum,
        tag: if person.here { tag(Tone::Plum, Some(Icon::Eye), words::SEEING_NOW) } else { Html::default() },
        press: Press::Tell(Callback::from(move |()| see.emit(key.clone()))),
        ..Row::default()
    }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> super::super::Fixtures {
    let people: Rc<[CaredFor]> = Rc::from([CaredFor {
        key: "sam".into(),
        name: "Sam Okafor".into(),
        shared: "Care plan".into(),
        here: true,
    }]);
    let menu = |caring_for: Rc<[CaredFor]>| {
        html! {
            <PersonMenu name="Grace Okafor" {caring_for} on_see={Callback::noop()} on_sign_out={Callback::noop()} on_close={Callback::noop()} />
        }
    };
    vec![("menu_own", menu(Rc::from([]))), ("menu_carer", menu(people))]
}
