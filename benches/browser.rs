//! What a visitor waits for, measured in the browser, and what is downloaded.
//!
//! Prints a table for the README.

#[path = "../tests/browser/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the tests use more of it")]
mod support;

use std::fs;
use std::io::Write;

use serde_json::{Value, json};

use crate::support::environment::{DIST, required};
use crate::support::{Engine, Figures, Page, Session};

/// How often the page is loaded.
const LOADS: usize = 9;
/// How many times slower than this machine a slow one is.
const SLOW: u32 = 4;
/// What static hosts use for files compressed ahead of time.
const BROTLI_QUALITY: u32 = 11;
const BROTLI_WINDOW: u32 = 22;

/// As soon as there is a box and an answer, types into the box; notes when the answer changes.
const LOADING: &str = "
    new MutationObserver((_, observer) => {
        const box = document.querySelector('#ep-goal'), answer = document.querySelector('.ep-detail');
        if (!box || !answer) return;
        observer.disconnect();
        const before = answer.textContent;
        new MutationObserver((_, observer) => {
            if (document.querySelector('.ep-detail').textContent === before) return;
            observer.disconnect();
            window.usable = performance.now();
        }).observe(document, { childList: true, subtree: true, characterData: true });
        // Unlike what an earlier load left in the storage.
        box.value = box.value === '7654321' ? '2345678' : '7654321';
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }).observe(document, { childList: true, subtree: true })";

/// Changes the goal 50 times and lets it rest 10 times; hands over the milliseconds of each.
const CHANGING: &str = "
    const done = arguments[0], box = document.querySelector('#ep-goal');
    const goal = Number(box.value.replaceAll(',', '')), all = { subtree: true, childList: true,
        characterData: true, attributes: true };
    const text = () => document.querySelector('.ep-detail').textContent;
    const rests = () => !document.querySelector('.ep-stale, .ep-waiting');
    const change = (step, until) => new Promise(resolve => {
        const before = text();
        const observer = new MutationObserver(() => {
            if (text() === before || !until()) return;
            observer.disconnect();
            resolve(performance.now() - start);
        });
        observer.observe(document, all);
        box.value = String(Math.round(goal * (step % 2 ? 0.9 : 1.2)));
        const start = performance.now();
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    });
    const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    (async () => {
        const changes = [], settled = [];
        for (let step = 0; step < 50; step++) {
            changes.push(await change(step, () => true));
            await frame();
        }
        for (let step = 0; step < 10; step++) settled.push(await change(step, rests));
        done({ changes, settled });
    })()";

fn main() {
    println!("| What | Here | {SLOW}× slower |\n| --- | ---: | ---: |");
    Session::open(Engine::Chromium).run(async |page| {
        print_loading(page).await;
        for deals in [100, 10_000] {
            print_changing(page, deals).await;
        }
    });
    print_sizes();
}

async fn print_loading(page: &Page) {
    let script = json!({ "source": LOADING });
    let script =
        page.devtools("Page.addScriptToEvaluateOnNewDocument", script).await["identifier"].clone();
    let mut medians = Vec::new();
    for slower in [1, SLOW] {
        slow_down(page, slower).await;
        let mut times = Vec::new();
        for _ in 0..LOADS {
            page.visit("").await;
            page.until("window.usable").await;
            times.push(page.eval::<f64>("window.usable").await);
        }
        medians.push(median(times));
    }
    print_row("From navigation to the first typed figure answered", &medians);
    let script = json!({ "identifier": script });
    page.devtools("Page.removeScriptToEvaluateOnNewDocument", script).await;
}

async fn print_changing(page: &Page, deals: u32) {
    let figures = Figures::example()
        .with("open_deals", &deals.to_string())
        .with("open_pipeline", &(deals * 50_000).to_string())
        .with("goal", &(deals * 10_000).to_string());
    let (mut changes, mut settled) = (Vec::new(), Vec::new());
    for slower in [1, SLOW] {
        slow_down(page, slower).await;
        page.open(&figures.path()).await;
        let times = page.run_async(CHANGING).await;
        changes.push(median(milliseconds(&times["changes"])));
        settled.push(median(milliseconds(&times["settled"])));
    }
    print_row(&format!("From a change to its answer, {deals} open deals"), &changes);
    let rest = "From a change to the exact answer and levers, with 150 ms of rest";
    print_row(&format!("{rest}, {deals} open deals"), &settled);
}

async fn slow_down(page: &Page, rate: u32) {
    page.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": rate })).await;
}

fn milliseconds(times: &Value) -> Vec<f64> {
    serde_json::from_value(times.clone()).expect("times")
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn print_row(what: &str, milliseconds: &[f64]) {
    let cells: Vec<String> = milliseconds.iter().map(|time| format!("{time:.1} ms")).collect();
    println!("| {what} | {} |", cells.join(" | "));
}

/// Every file of the release, raw and as static hosts send it.
fn print_sizes() {
    let mut total = (0, 0);
    println!("\n| File | KiB | KiB after brotli |\n| --- | ---: | ---: |");
    let mut files: Vec<_> = fs::read_dir(required(DIST))
        .expect("the release")
        .map(|entry| entry.expect("a file of the release"))
        .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
        .collect();
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        let content = fs::read(file.path()).expect("a file of the release");
        let sizes = (content.len(), brotli_size(&content));
        total = (total.0 + sizes.0, total.1 + sizes.1);
        print_size(&file.file_name().to_string_lossy(), sizes);
    }
    print_size("all", total);
}

fn print_size(name: &str, (raw, brotli): (usize, usize)) {
    println!("| {name} | {:.1} | {:.1} |", raw as f64 / 1024.0, brotli as f64 / 1024.0);
}

fn brotli_size(content: &[u8]) -> usize {
    let mut compressed = Vec::new();
    let mut writer =
        brotli::CompressorWriter::new(&mut compressed, 4096, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(content).expect("memory takes all");
    drop(writer); // writes what is left
    compressed.len()
}
