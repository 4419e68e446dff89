//! The carer's own space.

/// Title.
pub const CARING: &str = "Caring";
