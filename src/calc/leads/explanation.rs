//! Where each figure of a leads report comes from.

mod yields;

use crate::language::Word;
use chrono::NaiveDate;

use super::funnel::STEPS;
use super::plan::DAYS_PER_WEEK;
use super::{Inputs, Outlook, Report};
use crate::calc::explain::{Explanation, Formula, Quantity};
use crate::calc::units::Money;

const LAGS: Word =
    word!("The days of each step spread as a gamma distribution around your averages.");

/// The formula behind each figure of `report`, which must be the report of `inputs`.
pub fn explanations(inputs: &Inputs, report: &Report) -> Vec<Explanation> {
    let mut all = missing(inputs, report).to_vec();
    if let Some(outlook) = &report.outlook {
        all.extend(rates(inputs, outlook));
        all.extend(timeless(report, outlook));
        all.extend(flows(report, outlook));
        all.extend(latest(report, outlook));
        all.extend(returned(outlook));
        all.extend(yields::teams(outlook));
        all.extend(yields::costs(inputs, outlook));
        all.extend(yields::losses(inputs, outlook));
        all.extend(yields::per_rep(inputs, outlook));
    }
    all.extend(report.follow_up.iter().flat_map(|answer| yields::follow_up(inputs, answer)));
    all
}

fn money(name: Word, amount: Money) -> Formula {
    Formula::Figure(name, Quantity::Money(amount.0))
}

fn share(name: Word, value: f64) -> Formula {
    Formula::Figure(name, Quantity::Share(value))
}

fn count(name: Word, value: f64) -> Formula {
    Formula::Figure(name, Quantity::Count(value))
}

fn number(name: Word, value: f64) -> Formula {
    Formula::Figure(name, Quantity::Number(value))
}

fn explain(
    (key, label): (&'static str, Word),
    result: Quantity,
    formula: Formula,
    note: Word,
) -> Explanation {
    Explanation { key, label, result, date: None, formula, note }
}

fn missing(inputs: &Inputs, report: &Report) -> [Explanation; 2] {
    let short = money(word!("goal"), inputs.goal)
        - money(word!("closed-won so far"), inputs.closed_won)
        - money(word!("expected from open deals"), inputs.expected_open);
    [
        explain(
            ("missing", word!("Revenue that new leads have to bring")),
            Quantity::Money(report.missing.0),
            Formula::AtLeastZero(Box::new(short)),
            Word::NONE,
        ),
        explain(
            ("wins", word!("Wins that new leads have to bring")),
            Quantity::Count(report.wins),
            money(word!("revenue that is missing"), report.missing)
                / money(word!("average deal"), inputs.average_deal),
            Word::NONE,
        ),
    ]
}

const RATES: [(&str, Word); STEPS] = [
    ("mql_rate", word!("Leads that become an MQL in the end")),
    ("sql_rate", word!("MQLs that become an SQL in the end")),
    ("opportunity_rate", word!("SQLs that become an opportunity in the end")),
    ("win_rate", word!("Opportunities that are won in the end")),
];
const SHARES: [Word; STEPS] = [
    word!("leads to MQL"),
    word!("MQLs to SQL"),
    word!("SQLs to opportunity"),
    word!("opportunities won"),
];

fn rates(inputs: &Inputs, outlook: &Outlook) -> Vec<Explanation> {
    let one = outlook.sources.len() == 1 && outlook.sources[0].name.key == "all";
    let mut all: Vec<Explanation> = (0..STEPS)
        .map(|step| {
            let result = Quantity::Share(outlook.rates[step]);
            if one {
                explain(RATES[step], result, with_return(inputs, outlook, step), RETURN)
            } else {
                let through = |steps: usize| -> f64 {
                    outlook.flow.leads * outlook.rates[..steps].iter().product::<f64>()
                };
                let mixed = count(word!("those who get through"), through(step + 1))
                    / count(word!("those who get to this step"), through(step));
                explain(RATES[step], result, mixed, MIXED)
            }
        })
        .collect();
    let product = (0..STEPS).map(|step| share(SHARES[step], outlook.rates[step])).collect();
    all.push(explain(
        ("ever_won", word!("Chance of a lead to be ever won")),
        Quantity::Share(outlook.ever_won),
        Formula::Product(product),
        Word::NONE,
    ));
    all
}

const RETURN: Word = word!(
    "Those who do not get through may come back; each time they do as well as you \
                      said, compared with a first try."
);
const MIXED: Word = word!(
    "Each source has its own share at each step; together they count with as many \
                     leads as they bring."
);

/// `c / (1 - (1 - c) rho d)`.
fn with_return(inputs: &Inputs, outlook: &Outlook, step: usize) -> Formula {
    let first = inputs.rates[step].fraction();
    let speed = if step == 0 { outlook.speed } else { 1.0 };
    let rate = (first * speed).min(1.0);
    let name = word!("first tries that get through");
    let tries = if (speed - 1.0).abs() > 1e-12 && first * speed < 1.0 {
        share(name, first) * number(word!("effect of faster answers"), speed)
    } else {
        share(name, rate)
    };
    let again = Formula::Product(vec![
        Formula::Constant(1.0) - share(name, rate),
        share(word!("returned and back"), inputs.returned[step].fraction()),
        share(word!("how well they do then"), inputs.return_rate.fraction()),
    ]);
    tries / (Formula::Constant(1.0) - again)
}

fn timeless(report: &Report, outlook: &Outlook) -> Vec<Explanation> {
    const NAMES: [(&str, Word); STEPS] = [
        ("timeless_leads", word!("Leads, if time played no part")),
        ("timeless_mqls", word!("MQLs, if time played no part")),
        ("timeless_sqls", word!("SQLs, if time played no part")),
        ("timeless_opportunities", word!("Opportunities, if time played no part")),
    ];
    const NEXT: [Word; STEPS] =
        [word!("MQLs"), word!("SQLs"), word!("opportunities"), word!("wins that are missing")];
    (0..STEPS)
        .map(|step| {
            let next = outlook.timeless.get(step + 1).copied().unwrap_or(report.wins);
            let formula = count(NEXT[step], next) / share(SHARES[step], outlook.rates[step]);
            explain(NAMES[step], Quantity::Count(outlook.timeless[step]), formula, Word::NONE)
        })
        .collect()
}

fn flows(report: &Report, outlook: &Outlook) -> Vec<Explanation> {
    let days = outlook.won_by.len() as f64;
    let daily = count(word!("leads in all"), outlook.flow.leads)
        / Formula::Figure(word!("days from today to the last"), Quantity::Days(days));
    let weekly = daily * Formula::Constant(DAYS_PER_WEEK);
    let leads = count(word!("wins that are missing"), report.wins)
        / share(word!("chance of a lead of these days to be won in time"), outlook.in_time);
    let sure = count(word!("leads a week for the average"), outlook.flow.weekly)
        * number(word!("opportunities for the confidence wanted"), outlook.sure_opportunities)
        / number(word!("opportunities for the average"), outlook.opportunities);
    let mut all = vec![
        explain(
            ("leads", word!("Leads until the last day")),
            Quantity::Count(outlook.flow.leads),
            leads,
            LAGS,
        ),
        explain(
            ("weekly_leads", word!("Leads a week")),
            Quantity::Count(outlook.flow.weekly),
            weekly,
            Word::NONE,
        ),
        explain(
            ("sure_leads", word!("Leads a week for the confidence wanted")),
            Quantity::Count(outlook.sure.weekly),
            sure,
            word!(
                "The least number of opportunities with that chance of enough wins, as coverage works it out."
            ),
        ),
        chance(report, outlook),
    ];
    all.extend(outlook.early.map(|early| {
        let formula = count(word!("leads in all by then"), early.leads)
            / number(word!("weeks until the last useful day"), early.leads / early.weekly);
        explain(
            ("early_leads", word!("Leads a week if they stop on the last useful day")),
            Quantity::Count(early.weekly),
            formula,
            LAGS,
        )
    }));
    all
}

fn chance(report: &Report, outlook: &Outlook) -> Explanation {
    let whole = (report.wins - 1e-9).ceil().max(1.0);
    let short = share(word!("chance of fewer wins than are needed"), 1.0 - outlook.chance);
    let note = if whole > report.wins + 1e-6 {
        word!(
            "As in coverage: each opportunity is won or lost by chance, and a good or bad market moves all of \
             them. Only whole wins count, so the number needed is rounded up."
        )
    } else {
        word!(
            "As in coverage: each opportunity is won or lost by chance, and a good or bad market moves all of \
             them."
        )
    };
    explain(
        ("chance", word!("Chance that these leads bring enough wins")),
        Quantity::Share(outlook.chance),
        Formula::Constant(1.0) - short,
        note,
    )
}

fn latest(report: &Report, outlook: &Outlook) -> Vec<Explanation> {
    const NAMES: [(&str, Word); STEPS] = [
        ("latest_lead", word!("Last useful day for a lead")),
        ("latest_mql", word!("Last useful day for an MQL")),
        ("latest_sql", word!("Last useful day for an SQL")),
        ("latest_opportunity", word!("Last useful day for an opportunity")),
    ];
    let left = report.period.days_left() as f64 - 1.0;
    let one = |step: usize| {
        let (days, date) = (outlook.half_won[step]?, outlook.latest[step]?);
        Some(latest_of(NAMES[step], left, f64::from(days), date))
    };
    (0..STEPS).filter_map(one).collect()
}

fn latest_of(name: (&'static str, Word), left: f64, days: f64, date: NaiveDate) -> Explanation {
    let formula = Formula::Figure(word!("days from today to the last"), Quantity::Days(left))
        - Formula::Figure(word!("days until half of those ever won are won"), Quantity::Days(days));
    let note = word!(
        "One that comes later is more likely won too late than in time, if it is won at all."
    );
    Explanation { date: Some(date), ..explain(name, Quantity::Days(left - days), formula, note) }
}

fn returned(outlook: &Outlook) -> Option<Explanation> {
    let (without, with) = (outlook.without_return.weekly, outlook.flow.weekly);
    (without > with).then(|| {
        explain(
            ("return_saves", word!("Leads a week saved by those who come back")),
            Quantity::Count(without - with),
            count(word!("leads a week if none came back"), without)
                - count(word!("leads a week"), with),
            Word::NONE,
        )
    })
}
