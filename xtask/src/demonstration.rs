//! A server with the demonstration network, on a SQLite file in the checkout.

use std::env;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cleanup::Background;
use crate::process;
use crate::project::Project;
use crate::steps::{say, step};

/// The first port that is tried.
const PORT: u16 = 8080;
/// How many ports after it are tried.
const PORTS: u16 = 20;
/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// The demonstration's folder, database and address.
pub struct Demonstration {
    folder: PathBuf,
    database: String,
    port: u16,
}

impl Demonstration {
    /// Chooses a folder (`.maillage`) and a free port.
    pub fn prepare(project: &Project) -> Result<Self> {
        let folder = project.root.join(".maillage");
        fs::create_dir_all(&folder).context("cannot create .maillage")?;
        let database = format!("sqlite:{}", folder.join("maillage.db").display());
        let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
        let port = (PORT..PORT + PORTS).find(is_free).context("no free port from 8080 on")?;
        Ok(Self { folder, database, port })
    }

    /// Fills the database: the country's communes where their file is at hand, then the network.
    /// Returns what `maillage demo` says about its accounts.
    pub fn fill(&self, project: &Project, binary: &Path) -> Result<String> {
        let is_new = !self.folder.join("maillage.db").exists();
        if let Some(data) = data_folder(project).filter(|_| is_new) {
            step("Importing communes and outline", || self.import(binary, &data))?;
        }
        step("Refreshing the demonstration network", || {
            process::output(self.maillage(binary).args(["demo", "--database", &self.database]))
        })
    }

    fn import(&self, binary: &Path, data: &Path) -> Result<()> {
        for (kind, name) in [("communes", "communes-france.csv"), ("outline", "gironde.geojson")] {
            let file = data.join(name);
            if file.is_file() {
                let mut import = self.maillage(binary);
                import.args(["import", kind]).arg(file).args(["--database", &self.database]);
                // Hundreds of places without coordinates are worth a file, not the terminal.
                process::run_logged(&mut import, &self.folder.join(format!("import-{kind}.log")))?;
            }
        }
        Ok(())
    }

    /// Starts the server and returns when it answers.
    pub fn serve(&self, binary: &Path) -> Result<Background> {
        let listen = format!("127.0.0.1:{}", self.port);
        let mut serve = self.maillage(binary);
        serve.args(["serve", "--listen", &listen, "--database", &self.database]);
        let server = Background::start(&mut serve)?;
        let started = Instant::now();
        while TcpStream::connect(&listen).is_err() {
            if let Some(status) = server.ended()? {
                bail!("the server ended ({status})");
            }
            if started.elapsed() > PATIENCE {
                bail!("the server does not answer on {listen}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// Says where the server is and who can log in.
    pub fn announce(&self, accounts: &str) {
        say(&format!("\n{accounts}\n\nMaillage is at {}; Ctrl-C stops it.\n", self.address()));
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The binary in the demonstration's folder, where it also puts its mails.
    fn maillage(&self, binary: &Path) -> Command {
        let mut command = Command::new(binary);
        command.current_dir(&self.folder).env("MAILLAGE_PUBLIC_URL", self.address());
        // Ours, not settings of the server.
        command.env_remove("MAILLAGE_DATA").env_remove("MAILLAGE_WEB_TOOLCHAIN");
        command
    }
}

/// Where real data for the imports are: `MAILLAGE_DATA`, or beside the checkout.
fn data_folder(project: &Project) -> Option<PathBuf> {
    let folder = match env::var_os("MAILLAGE_DATA") {
        Some(folder) => PathBuf::from(folder),
        None => project.root.parent()?.join("shared/data"),
    };
    folder.is_dir().then_some(folder)
}
