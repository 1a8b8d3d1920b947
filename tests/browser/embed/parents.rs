//! The element is as wide as it may be, whatever it stands in.

use super::{ELEMENT, OPEN, open};
use crate::harness::scenarios;
use crate::support::Page;

/// Parents that are as wide as what is in them, and others in which the element must not overflow.
const PARENTS: [&str; 13] = [
    "<div style='display:flex'>{}</div>",
    "<div style='display:flex; flex-direction:column; align-items:center'>{}</div>",
    "<div style='display:grid; justify-items:center'>{}</div>",
    "<div style='display:grid; grid-template-columns:auto'>{}</div>",
    "<dialog open>{}</dialog>",
    "<div style='position:fixed; inset-block-start:0'>{}</div>",
    "<div style='float:left'>{}</div>",
    "<div style='display:inline-block'>{}</div>",
    "<table><tr><td>{}</table>",
    // WordPress' Row and Stack.
    "<div style='display:flex; flex-wrap:wrap; gap:1em; align-items:center; justify-content:center'>{}</div>",
    "<div style='display:flex; flex-direction:column; align-items:flex-start'>{}</div>",
    "<div>{}</div>",
    "<div style='padding-inline:20px; border:1px solid'>{}</div>",
];

async fn it_has_room_in_every_parent(page: &Page) {
    for parent in PARENTS {
        for width in [390, 1200] {
            page.resize(width, 800).await;
            let _host = open(page, &parent.replace("{}", OPEN)).await;
            let inside = page.shadow(ELEMENT);
            let wide: f64 = inside.eval("host.getBoundingClientRect().width").await;
            assert!(wide >= 300.0, "{wide} pixels at {width} in {parent}");
            let beyond =
                "document.scrollingElement.scrollWidth - document.documentElement.clientWidth";
            assert!(page.eval::<i32>(beyond).await <= 0, "at {width} in {parent}");
        }
    }
}

scenarios! {
    in_every_engine("each works out for itself how wide what shrinks to its content is"):
        it_has_room_in_every_parent;
}
