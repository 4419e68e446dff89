//! What was answered at one time: to read, to add a note to, to print.

use lapwing_core::event::Event;
use lapwing_core::past::{self, Note, PastAnswerView, Said, Writing};
use lapwing_core::record::Shelf;
use lapwing_core::route::Route;
use lapwing_core::words::{form, past as words};
use yew::prelude::*;

use super::shown;
use crate::components::button::{Kind, busy, button, buttons, wide_buttons};
use crate::components::field::{Field, field};
use crate::components::heading::{Back, page};
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::{tell, tell_of};

/// The longest note, in characters.
const MOST: usize = 2_000;

/// The screen.
pub fn screen(view: &PastAnswerView, send: &Callback<Event>) -> Html {
    let back = Back { href: &Route::Past(view.key.clone()).path(), words: words::ALL };
    let inside = shown::instead(&view.shown, Shelf::Answers, send).unwrap_or_else(|| here(view, send));
    let title =
        if view.when.is_empty() { view.title.clone() } else { words::answered(&view.title, &view.when) };
    page(&title, None, Some(back)).with(inside).done()
}

fn here(view: &PastAnswerView, send: &Callback<Event>) -> El {
    let waits = view.waiting.then(|| el("div", "").with(tag(Tone::Amber, Some(Icon::Clock), form::WAITING)));
    let scores = each(el("div", ""), &view.scores, |_, score| text("p", "card-lead", score));
    let said = each(el("ul", "said").put("role", "list"), &view.said, said);
    all()
        .with(shown::over(&view.shown, send))
        .some(view.who.as_deref().map(|who| p(&words::by(who))))
        .some(view.helped.as_deref().map(p))
        .some(waits)
        .with(scores)
        .with(el("section", "stack").with(text("h2", "", words::ANSWERS)).with(said))
        .with(notes(view, send))
        .with(print(send))
}

fn said(_: usize, said: &Said) -> El {
    const DEPTHS: [&str; 4] = ["", "said-1", "said-2", "said-3"];
    let class = DEPTHS[said.depth.min(3)];
    if said.answers.is_empty() && said.files.is_empty() {
        return el("li", class).with(text("h3", "", &said.text));
    }
    let answers = each(all(), &said.answers, |_, answer| text("p", "said-answer", answer).put("dir", "auto"));
    let files = each(all(), &said.files, |_, (name, route)| {
        let link = route.as_ref().map(|route| text("a", "", name).put("href", &route.path()));
        el("p", "said-answer").put("dir", "auto").with(link.unwrap_or_else(|| all().say(name)))
    });
    el("li", class).with(text("p", "quiet-text", &said.text)).with(answers).with(files)
}

/// The button that prints, and what that means.
pub(super) fn print(send: &Callback<Event>) -> El {
    let press = tell(send, || Event::Past(past::Event::Printed));
    el("div", "not-on-paper stack-tight")
        .with(buttons().with(button(Kind::Quiet, None, words::PRINT, &press)))
        .with(text("p", "quiet-text small-text", words::PRINT_HINT))
}

fn notes(view: &PastAnswerView, send: &Callback<Event>) -> El {
    if view.notes.is_empty() && !view.own {
        return all();
    }
    let list = each(el("ul", "said").put("role", "list"), &view.notes, note);
    let begin = view.own.then(|| match &view.writing {
        Some(writing) => write(writing, send),
        None => {
            let press = tell_of(send, &view.response, |id| Event::Past(past::Event::NoteBegun(id)));
            buttons().with(button(Kind::Quiet, None, words::ADD_NOTE, &press))
        }
    });
    el("section", "stack").with(text("h2", "", words::MY_NOTES)).with(list).some(begin)
}

fn note(_: usize, note: &Note) -> El {
    let waits = note.waiting.then(|| tag(Tone::Amber, Some(Icon::Clock), form::WAITING));
    el("li", "own")
        .with(text("p", "quiet-text", &note.when).some(waits))
        .with(p(&note.text).put("dir", "auto"))
}

fn write(writing: &Writing, send: &Callback<Event>) -> El {
    let asked = Field {
        id: "note",
        label: words::NOTE,
        hint: Some(words::NOTE_HINT),
        most: Some(MOST),
        value: &writing.text,
        ..Field::default()
    };
    let written = send.reform(|text| Event::Past(past::Event::NoteWritten(text)));
    let keep = tell(send, || Event::Past(past::Event::NoteGiven));
    let drop = tell(send, || Event::Past(past::Event::NoteDropped));
    let saving = writing.saving.is_some();
    el("div", "stack not-on-paper")
        .some(writing.trouble.map(shown::refused))
        .with(field(asked, &written))
        .with(wide_buttons().with(busy(Kind::Primary, None, words::KEEP_NOTE, saving, &keep)).with(button(
            Kind::Plain,
            None,
            words::DROP_NOTE,
            &drop,
        )))
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::record::{Freshness, Presence, Shown};
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let shown = |presence| Shown {
        presence,
        freshness: Freshness::Live,
        unread: 0,
        cut: None,
        hidden: 0,
        whose: None,
    };
    let view = PastAnswerView {
        shown: shown(Presence::Here),
        title: "Mood check-in".into(),
        key: "k".into(),
        when: "12 March 2026".into(),
        who: None,
        helped: None,
        waiting: false,
        scores: vec!["Score: 19 out of 27".into()],
        said: example(),
        notes: vec![],
        response: "r".into(),
        writing: None,
        own: true,
    };
    let waiting =
        |at: &str, waiting| Note { at: 0, when: at.into(), text: "My mother was ill.".into(), waiting };
    let noted = PastAnswerView {
        notes: vec![waiting("13 March 2026", false), waiting("22 November 2026", true)],
        waiting: true,
        helped: Some("Grace (my sister) helped to answer.".into()),
        ..view.clone()
    };
    let text = Writing { response: "r".into(), text: "My mother was ill.".into(), ..Writing::default() };
    let writing = PastAnswerView { writing: Some(text.clone()), ..view.clone() };
    let full = Writing { trouble: Some(Trouble::StorageFull), ..text };
    let trouble = PastAnswerView { writing: Some(full), ..view.clone() };
    let theirs = PastAnswerView { own: false, who: Some("Grace, mother".into()), ..view.clone() };
    let empty = |presence| PastAnswerView { shown: shown(presence), when: String::new(), ..view.clone() };
    [
        ("past_answer", view.clone()),
        ("past_answer_notes", noted),
        ("past_answer_writing", writing),
        ("past_answer_trouble", trouble),
        ("past_answer_theirs", theirs),
        ("past_answer_loading", empty(Presence::Loading)),
        ("past_answer_gone", empty(Presence::Empty)),
    ]
    .map(|(name, view)| (name, screen(&view, &send)))
    .into()
}

/// Headings, answers, and files: one that opens, and one that was not sent yet.
#[cfg(any(test, feature = "fixtures"))]
fn example() -> Vec<Said> {
    let row = |depth, text: &str, answer: &str| Said {
        depth,
        text: text.into(),
        answers: Some(answer.to_owned()).filter(|a| !a.is_empty()).into_iter().collect(),
        files: vec![],
    };
    let file = |name: &str, route| Said {
        files: vec![(name.into(), route)],
        ..row(0, "Would you like to add photos or PDF files?", "")
    };
    vec![
        row(0, "Sleep", ""),
        row(1, "Little interest or pleasure in doing things", "Several days"),
        row(0, "Feeling down, depressed, or hopeless", "You chose not to say"),
        file("letter-from-school.pdf", Some(Route::Letter("k".into()))),
        file("photo.jpg", None),
    ]
}
