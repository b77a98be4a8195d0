//! Texts that are no rounds, rounds that make no sense, and solutions that are wrong.

use super::check::{Barrier, Violation};
use super::*;

/// One origin 10 m away, one chilled and one ambient category, two alike recipients, a lot of each category.
const SMALL: &str = "\
p alloc 1 2 2 2 3 1 9
c 0 milk 1
c 1 rice 0
o 0 44.000000 -0.500000
a 0 44.100000 -0.500000 10 50 100 1 1 40 20 0 0
n 0 0 20
n 0 1 30
d 0 0 10
a 1 44.200000 -0.500000 10 50 100 0 3 40 20 0 0
n 1 0 20
n 1 1 30
d 1 0 10
l 0 0 0 30 2
l 1 0 1 25 9
";

pub(super) fn small() -> Instance {
    read_instance(SMALL).unwrap()
}

fn wrong(from: &str, to: &str) -> TextError {
    assert!(SMALL.contains(from));
    read_instance(&SMALL.replacen(from, to, 1)).unwrap_err()
}

#[test]
fn a_wrong_line_is_named() {
    let number = |text: &str| Wrong::Number(text.to_owned());
    assert_eq!(wrong("p alloc 1", "p alloc 2"), TextError { line: 1, wrong: Wrong::Header });
    assert_eq!(wrong("p alloc 1 2 2 2 3", "p alloc 1 2 2 2 4"), TextError { line: 1, wrong: Wrong::Header });
    assert_eq!(wrong("p alloc 1 2", "p alloc 1 3"), TextError { line: 0, wrong: Wrong::Header });
    assert_eq!(wrong("c 1 rice 0", "c 1 rice 3"), TextError { line: 3, wrong: number("3") });
    assert_eq!(wrong("o 0 44.0", "o 0 444.0"), TextError { line: 4, wrong: number("444.000000") });
    assert_eq!(wrong("n 0 0 20", "n 0 7 20"), TextError { line: 6, wrong: Wrong::Reference(7) });
    assert_eq!(wrong("n 0 0 20", "n 0 0 2.5"), TextError { line: 6, wrong: number("2.5") });
    assert_eq!(wrong("d 0 0 10", "d 0 0"), TextError { line: 8, wrong: Wrong::Fields });
    assert_eq!(wrong("d 0 0 10", "d 0 0 10 1"), TextError { line: 8, wrong: Wrong::Fields });
    assert_eq!(wrong("l 0 0 0", "z 0 0 0"), TextError { line: 13, wrong: Wrong::Record });
    assert_eq!(wrong("o 0 44.0", "o 0 44.+"), TextError { line: 4, wrong: number("44.+00000") });
    assert_eq!(wrong("o 0 44.000000", "o 0 44.000000x"), TextError { line: 4, wrong: number("44.000000x") });
    assert_eq!(wrong("-0.500000 10 50", "-0.500000 600000000 50"), TextError { line: 5, wrong: number("600000000") });
    assert_eq!(wrong("100 1 1 40", "100 2 1 40"), TextError { line: 5, wrong: number("2") });
    assert_eq!(wrong("d 0 0 10", "d 0 0 99999999"), TextError { line: 8, wrong: number("99999999") });
    assert_eq!(wrong("l 1 0 1", "l 0 0 1"), TextError { line: 14, wrong: Wrong::Twice });
    assert_eq!(wrong("l 1 0 1 25", "l 1 0 1 -25"), TextError { line: 14, wrong: number("-25") });
    assert_eq!(wrong("n 1 1 30", "n 1 0 30"), TextError { line: 11, wrong: Wrong::Twice });
    assert_eq!(wrong("c 0 milk 1", "p alloc 1 2 2 2 3 1 9"), TextError { line: 2, wrong: Wrong::Twice });
    let much = SMALL.replace("0 30 2", "0 600000000000 2").replace("1 25 9", "1 600000000000 9");
    assert_eq!(read_instance(&much).unwrap_err(), TextError { line: 0, wrong: Wrong::TooMuch });
    assert_eq!(read_instance("").unwrap_err().to_string(), "`p alloc 1` is missing, or counts other records than there are");
    assert_eq!(wrong("n 0 0 20", "n 0 0 x").to_string(), "line 6: `x` is no number that can stand here");
}

#[test]
fn a_wrong_line_of_a_solution_is_named() {
    let fault = |text: &str| read_lines(&small(), text).unwrap_err();
    assert_eq!(fault("x 0 0 1\nx 0 5 1"), TextError { line: 2, wrong: Wrong::Reference(5) });
    assert_eq!(fault("x 8 0 1"), TextError { line: 1, wrong: Wrong::Reference(8) });
    assert_eq!(fault("y 0 0 1"), TextError { line: 1, wrong: Wrong::Record });
    assert_eq!(fault("x 0 0"), TextError { line: 1, wrong: Wrong::Fields });
}

/// Words that are no numbers of any record.
const NONSENSE: [&str; 7] = ["x", "-", "1e3", "0x1", "½", "1,5", "99999999999999999999"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn whatever_is_wrong_with_a_line_it_is_named(seed: u64, at: prop::sample::Index, word: prop::sample::Index, what in 0..4, by in 0..7_usize) {
        let text = write_instance(&wild::wild(seed));
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = at.index(lines.len());
        let mut words: Vec<&str> = lines[at].split(' ').collect();
        let word = word.index(words.len());
        match what {
            0 => { words.remove(word); }
            1 => words.insert(word, "1"),
            // Only a name may be anything.
            2 if words[0] == "c" && word == 2 => words[word] = "c 1",
            2 => words[word] = NONSENSE[by],
            _ => {}
        }
        let (changed, same) = (words.join(" "), lines[at].clone());
        // Only a line that is there already comes at the end.
        let line = if what == 3 { lines.push(same); lines.len() } else { lines[at] = changed; at + 1 };
        prop_assert_eq!(read_instance(&lines.join("\n")).unwrap_err().line, line);
    }

    #[test]
    fn whatever_is_wrong_with_a_line_of_a_solution_it_is_named(at in 0..3_usize, word in 0..4_usize, by in 1..7_usize, less: bool) {
        let mut lines = ["x 0 0 20", "x 1 0 3", "x 1 1 22"].map(str::to_owned);
        let mut words: Vec<&str> = lines[at].split(' ').collect();
        if less { words.remove(word); } else { words[word] = NONSENSE[by]; }
        lines[at] = words.join(" ");
        prop_assert_eq!(read_lines(&small(), &lines.join("\n")).unwrap_err().line, at + 1);
    }

    #[test]
    fn the_checker_judges_any_nonsense(seed: u64, kg in prop::collection::vec(any::<i64>(), 0..20), dice: u64) {
        let instance = wild::wild(seed);
        let mut dice = wild::Dice(dice);
        let lines = kg.into_iter().map(|kg| Line { lot: dice.place(25), recipient: dice.place(10), kg: kg >> dice.to(64) });
        let lines: Vec<Line> = lines.collect();
        let found = check::check(&instance, &lines);
        prop_assert!(!found.is_empty() || lines.iter().all(|it| it.kg < 60));
    }
}

/// In 64 bits all their sums are 0.
#[test]
fn sums_that_come_round_are_seen() {
    let mut instance = small();
    instance.recipients = (0..4).map(|id| Recipient { id, ..instance.recipients[0].clone() }).collect();
    instance.lots = (0..4).map(|id| Lot { id, ..instance.lots[0].clone() }).collect();
    let all = (0..4).flat_map(|lot| (0..4).map(move |recipient| Line { lot, recipient, kg: 1 << 62 }));
    let found = check::check(&instance, &all.collect::<Vec<_>>());
    assert_eq!(found.iter().filter(|it| matches!(it, Violation::Lot(..))).count(), 4);
}

#[test]
fn dials_and_sums_have_limits() {
    let fault = |change: &dyn Fn(&mut Instance)| {
        let mut instance = small();
        change(&mut instance);
        solve(&instance).unwrap_err()
    };
    assert_eq!(fault(&|it| it.window = 0), Fault::Dials);
    assert_eq!(fault(&|it| it.tolerance = -1), Fault::Dials);
    assert_eq!(fault(&|it| it.recipients[1].weight = 0), Fault::Recipient(1));
    assert_eq!(fault(&|it| it.recipients[0].links[0].0 = 1), Fault::Recipient(0));
    assert_eq!(fault(&|it| it.lots[0].closed_to.push(2)), Fault::Lot(0));
    assert_eq!(fault(&|it| it.lots.iter_mut().for_each(|lot| lot.kg = 1 << 39)), Fault::TooMuch);
    let line = |lot, recipient, kg| Fixed { line: Line { lot, recipient, kg }, more: false };
    assert_eq!(fault(&|it| it.fixed = vec![line(0, 1, 1)]), Fault::Fixed(0));
    assert_eq!(fault(&|it| it.fixed = vec![line(0, 0, 21)]), Fault::Fixed(0));
    assert_eq!(fault(&|it| (it.lots[1].closed_to, it.fixed) = (vec![0], vec![line(1, 0, 1)])), Fault::Fixed(0));
    assert_eq!(fault(&|it| it.recipients[0].links[0].1 = 1 << 26), Fault::Recipient(0));
    let twice = line(1, 0, 1);
    assert_eq!(fault(&|it| it.fixed = vec![twice, twice]), Fault::Fixed(1));
    assert_eq!(check::check(&Instance { window: 0, ..small() }, &[]), [Violation::Instance(Fault::Dials)]);
}

#[test]
fn the_small_round_is_solved() {
    // Milk only for the first, who has a cold van and distributes in time; so the second gets more of the rice.
    let plan = solved(&small());
    assert_eq!(write_lines(&small(), &plan.lines), "x 0 0 20\nx 1 0 3\nx 1 1 22\n");
}

#[test]
fn who_waits_longest_takes_the_soonest_date_that_lasts() {
    let mut instance = small();
    instance.lots[0] = Lot { id: 0, days: 3, ..instance.lots[1].clone() };
    instance.lots.iter_mut().for_each(|lot| lot.kg = 20);
    instance.recipients[0].needs[1].1 = 20;
    instance.recipients[1].needs[1].1 = 20;
    assert_eq!(write_lines(&instance, &solved(&instance).lines), "x 0 1 20\nx 1 0 20\n");
}

#[test]
fn the_checker_names_each_broken_limit() {
    let instance = small();
    let of = |text: &str| check::check(&instance, &read_lines(&instance, text).unwrap());
    assert_eq!(of("x 1 0 3\nx 1 0 1"), [Violation::Line(1)]);
    assert_eq!(of("x 1 0 0"), [Violation::Line(0)]);
    assert_eq!(of("x 1 0 20\nx 1 1 6"), [Violation::Lot(1, 1)]);
    assert_eq!(of("x 0 1 1"), [Violation::Link(0, 1, Barrier::Date)]);
    assert_eq!(of("x 0 0 21"), [Violation::Need(0, 0, 1), Violation::Storage(0, 1, 1)]);
    let with = |change: &dyn Fn(&mut Instance), text: &str| {
        let mut instance = small();
        change(&mut instance);
        check::check(&instance, &read_lines(&instance, text).unwrap())
    };
    assert_eq!(with(&|it| it.lots[0].days = 3, "x 0 1 1"), [Violation::Link(0, 1, Barrier::ColdChain)]);
    assert_eq!(with(&|it| it.recipients[0].reach = 9, "x 0 0 1"), [Violation::Link(0, 0, Barrier::Reach)]);
    assert_eq!(with(&|it| it.lots[0].closed_to.push(0), "x 0 0 1"), [Violation::Link(0, 0, Barrier::Closed)]);
    assert_eq!(with(&|it| it.recipients[0].vehicle = 2, "x 1 0 3"), [Violation::Vehicle(0, 1)]);
    assert_eq!(
        with(&|it| it.fixed.push(Fixed { line: Line { lot: 1, recipient: 0, kg: 4 }, more: false }), "x 1 0 3"),
        [Violation::Fixed(0)]
    );
}

#[test]
fn the_checker_sees_what_could_be_better() {
    let instance = small();
    let of = |instance: &Instance, text: &str| check::check(instance, &read_lines(instance, text).unwrap());
    assert_eq!(of(&instance, "x 0 0 19\nx 1 0 3\nx 1 1 22"), [Violation::NotMost(0), Violation::NotUrgentFirst(0, 1)]);
    assert_eq!(of(&instance, "x 0 0 20\nx 1 0 4\nx 1 1 21"), [Violation::Unfair(0, 1)]);
    // What is left of the first lot is of no use to anybody: the second is meant.
    let mut useless = instance.clone();
    useless.lots[0].days = 0;
    assert_eq!(of(&useless, "x 1 0 12\nx 1 1 12"), [Violation::NotMost(1)]);
    // The same rice twice, of which the first ends sooner, and one need for 30.
    let mut dates = instance.clone();
    dates.lots[0] = Lot { id: 0, kg: 10, days: 8, ..dates.lots[1].clone() };
    dates.recipients[0].links.clear();
    assert_eq!(of(&dates, "x 0 1 5\nx 1 1 25"), [Violation::NotUrgentFirst(0, 1)]);
    assert_eq!(of(&dates, "x 0 1 10\nx 1 1 20"), []);
    // Rice of two origins, each nearer to another recipient.
    let mut ways = instance;
    ways.lots[0] = Lot { id: 0, origin: 1, kg: 25, ..ways.lots[1].clone() };
    ways.origins.push(Origin { id: 1, place: Place::default() });
    ways.recipients[0].links = vec![(0, 10), (1, 20)];
    ways.recipients[1].links = vec![(0, 20), (1, 10)];
    assert_eq!(of(&ways, "x 0 0 25\nx 1 1 25"), [Violation::NotShortest]);
    assert_eq!(of(&ways, "x 1 0 25\nx 0 1 25"), []);
}
