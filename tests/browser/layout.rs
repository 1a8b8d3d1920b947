//! The layout at every width, and rest for those who ask for it.

use crate::harness::scenarios;
use crate::support::{Engine, Page, Scene};

/// How far the page can be moved sideways, and what stands out of it.
const OVERFLOW: &str = "
    const edge = document.documentElement.clientWidth;
    const beyond = document.scrollingElement.scrollWidth - edge;
    const culprits = [...document.querySelectorAll('body *')]
        .filter(one => one.scrollWidth > one.clientWidth && one.clientWidth > 1)
        .filter(one => !one.closest('.ep-scroll'))
        .map(one => `${one.nodeName}.${one.className?.baseVal ?? one.className}`);
    return beyond > 0 ? [`${beyond} pixels`, ...culprits] : []";

async fn overflow(page: &Page) -> Vec<String> {
    page.run(OVERFLOW, vec![]).await
}

async fn nothing_has_to_be_scrolled_sideways(page: &Page) {
    for scene in Scene::ALL {
        scene.show(page).await;
        // 320 is also 640 at a zoom of 200% and 1280 at 400%.
        for width in [320, 360, 640, 768, 1280] {
            page.resize(width, 740).await;
            assert_eq!(overflow(page).await, Vec::<String>::new(), "{scene:?} at {width}");
        }
    }
}

async fn text_twice_as_large_fits(page: &Page) {
    for scene in Scene::ALL {
        scene.show(page).await;
        page.run::<()>("document.documentElement.style.fontSize = '200%'", vec![]).await;
        for width in [640, 1280] {
            page.resize(width, 740).await;
            assert_eq!(overflow(page).await, Vec::<String>::new(), "{scene:?} at {width}");
        }
    }
}

async fn the_verdict_is_in_sight_at_once(page: &Page) {
    const IN_SIGHT: &str = "[...document.querySelectorAll('.ep-pin, #ep-answer')].some(one =>
        one.checkVisibility() && one.getBoundingClientRect().top >= 0
            && one.getBoundingClientRect().bottom <= innerHeight)";
    for (width, height) in [(360, 640), (768, 1024), (1280, 720)] {
        page.resize(width, height).await;
        page.open("").await;
        assert!(page.eval::<bool>(IN_SIGHT).await, "at {width} × {height}");
    }
    page.resize(360, 640).await;
    page.run::<()>("document.querySelector('#ep-win_rate').scrollIntoView()", vec![]).await;
    assert!(page.eval::<bool>(IN_SIGHT).await, "while typing on a phone");
}

async fn nothing_moves_for_those_who_ask_for_rest(page: &Page) {
    const MOVING: &str =
        "document.getAnimations().map(one => one.animationName ?? one.transitionProperty)";
    page.emulate("", &[("prefers-reduced-motion", "reduce")]).await;
    page.open("").await;
    for goal in ["2.4M", "abc", "900k"] {
        page.run::<()>(
            "const box = document.querySelector('#ep-goal'); box.value = arguments[0];
             box.dispatchEvent(new InputEvent('input', { bubbles: true }))",
            vec![goal.into()],
        )
        .await;
        assert_eq!(page.eval::<Vec<String>>(MOVING).await, Vec::<String>::new());
    }
    page.click(".ep-toggle").await;
    assert_eq!(page.eval::<Vec<String>>(MOVING).await, Vec::<String>::new());
}

scenarios! {
    in_every_engine("how wide boxes are"):
        nothing_has_to_be_scrolled_sideways;
    in_one_engine:
        text_twice_as_large_fits,
        the_verdict_is_in_sight_at_once;
    only_in(&[Engine::Chromium], "it alone can be asked for rest"):
        nothing_moves_for_those_who_ask_for_rest;
}
