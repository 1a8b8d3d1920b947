//! Colours and parts that a page may set.

use serde_json::{Value, json};

use super::{ELEMENT, OPEN, SETTLED, fill, open, settle};
use crate::harness::scenarios;
use crate::support::Page;

/// What a page may give to each property: sensible, careless and wrong.
const COLOURS: [&str; 8] = [
    "white",
    "black",
    "yellow",
    "#777",
    "rebeccapurple",
    "nonsense",
    "transparent",
    "color(display-p3 0 1 0)",
];

/// How often to look whether colours have followed, 50 milliseconds apart.
const PATIENCE: u32 = 100;

/// Every text that can be seen, with its contrast to what is behind it if that is below 4.5.
///
/// Colours are drawn to be read, whatever notation they have.
const FAINT: &str = "
    const canvas = document.createElement('canvas');
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    const drawn = {};
    const paint = (colour, ground) => {
        pen.fillStyle = `rgb(${ground})`;
        pen.fillRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const part = one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4;
    const light = colour => [0.2126, 0.7152, 0.0722]
        .reduce((sum, share, i) => sum + share * part(colour[i] / 255), 0.05);
    const ground = one => {
        const grounds = [];
        for (; one; one = one.parentElement) grounds.unshift(getComputedStyle(one).backgroundColor);
        return grounds.reduce((below, colour) => paint(colour, below), [255, 255, 255]);
    };
    const found = [];
    for (const one of root.querySelectorAll('.ep-root *')) {
        const own = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!own && one.localName !== 'input') continue;
        if (!one.checkVisibility() || one.closest('svg, .ep-sr, .ep-trap, .ep-stale')) continue;
        const below = ground(one), above = paint(getComputedStyle(one).color, below);
        const [a, b] = [light(below), light(above)];
        const contrast = Math.max(a / b, b / a);
        if (contrast < 4.49) found.push(
            [one.localName, one.className, one.textContent.slice(0, 30), above, below, contrast]);
    }
    return found";

/// Waits until every text can be read: colours follow a moment after what the page gives.
async fn assert_readable(page: &Page, what: &str) {
    let mut faint = Value::Null;
    for _ in 0..PATIENCE {
        faint = page.shadow(ELEMENT).run(FAINT, vec![]).await;
        if faint == json!([]) {
            return;
        }
        page.run_async("setTimeout(arguments[0], 50)").await;
    }
    panic!("{what}: {faint}");
}

/// Waits until a script inside finds what it should.
async fn assert_found(page: &Page, script: &str, expected: Value) {
    let mut found = Value::Null;
    for _ in 0..PATIENCE {
        found = page.shadow(ELEMENT).run(script, vec![]).await;
        if found == expected {
            return;
        }
        page.run_async("setTimeout(arguments[0], 50)").await;
    }
    panic!("{found} in place of {expected}");
}

async fn every_text_can_be_read_whatever_colours_a_page_gives(page: &Page) {
    const SET: &str = "for (const [name, value] of Object.entries(arguments[0]))
        host.style.setProperty(`--ep-${name}`, value)";
    for mode in ["gated", "open"] {
        let element = format!("<enough-pipeline mode={mode}></enough-pipeline>");
        let _host = open(page, &element).await;
        let inside = page.shadow(ELEMENT);
        fill(&inside, "closed_won", "nonsense").await;
        let open = "root.querySelectorAll('details').forEach(one => one.open = true)";
        inside.run::<()>(open, vec![]).await;
        let sets = COLOURS.iter().flat_map(|one| {
            [
                json!({ "accent": one, "surface": "", "text": "" }),
                json!({ "accent": "", "surface": one, "text": "" }),
                json!({ "accent": "", "surface": "", "text": one }),
                json!({ "accent": one, "surface": one, "text": one }),
                json!({ "accent": one, "surface": "#808080", "text": "#777" }),
                json!({ "accent": "#0b6477", "surface": one, "on-accent": one, "muted": one }),
            ]
        });
        for colours in sets {
            inside.run::<()>(SET, vec![colours.clone()]).await;
            assert_readable(page, &format!("{mode}: {colours}")).await;
        }
    }
}

async fn colours_that_can_be_read_are_taken_as_they_are(page: &Page) {
    const FOUND: &str = "
        const style = getComputedStyle(root.querySelector('.ep-main'));
        const canvas = document.createElement('canvas').getContext('2d');
        return [style.backgroundColor, style.color,
            getComputedStyle(root.querySelector('.ep-root')).backgroundColor,
            getComputedStyle(root.querySelector('.ep-question')).color].map(colour => {
                canvas.fillStyle = colour;
                canvas.fillRect(0, 0, 1, 1);
                return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
            })";
    let style = "<style>enough-pipeline { --ep-accent: rebeccapurple; --ep-on-accent: #ffe;
        --ep-surface: #fffaf0; --ep-text: #202040; --ep-radius: 3px; --ep-font: monospace;
        --ep-min-height: 300px } .later { --ep-accent: #006400 }</style>";
    let body = format!("{style}<enough-pipeline></enough-pipeline>");
    let _host = open(page, &body).await;
    let inside = page.shadow(ELEMENT);
    let expected = json!([[102, 51, 153], [255, 255, 238], [255, 250, 240], [32, 32, 64]]);
    assert_found(page, FOUND, expected.clone()).await;
    let rest = "const style = getComputedStyle(root.querySelector('.ep-box'));
        return [style.borderTopLeftRadius, style.fontFamily, getComputedStyle(host).minHeight]";
    let rest: Value = inside.run(rest, vec![]).await;
    assert_eq!(rest, json!(["3px", "monospace", "300px"]));
    // A change on the page is followed, though nothing tells of it.
    inside.run::<()>("host.style.setProperty('--ep-accent', '#006400')", vec![]).await;
    let mut changed = expected.clone();
    changed[0] = json!([0, 100, 0]);
    assert_found(page, FOUND, changed).await;
    inside.run::<()>("host.removeAttribute('style')", vec![]).await;
    assert_found(page, FOUND, expected).await;
}

async fn a_dark_surface_makes_everything_dark(page: &Page) {
    let body = format!("<style>enough-pipeline {{ --ep-surface: #101418 }}</style>{OPEN}");
    let _host = open(page, &body).await;
    let scheme = "getComputedStyle(root.querySelector('.ep-root')).colorScheme";
    page.shadow(ELEMENT).until(&format!("{scheme} === 'dark'")).await;
    assert_readable(page, "dark").await;
}

async fn every_part_can_be_styled(page: &Page) {
    const PARTS: [(&str, &str); 8] = [
        ("card", "open"),
        ("field", "open"),
        ("input", "open"),
        ("button", "open"),
        ("result", "open"),
        ("chart", "open"),
        ("table", "open"),
        ("gate", "gated"),
    ];
    for mode in ["open", "gated"] {
        let parts = PARTS.iter().filter(|(_, needs)| *needs == mode).map(|(part, _)| *part);
        let parts: Vec<&str> = parts.collect();
        let rules: String = parts
            .iter()
            .map(|part| ["enough-pipeline::part(", part, ") { outline: 3px dotted red }"].concat())
            .collect();
        let body = format!("<style>{rules}</style><enough-pipeline mode={mode}></enough-pipeline>");
        let _host = open(page, &body).await;
        let inside = page.shadow(ELEMENT);
        inside.until(SETTLED).await;
        settle(&inside).await;
        for part in parts {
            let script = "const found = root.querySelector(`[part~=${arguments[0]}]`);
                return found && getComputedStyle(found).outlineStyle";
            let found: Value = inside.run(script, vec![part.into()]).await;
            assert_eq!(found, json!("dotted"), "{part}");
        }
    }
}

scenarios! {
    in_every_engine("how it writes the colours that it was given"):
        colours_that_can_be_read_are_taken_as_they_are;
    in_one_engine:
        every_text_can_be_read_whatever_colours_a_page_gives,
        a_dark_surface_makes_everything_dark,
        every_part_can_be_styled;
}
