//! What a list can answer that does not say when its deals were created.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::Import;
use super::report::{Reason, Tally};
use super::role::Role;
use super::seen::hash;
use crate::calc::deals::{State, Undated};

/// Most owners and stages that are told apart.
const MOST: usize = 200;

/// What the deals of a list come to that have no day of creation. Nothing that needs their age is
/// in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// The deals that are open.
    pub open: Tally,
    /// Those that are won.
    pub won: Tally,
    /// Those that are lost.
    pub lost: Tally,
    /// Open deals whose close date is past.
    pub past_due: Tally,
    /// Open deals by owner, in the order of the list.
    pub owners: Vec<(String, Tally)>,
    /// Open deals by stage, in the order of the list.
    pub stages: Vec<(String, Tally)>,
}

impl Summary {
    fn of(deals: &[Undated], today: NaiveDate) -> Self {
        let mut summary = Self::default();
        for deal in deals {
            summary.add(deal, today);
        }
        summary
    }

    fn add(&mut self, deal: &Undated, today: NaiveDate) {
        let tally = match deal.state {
            State::Open => &mut self.open,
            State::Won => &mut self.won,
            State::Lost => &mut self.lost,
        };
        tally.add(deal.value);
        if deal.state != State::Open {
            return;
        }
        if deal.close.is_some_and(|close| close < today) {
            self.past_due.add(deal.value);
        }
        let names =
            [(&mut self.owners, &deal.labels.owner), (&mut self.stages, &deal.labels.stage)];
        for (tallies, name) in names {
            let at = tallies.iter().position(|(own, _)| own == name).unwrap_or_else(|| {
                tallies.push((name.clone(), Tally::default()));
                tallies.len() - 1
            });
            tallies[at].1.add(deal.value);
            tallies.truncate(MOST);
        }
    }
}

/// Deals without a day of creation as they are read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub deals: Vec<Undated>,
    /// Hashes of the ids so far.
    ids: HashSet<u64>,
}

impl Reading {
    /// Takes a deal, unless one with its id was there before.
    fn take(&mut self, deal: Undated) {
        let id = &deal.labels.id;
        if id.is_empty() || self.ids.insert(hash(id.bytes())) {
            self.deals.push(deal);
        }
    }
}

impl Import {
    /// The deals without a day of creation; a forecast counts them by chance and close date. A day
    /// that can't be read or is to come is a fault of the row, which is not among them.
    pub fn undated(&self) -> &[Undated] {
        &self.undated.deals
    }

    /// Takes what the row says without a day of creation.
    pub(super) fn take_undated(&mut self, reason: Reason) {
        if reason != Reason::NoCreated {
            return;
        }
        if let Some(deal) = self.builder().undated(&self.row) {
            self.undated.take(deal);
        }
    }

    /// Sums them up, where the list has no column of days of creation at all.
    pub(super) fn sum_undated(&mut self) {
        let column = self.mapping.column(Role::Created);
        let none = column.is_none() && !self.undated.deals.is_empty();
        self.report.undated = none.then(|| Summary::of(&self.undated.deals, self.today));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Answer, Question, Sense, Step};
    use super::*;
    use crate::calc::units::{Money, Percent};

    /// A public template's tracker, as a workbook gives it.
    const TRACKER: &str = "Sales Forecast Tracker,,,,,,,,\n\
        Enter opportunities below,,,,,,,,\n\
        Opportunity name,Sales agent,Sales region,Sales category,Forecast amount,Sales phase,\
        Probability of sale,Forecast close,Weighted forecast\n\
        Opp 1,Chris,West,Consulting,60000,Needs analysis,40%,2026-12-18,24000\n\
        Opp 2,Dana,East,License,45000,Prospect,10%,2027-01-29,4500\n\
        Opp 3,Chris,East,License,120000,Negotiation,75%,2026-12-30,90000\n\
        Opp 4,Eli,West,Support,30000,Proposal,50%,2027-02-26,15000\n\
        Opp 5,Dana,West,Consulting,80000,Closed,100%,2026-11-12,80000\n\
        Total,,,,335000,,,,213500\n";

    fn read(list: &str) -> Import {
        let mut import = Import::new(list.as_bytes().into(), "2026-11-30".parse().unwrap());
        loop {
            match import.step(500) {
                Step::Progress(_) => {}
                Step::Asks => answer(&mut import),
                Step::Done => return import,
                step => panic!("{step:?}"),
            }
        }
    }

    fn answer(import: &mut Import) {
        match import.questions().remove(0) {
            Question::Columns(_) => import.set_mapping(import.mapping().clone().confirmed()),
            Question::Senses(words) => {
                let senses = words.into_iter().map(|word| (word.key, Sense::Won)).collect();
                import.answer(Answer::Senses(senses));
            }
            question => panic!("{question:?}"),
        }
    }

    #[test]
    fn a_tracker_gives_deals_by_amount_chance_and_close_date() {
        let import = read(TRACKER);
        assert!(import.deals().is_empty());
        let deals = import.undated();
        assert_eq!(deals.len(), 5);
        let first = &deals[0];
        assert_eq!((first.state, first.value), (State::Open, Money(60_000.0)));
        assert_eq!(first.close, "2026-12-18".parse().ok());
        assert_eq!(first.probability, Some(Percent(40.0)));
        assert_eq!((&*first.labels.owner, &*first.labels.stage), ("Chris", "Needs analysis"));
        assert_eq!((&*first.labels.segment, &*first.labels.product), ("West", "Consulting"));
        assert_eq!((deals[4].state, deals[4].close), (State::Won, "2026-11-12".parse().ok()));
        let summary = import.report().undated.as_ref().unwrap();
        assert_eq!((summary.open.deals, summary.open.value), (4, Money(255_000.0)));
        assert_eq!((summary.won.deals, summary.past_due.deals), (1, 0));
    }

    #[test]
    fn rows_without_a_created_date_stand_beside_those_with_one() {
        let import = read(
            "Id,Created,Stage,Amount,Close Date,Probability\n\
            1,2026-10-05,Proposal,5000,2026-12-20,50%\n\
            2,,Proposal,7000,2027-01-31,40%\n\
            2,,Proposal,7000,2027-01-31,40%\n\
            3,soon,Proposal,9000,2027-01-31,40%\n",
        );
        assert_eq!(import.deals().len(), 1);
        let undated: Vec<f64> = import.undated().iter().map(|deal| deal.value.0).collect();
        assert_eq!(undated, [7000.0]);
        assert!(import.report().undated.is_none());
    }
}
