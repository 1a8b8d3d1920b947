//! Deals as a table that the importer reads again without a question.

use chrono::NaiveDate;

use crate::calc::deals::{Deal, Outcome};
use crate::calc::stages::{Entry, StageDates};
use crate::text::canonical;
use crate::text::formats::fixed;

const HEADERS: &str = "id,name,account,owner,stage,decided status,amount,probability,\
    forecast category,created date,expected close date,won on,lost on,last activity,lead source,\
    next step,segment,product,loss reason,pushes";

/// Decimals of an amount: with four, no thousands separator can be meant.
const DECIMALS: u8 = 4;

/// The deals, one row each, with the days on which they entered stages. Unlike a table for a
/// spreadsheet it changes no text.
pub fn csv(deals: &[Deal], dates: &StageDates) -> String {
    let mut table = HEADERS.to_owned();
    for stage in &dates.stages {
        table.push(',');
        push_cell(&mut table, &["Date entered \"", stage, "\""].concat());
    }
    table.push('\n');
    let mut left = &*dates.entries;
    for (position, deal) in deals.iter().enumerate() {
        let own = left.partition_point(|entry| entry.position <= position);
        let (entered, rest) = left.split_at(own);
        left = rest;
        push_row(&mut table, deal);
        push_days(&mut table, dates.stages.len(), entered);
    }
    table
}

/// The rest of a row: the day on which its deal entered each of so many stages.
fn push_days(table: &mut String, stages: usize, entered: &[Entry]) {
    for stage in 0..stages {
        table.push(',');
        let day = entered.iter().find(|entry| usize::from(entry.stage) == stage);
        table.push_str(&day.map_or_else(String::new, |entry| canonical::date(entry.day)));
    }
    table.push('\n');
}

fn push_row(table: &mut String, deal: &Deal) {
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, canonical::date);
    let (status, won, lost) = match deal.outcome {
        Outcome::Open => ("open", None, None),
        Outcome::Won(on) => ("won", Some(on), None),
        Outcome::Lost(on) => ("lost", None, Some(on)),
    };
    let labels = &deal.labels;
    let chance =
        deal.probability.map_or_else(String::new, |chance| fixed(chance.0, DECIMALS) + "%");
    let cells = [
        &*labels.id,
        &*labels.name,
        &*labels.account,
        &*labels.owner,
        &*labels.stage,
        status,
        &*fixed(deal.value.0, DECIMALS),
        &*chance,
        &*labels.category,
        &*canonical::date(deal.created),
        &*day(deal.expected_close),
        &*day(won),
        &*day(lost),
        &*day(deal.last_activity),
        &*labels.source,
        &*labels.next_step,
        &*labels.segment,
        &*labels.product,
        &*labels.loss_reason,
        &*labels.pushes.map_or_else(String::new, |pushes| pushes.to_string()),
    ];
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            table.push(',');
        }
        push_cell(table, cell);
    }
}

fn push_cell(table: &mut String, cell: &str) {
    if cell.contains(['"', ',', ';', '\t', '\r', '\n']) {
        table.push('"');
        table.push_str(&cell.replace('"', "\"\""));
        table.push('"');
    } else {
        table.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::deals::Labels;
    use crate::calc::units::{Money, Percent};
    use crate::text::example::deals::example_deals;
    use crate::text::import::{Import, Step};

    fn today() -> NaiveDate {
        "2026-11-16".parse().unwrap()
    }

    fn import(table: String) -> Import {
        let mut import = Import::new(table.into_bytes(), today());
        loop {
            match import.step(1000) {
                Step::Progress(_) => {}
                Step::Done => return import,
                other => panic!("{other:?}: {:?}", import.questions()),
            }
        }
    }

    fn read(table: String) -> Vec<Deal> {
        import(table).into_deals()
    }

    fn csv(deals: &[Deal]) -> String {
        super::csv(deals, &StageDates::default())
    }

    #[test]
    fn days_on_which_deals_entered_stages_come_back() {
        let deals = example_deals(today());
        let stages = ["Demo (Sales)", "Proposal, sent", "Negotiation/Review"];
        let entered = |(position, deal): (usize, &Deal)| {
            let day = |days| deal.created + chrono::Duration::days(days);
            let entry = |stage: u16| Entry { position, stage, day: day(5 * i64::from(stage)) };
            (0..(position % 4) as u16).map(entry).collect::<Vec<_>>()
        };
        let entries = deals.iter().enumerate().flat_map(entered).collect();
        let dates = StageDates { stages: stages.map(str::to_owned).into(), entries };
        let import = import(super::csv(&deals, &dates));
        assert_eq!(import.deals(), deals);
        assert_eq!(import.stage_dates(), &dates);
    }

    #[test]
    fn the_importer_reads_it_again_without_a_question() {
        let deals = example_deals(today());
        assert_eq!(read(csv(&deals)), deals);
    }

    #[test]
    fn odd_names_small_amounts_and_few_days_stay_what_they_are() {
        let labels = Labels {
            id: "006A".into(),
            name: "=SUM(A1), \"the\" deal;\nsecond line".into(),
            owner: "+49 Büro".into(),
            stage: "Negotiation/Review".into(),
            category: "Best Case".into(),
            segment: "Rail".into(),
            product: "Core".into(),
            loss_reason: "Price, mostly".into(),
            pushes: Some(3),
            ..Labels::default()
        };
        let deal = |value, chance: f64, day: &str, id: &str| Deal {
            created: day.parse().unwrap(),
            outcome: Outcome::Open,
            value: Money(value),
            expected_close: Some("2026-12-01".parse().unwrap()),
            last_activity: None,
            probability: Some(Percent(chance)),
            labels: Labels { id: id.into(), ..labels.clone() },
        };
        // Decided once, whatever the stage says now; and two deals that look like one of two products.
        let mut lost = deal(5.0, 100.0, "2026-02-03", "");
        lost.labels.stage = "Closed Won".into();
        lost.outcome = Outcome::Lost("2026-03-01".parse().unwrap());
        let deals = [deal(1.234, 0.5, "2026-02-03", "a"), lost.clone(), lost];
        assert_eq!(
            read(csv(&deals)),
            deals.map(|deal| match deal.outcome {
                Outcome::Open => deal,
                _ => Deal { expected_close: None, ..deal },
            })
        );
        let deals = [deal(1.234, 0.5, "2026-02-03", "a"), deal(1e9, 1.0, "2026-03-02", "b")];
        assert_eq!(read(csv(&deals)), deals);
    }
}
