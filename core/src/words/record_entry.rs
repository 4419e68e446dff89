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
    ["To ", who].concat()
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
