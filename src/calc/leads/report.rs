//! The answer to the leads' question.

use chrono::NaiveDate;

use super::funnel::{STEPS, Steps};
use super::plan::{DAYS_PER_WEEK, Span};
use super::source::Kind;
use super::{Enough, Inputs, Outlook, Report, Status, follow_up, losses, mix, source};
use crate::calc::coverage::Period;

/// Days looked ahead at most: the longest period that [`super::check`] lets through.
const MOST_DAYS: usize = 1827;

/// How many leads must come in, and until when.
///
/// ```
/// use enough_pipeline::calc::leads::{Inputs, Status, report};
/// use enough_pipeline::calc::units::{Days, Money, Percent};
///
/// let today = chrono::NaiveDate::from_ymd_opt(2026, 10, 1).unwrap();
/// let inputs = Inputs {
///     goal: Money(100_000.0),
///     closed_won: Money(60_000.0),
///     expected_open: Money(20_000.0),
///     period: 0, // This quarter: 92 days are left.
///     fiscal_start: 0,
///     period_start: None,
///     period_end: None,
///     today,
///     average_deal: Money(10_000.0),
///     rates: [Percent(40.0), Percent(50.0), Percent(50.0), Percent(20.0)],
///     lags: [Days(0), Days(0), Days(0), Days(30)],
///     lag_spread: 0.0,
///     leads_now: None,
///     confidence: Percent(80.0),
///     correlation: Percent(3.0),
///     returned: [Percent(0.0); 4],
///     return_delay: Days(90),
///     return_rate: Percent(50.0),
///     unanswered: None,
///     reps: None,
///     cost_per_lead: Some(Money(50.0)),
///     sources: Default::default(),
///     leads_per_hour: None,
///     minutes_per_lead: None,
///     people: None,
///     target_minutes: 60.0,
///     target_share: Percent(80.0),
///     speed_effect: 0,
///     speed_ratio: None,
///     answered_now: None,
/// };
/// let report = report(&inputs);
/// assert_eq!((report.status, report.wins), (Status::Open, 2.0));
/// let outlook = report.outlook.unwrap();
/// // Two wins take 2 ÷ 2% = 100 leads, if each has its 30 days: those of the first 62 days do.
/// assert_eq!(outlook.latest[0], today.checked_add_days(chrono::Days::new(61)));
/// assert!((outlook.early.unwrap().leads - 100.0).abs() < 1e-9);
/// assert!((outlook.flow.weekly - 7.0 * 100.0 / 62.0).abs() < 1e-9);
/// assert!((outlook.cost.unwrap().win.unwrap().0 - 2500.0).abs() < 1e-9);
/// ```
pub fn report(inputs: &Inputs) -> Report {
    let period = inputs.days();
    let missing = (inputs.goal - inputs.closed_won - inputs.expected_open).or_zero();
    let wins = missing.ratio_to(inputs.average_deal).unwrap_or_default();
    let follow_up = follow_up::follow_up(inputs);
    let speed = follow_up::effect(inputs, follow_up.as_ref());
    let found = if wins <= 0.0 {
        Err(Status::GoalReached)
    } else if period.days_left() <= 0 {
        Err(Status::PeriodOver)
    } else {
        outlook(inputs, &period, wins, speed)
    };
    let status = found.as_ref().err().copied().unwrap_or(Status::Open);
    Report { status, period, missing, wins, outlook: found.ok(), follow_up }
}

fn outlook(inputs: &Inputs, period: &Period, wins: f64, speed: f64) -> Result<Outlook, Status> {
    let span = Span {
        today: inputs.today,
        before: period.days_before() as usize,
        days: (period.days_left() as usize).min(MOST_DAYS),
    };
    let kinds = source::kinds(inputs, speed);
    let horizon = kinds.iter().map(|kind| kind.steps.horizon()).max().unwrap_or_default();
    let streams = source::streams(&kinds, horizon.max(span.days), false);
    let rates = mix::rates(&streams);
    let ever_won = rates.iter().product::<f64>();
    let timeless = timeless(wins, &rates).ok_or(Status::NeverWon)?;
    let flow = span.flow(&streams, wins, span.days).ok_or(Status::TooLate)?;
    let half_won = std::array::from_fn(|step| mix::half_won(&streams, step));
    let useful = half_won[0].map_or(0, |days| span.days.saturating_sub(days as usize));
    let sources: Vec<_> = streams
        .iter()
        .map(|stream| stream.row(&flow, span.before, span.days, inputs.average_deal))
        .collect();
    let opportunities = flow.leads * rates[..STEPS - 1].iter().product::<f64>();
    let (chance, sure_opportunities) = sureness(inputs, wins, opportunities);
    Ok(Outlook {
        rates,
        ever_won,
        timeless,
        in_time: wins / flow.leads,
        won_by: mix::won_by(&streams, span.days),
        half_won,
        latest: half_won.map(|days| latest(&span, days)),
        early: span.flow(&streams, wins, useful),
        chance,
        opportunities,
        sure_opportunities,
        sure: flow.part(sure_opportunities / opportunities),
        without_return: without_return(&kinds, &span, wins).unwrap_or(flow),
        weeks: span.weeks(&streams, &flow, useful),
        teams: source::teams(&sources, inputs.average_deal),
        cost: source::total_cost(&sources, inputs.average_deal),
        losses: losses::losses(inputs, &kinds, &streams, &flow),
        per_rep: per_rep(inputs, &flow, &rates, wins, span.days),
        sources,
        flow,
        speed,
    })
}

/// Wins and what stands before them, if time played no part.
fn timeless(wins: f64, rates: &[f64; STEPS]) -> Option<[f64; STEPS]> {
    let mut counts = [0.0; STEPS];
    let mut count = wins;
    for step in (0..STEPS).rev() {
        count /= rates[step];
        counts[step] = count;
    }
    count.is_finite().then_some(counts)
}

/// The chance that the flow's opportunities, of which the missing wins come on average, bring enough
/// of them, and how many take the chance that is wanted.
fn sureness(inputs: &Inputs, wins: f64, opportunities: f64) -> (f64, f64) {
    let enough = Enough::new(wins, wins / opportunities, inputs.correlation.fraction());
    (enough.chance(opportunities), enough.least(inputs.confidence.fraction()))
}

fn latest(span: &Span, half_won: Option<u32>) -> Option<NaiveDate> {
    let last = span.day(span.days.saturating_sub(1));
    last.checked_sub_days(chrono::Days::new(u64::from(half_won?)))
}

/// `None` when nothing can come back, so that the flow is the same, and when without it no lead is
/// won.
fn without_return(kinds: &[Kind], span: &Span, wins: f64) -> Option<super::Flow> {
    let returns = |steps: &Steps| steps.multiplier > 0.0 && steps.returned.iter().any(|r| *r > 0.0);
    if !kinds.iter().any(|kind| returns(&kind.steps)) {
        return None;
    }
    span.flow(&source::streams(kinds, span.days, true), wins, span.days)
}

fn per_rep(
    inputs: &Inputs,
    flow: &super::Flow,
    rates: &[f64; STEPS],
    wins: f64,
    days: usize,
) -> Option<[f64; 3]> {
    let reps = f64::from(inputs.reps.filter(|reps| *reps > 0)?);
    let opportunities = flow.weekly * rates[..3].iter().product::<f64>();
    let weeks = days as f64 / DAYS_PER_WEEK;
    Some([flow.weekly / reps, opportunities / reps, wins / weeks / reps])
}
