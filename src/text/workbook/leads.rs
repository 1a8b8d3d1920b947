//! Leads: the plan week by week, what each source has to bring and costs, and the last useful days.

use super::sum;
use crate::calc::leads::{Outlook, SourceRow};
use crate::language::Word;
use crate::text::xlsx::{Cell, Kind, Sheet, column};

const STEPS: [Word; 4] = [word!("Lead"), word!("MQL"), word!("SQL"), word!("Opportunity")];

/// The sheets.
pub(super) fn sheets(outlook: &Outlook) -> Vec<Sheet> {
    vec![weeks(outlook), sources(outlook), dates(outlook)]
}

fn weeks(outlook: &Outlook) -> Sheet {
    let mut sheet = Sheet::new(
        "Leads by week",
        &[
            (say!("From"), 12),
            (say!("To"), 12),
            (say!("Leads"), 12),
            (say!("MQLs"), 12),
            (say!("SQLs"), 12),
            (say!("Opportunities"), 14),
            (say!("Wins"), 12),
            (say!("In time"), 10),
        ],
    );
    let mut totals = [0.0; 5];
    for week in &outlook.weeks {
        let [mqls, sqls, opportunities] = week.reached;
        let counts = [week.leads, mqls, sqls, opportunities, week.wins];
        let mut cells = vec![Cell::Day(week.start), Cell::Day(week.end)];
        cells.extend(counts.map(|count| Cell::Value(Kind::Number, count)));
        cells.push(Cell::Text(if week.useful { say!("yes") } else { say!("late") }));
        sheet.row(cells);
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
    }
    totalled(&mut sheet, 2, &totals.map(|total| (Kind::Number, total)));
    sheet
}

/// The sum of each column from the one at `first` on.
fn totalled(sheet: &mut Sheet, first: usize, totals: &[(Kind, f64)]) {
    let last = sheet.next() - 1;
    if last < 2 {
        return;
    }
    let sums: Vec<String> =
        (0..totals.len()).map(|place| sum(&column(first + place), 2, last)).collect();
    let mut cells = vec![Cell::Text(say!("Total"))];
    cells.resize(first, Cell::Blank);
    cells.extend(
        totals.iter().zip(&sums).map(|((kind, total), sum)| Cell::Formula(*kind, sum, *total)),
    );
    sheet.total(cells);
}

fn sources(outlook: &Outlook) -> Sheet {
    let mut sheet = Sheet::new(
        "Lead sources",
        &[
            (say!("Source"), 24),
            (say!("Share of leads"), 14),
            (say!("Leads a week"), 14),
            (say!("Leads"), 12),
            (say!("Opportunities"), 14),
            (say!("Wins in the period"), 16),
            (say!("Wins in the end"), 16),
            (say!("Cost of the leads"), 16),
            (say!("Cost per lead"), 14),
            (say!("Cost per win"), 14),
        ],
    );
    let rows = &outlook.sources;
    for row in rows {
        source(&mut sheet, row);
    }
    let all = |get: fn(&SourceRow) -> f64| (Kind::Number, rows.iter().map(get).sum());
    let mut totals = vec![
        (Kind::Percent, rows.iter().map(|row| row.share).sum()),
        all(|row| row.leads.weekly),
        all(|row| row.leads.leads),
        all(|row| row.opportunities),
        all(|row| row.wins),
        all(|row| row.ever),
    ];
    // A sum with a cost unknown would be too low.
    let costs: Option<Vec<f64>> = rows.iter().map(|row| Some(row.cost?.total.0)).collect();
    totals.extend(costs.map(|costs| (Kind::Money, costs.iter().sum())));
    totalled(&mut sheet, 1, &totals);
    sheet
}

fn source(sheet: &mut Sheet, row: &SourceRow) {
    let at = sheet.next().to_string();
    let per = |count: &str| ["H", &at, "/", count, &at].concat();
    let (per_lead, per_win) = (per("D"), per("G"));
    let each = |formula, count: f64| match row.cost.filter(|_| count > 0.0) {
        Some(cost) => Cell::Formula(Kind::Money, formula, cost.total.0 / count),
        None => Cell::Blank,
    };
    let number = |count| Cell::Value(Kind::Number, count);
    sheet.row([
        Cell::Text(row.name.label.text()),
        Cell::Value(Kind::Percent, row.share),
        number(row.leads.weekly),
        number(row.leads.leads),
        number(row.opportunities),
        number(row.wins),
        number(row.ever),
        row.cost.map_or(Cell::Blank, |cost| Cell::Value(Kind::Money, cost.total.0)),
        each(&per_lead, row.leads.leads),
        each(&per_win, row.ever),
    ]);
}

fn dates(outlook: &Outlook) -> Sheet {
    let mut sheet = Sheet::new(
        "Lead steps",
        &[
            (say!("Step"), 16),
            (say!("Share that goes on"), 18),
            (say!("Last useful day"), 16),
            (say!("Half of those won are won within days"), 20),
        ],
    );
    for (at, step) in STEPS.iter().enumerate() {
        sheet.row([
            Cell::Text(step.text()),
            Cell::Value(Kind::Percent, outlook.rates[at]),
            outlook.latest[at].map_or(Cell::Blank, Cell::Day),
            outlook.half_won[at]
                .map_or(Cell::Blank, |days| Cell::Value(Kind::Number, f64::from(days))),
        ]);
    }
    sheet
}
