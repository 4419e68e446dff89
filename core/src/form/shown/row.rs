//! One row of a form.

use std::rc::Rc;

use super::{AskedView, Media, OptionView, Rich};

/// The key of a row: the same for the same repetition of the same item for as long as the form is open,
/// also when others are added or removed before it. Good for ids in a page: letters, digits, `.` and `-`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowKey(pub Rc<str>);

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemView {
    /// Its key.
    pub key: RowKey,
    /// How deep in groups and under other answers it stands, from 0. In [`super::Mode::OneByOne`] counted from the step.
    pub depth: u8,
    /// Its prefix, such as "1a".
    pub prefix: Option<Rc<str>>,
    /// The words: a question, a heading or a text.
    pub text: Rich,
    /// The language of the form's words, where it is another than the app's (BCP 47).
    pub lang: Option<Rc<str>>,
    /// A picture, sound or film above it.
    pub media: Option<Media>,
    /// It is not enabled now and shown all the same (`disabledDisplay` protected): greyed, nothing can be changed.
    pub disabled: bool,
    /// What this app cannot do with it, in words; stands with the row.
    pub notes: Vec<Rc<str>>,
    /// What it is.
    pub body: Body,
}

/// What a row is.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Words to read. `true`: they are instructions or a notice that stands out.
    Words(bool),
    /// A group begins; its rows follow with a greater depth.
    Group(GroupView),
    /// The end of a repeating group: one more can be added here. The words name what is added; the row's key
    /// goes into [`super::super::Event::RowAdded`].
    Add(Rc<str>),
    /// A question.
    Question(Box<AskedView>),
    /// Questions side by side.
    Table(TableView),
}

/// The beginning of a group.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GroupView {
    /// Which repetition it is and of how many, from 1; `None` where the group does not repeat.
    pub instance: Option<(usize, usize)>,
    /// This repetition can be removed.
    pub can_remove: bool,
    /// It can be folded: open or closed at first (`collapsible`).
    pub folds: Option<bool>,
    /// Must hold an answer.
    pub required: bool,
    /// Help, as with a question.
    pub helps: super::Helps,
    /// What is wrong with it, in words.
    pub error: Option<Rc<str>>,
}

/// How a table is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Each row is a question of the same choices, which are the columns (`table`).
    Choices,
    /// The same turned round: each column is a question (`htable`).
    ChoicesAcross,
    /// Each row holds one question per column (`grid`).
    Fields,
    /// As [`TableKind::Fields`], each row a repetition that can be added and removed (`gtable`).
    Repeats,
}

/// Questions side by side. On a narrow screen the rows may stand below each other as questions of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct TableView {
    /// How it is made.
    pub kind: TableKind,
    /// The columns' heads: choices or questions.
    pub columns: Vec<Rich>,
    /// The choices themselves, for [`TableKind::Choices`] and [`TableKind::ChoicesAcross`].
    pub options: Option<Rc<[OptionView]>>,
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// One more row can be added; the words name what.
    pub can_add: Option<Rc<str>>,
    /// Help, as with a question.
    pub helps: super::Helps,
    /// Must hold an answer.
    pub required: bool,
    /// What is wrong with it as a whole, in words.
    pub error: Option<Rc<str>>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    /// The key of the row: a question's, or a repetition's.
    pub key: RowKey,
    /// Its head.
    pub head: Rich,
    /// The questions in it, with `None` where a column has none here. Tables of choices have one for the whole row.
    pub cells: Vec<Option<Rc<ItemView>>>,
    /// This row can be removed.
    pub can_remove: bool,
    /// What is wrong with the row as a whole, in words; errors of a question stand in its cell.
    pub error: Option<Rc<str>>,
}
