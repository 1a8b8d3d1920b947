//! The review: each statement with its answer, the score of each area, and the gaps to close first.

use crate::calc::review::{AREAS, Answers, Gap, PER_AREA, Report};
use crate::text::notation::Notation;
use crate::text::review::Content;
use crate::text::xlsx::{Cell, Kind, Sheet};

/// The sheet of answers, to which those of the scores refer.
const ANSWERS: &str = "Review answers";

/// The sheets. Scores follow from the answers shown where those are all there are: with answers
/// of `others` too they are figures.
pub(super) fn sheets(
    answers: &Answers,
    others: bool,
    report: &Report,
    gaps: &[Gap],
    content: &Content,
) -> Vec<Sheet> {
    vec![scores(report, others, content), answered(answers, content), missing(gaps, content)]
}

/// Every statement with its answer, for a spreadsheet.
pub fn csv(answers: &Answers, content: &Content, notation: &Notation) -> String {
    answered(answers, content).csv(notation)
}

fn answered(answers: &Answers, content: &Content) -> Sheet {
    let mut sheet = Sheet::new(
        ANSWERS,
        &[
            (say!("Area"), 30),
            (say!("Statement"), 60),
            (say!("Level, 1 to 5"), 12),
            (say!("What that looks like"), 80),
        ],
    );
    let area =
        |place: usize| content.areas.get(place / PER_AREA).map_or("", |area| area.title.text());
    for (place, answer) in answers.0.iter().enumerate() {
        let Some(statement) = content.statement(place) else { continue };
        let words = statement.answered(*answer).unwrap_or_default();
        sheet.row([
            Cell::Text(area(place)),
            Cell::Text(statement.text),
            answer.level().map_or(Cell::Blank, |level| Cell::Value(Kind::Number, level)),
            Cell::Text(words),
        ]);
    }
    sheet
}

fn scores(report: &Report, others: bool, content: &Content) -> Sheet {
    let mut sheet = Sheet::new(
        "Review",
        &[(say!("Area"), 40), (say!("Score of 100"), 14), (say!("Statements that apply"), 14)],
    );
    for (area, score) in content.areas.iter().zip(&report.areas) {
        let first = score.area * PER_AREA + 2;
        let (from, to) = (first.to_string(), (first + PER_AREA - 1).to_string());
        let cells = ["'", ANSWERS, "'!C", &from, ":C", &to].concat();
        let mean = ["25*(AVERAGE(", &cells, ")-1)"].concat();
        sheet.row([
            Cell::Text(area.title.text()),
            match score.score {
                Some(score) if others => Cell::Value(Kind::Number, score),
                Some(score) => Cell::Formula(Kind::Number, &mean, score),
                None => Cell::Blank,
            },
            Cell::Value(Kind::Number, score.levels as f64),
        ]);
    }
    if let Some(overall) = report.overall {
        let mean = ["AVERAGE(B2:B", &(AREAS + 1).to_string(), ")"].concat();
        sheet.total([Cell::Text(say!("All areas")), Cell::Formula(Kind::Number, &mean, overall)]);
    }
    sheet
}

fn missing(gaps: &[Gap], content: &Content) -> Sheet {
    let mut sheet = Sheet::new(
        "Review gaps",
        &[
            (say!("Area"), 40),
            (say!("Score of 100"), 14),
            (say!("What it costs"), 16),
            (say!("Do first"), 90),
        ],
    );
    for gap in gaps {
        let Some(area) = content.areas.get(gap.area) else { continue };
        sheet.row([
            Cell::Text(area.title.text()),
            Cell::Value(Kind::Number, gap.score),
            gap.cost.map_or(Cell::Blank, |cost| Cell::Value(Kind::Money, cost.0)),
            Cell::Text(area.first(gap.score)),
        ]);
    }
    sheet
}
