//! How long it takes to share out a round, in this process, on one thread; beside rules of thumb, and beside a solver of linear
//! programmes where one is installed.

use anyhow::{Context, Result, anyhow};
use api::engine::allocation::generate::{Shape, generate};
use api::engine::allocation::{Baseline, Figures, Instance, Plan, solve, what_ifs, write_instance};
use std::fmt::Write;
use std::process::Command;
use std::time::{Duration, Instant};

/// Recipients solved in all: a small round is solved often, and the shortest time counts, because the machine has other things
/// to do; a large one once.
const RECIPIENTS: usize = 6_000;

const HEAD: &str = "\
| round | time | target | peak MiB | target | kg / available | urgent kg used | t·km | min φ | Gini | justly envious |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";

/// A size, and what it must keep to.
struct Case {
    name: &'static str,
    shape: Shape,
    target: Duration,
    mebibytes: Option<u64>,
}

fn cases(quick: bool) -> Vec<Case> {
    let case = |name, shape, millis, mebibytes| Case { name, shape, target: Duration::from_millis(millis), mebibytes };
    let mut cases = vec![
        case("150 × 400", Shape::round(150, 400), 15, None),
        case("2 000 × 10 000", Shape::round(2_000, 10_000), 300, Some(64)),
    ];
    if !quick {
        let apart = Shape::country(100_000, 500_000, false);
        let overlapping = Shape::country(100_000, 500_000, true);
        cases.push(case("100 000 × 500 000, separate territories", apart, 10_000, Some(1_536)));
        cases.push(case("100 000 × 500 000, overlapping territories", overlapping, 60_000, Some(1_536)));
    }
    cases
}

/// Measures, and says it in tables. Each round is shared out in a process of its own, so that none pays for memory that
/// another has left behind.
pub fn run(quick: bool) -> Result<String> {
    let mut text = format!("## Sharing out a round\n\n{HEAD}");
    for (number, case) in cases(quick).iter().enumerate() {
        println!("Sharing out {}", case.name);
        let output = Command::new(std::env::current_exe()?).args(["share-out", &number.to_string()]).output()?;
        anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        text += &String::from_utf8_lossy(&output.stdout);
    }
    let instance = generate(&Shape::round(150, 400), 1);
    let plan = solved(&instance)?;
    let _ = write!(text, "\n{}\n{}", baselines(&instance, &plan), all_what_ifs(&instance, &plan));
    let _ = writeln!(text, "{}", linear_programme(&instance, &plan)?);
    Ok(text)
}

/// Shares out one of the rounds and prints its line of the table. The memory is the most that this process has had when it was
/// solved once: the round itself, its solution and the program.
pub fn share_out(number: &str) -> Result<()> {
    let Case { name, shape, target, mebibytes } = cases(false).into_iter().nth(number.parse()?).context("no such round")?;
    let instance = generate(&shape, 1);
    let (first, first_time) = timed(&instance)?;
    let peak = peak_mebibytes().map_or_else(|| "–".to_owned(), |it| it.to_string());
    let limit = mebibytes.map_or_else(|| "–".to_owned(), |it| it.to_string());
    let mut time = first_time;
    for _ in 1..RECIPIENTS / instance.recipients.len().max(1) {
        time = time.min(timed(&instance)?.1);
    }
    println!("| {name} | {time:.1?} | {target:?} | {peak} | {limit} | {}", figures(&first.figures));
    Ok(())
}

fn timed(instance: &Instance) -> Result<(Plan, Duration)> {
    let begun = Instant::now();
    let plan = solved(instance)?;
    Ok((plan, begun.elapsed()))
}

fn solved(instance: &Instance) -> Result<Plan> {
    solve(instance).map_err(|fault| anyhow!("{fault:?}"))
}

fn figures(it: &Figures) -> String {
    let share = |part: i64, whole: i64| format!("{:.3}", float(part) / float(whole.max(1)));
    let level = |millionths: i64| format!("{:.3}", float(millionths) / 1e6);
    format!(
        "{} | {} | {} | {} | {} | {} |",
        share(it.kg, it.available),
        share(it.urgent_kg, it.urgent_available),
        it.kg_metres / 1_000_000,
        level(it.lowest),
        level(it.gini),
        it.envious
    )
}

#[expect(clippy::cast_precision_loss, reason = "kilograms of a round")]
const fn float(whole: i64) -> f64 {
    whole as f64
}

fn baselines(instance: &Instance, plan: &Plan) -> String {
    let mut text = "| rule, 150 × 400 | kg / available | urgent kg used | t·km | min φ | Gini | justly envious |\n\
                    |---|---:|---:|---:|---:|---:|---:|\n"
        .to_owned();
    let _ = writeln!(text, "| leximin, urgent first, least t·km | {}", figures(&plan.figures));
    for baseline in Baseline::ALL {
        let _ = writeln!(text, "| {baseline:?} | {}", figures(&Figures::of(instance, &baseline.lines(instance))));
    }
    text
}

fn all_what_ifs(instance: &Instance, plan: &Plan) -> String {
    let begun = Instant::now();
    let tried: usize = (0..instance.recipients.len()).map(|place| what_ifs(instance, plan, place).len()).sum();
    let time = begun.elapsed();
    format!("All {tried} what-ifs of {} recipients: {time:.1?} (target 3 s).\n", instance.recipients.len())
}

/// The most memory that this process has used so far.
fn peak_mebibytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? / 1_024)
}

/// The least way at the same shares as one linear programme, solved by HiGHS where Python has it.
fn linear_programme(instance: &Instance, plan: &Plan) -> Result<String> {
    let has_highs = Command::new("python3").args(["-c", "import highspy"]).output().is_ok_and(|it| it.status.success());
    if !has_highs {
        return Ok("HiGHS: not installed here (`highspy` of PyPI), not measured.".to_owned());
    }
    let folder = tempfile::tempdir()?;
    let [round, levels] = ["round.txt", "shares.txt"].map(|name| folder.path().join(name));
    std::fs::write(&round, write_instance(instance))?;
    let kg = instance.recipients.iter().zip(&plan.shares).map(|(it, share)| format!("{} {}\n", it.id, share.kg));
    std::fs::write(&levels, kg.collect::<String>())?;
    let output = Command::new("python3").args(["-c", include_str!("allocation.py")]).arg(&round).arg(&levels).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(format!(
        "HiGHS, one linear programme of the same round with our shares given, any dates: {} (ours {} kg, {} kg·m).",
        said.trim(),
        plan.figures.kg,
        plan.figures.kg_metres
    ))
}
