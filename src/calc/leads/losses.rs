//! What is lost on the way from a lead to a win, in money.

use super::Inputs;
use super::funnel::{STEPS, Steps};
use super::plan::Flow;
use super::source::{Kind, Stream};
use crate::calc::units::{Money, Percent};

/// What is lost on the way, of all leads of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Losses {
    /// By step.
    pub steps: [Loss; STEPS],
    /// Leads that nobody follows up and nobody returns, and what they would have brought in the end
    /// had they been treated like the others; `None`: their share is unknown.
    pub unanswered: Option<(f64, Money)>,
}

/// What is lost at a step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Loss {
    /// How many get to the step in the end, first tries only.
    pub enter: f64,
    /// How many of them do not get through it at the first try.
    pub lost: f64,
    /// How many of these come back.
    pub returned: f64,
    /// How many do not.
    pub gone: f64,
    /// What these would bring in the end if they came back too.
    pub worth: Money,
}

/// The losses of `flow`.
pub fn losses(inputs: &Inputs, kinds: &[Kind], streams: &[Stream], flow: &Flow) -> Losses {
    let mut steps = [Loss::default(); STEPS];
    let mut unanswered = 0.0;
    for (kind, stream) in kinds.iter().zip(streams) {
        let leads = flow.leads * stream.share;
        for (step, total) in steps.iter_mut().enumerate() {
            let before = if step == 0 { 1.0 } else { stream.ever(step - 1) };
            add(total, &kind.steps, step, leads * before, inputs.average_deal);
        }
        unanswered += worth_unanswered(inputs, stream) * leads;
    }
    let share = inputs.unanswered.map(Percent::fraction);
    let unanswered =
        share.map(|share| (flow.leads * share, Money(inputs.average_deal.0 * unanswered)));
    Losses { steps, unanswered }
}

fn add(total: &mut Loss, steps: &Steps, step: usize, enter: f64, deal: Money) {
    let lost = enter * (1.0 - steps.rates[step]);
    let returned = lost * steps.returned[step];
    let gone = lost - returned;
    let later: f64 = (step..STEPS).map(|later| steps.rate(later)).product();
    total.enter += enter;
    total.lost += lost;
    total.returned += returned;
    total.gone += gone;
    total.worth = total.worth + deal * (gone * steps.multiplier * later);
}

/// Wins that a lead of this source loses, on average, because some are not followed up. The rate
/// to MQL was measured over all leads, so that of the others is higher by `1 / (1 - share)`.
fn worth_unanswered(inputs: &Inputs, stream: &Stream) -> f64 {
    let share = inputs.unanswered.map_or(0.0, Percent::fraction);
    if share >= 1.0 {
        return 0.0;
    }
    let rate = (stream.funnel.rates[0] / (1.0 - share)).min(1.0);
    share * rate * stream.funnel.rates[1..].iter().product::<f64>()
}
