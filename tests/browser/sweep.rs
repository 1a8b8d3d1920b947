//! The sweep: a list comes in, and stays in this browser.

pub mod looks;

use enough_pipeline::text::notation::Notation;
use enough_pipeline::text::xlsx::{Cell, Kind, Sheet, Workbook};
use serde_json::json;

use crate::embed::{fixed, visit};
use crate::harness::scenarios;
use crate::support::shadow::Shadow;
use crate::support::{Fault, Page, Server};

const SWEEP: &str = "<enough-pipeline calculator=sweep mode=open></enough-pipeline>";
const ELEMENT: &str = "enough-pipeline";

/// The program has taken the place of the first view, and its answer is there.
const ANSWERED: &str = "root?.querySelector('.ep-sweep:not(.ep-waits) .ep-headline')";
/// The list asks.
const ASKED: &str = "root.querySelector('.ep-questions')";

/// Gives a file as choosing it does.
const CHOOSE: &str = "
    const [name, text] = arguments;
    const given = new DataTransfer();
    given.items.add(new File([text], name));
    const box = root.querySelector('input[type=file]');
    box.files = given.files;
    box.dispatchEvent(new Event('change', { bubbles: true }))";

async fn open(page: &Page) -> (Server, Shadow<'_>) {
    let host = visit(page, SWEEP).await;
    let inside = page.shadow(ELEMENT);
    inside.until(ANSWERED).await;
    (host, inside)
}

/// The same with the example put away.
async fn open_empty(page: &Page) -> (Server, Shadow<'_>) {
    let (host, inside) = open(page).await;
    inside.click_button("Clear and use yours").await;
    inside.until("root.querySelector('.ep-drop')").await;
    (host, inside)
}

async fn choose(inside: &Shadow<'_>, name: &str, text: &str) {
    inside.run::<()>(CHOOSE, vec![name.into(), text.into()]).await;
}

/// Four deals won and two lost after 30 days, two open ones of which one is years old.
pub fn list() -> String {
    let head = "Opportunity ID,Opportunity Name,Account Name,Opportunity Owner,Stage,\
                Created Date,Close Date,Amount\n";
    let closed = (1..=6).map(|month| {
        let stage = if month <= 4 { "Closed Won" } else { "Closed Lost" };
        format!("{month},Deal {month},A,Ann,{stage},2025-0{month}-01,2025-0{month}-28,10000\n")
    });
    let open = "7,Old one,B,Bob,Proposal,2019-03-13,2019-06-30,40000\n\
                8,\"=Fresh, one\",C,Ann,Proposal,2026-11-13,2027-03-31,20000\n\
                \nTotal,,,,,,,\n\"Confidential Information - Do Not Distribute\",,,,,,,\n";
    closed.fold(head.to_owned(), |text, row| text + &row) + open
}

async fn a_file_becomes_an_answer_and_goes_nowhere(page: &Page) {
    let (host, inside) = open_empty(page).await;
    let loaded = (page.requests(), host.requests());
    choose(&inside, "report.csv", &list()).await;
    inside.until("root.querySelector('.ep-receipt')").await;
    let source = inside.text(".ep-source").await;
    assert!(source.contains("report.csv"), "{source}");
    let counts = "8 deals: 2 open $60,000, 4 won $40,000, 2 lost $20,000";
    assert!(source.contains(counts), "{source}");
    inside.fill("#ep-goal", "100k").await;
    inside.until(ANSWERED).await;
    let headline = inside.text("#ep-answer").await;
    assert_eq!(headline, "1 of your 2 open deals is dead: $40,000 of $60,000.");
    let receipt: String = inside.eval("root.querySelector('.ep-receipt').textContent").await;
    assert!(receipt.contains("10 rows read: 8 deals, 2 rows set aside."), "{receipt}");
    let rows: usize = inside.eval("root.querySelectorAll('.ep-deals tbody tr').length").await;
    assert_eq!(rows, 1);
    assert!(inside.text(".ep-deals tbody").await.contains("Old one"));
    assert_eq!((page.requests(), host.requests()), loaded);
    let table: String = inside.eval("host.export('csv')").await;
    assert!(table.contains("\n7,Old one,B,Bob,Proposal,open,40000,"), "{table}");
    assert!(table.contains("\"'=Fresh, one\""), "{table}");
}

async fn choices_can_be_taken_back(page: &Page) {
    let (_host, inside) = open(page).await;
    let before = inside.text("#ep-answer").await;
    let keep = "const box = root.querySelector('.ep-deals tbody select'); box.value = 'keep'; \
                box.dispatchEvent(new Event('input', { bubbles: true }))";
    inside.run::<()>(keep, vec![]).await;
    inside.until("root.querySelector('.ep-deals tbody').innerText.includes('kept by you')").await;
    assert_ne!(inside.text("#ep-answer").await, before);
    inside.click_button("Undo last choice").await;
    inside.until("!root.querySelector('.ep-deals tbody').innerText.includes('kept')").await;
    assert_eq!(inside.text("#ep-answer").await, before);
}

async fn a_typed_chance_counts_and_can_be_taken_back(page: &Page) {
    let (_host, inside) = open(page).await;
    let before = inside.text("#ep-answer").await;
    let (known, row) =
        (".ep-deals tbody .ep-known input", "root.querySelector('.ep-deals tr.ep-dead')");
    inside.fill(known, "60").await;
    let marked = "root.querySelector('.ep-deals tbody tr').innerText.includes('typed by you')";
    inside.until(marked).await;
    assert_ne!(inside.text("#ep-answer").await, before);
    assert!(inside.eval::<bool>(&format!("{row} !== null")).await);
    inside.until("root.querySelector('#ep-outcome').parentElement.innerText.includes('the chance that you typed')").await;
    inside.fill(known, "often").await;
    inside.until("root.querySelector('.ep-known .ep-problem')").await;
    assert_eq!(inside.value(known).await, "often");
    inside.click_button("Undo last choice").await;
    inside.until("!root.querySelector('.ep-known .ep-problem')").await;
    assert_eq!(inside.value(known).await, "");
    assert_eq!(inside.text("#ep-answer").await, before);
}

async fn what_a_list_leaves_open_is_asked(page: &Page) {
    let (_host, inside) = open_empty(page).await;
    let list = "Deal Name,Created Date,Stage,Close Date,Amount,Currency\n\
                One,03/04/2026,Closed Won,05/06/2026,100,USD\n\
                Two,03/04/2026,Closed Won,05/06/2026,100,EUR\n\
                Three,03/04/2026,Proposal,05/06/2026,100,USD\n";
    choose(&inside, "open.csv", list).await;
    inside.until(ASKED).await;
    let asked = inside.text(".ep-questions").await;
    assert!(asked.contains("day or the month first"), "{asked}");
    assert!(asked.contains("several currencies"), "{asked}");
    assert!(asked.contains("Answer each question to go on."), "{asked}");
    let answer = "for (const box of root.querySelectorAll('.ep-questions select')) {
        const wanted = [...box.options].find(one => ['day', '=USD'].includes(one.value));
        if (!wanted) continue;
        box.value = wanted.value;
        box.dispatchEvent(new Event('input', { bubbles: true }));
    }";
    inside.run::<()>(answer, vec![]).await;
    inside.until("root.querySelector('.ep-questions .ep-main')").await;
    inside.click_button("Go on").await;
    inside.until("root.querySelector('.ep-receipt')").await;
    let source = inside.text(".ep-source").await;
    assert!(source.contains("1 row set aside (line "), "{source}");
    // Whoever doubts the counts is led to the columns.
    inside.click_button("That's wrong").await;
    inside.until("root.activeElement?.id === 'ep-column-status'").await;
}

async fn what_cannot_be_read_says_what_to_do(page: &Page) {
    let (_host, inside) = open_empty(page).await;
    let cases = [
        ("book.xlsx", "PK\u{3}\u{4}xl/workbook.xml", "This workbook is damaged or was cut off"),
        ("empty.csv", "", "There is nothing in this file"),
        ("one.csv", "Name\nA\nB\n", "There is only one column"),
        ("head.csv", "Name,Amount\n", "headers but no deals"),
    ];
    for (name, text, expected) in cases {
        choose(&inside, name, text).await;
        let found = format!("root.querySelector('.ep-problem')?.innerText.includes({expected:?})");
        inside.until(&found).await;
    }
}

/// The same list as a workbook of two sheets, the other one before it.
fn workbook() -> Vec<u8> {
    let text = list();
    let rows =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = rows.into_records().map(Result::unwrap).collect();
    let headers: Vec<(&str, u8)> = rows[0].iter().map(|header| (header, 20)).collect();
    let mut deals = Sheet::new("All deals", &headers);
    for row in &rows[1..9] {
        deals.row(row.iter().map(|text| match (text.parse(), text.parse()) {
            (Ok(number), _) => Cell::Value(Kind::Number, number),
            (_, Ok(day)) => Cell::Day(day),
            _ => Cell::Text(text),
        }));
    }
    let mut notes = Sheet::new("Notes", &[("Read me", 20)]);
    notes.row([Cell::Text("Exported on Friday")]);
    let mut book = Workbook::new(&Notation::plain());
    book.push(notes);
    book.push(deals);
    book.into_bytes()
}

const CHOOSE_BYTES: &str = "
    const [name, bytes] = arguments;
    const given = new DataTransfer();
    given.items.add(new File([new Uint8Array(bytes)], name));
    const box = root.querySelector('input[type=file]');
    box.files = given.files;
    box.dispatchEvent(new Event('change', { bubbles: true }))";

/// Whether the page has loaded what reads workbooks.
fn has_reader(page: &Page) -> bool {
    page.requests().iter().any(|request| request.ends_with("/sheets.wasm"))
}

async fn a_workbook_is_read_by_a_program_that_is_loaded_for_it(page: &Page) {
    let (_host, inside) = open_empty(page).await;
    assert!(!has_reader(page));
    let given = vec!["deals.xlsx".into(), workbook().into()];
    inside.run::<()>(CHOOSE_BYTES, given.clone()).await;
    inside.until("root.querySelector('#ep-sheets')").await;
    assert!(has_reader(page));
    let asked = inside.text(".ep-source").await;
    assert!(asked.contains("deals.xlsx has several sheets."), "{asked}");
    assert!(asked.contains("Notes (2 rows)"), "{asked}");
    inside.click_button("Cancel").await;
    inside.until("root.querySelector('.ep-drop')").await;
    inside.run::<()>(CHOOSE_BYTES, given).await;
    inside.until("root.querySelector('#ep-sheets')").await;
    inside.click_button("All deals (9 rows)").await;
    inside.until("root.querySelector('.ep-receipt')").await;
    let source = inside.text(".ep-source").await;
    assert!(source.contains("deals.xlsx, All deals") && source.contains("8 deals: "), "{source}");
    inside.fill("#ep-goal", "100k").await;
    inside.until(ANSWERED).await;
    let headline = inside.text("#ep-answer").await;
    assert_eq!(headline, "1 of your 2 open deals is dead: $40,000 of $60,000.");
}

async fn a_reader_that_does_not_come_is_asked_for_again(page: &Page) {
    let (_host, inside) = open_empty(page).await;
    let path = fixed("sheets.wasm");
    page.server().set_fault(&path, Some(Fault::Missing));
    let given = vec!["deals.xlsx".into(), workbook().into()];
    inside.run::<()>(CHOOSE_BYTES, given.clone()).await;
    inside.until("root.querySelector('.ep-problem')?.innerText.includes('try again')").await;
    page.server().set_fault(&path, None);
    inside.run::<()>(CHOOSE_BYTES, given).await;
    inside.until("root.querySelector('#ep-sheets')").await;
}

async fn a_few_deals_can_be_typed(page: &Page) {
    let (_host, inside) = open_empty(page).await;
    inside.click_button("Type a few deals in").await;
    let rows = [
        ["Won one", "10,000", "2026-01-05", "won", "2026-02-05", "Ann"],
        ["Open one", "20,000", "2024-01-05", "open", "2026-12-31", "Bob"],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            inside.fill(&format!("#ep-cell-{}-{column}", row + 1), text).await;
        }
    }
    inside.click_button("Use these deals").await;
    inside.until("root.querySelector('.ep-receipt')").await;
    inside.fill("#ep-goal", "50k").await;
    inside.until(ANSWERED).await;
    let headline = inside.text("#ep-answer").await;
    assert_eq!(headline, "Your one open deal is dead: $20,000.");
}

async fn coverage_takes_its_figures_from_the_deals_until_they_are_typed_over(page: &Page) {
    let (_host, inside) = open(page).await;
    let answer = "#ep-coverage-answer";
    let own = inside.text(answer).await;
    assert_eq!(inside.value("#ep-coverage-win_rate").await, "");
    assert!(inside.text(".ep-roles").await.contains("from 220 deals of your list"));
    inside.fill("#ep-coverage-win_rate", "90").await;
    inside.until("root.querySelector('.ep-roles .ep-link')").await;
    let changed = format!("root.querySelector('{answer}').innerText !== {own:?}");
    inside.until(&changed).await;
    inside.click(".ep-roles .ep-link").await;
    inside.until(&changed.replace("!==", "===")).await;
    assert_eq!(inside.value("#ep-coverage-win_rate").await, "");
}

async fn a_page_can_fill_in_a_goal_and_read_figures_but_no_deals(page: &Page) {
    let (_host, inside) = open(page).await;
    inside.run::<()>("host.inputs = { goal: 500000 }", vec![]).await;
    inside.until("host.report?.inputs?.goal === 500000").await;
    let report: serde_json::Value = inside.eval("host.report").await;
    assert_eq!(report["calculator"], json!("sweep"));
    assert_eq!(report["figures"]["open_deals"], json!(72));
    let text = report.to_string();
    assert!(!text.contains("new business"), "{text}");
}

scenarios! {
    in_every_engine("files, and programs that are loaded late"):
        a_file_becomes_an_answer_and_goes_nowhere,
        a_workbook_is_read_by_a_program_that_is_loaded_for_it;
    in_one_engine:
        choices_can_be_taken_back,
        a_typed_chance_counts_and_can_be_taken_back,
        what_a_list_leaves_open_is_asked,
        what_cannot_be_read_says_what_to_do,
        a_reader_that_does_not_come_is_asked_for_again,
        a_few_deals_can_be_typed,
        coverage_takes_its_figures_from_the_deals_until_they_are_typed_over,
        a_page_can_fill_in_a_goal_and_read_figures_but_no_deals;
}
