//! Leads in sentences.

use super::assess::{self, band};
use super::formats::Formats;
use super::notation::Notation;
use super::record::{Item, record, text};
use super::table::{Cell, Table};
use super::verdict::{Tone, Verdict, of_hundred};
use super::words::{article, days};
use crate::calc::leads::{FIELDS, Inputs, Outlook, Report, Status, Team};
use crate::calc::units::Money;

/// Leads a week at present ÷ those needed from which on it is nearly enough.
const NEARLY: f64 = 0.8;

/// What must come in and until when, in a sentence, and what is behind it.
pub fn verdict(inputs: &Inputs, report: &Report, formats: &dyn Formats) -> Verdict {
    let end = formats.date(report.period.end);
    let told = |tone, headline: &str, detail: String| Verdict {
        tone,
        headline: headline.to_owned(),
        detail,
    };
    match (&report.outlook, report.status) {
        (Some(outlook), _) => open(inputs, report, outlook, formats),
        (None, Status::GoalReached | Status::Open) => told(
            Tone::Enough,
            "This period needs no new leads: the goal is covered.",
            "What is won and what the open deals bring on average reach it. New leads work for the \
             periods after it."
                .into(),
        ),
        (None, Status::PeriodOver) => told(
            Tone::Over,
            "The period is over: leads of today count for later ones.",
            ["It ended on ", &end, ". Choose a later period."].concat(),
        ),
        (None, Status::NeverWon) => told(
            Tone::Short,
            "By these rates no number of leads is enough.",
            "At one of the steps nearly nobody gets through. Check the four shares from lead to win."
                .into(),
        ),
        (None, Status::TooLate) => told(
            Tone::Short,
            "No lead of today can be won in this period.",
            ["The steps take longer than until ", &end, ". Only the open deals can still do it."].concat(),
        ),
    }
}

fn open(inputs: &Inputs, report: &Report, outlook: &Outlook, formats: &dyn Formats) -> Verdict {
    let weekly = whole(outlook.flow.weekly, formats);
    let last = outlook.latest[0];
    let late = last.is_none_or(|last| last < report.period.today);
    let until = last.map_or_else(String::new, |last| formats.date(last));
    let headline = if late {
        ["Most leads come too late now: it would take ", &*weekly, " a week."].concat()
    } else {
        [&*who(outlook, &weekly, formats), "; the last useful day for a lead is ", &until, "."]
            .concat()
    };
    Verdict {
        tone: tone(inputs, outlook, late),
        headline,
        detail: detail(inputs, report, outlook, formats),
    }
}

/// "Marketing must deliver 46 leads a week from now".
fn who(outlook: &Outlook, weekly: &str, formats: &dyn Formats) -> String {
    let [only] = outlook.teams.as_slice() else {
        let parts: Vec<String> = outlook
            .teams
            .iter()
            .map(|row| [&*whole(row.weekly, formats), " from ", team(row.team)].concat())
            .collect();
        let (last, first) = parts.split_last().map_or(("", [].as_slice()), |(a, b)| (a, b));
        return [weekly, " leads a week must come in from now, ", &first.join(", "), " and ", last]
            .concat();
    };
    let leads = if weekly == "1" { " lead" } else { " leads" };
    let name = match only.team {
        Team::Marketing => "Marketing",
        Team::Sales => "Sales",
        Team::Partners => "Partners",
    };
    [name, " must deliver ", weekly, leads, " a week from now"].concat()
}

/// A team within a sentence.
pub fn team(team: Team) -> &'static str {
    match team {
        Team::Marketing => "marketing",
        Team::Sales => "sales",
        Team::Partners => "partners",
    }
}

fn tone(inputs: &Inputs, outlook: &Outlook, late: bool) -> Tone {
    match inputs.leads_now {
        Some(now) if now >= outlook.flow.weekly => Tone::Enough,
        Some(now) if !late && now >= NEARLY * outlook.flow.weekly => Tone::Close,
        None if !late => Tone::Close,
        _ => Tone::Short,
    }
}

fn detail(inputs: &Inputs, report: &Report, outlook: &Outlook, formats: &dyn Formats) -> String {
    let sure = formats.percent(inputs.confidence.fraction(), 2);
    [
        "Missing are ",
        &*short(report.missing, formats),
        ", ",
        &*wins(report.wins, formats),
        ". Of 100 leads, ",
        &*few(100.0 * outlook.ever_won, formats),
        " are won in the end",
        &*half(outlook, formats),
        ": so ",
        &*whole(outlook.flow.leads, formats),
        " until the last day bring it on average. That is ",
        article_of(outlook.chance),
        &*of_hundred(outlook.chance),
        " chance; ",
        ["an", "a"][article(inputs.confidence.0)],
        " ",
        &*sure,
        " chance takes ",
        &*whole(outlook.sure.weekly, formats),
        " leads a week",
        &*compared(inputs, outlook, formats),
        ".",
    ]
    .concat()
}

fn article_of(chance: f64) -> &'static str {
    ["an ", "a "][article((100.0 * chance + 0.5).floor())]
}

fn half(outlook: &Outlook, formats: &dyn Formats) -> String {
    outlook.half_won[0].map_or_else(String::new, |half| {
        [", half of those within ", &*days(f64::from(half), 0, formats)].concat()
    })
}

fn compared(inputs: &Inputs, outlook: &Outlook, formats: &dyn Formats) -> String {
    let Some(now) = inputs.leads_now else { return String::new() };
    let now = formats.number(now, 1);
    if inputs.leads_now.is_some_and(|now| now >= outlook.sure.weekly) {
        [". You get ", &*now, " a week, which is enough for that"].concat()
    } else {
        [". You get ", &*now, " a week"].concat()
    }
}

/// "8.2 wins", "1 win".
pub fn wins(count: f64, formats: &dyn Formats) -> String {
    let number = formats.number(count, 1);
    let unit = if number == "1" { " win" } else { " wins" };
    [&*number, unit].concat()
}

/// Rounded up, so that what is asked for is enough; small numbers with a decimal.
pub fn whole(count: f64, formats: &dyn Formats) -> String {
    if count < 9.95 { formats.number(count, 1) } else { formats.number((count - 1e-6).ceil(), 0) }
}

/// A number of which there may be very few.
fn few(count: f64, formats: &dyn Formats) -> String {
    if count < 0.005 {
        "fewer than 0.01".into()
    } else {
        formats.number(count, if count < 1.0 { 2 } else { 1 })
    }
}

/// An amount within a sentence.
pub fn short(amount: Money, formats: &dyn Formats) -> String {
    if amount.0.abs() >= 999_500.0 {
        formats.money_short(amount)
    } else {
        formats.money(Money(amount.0.round()))
    }
}

/// The record of an answer, for the page around the calculator.
pub fn answered(inputs: &Inputs, report: &Report, verdict: &Verdict) -> Item {
    record([
        ("calculator", text("leads")),
        ("problems", Item::List(Vec::new())),
        ("inputs", inputs_of(inputs)),
        ("band", text(band(verdict.tone))),
        ("headline", text(&verdict.headline)),
        ("detail", text(&verdict.detail)),
        ("figures", figures(report)),
    ])
}

/// Every input by the key of its field.
pub fn inputs_of(inputs: &Inputs) -> Item {
    assess::fields_of(FIELDS, inputs)
}

/// The figures of a report by their keys; shares and chances in percent, days as text.
fn figures(report: &Report) -> Item {
    let number = |of: &dyn Fn(&Outlook) -> Option<f64>| {
        report.outlook.as_ref().and_then(of).map_or(Item::Nothing, Item::Number)
    };
    let latest = report.outlook.as_ref().and_then(|outlook| outlook.latest[0]);
    record([
        ("missing", Item::Number(report.missing.0)),
        ("wins", Item::Number(report.wins)),
        ("weekly_leads", number(&|o| Some(o.flow.weekly))),
        ("leads", number(&|o| Some(o.flow.leads))),
        ("sure_leads", number(&|o| Some(o.sure.weekly))),
        ("chance", number(&|o| Some(100.0 * o.chance))),
        ("ever_won", number(&|o| Some(100.0 * o.ever_won))),
        ("latest_lead", latest.map_or(Item::Nothing, |day| text(super::canonical::date(day)))),
        ("cost", number(&|o| Some(o.cost?.total.0))),
        ("cost_win", number(&|o| Some(o.cost?.win?.0))),
        ("unanswered", number(&|o| Some(o.losses.unanswered?.1.0))),
        (
            "answered_in_time",
            report
                .follow_up
                .and_then(|answer| answer.now)
                .map_or(Item::Nothing, |now| Item::Number(100.0 * now.within)),
        ),
    ])
}

/// The plan week by week, for a spreadsheet.
pub fn csv(outlook: &Outlook, notation: &Notation) -> String {
    let mut table = Table::new(notation);
    table.texts(["from", "to", "leads", "mqls", "sqls", "opportunities", "wins", "useful"]);
    for week in &outlook.weeks {
        let [mqls, sqls, opportunities] = week.reached;
        table.row([
            Cell::Day(week.start),
            Cell::Day(week.end),
            Cell::Number(week.leads),
            Cell::Number(mqls),
            Cell::Number(sqls),
            Cell::Number(opportunities),
            Cell::Number(week.wins),
            Cell::Text(if week.useful { "yes" } else { "no" }),
        ]);
    }
    table.into_text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::leads::report;
    use crate::text::example::leads::example_leads;
    use crate::text::formats::Plain;

    fn told(change: impl Fn(&mut Inputs)) -> Verdict {
        let mut inputs = example_leads("2026-10-05".parse().unwrap());
        change(&mut inputs);
        verdict(&inputs, &report(&inputs), &Plain::default())
    }

    #[test]
    fn the_headline_says_how_many_and_until_when() {
        let both = told(|_| ());
        assert!(
            both.headline.contains(" leads a week must come in from now, "),
            "{}",
            both.headline
        );
        assert!(both.headline.contains(" from marketing and "), "{}", both.headline);
        let one = told(|inputs| inputs.sources = Default::default());
        assert!(one.headline.starts_with("Marketing must deliver "), "{}", one.headline);
        assert!(one.headline.contains("; the last useful day for a lead is "), "{}", one.headline);
        assert!(
            one.detail.contains("Missing are $450,000, 9 wins. Of 100 leads, "),
            "{}",
            one.detail
        );
        assert!(one.detail.contains("an 80% chance takes "), "{}", one.detail);
    }

    #[test]
    fn each_end_of_the_story_has_its_words() {
        let headline = |change: &dyn Fn(&mut Inputs)| told(change).headline;
        assert!(headline(&|i| i.closed_won = i.goal).contains("no new leads"));
        let never = |i: &mut Inputs| {
            i.sources = Default::default();
            i.rates[2].0 = 0.0;
        };
        assert_eq!(headline(&never), "By these rates no number of leads is enough.");
        let late = |i: &mut Inputs| (i.period, i.lags[3].0, i.lag_spread) = (0, 400, 0.0);
        assert_eq!(headline(&late), "No lead of today can be won in this period.");
        let mostly = |i: &mut Inputs| (i.period, i.lags[3].0) = (0, 200);
        assert!(headline(&mostly).starts_with("Most leads come too late now"));
        let over = |i: &mut Inputs| {
            i.period = 4;
            i.period_start = "2026-07-01".parse().ok();
            i.period_end = "2026-09-30".parse().ok();
        };
        assert!(headline(&over).starts_with("The period is over"));
    }

    #[test]
    fn enough_leads_at_present_are_enough() {
        let tone = |now| told(|inputs| inputs.leads_now = now).tone;
        assert_eq!(
            (tone(Some(1e4)), tone(Some(1.0)), tone(None)),
            (Tone::Enough, Tone::Short, Tone::Close)
        );
    }

    #[test]
    fn the_plan_goes_to_a_spreadsheet() {
        let inputs = example_leads("2026-10-05".parse().unwrap());
        let outlook = report(&inputs).outlook.unwrap();
        let csv = csv(&outlook, Plain::default().notation());
        assert_eq!(csv.lines().count(), outlook.weeks.len() + 1);
        assert!(csv.contains("2026-10-05,2026-10-11,"), "{csv}");
    }
}
