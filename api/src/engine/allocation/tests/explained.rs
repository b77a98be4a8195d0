use super::wild::wild;
use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_limit_that_is_named_is_there(seed: u64) {
        let instance = wild(seed);
        let plan = solved(&instance);
        let explainer = Explainer::new(&instance, &plan);
        prop_assert_eq!(explainer.explain(instance.recipients.len()), None);
        for (place, recipient) in instance.recipients.iter().enumerate() {
            let found = explainer.explain(place).unwrap();
            prop_assert_eq!(found.position.wronged, 0);
            prop_assert_eq!(found.position.share, plan.shares[place]);
            prop_assert_eq!(found.categories.iter().map(|it| it.kg).sum::<i64>(), plan.shares[place].kg);
            prop_assert_eq!(found.lines.iter().map(|it| it.line.kg).sum::<i64>(), plan.shares[place].kg);
            for wish in found.categories {
                let reached: Vec<&Lot> = instance.lots.iter().filter(|lot| lot.kg > 0 && lot.category == wish.category)
                    .filter(|lot| recipient.links.iter().any(|(origin, m)| *origin == lot.origin && *m <= recipient.reach)).collect();
                let usable = reached.iter().any(|lot| lot.days >= recipient.wait && !lot.closed_to.contains(&place));
                match wish.limit {
                    Limit::NeedMet => prop_assert_eq!(wish.kg, wish.need),
                    Limit::OutOfReach => prop_assert!(reached.is_empty()),
                    Limit::TooShortDated(days) => prop_assert!(days < recipient.wait && reached.iter().all(|lot| lot.days <= days)),
                    Limit::Closed => prop_assert!(!usable),
                    Limit::Shared(_) => prop_assert!(usable),
                    Limit::NoColdTransport => prop_assert!(!recipient.cold_transport && wish.kg == 0),
                    Limit::Storage(class, kg) => prop_assert_eq!(recipient.storage[class as usize], kg),
                    Limit::Vehicle(kg) => prop_assert_eq!(plan.shares[place].kg, kg),
                }
            }
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
        let after = refuse(&instance, &plan, lot, recipient).unwrap();
        prop_assert_eq!(check::check(&after.instance, &after.plan.lines), []);
        prop_assert_eq!(after.cost_to_others(recipient), 0);
        prop_assert!(after.plan.lines.iter().all(|line| (line.lot, line.recipient) != (lot, recipient)));
        prop_assert!(after.plan.figures.kg >= plan.figures.kg - kg);
        let again = after.plan.lines.first().map(|line| refuse(&after.instance, &after.plan, line.lot, line.recipient).unwrap());
        prop_assert!(again.is_none_or(|it| it.plan.lines.iter().all(|line| (line.lot, line.recipient) != (lot, recipient))));
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
        let before_and_after = less.changes.iter().map(|(_, before, after)| after - before).sum::<i64>();
        prop_assert_eq!(before_and_after, less.plan.figures.kg - less.before.kg);
    }
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
