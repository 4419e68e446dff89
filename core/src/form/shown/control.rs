//! How a question is answered.

use std::rc::Rc;

use super::{File, Media, Rich};

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
