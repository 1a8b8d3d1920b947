//! How fast leads are answered: a queue with several people (Erlang C).

use super::Inputs;
use super::published::MOST_EFFECT;

const MINUTES_PER_HOUR: f64 = 60.0;
/// People counted at most.
const MOST_PEOPLE: u32 = 200_000;

/// How fast leads are answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FollowUp {
    /// People that the leads keep busy, on average (erlangs): leads an hour × hours each.
    pub load: f64,
    /// With the people there are; `None` when their number is unknown.
    pub now: Option<Speed>,
    /// Fewest people who answer the share wanted within the target.
    pub needed: u32,
    /// With that many.
    pub then: Speed,
}

/// How fast so many people answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed {
    /// How many they are.
    pub people: u32,
    /// Share of leads that wait because everyone is busy. 1 when there are too few people to ever
    /// catch up.
    pub waits: f64,
    /// Share answered within the target; 0 when nobody catches up, since the wait grows for ever.
    pub within: f64,
    /// Average minutes until a lead is answered; `None` when it grows for ever.
    pub wait: Option<f64>,
}

/// Chance that a lead finds everyone busy, with `load` erlangs for `people`: Erlang C, from the
/// recursion of Erlang B, `1/B(n) = 1 + n/a · 1/B(n-1)`, and `C = B / (1 - a/n (1 - B))`.
/// 1 when the load is too much for them.
pub fn busy_chance(load: f64, people: u32) -> f64 {
    let mut loss = 1.0;
    for n in 1..=people {
        loss = next_loss(load, n, loss);
    }
    waiting(load, people, loss)
}

/// Erlang B of `n` people from that of one fewer.
fn next_loss(load: f64, n: u32, loss: f64) -> f64 {
    load * loss / (f64::from(n) + load * loss)
}

fn waiting(load: f64, people: u32, loss: f64) -> f64 {
    let n = f64::from(people);
    if load >= n { 1.0 } else { (n * loss / (n - load * (1.0 - loss))).clamp(0.0, 1.0) }
}

/// Share of leads answered within `target` minutes, when each takes `minutes`:
/// `1 - C exp(-(n - a) target / minutes)`.
pub fn answered_within(load: f64, people: u32, minutes: f64, target: f64) -> f64 {
    speed(load, people, busy_chance(load, people), minutes, target).within
}

fn speed(load: f64, people: u32, waits: f64, minutes: f64, target: f64) -> Speed {
    let spare = f64::from(people) - load;
    if spare <= 0.0 {
        return Speed { people, waits: 1.0, within: 0.0, wait: None };
    }
    let within = 1.0 - waits * (-spare * target / minutes).exp();
    Speed { people, waits, within: within.clamp(0.0, 1.0), wait: Some(waits * minutes / spare) }
}

/// The answer to the figures for it, when they are all there.
pub fn follow_up(inputs: &Inputs) -> Option<FollowUp> {
    let (per_hour, minutes) = (inputs.leads_per_hour?, inputs.minutes_per_lead?);
    let load = per_hour * minutes / MINUTES_PER_HOUR;
    let with = |people, waits| speed(load, people, waits, minutes, inputs.target_minutes);
    let now = inputs.people.map(|people| with(people, busy_chance(load, people)));
    let (needed, then) = needed(load, inputs.target_share.fraction(), &with);
    Some(FollowUp { load, now, needed, then })
}

/// The fewest people with whom the share is reached, adding one at a time.
fn needed(load: f64, share: f64, with: &dyn Fn(u32, f64) -> Speed) -> (u32, Speed) {
    let (mut people, mut loss) = (0, 1.0);
    loop {
        people += 1;
        loss = next_loss(load, people, loss);
        let speed = with(people, waiting(load, people, loss));
        if (speed.wait.is_some() && speed.within >= share) || people >= MOST_PEOPLE {
            return (people, speed);
        }
    }
}

/// By what the rate to MQL changes when the people answer faster than now; 1 unless the visitor
/// switched it on and knows both the own ratio and how many are answered in time at present.
///
/// With a share `p` answered in time at a ratio `r`, the rate of all leads is in proportion to
/// `1 + p (r - 1)`. The ratio is the visitor's own, and never more than the published one.
pub fn effect(inputs: &Inputs, follow_up: Option<&FollowUp>) -> f64 {
    let known = (inputs.speed_ratio, inputs.answered_now, follow_up.and_then(|f| f.now));
    let (1, (Some(ratio), Some(before), Some(now))) = (inputs.speed_effect, known) else {
        return 1.0;
    };
    let gain = ratio.clamp(1.0, MOST_EFFECT) - 1.0;
    (1.0 + now.within * gain) / (1.0 + before.fraction() * gain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::leads::tests::inputs;
    use crate::calc::units::Percent;

    #[test]
    fn one_person_is_busy_as_often_as_there_is_work() {
        assert!((busy_chance(0.4, 1) - 0.4).abs() < 1e-15);
        assert_eq!(busy_chance(1.0, 1), 1.0);
        assert_eq!(busy_chance(0.0, 3), 0.0);
        assert_eq!(busy_chance(2.0, 0), 1.0);
    }

    #[test]
    fn too_few_people_never_catch_up() {
        let inputs = Inputs {
            leads_per_hour: Some(10.0),
            minutes_per_lead: Some(12.0),
            people: Some(2),
            ..inputs()
        };
        let answer = follow_up(&inputs).unwrap();
        assert_eq!(answer.load, 2.0);
        let now = answer.now.unwrap();
        assert_eq!((now.waits, now.within, now.wait), (1.0, 0.0, None));
        assert!(answer.needed > 2 && answer.then.within >= 0.8);
        let fewer = answered_within(2.0, answer.needed - 1, 12.0, inputs.target_minutes);
        assert!(fewer < 0.8);
    }

    #[test]
    fn speed_counts_only_when_asked_and_never_beyond_the_own_ratio() {
        let base = Inputs {
            leads_per_hour: Some(4.0),
            minutes_per_lead: Some(15.0),
            people: Some(30),
            answered_now: Some(Percent(20.0)),
            speed_ratio: Some(1.5),
            ..inputs()
        };
        let answer = follow_up(&base);
        assert_eq!(effect(&base, answer.as_ref()), 1.0);
        let on = Inputs { speed_effect: 1, ..base };
        // Everyone in time: 1.5 / (1 + 0.2 × 0.5).
        assert!((effect(&on, answer.as_ref()) - 1.5 / 1.1).abs() < 1e-9);
        let unknown = Inputs { speed_ratio: None, ..on };
        assert_eq!(effect(&unknown, answer.as_ref()), 1.0);
        let huge = Inputs { speed_ratio: Some(40.0), ..on };
        assert!((effect(&huge, answer.as_ref()) - 7.0 / 2.2).abs() < 1e-9);
    }
}
