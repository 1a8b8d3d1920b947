//! The inputs of leads, described once. Those that coverage has too bear the same names.

use super::Inputs;
use crate::calc::coverage::{MONTHS, PERIODS, correlation};
use crate::calc::field::Lens::{Optional, Required};
use crate::calc::field::{Blank, Choice, Field, Place, Slot};
use crate::calc::units::{Days, Money, Percent};
use crate::language::Word;

/// Most that a money input takes: above it cents are no longer exact in the calculation.
const MOST: f64 = 1e13;

/// [`Inputs::speed_effect`] is an index into them.
pub const YES_NO: &[Choice] =
    &[Choice { key: "no", label: word!("No") }, Choice { key: "yes", label: word!("Yes") }];

const SHARE: Word = word!(
    "Leads of this source ÷ all leads of the last four quarters; left empty, the source is not looked at."
);
const OWN_RATE: Word =
    word!("The same share for leads of this source alone; left empty, that of all leads is taken.");
const OWN_COST: Word = word!(
    "What the source cost in the last four quarters, wages included, ÷ its leads; left empty, the cost of all leads is taken."
);
const RETURNED: Word = word!(
    "Of those who did not get past this step, the share handed back to marketing and active again later."
);

/// Every input, in the order of the form.
pub const FIELDS: &[Field<Inputs>] = &[
    Field {
        key: "goal",
        label: word!("Revenue goal"),
        help: word!(
            "The booked revenue your team has to win in the period, from your sales plan or quota sheet."
        ),
        place: Place::First,
        blank: Blank::Missing,
        slot: Slot::Money(0.01..=MOST, Required(|i| &mut i.goal)),
    },
    Field {
        key: "closed_won",
        label: word!("Closed-won so far"),
        help: word!(
            "What is already signed in this period: the closed-won total of your CRM's period report."
        ),
        place: Place::First,
        blank: Blank::Means("0"),
        slot: Slot::Money(0.0..=MOST, Required(|i| &mut i.closed_won)),
    },
    Field {
        key: "expected_open",
        label: word!("Expected from open deals"),
        help: word!(
            "What your open opportunities will bring in the period on average, as the coverage calculator tells you; left empty, nothing."
        ),
        place: Place::First,
        blank: Blank::Means("0"),
        slot: Slot::Money(0.0..=MOST, Required(|i| &mut i.expected_open)),
    },
    Field {
        key: "period",
        label: word!("Period"),
        help: word!("The period the goal is for, as on your sales plan."),
        place: Place::First,
        blank: Blank::Means("this-quarter"),
        slot: Slot::Choice(PERIODS, Required(|i| &mut i.period)),
    },
    Field {
        key: "period_start",
        label: word!("First day"),
        help: word!("The first day that counts towards the goal."),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Date(Optional(|i| &mut i.period_start)),
    },
    Field {
        key: "period_end",
        label: word!("Last day"),
        help: word!("The last day on which a signature counts towards the goal."),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Date(Optional(|i| &mut i.period_end)),
    },
    Field {
        key: "average_deal",
        label: word!("Average deal"),
        help: word!("The average value of a deal won, over the last four quarters."),
        place: Place::First,
        blank: Blank::Missing,
        slot: Slot::Money(0.01..=MOST, Required(|i| &mut i.average_deal)),
    },
    rate(
        "mql_rate",
        word!("Leads that become an MQL"),
        word!(
            "Leads that marketing hands to sales as qualified ÷ all leads, over the last four quarters."
        ),
        |i| &mut i.rates[0],
    ),
    rate(
        "sql_rate",
        word!("MQLs that become an SQL"),
        word!(
            "Leads that sales accepts as qualified ÷ those that marketing handed over, over the last four quarters."
        ),
        |i| &mut i.rates[1],
    ),
    rate(
        "opportunity_rate",
        word!("SQLs that become an opportunity"),
        word!(
            "Opportunities created from accepted leads ÷ accepted leads, over the last four quarters."
        ),
        |i| &mut i.rates[2],
    ),
    rate(
        "win_rate",
        word!("Win rate"),
        word!(
            "Deals won ÷ all deals closed (won, lost and no decision), by number, over the last four quarters."
        ),
        |i| &mut i.rates[3],
    ),
    Field {
        key: "sales_cycle",
        label: word!("Average sales cycle"),
        help: word!(
            "Average days from creating an opportunity to winning it, over the deals won in the last four quarters."
        ),
        place: Place::First,
        blank: Blank::Missing,
        slot: Slot::Days(1..=1825, Required(|i| &mut i.lags[3])),
    },
    lag("mql_days", word!("Days from lead to MQL"), "7", 365, |i| &mut i.lags[0]),
    lag("sql_days", word!("Days from MQL to SQL"), "7", 365, |i| &mut i.lags[1]),
    lag("opportunity_days", word!("Days from SQL to opportunity"), "14", 365, |i| &mut i.lags[2]),
    Field {
        key: "lag_spread",
        label: word!("Spread of these days"),
        help: word!(
            "Standard deviation ÷ average of the days that a step takes: 0 when all take the same, 1.5 is usual."
        ),
        place: Place::Detail,
        blank: Blank::Means("1.5"),
        slot: Slot::Number(0.0..=2.0, Required(|i| &mut i.lag_spread)),
    },
    Field {
        key: "leads_now",
        label: word!("Leads a week at present"),
        help: word!(
            "Leads that came in during the last 13 weeks ÷ 13, from your marketing report."
        ),
        place: Place::First,
        blank: Blank::Unknown,
        slot: Slot::Number(0.0..=1e7, Optional(|i| &mut i.leads_now)),
    },
    Field {
        key: "confidence",
        label: word!("Confidence wanted"),
        help: word!(
            "How sure you want to be that the leads bring enough wins: 80 means 4 periods in 5."
        ),
        place: Place::Detail,
        blank: Blank::Means("80"),
        slot: Slot::Percent(1.0..=99.0, Required(|i| &mut i.confidence)),
    },
    correlation(|i| &mut i.correlation),
    Field {
        key: "reps",
        label: word!("Sellers"),
        help: word!("The number of sellers who share these leads."),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Count(1..=100_000, Optional(|i| &mut i.reps)),
    },
    Field {
        key: "cost_per_lead",
        label: word!("Cost per lead"),
        help: word!(
            "What marketing cost in the last four quarters, wages included, ÷ the leads it brought."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Money(0.0..=1e9, Optional(|i| &mut i.cost_per_lead)),
    },
    detail("returned_leads", word!("Leads returned and back"), RETURNED, "0", |i| {
        &mut i.returned[0]
    }),
    detail("returned_mqls", word!("MQLs returned and back"), RETURNED, "0", |i| &mut i.returned[1]),
    detail("returned_sqls", word!("SQLs returned and back"), RETURNED, "0", |i| &mut i.returned[2]),
    detail(
        "returned_opportunities",
        word!("Lost opportunities returned and back"),
        RETURNED,
        "0",
        |i| &mut i.returned[3],
    ),
    lag("return_delay", word!("Days until they are back"), "90", 730, |i| &mut i.return_delay),
    detail(
        "return_rate",
        word!("How well they do then"),
        word!(
            "Their chance of being won ÷ that of a new one at the same step: 50 means half as good."
        ),
        "50",
        |i| &mut i.return_rate,
    ),
    Field {
        key: "unanswered",
        label: word!("Leads neither followed up nor returned"),
        help: word!(
            "Leads of the last quarter still with sales and without a call, mail or meeting ÷ all its leads."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Percent(0.0..=100.0, Optional(|i| &mut i.unanswered)),
    },
    Field {
        key: "leads_per_hour",
        label: word!("Leads an hour"),
        help: word!(
            "Leads that come in during an hour of work: those of a week ÷ the hours your team is there."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Number(0.0..=10_000.0, Optional(|i| &mut i.leads_per_hour)),
    },
    Field {
        key: "minutes_per_lead",
        label: word!("Minutes to answer a lead"),
        help: word!(
            "Minutes that reading, calling and writing down take for one lead, on average."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Number(0.1..=480.0, Optional(|i| &mut i.minutes_per_lead)),
    },
    Field {
        key: "people",
        label: word!("People answering leads"),
        help: word!("How many people answer new leads at the same time."),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Count(1..=100_000, Optional(|i| &mut i.people)),
    },
    Field {
        key: "target_minutes",
        label: word!("Answer within (minutes)"),
        help: word!("Minutes within which a new lead should hear from you."),
        place: Place::Detail,
        blank: Blank::Means("60"),
        slot: Slot::Number(0.0..=10_080.0, Required(|i| &mut i.target_minutes)),
    },
    Field {
        key: "target_share",
        label: word!("Share answered in time"),
        help: word!("The share of new leads that should hear from you within that time."),
        place: Place::Detail,
        blank: Blank::Means("80"),
        slot: Slot::Percent(1.0..=99.9, Required(|i| &mut i.target_share)),
    },
    Field {
        key: "speed_effect",
        label: word!("Count faster answers as more MQLs"),
        help: word!(
            "Off unless you turn it on: others found that fast answers and good leads go together, not that one makes the other."
        ),
        place: Place::Detail,
        blank: Blank::Means("no"),
        slot: Slot::Choice(YES_NO, Required(|i| &mut i.speed_effect)),
    },
    Field {
        key: "speed_ratio",
        label: word!("Your own effect of speed"),
        help: word!(
            "From your CRM: the share of leads answered in time that became an MQL ÷ that of the others; more is never counted."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Number(1.0..=100.0, Optional(|i| &mut i.speed_ratio)),
    },
    Field {
        key: "answered_now",
        label: word!("Leads answered in time so far"),
        help: word!(
            "The share of the last four quarters' leads that heard from you within that time."
        ),
        place: Place::Detail,
        blank: Blank::Unknown,
        slot: Slot::Percent(0.0..=100.0, Optional(|i| &mut i.answered_now)),
    },
    own("inbound_share", word!("Inbound: share of leads"), SHARE, |i| &mut i.sources[0].share),
    own("inbound_mql_rate", word!("Inbound: leads to MQL"), OWN_RATE, |i| {
        &mut i.sources[0].rates[0]
    }),
    own("inbound_sql_rate", word!("Inbound: MQLs to SQL"), OWN_RATE, |i| {
        &mut i.sources[0].rates[1]
    }),
    own("inbound_opportunity_rate", word!("Inbound: SQLs to opportunity"), OWN_RATE, |i| {
        &mut i.sources[0].rates[2]
    }),
    own("inbound_win_rate", word!("Inbound: win rate"), OWN_RATE, |i| &mut i.sources[0].rates[3]),
    cost("inbound_cost", word!("Inbound: cost per lead"), |i| &mut i.sources[0].cost),
    own("outbound_share", word!("Outbound: share of leads"), SHARE, |i| &mut i.sources[1].share),
    own("outbound_mql_rate", word!("Outbound: leads to MQL"), OWN_RATE, |i| {
        &mut i.sources[1].rates[0]
    }),
    own("outbound_sql_rate", word!("Outbound: MQLs to SQL"), OWN_RATE, |i| {
        &mut i.sources[1].rates[1]
    }),
    own("outbound_opportunity_rate", word!("Outbound: SQLs to opportunity"), OWN_RATE, |i| {
        &mut i.sources[1].rates[2]
    }),
    own("outbound_win_rate", word!("Outbound: win rate"), OWN_RATE, |i| &mut i.sources[1].rates[3]),
    cost("outbound_cost", word!("Outbound: cost per lead"), |i| &mut i.sources[1].cost),
    own("partner_share", word!("Partners: share of leads"), SHARE, |i| &mut i.sources[2].share),
    own("partner_mql_rate", word!("Partners: leads to MQL"), OWN_RATE, |i| {
        &mut i.sources[2].rates[0]
    }),
    own("partner_sql_rate", word!("Partners: MQLs to SQL"), OWN_RATE, |i| {
        &mut i.sources[2].rates[1]
    }),
    own("partner_opportunity_rate", word!("Partners: SQLs to opportunity"), OWN_RATE, |i| {
        &mut i.sources[2].rates[2]
    }),
    own("partner_win_rate", word!("Partners: win rate"), OWN_RATE, |i| &mut i.sources[2].rates[3]),
    cost("partner_cost", word!("Partners: cost per lead"), |i| &mut i.sources[2].cost),
    own("events_share", word!("Events: share of leads"), SHARE, |i| &mut i.sources[3].share),
    own("events_mql_rate", word!("Events: leads to MQL"), OWN_RATE, |i| &mut i.sources[3].rates[0]),
    own("events_sql_rate", word!("Events: MQLs to SQL"), OWN_RATE, |i| &mut i.sources[3].rates[1]),
    own("events_opportunity_rate", word!("Events: SQLs to opportunity"), OWN_RATE, |i| {
        &mut i.sources[3].rates[2]
    }),
    own("events_win_rate", word!("Events: win rate"), OWN_RATE, |i| &mut i.sources[3].rates[3]),
    cost("events_cost", word!("Events: cost per lead"), |i| &mut i.sources[3].cost),
    own("own_share", word!("Sellers' own: share of leads"), SHARE, |i| &mut i.sources[4].share),
    own("own_mql_rate", word!("Sellers' own: leads to MQL"), OWN_RATE, |i| {
        &mut i.sources[4].rates[0]
    }),
    own("own_sql_rate", word!("Sellers' own: MQLs to SQL"), OWN_RATE, |i| {
        &mut i.sources[4].rates[1]
    }),
    own("own_opportunity_rate", word!("Sellers' own: SQLs to opportunity"), OWN_RATE, |i| {
        &mut i.sources[4].rates[2]
    }),
    own("own_win_rate", word!("Sellers' own: win rate"), OWN_RATE, |i| &mut i.sources[4].rates[3]),
    cost("own_cost", word!("Sellers' own: cost per lead"), |i| &mut i.sources[4].cost),
    Field {
        key: "fiscal_start",
        label: word!("Fiscal year starts in"),
        help: word!("The first month of your financial year, as your finance team counts it."),
        place: Place::Detail,
        blank: Blank::Means("1"),
        slot: Slot::Choice(MONTHS, Required(|i| &mut i.fiscal_start)),
    },
    Field {
        key: "today",
        label: word!("Today's date"),
        help: word!("The day from which new leads count; left empty, today."),
        place: Place::Detail,
        blank: Blank::Kept,
        slot: Slot::Date(Required(|i| &mut i.today)),
    },
];

/// A rate that must be known.
const fn rate(
    key: &'static str,
    label: Word,
    help: Word,
    to: fn(&mut Inputs) -> &mut Percent,
) -> Field<Inputs> {
    let slot = Slot::Percent(0.0..=100.0, Required(to));
    Field { key, label, help, place: Place::First, blank: Blank::Missing, slot }
}

/// A share with a usual value.
const fn detail(
    key: &'static str,
    label: Word,
    help: Word,
    usual: &'static str,
    to: fn(&mut Inputs) -> &mut Percent,
) -> Field<Inputs> {
    let slot = Slot::Percent(0.0..=100.0, Required(to));
    Field { key, label, help, place: Place::Detail, blank: Blank::Means(usual), slot }
}

/// Days with a usual value.
const fn lag(
    key: &'static str,
    label: Word,
    usual: &'static str,
    most: u32,
    to: fn(&mut Inputs) -> &mut Days,
) -> Field<Inputs> {
    let help = word!(
        "Average days over the last four quarters, from your CRM's dates; left empty, we take the days shown."
    );
    let slot = Slot::Days(0..=most, Required(to));
    Field { key, label, help, place: Place::Detail, blank: Blank::Means(usual), slot }
}

/// What may be known of a source.
const fn own(
    key: &'static str,
    label: Word,
    help: Word,
    to: fn(&mut Inputs) -> &mut Option<Percent>,
) -> Field<Inputs> {
    let slot = Slot::Percent(0.0..=100.0, Optional(to));
    Field { key, label, help, place: Place::Detail, blank: Blank::Unknown, slot }
}

const fn cost(
    key: &'static str,
    label: Word,
    to: fn(&mut Inputs) -> &mut Option<Money>,
) -> Field<Inputs> {
    let slot = Slot::Money(0.0..=1e9, Optional(to));
    Field { key, label, help: OWN_COST, place: Place::Detail, blank: Blank::Unknown, slot }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::calc::field::Value;
    use crate::calc::leads::tests::inputs;
    use crate::text::canonical;

    #[test]
    fn keys_are_unique_and_help_is_one_sentence() {
        let keys: BTreeSet<_> = FIELDS.iter().map(|field| field.key).collect();
        assert_eq!(keys.len(), FIELDS.len());
        for field in FIELDS {
            assert!(
                field.help.english().ends_with('.') && !field.help.english().contains(". "),
                "{}",
                field.key
            );
            assert!(!field.label.is_empty() && !field.label.english().ends_with(['.', ':']));
        }
    }

    #[test]
    fn every_field_reaches_a_member_of_its_own() {
        for field in FIELDS {
            let value = match &field.slot {
                Slot::Money(..) => Value::Money(Money(123.0)),
                Slot::Percent(..) => Value::Percent(Percent(1.5)),
                Slot::Days(..) => Value::Days(Days(12)),
                Slot::Count(..) => Value::Count(77),
                Slot::Number(..) => Value::Number(1.25),
                Slot::Date(_) => Value::Date("2027-02-03".parse().unwrap()),
                Slot::Choice(options, _) => Value::Choice(options.len() - 1),
            };
            let mut changed = inputs();
            field.set(&mut changed, value).unwrap();
            assert_eq!(field.get(&changed), Some(value), "{}", field.key);
            let mut others = FIELDS.iter().filter(|other| other.key != field.key);
            assert!(
                others.all(|other| other.get(&changed) == other.get(&inputs())),
                "{}",
                field.key
            );
        }
    }

    #[test]
    fn what_an_empty_box_means_is_a_value_of_the_field() {
        for field in FIELDS {
            if let Blank::Means(text) = field.blank {
                let value = canonical::read(field, text).expect(field.key);
                assert_eq!(field.set(&mut inputs(), value), Ok(()), "{}", field.key);
            }
        }
    }
}
