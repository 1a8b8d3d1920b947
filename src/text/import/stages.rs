//! Columns with the days on which deals entered stages.

use super::super::cells::{amount, day};
use super::facts::Facts;
use super::layout::Layout;
use super::question::Answers;
use super::reader::Row;
use super::role::Role;
use super::sense::{self, Sense};
use crate::calc::stages::Entry;

/// What stands before the stage in the names that programs use.
const KEYS: [&str; 2] = ["hs_v2_date_entered_", "hs_date_entered_"];
/// What stands before it in headers for people, in lower case.
const WORDS: [&str; 3] = ["date entered stage ", "date entered ", "entered "];
/// What stands there where no stage is named, in lower case and without its quotation marks.
const NONE: [&str; 8] =
    ["current stage", "current_stage", "stage", "by", "on", "at", "date", "current stage on"];

/// Columns that say when a deal entered a stage, with the stage: by their headers, and by having
/// nothing but days in these rows.
pub(super) fn columns(headers: &[String], rows: &[Row]) -> Vec<(usize, String)> {
    let dated = |column: usize| {
        let cells = rows.iter().map(|row| row.cell(column));
        cells.filter(|cell| !amount::is_nothing(cell)).all(|cell| {
            day::read(cell, Some(true)).is_some() || day::read(cell, Some(false)).is_some()
        })
    };
    let stage = |(column, header): (usize, &String)| Some((column, stage(header)?.to_owned()));
    headers.iter().enumerate().filter_map(stage).filter(|(column, _)| dated(*column)).collect()
}

/// The stage whose entry a header dates: "Demo (Sales)" of `Date entered "Demo (Sales)"`,
/// "closedwon" of `hs_v2_date_entered_closedwon`, "Negotiation" of `Entered Negotiation`.
fn stage(header: &str) -> Option<&str> {
    let header = header.trim();
    let rest = KEYS.iter().chain(&WORDS).find_map(|start| {
        let (head, rest) = header.split_at_checked(start.len())?;
        head.eq_ignore_ascii_case(start).then_some(rest)
    })?;
    let stage = rest.trim_matches(['"', '“', '”', '„', '«', '»', '\'', '‘', '’', ' ', '\u{a0}']);
    let named = !stage.is_empty() && !NONE.iter().any(|none| stage.eq_ignore_ascii_case(none));
    named.then_some(stage)
}

/// Takes the order of day and month in a row into account.
pub(super) fn tally(facts: &mut Facts, row: &Row, layout: &Layout) {
    for (column, _) in &layout.stage_columns {
        facts.stage_days.add(row.cell(*column));
    }
}

/// The days on which the deal of a row entered stages. What cannot be read is left out, and so is the
/// stage in which deals are won or lost. Where these columns do not tell whether the day comes first,
/// it is as in that of the created date.
pub(super) fn entries(
    layout: &Layout,
    facts: &Facts,
    answers: &Answers,
    row: &Row,
    position: usize,
) -> impl Iterator<Item = Entry> {
    let created = Role::Created.index();
    let of_created = || facts.days[created].decided().or(answers.day_first[created]);
    let day_first = facts.stage_days.decided().or_else(of_created);
    let columns = layout.stage_columns.iter().enumerate();
    columns.filter_map(move |(stage, (column, name))| {
        let day = day::read(row.cell(*column), day_first)?;
        let stage = u16::try_from(stage).ok().filter(|_| !is_end(name))?;
        Some(Entry { position, stage, day })
    })
}

/// Whether a stage is one in which deals are won or lost.
fn is_end(stage: &str) -> bool {
    matches!(sense::hint(stage), Some(Sense::Won | Sense::Lost))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::import::{Import, Step};

    #[test]
    fn headers_name_their_stage() {
        for (header, named) in [
            ("Date entered \"Demo (Sales)\"", Some("Demo (Sales)")),
            ("Date entered “Demo (Sales)”", Some("Demo (Sales)")),
            ("date Entered 'Demo'", Some("Demo")),
            ("hs_v2_date_entered_closedwon", Some("closedwon")),
            ("hs_date_entered_1234567", Some("1234567")),
            ("Entered Negotiation", Some("Negotiation")),
            ("Date entered stage Proposal", Some("Proposal")),
            ("Date entered current stage", None),
            ("hs_v2_date_entered_current_stage", None),
            ("Date Entered", None),
            ("Entered By", None),
            ("Reentered Demo", None),
        ] {
            assert_eq!(stage(header), named, "{header}");
        }
    }

    fn read(text: &str) -> Import {
        let mut import = Import::new(text.into(), "2026-11-16".parse().unwrap());
        while let Step::Progress(_) = import.step(100) {}
        import
    }

    #[test]
    fn days_of_entering_are_kept_and_ends_are_no_stages() {
        let import = read(
            "Id,Created Date,Stage,Close Date,Amount,Entered Demo,Entered Closed Won,Entered by\n\
             1,05/01/2026,Closed Won,25/03/2026,5,20/01/2026,25/03/2026,Ann\n\
             x,-,Demo,,5,21/01/2026,,Ann\n\
             2,16/02/2026,Demo,,5,03/02/2026,,Bo\n\
             3,16/02/2026,Demo,,5,soon,,Bo\n",
        );
        // A cell that is no day: it is no such column.
        assert_eq!((import.deals().len(), &*import.stage_dates().entries), (3, &[][..]));
        let import = read(
            "Id,Created Date,Stage,Close Date,Amount,Entered Demo,Entered Closed Won,Entered by\n\
             1,05/01/2026,Closed Won,25/03/2026,5,20/01/2026,25/03/2026,Ann\n\
             x,-,Demo,,5,21/01/2026,,Ann\n\
             2,16/02/2026,Demo,,5,03/02/2026,,Bo\n\
             3,16/02/2026,Demo,,5,-,,Bo\n",
        );
        let dates = import.stage_dates();
        assert_eq!(dates.stages, ["Demo", "Closed Won"]);
        let entry = |position, day: &str| Entry { position, stage: 0, day: day.parse().unwrap() };
        assert_eq!(dates.entries, [entry(0, "2026-01-20"), entry(1, "2026-02-03")]);
    }
}
