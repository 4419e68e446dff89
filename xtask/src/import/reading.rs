//! Reads a file with the app's own engine, and says what it makes of it.

use std::rc::Rc;

use lapwing_core::sdc::{Form, Note, Refusal};
use serde_json::Value;

use super::report::{Line, Report};
use super::{extensions, shown};

/// Reads it; `None` where it cannot be asked at all, and the report says why.
pub fn read(questionnaire: &Value, report: &mut Report) -> Option<Rc<Form>> {
    let form = match Form::read(Rc::new(questionnaire.clone()), "", &[]) {
        Ok(form) => form,
        Err(why) => {
            report.add(Line::Refused, refusal(&why));
            return None;
        }
    };
    let (questions, groups) = (questions(&form), form.items.len());
    report.add(Line::Works, format!("{questions} questions, {groups} items in all"));
    for (item, note) in &form.notes {
        let at = item.and_then(|at| form.items.get(at));
        let at = at.map_or_else(|| "as a whole".to_owned(), |item| item.link_id.to_string());
        let required = item.and_then(|at| form.items.get(at)).is_some_and(|item| item.required);
        let (line, words) = note_words(note, required);
        report.add(line, format!("{at}: {words}"));
    }
    let form = Rc::new(form);
    shown::tell(&form, report);
    extensions::tell(questionnaire, report);
    whole(questionnaire, report);
    Some(form)
}

/// How many questions a person is asked.
pub fn questions(form: &Form) -> usize {
    form.items.iter().filter(|item| item.kind.is_question() && !item.hidden && !item.read_only).count()
}

/// What the file says of itself.
fn whole(questionnaire: &Value, report: &mut Report) {
    match questionnaire["copyright"].as_str() {
        Some(notice) => report.add(Line::Told, format!("licence: {notice}")),
        None => report.add(Line::Told, "it carries no copyright notice: bring it only if you may use it"),
    }
    let status = questionnaire["status"].as_str().unwrap_or("none");
    if status != "active" {
        report.add(Line::Told, format!("its status is {status}, not active"));
    }
    if !questionnaire["url"].is_string() {
        report.add(Line::Told, "it has no address of its own (url): it is given one");
    }
}

fn note_words(note: &Note, required: bool) -> (Line, String) {
    match note {
        Note::NoChoices(set) if required => (
            Line::Refused,
            format!(
                "its answers lie in a value set that is not in the file ({set}), and it must be answered"
            ),
        ),
        Note::NoChoices(set) => (
            Line::Refused,
            format!("its answers lie in a value set that is not in the file ({set}): put it in as contained"),
        ),
        Note::Condition => (
            Line::Differs,
            "whether it is to be asked cannot be worked out here: it is asked, and may be left open".into(),
        ),
        Note::Calculation => (Line::NotDone, "its answer cannot be worked out here: it stays empty".into()),
        Note::Prefill => (Line::NotDone, "it is not filled in beforehand".into()),
        Note::Check => (Line::NotDone, "a check of its answer is not made".into()),
        Note::Words => {
            (Line::Differs, "its words or bounds do not follow other answers: they stand as written".into())
        }
        Note::Circle => (Line::Refused, "its rules contradict each other and never come to rest".into()),
        Note::Extract => (Line::NotDone, "nothing but the answers themselves is made of its answers".into()),
        Note::Signature => (Line::NotDone, "no signature is taken".into()),
    }
}

fn refusal(why: &Refusal) -> String {
    match why {
        Refusal::NotAQuestionnaire => "it is no FHIR Questionnaire".into(),
        Refusal::Empty => "it asks nothing".into(),
        Refusal::NoLinkId(at) => format!("a question below item {} has no linkId", at + 1),
        Refusal::Twice(id) => format!("the linkId {id} stands twice"),
        Refusal::Kind(id, kind) => format!("{id} is of a type that FHIR R4 does not have: {kind}"),
        Refusal::Parts(id) => format!("{id} wants other questionnaires put into it: bring the assembled one"),
        Refusal::Modifier => {
            "it says that it must not be read by who does not know its modifier extension".into()
        }
        Refusal::TooMuch => "it is larger or deeper than any that can be asked".into(),
    }
}
