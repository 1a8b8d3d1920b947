//! Goal seek against trying every value.

use enough_pipeline::calc::field::Lens::Required;
use enough_pipeline::calc::field::{Blank, Field, Place, Slot, Value};
use enough_pipeline::calc::seek::{Search, Sought, seek};
use enough_pipeline::calc::units::{Days, Percent};
use enough_pipeline::language::Word;
use proptest::prelude::*;

/// Few enough that every one is tried.
const MOST: u32 = 30;

#[derive(Clone, Copy, Debug)]
struct Inputs {
    days: Days,
    share: Percent,
}

static DAYS: Field<Inputs> = field("days", Slot::Days(0..=MOST, Required(|i| &mut i.days)));
static SHARE: Field<Inputs> =
    field("share", Slot::Percent(0.0..=100.0, Required(|i| &mut i.share)));

const fn field(key: &'static str, slot: Slot<Inputs>) -> Field<Inputs> {
    Field {
        key,
        label: Word::NONE,
        help: Word::NONE,
        place: Place::First,
        blank: Blank::Missing,
        slot,
    }
}

fn inputs(days: u32, share: f64) -> Inputs {
    Inputs { days: Days(days), share: Percent(share) }
}

/// The nearest place whose figure is on the other side of the target, smaller ones first.
fn by_trying(figures: &[Option<f64>], now: usize, target: f64) -> Option<usize> {
    let present = figures[now]?;
    let beyond = |place: &usize| {
        let figure = figures.get(*place).copied().flatten();
        figure.is_some_and(|f| if present < target { f >= target } else { f <= target })
    };
    let near = |distance| [now.checked_sub(distance), Some(now + distance)].into_iter().flatten();
    (0..figures.len()).flat_map(near).find(beyond)
}

fn steps() -> impl Strategy<Value = Vec<Option<f64>>> {
    let figure = prop_oneof![
        1 => Just(None),
        1 => Just(Some(f64::NAN)),
        8 => (-5_i32..=5).prop_map(|number| Some(f64::from(number))),
    ];
    proptest::collection::vec(figure, MOST as usize + 1)
}

proptest! {
    /// Whole things: any figure at all, with holes in it.
    #[test]
    fn it_finds_what_trying_every_value_finds(
        figures in steps(),
        now in 0..=MOST,
        target in -6.0..6.0,
    ) {
        let figures: Vec<_> =
            figures.into_iter().map(|figure| figure.filter(|f| f.is_finite())).collect();
        let figure = |inputs: &Inputs| figures[inputs.days.0 as usize].map(Value::Number);
        let sought = seek(&DAYS, &inputs(now, 0.0), target, figure);
        match (figures[now as usize], by_trying(&figures, now as usize, target)) {
            (None, _) => prop_assert_eq!(sought, Sought::NotSought),
            (Some(_), Some(place)) => {
                let reached = Value::Number(figures[place].unwrap());
                let value = Value::Days(Days(place as u32));
                prop_assert_eq!(sought, Sought::Found { value, reached });
            }
            (Some(present), None) => {
                let known = || figures.iter().flatten();
                let nearest = known().map(|f| (f - target).abs()).fold(f64::INFINITY, f64::min);
                match sought {
                    Sought::NoEffect => prop_assert!(known().all(|f| f.total_cmp(&present).is_eq())),
                    Sought::OutOfReach { value: Value::Days(days), reached, .. } => {
                        let reached = reached.number().unwrap();
                        prop_assert!((reached - target).abs() <= nearest);
                        prop_assert_eq!(figures[days.0 as usize], Some(reached));
                    }
                    other => prop_assert!(false, "{:?}", other),
                }
            }
        }
    }

    /// A figure that only rises or only falls, in steps: the first hundredth of a percent beyond.
    #[test]
    fn it_finds_the_first_value_beyond_of_what_rises_or_falls(
        now in 0.0_f64..=100.0,
        target in -10.0..110.0,
        (width, direction) in (0.001_f64..7.0, prop_oneof![Just(-1.0), Just(1.0)]),
    ) {
        let stairs = |share: f64| direction * (share / width).floor() * width;
        let figure = |inputs: &Inputs| Some(Value::Number(stairs(inputs.share.0)));
        let target = direction * target;
        let (present, all) = (stairs(now), || (0..=10_000).map(|place| f64::from(place) / 100.0));
        let beyond = |share: f64| {
            if present < target { stairs(share) >= target } else { stairs(share) <= target }
        };
        let nearest = all()
            .filter(|share| beyond(*share))
            .min_by(|a, b| (a - now).abs().total_cmp(&(b - now).abs()));
        match seek(&SHARE, &inputs(0, now), target, figure) {
            Sought::Found { value: Value::Percent(Percent(share)), .. } if beyond(now) => {
                prop_assert_eq!(Percent(share), Percent(now));
            }
            Sought::Found { value: Value::Percent(Percent(share)), .. } => {
                prop_assert_eq!(Some(share), nearest);
            }
            Sought::OutOfReach { .. } => prop_assert_eq!(nearest, None),
            other => prop_assert!(false, "{:?}", other),
        }
    }

    /// It ends, whatever it is told.
    #[test]
    fn it_ends_after_some_hundred_trials(
        now in 0.0_f64..=100.0,
        target in proptest::num::f64::ANY,
        told in proptest::collection::vec(prop_oneof![
            Just(None),
            proptest::num::f64::ANY.prop_map(|number| Some(Value::Number(number))),
        ], 1..20),
    ) {
        let mut search = Search::new(&SHARE, inputs(0, now), target);
        let mut trials = 0;
        while let Some(trial) = search.trial() {
            prop_assert!((0.0..=100.0).contains(&trial.share.0));
            search.tell(told[trials % told.len()]);
            trials += 1;
            prop_assert!(trials < 300);
        }
    }
}
