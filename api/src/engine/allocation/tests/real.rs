use super::wild::Dice;
use super::*;

pub(super) const ROUND: &str = include_str!("round-150x400.txt");

#[test]
fn the_published_round_is_shared_out_as_well_as_it_can_be() {
    let instance = read_instance(ROUND).unwrap();
    let plan = solved(&instance);
    assert_eq!((plan.figures.kg, plan.figures.envious), (39_705, 0));
}

#[test]
fn the_published_round_has_the_same_bytes_in_any_order_and_on_every_run() {
    let instance = read_instance(ROUND).unwrap();
    let bytes = write_lines(&instance, &solve(&instance).unwrap().lines);
    assert_eq!(bytes, write_lines(&instance, &solve(&instance).unwrap().lines));
    let mut lines: Vec<&str> = ROUND.lines().collect();
    for seed in 0..5 {
        let mut dice = Dice(seed);
        (1..lines.len()).for_each(|end| lines.swap(end, dice.place(end + 1)));
        let shuffled = read_instance(&lines.join("\n")).unwrap();
        assert_eq!(shuffled.fingerprint(), instance.fingerprint());
        assert_eq!(write_lines(&shuffled, &solve(&shuffled).unwrap().lines), bytes);
    }
}

#[test]
fn every_baseline_is_behind_in_each_figure_that_counts() {
    let instance = read_instance(ROUND).unwrap();
    let ours = solved(&instance).figures;
    for baseline in Baseline::ALL {
        let theirs = Figures::of(&instance, &baseline.lines(&instance));
        assert!(theirs.kg < ours.kg && theirs.urgent_kg < ours.urgent_kg && theirs.lowest < ours.lowest);
        assert!(theirs.gini > ours.gini && theirs.jain < ours.jain && theirs.envious > 0);
    }
}
