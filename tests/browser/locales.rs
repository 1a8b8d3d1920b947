//! Numbers as they are written elsewhere.

use crate::harness::scenarios;
use crate::support::{Figures, Page};

async fn a_german_page_reads_and_writes_german_numbers(page: &Page) {
    page.open("?locale=de-DE&currency=EUR").await;
    assert_eq!(page.value("goal").await, Figures::example().text("goal").replace(',', "."));
    page.fill("goal", "2,4M").await;
    assert_eq!(page.text("#ep-goal-understood strong").await, "2.400.000\u{a0}€");
    page.fill("closed_won", "1.234,5").await;
    let understood = page.text("#ep-closed_won-understood strong").await;
    assert!(understood.is_empty() || understood.starts_with("1.23"), "{understood}");
    assert!(!page.text(".ep-chance").await.is_empty());
    assert!(page.text(".ep-answer").await.contains('€'));
    assert!(!page.text(".ep-answer").await.contains('$'));
}

async fn an_amount_with_cents_is_not_echoed_as_another_one(page: &Page) {
    page.open("?locale=de-DE&currency=EUR").await;
    page.fill("goal", "1.234,5").await;
    let understood = page.text("#ep-goal-understood strong").await;
    assert!(["", "1.234,50\u{a0}€"].contains(&understood.as_str()), "{understood}");
}

async fn numbers_typed_in_one_locale_are_not_read_in_another(page: &Page) {
    page.open("?locale=de-DE&currency=EUR").await;
    page.fill("goal", "1.234.567").await;
    page.open("?locale=en-US&currency=USD").await;
    assert_eq!(page.value("goal").await, Figures::example().text("goal"));
}

async fn an_unknown_locale_or_currency_is_passed_over(page: &Page) {
    for query in ["?locale=xx_BAD&currency=NOPE", "?locale=&currency=", "?locale=%zz&currency"] {
        page.open(query).await;
        assert_eq!(page.value("goal").await, Figures::example().text("goal"), "{query}");
        assert!(page.text(".ep-answer").await.contains('$'), "{query}");
    }
}

scenarios! {
    in_every_engine("Intl"):
        a_german_page_reads_and_writes_german_numbers,
        an_unknown_locale_or_currency_is_passed_over;
    in_one_engine:
        an_amount_with_cents_is_not_echoed_as_another_one,
        numbers_typed_in_one_locale_are_not_read_in_another;
}
