//! What words and results mean, in plain language: one data file, read when the first entry is opened.
//!
//! It says what a thing is, or what a test measures; never what a person's own value means. Without an entry there is no
//! explanation: the person can ask their team.

use std::rc::Rc;

use serde_json::Value;

use crate::effect::{Effect, Reply, Request};
use crate::event::Tag;
use crate::fhir::coding::Concept;
use crate::fhir::{Node, entry};
use crate::trouble::Trouble;
use crate::{fold, seek};

/// Where the file is.
const FILE: &str = "/data/glossary.json";
/// Where an entry says in codes what it is.
const CODED: [&str; 4] = ["code", "medicationCodeableConcept", "vaccineCode", "type"];
/// Words longer than this are no short form.
const SHORT: usize = 6;

/// The area's state: the file, once it came.
#[derive(Debug, Clone, Default)]
pub struct State {
    file: Option<Rc<Value>>,
}

/// What one word means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// The word.
    pub title: String,
    /// What it means.
    pub text: String,
    /// A public place to read more.
    pub source: String,
    /// Who checked it; `None` while no clinician did.
    pub reviewed_by: Option<String>,
}

/// A short form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortForm {
    /// Its letters.
    pub short: String,
    /// What it stands for.
    pub text: String,
    /// Who wrote that.
    pub source: String,
    /// Who checked it; `None` while no clinician did.
    pub reviewed_by: Option<String>,
}

/// What a kind of entry is, as the file says it for what it explains by name: "Sodium" is a result, and no medicine.
const KINDS: [(&str, &str); 12] = [
    ("Observation", "result"),
    ("DiagnosticReport", "result"),
    ("ServiceRequest", "result"),
    ("Procedure", "result"),
    ("Condition", "condition"),
    ("MedicationRequest", "medicine"),
    ("MedicationStatement", "medicine"),
    ("MedicationDispense", "medicine"),
    ("MedicationAdministration", "medicine"),
    ("Immunization", "vaccination"),
    ("AllergyIntolerance", "allergy"),
    ("QuestionnaireResponse", "result"),
];

/// Words that follow a medicine’s name and are no part of it, beside numbers and their units.
const FORMS: [&str; 16] = [
    "tablet",
    "tablets",
    "capsule",
    "capsules",
    "oral",
    "solution",
    "inhaler",
    "modified-release",
    "mg",
    "g",
    "ml",
    "micrograms",
    "microgram",
    "mcg",
    "units",
    "dose",
];

/// An entry is on the screen: the file is asked for, once.
#[must_use]
pub fn opened(state: &State) -> Vec<Effect> {
    match state.file {
        Some(_) => vec![],
        None => vec![Effect::Fetch(Tag::Glossary, Request { quiet: true, ..Request::get(FILE) })],
    }
}

/// The file came, or not.
pub fn fetched(state: &mut State, reply: Result<&Reply, Trouble>) -> Vec<Effect> {
    if let Ok(reply) = reply {
        state.file = Some(Rc::new(reply.body.clone()));
    }
    vec![]
}

/// What a resource is about, as far as the file explains it: by its codes, or else by its name.
#[must_use]
pub fn meaning(state: &State, resource: &Value) -> Option<Meaning> {
    let all = state.file.as_ref()?["entries"].as_array()?;
    let codes = codes(resource);
    let list = |one: &Value, name: &str| -> Vec<String> {
        one[name]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|item| item.as_str().map(str::to_owned))
            .collect()
    };
    let by_code = all.iter().find(|one| list(one, "codes").iter().any(|code| codes.contains(code)));
    let found = by_code.or_else(|| {
        let title = fold::plain(&entry::read(resource).ok()?.good.title?);
        let name = crate::fhir::kind(resource)?;
        let (_, kind) = *KINDS.iter().find(|(known, _)| *known == name)?;
        let called = |name: &String| is_called(&title, &fold::plain(name), kind == "medicine");
        all.iter().find(|one| one["kind"] == kind && list(one, "names").iter().any(called))
    })?;
    Some(read(found))
}

fn read(one: &Value) -> Meaning {
    let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
    Meaning {
        title: text("title"),
        text: text("text"),
        source: text("source"),
        reviewed_by: Some(text("reviewed_by")).filter(|who| !who.is_empty()),
    }
}

/// What the trust says about the rights of whom an entry with this title is about; empty as long as it said nothing. Words that name
/// no section of the law stand at every such entry.
#[must_use]
pub fn rights(state: &State, title: &str) -> Vec<Meaning> {
    let title = fold::plain(title);
    let all = state.file.as_ref().and_then(|file| file["rights"].as_array());
    let fits = |one: &&Value| {
        let mut names = one["names"].as_array().into_iter().flatten().filter_map(Value::as_str).peekable();
        names.peek().is_none() || names.any(|name| !name.is_empty() && has_word(&title, &fold::plain(name)))
    };
    all.into_iter().flatten().filter(fits).map(read).collect()
}

/// A whole name; a medicine's goes on with its strength and form alone. "Depression, single episode" is not "Depression".
fn is_called(title: &str, name: &str, medicine: bool) -> bool {
    let Some(rest) = title.strip_prefix(name).filter(|_| !name.is_empty()) else { return false };
    let strength =
        |word: &str| word.starts_with(|first: char| first.is_ascii_digit()) || FORMS.contains(&word);
    rest.is_empty() || (medicine && rest.starts_with(' ') && rest.split_whitespace().all(strength))
}

/// `system|code` of what the entry is.
fn codes(resource: &Value) -> Vec<String> {
    let Some(object) = resource.as_object() else { return vec![] };
    let node = Node::root(object);
    let concepts = CODED.into_iter().flat_map(|place| node.each(place, Concept::read));
    concepts.flat_map(|concept| concept.codings).filter_map(|coding| coding.key()).collect()
}

/// The short forms of the file that stand in these words, each once; those of doses in the words of a dose alone: elsewhere
/// "OD" may be an overdose, and "PO" a post office.
#[must_use]
pub fn short_forms(state: &State, words: &[String], doses: &[String]) -> Vec<ShortForm> {
    let file = state.file.as_ref().map(|file| &file["short"]);
    let mut found = Vec::new();
    for (short, one) in file.and_then(Value::as_object).into_iter().flatten() {
        let all = if one["dosage"] == true { &[][..] } else { words };
        let there = short.len() <= SHORT && all.iter().chain(doses).any(|text| has_word(text, short));
        let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
        if there && !text("text").is_empty() {
            let reviewed_by = Some(text("reviewed_by")).filter(|who| !who.is_empty());
            found.push(ShortForm {
                short: short.clone(),
                text: text("text"),
                source: text("source"),
                reviewed_by,
            });
        }
    }
    found
}

/// Whether a word stands there by itself, in just these letters; several of it end in an s.
fn has_word(text: &str, word: &str) -> bool {
    let mut from = 0;
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    while let Some(at) = seek::find(text, word, from) {
        let bytes = text.as_bytes();
        let end = at + word.len();
        let several = bytes.get(end) == Some(&b's') && bytes.get(end - 1).is_some_and(u8::is_ascii_uppercase);
        let end = end + usize::from(several);
        if !letter(bytes.get(at.wrapping_sub(1))) && !letter(bytes.get(end)) {
            return true;
        }
        from = at + 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn state() -> State {
        let file = json!({
            "entries": [
                {"codes": ["http://loinc.org|3016-3"], "names": [], "title": "TSH", "text": "Of the thyroid.", "source": "s",
                    "reviewed_by": ""},
                {"kind": "result", "codes": [], "names": ["Sodium"], "title": "Sodium", "text": "A salt.", "source": "s", "reviewed_by": ""},
                {"kind": "condition", "codes": [], "names": ["Low mood"], "title": "Low mood", "text": "t", "source": "s", "reviewed_by": ""},
                {"kind": "medicine", "codes": [], "names": ["Sertraline"], "title": "Sertraline", "text": "A medicine.", "source": "s",
                    "reviewed_by": "Dr A. Doe"},
            ],
            "short": {"BP": {"text": "blood pressure", "source": "s", "reviewed_by": ""},
                "OD": {"text": "once a day", "source": "s", "reviewed_by": "Dr A. Doe", "dosage": true}},
        });
        State { file: Some(Rc::new(file)) }
    }

    #[test]
    fn by_code_or_else_by_name_and_never_by_a_part_of_a_word() {
        let check = |resource: Value, expect: Option<&str>| {
            let found = meaning(&state(), &resource);
            assert_eq!(found.as_ref().map(|found| found.title.as_str()), expect, "{resource}");
        };
        let code = json!({"text": "Anything", "coding": [{"system": "http://loinc.org", "code": "3016-3"}]});
        check(json!({"resourceType": "Observation", "code": code}), Some("TSH"));
        let named = |text: &str| json!({"resourceType": "MedicationRequest", "medicationCodeableConcept": {"text": text}});
        check(named("SERTRALINE 50 mg tablets"), Some("Sertraline"));
        check(named("Sertraline"), Some("Sertraline"));
        check(named("Sertralinex"), None);
        check(named("Sertraline hydrochloride 50 mg"), None);
        check(named("Sodium valproate 200 mg"), None);
        check(named("Sodium"), None);
        check(json!({"resourceType": "Observation", "code": {"text": "Sodium"}}), Some("Sodium"));
        check(json!({"resourceType": "Observation", "code": {"text": "Sodium, of urine"}}), None);
        check(json!({"resourceType": "Condition", "code": {"text": "low mood"}}), Some("Low mood"));
        check(json!({"resourceType": "Condition", "code": {"text": "Low mood, single episode"}}), None);
        check(named("Not sertraline"), None);
        check(json!({"resourceType": "Condition", "code": {"text": "3016-3"}}), None);
        check(Value::Null, None);
    }

    #[test]
    fn who_checked_it_is_told() {
        let named =
            json!({"resourceType": "MedicationRequest", "medicationCodeableConcept": {"text": "Sertraline"}});
        assert_eq!(
            meaning(&state(), &named).and_then(|found| found.reviewed_by).as_deref(),
            Some("Dr A. Doe")
        );
    }

    #[test]
    fn short_forms_are_whole_words() {
        let words = ["BP taken; take OD".to_owned(), "BODY".to_owned()];
        assert_eq!(short_forms(&state(), &[], &words).len(), 2);
        assert!(short_forms(&state(), &[], &["GOD, BPM, bp, ODx, BPsx".to_owned()]).is_empty());
        let check = |text: &str, expect: &[&str]| {
            let found = short_forms(&state(), &[], &[text.to_owned()]);
            assert_eq!(found.iter().map(|one| one.short.as_str()).collect::<Vec<_>>(), expect, "{text}");
        };
        check("We looked at your BP, which was fine.", &["BP"]);
        check("Two BPs (one OD).", &["BP", "OD"]);
        check("(BP)", &["BP"]);
        check("your BP's record", &["BP"]);
        check("\u{e9}BP\u{e9} OD\u{2013}BP", &["BP", "OD"]);
        assert!(short_forms(&State::default(), &words, &words).is_empty());
    }

    #[test]
    fn what_is_short_for_a_dose_is_explained_in_a_dose_alone_and_who_checked_it_is_told() {
        let check = |words: &str, doses: &str, expect: &[(&str, Option<&str>)]| {
            let found = short_forms(&state(), &[words.to_owned()], &[doses.to_owned()]);
            let told: Vec<_> =
                found.iter().map(|one| (one.short.as_str(), one.reviewed_by.as_deref())).collect();
            assert_eq!(told, expect, "{words} {doses}");
        };
        check("Seen after an OD in 2019", "", &[]);
        check("", "One OD", &[("OD", Some("Dr A. Doe"))]);
        check("BP was fine", "One at night", &[("BP", None)]);
    }

    #[test]
    fn rights_are_what_the_trust_says_of_this_section_of_the_law() {
        let one = |names: &[&str], title: &str| json!({"names": names, "title": title, "text": "t", "source": "s", "reviewed_by": "Dr A. Doe"});
        let file =
            json!({"rights": [one(&["section 2"], "Two"), one(&["section 3"], "Three"), one(&[], "All")]});
        let state = State { file: Some(Rc::new(file)) };
        let check = |title: &str, expect: &[&str]| {
            let found = rights(&state, title);
            assert_eq!(found.iter().map(|one| one.title.as_str()).collect::<Vec<_>>(), expect, "{title}");
        };
        check("Mental Health Act 1983, Section 2", &["Two", "All"]);
        check("Detained under section 25", &["All"]);
        check("Section 3, before it section 2", &["Two", "Three", "All"]);
        assert!(rights(&self::state(), "Section 2").is_empty());
        assert!(rights(&State::default(), "Section 2").is_empty());
    }

    #[test]
    fn the_file_is_asked_for_once() {
        let mut state = State::default();
        assert_eq!(opened(&state).len(), 1);
        fetched(&mut state, Ok(&Reply { status: 200, body: json!({}), etag: None }));
        assert!(opened(&state).is_empty());
    }
}
