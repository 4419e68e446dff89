//! Whether questions can stand side by side: only where a table shows each of them whole. Else they stand below each
//! other like all others. It follows from the questionnaire alone, so that it stays so while the form is answered.

use super::text::{helps, is_taken_in, media, picture};
use crate::form::shown::Helps;
use crate::sdc::{Choice, Choices, Control, Form, Item, Kind, Live, Note, json};

/// Columns more than these would have no room for their words.
const MOST: usize = 12;

/// Whether a group is shown as questions side by side.
pub(crate) fn is_table(live: &Live, at: usize) -> bool {
    live.node(at).is_some_and(|node| fits(live.form(), node.item))
}

/// Whether the item is a group that wants to be a table and can be one.
pub(super) fn fits(form: &Form, item: usize) -> bool {
    let Some(group) = form.items.get(item).filter(|group| group.kind == Kind::Group) else { return false };
    match group.control {
        Control::Table | Control::HTable => !group.repeats && of_choices(form, item),
        Control::Grid => {
            let mut rows = shown(form, item).peekable();
            !group.repeats && rows.peek().is_some() && rows.all(|row| is_row(form, row))
        }
        Control::GTable => of_questions(form, item),
        _ => false,
    }
}

/// The items below another that are rows or cells.
fn shown(form: &Form, item: usize) -> impl Iterator<Item = usize> {
    let is = |child: &usize| form.items.get(*child).is_some_and(|found| !found.hidden);
    form.children(Some(item)).filter(is).filter(|child| !is_taken_in(form, *child))
}

/// Every row asks for one of the same choices.
fn of_choices(form: &Form, item: usize) -> bool {
    let mut same: Option<&Choices> = None;
    for row in shown(form, item) {
        let Some(Item { kind: Kind::Choice, choices: Some(choices), control, .. }) = form.items.get(row)
        else {
            return false;
        };
        let is_seen = matches!(control, Control::Default | Control::Radio | Control::CheckBox);
        let fits = same.map_or_else(|| is_short(choices), |same| are_same(same, choices));
        if !is_seen || !fits || !is_cell(form, row) {
            return false;
        }
        same = Some(choices);
    }
    same.is_some()
}

fn is_short(choices: &Choices) -> bool {
    let is_pictured = |choice: &Choice| picture(&choice.option, "").is_some();
    !choices.unbound && (1..=MOST).contains(&choices.list.len()) && !choices.list.iter().any(is_pictured)
}

fn are_same(one: &Choices, other: &Choices) -> bool {
    let same = |(one, other): (&Choice, &Choice)| {
        one.label == other.label && one.option == other.option && one.answer == other.answer
    };
    std::ptr::eq(one, other)
        || (!other.unbound
            && one.list.len() == other.list.len()
            && one.list.iter().zip(&other.list).all(same))
}

/// A group whose questions stand in one row, and that says nothing which a row has no room for.
fn is_row(form: &Form, item: usize) -> bool {
    let group = form.items.get(item).is_some_and(|row| row.kind == Kind::Group && !row.repeats);
    group && is_bare(form, item) && of_questions(form, item)
}

/// Questions with words of their own, which are the columns.
fn of_questions(form: &Form, item: usize) -> bool {
    let mut heads: Vec<&str> = Vec::new();
    for cell in shown(form, item) {
        let head = json::translated(form.json(cell), "text", &form.language).unwrap_or_default();
        let asks = form.items.get(cell).is_some_and(|cell| cell.kind.is_question());
        if !asks || head.is_empty() || heads.contains(&head) || !is_cell(form, cell) {
            return false;
        }
        heads.push(head);
    }
    !heads.is_empty() && heads.len() <= MOST
}

/// A question that is whole without what stands below it, beside pictures, and with words and choices that stay.
fn is_cell(form: &Form, item: usize) -> bool {
    let source = form.json(item);
    let words = json::member(source, "_text").and_then(|text| json::extension(text, "cqf-expression"));
    let offered = json::extension(source, "sdc-questionnaire-answerExpression");
    let stays = words.is_none() && offered.is_none();
    stays && shown(form, item).next().is_none() && !is_pictured(form, item)
}

fn is_pictured(form: &Form, item: usize) -> bool {
    media(form.json(item), "sdc-questionnaire-itemMedia", "").is_some()
}

fn is_bare(form: &Form, item: usize) -> bool {
    let told = form.notes_of(Some(item)).any(Note::is_told);
    !told && !is_pictured(form, item) && helps(form, item) == Helps::default()
}
