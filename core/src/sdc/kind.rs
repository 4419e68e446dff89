//! What kinds of items there are.

/// What an item is (`Questionnaire.item.type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Holds other items.
    Group,
    /// Words to read.
    Display,
    /// Yes or no.
    Boolean,
    /// A number.
    Decimal,
    /// A whole number.
    Integer,
    /// A date, perhaps without day or month.
    Date,
    /// A date with time.
    DateTime,
    /// A time of day.
    Time,
    /// A line of text.
    String,
    /// A longer text.
    Text,
    /// An address on the web.
    Url,
    /// A choice of what is offered.
    Choice,
    /// A choice of what is offered, or something else in one's own words.
    OpenChoice,
    /// A file.
    Attachment,
    /// Another entry of a record.
    Reference,
    /// A number with a unit.
    Quantity,
}

/// Types, as written, with the name of the answer's member.
const KINDS: [(&str, Kind, &str); 16] = [
    ("group", Kind::Group, ""),
    ("display", Kind::Display, ""),
    ("boolean", Kind::Boolean, "valueBoolean"),
    ("decimal", Kind::Decimal, "valueDecimal"),
    ("integer", Kind::Integer, "valueInteger"),
    ("date", Kind::Date, "valueDate"),
    ("dateTime", Kind::DateTime, "valueDateTime"),
    ("time", Kind::Time, "valueTime"),
    ("string", Kind::String, "valueString"),
    ("text", Kind::Text, "valueString"),
    ("url", Kind::Url, "valueUri"),
    ("choice", Kind::Choice, "valueCoding"),
    ("open-choice", Kind::OpenChoice, "valueCoding"),
    ("attachment", Kind::Attachment, "valueAttachment"),
    ("reference", Kind::Reference, "valueReference"),
    ("quantity", Kind::Quantity, "valueQuantity"),
];

impl Kind {
    /// Reads a type; `coding` is what FHIR R5 calls a choice.
    pub(crate) fn read(word: &str) -> Option<Self> {
        let word = if word == "coding" { "choice" } else { word };
        KINDS.iter().find(|(name, ..)| *name == word).map(|(_, kind, _)| *kind)
    }

    /// The member that holds an answer, such as `valueDate`; empty for what has no answer.
    #[must_use]
    pub fn member(self) -> &'static str {
        KINDS.iter().find(|(_, kind, _)| *kind == self).map_or("", |(.., member)| member)
    }

    /// Whether it can be answered.
    #[must_use]
    pub fn is_question(self) -> bool {
        !matches!(self, Self::Group | Self::Display)
    }
}
