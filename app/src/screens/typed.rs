//! What is typed on the pages of the passphrase: it stays in the field's own memory, and goes when the page goes.

use lapwing_core::vault::Problem;
use lapwing_core::words::{trouble, vault as words};
use yew::Callback;

use crate::components::field::{Field, Holds, field};
use crate::components::tick::{Tick, tick};
use crate::local::Kept;
use crate::markup::El;

/// Between the parts: no key types it.
const BETWEEN: char = '\u{1f}';

/// What is typed, and whether it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Typed {
    pub shown: bool,
    pub present: String,
    pub new: String,
}

/// Which of the two fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Present,
    New,
}

impl Typed {
    pub(super) fn of(kept: &Kept) -> Self {
        let mut parts = kept.now.split(BETWEEN).map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        Self { shown: part() == "shown", present: part(), new: part() }
    }

    fn write(&self) -> String {
        let shown = if self.shown { "shown" } else { "" };
        [shown, &self.present, &self.new].join(&BETWEEN.to_string())
    }

    /// One of the fields.
    pub(super) fn field(&self, which: Which, asked: Field<'_>, kept: &Kept) -> El {
        let holds = match which {
            _ if self.shown => Holds::SecretShown,
            Which::Present => Holds::Secret,
            Which::New => Holds::NewSecret,
        };
        let value = if which == Which::Present { &self.present } else { &self.new };
        let (before, set) = (self.clone(), kept.set.clone());
        let write = Callback::from(move |text: String| {
            let mut next = before.clone();
            *(if which == Which::Present { &mut next.present } else { &mut next.new }) = text;
            set.emit(next.write());
        });
        field(Field { holds, value, ..asked }, &write)
    }

    /// "Show what I type".
    pub(super) fn show(&self, kept: &Kept) -> El {
        let before = self.clone();
        let change = kept.set.reform(move |shown| Self { shown, ..before.clone() }.write());
        tick(Tick { id: "show", words: words::SHOW, hint: None, on: self.shown }, change)
    }
}

/// What needs putting right at the field.
pub(super) fn problem(problem: Problem) -> &'static str {
    match problem {
        Problem::Empty => words::EMPTY,
        Problem::Short => words::SHORT,
        Problem::Weak => words::WEAK,
        Problem::Trouble(trouble) => trouble::said(trouble).title,
    }
}
