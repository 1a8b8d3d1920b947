//! What a visitor does before the program is there.

use super::{ELEMENT, OPEN, SETTLED, chance, fixed, give, visit};
use crate::harness::scenarios;
use crate::support::{Fault, Figures, Page};

async fn what_was_typed_before_the_program_came_is_kept(page: &Page) {
    let wasm = fixed("calculator.wasm");
    page.server().set_fault(&wasm, Some(Fault::Held));
    let _host = visit(page, OPEN).await;
    let inside = page.shadow(ELEMENT);
    inside.until("root?.querySelector('.ep-early')").await;
    assert!(
        !inside
            .eval::<bool>(
                "root.querySelector('#ep-answer').checkVisibility(
        { visibilityProperty: true })"
            )
            .await
    );
    inside.fill("#ep-goal", "2.4M").await;
    inside.fill("#ep-win_rate", "31.5").await;
    inside.run::<()>("root.querySelector('#ep-goal').focus()", vec![]).await;
    page.server().set_fault(&wasm, None);
    inside.until(SETTLED).await;
    assert_eq!(inside.value("#ep-goal").await, "2.4M");
    assert_eq!(inside.value("#ep-win_rate").await, "31.5");
    assert_eq!(inside.eval::<String>("root.activeElement.id").await, "ep-goal");
    assert_eq!(inside.text("#ep-goal-understood strong").await, "$2,400,000");
    // What was not typed is the example's.
    assert_ne!(inside.value("#ep-open_pipeline").await, "");
    give(&inside, &Figures::example().with("goal", "2400000").with("win_rate", "31.5")).await;
    let same = Figures::example().with("goal", "2400000").with("win_rate", "31.5");
    assert_eq!(chance(&inside).await, same.chance());
}

async fn what_was_chosen_before_the_program_came_is_kept(page: &Page) {
    const CHOOSE: &str = "
        const box = root.querySelector('#ep-period');
        box.value = arguments[0];
        box.dispatchEvent(new Event('input', { bubbles: true, composed: true }))";
    let wasm = fixed("calculator.wasm");
    for chosen in ["next-year", "own"] {
        page.server().set_fault(&wasm, Some(Fault::Held));
        let _host = visit(page, OPEN).await;
        let inside = page.shadow(ELEMENT);
        inside.until("root?.querySelector('.ep-early')").await;
        inside.run::<()>(CHOOSE, vec![chosen.into()]).await;
        page.server().set_fault(&wasm, None);
        inside.until("root?.querySelector('.ep-root:not(.ep-early)')").await;
        inside.frame().await;
        assert_eq!(inside.value("#ep-period").await, chosen);
        let state = "host.getState().typed.period";
        assert_eq!(inside.eval::<String>(state).await, chosen);
        let own = "!!root.querySelector('#ep-period_start')";
        assert_eq!(inside.eval::<bool>(own).await, chosen == "own");
    }
}

scenarios! {
    in_every_engine("hydration under the visitor's hands"):
        what_was_typed_before_the_program_came_is_kept,
        what_was_chosen_before_the_program_came_is_kept;
}
