//! Listed deals with and without a created date, one after the other.

use chrono::NaiveDate;

use super::Lists;
use crate::calc::deals::Labels;
use crate::calc::units::{Money, Percent};

/// What a forecast shows of a listed deal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listed<'a> {
    /// What it brings when won.
    pub value: Money,
    /// Day it was created; `None` where the list does not say.
    pub created: Option<NaiveDate>,
    /// Day on which it is expected to close.
    pub expected_close: Option<NaiveDate>,
    /// Day of the last activity.
    pub last_activity: Option<NaiveDate>,
    /// Chance to be ever won by the seller's or the CRM's estimate.
    pub probability: Option<Percent>,
    /// Its names.
    pub labels: &'a Labels,
}

impl<'a> Lists<'a> {
    /// The deal at this place of [`Self::deals`] or, behind them, of [`Self::undated`].
    pub fn listed(&self, position: usize) -> Option<Listed<'a>> {
        if let Some(deal) = self.deals.get(position) {
            return Some(Listed {
                value: deal.value,
                created: Some(deal.created),
                expected_close: deal.expected_close,
                last_activity: deal.last_activity,
                probability: deal.probability,
                labels: &deal.labels,
            });
        }
        let deal = self.undated.get(position - self.deals.len())?;
        Some(Listed {
            value: deal.value,
            created: None,
            expected_close: deal.close,
            last_activity: None,
            probability: deal.probability,
            labels: &deal.labels,
        })
    }
}
