use super::*;
use proptest::collection::vec;
use proptest::prelude::*;
use shared::geo::Position;
use shared::time::HOUR;

const LEAVES: UtcMillis = UtcMillis(1_795_510_800_000);
const LIBOURNE: Position = Position { latitude: 44.916_667, longitude: -0.233_333 };
const COUTRAS: Position = Position { latitude: 45.033_333, longitude: -0.133_333 };
const SAINT_EMILION: Position = Position { latitude: 44.883_333, longitude: -0.15 };
const BORDEAUX: Position = Position { latitude: 44.833_333, longitude: -0.566_667 };

/// A van for 800 kg, 300 of them chilled and none frozen, from Libourne, for eight hours.
fn plan(jobs: Vec<Job>) -> Plan {
    Plan {
        matrix: Matrix::straight(&[LIBOURNE, COUTRAS, SAINT_EMILION, BORDEAUX]),
        leaves_at: LEAVES,
        back_by: LEAVES.plus(8 * HOUR),
        capacity: Amount { total: 800_000, chilled: 300_000, frozen: 0 },
        jobs,
    }
}

fn job(from: usize, to: usize, amount: Amount) -> Job {
    let visit = |place| Visit { place, windows: Vec::new() };
    Job { amount, pick_up: visit(from), drop: visit(to) }
}

fn dry(kg: i64) -> Amount {
    Amount::of(TemperatureClass::Ambient, kg * 1_000)
}

fn chilled(kg: i64) -> Amount {
    Amount::of(TemperatureClass::Chilled, kg * 1_000)
}

fn fetch(job: usize) -> Step {
    Step { job, task: StopTask::PickUp }
}

fn hand_over(job: usize) -> Step {
    Step { job, task: StopTask::Drop }
}

#[test]
fn a_way_is_a_straight_line_times_one_point_three_at_45_km_an_hour() {
    let matrix = Matrix::straight(&[LIBOURNE, COUTRAS]);
    let metres = LIBOURNE.metres_to(COUTRAS) * 13 / 10;
    assert_eq!((matrix.metres(0, 1), matrix.metres(1, 0), matrix.metres(0, 0)), (metres, metres, 0));
    assert_eq!(matrix.millis(0, 1), metres * 80);
    assert_eq!(matrix.metres(0, 7), 0);
}

#[test]
fn a_schedule_drives_hands_over_and_comes_back() {
    let plan = plan(vec![job(1, 2, dry(100))]);
    let found = schedule(&plan, &[fetch(0), hand_over(0)]).unwrap();
    let ways = [plan.matrix.metres(0, 1), plan.matrix.metres(1, 2), plan.matrix.metres(2, 0)];
    assert_eq!(found.metres, ways.iter().sum::<i64>());
    let fetched_at = LEAVES.plus(ways[0] * 80);
    assert_eq!(found.at(fetch(0)), Some(fetched_at));
    assert_eq!(found.at(hand_over(0)), Some(fetched_at.plus(HANDLING + ways[1] * 80)));
    assert_eq!(found.returns_at, LEAVES.plus(found.metres * 80 + 2 * HANDLING));
    assert_eq!(found.stops[0].aboard, dry(100));
    assert_eq!(found.stops[1].aboard, Amount::default());
    assert_eq!((found.peak, found.order()), (dry(100), vec![fetch(0), hand_over(0)]));
}

#[test]
fn an_order_has_each_half_once_and_the_first_half_first() {
    let plan = plan(vec![job(1, 2, dry(1)), job(2, 3, dry(1))]);
    let fault = |order: &[Step]| schedule(&plan, order).unwrap_err();
    assert_eq!(fault(&[hand_over(0), fetch(0), fetch(1), hand_over(1)]), Fault::DropFirst { job: 0 });
    assert_eq!(fault(&[fetch(0), hand_over(0)]), Fault::Incomplete);
    assert_eq!(fault(&[fetch(0), hand_over(0), fetch(1)]), Fault::Incomplete);
    assert_eq!(fault(&[fetch(0), hand_over(0), hand_over(0), fetch(1)]), Fault::Incomplete);
    assert_eq!(fault(&[fetch(0), fetch(2), hand_over(0), hand_over(2)]), Fault::Incomplete);
}

#[test]
fn each_class_has_its_own_room() {
    let full = |amount| insert(&plan(vec![job(1, 2, amount)]), &[]).unwrap_err();
    assert_eq!(full(dry(801)), Fault::Full(Full { class: None, lacking: 1_000 }));
    let chilled_full = Full { class: Some(TemperatureClass::Chilled), lacking: 100_000 };
    assert_eq!(full(chilled(400)), Fault::Full(chilled_full));
    let frozen = Amount::of(TemperatureClass::Frozen, 1_000);
    assert_eq!(full(frozen), Fault::Full(Full { class: Some(TemperatureClass::Frozen), lacking: 1_000 }));
}

#[test]
fn what_does_not_fit_together_is_carried_one_after_the_other() {
    let plan = plan(vec![job(1, 2, dry(500)), job(1, 2, dry(500))]);
    let found = insert(&plan, &[fetch(0), hand_over(0)]).unwrap();
    assert_eq!(found.peak, dry(500));
    assert_ne!(found.order(), [fetch(0), fetch(1), hand_over(0), hand_over(1)]);
}

#[test]
fn what_lies_on_the_way_costs_no_way() {
    let plan = plan(vec![job(1, 2, dry(100)), job(1, 2, dry(100))]);
    let alone = schedule(&Plan { jobs: vec![job(1, 2, dry(100))], ..plan.clone() }, &[fetch(0), hand_over(0)]).unwrap();
    let both = insert(&plan, &[fetch(0), hand_over(0)]).unwrap();
    assert_eq!(both.metres, alone.metres);
    assert_eq!(both.returns_at, alone.returns_at.plus(2 * HANDLING));
}

#[test]
fn whoever_comes_early_waits_and_whoever_comes_late_is_refused() {
    let window = |from: i64, until: i64| Window { from: LEAVES.plus(from * HOUR), until: LEAVES.plus(until * HOUR) };
    let with = |windows: Vec<Window>| {
        let job = job(1, 2, dry(100));
        plan(vec![Job { pick_up: Visit { windows, ..job.pick_up }, ..job }])
    };
    let early = insert(&with(vec![window(2, 3)]), &[]).unwrap();
    assert_eq!(early.stops[0].leaves_at, LEAVES.plus(2 * HOUR + HANDLING));
    assert!(early.stops[0].arrives_at < LEAVES.plus(HOUR));
    // The first window is over before the vehicle is there; the second counts.
    let second = insert(&with(vec![window(-3, -1), window(4, 5)]), &[]).unwrap();
    assert_eq!(second.stops[0].leaves_at, LEAVES.plus(4 * HOUR + HANDLING));
    let arrival = LEAVES.plus(plan(Vec::new()).matrix.millis(0, 1));
    let late = insert(&with(vec![window(-3, 0)]), &[]).unwrap_err();
    assert_eq!(late, Fault::Late { job: Some(0), by: arrival.0 - LEAVES.0 });
}

#[test]
fn a_tour_is_back_in_time() {
    let short = Plan { back_by: LEAVES.plus(HOUR), ..plan(vec![job(3, 2, dry(10))]) };
    let Err(Fault::Late { job: None, by }) = insert(&short, &[]) else { panic!("it is not back within an hour") };
    let needed = schedule(&plan(vec![job(3, 2, dry(10))]), &[fetch(0), hand_over(0)]).unwrap().returns_at;
    assert_eq!(by, needed.0 - short.back_by.0);
}

#[test]
fn a_missed_time_tells_more_than_a_missed_room() {
    // Alone it would come too late for its window; beside the first load it would not fit either.
    let mut jobs = vec![job(1, 2, dry(700)), job(1, 2, dry(700))];
    jobs[1].pick_up.windows = vec![Window { from: LEAVES, until: LEAVES }];
    let fault = insert(&plan(jobs), &[fetch(0), hand_over(0)]).unwrap_err();
    assert!(matches!(fault, Fault::Late { job: Some(1), .. }), "{fault:?}");
}

#[test]
fn an_order_that_goes_back_and_forth_is_found_to_be_too_long() {
    let plan = plan(vec![job(1, 0, dry(50)), job(3, 0, dry(50)), job(1, 0, dry(50)), job(3, 0, dry(50))]);
    let order: Vec<Step> = (0..4).flat_map(|job| [fetch(job), hand_over(job)]).collect();
    let present = schedule(&plan, &order).unwrap();
    let found = solver::shorter(&plan, &present).expect("a shorter order");
    // Once to each and back; once around is a little shorter still.
    let once = plan.matrix.metres(0, 1) * 2 + plan.matrix.metres(0, 3) * 2;
    assert_eq!(present.metres, once * 2);
    assert!(found.metres <= once, "{} m", found.metres);
}

#[test]
fn an_order_that_cannot_be_shortened_stays() {
    let plan = plan(vec![job(1, 2, dry(50)), job(1, 2, dry(50))]);
    let best = schedule(&plan, &[fetch(0), fetch(1), hand_over(0), hand_over(1)]).unwrap();
    assert_eq!(solver::shorter(&plan, &best), None);
    let alone = Plan { jobs: vec![job(1, 2, dry(50))], ..plan };
    let present = insert(&alone, &[]).unwrap();
    assert_eq!(solver::shorter(&alone, &present), None);
}

/// Where a job goes from and to, how much of which class it is, and when it can be fetched, in hours.
type Odd = (usize, usize, usize, i64, Option<(i64, i64)>);

/// Somewhere within some 50 km, by whole hundredths of a degree.
fn places() -> impl Strategy<Value = Vec<Position>> {
    vec((0_i32..80, 0_i32..80), 6).prop_map(|places| {
        let degrees = |hundredths: i32| f64::from(hundredths) / 100.0;
        let place = |(north, east)| Position { latitude: 44.5 + degrees(north), longitude: -0.9 + degrees(east) };
        places.into_iter().map(place).collect()
    })
}

fn odd_jobs(most: usize) -> impl Strategy<Value = Vec<Odd>> {
    let window = proptest::option::of((0_i64..8, 1_i64..6));
    vec((0_usize..6, 0_usize..6, 0_usize..3, 0_i64..400, window), 1..=most)
}

fn odd(places: &[Position], jobs: &[Odd]) -> Plan {
    let jobs = jobs.iter().map(|(from, to, class, kg, window)| {
        let windows =
            window.map(|(from, hours)| Window { from: LEAVES.plus(from * HOUR), until: LEAVES.plus((from + hours) * HOUR) });
        Job {
            amount: Amount::of(TemperatureClass::ALL[*class], kg * 1_000),
            pick_up: Visit { place: *from, windows: windows.into_iter().collect() },
            drop: Visit { place: *to, windows: Vec::new() },
        }
    });
    Plan {
        matrix: Matrix::straight(places),
        leaves_at: LEAVES,
        back_by: LEAVES.plus(10 * HOUR),
        capacity: Amount { total: 800_000, chilled: 400_000, frozen: 300_000 },
        jobs: jobs.collect(),
    }
}

/// Puts in one job after the other, and leaves out what does not fit.
fn filled(whole: &Plan) -> (Plan, Schedule) {
    let empty = Plan { jobs: Vec::new(), ..whole.clone() };
    let none = schedule(&empty, &[]).unwrap();
    whole.jobs.iter().fold((empty, none), |(plan, present), job| {
        let mut more = plan.clone();
        more.jobs.push(job.clone());
        insert(&more, &present.order()).map_or((plan, present), |longer| (more, longer))
    })
}

/// Whether an order keeps everything that it must, counted anew.
fn holds(plan: &Plan, found: &Schedule) -> Result<(), TestCaseError> {
    let mut aboard = Amount::default();
    let (mut place, mut at, mut metres) = (0, plan.leaves_at, 0);
    let mut seen = Vec::new();
    for stop in &found.stops {
        let job = &plan.jobs[stop.step.job];
        let visit = job.visit(stop.step.task);
        prop_assert_eq!(stop.arrives_at, at.plus(plan.matrix.millis(place, visit.place)));
        let begins = stop.leaves_at.plus(-HANDLING);
        prop_assert!(begins >= stop.arrives_at);
        prop_assert!(visit.windows.is_empty() || visit.windows.iter().any(|one| one.from <= begins && begins <= one.until));
        aboard = match stop.step.task {
            StopTask::PickUp => aboard.plus(job.amount),
            StopTask::Drop => {
                prop_assert!(seen.contains(&fetch(stop.step.job)), "handed over before it is fetched");
                aboard.minus(job.amount)
            }
        };
        prop_assert_eq!(stop.aboard, aboard);
        prop_assert_eq!(plan.capacity.exceeded_by(aboard), None);
        prop_assert!(!seen.contains(&stop.step), "done twice");
        seen.push(stop.step);
        metres += plan.matrix.metres(place, visit.place);
        (place, at) = (visit.place, stop.leaves_at);
    }
    prop_assert_eq!(seen.len(), plan.jobs.len() * 2);
    prop_assert_eq!(found.returns_at, at.plus(plan.matrix.millis(place, 0)));
    prop_assert!(found.returns_at <= plan.back_by);
    prop_assert_eq!(found.metres, metres + plan.matrix.metres(place, 0));
    Ok(())
}

proptest! {
    #[test]
    fn whatever_is_put_in_one_after_the_other_keeps_room_windows_and_time(places in places(), jobs in odd_jobs(9)) {
        let (plan, present) = filled(&odd(&places, &jobs));
        holds(&plan, &present)?;
    }

    #[test]
    fn a_job_is_put_where_no_other_place_is_cheaper(places in places(), jobs in odd_jobs(5)) {
        let (plan, present) = filled(&odd(&places, &jobs));
        prop_assume!(!plan.jobs.is_empty());
        let last = plan.jobs.len() - 1;
        let before: Vec<Step> = present.order().into_iter().filter(|step| step.job != last).collect();
        let found = insert(&plan, &before).unwrap();
        for first in 0..=before.len() {
            for second in first..=before.len() {
                let mut order = before.clone();
                order.insert(second, hand_over(last));
                order.insert(first, fetch(last));
                if let Ok(other) = schedule(&plan, &order) {
                    prop_assert!((found.metres, found.returns_at) <= (other.metres, other.returns_at));
                }
            }
        }
    }

    #[test]
    fn an_order_is_never_lost_by_taking_a_job_out(places in places(), jobs in odd_jobs(7), out in 0_usize..7) {
        let (plan, present) = filled(&odd(&places, &jobs));
        prop_assume!(out < plan.jobs.len());
        let mut fewer = plan.clone();
        fewer.jobs.remove(out);
        let order = present.order().into_iter().filter(|step| step.job != out);
        let order: Vec<Step> = order.map(|step| Step { job: step.job - usize::from(step.job > out), ..step }).collect();
        holds(&fewer, &schedule(&fewer, &order).unwrap())?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_the_solver_finds_holds_and_is_shorter(places in places(), jobs in odd_jobs(8)) {
        let (plan, present) = filled(&odd(&places, &jobs));
        if let Some(found) = solver::shorter(&plan, &present) {
            holds(&plan, &found)?;
            prop_assert!(found.metres < present.metres);
            let (mut one, mut other) = (found.order(), present.order());
            one.sort_unstable();
            other.sort_unstable();
            prop_assert_eq!(one, other, "the same steps in another order");
        }
    }
}
