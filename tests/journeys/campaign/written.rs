//! The model: what the person wrote, and what they gave up.

use lapwing_core::effect::Place;
use lapwing_core::outbox::{Entry, Kind};

/// What may become of something that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The gateway owes an answer for it: it must arrive, or be shown.
    Owed,
    /// The person dropped it, having seen it.
    Dropped,
    /// The person took it back, to change it: it may not arrive.
    TakenBack,
    /// It was in a page's memory only, and the page is gone.
    PageClosed,
    /// The gateway had it, and lost it with a restore from an older backup.
    Restored,
}

/// Something that the person wrote.
#[derive(Debug, Clone)]
pub struct Written {
    /// The entry's id.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// An answer in it speaks of suicide or self-harm.
    pub risk: bool,
    /// Its words, of feedback: in the box they stand under an id of the gateway's own.
    pub says: String,
    /// The gateway's time when it was written, milliseconds.
    pub at: i64,
    /// Its place in the order in which the person wrote.
    pub order: usize,
    /// Resources that it makes: type and id.
    pub makes: Vec<(String, String)>,
    /// Where it is kept until it is sent.
    pub place: Place,
    /// What may become of it.
    pub fate: Fate,
    /// It was sent again with other answers: two tabs had one draft. The second is refused, and shown.
    pub rewritten: bool,
    /// The digest of a file, and the entry with its answers.
    pub file: Option<(String, String)>,
    /// When it was dropped it had been on its way.
    pub was_under_way: bool,
}

impl Written {
    /// From what was handed over.
    #[must_use]
    pub fn of(entry: &Entry, place: Place, (order, at): (usize, i64)) -> Self {
        let resources = entry.body["entry"].as_array().into_iter().flatten().map(|part| &part["resource"]);
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let mut makes: Vec<(String, String)> =
            resources.map(|made| (text(&made["resourceType"]), text(&made["id"]))).collect();
        let is_file = entry.kind == Kind::File;
        if is_file {
            makes.push(("Binary".into(), entry.ticket.id.clone()));
        }
        Self {
            id: entry.ticket.id.clone(),
            kind: entry.kind,
            risk: entry.risk,
            says: text(&entry.body["why"]),
            at,
            order,
            makes,
            file: is_file.then(|| (text(&entry.body["digest"]), entry.ticket.after.clone())),
            place,
            fate: Fate::Owed,
            rewritten: false,
            was_under_way: false,
        }
    }

    /// It is this entry, or a file that belongs to it.
    #[must_use]
    pub fn is_of(&self, id: &str) -> bool {
        self.id == id || self.file.as_ref().is_some_and(|(_, answers)| answers == id)
    }

    /// The id of the response, of a check-in.
    #[must_use]
    pub fn response(&self) -> Option<&str> {
        let made = self.makes.iter().find(|(kind, _)| kind == "QuestionnaireResponse");
        made.map(|(_, id)| id.as_str())
    }
}
