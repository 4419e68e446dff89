//! One letter: read here where its form allows, else taken out of the app, with what that means.

use lapwing_core::event::Event;
use lapwing_core::record::{self, Body, File, LetterView, Presence, Shelf};
use lapwing_core::route::Route;
use lapwing_core::words::record as words;
use yew::prelude::*;

use super::shown;
use crate::components::button::Button;
use crate::components::heading::{Back, PageHeading};
use crate::components::notice::Notice;
use crate::components::skeleton::{Shape, skeleton};
use crate::components::tone::Tone;
use crate::icons::Icon;

/// The letter with this key.
pub fn screen(view: &LetterView, key: &str, send: &Callback<Event>) -> Html {
    let back = Back {
        href: Route::Shelf(Shelf::Letters.slug().into()).path().into(),
        words: words::shelf(Shelf::Letters).into(),
    };
    let title = match view.shown.presence {
        Presence::Here => view.title.clone(),
        Presence::Empty => words::NO_SUCH_LETTER.to_owned(),
        _ => words::LETTER.to_owned(),
    };
    html! {
        <div class="page">
            <PageHeading {title} lead={view.source.clone().map(AttrValue::from)} {back} />
            { shown::over(&view.shown, Shelf::Letters, send) }
            { inside(view, key, send) }
        </div>
    }
}

fn inside(view: &LetterView, key: &str, send: &Callback<Event>) -> Html {
    match view.shown.presence {
        Presence::Loading => skeleton(Shape::Text),
        Presence::Empty => Html::default(),
        _ => shown::instead(&view.shown, Shelf::Letters, send).unwrap_or_else(|| body(&view.body, key, send)),
    }
}

fn body(body: &Body, key: &str, send: &Callback<Event>) -> Html {
    match body {
        Body::Text(paragraphs) => html! {
            <article class="card letter">{ for paragraphs.iter().map(|text| html! { <p>{ text.clone() }</p> }) }</article>
        },
        Body::File(found) => file(found, key, send),
        Body::Nothing => html! { <Notice><p>{ words::EMPTY_LETTER }</p></Notice> },
    }
}

fn file(file: &File, key: &str, send: &Callback<Event>) -> Html {
    let key = key.to_owned();
    let take = send.reform(move |()| Event::Record(record::Event::FileTaken(key.clone())));
    html! {
        <section class="card">
            <p>{ words::letter_file(&file.media, file.size) }</p>
            <Notice tone={Tone::Amber} icon={Icon::Lock}><p>{ words::TAKE_FILE_HINT }</p></Notice>
            <div class="buttons buttons-wide"><Button on_press={take}>{ words::TAKE_FILE }</Button></div>
        </section>
    }
}
