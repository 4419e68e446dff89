//! What the gateway needs before it can start, and what it says when something is missing.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use serde_json::Value;

use crate::{
    Gateway,
    access::Sections,
    clock::Clock,
    database::DatabaseError,
    deposit::DepositBox,
    feedback::FeedbackBox,
    identities::Identities,
    invitations::Invitations,
    links::{Links, Pace, Reader, Rules, TRIES_A_MINUTE},
    live::Live,
    origins::Origins,
    records::{RecordsError, embedded::Embedded},
    risk::RiskRules,
    session::Sessions,
    site::Assets,
};

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
    /// Demo people sign in without a secret, so nobody else's machine may reach them.
    #[error("--demo lets anyone sign in, so it serves this machine only: {0} is not a loopback address")]
    NotLoopback(IpAddr),
    /// There is no way to sign in.
    #[error(
        "nobody could sign in: without --demo the gateway needs OpenID Connect settings, and none are configured. \
         This version can't be given any yet; start it with --demo to try it with made-up people on this machine"
    )]
    NoSignIn,
    /// A database of the gateway can't be opened.
    #[error("{} can't be used: {why}", .folder.display())]
    Database {
        /// The data folder.
        folder: PathBuf,
        /// Why not.
        why: DatabaseError,
    },
    /// The records can't be opened.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The address can't be listened at.
    #[error("can't listen at {address}: {why}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        why: io::Error,
    },
}

impl StartError {
    /// A file that is there and can't be read.
    pub fn unreadable(file: &Path, why: impl std::fmt::Display) -> Self {
        Self::Unreadable { file: file.to_owned(), why: why.to_string() }
    }
}

/// How the gateway is to run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Made-up people may sign in, from this machine only.
    pub demo: bool,
    /// Where it keeps everything.
    pub data: PathBuf,
    /// The built app.
    pub dist: PathBuf,
    /// The trust's data files; by default those of the built app.
    pub public: Option<PathBuf>,
    /// The trust's own questionnaires, as `cargo xtask import-questionnaire` writes them.
    pub questionnaires: Option<PathBuf>,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Settings {
    /// Opens everything that the gateway needs.
    ///
    /// # Errors
    /// When something is missing, or nobody could sign in safely.
    pub fn open(&self) -> Result<Gateway, StartError> {
        if !self.demo {
            return Err(StartError::NoSignIn);
        }
        if !self.address.ip().is_loopback() {
            return Err(StartError::NotLoopback(self.address.ip()));
        }
        let tables = self.tables();
        let database = |why| StartError::Database { folder: self.data.clone(), why };
        let own = self.questionnaires.as_deref();
        let sections = Sections::load(&tables)?;
        let risk = RiskRules::load(&tables)?.with_own(own)?;
        let (site, identities) = (Assets::load(&self.dist, own)?, Identities::seeded()?);
        Ok(Gateway {
            records: Arc::new(records(&self.data)?),
            sections,
            risk,
            identities,
            sessions: Sessions::open(&self.data).map_err(database)?,
            deposit: DepositBox::open(&self.data, Timestamp::now()).map_err(database)?,
            feedback: FeedbackBox::open(&self.data).map_err(database)?,
            invitations: Invitations::open(&self.data).map_err(database)?,
            links: Links::open(&self.data).map_err(database)?,
            judges: crate::access::Judges::default(),
            tries: Pace::new(TRIES_A_MINUTE.0, TRIES_A_MINUTE.1),
            reader: Reader::new(Rules::PUBLIC),
            live: Live::default(),
            site,
            clock: Clock::system(),
            origins: Origins::loopback(self.address.port()),
            demo: true,
            loopback: true,
        })
    }

    /// The folder of the data files: the one given, its `data`, or the built app's.
    fn tables(&self) -> PathBuf {
        match &self.public {
            Some(given) if given.join("data").is_dir() => given.join("data"),
            Some(given) => given.clone(),
            None => self.dist.join("data"),
        }
    }
}

/// Opens the records in the data folder, and makes both where they are not there yet.
///
/// # Errors
/// When they can't be used.
pub fn records(data: &Path) -> Result<Embedded, StartError> {
    std::fs::create_dir_all(data).map_err(|e| StartError::unreadable(data, e))?;
    Ok(Embedded::open(&data.join("records.db"))?)
}

/// Reads one JSON file.
///
/// # Errors
/// When the file is missing or is not JSON.
pub fn read_json(file: &Path) -> Result<Value, StartError> {
    let bytes = std::fs::read(file).map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => StartError::Missing(file.to_owned()),
        _ => StartError::unreadable(file, e),
    })?;
    serde_json::from_slice(&bytes).map_err(|e| StartError::unreadable(file, e))
}
