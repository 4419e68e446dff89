//! How a question is answered.

use std::borrow::Cow;
use std::rc::Rc;

use super::{File, Media, Rich};
use crate::fhirpath::Decimal;

/// How a question is answered. Choices are answered by [`super::Given::Chosen`], everything typed by
/// [`super::Given::Typed`] into one of the slots.
#[derive(Debug, Clone, PartialEq)]
pub enum Control {
    /// Choices, all in sight; one may be chosen, or several where the question says `many`.
    Choices,
    /// A list that opens.
    DropDown,
    /// A field that finds choices by typing; the list is long.
    Search,
    /// A slider over numbers; its slot holds the number as text.
    Slider(Number),
    /// A slider over choices in their order.
    SliderOfChoices,
    /// A number with buttons for less and more.
    Spinner(Number),
    /// One line of words.
    Line,
    /// Several lines of words.
    TextBox,
    /// A whole number.
    Whole(Number),
    /// A number.
    Decimal(Number),
    /// A number with a unit to choose or to write.
    Quantity(Number, UnitsView),
    /// A date; also a year alone or a month, where the form allows.
    Date,
    /// A date (the slot's `text`) and a time (its `time`).
    DateTime,
    /// A time of day.
    Time,
    /// An address on the web.
    Url,
    /// Yes or no.
    YesNo,
    /// A single box to tick: ticked is yes, and not ticked is no answer (boolean with `check-box`).
    Tick,
    /// A file of one of these kinds (empty: any), at most so many bytes.
    File {
        /// Content types such as `image/jpeg`.
        types: Rc<[Rc<str>]>,
        /// Most bytes.
        most: u64,
    },
    /// Something of the record, named in words.
    Reference,
    /// It cannot be answered here; a note says why.
    None,
}

/// Bounds of a number, as text in the form's own digits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Number {
    /// Smallest.
    pub min: Option<Rc<str>>,
    /// Largest.
    pub max: Option<Rc<str>>,
    /// Step of a slider or spinner.
    pub step: Option<Rc<str>>,
    /// Words at the lower end of a slider.
    pub lower: Option<Rc<str>>,
    /// Words at the upper end of a slider.
    pub upper: Option<Rc<str>>,
}

impl Number {
    /// One step more or less than what stands in `text`, within the bounds. From nothing readable it begins at
    /// the lower bound, or at the number nearest to 0.
    #[must_use]
    pub fn stepped(&self, text: &str, up: bool) -> String {
        let read = |bound: &Option<Rc<str>>| bound.as_deref().and_then(Decimal::parse);
        let step = read(&self.step).filter(|step| !step.is_zero()).unwrap_or(Decimal::whole(1));
        let (min, max) = (read(&self.min), read(&self.max));
        let next = match Decimal::parse(text.trim()) {
            Some(now) if up => now.plus(step).unwrap_or(now),
            Some(now) => now.minus(step).unwrap_or(now),
            None => min.unwrap_or(Decimal::whole(0)),
        };
        let next = max.filter(|max| next > *max).unwrap_or(next);
        min.filter(|min| next < *min).unwrap_or(next).text()
    }
}

/// The units of a quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitsView {
    /// Units to choose from, in words; one alone is fixed.
    pub units: Rc<[Rc<str>]>,
    /// A unit may be written by hand.
    pub open: bool,
}

/// A choice.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionView {
    /// Its prefix, such as "a)".
    pub prefix: Option<Rc<str>>,
    /// What the person reads.
    pub label: Rich,
    /// A picture, sound or film that shows it.
    pub media: Option<Media>,
    /// Choosing it unchooses the others ("None of these").
    pub exclusive: bool,
    /// A heading before it, where choices come in groups.
    pub heading: Option<Rc<str>>,
}

impl OptionView {
    /// Its words after its prefix, where nothing else can be shown of it.
    #[must_use]
    pub fn said(&self) -> Cow<'_, str> {
        match &self.prefix {
            Some(prefix) => Cow::Owned([prefix, " ", self.label.text()].concat()),
            None => Cow::Borrowed(self.label.text()),
        }
    }
}

/// An answer of one's own beside the choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// What it is called ("Other, please say").
    pub label: Rc<str>,
    /// It is chosen: its field is in sight.
    pub chosen: bool,
    /// What was written.
    pub text: String,
    /// What is wrong with it, in words.
    pub error: Option<Rc<str>>,
}

/// One typed answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Slot {
    /// The number of this answer, which does not change when others go: it names the slot in events and ids.
    pub id: u32,
    /// What was typed, exactly; also what could not be read.
    pub text: String,
    /// The time of a date with time, as typed.
    pub time: String,
    /// The place of the chosen unit.
    pub unit: Option<usize>,
    /// A unit written by hand.
    pub unit_text: String,
    /// The file.
    pub file: Option<Rc<File>>,
    /// What is wrong with it, in words; only once the person left it or pressed Continue.
    pub error: Option<Rc<str>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stays_within_the_bounds_and_keeps_its_places() {
        let check = |(min, max, step): (&str, &str, &str), text: &str, up, expect: &str| {
            let some = |text: &str| (!text.is_empty()).then(|| Rc::from(text));
            let number = Number { min: some(min), max: some(max), step: some(step), ..Number::default() };
            assert_eq!(number.stepped(text, up), expect, "{min} {max} {step} {text} {up}");
        };
        check(("", "", ""), "4", true, "5");
        check(("", "", ""), "", true, "0");
        check(("", "", ""), "0", false, "-1");
        check(("2", "10", ""), "", false, "2");
        check(("2", "10", ""), "10", true, "10");
        check(("2", "10", ""), "2", false, "2");
        check(("2", "10", ""), "99", false, "10");
        check(("0", "1", "0.1"), "0.2", true, "0.3");
        check(("-3", "", ""), " -3 ", true, "-2");
        check(("", "", "0"), "7", true, "8");
        check(("", "", "x"), "what", true, "0");
    }
}
