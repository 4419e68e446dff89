//! The care plan: what is said of it, what one puts into it, and how it came to be so.

pub(crate) mod door;
