//! The dead line and what it costs, in sentences.

use super::{number, short};
use crate::calc::sweep::{Line, Regret, Rule};
use crate::language::Count;
use crate::text::formats::Formats;

/// What makes a deal dead here, and what that would have cost.
pub fn line(line: &Line, formats: &dyn Formats) -> String {
    let wins = number(line.wins, formats);
    let late = formats.percent(line.late_wins, 1);
    let Some(days) = line.days else {
        return say!(
            "By your own {wins} {wins?win|wins}, no age makes a deal dead: late deals are won \
             nearly as often as new ones.",
            wins = wins,
        );
    };
    let days = formats.count(days, 0);
    match line.rule {
        Rule::OwnHistory => say!(
            "A deal counts as dead once it is {days} {days?day|days} old. By your own {wins} \
             {wins?win|wins}, deals of that age are hardly ever won any more; {late} of your wins come \
             later.",
            days = days,
            wins = wins,
            late = late,
        ),
        Rule::Cycles { multiple } if line.wins > 0 => say!(
            "A deal would count as dead once it is {days} {days?day|days} old, {cycles} sales cycles. \
             None of your deals has been that old; {late} of your wins come later.",
            days = days,
            cycles = formats.number(multiple, 1),
            late = late,
        ),
        Rule::Cycles { multiple } => say!(
            "A deal counts as dead once it is {days} {days?day|days} old, {cycles} sales cycles: your \
             list shows no win to judge by. Of all wins, {late} come later than that.",
            days = days,
            cycles = formats.number(multiple, 1),
            late = late,
        ),
        Rule::Moved => [&*moved(&days, &late), " ", &*found(line, formats)].concat(),
    }
}

fn moved(days: &Count, late: &str) -> String {
    say!(
        "By your own line, a deal counts as dead when it is older than {days} {days?day|days}; {late} \
         of your wins come later.",
        days = days,
        late = late,
    )
}

/// Where a line that was moved would be otherwise.
fn found(line: &Line, formats: &dyn Formats) -> String {
    match line.found {
        Some(days) => say!(
            "Your history would draw it at {days} {days?day|days}.",
            days = formats.count(days, 0),
        ),
        None => say!("By your history, no age makes a deal dead.").into(),
    }
}

/// What the line would have closed too early.
pub fn regret(regret: &Regret, formats: &dyn Formats) -> String {
    let lost = number(regret.lost, formats);
    if regret.positions.is_empty() {
        return say!(
            "Followed in the past, this line would have closed none of the deals that you won, and \
             {lost} {lost?deal|deals} that you lost in the end.",
            lost = lost,
        );
    }
    say!(
        "Followed in the past, this line would have closed {won} {won?deal|deals} that you later \
         won, {value}, of {wins} {wins?win|wins} in all. It would also have closed {lost} \
         {lost?deal|deals} that you lost in the end.",
        won = number(regret.positions.len(), formats),
        value = short(regret.value, formats),
        wins = number(regret.wins, formats),
        lost = lost,
    )
}
