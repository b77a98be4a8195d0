//! `maillage allocate …`: shares out a round from a file, or judges a solution of it.

use super::failure::Failure;
use super::violations::{fault, sentence};
use crate::engine::allocation::{
    Baseline, Certificate, Figures, Instance, Plan, check, read_instance, read_lines, solve, write_lines,
};
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Shares out a round.
#[derive(Debug, Args)]
pub(super) struct Allocate {
    /// The round, as plain text: `p alloc 1 …`.
    file: PathBuf,
    /// Write the solution here, a line `x LOT RECIPIENT KG` for each.
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    out: Option<PathBuf>,
    /// Do not share out, but judge this solution: its limits, and that nothing could be better.
    #[arg(long, value_name = "SOLUTION")]
    check: Option<PathBuf>,
    /// Kilograms that shares may differ from the fairest ones to make the way shorter. With `--check`: shares are not judged.
    #[arg(long, value_name = "KG", default_value_t = 0)]
    tolerance: i64,
}

pub(super) fn allocate(wish: &Allocate) -> Result<ExitCode, Failure> {
    let text = read(&wish.file)?;
    let instance = read_instance(&text).map_err(|error| unreadable(&wish.file, &error))?;
    let instance = Instance { tolerance: wish.tolerance, ..instance };
    match &wish.check {
        Some(solution) => judge(&instance, solution),
        None => share_out(&instance, wish.out.as_deref()),
    }
}

fn read(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| Failure::Work(format!("cannot read {}: {error}", file.display())))
}

fn unreadable(file: &Path, error: &impl std::fmt::Display) -> Failure {
    Failure::Work(format!("{}: {error}", file.display()))
}

fn share_out(instance: &Instance, out: Option<&Path>) -> Result<ExitCode, Failure> {
    let wrong = |wrong| Failure::Work(format!("the round makes no sense: {}", fault(instance, wrong)));
    let plan = solve(instance).map_err(wrong)?;
    let Certificate { arcs, lowest } = plan.certificate;
    if !plan.certificate.holds() {
        return Err(Failure::Work(format!("the way is not proven to be the shortest: {lowest} m on one of {arcs} arcs")));
    }
    if let Some(out) = out {
        std::fs::write(out, write_lines(instance, &plan.lines))
            .map_err(|error| Failure::Work(format!("cannot write {}: {error}", out.display())))?;
    }
    // Not `println!`, which panics when whoever reads it has read enough.
    let mut screen = std::io::stdout().lock();
    writeln!(screen, "{}", compare(instance, &plan))?;
    writeln!(screen, "The way is proven to be the shortest: no reduced cost of {arcs} arcs is negative.")?;
    if let Some(out) = out {
        writeln!(screen, "{} lines written to {}", plan.lines.len(), out.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn judge(instance: &Instance, solution: &Path) -> Result<ExitCode, Failure> {
    let lines = read_lines(instance, &read(solution)?).map_err(|error| unreadable(solution, &error))?;
    let violations = check::check(instance, &lines);
    let mut screen = std::io::stdout().lock();
    for violation in &violations {
        writeln!(screen, "{}", sentence(instance, *violation))?;
    }
    if !violations.is_empty() {
        return Err(Failure::Work(format!("{}: {} violations", solution.display(), violations.len())));
    }
    let judged = if instance.tolerance == 0 {
        "nothing could be better"
    } else {
        "with these shares, which were not judged, nothing could be better"
    };
    writeln!(screen, "{} lines keep every limit, and {judged}.", lines.len())?;
    Ok(ExitCode::SUCCESS)
}

/// Our figures beside those of every rule of thumb.
fn compare(instance: &Instance, plan: &Plan) -> String {
    let mut rules = vec![("this plan", plan.figures)];
    for baseline in Baseline::ALL {
        let name = match baseline {
            Baseline::FirstCome => "first come, first served",
            Baseline::ProRata => "pro-rata, one pass",
            Baseline::ProRataAgain => "pro-rata, re-shared",
        };
        rules.push((name, Figures::of(instance, &baseline.lines(instance))));
    }
    let head = ["rule", "kg", "of most", "urgent", "t·km", "min φ", "p10", "median", "Gini", "Jain", "envious"];
    let mut table = vec![head.map(str::to_owned)];
    table.extend(rules.iter().map(|(name, figures)| row(name, figures, plan.figures.kg)));
    align(&table)
}

fn row(name: &str, it: &Figures, most: i64) -> [String; 11] {
    let tonne_km = it.kg_metres / 100_000;
    [
        name.to_owned(),
        it.kg.to_string(),
        percent(it.kg, most),
        percent(it.urgent_kg, it.urgent_available),
        format!("{}.{}", tonne_km / 10, tonne_km % 10),
        millionths(it.lowest),
        millionths(it.tenth),
        millionths(it.median),
        millionths(it.gini),
        millionths(it.jain),
        it.envious.to_string(),
    ]
}

fn percent(part: i64, whole: i64) -> String {
    let tenths = part * 1_000 / whole.max(1);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

fn millionths(value: i64) -> String {
    let thousandths = (value + 500) / 1_000;
    format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
}

/// The first column to the left, the others to the right.
fn align<const N: usize>(table: &[[String; N]]) -> String {
    let width = |column: usize| table.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..N).map(|column| width(column).unwrap_or(0)).collect();
    let lines = table.iter().map(|row| {
        let cells =
            row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
        cells.collect::<Vec<_>>().join("  ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_shared_out_written_and_judged() {
        let folder = tempfile::tempdir().unwrap();
        let [file, out] = ["round.txt", "solution.txt"].map(|name| folder.path().join(name));
        std::fs::write(&file, include_str!("../engine/allocation/tests/round-150x400.txt")).unwrap();
        let wish = |out, check| Allocate { file: file.clone(), out, check, tolerance: 0 };
        assert_eq!(allocate(&wish(Some(out.clone()), None)).unwrap(), ExitCode::SUCCESS);
        assert_eq!(allocate(&wish(None, Some(out.clone()))).unwrap(), ExitCode::SUCCESS);
        let text = std::fs::read_to_string(&out).unwrap();
        let (_, without_first) = text.split_once('\n').unwrap();
        std::fs::write(&out, without_first).unwrap();
        assert!(matches!(allocate(&wish(None, Some(out))), Err(Failure::Work(_))));
    }

    #[test]
    fn columns_are_aligned() {
        let table = [["rule", "kg"].map(str::to_owned), ["φ", "12 %"].map(str::to_owned)];
        assert_eq!(align(&table), "rule    kg\nφ     12 %");
    }
}
