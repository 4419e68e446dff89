//! What the gateway needs before it can start, and what it says when something is missing.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// Why the gateway does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A file that must be there is not.
    #[error("{} is missing, and the gateway can't start without it", .0.display())]
    Missing(PathBuf),
    /// A file is there and can't be read.
    #[error("{} can't be read: {why}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl StartError {
    /// A file that is there and can't be read.
    pub fn unreadable(file: &Path, why: impl std::fmt::Display) -> Self {
        Self::Unreadable { file: file.to_owned(), why: why.to_string() }
    }
}

/// Reads one JSON file.
///
/// # Errors
/// When the file is missing or is not JSON.
pub fn read_json(file: &Path) -> Result<Value, StartError> {
    let bytes = std::fs::read(file).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => StartError::Missing(file.to_owned()),
        _ => StartError::unreadable(file, e),
    })?;
    serde_json::from_slice(&bytes).map_err(|e| StartError::unreadable(file, e))
}
