//! A field that finds choices in a long list: a combobox with a list box, as WAI-ARIA describes them.

use std::rc::Rc;

use lapwing_core::fold::lower;
use lapwing_core::form::Given;
use lapwing_core::form::shown::OptionView;
use lapwing_core::seek::find;
use lapwing_core::words::asking as words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::ask::Ask;
use super::choices::besides;
use super::give::Giver;
use super::{helps, typed};
use crate::components::button::{Kind, button};
use crate::local::{Kept, local};
use crate::markup::{El, all, each, el, text};

/// So many of those that fit are listed; more letters find the others.
const MOST: usize = 12;

/// What the field needs while it is used.
#[derive(Clone)]
struct Field {
    giver: Giver,
    id: Rc<str>,
    name: Rc<str>,
    options: Rc<[OptionView]>,
    described: Rc<str>,
    required: bool,
    off: bool,
}

/// What is chosen, each with a button that takes it back; then the field.
pub fn search(ask: &Ask<'_>) -> El {
    let asked = ask.asked;
    let name = |at: &usize| asked.options.get(*at).map(OptionView::said).unwrap_or_default();
    let list = each(el("ul", "picked").put("role", "list"), &asked.chosen, |_, at| {
        let press = ask.giver.press(Given::Chosen(*at, false));
        let remove = button(Kind::Plain, None, words::REMOVE, &press);
        let remove =
            remove.put("aria-label", &words::named(words::REMOVE, &name(at))).flag("disabled", ask.off());
        let picture = asked.options.get(*at).and_then(|option| option.media.as_ref()).map(helps::media);
        let words = el("span", "answer-given").some(picture).say(&name(at));
        el("li", "").number(*at).with(words).with(remove)
    });
    let field = Field {
        giver: ask.giver.clone(),
        id: ask.numbered(0).into(),
        name: ask.row.text.text().into(),
        options: asked.options.clone(),
        described: ask.described.as_str().into(),
        required: asked.required && asked.chosen.is_empty(),
        off: ask.off(),
    };
    let hint = text("p", "field-hint small-text", words::SEARCH_HINT).put("id", &ask.id("find"));
    all()
        .some((!asked.chosen.is_empty()).then_some(list))
        .with(hint)
        .html(local("search", "", move |kept| finder(kept, &field)))
        .some(typed::other(ask))
        .with(besides(ask))
}

/// What is remembered: the place in the list, and the letters.
fn remembered(kept: &Kept) -> (Option<usize>, &str) {
    match kept.now.split_once('\t') {
        Some((at, letters)) => (at.parse().ok(), letters),
        None => (None, ""),
    }
}

fn remember(at: Option<usize>, letters: &str) -> String {
    let mut made = at.map(|at| at.to_string()).unwrap_or_default();
    made.push('\t');
    made.push_str(letters);
    made
}

fn finder(kept: &Kept, field: &Field) -> El {
    let (at, letters) = remembered(kept);
    let found: Rc<[usize]> = fitting(&field.options, letters).into();
    let open = !letters.trim().is_empty();
    let part = |name: &str| [&*field.id, "-", name].concat();
    let set = kept.set.clone();
    let write = move |event: InputEvent| {
        set.emit(remember(None, &event.target_unchecked_into::<HtmlInputElement>().value()));
    };
    let active = at.filter(|at| *at < found.len()).map(|at| part(&at.to_string()));
    let described = [&*field.described, " ", &field.id, "-status"].concat();
    let input = el("input", "input")
        .put("type", "text")
        .put("id", &field.id)
        .put("role", "combobox")
        .put("aria-label", &field.name)
        .put("aria-autocomplete", "list")
        .put("aria-expanded", if open { "true" } else { "false" })
        .put("aria-controls", &part("list"))
        .put("aria-describedby", described.trim())
        .maybe("aria-activedescendant", active.as_deref())
        .maybe("aria-required", field.required.then_some("true"))
        .put("autocomplete", "off")
        .put("dir", "auto")
        .flag("disabled", field.off)
        .value(letters)
        .input(Callback::from(write))
        .keys(keys(kept, field, &found));
    let status =
        text("p", "field-hint small-text", &if open { words::found(found.len()) } else { String::new() });
    let list =
        el("ul", "found").put("role", "listbox").put("id", &part("list")).put("aria-label", words::FOUND);
    let list = each(list.flag("hidden", !open || found.is_empty()), &found, |place, option| {
        let label = field.options.get(*option).map(OptionView::said).unwrap_or_default();
        let picture = field.options.get(*option).and_then(|option| option.media.as_ref()).map(helps::media);
        let (giver, set, option) = (field.giver.clone(), kept.set.clone(), *option);
        let take = Callback::from(move |_: MouseEvent| choose(&giver, &set, option));
        el("li", "")
            .some(picture)
            .with(text("span", "", &label))
            .put("role", "option")
            .put("id", &part(&place.to_string()))
            .put("aria-selected", if at == Some(place) { "true" } else { "false" })
            .click(take)
    });
    el("div", "finder").with(input).with(list).with(status.put("id", &part("status")).put("role", "status"))
}

fn choose(giver: &Giver, set: &Callback<String>, option: usize) {
    giver.press(Given::Chosen(option, true)).emit(());
    set.emit(String::new());
}

/// Arrows move in the list, Enter takes, Escape closes.
fn keys(kept: &Kept, field: &Field, found: &Rc<[usize]>) -> Callback<KeyboardEvent> {
    let (at, letters) = remembered(kept);
    let (letters, set) = (letters.to_owned(), kept.set.clone());
    let (giver, found) = (field.giver.clone(), found.clone());
    Callback::from(move |event: KeyboardEvent| {
        let last = found.len().checked_sub(1);
        let next = match (event.key().as_str(), last) {
            ("ArrowDown", Some(last)) => at.map_or(0, |at| if at >= last { 0 } else { at + 1 }),
            ("ArrowUp", Some(last)) => at.and_then(|at| at.checked_sub(1)).unwrap_or(last),
            ("Enter", _) => {
                // Enter in a form would send it.
                event.prevent_default();
                if let Some(option) = at.and_then(|at| found.get(at)) {
                    choose(&giver, &set, *option);
                }
                return;
            }
            ("Escape", _) => {
                set.emit(String::new());
                return;
            }
            _ => return,
        };
        event.prevent_default();
        set.emit(remember(Some(next), &letters));
    })
}

/// The choices that hold the letters, those that begin with them first.
fn fitting(options: &[OptionView], letters: &str) -> Vec<usize> {
    let letters = lower(letters.trim());
    let (mut begins, mut holds) = (vec![], vec![]);
    if letters.is_empty() {
        return begins;
    }
    for (at, option) in options.iter().enumerate() {
        let label = lower(option.label.text());
        match find(&label, &letters, 0) {
            Some(0) => begins.push(at),
            Some(_) => holds.push(at),
            None => {}
        }
    }
    begins.append(&mut holds);
    begins.truncate(MOST);
    begins
}

#[cfg(test)]
mod tests {
    use super::*;
    use lapwing_core::form::shown::Rich;

    #[test]
    fn those_that_begin_with_the_letters_come_first() {
        let option = |label: &str| OptionView {
            prefix: None,
            label: Rich::plain(label),
            media: None,
            exclusive: false,
            heading: None,
        };
        let options: Vec<OptionView> = ["Wales", "Senegal", "Engadin", "England"].map(option).to_vec();
        assert_eq!(fitting(&options, " ENG"), [2, 3]);
        assert_eq!(fitting(&options, "en"), [2, 3, 1]);
        assert_eq!(fitting(&options, "ga"), [1, 2]);
        assert_eq!(fitting(&options, ""), Vec::<usize>::new());
        assert_eq!(fitting(&options, "x"), Vec::<usize>::new());
        let many = vec![option("same"); 40];
        assert_eq!(fitting(&many, "same").len(), MOST);
    }

    #[test]
    fn place_and_letters_read_back() {
        for (at, letters) in [(None, "ab"), (Some(3), "a b"), (Some(0), "")] {
            let kept = Kept { now: remember(at, letters), set: Callback::noop() };
            assert_eq!(remembered(&kept), (at, letters));
        }
    }
}
