//! On which days a firm wins and loses, in sentences.

use super::formats::Formats;
use crate::calc::cycle::calendar::{Calendar, Dimension, Effect};
use crate::calc::portfolio::DATED_CORRELATION;
use crate::language::Word;

const DAYS: [Word; 7] = [
    word!("Monday"),
    word!("Tuesday"),
    word!("Wednesday"),
    word!("Thursday"),
    word!("Friday"),
    word!("Saturday"),
    word!("Sunday"),
];
/// The first group of a weekend.
const SATURDAY: usize = 5;
/// Weekends are told of as such where their days see at most this part of the other days' closings.
const QUIET: f64 = 0.5;

/// Each dimension that matters, with its size: first what is won, then what is lost.
pub fn sentences(calendar: &Calendar, formats: &dyn Formats) -> Vec<String> {
    let won = calendar.won.iter().filter_map(|effect| told(effect, true, formats));
    let lost = calendar.lost.iter().filter_map(|effect| told(effect, false, formats));
    let usual = calendar.is_on().then(|| {
        say!(
            "Where the calendar explains a part, deals usually win and lose together with a \
             correlation of {correlation}.",
            correlation = formats.percent(DATED_CORRELATION.fraction(), 0),
        )
    });
    won.chain(lost).chain(usual).collect()
}

fn told(effect: &Effect, won: bool, formats: &dyn Formats) -> Option<String> {
    let strongest = effect.strongest();
    let times = formats.number(effect.ratio(|group| group == strongest)?, 1);
    Some(match effect.dimension {
        Dimension::Weekday => weekday(effect, won, &times, formats),
        Dimension::DayOfMonth => day_of_month(strongest, won, &times, formats),
        Dimension::MonthOfQuarter => month_of_quarter(strongest, won, &times),
    })
}

fn weekday(effect: &Effect, won: bool, times: &str, formats: &dyn Formats) -> String {
    let is_weekend = |group| group >= SATURDAY;
    if effect.ratio(is_weekend).is_some_and(|ratio| ratio <= QUIET) {
        let share = formats.percent(effect.share(is_weekend), 1);
        return if won {
            say!("Of your wins, {share} come on weekends, two days of seven.", share = share)
        } else {
            say!("Of your losses, {share} come on weekends, two days of seven.", share = share)
        };
    }
    let day = DAYS[effect.strongest()].text();
    if won {
        say!("You win {times} times as much on a {day} as on other days.", times = times, day = day)
    } else {
        say!(
            "You lose {times} times as much on a {day} as on other days.",
            times = times,
            day = day
        )
    }
}

fn day_of_month(group: usize, won: bool, times: &str, formats: &dyn Formats) -> String {
    let first = 5 * group + 1;
    let last = if first == 26 { 31 } else { first + 4 };
    let (from, to) = (formats.number(first as f64, 0), formats.number(last as f64, 0));
    if won {
        say!(
            "You win {times} times as much on days {from} to {to} of a month as on its other days.",
            times = times,
            from = from,
            to = to,
        )
    } else {
        say!(
            "You lose {times} times as much on days {from} to {to} of a month as on its other days.",
            times = times,
            from = from,
            to = to,
        )
    }
}

fn month_of_quarter(month: usize, won: bool, times: &str) -> String {
    match (month, won) {
        (0, true) => say!(
            "You win {times} times as much in the first month of a quarter as in the others.",
            times = times,
        ),
        (1, true) => say!(
            "You win {times} times as much in the second month of a quarter as in the others.",
            times = times,
        ),
        (_, true) => say!(
            "You win {times} times as much in the last month of a quarter as in the others.",
            times = times,
        ),
        (0, false) => say!(
            "You lose {times} times as much in the first month of a quarter as in the others.",
            times = times,
        ),
        (1, false) => say!(
            "You lose {times} times as much in the second month of a quarter as in the others.",
            times = times,
        ),
        (_, false) => say!(
            "You lose {times} times as much in the last month of a quarter as in the others.",
            times = times,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::cycle::calendar::Group;
    use crate::text::formats::Plain;

    fn effect(dimension: Dimension, multipliers: &[f64]) -> Effect {
        let group = |m: &f64| Group { closed: 10.0 * m, expected: 10.0, multiplier: *m };
        Effect { dimension, groups: multipliers.iter().map(group).collect() }
    }

    #[test]
    fn each_dimension_is_told_with_its_size() {
        let weekend = effect(Dimension::Weekday, &[1.3, 1.3, 1.3, 1.3, 1.3, 0.02, 0.0]);
        let friday = effect(Dimension::Weekday, &[1.0, 1.0, 1.0, 1.0, 2.0, 1.0, 1.0]);
        let days = effect(Dimension::DayOfMonth, &[0.8, 1.0, 1.0, 1.0, 1.2, 2.0]);
        let quarter = effect(Dimension::MonthOfQuarter, &[1.0, 1.0, 1.5]);
        let first = effect(Dimension::MonthOfQuarter, &[1.5, 1.0, 1.0]);
        let second = effect(Dimension::MonthOfQuarter, &[1.0, 1.5, 1.0]);
        let all = vec![weekend, friday, days, quarter, first, second];
        let calendar = Calendar { won: all.clone(), lost: all };
        let told = sentences(&calendar, &Plain::default());
        assert_eq!(
            told[..6],
            [
                "Of your wins, 0.3% come on weekends, two days of seven.",
                "You win 2 times as much on a Friday as on other days.",
                "You win 2 times as much on days 26 to 31 of a month as on its other days.",
                "You win 1.5 times as much in the last month of a quarter as in the others.",
                "You win 1.5 times as much in the first month of a quarter as in the others.",
                "You win 1.5 times as much in the second month of a quarter as in the others.",
            ]
        );
        assert_eq!(told.len(), 13);
        assert!(told[6..12].iter().all(|told| told.contains("lose") || told.contains("losses")));
        assert!(told[12].ends_with("a correlation of 2%."), "{}", told[12]);
        assert_eq!(sentences(&Calendar::default(), &Plain::default()), [""; 0]);
    }
}
