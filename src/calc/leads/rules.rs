//! What must fit together among the inputs of leads.

use super::Inputs;
use crate::calc::coverage::PERIODS;
use crate::calc::field::Problem;

/// Days from today to the last day at most: five years.
const LONGEST: u64 = 1826;

/// Rules between fields: what is wrong, by the key of the field to show it beside.
pub fn check(inputs: &Inputs) -> Vec<(&'static str, Problem)> {
    let mut problems = Vec::new();
    check_dates(inputs, &mut problems);
    check_shares(inputs, &mut problems);
    check_speed(inputs, &mut problems);
    problems
}

fn check_dates(inputs: &Inputs, problems: &mut Vec<(&'static str, Problem)>) {
    let own = PERIODS.get(inputs.period).is_some_and(|period| period.key == "own");
    if own && inputs.period_start.is_none() {
        problems.push(("period_start", Problem::Missing));
    }
    if own && inputs.period_end.is_none() {
        problems.push(("period_end", Problem::Missing));
    }
    let period = inputs.days();
    let last = inputs.today.checked_add_days(chrono::Days::new(LONGEST));
    if period.end < period.start {
        problems.push(("period_end", Problem::Contradicts("period_start")));
    } else if last.is_some_and(|last| period.end > last) {
        problems.push(("period_end", Problem::Contradicts("today")));
    }
}

fn check_shares(inputs: &Inputs, problems: &mut Vec<(&'static str, Problem)>) {
    let mut total = 0.0;
    for (source, key) in inputs.sources.iter().zip(SHARES) {
        total += source.share.map_or(0.0, |share| share.0);
        if total > 100.0 + 1e-9 {
            problems.push((key, Problem::Contradicts(SHARES[0])));
            break;
        }
    }
    // Those who went on, came back or were never followed up are different leads.
    let lost = (100.0 - inputs.rates[0].0) * (1.0 - inputs.returned[0].fraction());
    if inputs.unanswered.is_some_and(|share| share.0 > lost + 1e-9) {
        problems.push(("unanswered", Problem::Contradicts("mql_rate")));
    }
}

const SHARES: [&str; 5] =
    ["inbound_share", "outbound_share", "partner_share", "events_share", "own_share"];

/// What speed needs when it counts.
fn check_speed(inputs: &Inputs, problems: &mut Vec<(&'static str, Problem)>) {
    if inputs.speed_effect != 1 {
        return;
    }
    let missing = [
        ("leads_per_hour", inputs.leads_per_hour.is_none()),
        ("minutes_per_lead", inputs.minutes_per_lead.is_none()),
        ("people", inputs.people.is_none()),
        ("speed_ratio", inputs.speed_ratio.is_none()),
        ("answered_now", inputs.answered_now.is_none()),
    ];
    problems
        .extend(missing.into_iter().filter(|(_, is)| *is).map(|(key, _)| (key, Problem::Missing)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::leads::FIELDS;
    use crate::calc::leads::tests::inputs;
    use crate::calc::units::Percent;

    #[test]
    fn shares_are_fields() {
        assert!(SHARES.iter().all(|key| FIELDS.iter().any(|field| field.key == *key)));
    }

    #[test]
    fn contradictions_stand_beside_the_box_to_change() {
        assert_eq!(check(&inputs()), []);
        let mut wrong = inputs();
        wrong.sources[0].share = Some(Percent(70.0));
        wrong.sources[4].share = Some(Percent(40.0));
        wrong.unanswered = Some(Percent(90.0));
        wrong.speed_effect = 1;
        let found: Vec<_> = check(&wrong).into_iter().map(|(key, _)| key).collect();
        let speed = ["leads_per_hour", "minutes_per_lead", "people", "speed_ratio", "answered_now"];
        assert_eq!(found[..2], ["own_share", "unanswered"]);
        assert_eq!(found[2..], speed);
        let own = PERIODS.iter().position(|period| period.key == "own").unwrap();
        let ends = (wrong.today, wrong.today + chrono::Duration::days(2000));
        let long = Inputs {
            period: own,
            period_start: Some(ends.0),
            period_end: Some(ends.1),
            ..inputs()
        };
        assert_eq!(check(&long), [("period_end", Problem::Contradicts("today"))]);
    }
}
