use super::forecast::Section;
use super::*;
use crate::text::formats::Plain;

#[test]
fn a_block_fits_where_its_cells_are_what_the_columns_take() {
    let table = Section::Stages.table();
    let fits = |text: &str, column| table.fits(&block(text), column, &Notation::plain());
    assert!(fits("Demo\t5\t9,000\t30%\nOffer\t\t7,000", 0));
    assert!(fits("9,000\t30\n7,000\t20", 2));
    assert!(!fits("Deals\tValue\n5\t6", 1), "headers are no numbers");
    assert!(!fits("Demo\t5\t9,000\t30\t1", 0), "wider than the table");
    assert!(!fits("5", 9));
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
