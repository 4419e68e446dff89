//! What a colour means. It never says it alone: words stand beside it.

/// The meaning of a colour (the tokens' table).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// No meaning of its own.
    #[default]
    Plain,
    /// Done, chosen, ours.
    Primary,
    /// What I or my carer wrote; sharing.
    Plum,
    /// To do, waiting, needs me.
    Amber,
    /// Information, offline.
    Blue,
    /// Help now, and what deletes: nothing else.
    Help,
}

impl Tone {
    /// `<part>-<tone>`, or nothing where the tone is plain.
    #[must_use]
    pub fn of(self, part: &str) -> String {
        let tone = match self {
            Self::Plain => return String::new(),
            Self::Primary => "-primary",
            Self::Plum => "-plum",
            Self::Amber => "-amber",
            Self::Blue => "-blue",
            Self::Help => "-help",
        };
        part.to_owned() + tone
    }
}
