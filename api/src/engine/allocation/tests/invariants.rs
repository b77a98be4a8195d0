use super::wild::{relabelled, wild};
use super::*;

/// What the shares of whole kilograms minimise: each kilogram's level before it, times two, summed up. Exact when all
/// entitlements divide `common`.
fn unevenness(instance: &Instance, lines: &[Line]) -> i128 {
    let common: i128 = instance.recipients.iter().map(|it| i128::from(it.weight)).fold(1, lcm);
    let kg = plan::received(instance, lines);
    let terms = instance.recipients.iter().zip(kg).map(|(it, kg)| {
        let has = i128::from(it.received + kg);
        (has * has - i128::from(kg)) * (common / i128::from(it.weight))
    });
    terms.sum()
}

fn lcm(one: i128, other: i128) -> i128 {
    let (mut a, mut b) = (one, other);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    one / a * other
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_checker_finds_nothing_to_better(seed: u64) {
        solved(&wild(seed));
    }

    #[test]
    fn what_a_textbook_can_hand_out_is_handed_out_and_of_each_day(seed: u64) {
        let instance = wild(seed);
        let plan = solved(&instance);
        let naive = naive::complete(&instance, &[], &naive::in_order_of_dates(&instance));
        prop_assert_eq!(check::check_limits(&instance, &naive), []);
        prop_assert_eq!(by_day(&instance, &plan.lines), by_day(&instance, &naive));
    }

    #[test]
    fn shares_are_those_of_the_greedy_choice(seed: u64) {
        let instance = wild(seed);
        prop_assert_eq!(shares(&instance).unwrap(), naive::greedy(&instance));
    }

    #[test]
    fn no_baseline_is_more_even_when_it_hands_out_as_much(seed: u64) {
        let instance = wild(seed);
        let ours = solved(&instance);
        for baseline in Baseline::ALL {
            let lines = baseline.lines(&instance);
            prop_assert_eq!(check::check_limits(&instance, &lines), []);
            let full = naive::complete(&instance, &lines, &naive::in_order_of_dates(&instance));
            prop_assert!(unevenness(&instance, &ours.lines) <= unevenness(&instance, &full), "{:?}", baseline);
        }
    }

    #[test]
    fn another_order_and_other_numbers_change_nothing(seed: u64, other: u64) {
        let instance = wild(seed);
        let (shuffled, recipients) = relabelled(&instance, other);
        let (one, two) = (solved(&instance), solved(&shuffled));
        for (place, to) in recipients.iter().enumerate() {
            prop_assert_eq!(one.shares[place], two.shares[*to]);
        }
        // Lots that are alike have nothing but their numbers to tell them apart.
        let lot = |of: &Instance, lot: usize| (of.origins[of.lots[lot].origin].place, of.categories[of.lots[lot].category].name.clone(), of.lots[lot].days, of.lots[lot].kg);
        let named = |of: &Instance, lines: &[Line], to: &dyn Fn(usize) -> usize| {
            let mut named: Vec<_> = lines.iter().map(|it| (lot(of, it.lot), to(it.recipient), it.kg)).collect();
            named.sort_unstable();
            named
        };
        prop_assert_eq!(named(&instance, &one.lines, &|place| recipients[place]), named(&shuffled, &two.lines, &|place| place));
        prop_assert_eq!(one.figures, two.figures);
        for baseline in Baseline::ALL {
            let of = |instance: &Instance| Figures::of(instance, &baseline.lines(instance));
            prop_assert_eq!(of(&instance), of(&shuffled), "{:?}", baseline);
        }
    }

    #[test]
    fn a_round_survives_being_written(seed: u64) {
        let mut instance = wild(seed);
        instance.window = WINDOW;
        instance.lots.iter_mut().for_each(|lot| lot.closed_to.clear());
        instance.recipients.iter_mut().for_each(|it| it.weight = it.people * RATION);
        let read = read_instance(&write_instance(&instance)).unwrap();
        prop_assert_eq!(&read, &instance);
        let lines = solved(&instance).lines;
        prop_assert_eq!(read_lines(&instance, &write_lines(&instance, &lines)).unwrap(), lines);
    }

    #[test]
    fn lots_are_conserved(seed: u64) {
        let instance = wild(seed);
        let plan = solved(&instance);
        let left = instance.lots.iter().zip(by_lot(&instance, &plan.lines)).map(|(lot, used)| lot.kg - used);
        let left: Vec<i64> = left.collect();
        prop_assert!(left.iter().all(|kg| *kg >= 0));
        prop_assert_eq!(left.iter().sum::<i64>() + plan.figures.kg, plan.figures.available);
        prop_assert_eq!(plan.shares.iter().map(|share| share.kg).sum::<i64>(), plan.figures.kg);
        prop_assert_eq!(plan.figures.envious, 0);
    }

    #[test]
    fn a_tolerance_moves_no_share_by_more_and_makes_no_way_longer(seed: u64, tolerance in 1..5_i64) {
        let instance = wild(seed);
        let loose = Instance { tolerance, ..instance.clone() };
        let (one, two) = (solved(&instance), solved(&loose));
        prop_assert!(two.figures.kg_metres <= one.figures.kg_metres);
        prop_assert_eq!(by_day(&instance, &one.lines), by_day(&instance, &two.lines));
        for (one, two) in one.shares.iter().zip(&two.shares) {
            prop_assert!((one.kg - two.kg).abs() <= tolerance);
        }
    }

    #[test]
    fn fixed_lines_stay(seed: u64, dice: u64) {
        let mut instance = wild(seed);
        let lines = solved(&instance).lines;
        let mut dice = wild::Dice(dice);
        for line in lines {
            if dice.to(2) == 0 {
                instance.fixed.push(Fixed { line: Line { kg: dice.to(line.kg + 1), ..line }, more: dice.to(2) == 0 });
            }
        }
        let plan = solved(&instance);
        for Fixed { line, more } in &instance.fixed {
            let found = plan.lines.iter().find(|it| (it.lot, it.recipient) == (line.lot, line.recipient));
            let kg = found.map_or(0, |it| it.kg);
            prop_assert!(kg == line.kg || (*more && kg > line.kg));
        }
        prop_assert_eq!(shares(&instance).unwrap(), plan.shares.iter().map(|share| share.kg).collect::<Vec<_>>());
    }
}
