//! Under an entry, a letter or a result: what it means, short forms, and what the person can ask or tell their team.

use lapwing_core::ask::{self, AskView, Asked, Kind as Request, MOST, Step, Writing};
use lapwing_core::event::Event;
use lapwing_core::glossary::{Meaning, ShortForm};
use lapwing_core::sharing;
use lapwing_core::view::{Beside, Shareable};
use lapwing_core::words::{ask as words, glossary, sharing as sharing_words};
use yew::prelude::*;

use super::{hidden, shown};
use crate::components::button::{Kind, busy, button, buttons, outside, wide_buttons};
use crate::components::card::headed;
use crate::components::facts::facts;
use crate::components::field::{Field, field};
use crate::components::notice::notice;
use crate::components::tag::tag;
use crate::components::tone::Tone;
use crate::icons::Icon;
use crate::markup::{El, all, each, el, p, text};
use crate::tell::tell;

/// What stands under the screen.
pub fn beside(view: &Beside, send: &Callback<Event>) -> Html {
    el("div", "page beside")
        .some(view.meaning.as_ref().map(meaning))
        .some((!view.short.is_empty()).then(|| short(&view.short)))
        .some(view.ask.as_ref().map(|ask| asks(ask, send)))
        .some(view.share.as_ref().map(|share| shares(share, send)))
        .some(view.hide.as_ref().map(|hide| hidden::here(hide, send)))
        .done()
}

/// It can be shared by itself.
fn shares(share: &Shareable, send: &Callback<Event>) -> El {
    let one = share.one.clone();
    let press = send.reform(move |()| Event::Sharing(sharing::Event::OneWanted(one.clone())));
    let name = if share.newest { sharing_words::ONE_NEWEST } else { sharing_words::ONE };
    el("section", "stack")
        .with(text("h2", "", sharing_words::SHARING))
        .with(p(sharing_words::ONE_HINT))
        .some(share.private.then(|| notice(Tone::Amber, Icon::Info, p(sharing_words::ONE_PRIVATE))))
        .with(wide_buttons().with(button(Kind::Quiet, Some(Icon::Share), name, &press)))
}

fn meaning(meaning: &Meaning) -> El {
    let checked = match &meaning.reviewed_by {
        Some(who) => glossary::checked(who),
        None => glossary::UNCHECKED.to_owned(),
    };
    headed(Tone::Plain, glossary::TITLE, None)
        .with(p(&meaning.text))
        .with(p(glossary::NOT_YOURS))
        .with(text("p", "quiet-text small-text", &glossary::source(&meaning.source)))
        .with(text("p", "quiet-text small-text", &checked))
}

fn short(forms: &[ShortForm]) -> El {
    let pairs: Vec<(&str, Option<&str>)> =
        forms.iter().map(|one| (one.short.as_str(), Some(one.text.as_str()))).collect();
    let unchecked = forms.iter().any(|one| one.reviewed_by.is_none());
    headed(Tone::Plain, glossary::SHORT, None)
        .with(facts(&pairs))
        .some(unchecked.then(|| text("p", "quiet-text small-text", glossary::UNCHECKED)))
}

fn asks(view: &AskView, send: &Callback<Event>) -> El {
    let begin = match &view.writing {
        Some(writing) => write(view, writing, send),
        None => each(wide_buttons(), &view.kinds(), |_, kind| {
            let (about, kind) = (view.about.clone(), *kind);
            let press = send.reform(move |()| Event::Ask(ask::Event::Begun(about.clone(), kind)));
            button(Kind::Quiet, None, words::begin(kind), &press)
        }),
    };
    let of = view.of.as_deref().map(|when| p(&words::of_reading(when)));
    let section = el("section", "stack").with(text("h2", "", words::TITLE)).some(of).with(begin);
    let before = (!view.asked.is_empty()).then(|| {
        let head = text("h2", "", words::BEFORE).put("id", "asked").put("tabindex", "-1");
        each(el("section", "stack").with(head), &view.asked, |_, one| asked(one))
    });
    all().with(section).some(before)
}

fn write(view: &AskView, writing: &Writing, send: &Callback<Event>) -> El {
    let [label, hint] = words::asks(writing.kind);
    let asked = Field {
        id: "ask",
        label,
        hint: Some(hint),
        most: Some(MOST),
        optional: writing.kind.needs_no_words(),
        value: &writing.text,
        ..Field::default()
    };
    let written = send.reform(|text| Event::Ask(ask::Event::Written(text)));
    let give = tell(send, || Event::Ask(ask::Event::Given));
    let drop = tell(send, || Event::Ask(ask::Event::Dropped));
    let kept = match () {
        () if !view.on_device => words::KEPT_PAGE,
        () if writing.kept || writing.text.is_empty() => words::KEPT,
        () => words::KEEPING,
    };
    let keep = busy(Kind::Primary, None, words::send(writing.kind), writing.saving.is_some(), &give);
    el("div", "stack")
        .some(writing.trouble.map(shown::refused))
        .some((writing.kind == Request::Repeat).then(|| repeats(view)))
        .with(field(asked, &written))
        .with(text("p", "quiet-text small-text", kept))
        .with(p(&words::reads(&view.reads)))
        .with(p(words::NOT_NOW))
        .with(wide_buttons().with(keep).with(button(Kind::Plain, None, words::DROP, &drop)))
}

/// How long it takes, in the trust's words, and what to do if there is not enough left.
fn repeats(view: &AskView) -> El {
    let said = view.repeat.as_deref().unwrap_or(words::REPEAT_UNKNOWN);
    let call = view.call.as_deref().map(|number| {
        let href = ["tel:", &number.replace(' ', "")].concat();
        buttons().with(outside(Kind::Quiet, Some(Icon::Phone), &words::call(number), &href))
    });
    notice(Tone::Amber, Icon::Info, all().with(p(said)).with(p(words::RUNS_OUT)).some(call))
}

fn asked(one: &Asked) -> El {
    let (tone, icon) = match one.step {
        Step::Here => (Tone::Amber, Icon::Clock),
        Step::Sent => (Tone::Blue, Icon::Send),
        Step::Taken => (Tone::Blue, Icon::Team),
        Step::Answered => (Tone::Primary, Icon::Check),
        Step::Declined => (Tone::Amber, Icon::Info),
    };
    let answer = (!one.answer.is_empty()).then(|| {
        let said = el("div", "stack-tight").with(text("h4", "", words::ANSWER));
        each(said, &one.answer, |_, line| p(line).put("dir", "auto"))
    });
    el("article", "card own")
        .with(text("h3", "", &words::asked(one.kind, &one.when)))
        .some(one.of.as_deref().map(|when| text("p", "quiet-text small-text", &words::of_reading(when))))
        .some(one.text.as_deref().map(|said| p(said).put("dir", "auto")))
        .with(el("p", "").with(tag(tone, Some(icon), words::step(one.step))))
        .some(answer)
}

#[cfg(any(test, feature = "fixtures"))]
fn before() -> Vec<Asked> {
    let one = |kind, text: &str, step, answer: &[&str]| Asked {
        kind,
        text: Some(text.to_owned()).filter(|text| !text.is_empty()),
        when: "today at 14:05".into(),
        step,
        answer: answer.iter().map(|line| (*line).to_owned()).collect(),
        ..Asked::default()
    };
    let long = "Donaudampfschifffahrtsgesellschaftskapitänsuntersuchungsergebnismitteilung ".repeat(4);
    vec![
        one(Request::Repeat, "", Step::Here, &[]),
        one(Request::Comment, &long, Step::Sent, &[]),
        one(Request::Question, "What is this for?", Step::Taken, &[]),
        one(Request::Correction, "That was my sister.", Step::Answered, &["Thank you. We put it right."]),
        one(Request::Repeat, "", Step::Declined, &["Please see us first."]),
    ]
}

#[cfg(any(test, feature = "fixtures"))]
fn explained(who: Option<&str>) -> Meaning {
    let text = "A test of the thyroid, a gland in the neck. It measures a signal that tells the thyroid how hard to work.";
    Meaning {
        title: "TSH".into(),
        text: text.into(),
        source: "NHS website, Thyroid function tests".into(),
        reviewed_by: who.map(str::to_owned),
    }
}

#[cfg(any(test, feature = "fixtures"))]
#[expect(clippy::unnecessary_wraps, reason = "as it stands in the view")]
fn shareable(private: bool) -> Option<Shareable> {
    use lapwing_core::sharing::Named;
    let one = Named { reference: "MedicationRequest/m".into(), title: "Sertraline".into(), on: true };
    Some(Shareable { one, private, newest: private })
}

#[cfg(any(test, feature = "fixtures"))]
fn example() -> AskView {
    AskView {
        about: "MedicationRequest/m".into(),
        of: None,
        is_medicine: true,
        writing: None,
        on_device: true,
        asked: vec![],
        reads: "Monday to Friday, 9am to 5pm".into(),
        call: Some("0306 999 0101".into()),
        repeat: None,
    }
}

#[cfg(any(test, feature = "fixtures"))]
fn once_a_day() -> ShortForm {
    ShortForm { short: "OD".into(), text: "once a day".into(), source: "Lapwing".into(), reviewed_by: None }
}

#[cfg(any(test, feature = "fixtures"))]
pub(super) fn fixtures() -> crate::components::Fixtures {
    use lapwing_core::record::Hideable;
    use lapwing_core::trouble::Trouble;
    let send = Callback::<Event>::noop();
    let ask = example();
    let writing = |kind, text: &str, trouble: Option<Trouble>| {
        let (about, text) = ("MedicationRequest/m".into(), text.into());
        Some(Writing { about, kind, text, kept: trouble.is_none(), known: true, saving: None, trouble })
    };
    let hide = |hidden| Some(Hideable { keys: vec!["k1".into()], hidden });
    let of = |ask: AskView| Beside {
        meaning: None,
        short: vec![],
        ask: Some(ask),
        hide: hide(false),
        share: shareable(false),
    };
    let draw = |view: Beside| {
        all().with(text("h1", "", "Entry").put("tabindex", "-1")).html(beside(&view, &send)).done()
    };
    let repeat = AskView {
        repeat: Some("Northside needs 5 working days.".into()),
        writing: writing(Request::Repeat, "", None),
        ..ask.clone()
    };
    let full =
        AskView { writing: writing(Request::Comment, "Half of", Some(Trouble::StorageFull)), ..ask.clone() };
    let unknown = AskView {
        writing: writing(Request::Repeat, "4 left", None),
        call: None,
        on_device: false,
        ..ask.clone()
    };
    let short = vec![once_a_day()];
    vec![
        ("beside_asks", draw(of(ask.clone()))),
        ("beside_repeat", draw(of(repeat))),
        ("beside_repeat_unknown", draw(of(unknown))),
        ("beside_storage_full", draw(of(full))),
        ("beside_asked", draw(of(AskView { asked: before(), ..ask.clone() }))),
        (
            "beside_meaning",
            draw(Beside {
                meaning: Some(explained(None)),
                short,
                ask: Some(ask),
                hide: None,
                share: shareable(true),
            }),
        ),
        (
            "beside_checked",
            draw(Beside {
                meaning: Some(explained(Some("Dr A. Doe"))),
                short: vec![],
                ask: None,
                hide: hide(true),
                share: None,
            }),
        ),
    ]
}
