//! Words in other languages: fetched when a page is in one, and only those.

use crate::embed::{ELEMENT, asked, open, visit};
use crate::harness::scenarios;
use crate::support::shadow::Shadow;
use crate::support::{Page, Server};

/// The languages that are translated into, each with the label of the goal.
const GOALS: [(&str, &str); 3] = [("de", "Umsatzziel"), ("fr", "Objectif"), ("es", "Objetivo")];

const CALCULATORS: [&str; 5] = ["coverage", "sweep", "forecast", "leads", "review"];

/// Each element with the word for the goal that it shows.
const LABELS: &str = "[...document.querySelectorAll('enough-pipeline')].map(
    one => one.shadowRoot.querySelector('label[for$=-goal]')?.innerText ?? '')";

/// What is wider than the window, or than the form that it stands in.
const CLIPPED: &str = "[...root.querySelectorAll('*')].filter(one => {
    const box = one.getBoundingClientRect();
    const hidden = one.closest('.ep-sr, .ep-scroll, .ep-trap, svg, details:not([open])');
    const form = one.closest('.ep-form')?.getBoundingClientRect();
    const [left, right] = form ? [form.left, form.right] : [0, innerWidth];
    return !hidden && box.width > 0 && (box.left < left - 1 || box.right > right + 1);
}).map(one => one.outerHTML.slice(0, 120))";

async fn a_page_in_a_language_is_answered_in_it(page: &Page) {
    for (language, goal) in GOALS {
        let body = format!("<enough-pipeline lang={language} mode=open></enough-pipeline>");
        let _host = open(page, &body).await;
        let inside = page.shadow(ELEMENT);
        let label = inside.text("label[for=ep-goal], label[for$=-goal]").await;
        assert!(label.starts_with(goal), "{language}: {label}");
        let spoken: String = inside.eval("root.querySelector('.ep-shell').lang").await;
        assert_eq!(spoken, language);
        assert!(!inside.text(".ep-answer").await.contains("Your "), "{language}");
    }
}

async fn only_the_words_of_the_page_are_fetched(page: &Page) {
    let body = "<div lang=de-AT><enough-pipeline mode=open></enough-pipeline>\
        <enough-pipeline mode=open></enough-pipeline></div>";
    let _host = open(page, body).await;
    page.until(&format!("({LABELS}).every(label => label.startsWith('Umsatzziel'))")).await;
    assert_eq!(asked(page, "calculator.de.txt"), 1);
    for file in ["calculator.fr.txt", "calculator.es.txt", "coverage-open.json"] {
        assert_eq!(asked(page, file), 0, "{file}");
    }
}

async fn two_languages_stand_on_one_page(page: &Page) {
    let body = "<enough-pipeline lang=es mode=open loading=eager></enough-pipeline>\
        <enough-pipeline lang=en mode=open loading=eager></enough-pipeline>\
        <enough-pipeline lang=ja mode=open loading=eager></enough-pipeline>";
    let _host = open(page, body).await;
    // A language that we do not speak is answered in English.
    page.until(&format!(
        "(labels => labels[0].startsWith('Objetivo') && labels[1].startsWith('Revenue goal') \
         && labels[2].startsWith('Revenue goal'))({LABELS})"
    ))
    .await;
}

/// The calculator in a language; nothing of it is cut off on screens so wide.
async fn fits<'a>(
    page: &'a Page,
    language: &str,
    calculator: &str,
    widths: &[u32],
) -> (Server, Shadow<'a>) {
    let body = format!(
        "<enough-pipeline lang={language} calculator={calculator} mode=open></enough-pipeline>"
    );
    let host = visit(page, &body).await;
    let inside = page.shadow(ELEMENT);
    inside.until("root?.querySelector('.ep-root:not(.ep-waits) h2')").await;
    for width in widths {
        page.resize(*width, 740).await;
        let clipped: Vec<String> = inside.eval(CLIPPED).await;
        assert!(clipped.is_empty(), "{language} {calculator} at {width}: {clipped:#?}");
        let wide: bool = page.eval("document.documentElement.scrollWidth > innerWidth").await;
        assert!(!wide, "{language} {calculator} is wider than the window of {width}");
    }
    (host, inside)
}

async fn a_page_from_right_to_left_is_mirrored_and_nothing_is_cut_off(page: &Page) {
    for calculator in CALCULATORS {
        let (_host, inside) = fits(page, "ar-XB", calculator, &[360]).await;
        let direction: String =
            inside.eval("getComputedStyle(root.querySelector('h2')).direction").await;
        assert_eq!(direction, "rtl", "{calculator}");
    }
}

async fn the_longer_words_of_other_languages_fit(page: &Page) {
    for (language, _) in GOALS {
        for calculator in CALCULATORS {
            fits(page, language, calculator, &[360, 768]).await;
        }
    }
}

async fn dates_are_in_the_language_and_numbers_are_the_visitors(page: &Page) {
    let body = "<enough-pipeline lang=fr locale=fr-FR currency=EUR mode=open></enough-pipeline>";
    let _host = open(page, body).await;
    let inside = page.shadow(ELEMENT);
    inside.run::<()>("host.inputs = { today: '2026-11-28', period: 'this-year' }", vec![]).await;
    inside.until("root.querySelector('.ep-answer').innerText.includes('déc.')").await;
    assert!(inside.text(".ep-answer").await.contains("\u{a0}€"));
}

scenarios! {
    in_one_engine:
        a_page_in_a_language_is_answered_in_it,
        only_the_words_of_the_page_are_fetched,
        two_languages_stand_on_one_page,
        a_page_from_right_to_left_is_mirrored_and_nothing_is_cut_off,
        the_longer_words_of_other_languages_fit;
    in_every_engine("Intl"):
        dates_are_in_the_language_and_numbers_are_the_visitors;
}
