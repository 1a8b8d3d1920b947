//! The sweep in sentences.

use super::assess::{self, band};
use super::formats::Formats;
use super::record::{Item, Record, record, text};
use super::verdict::{Tone, Verdict, of_hundred};
use crate::calc::sweep::{
    FIELDS, Inputs, Line, Regret, Report, Rule, Standing, Step, Verdict as Deal,
};
use crate::calc::units::Money;

/// A share of dead pipeline from which on it is a matter of concern.
const MUCH: f64 = 0.15;

/// What was found, in a sentence, and what it means.
pub fn verdict(report: &Report, formats: &dyn Formats) -> Verdict {
    let (dead, before) = (&report.dead, &report.before);
    if before.deals == 0 {
        return Verdict {
            tone: Tone::Over,
            headline: "The list has no open deal.".into(),
            detail: "There is nothing to sweep. Check that your export has open deals too.".into(),
        };
    }
    if dead.deals == 0 {
        return Verdict {
            tone: Tone::Enough,
            headline: format!(
                "None of your {} is dead.",
                deals(before.deals, "open deal", formats)
            ),
            detail: chance(report, formats),
        };
    }
    let tone = if dead.share >= MUCH { Tone::Short } else { Tone::Close };
    let headline = match (before.deals, dead.deals) {
        (1, _) => format!("Your one open deal is dead: {}.", short(dead.value, formats)),
        (_, count) => format!(
            "{} of your {} {} dead: {} of {}.",
            formats.number(count as f64, 0),
            deals(before.deals, "open deal", formats),
            if count == 1 { "is" } else { "are" },
            short(dead.value, formats),
            short(before.pipeline, formats),
        ),
    };
    let detail = format!(
        "They look like {} of your pipeline and would bring {} of the {} to expect from it. {}",
        formats.percent(dead.share, 0),
        short(before.expected - report.after.expected, formats),
        short(before.expected, formats),
        chance(report, formats),
    );
    Verdict { tone, headline, detail }
}

fn chance(report: &Report, formats: &dyn Formats) -> String {
    if report.remaining.0 <= 0.0 {
        return "Your goal is reached with what is won already.".into();
    }
    format!(
        "The chance of making the goal with the deals that are left is {}; on average they and \
         what is won end at {}.",
        of_hundred(report.after.outcome.chance),
        short(report.after.outcome.expected, formats),
    )
}

/// What makes a deal dead here, and what that would have cost.
pub fn line(line: &Line, formats: &dyn Formats) -> String {
    let days = |days: f64| deals_of(days, "day", formats);
    let late = formats.percent(line.late_wins, 1);
    match (line.rule, line.after) {
        (Rule::OwnHistory { limit }, Some(after)) => format!(
            "By your own {}: a deal counts as dead when, four times out of five, its chance to be \
             ever won is at most {}, a quarter of a new deal's. That is so after {}; {late} of your \
             wins come later.",
            deals(line.wins, "win", formats),
            formats.percent(limit, 1),
            days(after),
        ),
        (Rule::OwnHistory { .. }, None) => format!(
            "By your own {}, no age makes a deal dead: late deals are won nearly as often as new ones.",
            deals(line.wins, "win", formats),
        ),
        (Rule::Cycles { multiple }, Some(after)) => format!(
            "Your list shows {}, fewer than the 30 that it takes to judge by your own history. So a \
             deal counts as dead after {} sales cycles, {}. Of all wins, {late} come later than that.",
            deals(line.wins, "win", formats),
            formats.number(multiple, 1),
            days(after),
        ),
        (Rule::Cycles { .. }, None) => String::new(),
    }
}

/// What the line would have closed too early.
pub fn regret(regret: &Regret, formats: &dyn Formats) -> String {
    let count = regret.positions.len();
    let spared = deals(regret.lost, "deal", formats);
    if count == 0 {
        return format!(
            "Followed in the past, this line would have closed none of the deals that you won, and \
             {spared} that you lost in the end.",
        );
    }
    format!(
        "Followed in the past, this line would have closed {} that you later won, {}, of {} in all. \
         It would also have closed {spared} that you lost in the end.",
        deals(count, "deal", formats),
        short(regret.value, formats),
        deals(regret.wins, "win", formats),
    )
}

/// Why a deal stands where it stands.
pub fn reason(deal: &Deal, formats: &dyn Formats) -> String {
    let ago = |days: u32| [&*deals_of(f64::from(days), "day", formats), " ago"].concat();
    let mut parts: Vec<String> = Vec::new();
    parts.extend(match deal.standing {
        _ if deal.kept => Some("past the line, kept by you".to_owned()),
        Standing::Dead => Some("past the line".to_owned()),
        Standing::Aged if deal.past_due.is_none() => Some("older than your cycle".to_owned()),
        Standing::Aged | Standing::Fresh => None,
    });
    parts.extend(deal.past_due.map(|days| ["due ", &*ago(days)].concat()));
    parts.extend(deal.idle.map(|days| match days {
        0 => "active today".to_owned(),
        days => ["last active ", &*ago(days)].concat(),
    }));
    parts.join("; ")
}

/// What to do next, as a command.
pub fn step(step: Step, formats: &dyn Formats) -> String {
    match step {
        Step::Keep => "Go on".into(),
        Step::Requalify(by) => format!("Requalify by {}", formats.date(by)),
        Step::Nurture => "Return to marketing".into(),
        Step::CloseAsLost => "Close as lost".into(),
    }
}

/// "38 open deals", "1 win".
pub fn deals(count: usize, one: &str, formats: &dyn Formats) -> String {
    deals_of(count as f64, one, formats)
}

fn deals_of(count: f64, one: &str, formats: &dyn Formats) -> String {
    let number = formats.number(count, 0);
    if number == "1" { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// What the dead deals would have to do for the goal.
pub fn survivors(report: &Report, formats: &dyn Formats) -> Option<String> {
    let (gap, dead) = (report.survivors.gap, report.dead.deals);
    if dead == 0 || gap.0 <= 0.0 {
        return None;
    }
    let gap = short(gap, formats);
    Some(match report.survivors.deals {
        Some(needed) => format!(
            "Without them {gap} is missing on average: at least {} of the {} dead ones, the largest, \
             would have to be won after all.",
            formats.number(needed as f64, 0),
            formats.number(dead as f64, 0),
        ),
        None => format!(
            "Without them {gap} is missing on average, more than all dead deals together are worth.",
        ),
    })
}

/// Open deals whose expected day of closing has passed.
pub fn past_due(report: &Report, formats: &dyn Formats) -> Option<String> {
    let late = &report.past_due;
    (late.deals > 0).then(|| {
        format!(
            "{} {} past {} expected close date: {}, {} of the pipeline.",
            deals(late.deals, "open deal", formats),
            if late.deals == 1 { "is" } else { "are" },
            if late.deals == 1 { "its" } else { "their" },
            short(late.value, formats),
            formats.percent(late.share, 0),
        )
    })
}

fn short(amount: Money, formats: &dyn Formats) -> String {
    if amount.0.abs() >= 999_500.0 {
        formats.money_short(amount)
    } else {
        formats.money(Money(amount.0.round()))
    }
}

/// The record of an answer, for the page around a sweep: figures of the list, no deals.
pub fn answered(inputs: &Inputs, report: &Report, verdict: &Verdict) -> Item {
    record([
        ("calculator", text("sweep")),
        ("problems", Item::List(Vec::new())),
        ("inputs", inputs_of(inputs)),
        ("band", text(band(verdict.tone))),
        ("headline", text(&verdict.headline)),
        ("detail", text(&verdict.detail)),
        ("figures", Item::Record(figures(report))),
    ])
}

/// Every input by the key of its field.
pub fn inputs_of(inputs: &Inputs) -> Item {
    assess::fields_of(FIELDS, inputs)
}

/// The figures of a report by their keys; shares and chances in percent.
fn figures(report: &Report) -> Record {
    let count = |count: usize| Item::Number(count as f64);
    let percent = |share: f64| Item::Number(share * 100.0);
    let money = |amount: Money| Item::Number(amount.0);
    let (before, after) = (&report.before, &report.after);
    let coverage = |ratio: Option<f64>| ratio.map_or(Item::Nothing, Item::Number);
    let figures = [
        ("open_deals", count(before.deals)),
        ("open_pipeline", money(before.pipeline)),
        ("dead_deals", count(report.dead.deals)),
        ("dead_pipeline", money(report.dead.value)),
        ("dead_share", percent(report.dead.share)),
        ("dead_after", report.line.after.map_or(Item::Nothing, Item::Number)),
        ("past_due_deals", count(report.past_due.deals)),
        ("coverage_before", coverage(before.coverage)),
        ("coverage_after", coverage(after.coverage)),
        ("expected_before", money(before.expected)),
        ("expected_after", money(after.expected)),
        ("chance_before", percent(before.outcome.chance)),
        ("chance_after", percent(after.outcome.chance)),
    ];
    figures.into_iter().map(|(key, item)| (key.to_owned(), item)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::sweep::{Overrides, Precision, report};
    use crate::text::example::deals::{example_deals, example_sweep};
    use crate::text::formats::Plain;

    fn example(with: impl Fn(&mut Vec<crate::calc::deals::Deal>)) -> Report {
        let today = "2026-11-16".parse().unwrap();
        let mut deals = example_deals(today);
        with(&mut deals);
        let inputs = example_sweep(today);
        let portfolio = inputs.portfolio(&deals).unwrap();
        report(&inputs, &portfolio, &Overrides::default(), Precision::Interactive)
    }

    #[test]
    fn the_headline_counts_and_sums_the_dead() {
        let report = example(|_| ());
        let verdict = verdict(&report, &Plain::default());
        let start = format!("{} of your 72 open deals are dead: $", report.dead.deals);
        assert!(verdict.headline.starts_with(&start), "{}", verdict.headline);
        assert!(verdict.detail.contains("The chance of making the goal"), "{}", verdict.detail);
        assert_eq!(verdict.tone, Tone::Short);
    }

    #[test]
    fn a_list_without_dead_or_open_deals_says_so() {
        let open =
            |deal: &crate::calc::deals::Deal| deal.outcome == crate::calc::deals::Outcome::Open;
        let none = example(|deals| deals.retain(|deal| !open(deal)));
        assert_eq!(verdict(&none, &Plain::default()).headline, "The list has no open deal.");
        let fresh = example(|deals| {
            for deal in deals.iter_mut().filter(|deal| open(deal)) {
                deal.created = "2026-11-10".parse().unwrap();
            }
        });
        let verdict = verdict(&fresh, &Plain::default());
        assert_eq!(verdict.headline, "None of your 72 open deals is dead.");
        assert_eq!(survivors(&fresh, &Plain::default()), None);
    }

    #[test]
    fn what_should_have_closed_is_told() {
        let told = past_due(&example(|_| ()), &Plain::default()).unwrap();
        assert!(told.contains(" open deals are past their expected close date: $"), "{told}");
        let none = example(|deals| deals.iter_mut().for_each(|deal| deal.expected_close = None));
        assert_eq!(past_due(&none, &Plain::default()), None);
    }

    #[test]
    fn the_rule_and_its_cost_are_told() {
        let report = example(|_| ());
        let formats = Plain::default();
        assert!(line(&report.line, &formats).starts_with("By your own "));
        let told = regret(&report.regret.clone().unwrap(), &formats);
        assert!(told.starts_with("Followed in the past, this line would have closed "), "{told}");
        let few = example(|deals| {
            let mut wins = 0;
            deals.retain(|deal| {
                let won = matches!(deal.outcome, crate::calc::deals::Outcome::Won(_));
                wins += usize::from(won);
                !won || wins <= 5
            });
        });
        let told = line(&few.line, &formats);
        assert!(told.contains("shows 5 wins, fewer than the 30"), "{told}");
        assert!(told.contains("after 2 sales cycles"), "{told}");
    }

    #[test]
    fn a_deal_says_why_and_what_next() {
        let report = example(|_| ());
        let formats = Plain::default();
        let dead = report.deals.iter().find(|deal| deal.standing == Standing::Dead).unwrap();
        let why = reason(dead, &formats);
        assert!(why.starts_with("past the line; due "), "{why}");
        assert!(why.ends_with(" ago"), "{why}");
        assert_eq!(
            step(Step::Requalify("2026-12-01".parse().unwrap()), &formats),
            "Requalify by 1 Dec 2026"
        );
    }
}
