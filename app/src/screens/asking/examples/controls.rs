//! Every kind of control, each on a page of its own kind.

use std::rc::Rc;

use lapwing_core::form::ItemView;
use lapwing_core::form::shown::{
    AskedView, Control, File, Helps, Link, Media, Mode, Number, Other, Rich, Slot, Source, UnitsView,
};

use super::{asked, drawn, options, question, view};
use crate::components::Fixtures;

fn slot(text: &str) -> Slot {
    Slot { text: text.into(), ..Slot::default() }
}

fn typed(control: Control, text: &str) -> AskedView {
    AskedView { slots: vec![slot(text)], ..asked(control) }
}

fn chosen(control: Control, labels: &[&str], chosen: &[usize]) -> AskedView {
    AskedView { options: options(labels), chosen: chosen.to_vec(), slots: vec![], ..asked(control) }
}

fn number(min: &str, max: &str) -> Number {
    Number {
        min: Some(min.into()),
        max: Some(max.into()),
        lower: Some("Not at all".into()),
        upper: Some("Very much".into()),
        ..Number::default()
    }
}

pub(super) fn fixtures() -> Fixtures {
    let page = |rows: Vec<Rc<ItemView>>| drawn(&view(Mode::Pages, rows));
    vec![
        ("asking_choices", page(choices())),
        ("asking_lists", page(lists())),
        ("asking_typed", page(words())),
        ("asking_numbers", page(numbers())),
        ("asking_dates", page(dates())),
        ("asking_states", page(states())),
    ]
}

fn choices() -> Vec<Rc<ItemView>> {
    let help = ["Talking", "Medicine", "Time outside", "None of these"];
    let own = Other { label: "Something else".into(), chosen: true, text: "My dog".into(), error: None };
    let many = AskedView {
        many: true,
        other: Some(own),
        not_said: Some(false),
        ..chosen(Control::Choices, &help, &[0, 2])
    };
    let across = AskedView {
        across: true,
        off: vec![2],
        ..chosen(Control::Choices, &["1", "2", "3", "4", "5"], &[1])
    };
    vec![
        question("c1", "What helps you? Choose all that do.", many),
        question("c2", "How safe do you feel at home?", across),
        question("c3", "Have you eaten today?", chosen(Control::YesNo, &[], &[0])),
        question("c4", "I have read what this is for", chosen(Control::Tick, &[], &[0])),
    ]
}

fn lists() -> Vec<Rc<ItemView>> {
    let places = ["Wales", "England", "Scotland", "Northern Ireland"];
    let own = Other { label: "Another place".into(), chosen: false, text: String::new(), error: None };
    vec![
        question(
            "l1",
            "Where do you live?",
            AskedView { other: Some(own), ..chosen(Control::DropDown, &places, &[1]) },
        ),
        question("l2", "Where did you grow up?", chosen(Control::Search, &places, &[0])),
        question(
            "l3",
            "How was your night?",
            chosen(Control::SliderOfChoices, &["Bad", "So so", "Good"], &[1]),
        ),
        question("l4", "How was your day?", chosen(Control::SliderOfChoices, &["Bad", "So so", "Good"], &[])),
    ]
}

fn words() -> Vec<Rc<ItemView>> {
    let two = vec![slot("Sertraline"), Slot { id: 7, ..slot("Something new") }];
    let more = AskedView { slots: two, can_add: true, can_remove: true, ..asked(Control::Line) };
    let long = AskedView {
        max_length: Some(40),
        required: true,
        ..typed(Control::TextBox, "The team listened, and I felt safe.")
    };
    let picture = File {
        name: "letter.png".into(),
        content_type: "image/png".into(),
        size: 40_000,
        source: Source::Here,
    };
    let with = Slot { file: Some(Rc::new(picture)), ..Slot::default() };
    let file = Control::File { types: Rc::from([Rc::from("image/png")]), most: 1_000_000 };
    vec![
        question("w1", "What should we call you?", typed(Control::Line, "Asha")),
        question("w2", "What would you like your team to know?", long),
        question("w3", "Which medicines do you take?", more),
        question("w4", "Your website", typed(Control::Url, "https://")),
        question("w5", "A picture of the letter", AskedView { slots: vec![with], ..asked(file) }),
        question("w6", "Who sent you?", typed(Control::Reference, "Dr Okafor")),
    ]
}

fn numbers() -> Vec<Rc<ItemView>> {
    let units = UnitsView { units: Rc::from([Rc::from("kg"), Rc::from("stone")]), open: true };
    let unit = Slot { unit: Some(0), ..slot("72.5") };
    let weight = AskedView { slots: vec![unit], ..asked(Control::Quantity(Number::default(), units)) };
    let fixed = UnitsView { units: Rc::from([Rc::from("cm")]), open: false };
    let tall =
        AskedView { unit: Some("cm".into()), ..typed(Control::Quantity(Number::default(), fixed), "171") };
    let hours = AskedView { unit: Some("hours".into()), ..typed(Control::Decimal(Number::default()), "6.5") };
    vec![
        question("n1", "How much does it trouble you?", typed(Control::Slider(number("0", "10")), "4")),
        question(
            "n2",
            "How much did it trouble you last week?",
            typed(Control::Slider(number("0", "10")), ""),
        ),
        question("n3", "How many people live with you?", typed(Control::Spinner(number("0", "20")), "3")),
        question("n4", "How old were you?", typed(Control::Whole(Number::default()), "14")),
        question("n5", "How long do you sleep?", hours),
        question("n6", "What do you weigh?", weight),
        question("n7", "How tall are you?", tall),
    ]
}

fn dates() -> Vec<Rc<ItemView>> {
    let moment = Slot { time: "14:30".into(), ..slot("27 3 2026") };
    vec![
        question("d1", "When were you born?", typed(Control::Date, "27 3 1987")),
        question("d2", "When did it begin? A year is enough.", typed(Control::Date, "  2019")),
        question(
            "d3",
            "When was your last visit?",
            AskedView { slots: vec![moment], ..asked(Control::DateTime) },
        ),
        question("d4", "When do you go to bed?", typed(Control::Time, "22:15")),
    ]
}

/// What stands with a question, and how it is when nothing can be changed.
fn states() -> Vec<Rc<ItemView>> {
    let helps = Helps {
        help: Some(Rich::plain("Think of an ordinary week.")),
        hint: Some(Rich::plain("An estimate is enough.")),
        instructions: Some(Rich::plain("Count from Monday.")),
        legal: Some(Rich::plain("© The makers of this form")),
        links: vec![Link { url: "https://example.org/".into(), words: "About sleep".into() }],
    };
    let told = AskedView {
        read_only: true,
        calculated: true,
        told: vec!["12".into()],
        unit: Some("points".into()),
        ..typed(Control::Whole(Number::default()), "12")
    };
    let none = AskedView { slots: vec![], ..asked(Control::None) };
    let warned = AskedView {
        warning: Some("This is more than most people write here.".into()),
        ..typed(Control::Whole(Number::default()), "90")
    };
    let picture = Media {
        content_type: "image/png".into(),
        data: None,
        url: Some("/icons/lapwing.svg".into()),
        title: Some("A lapwing".into()),
    };
    let mut off = ItemView::clone(&question("s4", "What do you do there?", typed(Control::Line, "")));
    off.disabled = true;
    let mut seen = ItemView::clone(&question("s5", "Which bird is this?", typed(Control::Line, "")));
    seen.media = Some(picture);
    let mut noted = ItemView::clone(&question("s2", "Please draw a clock", none));
    noted.notes = vec!["This app can’t ask this one. Your team can ask you another way.".into()];
    vec![
        question("s0", "How many nights did you sleep badly?", AskedView { helps, ..warned }),
        question("s1", "Your total", told),
        Rc::new(noted),
        Rc::new(off),
        Rc::new(seen),
    ]
}
