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
