//! The servers under measurement: started as programs of their own, so that their processor time and memory are theirs.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// A running server; it ends when this is dropped.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

/// What a process has used so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// Seconds of processor time.
    pub cpu_seconds: f64,
    /// Memory that it holds now, megabytes.
    pub megabytes: f64,
}

/// Ticks of `/proc/…/stat` a second: 100 on every Linux that has this file.
const TICKS: f64 = 100.0;

impl Server {
    /// Starts `command` and reads from its output where it listens.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("cannot start a server")?;
        let out = child.stdout.take().context("a pipe")?;
        let mut lines = BufReader::new(out).lines();
        let address = loop {
            let Some(line) = lines.next() else { bail!("the server ended: {}", child.wait()?) };
            if let Some(address) = line?.split("http://").nth(1) {
                break address.trim().parse()?;
            }
        };
        // Read on, so that a full pipe never stops it.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, address })
    }

    /// What it has used; zero where the system does not tell.
    pub fn usage(&self) -> Usage {
        let folder = format!("/proc/{}", self.child.id());
        let stat = std::fs::read_to_string(format!("{folder}/stat")).unwrap_or_default();
        // Behind the name in parentheses: state is field 3, user and system time are 14 and 15.
        let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(11).take(2);
        let ticks: f64 = fields.filter_map(|field| field.parse::<f64>().ok()).sum();
        let status = std::fs::read_to_string(format!("{folder}/status")).unwrap_or_default();
        let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse().ok());
        Usage { cpu_seconds: ticks / TICKS, megabytes: kilobytes.unwrap_or(0.0) / 1_024.0 }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It fails only where it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
