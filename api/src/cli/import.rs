//! `maillage import …`.

use super::failure::Failure;
use super::progress;
use crate::app::open_state;
use crate::clock::Clock;
use crate::http::State;
use crate::imports::{Report, communes, outline, sites};
use crate::settings::Settings;
use clap::Subcommand;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// What to import. Each import is one transaction and may be repeated: what is the same stays untouched.
#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// Communes: CSV with insee_code, name, postcodes, department, latitude, longitude.
    Communes {
        /// The CSV file.
        file: PathBuf,
    },
    /// Sites of national networks: CSV with network, name, activity, address, city, department, latitude, longitude.
    /// Needs the communes; sites that people have edited are kept.
    Sites {
        /// The CSV file.
        file: PathBuf,
    },
    /// The territory's outline for maps: GeoJSON with a Polygon or MultiPolygon.
    Outline {
        /// The GeoJSON file.
        file: PathBuf,
    },
}

pub(super) async fn import(settings: Settings, import: Import) -> Result<ExitCode, Failure> {
    let (Import::Communes { file } | Import::Sites { file } | Import::Outline { file }) = &import;
    let text = read(file)?;
    let state = || open_state(settings, Clock::System);
    match import {
        Import::Communes { .. } => import_communes(&state().await?, &text).await,
        Import::Sites { .. } => import_sites(&state().await?, &text).await,
        Import::Outline { .. } => import_outline(&state().await?, &text).await,
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| Failure::Work(format!("cannot read {}: {error}", file.display())))
}

async fn import_communes(state: &State, text: &str) -> Result<ExitCode, Failure> {
    let communes = Arc::new(communes::parse(text)?);
    let report = state.write(move |cx| communes::import(cx, &communes, &progress::printer("communes"))).await?;
    Ok(tell("Communes", &report))
}

async fn import_sites(state: &State, text: &str) -> Result<ExitCode, Failure> {
    let sites = Arc::new(sites::parse(text)?);
    if state.read(|cx| crate::communes::store::is_empty(cx.conn)).await? {
        let why = "there are no communes yet; sites are found by them: run `maillage import communes FILE` first";
        return Err(Failure::Work(why.to_owned()));
    }
    let report = state.write(move |cx| sites::import(cx, &sites)).await?;
    Ok(tell("Sites", &report))
}

async fn import_outline(state: &State, text: &str) -> Result<ExitCode, Failure> {
    let outline = Arc::new(outline::parse(text)?);
    state.write(move |cx| outline::save(cx, &outline)).await?;
    println!("The outline is kept.");
    Ok(ExitCode::SUCCESS)
}

fn tell(what: &str, report: &Report) -> ExitCode {
    println!("{report}");
    println!("{what} imported.");
    if report.unusable.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(3) }
}
