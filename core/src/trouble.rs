//! What can go wrong, as it matters to the person.

/// Everything that can go wrong *for the person*. A new variant without words does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No answer came: no signal, or the gateway does not answer.
    Offline,
    /// The gateway does not know who is asking (401).
    SignIn,
    /// Somebody else signed in on this browser, beside this page (403).
    OtherSession,
    /// There is nothing here for who is asking (403, 404): one answer for every reason.
    NotShared,
    /// The change needs a sign-in within the last five minutes.
    FreshSignIn,
    /// The code or name that was given is not right.
    WrongCode,
    /// Somebody changed it meanwhile (409, 412).
    Changed,
    /// The gateway is busy or broken for now (408, 425, 429, 5xx).
    Busy,
    /// The gateway refused what was sent (other 4xx).
    Refused,
    /// An answer came that is not ours: a sign-in page of the Wi-Fi, a broken reply.
    Unreadable,
    /// The device has no room left.
    StorageFull,
    /// The device had no room left: copies of the record went, so that what the person writes stays.
    StorageCleared,
    /// The browser gives no storage: private window, or storage is switched off.
    StorageClosed,
    /// A newer version of the app has changed what is kept on this device.
    StorageNewer,
    /// An older version of the app is open in another page, and holds what is kept.
    StorageBlocked,
    /// The browser cleared what was kept on this device.
    StorageGone,
    /// Something kept on this device could not be opened.
    StorageUnreadable,
    /// Something kept on this device is not as the app left it: older, or gone.
    StorageChanged,
    /// What is kept is locked.
    Locked,
    /// The passphrase is not right.
    WrongPassphrase,
    /// The passkey was not shown: the person stopped, or took too long.
    PasskeyRefused,
    /// This device's passkeys can't open what is kept.
    PasskeyCannot,
}

/// A row as it was read, for what the person began. One that nobody can open any more is as good as not there, and must
/// not stand in their way; anything else may pass: what is kept is not known, and not to be written over.
///
/// # Errors
/// Why it is not known what is kept.
pub fn begun<T>(row: &Result<Option<T>, Trouble>) -> Result<Option<&T>, Trouble> {
    match row {
        Ok(row) => Ok(row.as_ref()),
        Err(Trouble::StorageUnreadable) => Ok(None),
        Err(trouble) => Err(*trouble),
    }
}

impl Trouble {
    /// What a reply's status and its `OperationOutcome` code mean; `None` for 2xx.
    #[must_use]
    pub fn of_status(status: u16, detail: Option<&str>) -> Option<Self> {
        Some(match status {
            200..=299 => return None,
            401 => Self::SignIn,
            403 if detail == Some("fresh-sign-in") => Self::FreshSignIn,
            403 if detail == Some("other-session") => Self::OtherSession,
            403 if detail == Some("wrong-code") => Self::WrongCode,
            403 | 404 | 410 => Self::NotShared,
            409 | 412 => Self::Changed,
            408 | 425 | 429 | 500..=599 => Self::Busy,
            400..=499 => Self::Refused,
            _ => Self::Unreadable,
        })
    }

    /// Whether trying again later, unchanged, may work.
    #[must_use]
    pub fn passes(self) -> bool {
        matches!(self, Self::Offline | Self::Busy | Self::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_status_has_its_meaning() {
        let table = [
            (200, None, None),
            (204, None, None),
            (302, None, Some(Trouble::Unreadable)),
            (400, None, Some(Trouble::Refused)),
            (401, None, Some(Trouble::SignIn)),
            (403, None, Some(Trouble::NotShared)),
            (403, Some("fresh-sign-in"), Some(Trouble::FreshSignIn)),
            (403, Some("wrong-code"), Some(Trouble::WrongCode)),
            (403, Some("other-session"), Some(Trouble::OtherSession)),
            (404, None, Some(Trouble::NotShared)),
            (408, None, Some(Trouble::Busy)),
            (409, None, Some(Trouble::Changed)),
            (412, None, Some(Trouble::Changed)),
            (422, None, Some(Trouble::Refused)),
            (429, None, Some(Trouble::Busy)),
            (503, None, Some(Trouble::Busy)),
        ];
        for (status, detail, expect) in table {
            assert_eq!(Trouble::of_status(status, detail), expect, "{status} {detail:?}");
        }
    }
}
