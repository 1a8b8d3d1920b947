//! The consultant's workspace: one client, all calculators, and nothing is lost.

use serde_json::{Value, json};

use crate::embed::visit;
use crate::harness::scenarios;
use crate::support::shadow::Shadow;
use crate::support::{Engine, Page, Rules, Server};
use crate::sweep::list;

const ROOM: &str = "<enough-pipeline mode=review save=local></enough-pipeline>";
const ELEMENT: &str = "enough-pipeline";

/// The program has taken the place of the first view, and each calculator has its answer: one that comes
/// later would be a step of its own.
pub const THERE: &str = "root && ['coverage', 'sweep', 'forecast', 'leads']
    .every(one => root.querySelector(`#ep-${one}-answer`))
    && !root.querySelector('.ep-waiting, .ep-waits, .ep-early')";
/// What stands in coverage's box for the goal.
const GOAL: &str = "#ep-coverage-goal";

/// Gives a file to the box with this id: its name, its text.
const CHOOSE: &str = "
    const given = new DataTransfer();
    given.items.add(new File([arguments[2]], arguments[1]));
    const box = root.querySelector(arguments[0]);
    box.files = given.files;
    box.dispatchEvent(new Event('change', { bubbles: true }))";

async fn open(page: &Page) -> (Server, Shadow<'_>) {
    let host = visit(page, ROOM).await;
    let inside = page.shadow(ELEMENT);
    inside.until(THERE).await;
    (host, inside)
}

async fn show(inside: &Shadow<'_>, section: &str) {
    inside.click(&format!("#ep-tab-{section}")).await;
    inside.until(&format!("!root.querySelector('#ep-panel-{section}').hidden")).await;
    // The focus comes last: what is typed before would go to the tab.
    inside.until(&format!("root.activeElement?.id === 'ep-tab-{section}'")).await;
}

/// Waits until what was typed has been taken down.
async fn taken_down(inside: &Shadow<'_>, text: &str) {
    let text = Value::from(text);
    inside.until(&format!("host.getState()?.includes({text})")).await;
}

async fn every_step_can_be_taken_back(page: &Page) {
    let (_host, inside) = open(page).await;
    let first = inside.value(GOAL).await;
    taken_down(&inside, &first).await;
    // What is typed slowly is taken down in several steps.
    inside.put(GOAL, "7654321").await;
    taken_down(&inside, "7654321").await;
    inside.click_button("Undo").await;
    inside.until(&format!("root.querySelector('{GOAL}').value === '{first}'")).await;
    inside.click_button("Redo").await;
    inside.until(&format!("root.querySelector('{GOAL}').value === '7654321'")).await;
}

async fn scenarios_stand_side_by_side(page: &Page) {
    let (_host, inside) = open(page).await;
    show(&inside, "scenarios").await;
    inside.click_button("Duplicate the one in use").await;
    inside.until("root.querySelectorAll('.ep-scenario').length === 2").await;
    show(&inside, "coverage").await;
    inside.fill(GOAL, "7654321").await;
    taken_down(&inside, "7654321").await;
    show(&inside, "scenarios").await;
    for place in [1, 2] {
        inside.click(&format!(".ep-scenario:nth-child({place}) .ep-check input")).await;
    }
    inside.until("root.querySelector('.ep-compare')").await;
    let differs = "[...root.querySelectorAll('.ep-differs th')].map(one => one.textContent)";
    let differs: Vec<String> = inside.eval(differs).await;
    assert!(differs.contains(&"Differs: Revenue goal".to_owned()), "{differs:?}");
    // Back in the first one the old figure stands.
    inside.click_button("Use As it is").await;
    inside.until(&format!("root.querySelector('{GOAL}').value !== '7654321'")).await;
}

async fn a_goal_is_sought_and_used(page: &Page) {
    let (_host, inside) = open(page).await;
    show(&inside, "scenarios").await;
    inside.click_button("Find it").await;
    inside.until("root.querySelector('#ep-panel-scenarios .ep-lead-in')").await;
    let found = inside.text("#ep-panel-scenarios .ep-lead-in").await;
    assert!(found.starts_with("Win rate of "), "{found}");
    let before = inside.value("#ep-coverage-win_rate").await;
    inside.click_button("Use it").await;
    inside.until("host.report?.figures.chance >= 79.5").await;
    assert_ne!(inside.value("#ep-coverage-win_rate").await, before);
}

async fn a_file_holds_everything_and_others_are_refused(page: &Page) {
    let (host, inside) = open(page).await;
    inside.fill("#ep-client", "Alder Foods").await;
    inside.fill(GOAL, "7654321").await;
    taken_down(&inside, "7654321").await;
    let file: String = inside.eval("host.getState()").await;
    let other = vec![json!("#ep-open"), json!("x.json"), json!("{\"kind\":\"other\"}")];
    inside.run::<()>(CHOOSE, other).await;
    inside.until("root.querySelector('.ep-bar .ep-problem')").await;
    assert_eq!(inside.value(GOAL).await, "7654321", "nothing is lost");
    forget(&inside).await;
    inside.until(&format!("root.querySelector('{GOAL}').value !== '7654321'")).await;
    let given = vec![json!("#ep-open"), json!("alder.json"), json!(file)];
    inside.run::<()>(CHOOSE, given).await;
    let there = format!("root.querySelector('{GOAL}').value === '7654321'");
    // What the calculators hold at first may have been taken down by then: it is in no file.
    inside.until(&format!("{there} || root.activeElement?.id === 'ep-stay'")).await;
    if !inside.eval::<bool>(&there).await {
        inside.click_button("Go on and forget it").await;
    }
    inside.until(&there).await;
    assert_eq!(inside.value("#ep-client").await, "Alder Foods");
    // The browser keeps the last client for the next visit.
    inside.fill("#ep-client", "Alder Foods Ltd").await;
    taken_down(&inside, "Alder Foods Ltd").await;
    inside.until("root.querySelector('.ep-kept').innerText.startsWith('Kept in')").await;
    page.visit_url(&host.url("")).await;
    inside.until("root?.querySelector('#ep-client')?.value === 'Alder Foods Ltd'").await;
    inside.until(&format!("root.querySelector('{GOAL}').value === '7654321'")).await;
}

/// Begins with another client, though this one is in no file.
async fn forget(inside: &Shadow<'_>) {
    inside.click_button("New client").await;
    inside.until("root.activeElement?.id === 'ep-stay'").await;
    inside.click_button("Go on and forget it").await;
    inside.until("root.querySelector('#ep-client').value === ''").await;
}

/// All that a browser keeps of the workspace, as one text.
const KEPT: &str = "const kept = { ...localStorage };
    const done = arguments[0];
    const opening = indexedDB.open('enough-pipeline', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('clients');
    opening.onsuccess = () => {
        const all = opening.result.transaction('clients').objectStore('clients').getAll();
        all.onsuccess = () => { opening.result.close(); done(JSON.stringify([kept, all.result])) };
    };";

/// A shared computer: the next person finds nothing of the last client, by any way.
async fn a_new_client_and_a_file_forget_the_client_before(page: &Page) {
    let (host, inside) = open(page).await;
    let empty: String = inside.eval("host.getState()").await;
    for by_file in [false, true] {
        inside.fill("#ep-client", "Alder Foods").await;
        inside.fill(GOAL, "7654321").await;
        inside.until("root.querySelector('.ep-kept').innerText.startsWith('Kept in')").await;
        assert!(page.run_async(KEPT).await.to_string().contains("Alder"));
        if by_file {
            let given = vec![json!("#ep-open"), json!("other.json"), json!(&*empty)];
            inside.run::<()>(CHOOSE, given).await;
            inside.until("root.activeElement?.id === 'ep-stay'").await;
            inside.click_button("Go on and forget it").await;
            inside.until("root.querySelector('#ep-client').value === ''").await;
        } else {
            forget(&inside).await;
        }
        let undo = "[...root.querySelectorAll('button')].find(one => one.innerText === 'Undo')";
        inside.run::<()>(&format!("{undo}?.click()"), vec![]).await;
        inside.rest().await;
        assert_eq!(inside.value("#ep-client").await, "");
        assert_ne!(inside.value(GOAL).await, "7654321");
        page.visit_url(&host.url("")).await;
        inside.until(THERE).await;
        assert_eq!(inside.value("#ep-client").await, "");
        assert_ne!(inside.value(GOAL).await, "7654321");
        let kept = page.run_async(KEPT).await.to_string();
        assert!(!kept.contains("Alder") && !kept.contains("7654321"), "{kept}");
    }
}

async fn what_was_done_with_single_deals_is_in_the_file(page: &Page) {
    let (_host, inside) = open(page).await;
    show(&inside, "sweep").await;
    let list = vec![json!("#ep-panel-sweep .ep-drop input"), json!("deals.csv"), json!(list())];
    inside.click_button("Clear and use yours").await;
    inside.until("root.querySelector('#ep-panel-sweep .ep-drop input')").await;
    inside.run::<()>(CHOOSE, list).await;
    inside.until("root.querySelector('#ep-panel-sweep .ep-receipt')").await;
    inside.fill("#ep-sweep-goal", "100k").await;
    inside.until("root.querySelector('#ep-panel-sweep .ep-deals tbody tr')").await;
    let known = "#ep-panel-sweep .ep-deals tbody .ep-known input";
    inside.fill(known, "60").await;
    taken_down(&inside, "\"chances\"").await;
    let answer = inside.text("#ep-sweep-answer").await;
    let file: String = inside.eval("host.getState()").await;
    forget(&inside).await;
    inside.until(&format!("root.querySelector('{known}')?.value !== '60'")).await;
    let given = vec![json!("#ep-open"), json!("alder.json"), json!(file)];
    inside.run::<()>(CHOOSE, given).await;
    inside.until(&format!("root.querySelector('{known}')?.value === '60'")).await;
    assert_eq!(inside.text("#ep-sweep-answer").await, answer);
}

async fn tabs_follow_the_arrow_keys(page: &Page) {
    let (_host, inside) = open(page).await;
    inside.run::<()>("root.querySelector('#ep-tab-coverage').focus()", vec![]).await;
    page.press(fantoccini::key::Key::Right).await;
    inside.until("root.activeElement?.id === 'ep-tab-sweep'").await;
    assert!(inside.eval::<bool>("!root.querySelector('#ep-panel-sweep').hidden").await);
    page.press(fantoccini::key::Key::Left).await;
    inside.until("root.activeElement?.id === 'ep-tab-coverage'").await;
}

const SECTIONS: [&str; 7] =
    ["coverage", "sweep", "forecast", "leads", "review", "scenarios", "report"];

async fn no_section_breaks_a_rule_or_sticks_out(page: &Page) {
    let rules = Rules::load();
    let (_host, inside) = open(page).await;
    // With all that stands around the sections.
    rules.check(page, ELEMENT, "as it is seen first").await;
    for section in SECTIONS {
        show(&inside, section).await;
        rules.check_inside(page, ELEMENT, &format!("#ep-panel-{section}"), section).await;
        page.resize(360, 900).await;
        let wide: u32 = page.eval("document.documentElement.scrollWidth").await;
        assert!(wide <= 360, "{section}: {wide}");
    }
}

scenarios! {
    in_every_engine("files, the database and the focus"):
        a_file_holds_everything_and_others_are_refused,
        a_new_client_and_a_file_forget_the_client_before,
        tabs_follow_the_arrow_keys;
    in_one_engine:
        every_step_can_be_taken_back,
        scenarios_stand_side_by_side,
        a_goal_is_sought_and_used,
        what_was_done_with_single_deals_is_in_the_file;
    only_in(&[Engine::Chromium], "it alone can be asked for colour schemes"):
        no_section_breaks_a_rule_or_sticks_out;
}
