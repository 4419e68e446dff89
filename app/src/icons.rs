//! The set of line icons. They always stand beside words, so they are hidden from screen readers.

use crate::markup::{El, el};

/// One icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what is drawn")]
pub enum Icon {
    Today,
    Record,
    CheckIns,
    Plan,
    Team,
    Person,
    Leave,
    Help,
    Phone,
    Text,
    Back,
    Chevron,
    Check,
    Clock,
    Offline,
    Share,
    Lock,
    Feedback,
    Settings,
    Letter,
    Pill,
    Flask,
    Heart,
    Leaf,
    Calendar,
    Chart,
    Close,
    Info,
    Send,
    Pause,
    Device,
    Key,
    Eye,
    Update,
    Plus,
    Minus,
    Search,
}

impl Icon {
    /// Every icon, for the fixtures.
    pub const ALL: [Self; 37] = [
        Self::Today,
        Self::Record,
        Self::CheckIns,
        Self::Plan,
        Self::Team,
        Self::Person,
        Self::Leave,
        Self::Help,
        Self::Phone,
        Self::Text,
        Self::Back,
        Self::Chevron,
        Self::Check,
        Self::Clock,
        Self::Offline,
        Self::Share,
        Self::Lock,
        Self::Feedback,
        Self::Settings,
        Self::Letter,
        Self::Pill,
        Self::Flask,
        Self::Heart,
        Self::Leaf,
        Self::Calendar,
        Self::Chart,
        Self::Close,
        Self::Info,
        Self::Send,
        Self::Pause,
        Self::Device,
        Self::Key,
        Self::Eye,
        Self::Update,
        Self::Plus,
        Self::Minus,
        Self::Search,
    ];

    /// The lines, on a field of 24 by 24.
    fn lines(self) -> &'static str {
        match self {
            Self::Today => "M3.5 18.5h17M7 18.5a5 5 0 0 1 10 0M12 6.5v3M4.9 10.4l1.8 1.8M19.1 10.4l-1.8 1.8",
            Self::Record => "M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5M9.5 12.5h5.5M9.5 16.5h5.5",
            Self::CheckIns => "M9 5H5.5v15.5h13V5H15M9 3.5h6v3.5H9zM8.8 13.6l2.3 2.3 4.2-4.6",
            Self::Plan => {
                "M6 20.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4M8 18.5h7.5a3.25 3.25 0 0 0 0-6.5H9a3.25 3.25 0 0 1 0-6.5h5M15 3.5v5.2l4.8-2.6z"
            }
            Self::Team => {
                "M9 11.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4M3 19.5a6 6 0 0 1 12 0M16 5.1a3.2 3.2 0 0 1 0 5.8M18 14.4a6 6 0 0 1 3 5.1"
            }
            Self::Person => "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5a7.5 7.5 0 0 1 15 0",
            Self::Leave => "M13.5 4h-8v16h8M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5",
            Self::Help => {
                "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M6 6l3.5 3.5M18 6l-3.5 3.5M6 18l3.5-3.5M18 18l-3.5-3.5"
            }
            Self::Phone => {
                "M6.5 3.5h2.8l1.6 4.2-2 1.6a11 11 0 0 0 5.8 5.8l1.6-2 4.2 1.6v2.8a2 2 0 0 1-2.2 2A16 16 0 0 1 4.5 5.7a2 2 0 0 1 2-2.2z"
            }
            Self::Text => "M4 5h16v11.5h-8.5L7 20.5v-4H4zM8 9h8M8 12.5h5",
            Self::Back => "M20 12H4.5M10.5 6l-6 6 6 6",
            Self::Chevron => "M9.5 6l6 6-6 6",
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Clock => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 7.5V12l3 2",
            Self::Offline => {
                "M9.4 6a5.6 5.6 0 0 1 8.3 4 4.3 4.3 0 0 1 1.8 7.6M15.5 18.5H7.2a4.4 4.4 0 0 1-.4-8.8M4 4l16.5 16.5"
            }
            Self::Share => {
                "M7 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M17 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M17 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M9.3 10.9l5.4-3.6M9.3 13.1l5.4 3.6"
            }
            Self::Lock => "M5.5 10.5h13v10h-13zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
            Self::Feedback => {
                "M4 4.5h16v12h-8.5L7 20.5v-4H4zM12 13.6l-2.9-2.8a1.75 1.75 0 0 1 2.9-2 1.75 1.75 0 0 1 2.9 2z"
            }
            Self::Settings => {
                "M4 7.5h8.5M16.5 7.5H20M14.5 5.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4M4 16.5h3.5M11.5 16.5H20M9.5 14.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4"
            }
            Self::Letter => "M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5",
            Self::Pill => {
                "M5.3 12.2l6.9-6.9a4.6 4.6 0 0 1 6.5 6.5l-6.9 6.9a4.6 4.6 0 0 1-6.5-6.5zM8.7 8.8l6.5 6.5"
            }
            Self::Flask => {
                "M9.5 3.5h5M10.5 3.5v6L5.2 18.6a1.3 1.3 0 0 0 1.1 1.9h11.4a1.3 1.3 0 0 0 1.1-1.9L13.5 9.5v-6M8 15h8"
            }
            Self::Heart => "M12 19.8l-7.4-7.4a4.7 4.7 0 0 1 7.4-5.7 4.7 4.7 0 0 1 7.4 5.7z",
            Self::Leaf => "M5.5 18.5c-1-9 4-14 13.5-13.5.5 9.5-4.5 14.5-13.5 13.5zM4 20.5l8.5-9",
            Self::Calendar => "M4 5.5h16v15H4zM4 10h16M8 3.5v4M16 3.5v4",
            Self::Chart => "M4 4v16h16M7.5 15l3.5-4 3 2.5 5-6.5",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Info => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17M12 11v5.5M12 7.7v.1",
            Self::Send => "M20.5 3.5l-17 7 6.5 3 3 7zM20.5 3.5L10 13.5",
            Self::Pause => "M8.5 5.5v13M15.5 5.5v13",
            Self::Device => "M7 2.5h10v19H7zM11 18.5h2",
            Self::Key => "M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 12h8.5v3.5M16.5 12v2.5",
            Self::Eye => "M2.5 12c4.5-8 14.5-8 19 0-4.5 8-14.5 8-19 0zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6",
            Self::Update => "M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5v4h-4",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Minus => "M5 12h14",
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13M15.5 15.5l5 5",
        }
    }

    /// Drawn at the size of a line of text and a half.
    pub fn draw(self) -> El {
        self.drawn("icon")
    }

    /// Drawn at the size of a line of text.
    pub fn small(self) -> El {
        self.drawn("icon icon-small")
    }

    fn drawn(self, class: &'static str) -> El {
        let turns = matches!(self, Self::Back | Self::Chevron | Self::Leave | Self::Send);
        el("svg", class)
            .class(if turns { "icon-turns" } else { "" })
            .put("viewBox", "0 0 24 24")
            .put("aria-hidden", "true")
            .put("focusable", "false")
            .with(el("path", "").put("d", self.lines()))
    }
}
