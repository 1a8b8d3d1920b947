//! The sweep: every open deal with what was found and what to do, and the pipeline before and after.

use super::sum;
use crate::calc::deals::Deal;
use crate::calc::replay::Replayed;
use crate::calc::sweep::{Part, Report, Side, Standing, Verdict};
use crate::calc::units::Money;
use crate::language::Word;
use crate::text::formats::Formats;
use crate::text::separate::name;
use crate::text::sweep::reason;
use crate::text::xlsx::{Cell, Kind, MOST_ROWS, Sheet};

/// Rows that are no deals: the header and the total.
const OTHER_ROWS: usize = 2;

/// The sheets. `steps` says what to do with each of the report's deals, in their order.
pub(super) fn sheets(
    deals: &[Deal],
    report: &Report,
    steps: &[String],
    formats: &dyn Formats,
) -> Vec<Sheet> {
    let mut sheets = vec![listed(deals, report, steps, formats), sides(report)];
    sheets.extend((!report.parts.is_empty()).then(|| curves(report)));
    sheets
}

fn listed(deals: &[Deal], report: &Report, steps: &[String], formats: &dyn Formats) -> Sheet {
    let mut sheet = Sheet::new(
        "Sweep",
        &[
            (say!("Deal"), 34),
            (say!("Account"), 26),
            (say!("Owner"), 18),
            (say!("Stage"), 18),
            (say!("Amount"), 14),
            (say!("Chance in the period"), 12),
            (say!("To expect in the period"), 16),
            (say!("Chance to be ever won"), 12),
            (say!("Age in days"), 10),
            (say!("Verdict"), 12),
            (say!("Why"), 44),
            (say!("Next step"), 26),
            (say!("Id"), 20),
        ],
    );
    let (mut amounts, mut expected) = (0.0, 0.0);
    let room = MOST_ROWS as usize - OTHER_ROWS;
    for (verdict, step) in report.deals.iter().zip(steps).take(room) {
        let Some(deal) = deals.get(verdict.prospect.position) else { continue };
        row(&mut sheet, deal, verdict, (step, &reason(verdict, formats)));
        amounts += verdict.prospect.value.0;
        expected += verdict.prospect.value.0 * verdict.by_stage.chance;
    }
    let last = sheet.next() - 1;
    if last > 1 {
        sheet.filter();
        let mut cells = vec![Cell::Blank; 7];
        let (amount, weighted) = (sum("E", 2, last), sum("G", 2, last));
        cells[0] = Cell::Text(say!("Total"));
        cells[4] = Cell::Formula(Kind::Money, &amount, amounts);
        cells[6] = Cell::Formula(Kind::Money, &weighted, expected);
        sheet.total(cells);
    }
    sheet
}

fn row(sheet: &mut Sheet, deal: &Deal, verdict: &Verdict, (step, why): (&str, &str)) {
    let (labels, prospect) = (&deal.labels, &verdict.by_stage);
    let row = sheet.next().to_string();
    let expected = ["E", &row, "*F", &row].concat();
    sheet.row([
        Cell::Text(&labels.name),
        Cell::Text(&labels.account),
        Cell::Text(&labels.owner),
        Cell::Text(&labels.stage),
        Cell::Value(Kind::Money, prospect.value.0),
        Cell::Value(Kind::Percent, prospect.chance),
        Cell::Formula(Kind::Money, &expected, prospect.value.0 * prospect.chance),
        Cell::Value(Kind::Percent, prospect.chance_ever),
        Cell::Value(Kind::Number, f64::from(prospect.age)),
        Cell::Text(match verdict.standing {
            _ if verdict.kept => say!("Kept by you"),
            _ if verdict.taken_out => say!("Taken out by you"),
            Standing::Dead => say!("Dead"),
            Standing::Aged => say!("Aged"),
            Standing::Fresh => say!("Fresh"),
        }),
        Cell::Text(why),
        Cell::Text(step),
        Cell::Text(&labels.id),
    ]);
}

/// A figure that both sides have.
type Figure = (Word, Kind, fn(&Side) -> Option<f64>);

const FIGURES: [Figure; 6] = [
    (word!("Open deals"), Kind::Number, |side| Some(side.deals as f64)),
    (word!("Open pipeline"), Kind::Money, |side| Some(side.pipeline.0)),
    (word!("Coverage of what remains"), Kind::Number, |side| side.coverage),
    (word!("Win rate × value"), Kind::Money, |side| Some(side.expected_flat.0)),
    (word!("To expect by age"), Kind::Money, |side| Some(side.expected.0)),
    (word!("Chance of the goal"), Kind::Percent, |side| Some(side.outcome.chance)),
];

fn sides(report: &Report) -> Sheet {
    let mut sheet = Sheet::new(
        "Before and after",
        &[
            (say!("Figure"), 28),
            (say!("Before"), 16),
            (say!("After"), 16),
            (say!("Difference"), 16),
        ],
    );
    for (label, kind, get) in FIGURES {
        let row = sheet.next().to_string();
        let less = ["C", &row, "-B", &row].concat();
        let (before, after) = (get(&report.before), get(&report.after));
        let value = |value: Option<f64>| value.map_or(Cell::Blank, |one| Cell::Value(kind, one));
        let difference = before.zip(after);
        let difference = difference
            .map_or(Cell::Blank, |(before, after)| Cell::Formula(kind, &less, after - before));
        sheet.row([Cell::Text(label.text()), value(before), value(after), difference]);
    }
    sheet
}

/// Separate closing curves, with the open deals that follow each.
fn curves(report: &Report) -> Sheet {
    let mut sheet = Sheet::new(
        "Closing curves",
        &[
            (say!("Deals" in "of one curve"), 34),
            (say!("Won" in "deals"), 10),
            (say!("Win rate"), 12),
            (say!("Sales cycle of won deals"), 14),
            (say!("Dead from day"), 12),
            (say!("Open deals"), 12),
            (say!("Dead deals"), 12),
            (say!("Open pipeline"), 16),
            (say!("To expect in the period"), 16),
        ],
    );
    let number =
        |value: Option<f64>| value.map_or(Cell::Blank, |value| Cell::Value(Kind::Number, value));
    for part in &report.parts {
        let Part { default, open, dead, .. } = part;
        sheet.row([
            Cell::Text(name(part)),
            number(default.own.map(|(won, _)| won as f64)),
            Cell::Value(Kind::Percent, default.win_rate),
            number(Some(default.cycle)),
            number(part.line.days),
            number(Some(open.deals as f64)),
            number(Some(dead.deals as f64)),
            Cell::Value(Kind::Money, open.value.0),
            Cell::Value(Kind::Money, open.expected.0),
        ]);
    }
    let last = sheet.next() - 1;
    let all = &report.before;
    let sums = ["F", "G", "H", "I"].map(|column| sum(column, 2, last));
    let totals = [
        (Kind::Number, all.deals as f64),
        (Kind::Number, report.dead.deals as f64),
        (Kind::Money, all.pipeline.0),
        (Kind::Money, all.expected.0),
    ];
    let mut cells =
        vec![Cell::Text(say!("Total")), Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank];
    let total = |(formula, (kind, value))| Cell::Formula(kind, formula, value);
    cells.extend(sums.iter().map(String::as_str).zip(totals).map(total));
    sheet.total(cells);
    sheet
}

/// Past quarters as they would have been forecast, and what came.
pub(super) fn replayed(periods: &[Replayed]) -> Sheet {
    let mut sheet = Sheet::new(
        "Past quarters",
        &[
            (say!("From" in "a day"), 12),
            (say!("To"), 12),
            (say!("Open pipeline"), 16),
            (say!("By age"), 16),
            (say!("Low"), 16),
            (say!("High"), 16),
            (say!("By win rate"), 16),
            (say!("Pipeline ÷ 3"), 16),
            (say!("Came" in "what was won"), 16),
        ],
    );
    for period in periods {
        let [low, high] = period.range;
        let amounts = [
            period.open_pipeline,
            period.curve,
            low,
            high,
            period.flat,
            period.three_times,
            period.actual,
        ];
        let mut cells = vec![Cell::Day(period.start), Cell::Day(period.end)];
        cells.extend(amounts.map(|amount| Cell::Value(Kind::Money, amount.0)));
        sheet.row(cells);
    }
    off(&mut sheet, periods);
    sheet
}

/// A way to forecast: its column by place and letter, and what it said.
type Way = (usize, &'static str, fn(&Replayed) -> Money);

const WAYS: [Way; 3] = [
    (3, "D", |period| period.curve),
    (6, "G", |period| period.flat),
    (7, "H", |period| period.three_times),
];

/// How far each way was off, as a share of what came.
fn off(sheet: &mut Sheet, periods: &[Replayed]) {
    let last = sheet.next() - 1;
    let came: f64 = periods.iter().map(|period| period.actual.0).sum();
    let share = |get: fn(&Replayed) -> Money| {
        let missed = periods.iter().map(|period| (get(period).0 - period.actual.0).abs());
        missed.sum::<f64>() / came
    };
    let formula = |column: &str| {
        let rows = |column: &str| [column, "2:", column, &last.to_string()].concat();
        let (way, came) = (rows(column), rows("I"));
        ["SUMPRODUCT(ABS(", &way, "-", &came, "))/SUM(", &came, ")"].concat()
    };
    let formulas = WAYS.map(|(_, column, _)| formula(column));
    let mut cells = vec![Cell::Blank; 9];
    cells[0] = Cell::Text(say!("Off by, on average"));
    if came > 0.0 {
        for ((place, _, get), formula) in WAYS.into_iter().zip(&formulas) {
            cells[place] = Cell::Formula(Kind::Percent, formula, share(get));
        }
    }
    sheet.total(cells);
}
