//! Clicks that reach what they are meant for, in every engine, inside a shadow root and outside.

use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::Value;
use tokio::time::sleep;

use super::page::{PATIENCE, Page};

/// Finds what a selector means.
pub(super) const SELECTED: &str = "root.querySelector(arguments[0])";
/// Finds the button with a label.
pub(super) const LABELLED: &str = "[...root.querySelectorAll('button')].find(one =>
    one.textContent.trim().replace(/\\s+/g, ' ') === arguments[0])";

/// Brings what was found to the middle of the window and tells where that is, or `true` where a click
/// that was late has come since. Until a click reaches
/// it, all that the mouse does elsewhere is nobody's: an answer may grow above it while the driver
/// is on its way, and what lies there then was not meant. Where clicks were sent before that had not
/// come in time, they may come after this one: they are nobody's either, or one would take the focus
/// from the box that is typed into by then. A click by keyboard has no detail.
const AIM: &str = "
    const before = window[Symbol.for('aim')];
    if (arguments[1] && before?.hit) return true;
    if (!found) return null;
    const kinds = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
    const guard = event => {
        if (aim.hit && event.type === 'click' && event.detail === 0) return;
        const meant = !aim.hit && event.composedPath().includes(found);
        if (!meant) event.preventDefault(), event.stopImmediatePropagation();
        if (event.type !== 'click') return;
        if (!meant && aim.late > 0) aim.late -= 1;
        else aim.hit = meant;
        if (aim.hit === false || aim.hit && aim.late === 0) aim.end();
    };
    const end = () => kinds.forEach(kind => removeEventListener(kind, guard, true));
    const aim = { end, late: arguments[1] || before?.late || 0 };
    kinds.forEach(kind => addEventListener(kind, guard, true));
    before?.end();
    window[Symbol.for('aim')] = aim;
    found.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = found.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2]";
/// Whether the click reached it; `null` before there was one. A page that was left has no aim.
const HIT: &str = "const aim = window[Symbol.for('aim')]; return aim ? aim.hit ?? null : true";

/// How often to aim anew.
const ATTEMPTS: usize = 10;
/// How long a click may be on its way from the driver to the page.
const UNDERWAY: Duration = Duration::from_secs(3);
/// How often to look whether it has come.
const PAUSE: Duration = Duration::from_millis(10);

/// Clicks what `find` finds below `root`, two JavaScript expressions of which the second knows the
/// first as `root` and `wanted` as its argument.
pub(super) async fn click(page: &Page, root: &str, find: &str, wanted: &str) {
    let script = format!("const root = {root}, found = {find}; {AIM}");
    let mut late = 0;
    for _ in 0..ATTEMPTS {
        let Some([x, y]) = aim(page, &script, wanted, late).await else { return };
        let click = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveTo { duration: None, x: x.round(), y: y.round() })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        page.client().perform_actions(click).await.expect("a click");
        match has_hit(page).await {
            Some(true) => return,
            Some(false) => {}
            None => late += 1,
        }
    }
    panic!("no click reached {wanted}");
}

/// Where it is, once it is there; `None` where one of so many clicks that were late has come by now.
async fn aim(page: &Page, script: &str, wanted: &str, late: u32) -> Option<[f64; 2]> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let found: Value = page.run(script, vec![wanted.into(), late.into()]).await;
        if found != Value::Null {
            return serde_json::from_value(found).ok();
        }
        assert!(Instant::now() < deadline, "there is no {wanted} to click");
        sleep(PAUSE).await;
    }
}

/// Whether the click reached what was meant; `None` while it has not come.
async fn has_hit(page: &Page) -> Option<bool> {
    let deadline = Instant::now() + UNDERWAY;
    while Instant::now() < deadline {
        if let Value::Bool(hit) = page.run(HIT, vec![]).await {
            return Some(hit);
        }
        sleep(PAUSE).await;
    }
    None
}
