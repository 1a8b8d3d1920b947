//! The release as a host serves it: with the headers that it lists, and hashes that hold.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use base64ct::{Base64, Encoding};
use libtest_mimic::Trial;
use serde_json::Value;
use sha2::{Digest, Sha256, Sha384};

use crate::harness::scenarios;
use crate::support::environment::{DIST, required};
use crate::support::{Document, Page, Server};

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn fixed() -> PathBuf {
    required(DIST).join(VERSION)
}

fn integrity() -> BTreeMap<String, String> {
    let text = fs::read_to_string(fixed().join("integrity.json")).expect("the hashes");
    serde_json::from_str(&text).expect("names and hashes")
}

fn every_file_of_the_fixed_folder_has_the_hash_that_is_listed() {
    let listed = integrity();
    let mut names = Vec::new();
    for entry in fs::read_dir(fixed()).expect("the fixed folder") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if name == "integrity.json" {
            continue;
        }
        let digest = Sha384::digest(fs::read(&path).expect("a file"));
        let hash = format!("sha384-{}", Base64::encode_string(&digest));
        assert_eq!(listed.get(&name), Some(&hash), "{name}");
        names.push(name);
    }
    names.sort();
    assert_eq!(names, listed.into_keys().collect::<Vec<_>>());
}

/// Whether `text` vouches for this file, and for what it really holds.
fn vouches(text: &str, name: &str) -> bool {
    let file = fs::read(fixed().join(name)).expect(name);
    let hash = Base64::encode_string(&Sha256::digest(file));
    text.contains(&format!("\"{name}\":\"sha256-{hash}\""))
}

fn every_file_is_vouched_for_by_what_loads_it() {
    let script = fs::read_to_string(fixed().join("embed.js")).expect("the script");
    let programs = ["calculator", "deals", "plan", "workspace"];
    let loaded = ["js", "wasm"].map(|kind| programs.map(|name| format!("{name}.{kind}")));
    let views = ["coverage-gated", "coverage-open"].map(|name| format!("{name}.json"));
    for name in loaded.into_iter().flatten().chain(views) {
        assert!(vouches(&script, &name), "{name}");
    }
    for program in programs {
        let own = fs::read_to_string(fixed().join(program).with_extension("js")).expect(program);
        let views = if program == "calculator" { "coverage-open" } else { "views" };
        for language in ["de", "fr", "es", "ar-xb"] {
            assert!(vouches(&own, &format!("{program}.{language}.txt")), "{program}, {language}");
            assert!(vouches(&own, &format!("{views}.{language}.json")), "{program}, {language}");
        }
        assert!(vouches(&own, &format!("{views}.json")), "{program}");
        let reads = ["deals", "workspace"].contains(&program);
        for name in ["sheets.js", "sheets.wasm"] {
            assert_eq!(vouches(&own, name), reads, "{program}, {name}");
            assert!(!script.contains(name), "{name}");
        }
    }
    let moving = fs::read_to_string(required(DIST).join("v1/embed.js")).expect("the script");
    assert_eq!(script, moving);
}

/// The tests that need no browser.
pub fn files() -> Vec<Trial> {
    let trial = |name: &str, test: fn()| {
        Trial::test(["releasing::", name].concat(), move || {
            test();
            Ok(())
        })
    };
    vec![
        trial(
            "every_file_of_the_fixed_folder_has_the_hash_that_is_listed",
            every_file_of_the_fixed_folder_has_the_hash_that_is_listed,
        ),
        trial(
            "every_file_is_vouched_for_by_what_loads_it",
            every_file_is_vouched_for_by_what_loads_it,
        ),
    ]
}

/// A page of somebody else that allows what the documentation says and no more.
fn host(release: &str, script: &str) -> Server {
    let html = format!(
        "<!doctype html><html lang=en><title>A host page</title>\
         <enough-pipeline mode=open><a href=x>Elsewhere</a></enough-pipeline>{script}"
    );
    let policy = format!(
        "default-src 'none'; script-src {release} 'wasm-unsafe-eval'; connect-src {release}"
    );
    Server::with(vec![Document::page("", &policy, &html)])
}

async fn the_release_works_on_another_origin_with_the_headers_that_it_lists(page: &Page) {
    const TOLD: &str = "
        const done = arguments[0];
        Promise.all(window.wanted.map(async url => {
            const { headers } = await fetch(url, { cache: 'no-store' });
            return [headers.get('cache-control'), headers.get('content-type')];
        })).then(done, error => done(String(error)))";
    let release = page.server();
    let origin = release.origin();
    let script = format!("<script type=module src='{origin}/v1/embed.js'></script>");
    let host = host(&origin, &script);
    page.visit_url(&host.url("")).await;
    let inside = page.shadow("enough-pipeline");
    inside.until("root?.querySelector('#ep-goal')?.value").await;
    let files =
        ["v1/embed.js", &format!("{VERSION}/embed.js"), &format!("{VERSION}/calculator.wasm")];
    let urls: Vec<Value> = files.iter().map(|file| release.url(file).into()).collect();
    page.run::<()>("window.wanted = arguments[0]", vec![urls.into()]).await;
    let told = page.run_async(TOLD).await;
    assert_eq!(told[0][0], "public, max-age=600");
    assert_eq!(told[1][0], "public, max-age=31536000, immutable");
    assert_eq!(told[2][1], "application/wasm");
}

async fn a_pinned_script_with_another_byte_is_refused(page: &Page) {
    let file = format!("{VERSION}/embed.js");
    let script = fs::read(required(DIST).join(&file)).expect("the script");
    let changed = [&script[..], b" "].concat();
    let copy =
        Document::new(&file, "text/javascript", changed).header("Access-Control-Allow-Origin", "*");
    let forged = Server::with(vec![copy]);
    let hash = &integrity()["embed.js"];
    for (release, works) in [(page.server().origin(), true), (forged.origin(), false)] {
        let script = format!(
            "<script type=module src='{release}/{file}' integrity='{hash}' crossorigin>\
             </script>"
        );
        let host = host(&release, &script);
        page.visit_url(&host.url("")).await;
        page.until("document.readyState === 'complete'").await;
        let defined = "customElements.get('enough-pipeline')";
        assert_eq!(page.eval::<bool>(&format!("!!{defined}")).await, works, "{release}");
        if works {
            page.shadow("enough-pipeline").until("root.querySelector('#ep-goal')?.value").await;
        } else {
            assert_eq!(page.text("enough-pipeline").await, "Elsewhere");
        }
    }
}

scenarios! {
    in_every_engine("origins, types and hashes"):
        the_release_works_on_another_origin_with_the_headers_that_it_lists,
        a_pinned_script_with_another_byte_is_refused;
}
