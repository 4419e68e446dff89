//! Codings and concepts: what something is called, in words and in code systems.

use super::Node;

/// One code in one code system.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Coding {
    /// The code system's address.
    pub system: Option<String>,
    /// The code in it.
    pub code: Option<String>,
    /// The words that the code system has for it.
    pub display: Option<String>,
    /// Whether a person chose this very code.
    pub chosen: bool,
}

/// A thing named by text, by codes, or by both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Concept {
    /// The words that whoever wrote it chose.
    pub text: Option<String>,
    /// All its codes, as written.
    pub codings: Vec<Coding>,
}

impl Coding {
    pub(crate) fn read(node: &Node) -> Coding {
        Coding {
            system: node.text("system"),
            code: node.text("code"),
            display: node.text("display"),
            chosen: node.flag("userSelected").unwrap_or(false),
        }
    }

    /// `system|code`, as searches write it.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        let code = self.code.as_deref()?;
        Some(format!("{}|{code}", self.system.as_deref().unwrap_or("")))
    }
}

impl Concept {
    pub(crate) fn read(node: &Node) -> Concept {
        Concept { text: node.text("text"), codings: node.each("coding", Coding::read) }
    }

    /// What to call it: its text, else the best display, else a bare code.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        self.text.as_deref().or_else(|| self.display()).or_else(|| self.code())
    }

    /// The display of the code a person chose, else the first display.
    #[must_use]
    pub fn display(&self) -> Option<&str> {
        let chosen = self.codings.iter().filter(|coding| coding.chosen);
        chosen.chain(&self.codings).find_map(|coding| coding.display.as_deref())
    }

    /// The first code of any system.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.codings.iter().find_map(|coding| coding.code.as_deref())
    }

    /// What `table` knows of one of its codes, of whatever system; HL7's own systems are asked first.
    pub(crate) fn known<'c, T>(&'c self, table: impl Fn(&'c str) -> Option<T>) -> Option<T> {
        let hl7 = |coding: &&Coding| {
            coding.system.as_deref().is_some_and(|system| system.starts_with("http://terminology.hl7.org/"))
        };
        let own = self.codings.iter().filter(hl7);
        own.chain(&self.codings).filter_map(|coding| coding.code.as_deref()).find_map(table)
    }

    /// The code in one system.
    #[must_use]
    pub fn code_in(&self, system: &str) -> Option<&str> {
        let mut codings = self.codings.iter().filter(|coding| coding.system.as_deref() == Some(system));
        codings.find_map(|coding| coding.code.as_deref())
    }

    /// Whether one of its codes is this one, in any system.
    #[must_use]
    pub fn is(&self, code: &str) -> bool {
        self.codings.iter().any(|coding| coding.code.as_deref() == Some(code))
    }

    /// `system|code` of its first code, else its text in lower case: equal for what belongs together.
    #[must_use]
    pub fn key(&self) -> Option<String> {
        let coded = self.codings.iter().find_map(Coding::key);
        coded.or_else(|| self.text.as_ref().map(|text| text.to_ascii_lowercase()))
    }

    /// Whether it names nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.label().is_none()
    }
}
