//! The views, drawn natively: what a visitor finds on the page.

mod coverage;
mod forecast;
mod leads;
mod review;
mod sweep;
#[path = "../tongue/mod.rs"]
mod tongue;
mod workspace;

#[track_caller]
fn has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} is not in the page");
    }
}

#[track_caller]
fn each_id_stands_once(page: &str) {
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}
