//! A form in another language: all that a person reads of it, and nothing of what they answer.

use super::screen::{form, happen, who};
use super::shown::{Body, Control};
use super::*;
use crate::effect::Reply;
use crate::event::Tag;

/// A text with a German translation, as the members of its holder.
fn both(member: &str, text: &str) -> Vec<(String, Value)> {
    let german = json!({"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
        {"url": "lang", "valueCode": "de"}, {"url": "content", "valueString": format!("{text}, deutsch")}]}]});
    vec![(member.into(), text.into()), (format!("_{member}"), german)]
}

/// With a text in both languages.
fn with(mut holder: Value, member: &str, text: &str) -> Value {
    holder.as_object_mut().unwrap().extend(both(member, text));
    holder
}

fn said(name: &str, text: &str) -> Value {
    with(json!({"url": format!("http://hl7.org/fhir/StructureDefinition/{name}")}), "valueString", text)
}

fn sdc(name: &str, text: &str) -> Value {
    said(&format!("sdc-questionnaire-{name}"), text)
}

/// How a row shows an item, in the form's own language and in German.
fn shown(item: Value) -> [Rc<super::shown::ItemView>; 2] {
    let mut item = with(item, "text", "Words");
    item["linkId"] = "a".into();
    let source = Rc::new(json!({"resourceType": "Questionnaire", "language": "en", "item": [item]}));
    ["", "de"].map(|language| {
        let form = Form::read(source.clone(), language, &[]).unwrap();
        let answering = Answering::open(&Rc::new(form), Around::default(), None, &now());
        let state = State {
            open: Some(Open { key: "k".into(), stage: Stage::Answering(Box::new(answering)) }),
            ..State::default()
        };
        super::screen::form(&state).rows[0].clone()
    })
}

fn asked(row: &super::shown::ItemView) -> &super::shown::AskedView {
    match &row.body {
        Body::Question(asked) => asked,
        other => panic!("{other:?}"),
    }
}

/// What of a row is looked at.
type Look = fn(&super::shown::ItemView) -> String;

/// An item, and where its words `X` are read.
fn of_the_question() -> Vec<(Value, Look)> {
    let coded = with(json!({"code": "1"}), "display", "X");
    let first = |row: &super::shown::ItemView| asked(row).options[0].said().into_owned();
    vec![
        (json!({"type": "string"}), |row| row.text.text().replace("Words", "X")),
        (with(json!({"type": "string"}), "prefix", "X"), |row| row.prefix.as_deref().unwrap().into()),
        (json!({"type": "choice", "answerOption": [{"valueCoding": coded}]}), first),
        (json!({"type": "choice", "answerOption": [with(json!({}), "valueString", "X")]}), first),
        (
            json!({"type": "choice", "answerOption": [{"valueString": "", "valueCoding": {"display": "Y"},
                "extension": [said("questionnaire-optionPrefix", "X")]}]}),
            |row| asked(row).options[0].prefix.as_deref().unwrap().into(),
        ),
        (json!({"type": "open-choice", "extension": [sdc("openLabel", "X")]}), |row| {
            asked(row).other.as_ref().unwrap().label.to_string()
        }),
        (json!({"type": "string", "extension": [said("entryFormat", "X")]}), |row| {
            asked(row).format.as_deref().unwrap().into()
        }),
    ]
}

/// The same of what stands beside it.
fn of_what_stands_beside() -> Vec<(Value, Look)> {
    let unit = |name: &str| {
        let coding = with(json!({"system": "http://unitsofmeasure.org", "code": "kg"}), "display", "X");
        json!({"url": format!("http://hl7.org/fhir/StructureDefinition/{name}"), "valueCoding": coding})
    };
    let below = |control: &str| {
        let child = json!({"linkId": "b", "type": "display", "extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
            "valueCodeableConcept": {"coding": [{"code": control}]}}]});
        json!([with(child, "text", "X")])
    };
    let picture = json!({"url": "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-itemMedia",
        "valueAttachment": with(json!({"contentType": "image/png"}), "title", "X")});
    let two_units = [
        unit("questionnaire-unitOption"),
        json!({
        "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unitOption", "valueCoding": {"code": "g"}}),
    ];
    vec![
        (json!({"type": "string", "item": below("help")}), |row| {
            asked(row).helps.help.as_ref().unwrap().text().into()
        }),
        (json!({"type": "string", "item": below("flyover")}), |row| {
            asked(row).helps.hint.as_ref().unwrap().text().into()
        }),
        (json!({"type": "string", "item": below("instructions")}), |row| {
            asked(row).helps.instructions.as_ref().unwrap().text().into()
        }),
        (json!({"type": "decimal", "item": below("unit")}), |row| asked(row).unit.as_deref().unwrap().into()),
        (json!({"type": "decimal", "extension": [unit("questionnaire-unit")]}), |row| {
            asked(row).unit.as_deref().unwrap().into()
        }),
        (json!({"type": "quantity", "extension": two_units}), |row| match &asked(row).control {
            Control::Quantity(_, units) => units.units[0].to_string(),
            other => panic!("{other:?}"),
        }),
        (json!({"type": "string", "extension": [picture]}), |row| {
            row.media.as_ref().unwrap().title.as_deref().unwrap().into()
        }),
        (
            json!({"type": "string", "initial": [{"valueString": "x1"}], "extension": [{
            "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-constraint", "extension": [
                {"url": "key", "valueId": "k"}, {"url": "severity", "valueCode": "error"},
                {"url": "expression", "valueString": "false"}, with(json!({"url": "human"}), "valueString", "X")]}]}),
            |row| asked(row).error.as_deref().unwrap().into(),
        ),
    ]
}

#[test]
fn every_word_of_a_form_is_read_in_the_language_that_was_chosen() {
    for (item, look) in of_the_question().into_iter().chain(of_what_stands_beside()) {
        let [own, german] = shown(item.clone());
        assert_eq!((&*look(&own), &*look(&german)), ("X", "X, deutsch"), "{item}");
        assert_eq!((own.lang.as_deref(), german.lang.as_deref()), (None, Some("de")), "{item}");
    }
}

#[test]
fn an_answer_is_the_same_in_every_language() {
    let options = json!([with(json!({}), "valueString", "Tea")]);
    let unit = with(json!({}), "display", "bags");
    let unit =
        json!({"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unit", "valueCoding": unit});
    let set = json!({"resourceType": "ValueSet", "id": "s", "compose": {"include": [{"system": "s", "concept": [
        {"code": "1", "display": "One", "designation": [{"language": "de", "value": "Eins"}]}]}]}});
    let items = json!([
        with(json!({"linkId": "a", "type": "choice", "answerOption": options}), "text", "Drink"),
        with(json!({"linkId": "b", "type": "quantity", "extension": [unit]}), "text", "Amount"),
        with(json!({"linkId": "c", "type": "choice", "answerValueSet": "#s"}), "text", "Coded"),
    ]);
    let source = json!({"resourceType": "Questionnaire", "contained": [set], "item": items});
    let answers = ["", "de"].map(|language| {
        let form = Form::read(Rc::new(source.clone()), language, &[]).unwrap();
        let mut live = opened(&Rc::new(form)).live;
        live.choose(0, 0, true);
        live.type_in(1, 0, |typed| typed.text = "2".into());
        live.choose(2, 0, true);
        live.items()
    });
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0][0]["answer"][0]["valueString"], "Tea");
    assert_eq!(answers[0][1]["answer"][0]["valueQuantity"]["unit"], "bags");
    assert_eq!(answers[0][2]["answer"][0]["valueCoding"]["display"], "One");
}

/// Opens a check-in, German with English and in part Polish, where these rows are kept.
fn open(rows: &[(Key, Value)], browser: &[&str]) -> State {
    let index = json!([{"name": "q", "url": "https://x.example/q", "file": "/q.json", "title": "Own"}]);
    let mut state = State { library: Some(Instrument::read_all(&index)), ..State::default() };
    happen(&mut state, Event::Speaks(browser.iter().map(|one| String::from(*one)).collect()));
    let key = state.library.as_ref().unwrap()[0].key();
    let mark = |langs: &[(&str, &str)]| {
        let one = |(lang, content): &(&str, &str)| {
            json!({"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
                {"url": "lang", "valueCode": lang}, {"url": "content", "valueString": content}]})
        };
        json!({"extension": langs.iter().map(one).collect::<Vec<_>>()})
    };
    let body = json!({"resourceType": "Questionnaire", "url": "https://x.example/q", "language": "de",
        "title": "Titel", "_title": mark(&[("en", "Title")]), "item": [
        {"linkId": "a", "type": "string", "text": "Frage", "_text": mark(&[("en", "Question"), ("pl", "Pytanie")])},
        {"linkId": "b", "type": "string", "text": "Noch", "_text": mark(&[("en", "More")])}]});
    let mut effects = list(&mut state, &who());
    effects.extend(super::super::opened(&mut state, &key, &who()));
    for effect in effects {
        match effect {
            Effect::Load(_, row) => {
                let kept = rows.iter().find(|(of, _)| *of == row).map(|(_, value)| value.clone());
                loaded(&mut state, (&row, &Ok(kept)), &who(), &now());
            }
            Effect::Fetch(Tag::Questionnaire(key), _) => {
                let reply = Reply { status: 200, body: body.clone(), etag: None };
                fetched(&mut state, (&Tag::Questionnaire(key), Ok(&reply)), &who(), &now());
            }
            other => panic!("{other:?}"),
        }
    }
    state
}

fn first(state: &State) -> (String, String) {
    let view = answer(state, true, None).unwrap();
    let StepView::Form(form) = view.step else { panic!() };
    (view.title, form.rows[0].text.text().into())
}

#[test]
fn the_person_chooses_the_language_and_goes_on_where_they_are() {
    let own = |title: &str, text: &str| (title.to_string(), text.to_string());
    assert_eq!(first(&open(&[], &["fr", "en-GB"])), own("Title", "Question"));
    let mut state = open(&[], &["pl"]);
    assert_eq!(first(&state), own("Own", "Frage"), "what is there in part is not chosen for anybody");
    let offered: Vec<_> =
        form(&state).languages.iter().map(|one| (one.name.to_string(), one.chosen)).collect();
    assert_eq!(offered, [("Deutsch".into(), true), ("English".into(), false), ("Polski".into(), false)]);

    let row = form(&state).rows[0].key.clone();
    happen(&mut state, Event::Gave(row, Given::Typed(0, "Antwort".into())));
    let effects = happen(&mut state, Event::LanguageChosen("pl".into()));
    assert_eq!(first(&state), own("Own", "Pytanie"));
    assert_eq!(form(&state).notes, [crate::words::languages::IN_PART]);
    let Body::Question(asked) = &form(&state).rows[0].body else { panic!() };
    assert_eq!(asked.slots[0].text, "Antwort");
    let rows: Vec<_> = effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Save(_, key, row) => Some((key, row)),
            _ => None,
        })
        .collect();
    assert_eq!(first(&open(&rows, &["en"])), own("Own", "Pytanie"), "the next time too, answers and all");

    happen(&mut state, Event::LanguageChosen("de".into()));
    assert_eq!((first(&state), form(&state).notes.len()), (own("Own", "Frage"), 0));
    happen(&mut state, Event::Continued);
    happen(&mut state, Event::LanguageChosen("en".into()));
    assert_eq!(first(&state), own("Title", "More"));
}
