use super::forecast::Section;
use super::*;
use crate::text::formats::Plain;

#[test]
fn headers_that_are_pasted_along_are_left_out() {
    let table = Section::Stages.table();
    let notation = Notation::plain();
    let pasted = |text: &str| table.pasted(text, 0, &notation);
    let with = pasted("Stage\tDeals\tValue\tChance\nDemo\t5\t9,000\t30%\n");
    assert_eq!(with, [["Demo", "5", "9,000", "30%"]]);
    assert_eq!(pasted("Demo\t5\t9,000\t30%\nOffer\t1\t1\t1").len(), 2);
    assert_eq!(pasted("Demo\tmany\tx\t-\n").len(), 1, "a single row is never a header");
    assert_eq!(table.pasted("Deals\tValue\n5\t6", 1, &notation), [["5", "6"]]);
}

#[test]
fn a_table_goes_from_one_notation_to_another() {
    let table = Section::Renewals.table();
    let german = Notation { decimal: ',', group: '.', day_first: true, ..Notation::plain() };
    let mut rows = table.empty();
    rows.take_text("Alder\t24.000,5\t85\t31.12.2026\nBirch\twas\t1\t");
    let canonical = table.canonical(&rows, &german);
    assert_eq!(canonical, "Alder\t24000.5\t85\t2026-12-31\nBirch\twas\t1");
    let mut back = table.empty();
    table.take_canonical(&mut back, &canonical, &Plain::default());
    assert_eq!(back.text(), "Alder\t24,000.5\t85\t12/31/2026\nBirch\twas\t1");
    assert_eq!(table.canonical(&back, &Notation::plain()), canonical);
}
