//! What other calculators found, described once.

use super::{Costs, Facts};
use crate::calc::field::Lens::Optional;
use crate::calc::field::{Blank, Field, Place, Problem, Slot};
use crate::calc::units::{Money, Percent};
use crate::language::Word;

/// Most that a money input takes.
const MOST: f64 = 1e13;

/// What other calculators found. All of it may be left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Known {
    /// How far forecasts were off on average.
    pub forecast_miss: Option<Money>,
    /// Value of the dead deals.
    pub dead_pipeline: Option<Money>,
    /// What live deals bring of their value in a period, less what dead ones do.
    pub dead_yield: Option<Percent>,
    /// What leads neither followed up nor returned would have brought.
    pub unanswered_leads: Option<Money>,
    /// Share of the open pipeline's value past its closing date.
    pub past_due: Option<Percent>,
    /// Share of the open pipeline's value in dead deals.
    pub dead_share: Option<Percent>,
    /// By how much forecasts were too high on average; negative: too low.
    pub forecast_bias: Option<Percent>,
    /// Past forecasts that could be compared with what came.
    pub forecasts: Option<u32>,
    /// Share of leads answered in time.
    pub answered: Option<Percent>,
    /// Share of leads neither followed up nor returned.
    pub unanswered: Option<Percent>,
}

impl Known {
    /// What closing gaps would bring. Dead deals are not worth their value: live ones in their place
    /// would bring a part of it.
    pub fn costs(&self) -> Costs {
        let Self { forecast_miss, unanswered_leads, .. } = *self;
        let dead = self.dead_pipeline.zip(self.dead_yield);
        let dead_deals = dead.map(|(value, yields)| value * yields.fraction());
        Costs { forecast_miss, dead_deals, unanswered_leads }
    }

    /// What answers are held against.
    pub fn facts(&self) -> Facts {
        let share = |percent: Option<Percent>| percent.map(Percent::fraction);
        Facts {
            past_due: share(self.past_due),
            dead: share(self.dead_share),
            forecast_bias: share(self.forecast_bias),
            forecasts: self.forecasts,
            answered: share(self.answered),
            unanswered: share(self.unanswered),
        }
    }
}

/// Every figure, in the order of the form.
pub const FIELDS: &[Field<Known>] = &[
    money(
        "dead_pipeline",
        word!("Value of dead deals"),
        word!("From the sweep: the value of open deals that are too old to be won."),
        |i| &mut i.dead_pipeline,
    ),
    percent(
        "dead_yield",
        word!("Share of live deals' value that closes"),
        word!(
            "From the sweep: what open deals that are not dead bring in the period ÷ their value, less the same of dead ones."
        ),
        |i| &mut i.dead_yield,
    ),
    money(
        "unanswered_leads",
        word!("Lost with unanswered leads"),
        word!(
            "From the leads calculator: what leads neither followed up nor returned would have brought."
        ),
        |i| &mut i.unanswered_leads,
    ),
    money(
        "forecast_miss",
        word!("Average miss of the forecast"),
        word!("Forecast less result, without its sign, on average over the last four periods."),
        |i| &mut i.forecast_miss,
    ),
    percent(
        "past_due",
        word!("Pipeline past its closing date"),
        word!(
            "Value of open deals with a closing date in the past ÷ value of all open deals, from your CRM or the sweep."
        ),
        |i| &mut i.past_due,
    ),
    percent(
        "dead_share",
        word!("Pipeline in dead deals"),
        word!("Value of dead deals ÷ value of all open deals, from the sweep."),
        |i| &mut i.dead_share,
    ),
    Field {
        key: "forecast_bias",
        label: word!("Forecasts too high by"),
        help: word!(
            "Forecast less result ÷ result, on average over past periods; with a minus if they were too low."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Percent(-100.0..=1000.0, Optional(|i| &mut i.forecast_bias)),
    },
    Field {
        key: "forecasts",
        label: word!("Forecasts compared"),
        help: word!(
            "The number of past periods for which you have both the forecast and the result."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Count(0..=1000, Optional(|i| &mut i.forecasts)),
    },
    percent(
        "answered",
        word!("Leads answered in time"),
        word!(
            "The share of new leads that heard from you within your target time, from your CRM or the leads calculator."
        ),
        |i| &mut i.answered,
    ),
    percent(
        "unanswered",
        word!("Leads neither followed up nor returned"),
        word!(
            "Leads of the last quarter still with sales and without a call, mail or meeting ÷ all its leads."
        ),
        |i| &mut i.unanswered,
    ),
];

const fn money(
    key: &'static str,
    label: Word,
    help: Word,
    to: fn(&mut Known) -> &mut Option<Money>,
) -> Field<Known> {
    let slot = Slot::Money(0.0..=MOST, Optional(to));
    Field { key, label, help, place: Place::Detail, blank: Blank::Unknown, slot }
}

const fn percent(
    key: &'static str,
    label: Word,
    help: Word,
    to: fn(&mut Known) -> &mut Option<Percent>,
) -> Field<Known> {
    let slot = Slot::Percent(0.0..=100.0, Optional(to));
    Field { key, label, help, place: Place::Detail, blank: Blank::Unknown, slot }
}

/// Nothing among them contradicts.
pub fn check(_: &Known) -> Vec<(&'static str, Problem)> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::field::Value;

    #[test]
    fn every_figure_reaches_a_member_of_its_own() {
        for field in FIELDS {
            let value = match &field.slot {
                Slot::Money(..) => Value::Money(Money(12.0)),
                Slot::Count(..) => Value::Count(3),
                _ => Value::Percent(Percent(4.0)),
            };
            let mut known = Known::default();
            field.set(&mut known, value).unwrap();
            assert_eq!(field.get(&known), Some(value), "{}", field.key);
            let set = FIELDS.iter().filter(|other| other.get(&known).is_some());
            assert_eq!(set.count(), 1, "{}", field.key);
            assert!(
                field.help.english().ends_with('.') && !field.help.english().contains(". "),
                "{}",
                field.key
            );
        }
    }

    #[test]
    fn shares_are_told_as_parts_of_one() {
        let known = Known { forecast_bias: Some(Percent(-12.0)), ..Known::default() };
        assert_eq!(known.facts().forecast_bias, Some(-0.12));
        assert_eq!(known.costs(), Costs::default());
    }

    #[test]
    fn dead_deals_are_worth_what_live_ones_would_bring() {
        let known = Known { dead_pipeline: Some(Money(900_000.0)), ..Known::default() };
        assert_eq!(known.costs().dead_deals, None);
        let known = Known { dead_yield: Some(Percent(20.0)), ..known };
        assert_eq!(known.costs().dead_deals, Some(Money(180_000.0)));
    }
}
