//! The gateway's release build, its demo records, and a running gateway to measure.

use std::{
    fs,
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::{fingerprint, pack, project, run};

const START_LIMIT: Duration = Duration::from_secs(20);

/// Builds the gateway, once for every task that wants it.
pub fn build() -> Result<PathBuf> {
    let binary = project::gateway_binary();
    fingerprint::unless_done("gateway", &fingerprint::GATEWAY, &binary, || {
        let mut cargo =
            run::program("cargo", &["build", "--release", "--locked", "--package", "lapwing-server"]);
        run::needed("gateway release build", &mut cargo).map(drop)
    })?;
    Ok(binary)
}

/// Loads the demo people's records into an empty folder.
pub fn seed(data: &Path) -> Result<()> {
    let demo = project::at("server/demo");
    let bundles = pack::list(&demo)?.into_iter().filter(|path| is_bundle(path)).map(|path| demo.join(path));
    if data.exists() {
        fs::remove_dir_all(data)?;
    }
    let seeded = import(data, &bundles.collect::<Vec<_>>());
    if seeded.is_err() {
        // Half of the records would look like all of them the next time.
        fs::remove_dir_all(data)?;
    }
    seeded
}

/// Loads files of records into a folder.
pub fn import(data: &Path, files: &[PathBuf]) -> Result<()> {
    fs::create_dir_all(data)?;
    let mut import = Command::new(build()?);
    import.current_dir(project::root()).arg("import").arg("--data").arg(data).args(files);
    run::needed("load the records", &mut import)?;
    Ok(())
}

fn is_bundle(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name != "people.json" && (name.ends_with(".json") || name.ends_with(".json.gz"))
}

/// The call that serves the built app with the demo people.
pub fn serving(data: &Path, port: u16) -> Command {
    let mut serve = Command::new(project::gateway_binary());
    serve.current_dir(project::root()).arg("serve").arg("--demo").arg("--data").arg(data);
    serve.arg("--dist").arg(project::dist()).arg("--port").arg(port.to_string());
    serve
}

/// A gateway that stops when it is dropped.
pub struct Running {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Running {
    /// Starts it, and waits until it answers.
    pub fn start(data: &Path) -> Result<Self> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let log = fs::File::create(project::cargo_target().join("bench/gateway.log"))?;
        let child = serving(data, port).stdout(Stdio::null()).stderr(log).spawn()?;
        let mut running = Self { child, address };
        let started = Instant::now();
        while TcpStream::connect(address).is_err() {
            if started.elapsed() > START_LIMIT || running.child.try_wait()?.is_some() {
                bail!("the gateway does not start");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only when it has ended by itself already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
