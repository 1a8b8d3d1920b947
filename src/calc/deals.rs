//! The deals of a list: what it says about each of them.

use chrono::NaiveDate;

use super::units::{Money, Percent};

/// A deal of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Deal {
    /// Day it was created.
    pub created: NaiveDate,
    /// How it stands, or how it ended.
    pub outcome: Outcome,
    /// What it brings or brought when won; not negative.
    pub value: Money,
    /// Day on which an open deal is expected to close.
    pub expected_close: Option<NaiveDate>,
    /// Day of the last activity.
    pub last_activity: Option<NaiveDate>,
    /// Chance to be ever won by the seller's or the CRM's estimate.
    pub probability: Option<Percent>,
    /// What the people who work on it call it and its surroundings.
    pub labels: Labels,
}

/// A deal of a list that does not say when it was created. Nothing is said of its age.
#[derive(Clone, Debug, PartialEq)]
pub struct Undated {
    /// Open, won or lost.
    pub state: State,
    /// What it brings or brought when won; not negative.
    pub value: Money,
    /// Day on which it is expected to close; of a closed deal, the day that the list gives for it.
    pub close: Option<NaiveDate>,
    /// Chance to be ever won by the seller's or the CRM's estimate.
    pub probability: Option<Percent>,
    /// What the people who work on it call it and its surroundings.
    pub labels: Labels,
}

/// How a deal stands, where it is not known since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Neither won nor lost.
    Open,
    /// Won.
    Won,
    /// Lost, or closed without a decision.
    Lost,
}

/// How a deal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Neither won nor lost.
    Open,
    /// Won on this day.
    Won(NaiveDate),
    /// Lost, or closed without a decision, on this day.
    Lost(NaiveDate),
}

/// Names around a deal; empty where the list has none. They are compared and shown, never read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// The CRM's own id.
    pub id: String,
    /// The deal's name.
    pub name: String,
    /// The firm that may buy.
    pub account: String,
    /// The seller.
    pub owner: String,
    /// The stage, as the CRM names it.
    pub stage: String,
    /// The forecast category, as the CRM names it.
    pub category: String,
    /// Where the deal came from.
    pub source: String,
    /// What the seller will do next.
    pub next_step: String,
    /// The kind of customer.
    pub segment: String,
    /// What is sold, or the kind of deal.
    pub product: String,
    /// Why it was lost.
    pub loss_reason: String,
    /// How often its close date was put off.
    pub pushes: Option<u32>,
}
