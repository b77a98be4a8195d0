use super::wild::wild;
use super::*;

/// Whether all that is said about everybody is so.
fn limits_are_there(instance: &Instance, plan: &Plan) -> Result<(), TestCaseError> {
    let explainer = Explainer::new(instance, plan);
    let used = by_lot(instance, &plan.lines);
    for (place, recipient) in instance.recipients.iter().enumerate() {
        let found = explainer.explain(place).unwrap();
        prop_assert_eq!(found.position.share, plan.shares[place]);
        prop_assert_eq!(found.categories.iter().map(|it| it.kg).sum::<i64>(), plan.shares[place].kg);
        prop_assert_eq!(found.lines.iter().map(|it| it.line.kg).sum::<i64>(), plan.shares[place].kg);
        let level = |place: usize, more: i64| Level::of(instance, &instance.recipients[place], plan.shares[place].kg + more);
        for other in found.peers {
            prop_assert_eq!(plan.shares[other].group, plan.shares[place].group);
            prop_assert!(!found.competes_for.is_empty() && other != place);
            prop_assert!(level(other, -1) <= level(place, 0) && level(place, -1) <= level(other, 0));
        }
        let decided =
            |lot: usize| instance.fixed.iter().any(|it| !it.more && (it.line.lot, it.line.recipient) == (lot, place));
        for wish in found.categories {
            let lots = instance.lots.iter().enumerate().filter(|(_, lot)| lot.kg > 0 && lot.category == wish.category);
            let near = |lot: &Lot| recipient.links.iter().any(|(origin, m)| *origin == lot.origin && *m <= recipient.reach);
            let reached: Vec<(usize, &Lot)> = lots.filter(|(_, lot)| near(lot)).collect();
            let usable = reached.iter().filter(|(_, lot)| lot.days >= recipient.wait && !lot.closed_to.contains(&place));
            let mut usable = usable.filter(|(number, _)| !decided(*number)).peekable();
            match wish.limit {
                Limit::NeedMet => prop_assert_eq!(wish.kg, wish.need),
                Limit::OutOfReach => prop_assert!(reached.is_empty()),
                Limit::TooShortDated(days) => {
                    prop_assert!(days < recipient.wait && reached.iter().all(|(_, lot)| lot.days <= days));
                }
                Limit::Closed => prop_assert!(usable.peek().is_none()),
                Limit::Shared(_) => {
                    prop_assert!(usable.peek().is_some() && usable.all(|(number, lot)| used[*number] == lot.kg))
                }
                Limit::NoColdTransport => prop_assert!(!recipient.cold_transport && wish.kg == 0),
                Limit::Storage(class, kg) => prop_assert_eq!(recipient.storage[class as usize], kg),
                Limit::Vehicle(kg) => prop_assert_eq!(plan.shares[place].kg, kg),
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_limit_that_is_named_is_there(seed: u64) {
        let instance = wild(seed);
        let plan = solved(&instance);
        limits_are_there(&instance, &plan)?;
        let explainer = Explainer::new(&instance, &plan);
        prop_assert_eq!(explainer.explain(instance.recipients.len()), None);
        for place in 0..instance.recipients.len() {
            prop_assert_eq!(explainer.explain(place).unwrap().position.wronged, 0);
        }
    }

    /// Those that are not tried because nothing can come of them too.
    #[test]
    fn what_ifs_are_what_another_round_gives(seed: u64, which: prop::sample::Index) {
        let instance = wild(seed);
        let plan = solved(&instance);
        let place = which.index(instance.recipients.len());
        for what_if in what_ifs(&instance, &plan, place) {
            let mut other = instance.clone();
            what_if.change.apply(&mut other.recipients[place]);
            let after = solved(&other);
            prop_assert_eq!(what_if.kg, after.shares[place].kg - plan.shares[place].kg);
            prop_assert_eq!(what_if.together, after.figures.kg - plan.figures.kg);
            prop_assert!(what_if.kg >= 0 && what_if.together >= 0);
        }
    }

    #[test]
    fn what_is_refused_goes_to_others_and_nobody_loses(seed: u64, which: prop::sample::Index) {
        let instance = wild(seed);
        let plan = solved(&instance);
        prop_assume!(!plan.lines.is_empty());
        let Line { lot, recipient, kg } = *which.get(&plan.lines);
        let after = refuse_all(&instance, &plan, &[(lot, recipient)]).unwrap();
        prop_assert_eq!(check::check(&after.instance, &after.plan.lines), []);
        prop_assert_eq!(after.cost_to_others(recipient), 0);
        prop_assert!(after.plan.lines.iter().all(|line| (line.lot, line.recipient) != (lot, recipient)));
        prop_assert!(after.plan.figures.kg >= plan.figures.kg - kg);
        limits_are_there(&after.instance, &after.plan)?;
        let explainer = Explainer::new(&after.instance, &after.plan);
        for place in 0..instance.recipients.len() {
            prop_assert!(explainer.explain(place).unwrap().lines.iter().all(|why| why.reason != Reason::ByHand));
        }
        let again =
            after.plan.lines.first().map(|it| refuse_all(&after.instance, &after.plan, &[(it.lot, it.recipient)]).unwrap());
        prop_assert!(again.is_none_or(|it| it.plan.lines.iter().all(|line| (line.lot, line.recipient) != (lot, recipient))));
    }

    #[test]
    fn several_refusals_at_once_take_nothing_from_others(seed: u64) {
        let instance = wild(seed);
        let plan = solved(&instance);
        let refused: Vec<(usize, usize)> = plan.lines.iter().step_by(2).map(|line| (line.lot, line.recipient)).collect();
        let after = refuse_all(&instance, &plan, &refused).unwrap();
        prop_assert_eq!(check::check(&after.instance, &after.plan.lines), []);
        let kg = |lines: &[Line], pair: (usize, usize)| -> i64 {
            lines.iter().filter(|line| (line.lot, line.recipient) == pair).map(|line| line.kg).sum()
        };
        for line in &plan.lines {
            let pair = (line.lot, line.recipient);
            let left = kg(&after.plan.lines, pair);
            let keeps = if refused.contains(&pair) { left == 0 } else { left >= line.kg };
            prop_assert!(keeps, "{pair:?}");
        }
    }

    #[test]
    fn lines_say_all_of_a_plan_but_who_competes(seed: u64) {
        let instance = wild(seed);
        let plan = solved(&instance);
        let read = Plan::of_lines(&instance, plan.lines.iter().rev().copied().collect());
        prop_assert_eq!(&read.lines, &plan.lines);
        prop_assert_eq!(read.figures, plan.figures);
        prop_assert!(read.shares.iter().zip(&plan.shares).all(|(a, b)| (a.kg, a.level) == (b.kg, b.level) && a.group.is_none()));
    }

    #[test]
    fn a_change_by_hand_shows_who_pays(seed: u64, which: prop::sample::Index, kg in 0..3_i64) {
        let instance = wild(seed);
        let plan = solved(&instance);
        prop_assume!(!plan.lines.is_empty());
        let line = *which.get(&plan.lines);
        let same = adjust(&instance, &plan, line).unwrap();
        prop_assert_eq!((same.cost_to_others(line.recipient), same.plan.figures.kg), (0, plan.figures.kg));
        let less = adjust(&instance, &plan, Line { kg: kg.min(line.kg), ..line }).unwrap();
        prop_assert_eq!(check::check(&less.instance, &less.plan.lines), []);
        limits_are_there(&less.instance, &less.plan)?;
        let before_and_after = less.changes.iter().map(|(_, before, after)| after - before).sum::<i64>();
        prop_assert_eq!(before_and_after, less.plan.figures.kg - less.before.kg);
    }
}

#[test]
fn who_pays_for_a_change_by_hand_is_wronged() {
    let instance = rejects::small();
    let plan = solved(&instance);
    // Of 25 kg of rice the first had 3, because it has the milk too.
    let after = adjust(&instance, &plan, Line { lot: 1, recipient: 0, kg: 10 }).unwrap();
    assert_eq!((after.changes.as_slice(), after.cost_to_others(0)), (&[(0, 23, 30), (1, 22, 15)][..], 7));
    let explained = Explainer::new(&after.instance, &after.plan).explain(0).unwrap();
    assert_eq!((explained.position.lower, explained.position.wronged), (1, 1));
    assert_eq!(explained.lines.iter().map(|why| why.reason).collect::<Vec<_>>(), [Reason::OnlyOrigin, Reason::ByHand]);
}

#[test]
fn a_line_says_why_it_is_this_lot() {
    let instance = read_instance(real::ROUND).unwrap();
    let plan = solved(&instance);
    let explainer = Explainer::new(&instance, &plan);
    let all: Vec<Why> = (0..150).flat_map(|place| explainer.explain(place).unwrap().lines).collect();
    assert_eq!(all.len(), plan.lines.len());
    assert!(all.iter().all(|why| why.spare >= 0 && (why.reason != Reason::Urgent || why.days <= URGENT_DAYS)));
    for reason in [Reason::OnlyOrigin, Reason::Urgent, Reason::Nearest, Reason::ShortestTogether] {
        assert!(all.iter().any(|why| why.reason == reason), "{reason:?}");
    }
}
