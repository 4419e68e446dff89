//! The languages that a questionnaire can be read in: its own, and those of its translations.

use std::rc::Rc;

use super::{Form, json};

/// A language in which a questionnaire can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// Its tag (BCP 47); empty for a questionnaire's own where it does not say which that is.
    pub tag: Rc<str>,
    /// Every text of an item is there in it.
    pub whole: bool,
}

/// Its own language and those that its items are translated to; none where there is no translation.
pub(super) fn languages(form: &Form) -> Vec<Language> {
    let own = json::text(&form.source, "language").unwrap_or_default();
    let mut found: Vec<(&str, usize)> = Vec::new();
    let mut texts = 0;
    for at in 0..form.items.len() {
        let item = form.json(at);
        texts += usize::from(json::text(item, "text").is_some());
        let Some(marks) = json::member(item, "_text") else { continue };
        for (tag, _) in json::translations(marks) {
            match found.iter_mut().find(|(known, _)| *known == tag) {
                Some((_, count)) => *count += 1,
                None => found.push((tag, 1)),
            }
        }
    }
    found.retain(|(tag, _)| !tag.eq_ignore_ascii_case(own));
    if found.is_empty() {
        return Vec::new();
    }
    let mut languages = vec![Language { tag: own.into(), whole: true }];
    languages
        .extend(found.iter().map(|(tag, count)| Language { tag: (*tag).into(), whole: *count >= texts }));
    languages
}

impl Form {
    /// The tag of the language that the words of an item are shown in; `None` where nothing says it.
    #[must_use]
    pub fn spoken(&self, item: usize) -> Option<&str> {
        let marks = json::member(self.json(item), "_text").filter(|_| !self.language.is_empty());
        let is = |tag: &str| json::speaks(tag, &self.language);
        let translated = marks.is_some_and(|marks| json::translations(marks).any(|(tag, _)| is(tag)));
        if translated { Some(&self.language) } else { json::text(&self.source, "language") }
    }

    /// Which of its languages serves a reader: an empty text stands for its own.
    #[must_use]
    pub fn serves(&self, chosen: Option<&str>, others: &[String]) -> Rc<str> {
        let same = |wanted: &str| self.languages.iter().position(|one| one.tag.eq_ignore_ascii_case(wanted));
        let near = |wanted: &str, whole: bool| {
            let serves = |one: &Language| (one.whole || !whole) && json::speaks(&one.tag, wanted);
            same(wanted).filter(|_| !whole).or_else(|| self.languages.iter().position(serves))
        };
        // What is there in part only is for who chooses it.
        let found = chosen.and_then(|chosen| near(chosen, false));
        let found = found.or_else(|| others.iter().find_map(|wanted| near(wanted, true)));
        match found.filter(|at| *at > 0).and_then(|at| self.languages.get(at)) {
            Some(language) => language.tag.clone(),
            None => "".into(),
        }
    }
}
