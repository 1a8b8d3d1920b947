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

/// Brings what was found to the middle of the window and tells where that is. Until a click reaches
/// it, all that the mouse does elsewhere is nobody's: an answer may grow above it while the driver
/// is on its way, and what lies there then was not meant.
const AIM: &str = "
    if (!found) return null;
    const kinds = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
    const guard = event => {
        const meant = event.composedPath().includes(found);
        if (!meant) event.preventDefault(), event.stopImmediatePropagation();
        if (event.type === 'click') aim.hit = meant, aim.end();
    };
    const aim = { end: () => kinds.forEach(kind => removeEventListener(kind, guard, true)) };
    kinds.forEach(kind => addEventListener(kind, guard, true));
    window[Symbol.for('aim')]?.end();
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
    for _ in 0..ATTEMPTS {
        let [x, y] = aim(page, &script, wanted).await;
        let click = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveTo { duration: None, x: x.round(), y: y.round() })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        page.client().perform_actions(click).await.expect("a click");
        if has_hit(page).await {
            return;
        }
    }
    panic!("no click reached {wanted}");
}

/// Where it is, once it is there.
async fn aim(page: &Page, script: &str, wanted: &str) -> [f64; 2] {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(place) = page.run::<Option<_>>(script, vec![wanted.into()]).await {
            return place;
        }
        assert!(Instant::now() < deadline, "there is no {wanted} to click");
        sleep(PAUSE).await;
    }
}

async fn has_hit(page: &Page) -> bool {
    let deadline = Instant::now() + UNDERWAY;
    while Instant::now() < deadline {
        if let Value::Bool(hit) = page.run(HIT, vec![]).await {
            return hit;
        }
        sleep(PAUSE).await;
    }
    false
}
