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

fn small() -> Instance {
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
    assert_eq!(wrong("l 1 0 1", "l 0 0 1").wrong, Wrong::Instance(Fault::Twice(0)));
    assert_eq!(wrong("l 1 0 1 25", "l 1 0 1 -25").wrong, Wrong::Instance(Fault::Lot(1)));
    assert_eq!(wrong("n 1 1 30", "n 1 0 30").wrong, Wrong::Instance(Fault::Recipient(1)));
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
