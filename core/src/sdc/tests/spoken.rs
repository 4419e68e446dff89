//! Which language a form is read in.

use std::rc::Rc;

use serde_json::{Value, json};

use super::super::{Form, json as read};

fn translated(langs: &[&str]) -> Value {
    let one = |lang: &&str| {
        json!({"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": [
            {"url": "lang", "valueCode": lang}, {"url": "content", "valueString": format!("in {lang}")}]})
    };
    json!({"extension": langs.iter().map(one).collect::<Vec<_>>()})
}

/// A form in `own` whose first item is translated to all of `langs`, its second to the first of them.
fn form(own: Option<&str>, langs: &[&str]) -> Form {
    let mut source = json!({"resourceType": "Questionnaire", "item": [
        {"linkId": "a", "type": "string", "text": "A", "_text": translated(langs)},
        {"linkId": "b", "type": "string", "text": "B", "_text": translated(langs.get(..1).unwrap_or_default())},
        {"linkId": "c", "type": "group", "item": [{"linkId": "d", "type": "boolean"}]}]});
    if let Some(own) = own {
        source["language"] = own.into();
    }
    Form::read(Rc::new(source), "", &[]).unwrap()
}

#[test]
fn a_form_tells_which_languages_it_is_there_in() {
    type Offered = &'static [(&'static str, bool)];
    let table: [(Option<&str>, &[&str], Offered); 5] = [
        (Some("en"), &[], &[]),
        (Some("en"), &["en"], &[]),
        (None, &["en"], &[("", true), ("en", true)]),
        (Some("de"), &["en", "pl"], &[("de", true), ("en", true), ("pl", false)]),
        (Some("en-GB"), &["en-US"], &[("en-GB", true), ("en-US", true)]),
    ];
    for (own, langs, expect) in table {
        let form = form(own, langs);
        let found: Vec<_> = form.languages.iter().map(|one| (&*one.tag, one.whole)).collect();
        assert_eq!(found, expect, "{own:?} {langs:?}");
    }
}

#[test]
fn what_was_chosen_goes_before_what_the_browser_says() {
    // In German, whole in English, in Polish only in part.
    let table: [(Option<&str>, &[&str], &str); 10] = [
        (None, &[], ""),
        (None, &["en-GB", "de"], "en"),
        (None, &["de-AT", "en"], ""),
        (None, &["pl", "en"], "en"),
        (None, &["pl", "fr"], ""),
        (Some("pl"), &["en"], "pl"),
        (Some("pl-PL"), &["en"], "pl"),
        (Some("de"), &["en"], ""),
        (Some("fr"), &["en"], "en"),
        (Some(""), &["fr"], ""),
    ];
    let form = form(Some("de"), &["en", "pl"]);
    for (chosen, browser, expect) in table {
        let browser: Vec<String> = browser.iter().map(|one| String::from(*one)).collect();
        assert_eq!(&*form.serves(chosen, &browser), expect, "{chosen:?} {browser:?}");
    }
    let alone = super::form(json!([{"linkId": "a", "type": "string", "text": "A"}]));
    assert_eq!(&*alone.serves(Some("pl"), &["pl".into()]), "");
}

#[test]
fn the_exact_tag_goes_before_its_like() {
    let item = json!({"text": "A", "_text": translated(&["de-AT", "de", "zh-Hans", "zh-Hant"])});
    for (wanted, expect) in
        [("de", "in de"), ("de-CH", "in de-AT"), ("zh-hant", "in zh-Hant"), ("", "A"), ("en", "A")]
    {
        assert_eq!(read::translated(&item, "text", wanted), Some(expect), "{wanted}");
    }
}
