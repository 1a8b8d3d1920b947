//! The forecast: figures are typed and pasted, and what was typed is never lost.

pub mod looks;

use enough_pipeline::text::notation::Notation;
use enough_pipeline::text::xlsx::{Cell, Kind, Sheet, Workbook};
use fantoccini::key::Key;
use serde_json::json;

use crate::embed::{document, visit};
use crate::harness::scenarios;
use crate::support::shadow::Shadow;
use crate::support::{Page, Server};

const FORECAST: &str = "<enough-pipeline calculator=forecast mode=open></enough-pipeline>";
const ELEMENT: &str = "enough-pipeline";

/// The program has taken the place of the first view, and its answer is there.
const ANSWERED: &str = "root?.querySelector('.ep-forecast:not(.ep-waits) .ep-headline')";

/// Pastes a text into a box as a spreadsheet does.
const PASTE: &str = "
    const [box, text] = [root.querySelector(arguments[0]), arguments[1]];
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    box.focus();
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, composed: true });
    // Not every engine lets a script make an event with data.
    Object.defineProperty(event, 'clipboardData', { value: clipboardData });
    box.dispatchEvent(event)";

/// Presses the button with this label, wherever it stands by then.
const PRESS: &str = "
    [...root.querySelectorAll('button')].find(one => one.innerText.trim() === arguments[0]).click()";

/// Gives a file as choosing it does.
const CHOOSE: &str = "
    const [name, text] = arguments;
    const given = new DataTransfer();
    given.items.add(new File([text], name));
    const box = root.querySelector('input[id$=-file]');
    box.files = given.files;
    box.dispatchEvent(new Event('change', { bubbles: true }))";

/// Gives a file of these bytes to the box with this id.
const CHOOSE_FOR: &str = "
    const [id, name, bytes] = arguments, given = new DataTransfer();
    given.items.add(new File([new Uint8Array(bytes)], name));
    const box = root.querySelector(`#${id}`);
    box.files = given.files;
    box.dispatchEvent(new Event('change', { bubbles: true }))";

/// The texts in the filled rows of a table.
const ROWS: &str = "
    return [...root.querySelectorAll(`[id^=ep-${arguments[0]}-][id$='-0']`)].map(first =>
        [...first.closest('tr').querySelectorAll('input')].map(box => box.value))
        .filter(cells => cells.some(Boolean))";

const STAGES: &str = "Stage\tDeals\tValue\tChance\r\nDemo\t20\t800,000\t20%\r\n\
                      \"Offer, \"\"hot\"\"\"\t9\t400,000\t50%\r\n";

async fn open_with(page: &Page, attributes: &str) -> Server {
    let element = FORECAST.replace(" mode=open", attributes);
    let host = visit(page, &element).await;
    page.shadow(ELEMENT).until(ANSWERED).await;
    host
}

async fn open(page: &Page) -> (Server, Shadow<'_>) {
    (open_with(page, " mode=open").await, page.shadow(ELEMENT))
}

/// The same with the example put away.
async fn open_empty(page: &Page) -> (Server, Shadow<'_>) {
    let (host, inside) = open(page).await;
    inside.click_button("Clear and enter yours").await;
    inside.until("root.querySelector('.ep-promises')").await;
    (host, inside)
}

async fn paste(inside: &Shadow<'_>, selector: &str, text: &str) {
    inside.run::<()>(PASTE, vec![selector.into(), text.into()]).await;
    inside.frame().await;
}

async fn rows(inside: &Shadow<'_>, table: &str) -> Vec<Vec<String>> {
    inside.run(ROWS, vec![table.into()]).await
}

async fn a_stage_table_is_pasted_and_answers(page: &Page) {
    let (host, inside) = open_empty(page).await;
    let loaded = (page.requests(), host.requests());
    paste(&inside, "#ep-stages-1-0", STAGES).await;
    inside.until(ANSWERED).await;
    let expected = [["Demo", "20", "800,000", "20"], ["Offer, \"hot\"", "9", "400,000", "50"]];
    assert_eq!(rows(&inside, "stages").await, expected);
    let headline = inside.text("#ep-answer").await;
    assert!(headline.starts_with("You will probably close $"), "{headline}");
    inside.fill("#ep-goal", "300k").await;
    inside.until("host.report?.inputs?.goal === 300000").await;
    let report: serde_json::Value = inside.eval("host.report").await;
    let months = report["months"].as_array().expect("months");
    let sum: f64 = months.iter().filter_map(|month| month["expected"].as_f64()).sum();
    let total = report["figures"]["expected"].as_f64().expect("a figure");
    assert!((sum - total).abs() < 1e-6 * total, "{sum} {total}");
    inside.click_button("Undo the last change here").await;
    assert_eq!((page.requests(), host.requests()), loaded);
}

/// A workbook with goals of reps across, stages, and a sheet that is neither.
fn plan() -> Vec<u8> {
    let mut book = Workbook::new(&Notation::plain());
    let mut notes = Sheet::new("Notes", &[("Read me", 20)]);
    notes.row([Cell::Text("Agreed on Friday")]);
    let mut quotas =
        Sheet::new("Quotas", &[("Rep", 12), ("Dec 2026", 12), ("Jan 2027", 12), ("Total", 12)]);
    for (name, goals) in [("Ruiz", [60e3, 55e3, 115e3]), ("Chen", [45e3, 45e3, 90e3])] {
        let goals = goals.map(|goal| Cell::Value(Kind::Number, goal));
        quotas.row([Cell::Text(name)].into_iter().chain(goals));
    }
    let heads = [("Stage", 12), ("Probability", 12), ("Deals", 12), ("Value", 12)];
    let mut stages = Sheet::new("Pipeline", &heads);
    for (name, numbers) in [("Demo", [0.2, 20.0, 800e3]), ("Closed Won", [1.0, 3.0, 90e3])] {
        let numbers = numbers.map(|number| Cell::Value(Kind::Number, number));
        stages.row([Cell::Text(name)].into_iter().chain(numbers));
    }
    for sheet in [notes, quotas, stages] {
        book.push(sheet);
    }
    book.into_bytes()
}

async fn a_workbook_fills_the_tables_that_are_in_it(page: &Page) {
    let (_host, inside) = open(page).await;
    let given = vec!["ep-spreadsheet".into(), "plan.xlsx".into(), plan().into()];
    inside.run::<()>(CHOOSE_FOR, given).await;
    inside.until("root.querySelector('#ep-incoming')").await;
    assert_eq!(rows(&inside, "stages").await.len(), 4, "the example is there until then");
    let asked = inside.text(".ep-incoming").await;
    for part in ["Quotas: use as goals", "Pipeline: use as open deals by stage", "Notes"] {
        assert!(asked.contains(part), "{part} is not in {asked}");
    }
    inside.click_button("Use these figures").await;
    inside.until("root.querySelector('#ep-stages-1-0').value === 'Demo'").await;
    assert_eq!(rows(&inside, "stages").await, [["Demo", "20", "800,000", "20"]]);
    assert_eq!(inside.value("#ep-goals-1-1").await, "105,000");
    assert_eq!(rows(&inside, "quotas").await.len(), 4);
    inside.click_button("Use $90,000 as closed-won so far").await;
    inside.until("root.querySelector('#ep-closed_won').value === '90,000'").await;
    inside.click_button("Undo").await;
    inside.until("root.querySelector('#ep-stages-1-0').value === 'Discovery'").await;
}

async fn a_file_for_one_table_says_what_it_is(page: &Page) {
    let (_host, inside) = open_empty(page).await;
    let history = "Month;Umsatz (T€)\nSep 2026;164\nOkt 2026;201\nSumme;365\n";
    let give = |id: &str, text: &str| vec![id.into(), "zahlen.csv".into(), text.as_bytes().into()];
    inside.run::<()>(CHOOSE_FOR, give("ep-file-history", history)).await;
    inside.until("root.querySelector('#ep-history-2-1')?.value === '201,000'").await;
    let told =
        inside.run::<String>("return root.querySelector('.ep-incoming').textContent", vec![]);
    let told = told.await;
    assert!(told.contains("zahlen.csv: in use") && told.contains("Summe"), "{told}");
    let attainment = "Rep,Quota,Actual\nRuiz,180000,161000\nChen,135000,142000\n";
    inside.run::<()>(CHOOSE_FOR, give("ep-file-past", attainment)).await;
    inside.until("root.querySelector('.ep-incoming .ep-problem')").await;
    let words = inside
        .run::<String>("return root.querySelector('.ep-incoming .ep-problem').textContent", vec![]);
    assert!(words.await.contains("attainment by rep"));
}

async fn a_table_is_filled_from_the_keyboard(page: &Page) {
    let (_host, inside) = open_empty(page).await;
    inside.run::<()>("root.querySelector('#ep-stages-1-0').focus()", vec![]).await;
    for text in ["Demo", "12", "480k", "40"] {
        page.type_text(text).await;
        page.press(Key::Tab).await;
    }
    inside.until(ANSWERED).await;
    let focused: String = inside.eval("root.activeElement.ariaLabel").await;
    assert_eq!(focused, "Remove row 1");
    page.press(Key::Enter).await;
    inside.until("root.querySelector('#ep-stages-1-0').value === ''").await;
    inside.click_button("Undo the last change here").await;
    inside.until("root.querySelector('#ep-stages-1-0').value === 'Demo'").await;
}

async fn what_is_wrong_stays_and_is_told_beside_the_row(page: &Page) {
    let (_host, inside) = open_empty(page).await;
    paste(&inside, "#ep-stages-1-0", STAGES).await;
    inside.fill("#ep-stages-3-0", "Late").await;
    inside.fill("#ep-stages-3-2", "soon").await;
    inside.run::<()>("root.querySelector('#ep-goal').focus()", vec![]).await;
    inside.until("root.querySelector('#ep-stages-3-2-problem')").await;
    let words = inside.text("#ep-stages-3-2-problem").await;
    assert_eq!(words, "Enter the value as an amount, for example 480,000.");
    let tied = "root.querySelector('#ep-stages-3-2').getAttribute('aria-describedby')";
    assert_eq!(inside.eval::<String>(tied).await, "ep-stages-3-2-problem");
    assert_eq!(inside.value("#ep-stages-3-2").await, "soon");
    let noted = inside.text(".ep-noted").await;
    assert!(noted.contains("1 row needs another look in your open deals"), "{noted}");
    assert!(inside.eval::<bool>(&format!("!!({ANSWERED})")).await);
    inside.click_button("Deal by deal").await;
    inside.until("root.querySelector('.ep-drop')").await;
    inside.click_button("By stage").await;
    inside.until("root.querySelector('#ep-stages-3-2')?.value === 'soon'").await;
}

async fn parts_are_filled_later_and_counted(page: &Page) {
    let (_host, inside) = open_empty(page).await;
    paste(&inside, "#ep-stages-1-0", STAGES).await;
    inside
        .run::<()>("root.querySelectorAll('details').forEach(one => one.open = true)", vec![])
        .await;
    let history = (1..=14).map(|month| format!("{},000", 200 + 7 * month));
    paste(&inside, "#ep-history-1-1", &history.collect::<Vec<_>>().join("\n")).await;
    let summaries = "[...root.querySelectorAll('summary')].map(one => one.innerText).join('|')";
    inside.until(&format!("{summaries}.includes('Revenue history: 14 months')")).await;
    paste(&inside, "#ep-goals-1-1", "10,000\n20,000").await;
    inside.until(&format!("{summaries}.includes('Goals by month or quarter: 2 goals')")).await;
    inside.until("host.report?.months?.[1]?.goal === 20000").await;
}

async fn what_was_typed_is_there_on_the_next_visit(page: &Page) {
    let host = open_with(page, " mode=open save=local").await;
    let inside = page.shadow(ELEMENT);
    inside.click_button("Clear and enter yours").await;
    inside.until("root.querySelector('.ep-promises')").await;
    paste(&inside, "#ep-stages-1-0", STAGES).await;
    inside.fill("#ep-goal", "310k").await;
    page.visit_url(&host.url("")).await;
    inside.until(ANSWERED).await;
    assert_eq!(rows(&inside, "stages").await.len(), 2);
    assert_eq!(inside.value("#ep-goal").await, "310k");
    assert!(inside.text(".ep-form").await.contains("These are your figures from last time."));
}

async fn the_whole_answer_waits_behind_the_form(page: &Page) {
    let _host = open_with(page, "").await;
    let inside = page.shadow(ELEMENT);
    assert!(inside.eval::<bool>("!!root.querySelector('.ep-gate')").await);
    assert!(inside.eval::<bool>("!root.querySelector('.ep-fan, .ep-answer .ep-table')").await);
    assert!(inside.eval::<bool>("host.report === null && host.export('csv') === null").await);
}

async fn a_page_fills_in_rows_and_takes_the_table(page: &Page) {
    let (_host, inside) = open_empty(page).await;
    let give = "host.inputs = { goal: 500000, stages: [['Demo', 5, 90000.5, 30]] }";
    inside.run::<()>(give, vec![]).await;
    inside.until("host.report?.inputs?.goal === 500000").await;
    assert_eq!(rows(&inside, "stages").await, [["Demo", "5", "90,000.5", "30"]]);
    let table: String = inside.eval("host.export('csv')").await;
    assert!(table.contains("Month") && table.lines().count() > 12, "{table}");
    let state: serde_json::Value = inside.eval("host.getState()").await;
    assert_eq!(state["tables"]["stages"], json!("Demo\t5\t90,000.5\t30"));
    inside.run::<()>("host.reset()", vec![]).await;
    inside.until("root.querySelector('#ep-stages-1-0')?.value === 'Discovery'").await;
    inside.run::<()>("host.setState(arguments[0])", vec![state]).await;
    inside.until("root.querySelector('#ep-stages-1-0')?.value === 'Demo'").await;
}

async fn a_list_of_the_sweep_is_used_by_itself_and_can_be_put_aside(page: &Page) {
    let body = format!(
        "<enough-pipeline id=sweep calculator=sweep mode=open loading=eager></enough-pipeline>\
         {}",
        FORECAST.replace("calculator", "id=forecast loading=eager calculator")
    );
    let host = Server::with(vec![document(page, &body)]);
    page.visit_url(&host.url("")).await;
    let (sweep, forecast) = (page.shadow("#sweep"), page.shadow("#forecast"));
    forecast.until(ANSWERED).await;
    sweep.until("root?.querySelector('.ep-sweep:not(.ep-waits) .ep-headline')").await;
    sweep.click_button("Clear and use yours").await;
    sweep.until("root.querySelector('.ep-drop')").await;
    let head = "Id,Deal Name,Created Date,Stage,Close Date,Amount,Forecast Category\n";
    let closed = (1..=6).map(|n| {
        let stage = if n <= 4 { "Closed Won" } else { "Closed Lost" };
        format!("{n},Deal {n},2025-0{n}-01,{stage},2025-0{n}-28,10000,Closed\n")
    });
    let list = closed.fold(head.to_owned(), |text, row| text + &row)
        + "7,Open,2026-11-01,Proposal,2027-01-31,40000,Commit\n";
    sweep.run::<()>(CHOOSE, vec!["report.csv".into(), list.into()]).await;
    forecast
        .until("root.querySelector('.ep-pipeline')?.innerText.includes('read in the sweep')")
        .await;
    let words = forecast.text(".ep-pipeline").await;
    assert!(words.contains("The 7 deals read in the sweep on this page are used (report.csv)."));
    forecast.until(ANSWERED).await;
    assert!(forecast.text(".ep-form").await.contains("From your list: 66.7"));
    // The sweep above still grows, and what a driver clicks would be somewhere else by then.
    forecast.run::<()>(PRESS, vec!["Put them aside".into()]).await;
    let back = "Use the deals of the sweep on this page";
    forecast
        .until(&format!("root.querySelector('.ep-pipeline').innerText.includes('{back}')"))
        .await;
    forecast.run::<()>(PRESS, vec![back.into()]).await;
    forecast.until("root.querySelector('.ep-pipeline').innerText.includes('Put them aside')").await;
}

async fn a_link_brings_figures_and_tables(page: &Page) {
    const SHARED: &str = "
        navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }";
    let host = open_with(page, " mode=open share=hash").await;
    let inside = page.shadow(ELEMENT);
    inside.click_button("Clear and enter yours").await;
    inside.until("root.querySelector('.ep-promises')").await;
    paste(&inside, "#ep-stages-1-0", STAGES).await;
    inside.fill("#ep-goal", "310k").await;
    page.run::<()>(&format!("try {{ {SHARED} }} catch {{}}"), vec![]).await;
    inside.click_button("Copy a link to these figures").await;
    page.until("window.copied || document.querySelector('enough-pipeline').shadowRoot.querySelector('#ep-link')").await;
    let link: String = inside.eval("window.copied ?? root.querySelector('#ep-link').value").await;
    assert!(link.contains("#ep=1.") && link.len() < 2000, "{link}");
    page.visit_url(&link.replace(&link[..link.find('#').unwrap_or(0)], &host.url(""))).await;
    inside.until(ANSWERED).await;
    assert_eq!(rows(&inside, "stages").await.len(), 2);
    assert!(inside.text(".ep-form").await.contains("These figures came with the link."));
}

async fn nothing_has_to_be_scrolled_sideways(page: &Page) {
    const BEYOND: &str = "
        root.querySelectorAll('details').forEach(one => one.open = true);
        return document.scrollingElement.scrollWidth - document.documentElement.clientWidth";
    const CUT: &str = "[...root.querySelectorAll('.ep-form .ep-scroll')]
        .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.ariaLabel)";
    let (_host, inside) = open(page).await;
    for width in [320, 360, 640, 768, 1280] {
        page.resize(width, 740).await;
        inside.frame().await;
        assert!(inside.run::<i32>(BEYOND, vec![]).await <= 0, "at {width}");
        let cut: Vec<String> = inside.eval(CUT).await;
        assert_eq!(cut, [""; 0], "at {width}");
    }
}

scenarios! {
    in_every_engine("the clipboard, keys, storage, and how wide boxes are"):
        a_stage_table_is_pasted_and_answers,
        a_workbook_fills_the_tables_that_are_in_it,
        a_file_for_one_table_says_what_it_is,
        a_table_is_filled_from_the_keyboard,
        what_was_typed_is_there_on_the_next_visit,
        nothing_has_to_be_scrolled_sideways;
    in_one_engine:
        what_is_wrong_stays_and_is_told_beside_the_row,
        parts_are_filled_later_and_counted,
        the_whole_answer_waits_behind_the_form,
        a_page_fills_in_rows_and_takes_the_table,
        a_list_of_the_sweep_is_used_by_itself_and_can_be_put_aside,
        a_link_brings_figures_and_tables;
}
