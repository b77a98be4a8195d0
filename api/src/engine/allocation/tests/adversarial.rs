use super::generate::{Shape, generate};
use super::*;

const SHAPE: Shape = Shape::round(40, 100);

fn changed(seed: u64, change: impl Fn(&mut Instance)) -> (Instance, Plan) {
    let mut instance = generate(&SHAPE, seed);
    change(&mut instance);
    let plan = solved(&instance);
    (instance, plan)
}

#[test]
fn all_food_ends_tomorrow() {
    for seed in 0..5 {
        let (instance, plan) = changed(seed, |it| it.lots.iter_mut().for_each(|lot| lot.days = 1));
        let late = instance.recipients.iter().zip(&plan.shares).filter(|(it, _)| it.wait > 1);
        assert!(late.clone().count() > 0 && late.into_iter().all(|(_, share)| share.kg == 0));
        assert!(plan.figures.kg > 0);
    }
}

#[test]
fn nobody_has_a_cold_room_or_a_cold_van() {
    let (one, without_rooms) = changed(1, |it| it.recipients.iter_mut().for_each(|it| it.storage = [it.storage[0], 0, 0]));
    let (_, without_vans) = changed(1, |it| it.recipients.iter_mut().for_each(|it| it.cold_transport = false));
    let cold = |plan: &Plan| {
        plan.lines.iter().any(|it| one.categories[one.lots[it.lot].category].temperature > Temperature::Ambient)
    };
    assert!(!cold(&without_rooms) && !cold(&without_vans));
    assert_eq!(without_rooms.figures.kg, without_vans.figures.kg);
}

#[test]
fn one_giant() {
    changed(2, |instance| {
        let giant = &mut instance.recipients[7];
        (giant.people, giant.weight, giant.vehicle) = (1_000_000, 1_000_000_000, 1_000_000_000);
        giant.storage = [1_000_000_000; 3];
        giant.needs.iter_mut().for_each(|(_, kg)| *kg = 1_000_000_000);
    });
}

#[test]
fn everything_is_in_one_warehouse() {
    let (_, plan) = changed(3, |it| it.lots.iter_mut().for_each(|lot| lot.origin = 0));
    assert!(plan.figures.kg > 0);
}

#[test]
fn little_food_and_too_much() {
    for supply in [10, 150] {
        for seed in 0..5 {
            let instance = generate(&Shape { supply, ..SHAPE }, seed);
            let plan = solved(&instance);
            assert_eq!(plan.figures.kg < plan.figures.available * 9 / 10, supply == 150);
        }
    }
}

#[test]
fn nobody_can_carry_anything() {
    let (_, plan) = changed(4, |it| it.recipients.iter_mut().for_each(|it| it.vehicle = 0));
    assert_eq!((plan.lines.as_slice(), plan.figures.kg), (&[][..], 0));
}

#[test]
fn all_are_alike() {
    let (_, plan) = changed(5, |instance| {
        let model = instance.recipients[3].clone();
        instance.recipients.iter_mut().for_each(|it| *it = Recipient { id: it.id, ..model.clone() });
    });
    let kg: Vec<i64> = plan.shares.iter().map(|share| share.kg).collect();
    assert!(kg.iter().max().unwrap() - kg.iter().min().unwrap() <= 1);
}

#[test]
fn lots_of_one_kilogram() {
    let (instance, plan) = changed(6, |it| it.lots.iter_mut().for_each(|lot| lot.kg = 1));
    assert!(plan.lines.iter().all(|line| line.kg == 1) && plan.lines.len() <= instance.lots.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_largest_numbers_fit(seed: u64) {
        let mut instance = wild::wild(seed);
        let mut dice = wild::Dice(seed);
        let most = (1 << 40) - 1;
        let each = most / i64::try_from(instance.lots.len().max(1)).unwrap();
        let mut often = |number: &mut i64, large: i64| *number = if dice.to(2) == 0 { large } else { *number };
        often(&mut instance.window, 1_000);
        for it in &mut instance.recipients {
            often(&mut it.weight, 1);
            often(&mut it.weight, (1 << 31) - 1);
            let numbers = [&mut it.people, &mut it.received, &mut it.vehicle, &mut it.reach].into_iter().chain(&mut it.storage);
            numbers.chain(it.needs.iter_mut().map(|(_, kg)| kg)).for_each(|number| often(number, most));
            it.links.iter_mut().for_each(|(_, metres)| often(metres, (1 << 26) - 1));
        }
        for lot in &mut instance.lots {
            often(&mut lot.kg, each);
            often(&mut lot.days, most);
        }
        let plan = solved(&instance);
        prop_assert!((0..=1_000_000).contains(&plan.figures.gini) && (0..=1_000_000).contains(&plan.figures.jain));
        for baseline in Baseline::ALL {
            prop_assert!(Figures::of(&instance, &baseline.lines(&instance)).kg <= plan.figures.kg);
        }
        let explainer = Explainer::new(&instance, &plan);
        (0..instance.recipients.len()).for_each(|place| drop(explainer.explain(place)));
    }
}

#[test]
fn nothing_and_nobody() {
    for (recipients, lots) in [(0, 0), (5, 0), (0, 5)] {
        let instance = generate(&Shape::round(recipients, lots), 1);
        let plan = solved(&instance);
        assert_eq!((plan.lines.len(), plan.shares.len(), plan.figures.kg), (0, recipients, 0));
        assert_eq!(read_instance(&write_instance(&instance)).unwrap(), instance);
    }
    assert_eq!(solved(&text::empty()).lines, []);
}

#[test]
fn larger_rounds_hold_too() {
    for (recipients, lots) in [(150, 400), (400, 1_500)] {
        for seed in 0..4 {
            solved(&generate(&Shape::round(recipients, lots), seed));
        }
    }
    solved(&generate(&Shape::country(600, 2_000, true), 1));
    solved(&generate(&Shape::country(600, 2_000, false), 1));
}
