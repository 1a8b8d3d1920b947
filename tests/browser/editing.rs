//! Typing, clearing and mistakes.

use serde_json::{Value, json};

use crate::harness::scenarios;
use crate::support::{Figures, Page};

/// What assistive technology says about a box beyond its label.
const DESCRIPTION: &str = "
    const box = document.querySelector(arguments[0]);
    const ids = box.getAttribute('aria-describedby').split(' ');
    return ids.map(id => document.getElementById(id).innerText)";

async fn the_browser_answers_as_the_same_code_does_here(page: &Page) {
    let example = Figures::example();
    let cases = [
        example.clone(),
        example.clone().with("goal", "2400000"),
        example.clone().with("goal", "700000").with("deal_spread", "0"),
        example
            .with("open_deals", "10000")
            .with("open_pipeline", "250000000")
            .with("goal", "40000000"),
    ];
    for figures in cases {
        page.open(&figures.path()).await;
        assert_eq!(page.chance().await, figures.chance(), "{figures:?}");
    }
}

async fn typing_changes_the_answer_and_says_what_was_understood(page: &Page) {
    page.open(&Figures::example().path()).await;
    let before = page.text(".ep-answer").await;
    page.fill("goal", "2.4M").await;
    assert_eq!(page.value("goal").await, "2.4M");
    assert_eq!(page.text("#ep-goal-understood").await, "Understood as $2,400,000");
    assert_ne!(page.text(".ep-answer").await, before);
    let same = Figures::example().with("goal", "2400000");
    assert_eq!(page.chance().await, same.chance());
    page.until("document.querySelector('[role=status]').textContent").await;
}

async fn clearing_empties_every_box_and_undo_brings_all_back(page: &Page) {
    page.open(&Figures::example().path()).await;
    page.fill("goal", "2.4M").await;
    let before = page.values().await;
    page.click_button("Clear").await;
    page.settle().await;
    let empty = "[...document.querySelectorAll('input.ep-input')].every(box => !box.value)";
    page.until(empty).await;
    assert_eq!(page.eval::<String>("document.activeElement.id").await, "ep-goal");
    page.click_button("Undo").await;
    page.settle().await;
    assert_eq!(page.values().await, before);
}

async fn a_wrong_value_is_explained_beside_its_box_and_in_the_answers_place(page: &Page) {
    page.open(&Figures::example().path()).await;
    page.fill("win_rate", "140").await;
    let problem = page.text("#ep-win_rate-problem").await;
    assert!(problem.contains("100"), "{problem:?}");
    let description: Vec<String> = page.run(DESCRIPTION, vec!["#ep-win_rate".into()]).await;
    assert_eq!(description[0], problem);
    assert_eq!(page.text(".ep-problems").await, problem);
    assert_eq!(page.value("win_rate").await, "140");
    let invalid = "[...document.querySelectorAll('[aria-invalid]')].map(box => box.id)";
    assert_eq!(page.eval::<Value>(invalid).await, json!(["ep-win_rate"]));

    page.click(".ep-problems button").await;
    page.until("document.activeElement.id === 'ep-win_rate'").await;
    page.fill("win_rate", "25").await;
    assert_eq!(page.chance().await, Figures::example().chance());
    assert_eq!(page.eval::<Value>(invalid).await, json!([]));
}

async fn a_problem_behind_more_detail_can_be_reached(page: &Page) {
    page.open(&Figures::example().path()).await;
    page.click(".ep-toggle").await;
    page.fill("deal_spread", "7").await;
    page.click(".ep-toggle").await;
    page.until("!document.querySelector('#ep-deal_spread').checkVisibility()").await;
    page.click(".ep-problems button").await;
    page.until("document.activeElement.id === 'ep-deal_spread'").await;
    assert!(page.eval::<bool>("document.activeElement.checkVisibility()").await);
}

scenarios! {
    in_every_engine("keys, the focus, and floating-point numbers in wasm"):
        the_browser_answers_as_the_same_code_does_here,
        typing_changes_the_answer_and_says_what_was_understood;
    in_one_engine:
        clearing_empties_every_box_and_undo_brings_all_back,
        a_wrong_value_is_explained_beside_its_box_and_in_the_answers_place,
        a_problem_behind_more_detail_can_be_reached;
}
