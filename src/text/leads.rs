//! Leads in sentences.

use super::assess::{self, band};
use super::formats::Formats;
use super::notation::Notation;
use super::record::{Item, record, text};
use super::table::{Cell, Table};
use super::verdict::{Tone, Verdict, of_hundred};
use super::words::article;
use crate::calc::leads::{FIELDS, Inputs, Outlook, Report, Status, Team, TeamRow};
use crate::calc::units::Money;
use crate::language::Count;

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
            say!("This period needs no new leads: the goal is covered."),
            say!("What is won and what the open deals bring on average reach it. New leads work for the \
             periods after it.")
                .into(),
        ),
        (None, Status::PeriodOver) => told(
            Tone::Over,
            say!("The period is over: leads of today count for later ones."),
            say!("It ended on {day}. Choose a later period.", day = end),
        ),
        (None, Status::NeverWon) => told(
            Tone::Short,
            say!("By these rates no number of leads is enough."),
            say!("At one of the steps nearly nobody gets through. Check the four shares from lead to win.")
                .into(),
        ),
        (None, Status::TooLate) => told(
            Tone::Short,
            say!("No lead of today can be won in this period."),
            say!(
                "The steps take longer than until {day}. Only the open deals can still do it.",
                day = end,
            ),
        ),
    }
}

fn open(inputs: &Inputs, report: &Report, outlook: &Outlook, formats: &dyn Formats) -> Verdict {
    let weekly = whole(outlook.flow.weekly, formats);
    let last = outlook.latest[0];
    let late = last.is_none_or(|last| last < report.period.today);
    let until = last.map_or_else(String::new, |last| formats.date(last));
    let headline = if late {
        say!("Most leads come too late now: it would take {weekly} a week.", weekly = weekly)
    } else {
        say!(
            "{demand}; the last useful day for a lead is {day}.",
            demand = who(outlook, &weekly, formats),
            day = until,
        )
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
        let of = |row: &TeamRow| {
            let leads = whole(row.weekly, formats);
            say!("{team}: {leads}", team = team(row.team), leads = leads)
        };
        let teams: Vec<String> = outlook.teams.iter().map(of).collect();
        return say!(
            "{weekly} leads a week must come in from now ({teams})",
            weekly = weekly,
            teams = teams.join(", "),
        );
    };
    let n = Count { text: weekly.to_owned(), form: usize::from(weekly != formats.number(1.0, 0)) };
    match only.team {
        Team::Marketing => {
            say!("Marketing must deliver {n} {n?lead|leads} a week from now", n = n)
        }
        Team::Sales => say!("Sales must deliver {n} {n?lead|leads} a week from now", n = n),
        Team::Partners => say!("Partners must deliver {n} {n?lead|leads} a week from now", n = n),
    }
}

/// What a team is called.
pub fn team(team: Team) -> &'static str {
    match team {
        Team::Marketing => say!("Marketing"),
        Team::Sales => say!("Sales"),
        Team::Partners => say!("Partners"),
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
    let missing = say!(
        "Missing are {amount}, {n} {n?win|wins}.",
        amount = short(report.missing, formats),
        n = formats.count(report.wins, 1),
    );
    let won = few(100.0 * outlook.ever_won, formats);
    let leads = whole(outlook.flow.leads, formats);
    let takes = if let Some(half) = outlook.half_won[0] {
        say!(
            "Of 100 leads, {won} are won in the end, half of those within {n} {n?day|days}: so {leads} until the last day bring it on average.",
            won = won,
            n = formats.count(f64::from(half), 0),
            leads = leads,
        )
    } else {
        say!(
            "Of 100 leads, {won} are won in the end: so {leads} until the last day bring it on average.",
            won = won,
            leads = leads,
        )
    };
    let sure = say!(
        "That is {even?an|a} {even} chance; {sure?an|a} {sure} chance takes {weekly} leads a week.",
        even = Count {
            text: of_hundred(outlook.chance),
            form: article((100.0 * outlook.chance + 0.5).floor()),
        },
        sure = Count {
            text: formats.percent(inputs.confidence.fraction(), 2),
            form: article(inputs.confidence.0),
        },
        weekly = whole(outlook.sure.weekly, formats),
    );
    let mut words = [missing, takes, sure].join(" ");
    if let Some(now) = inputs.leads_now {
        let leads = formats.number(now, 1);
        words += " ";
        words += &if now >= outlook.sure.weekly {
            say!("You get {leads} a week, which is enough for that.", leads = leads)
        } else {
            say!("You get {leads} a week.", leads = leads)
        };
    }
    words
}

/// "8.2 wins", "1 win".
pub fn wins(count: f64, formats: &dyn Formats) -> String {
    say!("{n} {n?win|wins}", n = formats.count(count, 1))
}

/// Rounded up, so that what is asked for is enough; small numbers with a decimal.
pub fn whole(count: f64, formats: &dyn Formats) -> String {
    if count < 9.95 { formats.number(count, 1) } else { formats.number((count - 1e-6).ceil(), 0) }
}

/// A number of which there may be very few.
fn few(count: f64, formats: &dyn Formats) -> String {
    if count < 0.005 {
        say!("fewer than 0.01").into()
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
            both.headline.contains(" leads a week must come in from now (Marketing: "),
            "{}",
            both.headline
        );
        assert!(both.headline.contains(", Sales: "), "{}", both.headline);
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
