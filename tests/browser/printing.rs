//! The printed report.

use crate::harness::scenarios;
use crate::support::{Engine, Figures, Page, Scene};

async fn the_report_takes_one_to_three_pages(page: &Page) {
    // Who opens every explanation wants them on paper too, however many pages that takes.
    for scene in Scene::ALL.into_iter().filter(|scene| *scene != Scene::Opened) {
        scene.show(page).await;
        let pages = page.pages().await;
        assert!((1..=3).contains(&pages), "{scene:?} takes {pages} pages");
    }
}

async fn paper_shows_the_verdict_and_the_figures_and_nothing_to_press(page: &Page) {
    page.open(&Figures::example().path()).await;
    page.emulate("print", &[]).await;
    page.until("matchMedia('print').matches").await;
    assert_eq!(page.chance().await, Figures::example().chance());
    let (verdict, seen) = (page.text("#ep-answer").await, page.text("main").await);
    let goal = format!("${}", Figures::example().text("goal"));
    assert!(!verdict.is_empty());
    for part in [&verdict, "Revenue goal", &goal, "Win rate", "25%"] {
        assert!(seen.contains(part), "{part} is not on paper");
    }
    let buttons = "[...document.querySelectorAll('button, input, select')]
        .filter(one => one.checkVisibility()).map(one => one.outerHTML)";
    assert_eq!(page.eval::<Vec<String>>(buttons).await, Vec::<String>::new());
}

scenarios! {
    only_in(&[Engine::Chromium], "it alone can be asked for paper"):
        the_report_takes_one_to_three_pages,
        paper_shows_the_verdict_and_the_figures_and_nothing_to_press;
}
