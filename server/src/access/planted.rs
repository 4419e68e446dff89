//! Faults that a test plants in the gateway, to show that the proof of access would find them. Without the
//! feature `planted-faults`, which no build of the gateway has, [`is`] is a constant: nothing can be planted.

/// A fault that can be planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fault {
    /// A provision counts before and after its period.
    PeriodIgnored = 1,
    /// A permit stands against a deny.
    DenyLoses,
    /// A section shares what is labelled R or V.
    LabelIgnored,
    /// A search says how many there are before it is judged.
    TotalBeforeFilter,
    /// What a search includes is not judged.
    IncludeUnfiltered,
    /// Old versions are not judged by themselves.
    HistoryUnfiltered,
    /// A parent's access goes on after the sixteenth birthday.
    AgeIgnored,
    /// A Consent counts that was withdrawn.
    WithdrawnCounts,
    /// One step of a safety plan opens every step.
    StepIgnored,
    /// Everybody hears of what was written.
    LiveUnfiltered,
    /// A file is for whoever knows its id.
    FileUnjudged,
    /// A judge that was made is kept although something was written since.
    StaleJudge,
    /// A parent's access goes on after the sixteenth birthday because somebody else agreed to it anew.
    RenewedByAnybody,
    /// A deny is as nothing where something changes the meaning of its Consent.
    ModifiedDenyIgnored,
}

/// Whether this fault is planted.
#[cfg(not(feature = "planted-faults"))]
pub const fn is(_: Fault) -> bool {
    false
}

/// Whether any fault is planted.
#[cfg(not(feature = "planted-faults"))]
pub const fn any() -> bool {
    false
}

#[cfg(feature = "planted-faults")]
mod switch {
    use std::sync::atomic::{AtomicU8, Ordering};

    use super::Fault;

    static NOW: AtomicU8 = AtomicU8::new(0);

    /// Whether this fault is planted.
    pub fn is(fault: Fault) -> bool {
        NOW.load(Ordering::Relaxed) == fault as u8
    }

    /// Whether any fault is planted.
    pub fn any() -> bool {
        NOW.load(Ordering::Relaxed) != 0
    }

    /// Plants one fault in the whole process, or none.
    pub fn plant(fault: Option<Fault>) {
        NOW.store(fault.map_or(0, |fault| fault as u8), Ordering::Relaxed);
    }
}

#[cfg(feature = "planted-faults")]
pub use switch::{any, is, plant};
