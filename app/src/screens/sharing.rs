//! With whom one may share, and what each sees now.

use std::rc::Rc;

use lapwing_core::event::Event;
use lapwing_core::route::Route;
use lapwing_core::sharing::{SharedPerson, SharingView};
use lapwing_core::words::sharing as words;
use yew::prelude::*;

use super::shown;
use crate::components::heading::PageHeading;
use crate::components::rows::{Row, Rows};
use crate::components::skeleton::{Shape, skeleton};
use crate::components::state::Empty;
use crate::components::tone::Tone;
use crate::icons::Icon;

/// The screen.
pub fn screen(view: &SharingView, send: &Callback<Event>) -> Html {
    html! {
        <div class="page">
            <PageHeading title={words::SHARING} lead={words::LEAD} />
            { match (&view.people, view.trouble) {
                (Some(people), _) if people.is_empty() => html! {
                    <Empty icon={Icon::Share} title={words::NOBODY} words={words::NOBODY_NEXT} />
                },
                (Some(people), _) => html! { <Rows rows={people.iter().map(row).collect::<Rc<[Row]>>()} label={words::SHARING} /> },
                (None, Some(why)) => shown::failed(why, send),
                (None, None) => skeleton(Shape::Rows(2)),
            } }
        </div>
    }
}

fn row(person: &SharedPerson) -> Row {
    let sees = if person.sees.is_empty() { words::SEES_NOTHING.into() } else { words::sees(&person.sees) };
    Row {
        detail: Some(sees.into()),
        note: note(person).map(Into::into),
        icon: Some(Icon::Person),
        tone: if person.sees.is_empty() { Tone::Plain } else { Tone::Plum },
        ..Row::link(person.name.clone(), Route::ShareWith(person.key.clone()).path())
    }
}

/// How they belong together, and until when they see it.
fn note(person: &SharedPerson) -> Option<String> {
    let until = person.until.as_deref().filter(|_| !person.sees.is_empty()).map(words::until);
    let parts: Vec<String> = person.relation.clone().into_iter().chain(until).collect();
    (!parts.is_empty()).then(|| parts.join(". "))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let person =
        |name: &str, relation: Option<&str>, sees: &[&'static str], until: Option<&str>| SharedPerson {
            key: name.into(),
            name: name.into(),
            relation: relation.map(Into::into),
            sees: sees.to_vec(),
            until: until.map(Into::into),
        };
    let people = vec![
        person("Rosa Marques", Some("Sister"), &["Care plan", "Appointments"], Some("20 February 2027")),
        person("Grace Okafor-Featherstonehaugh", None, &[], None),
    ];
    let of = |people, trouble| screen(&SharingView { people, trouble }, &send);
    vec![
        ("sharing_people", of(Some(people), None)),
        ("sharing_nobody", of(Some(vec![]), None)),
        ("sharing_loading", of(None, None)),
        ("sharing_trouble", of(None, Some(Trouble::Offline))),
    ]
}
