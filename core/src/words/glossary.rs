//! What words mean.

/// Over a meaning.
pub const TITLE: &str = "What this means";
/// Over a meaning of a result: not what the person's own value means.
pub const NOT_YOURS: &str = "This says what it is, in general. Ask your team what it means for you.";
/// Nobody checked it.
pub const UNCHECKED: &str = "Not yet checked by a clinician.";
/// Over the short forms.
pub const SHORT: &str = "Short forms used here";

/// Where to read more: the words are our own.
#[must_use]
pub fn source(source: &str) -> String {
    ["Read more: ", source].concat()
}

/// Who checked it.
#[must_use]
pub fn checked(who: &str) -> String {
    ["Checked by ", who].concat()
}
