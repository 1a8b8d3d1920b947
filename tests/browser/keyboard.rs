//! The keyboard alone.

use std::time::{Duration, Instant};

use fantoccini::key::Key;
use serde::Deserialize;

use crate::harness::scenarios;
use crate::support::{Figures, Page, Scene};

/// How long a browser may take to scroll.
const SCROLLED: Duration = Duration::from_secs(5);
/// More stops than any page of ours has.
const MOST_STOPS: usize = 200;

/// Every element that Tab should reach, in the order of the document.
const REACHABLE: &str = "
    const names = 'a[href], button, input, select, summary, [tabindex=\"0\"]';
    return [...document.querySelectorAll(names)]
        .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
        .map((one, index) => (one.dataset.stop = index))";

/// Where the focus is, and whether that can be seen. A display without a window manager gives its
/// focus to the window below its pointer, which one as narrow as a phone is not: a page that has no
/// focus shows none.
const FOCUS: &str = "
    const one = document.activeElement, box = one.getBoundingClientRect();
    const outlined = element => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    };
    return {
        stop: one.dataset.stop ?? null,
        name: one.id || one.innerText || one.nodeName,
        column: (one.closest('.ep-form, .ep-answer') ?? document.body).className,
        left: box.left, top: box.top + scrollY, bottom: box.bottom + scrollY,
        seen: !document.hasFocus()
            || (outlined(one) || outlined(one.parentElement))
                && box.bottom > 0 && box.top < innerHeight,
    }";

#[derive(Debug, Deserialize)]
struct Focus {
    stop: Option<String>,
    name: String,
    column: String,
    left: f64,
    top: f64,
    bottom: f64,
    seen: bool,
}

/// Where the focus is, once it can be seen: a driver may tell of a key before the browser has scrolled
/// to where it leads. What can never be seen is told as it is.
async fn focus(page: &Page) -> Focus {
    let deadline = Instant::now() + SCROLLED;
    loop {
        let focus: Focus = page.run(FOCUS, vec![]).await;
        if focus.seen || Instant::now() > deadline {
            return focus;
        }
    }
}

/// Presses Tab until the focus leaves the page.
async fn tab_through(page: &Page) -> Vec<Focus> {
    let mut stops: Vec<Focus> = Vec::new();
    for _ in 0..MOST_STOPS {
        page.press(Key::Tab).await;
        let focus = focus(page).await;
        if focus.stop.is_none() || stops.first().is_some_and(|first| first.stop == focus.stop) {
            break;
        }
        // A date has a stop for each of its parts.
        if stops.last().is_none_or(|last| last.stop != focus.stop) {
            stops.push(focus);
        }
    }
    stops
}

async fn tab_reaches_every_control_in_the_order_of_reading(page: &Page) {
    for width in [360, 1280] {
        page.resize(width, 800).await;
        Scene::Opened.show(page).await;
        page.run::<()>("document.activeElement.blur(); scrollTo(0, 0)", vec![]).await;
        let expected: Vec<usize> = page.run(REACHABLE, vec![]).await;
        page.click("h1").await;
        let stops = tab_through(page).await;
        let reached: Vec<usize> =
            stops.iter().filter_map(|focus| focus.stop.as_ref()?.parse().ok()).collect();
        assert_eq!(reached, expected, "at {width}: {stops:#?}");
        for focus in &stops {
            assert!(focus.seen, "the focus can't be seen at {width}: {focus:?}");
        }
        for pair in stops.windows(2).filter(|pair| pair[0].column == pair[1].column) {
            let [one, next] = pair else { continue };
            let beside = next.left > one.left && next.bottom > one.top;
            assert!(next.top >= one.top || beside, "{} before {} at {width}", one.name, next.name);
        }
    }
}

async fn details_and_explanations_open_by_keyboard(page: &Page) {
    page.open(&Figures::example().path()).await;
    for (selector, opened) in [
        (".ep-toggle", "document.querySelector('#ep-details').checkVisibility()"),
        ("summary", "document.querySelector('details').open"),
    ] {
        assert!(!page.eval::<bool>(opened).await, "{selector} is open already");
        let focus = "document.querySelector(arguments[0]).focus()";
        page.run::<()>(focus, vec![selector.into()]).await;
        page.press(Key::Enter).await;
        page.until(opened).await;
    }
    let expanded = "document.querySelector('.ep-toggle').ariaExpanded";
    assert_eq!(page.eval::<String>(expanded).await, "true");
}

async fn a_choice_and_a_slider_work_by_keyboard(page: &Page) {
    page.open(&Figures::example().path()).await;
    page.click(".ep-toggle").await;
    page.run::<()>("document.querySelector('.ep-slider').focus()", vec![]).await;
    page.press(Key::Right).await;
    page.settle().await;
    assert_eq!(page.value("confidence").await, "81");
    let same = Figures::example().with("confidence", "81");
    assert_eq!(page.chance().await, same.chance());
    assert!(page.text("#ep-answer").await.contains("an 81% chance"));
}

async fn the_pinned_verdict_leads_to_the_answer(page: &Page) {
    page.resize(360, 740).await;
    page.open("").await;
    page.click(".ep-pin").await;
    page.until("document.activeElement.id === 'ep-answer'").await;
    let top = "document.activeElement.getBoundingClientRect().top
        >= document.querySelector('.ep-pin').getBoundingClientRect().bottom - 1";
    page.until(top).await;
}

scenarios! {
    in_every_engine("keys and the focus"):
        tab_reaches_every_control_in_the_order_of_reading,
        details_and_explanations_open_by_keyboard,
        a_choice_and_a_slider_work_by_keyboard,
        the_pinned_verdict_leads_to_the_answer;
}
