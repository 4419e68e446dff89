//! `lapwing`: serve the app, import records, back them up, restore them.

use std::{
    io::{self, Write},
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use lapwing_server::{
    Gateway, app,
    backup::{self, BackupError, Held},
    config::{self, Settings, StartError},
    import, log,
};

#[derive(Parser)]
#[command(
    name = "lapwing",
    version,
    about = "The gateway of Lapwing: serves the app, guards and keeps the records"
)]
struct Line {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Serve the app and the records.
    Serve(Serve),
    /// Load FHIR files (JSON, or JSON with gzip) into the records.
    Import(Import),
    /// Write records, ledger, sealing keys, devices and feedback into one file, while the gateway runs or not.
    Backup(Backup),
    /// Make a data folder from a backup; nothing is overwritten.
    Restore(Restore),
}

#[derive(Args)]
struct Serve {
    /// Let made-up people sign in without a password, from this machine only.
    #[arg(long)]
    demo: bool,
    /// The folder where everything is kept.
    #[arg(long)]
    data: PathBuf,
    /// The folder of the built app.
    #[arg(long)]
    dist: PathBuf,
    /// The folder of the trust's data files [default: data in the folder of the built app].
    #[arg(long)]
    public: Option<PathBuf>,
    /// The folder of the trust's own questionnaires, as `cargo xtask import-questionnaire` writes it.
    #[arg(long)]
    questionnaires: Option<PathBuf>,
    /// The address to listen at.
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    address: IpAddr,
    /// The port to listen at.
    #[arg(long, default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    /// Files to import before serving.
    #[arg(long, num_args = 1..)]
    seed: Vec<PathBuf>,
    /// How log lines are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    log: Format,
}

#[derive(Args)]
struct Import {
    /// The folder where everything is kept.
    #[arg(long)]
    data: PathBuf,
    /// The files, or folders of files.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

#[derive(Args)]
struct Backup {
    /// The file to make.
    file: PathBuf,
    /// The folder where everything is kept.
    #[arg(long)]
    data: PathBuf,
}

#[derive(Args)]
struct Restore {
    /// The backup.
    file: PathBuf,
    /// The folder to make.
    #[arg(long)]
    data: PathBuf,
    /// Leave out devices and links, so that what was revoked or stopped since the backup is not in force again.
    #[arg(long)]
    without_devices: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

fn main() -> ExitCode {
    let done = match Line::parse().task {
        Task::Serve(serve) => run(serve).map(|()| ExitCode::SUCCESS).map_err(|why| why.to_string()),
        Task::Import(import) => load(&import.data, &import.files).map_err(|why| why.to_string()),
        Task::Backup(Backup { file, data }) => say(backup::take(&data, &file)),
        Task::Restore(Restore { file, data, without_devices }) => {
            say(backup::restore(&file, &data, !without_devices))
        }
    };
    done.unwrap_or_else(|why| {
        tell(&mut io::stderr(), &format!("lapwing: {why}"));
        ExitCode::FAILURE
    })
}

fn say(done: Result<Held, BackupError>) -> Result<ExitCode, String> {
    let held = done.map_err(|why| why.to_string())?;
    tell(&mut io::stdout(), &held.to_string());
    Ok(ExitCode::SUCCESS)
}

fn run(serve: Serve) -> Result<(), StartError> {
    log::start(matches!(serve.log, Format::Json));
    let address = SocketAddr::new(serve.address, serve.port);
    let Serve { demo, data, dist, public, questionnaires, seed, .. } = serve;
    let gateway = Settings { demo, data: data.clone(), dist, public, questionnaires, address }.open()?;
    if !seed.is_empty() {
        load(&data, &seed)?;
    }
    let listening = |why| StartError::Listen { address, why };
    let runtime = tokio::runtime::Runtime::new().map_err(listening)?;
    let gateway = Arc::new(gateway);
    runtime.block_on(async {
        tokio::spawn(tidy(Arc::clone(&gateway)));
        let stopping = asked_to_stop(Arc::clone(&gateway));
        let listener = tokio::net::TcpListener::bind(address).await.map_err(listening)?;
        tell(&mut io::stdout(), &format!("Lapwing is at http://localhost:{}", address.port()));
        axum::serve(listener, app(gateway)).with_graceful_shutdown(stopping).await.map_err(listening)
    })
}

/// At the start and then once a day: forgets what is not to be kept for longer, and tells the team what it is to look at again.
async fn tidy(gateway: Arc<Gateway>) {
    let mut day = tokio::time::interval(Duration::from_secs(86_400));
    loop {
        day.tick().await;
        let purge = |gateway: &Gateway| {
            let now = gateway.clock.now();
            gateway.links.purge(now)?;
            lapwing_server::reviews::raise(&*gateway.records, (&gateway.sections, &gateway.risk), now)?;
            Ok(gateway.feedback.purge(now)?)
        };
        // It was logged where it failed, and comes again tomorrow.
        gateway.blocking(purge).await.ok();
    }
}

async fn asked_to_stop(gateway: Arc<Gateway>) {
    if let Err(why) = tokio::signal::ctrl_c().await {
        tracing::error!(%why, "no stop signal can be heard");
        std::future::pending::<()>().await;
    }
    // A stream has no end of its own, and would be waited for.
    gateway.live.end().await;
}

fn load(data: &Path, files: &[PathBuf]) -> Result<ExitCode, StartError> {
    let records = config::records(data)?;
    let told = |why| StartError::unreadable(Path::new("the terminal"), why);
    let report = import::import(&records, files, Timestamp::now(), &mut io::stderr()).map_err(told)?;
    tell(&mut io::stderr(), &report.to_string());
    Ok(ExitCode::from(report.exit_code()))
}

/// Nobody may be listening at the other end; that is no reason to stop.
fn tell(out: &mut dyn Write, words: &str) {
    if let Err(why) = writeln!(out, "{words}") {
        tracing::warn!(%why, "nobody hears");
    }
}
