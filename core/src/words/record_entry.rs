//! What stands at single kinds of entries: medicines over time, referrals, legal status.

use super::record_labels;

/// Heads the other entries of the same medicine.
pub const MEDICINE_OVER_TIME: &str = "This medicine over time";
/// Heads what came of a referral.
pub const CAME_OF_IT: &str = "What came of it";
/// A referral that is neither finished nor called off.
pub const REFERRAL_OPEN: &str = "Still open";
/// Under an entry on legal status: what Lapwing does not know.
pub const RIGHTS: &str = "This is what the record says. It does not say what it means for you today, or what you can ask for. \
Your team can tell you.";
/// Over what the trust says about them.
pub const RIGHTS_TITLE: &str = "Your rights";
/// It said nothing.
pub const RIGHTS_NONE: &str = "Your trust has not put its words about your rights here yet. Ask your team to tell you about them, \
and to give you them in writing.";
/// Leads to the team.
pub const RIGHTS_TEAM: &str = "Who is in my team";

/// What some elements are called at some kinds, where the plain name would mislead.
const LABELS: [(&str, &str, &str); 2] =
    [("ServiceRequest", "performer", "To whom"), ("MedicationRequest", "requester", "Prescribed by")];

/// What an element is called at a kind, given its plain name.
#[must_use]
pub fn label(kind: &str, plain: String) -> String {
    let own = LABELS.iter().find(|(of, key, _)| *of == kind && record_labels::label(key) == plain);
    own.map_or(plain, |(.., label)| (*label).to_owned())
}

/// To whom a referral goes.
#[must_use]
pub fn referred_to(who: &str) -> String {
    ["To ", &super::apart(who)].concat()
}

/// When a referral was made.
#[must_use]
pub fn asked_for(when: &str) -> String {
    ["Asked for ", when].concat()
}

/// How long ago that is, in whole weeks; nothing in the first two, and of the future.
#[must_use]
pub fn weeks_ago(days: i64) -> Option<String> {
    (days >= 14).then(|| [&(days / 7).to_string(), " weeks ago"].concat())
}

/// Heads the files of an entry.
pub const FILES: &str = "Files";
/// Leads from a file to the entry that it belongs to.
pub const FILE_OF: &str = "What it belongs to";

/// A file that bears no name.
#[must_use]
pub fn file_number(at: usize) -> String {
    ["File ", &at.to_string()].concat()
}

/// The beginning of a media type, and what such a file is called.
const FILE_KINDS: [(&str, &str); 8] = [
    ("application/pdf", "PDF"),
    ("image/", "Picture"),
    ("audio/", "Sound recording"),
    ("video/", "Film"),
    ("text/rtf", "Text"),
    ("application/rtf", "Text"),
    ("application/msword", "Text"),
    ("text/", "Text"),
];

/// What a file is, by its media type, and when it was made.
#[must_use]
pub fn file_kind(media: &str, made: Option<&str>) -> String {
    let kind =
        FILE_KINDS.iter().find(|(begins, _)| media.starts_with(begins)).map_or("File", |(_, kind)| kind);
    match made {
        Some(made) => [kind, " · ", made].concat(),
        None => kind.to_owned(),
    }
}
