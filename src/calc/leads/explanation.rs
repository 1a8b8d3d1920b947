//! Where each figure of a leads report comes from.

mod yields;

use chrono::NaiveDate;

use super::funnel::STEPS;
use super::plan::DAYS_PER_WEEK;
use super::{Inputs, Outlook, Report};
use crate::calc::explain::{Explanation, Formula, Quantity};
use crate::calc::units::Money;

const LAGS: &str = "The days of each step spread as a gamma distribution around your averages.";

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

fn money(name: &'static str, amount: Money) -> Formula {
    Formula::Figure(name, Quantity::Money(amount.0))
}

fn share(name: &'static str, value: f64) -> Formula {
    Formula::Figure(name, Quantity::Share(value))
}

fn count(name: &'static str, value: f64) -> Formula {
    Formula::Figure(name, Quantity::Count(value))
}

fn number(name: &'static str, value: f64) -> Formula {
    Formula::Figure(name, Quantity::Number(value))
}

fn explain(
    (key, label): (&'static str, &'static str),
    result: Quantity,
    formula: Formula,
    note: &'static str,
) -> Explanation {
    Explanation { key, label, result, date: None, formula, note }
}

fn missing(inputs: &Inputs, report: &Report) -> [Explanation; 2] {
    let short = money("goal", inputs.goal)
        - money("closed-won so far", inputs.closed_won)
        - money("expected from open deals", inputs.expected_open);
    [
        explain(
            ("missing", "Revenue that new leads have to bring"),
            Quantity::Money(report.missing.0),
            Formula::AtLeastZero(Box::new(short)),
            "",
        ),
        explain(
            ("wins", "Wins that new leads have to bring"),
            Quantity::Count(report.wins),
            money("revenue that is missing", report.missing)
                / money("average deal", inputs.average_deal),
            "",
        ),
    ]
}

const RATES: [(&str, &str); STEPS] = [
    ("mql_rate", "Leads that become an MQL in the end"),
    ("sql_rate", "MQLs that become an SQL in the end"),
    ("opportunity_rate", "SQLs that become an opportunity in the end"),
    ("win_rate", "Opportunities that are won in the end"),
];
const SHARES: [&str; STEPS] =
    ["leads to MQL", "MQLs to SQL", "SQLs to opportunity", "opportunities won"];

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
                let mixed = count("those who get through", through(step + 1))
                    / count("those who get to this step", through(step));
                explain(RATES[step], result, mixed, MIXED)
            }
        })
        .collect();
    let product = (0..STEPS).map(|step| share(SHARES[step], outlook.rates[step])).collect();
    all.push(explain(
        ("ever_won", "Chance of a lead to be ever won"),
        Quantity::Share(outlook.ever_won),
        Formula::Product(product),
        "",
    ));
    all
}

const RETURN: &str = "Those who do not get through may come back; each time they do as well as you \
                      said, compared with a first try.";
const MIXED: &str = "Each source has its own share at each step; together they count with as many \
                     leads as they bring.";

/// `c / (1 - (1 - c) rho d)`.
fn with_return(inputs: &Inputs, outlook: &Outlook, step: usize) -> Formula {
    let first = inputs.rates[step].fraction();
    let speed = if step == 0 { outlook.speed } else { 1.0 };
    let rate = (first * speed).min(1.0);
    let name = "first tries that get through";
    let tries = if (speed - 1.0).abs() > 1e-12 && first * speed < 1.0 {
        share(name, first) * number("effect of faster answers", speed)
    } else {
        share(name, rate)
    };
    let again = Formula::Product(vec![
        Formula::Constant(1.0) - share(name, rate),
        share("returned and back", inputs.returned[step].fraction()),
        share("how well they do then", inputs.return_rate.fraction()),
    ]);
    tries / (Formula::Constant(1.0) - again)
}

fn timeless(report: &Report, outlook: &Outlook) -> Vec<Explanation> {
    const NAMES: [(&str, &str); STEPS] = [
        ("timeless_leads", "Leads, if time played no part"),
        ("timeless_mqls", "MQLs, if time played no part"),
        ("timeless_sqls", "SQLs, if time played no part"),
        ("timeless_opportunities", "Opportunities, if time played no part"),
    ];
    const NEXT: [&str; STEPS] = ["MQLs", "SQLs", "opportunities", "wins that are missing"];
    (0..STEPS)
        .map(|step| {
            let next = outlook.timeless.get(step + 1).copied().unwrap_or(report.wins);
            let formula = count(NEXT[step], next) / share(SHARES[step], outlook.rates[step]);
            explain(NAMES[step], Quantity::Count(outlook.timeless[step]), formula, "")
        })
        .collect()
}

fn flows(report: &Report, outlook: &Outlook) -> Vec<Explanation> {
    let days = outlook.won_by.len() as f64;
    let daily = count("leads in all", outlook.flow.leads)
        / Formula::Figure("days from today to the last", Quantity::Days(days));
    let weekly = daily * Formula::Constant(DAYS_PER_WEEK);
    let leads = count("wins that are missing", report.wins)
        / share("chance of a lead of these days to be won in time", outlook.in_time);
    let sure = count("leads a week for the average", outlook.flow.weekly)
        * number(
            "wins to expect ÷ wins that are missing",
            outlook.sure.weekly / outlook.flow.weekly,
        );
    let mut all = vec![
        explain(
            ("leads", "Leads until the last day"),
            Quantity::Count(outlook.flow.leads),
            leads,
            LAGS,
        ),
        explain(("weekly_leads", "Leads a week"), Quantity::Count(outlook.flow.weekly), weekly, ""),
        explain(
            ("sure_leads", "Leads a week for the confidence wanted"),
            Quantity::Count(outlook.sure.weekly),
            sure,
            "Wins are counted whole and come by chance, as independent rare events do (Poisson): to \
             be surer of enough of them, more must be expected.",
        ),
        chance(report, outlook),
    ];
    all.extend(outlook.early.map(|early| {
        let formula = count("leads in all by then", early.leads)
            / number("weeks until the last useful day", early.leads / early.weekly);
        explain(
            ("early_leads", "Leads a week if they stop on the last useful day"),
            Quantity::Count(early.weekly),
            formula,
            LAGS,
        )
    }));
    all
}

fn chance(report: &Report, outlook: &Outlook) -> Explanation {
    let whole = (report.wins - 1e-9).ceil().max(1.0);
    let short = share("chance of fewer wins than are needed", 1.0 - outlook.chance);
    let note = if whole > report.wins + 1e-6 {
        "Wins come by chance, as independent rare events do (Poisson), and only whole ones count: \
         the number needed is rounded up."
    } else {
        "Wins come by chance, as independent rare events do (Poisson)."
    };
    explain(
        ("chance", "Chance that these leads bring enough wins"),
        Quantity::Share(outlook.chance),
        Formula::Constant(1.0) - short,
        note,
    )
}

fn latest(report: &Report, outlook: &Outlook) -> Vec<Explanation> {
    const NAMES: [(&str, &str); STEPS] = [
        ("latest_lead", "Last useful day for a lead"),
        ("latest_mql", "Last useful day for an MQL"),
        ("latest_sql", "Last useful day for an SQL"),
        ("latest_opportunity", "Last useful day for an opportunity"),
    ];
    let left = report.period.days_left() as f64 - 1.0;
    let one = |step: usize| {
        let (days, date) = (outlook.half_won[step]?, outlook.latest[step]?);
        Some(latest_of(NAMES[step], left, f64::from(days), date))
    };
    (0..STEPS).filter_map(one).collect()
}

fn latest_of(
    name: (&'static str, &'static str),
    left: f64,
    days: f64,
    date: NaiveDate,
) -> Explanation {
    let formula = Formula::Figure("days from today to the last", Quantity::Days(left))
        - Formula::Figure("days until half of those ever won are won", Quantity::Days(days));
    let note =
        "One that comes later is more likely won too late than in time, if it is won at all.";
    Explanation { date: Some(date), ..explain(name, Quantity::Days(left - days), formula, note) }
}

fn returned(outlook: &Outlook) -> Option<Explanation> {
    let (without, with) = (outlook.without_return.weekly, outlook.flow.weekly);
    (without > with).then(|| {
        explain(
            ("return_saves", "Leads a week saved by those who come back"),
            Quantity::Count(without - with),
            count("leads a week if none came back", without) - count("leads a week", with),
            "",
        )
    })
}
