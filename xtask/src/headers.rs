//! The headers that the release needs, in the form that Netlify and Cloudflare Pages read: `_headers`.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

/// The programs in the folder of a version.
const PROGRAMS: [&str; 5] =
    ["calculator.wasm", "deals.wasm", "plan.wasm", "workspace.wasm", "sheets.wasm"];
/// For what changes with every release, in seconds: ten minutes.
const SHORT: &str = "public, max-age=600";
/// For what never changes.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// For every file: others may load it, and no browser takes it for something else.
const ALL: [(&str, &str); 4] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
];
/// What the demo page may do besides running its own inline script.
const DEMO: &str = "style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'";

/// What the headers depend on.
#[derive(Debug, Default)]
pub struct Release<'a> {
    /// The release's version.
    pub version: &'a str,
    /// The address that pages name.
    pub moving: &'a str,
    /// The demo page.
    pub index: &'a str,
    /// Files beside the demo page, whose names change with their content.
    pub hashed: Vec<String>,
    /// Name and text of each page that the folders hold, with whom it may be framed by.
    pub pages: Vec<(&'a str, String, &'static str)>,
}

/// The text of `_headers`. Where several paths fit, all their headers hold; none comes twice.
pub fn text(release: &Release) -> String {
    let mut text = rule("/*", &ALL);
    let demo = demo_policy(release.index);
    for path in ["/", "/index.html"] {
        text += &rule(path, &[("Content-Security-Policy", &demo)]);
    }
    for name in &release.hashed {
        text += &rule(&format!("/{name}"), &[&[("Cache-Control", FOREVER)], wasm(name)].concat());
    }
    for (folder, cache) in [(release.moving, SHORT), (release.version, FOREVER)] {
        text += &rule(&format!("/{folder}/*"), &[("Cache-Control", cache)]);
        for (name, page, ancestors) in &release.pages {
            let policy = format!("{}; frame-ancestors {ancestors}", policy_of(page));
            text += &rule(&format!("/{folder}/{name}"), &[("Content-Security-Policy", &policy)]);
        }
    }
    PROGRAMS.iter().fold(text, |text, program| {
        text + &rule(&format!("/{}/{program}", release.version), wasm(program))
    })
}

fn rule(path: &str, headers: &[(&str, &str)]) -> String {
    headers.iter().fold(format!("{path}\n"), |mut text, (name, value)| {
        // Writing to a String can't fail.
        let _ = writeln!(text, "  {name}: {value}");
        text
    }) + "\n"
}

/// Hosts that don't know the type of wasm make browsers compile it late or not at all.
fn wasm(name: &str) -> &'static [(&'static str, &'static str)] {
    if Path::new(name).extension() == Some(OsStr::new("wasm")) {
        &[("Content-Type", "application/wasm")]
    } else {
        &[]
    }
}

/// The policy in a page's own `meta`; in a header it can say besides who may frame the page.
pub fn policy_of(page: &str) -> &str {
    let start = "http-equiv=\"Content-Security-Policy\" content=\"";
    let policy = page.split_once(start).and_then(|(_, rest)| rest.split_once('"'));
    policy.map_or("", |(policy, _)| policy)
}

/// The strictest policy that Trunk's page can live with: its one inline script is named by hash.
fn demo_policy(page: &str) -> String {
    let hash = |script| Base64::encode_string(&Sha256::digest(script));
    let scripts = inline_scripts(page).fold(String::new(), |mut scripts, script| {
        let _ = write!(scripts, " 'sha256-{}'", hash(script));
        scripts
    });
    format!("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; {DEMO}")
}

fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::{FOREVER, PROGRAMS, Release, demo_policy, text};
    use crate::release::pages;
    use crate::workspace;

    fn example() -> String {
        text(&Release {
            version: env!("CARGO_PKG_VERSION"),
            moving: "v1",
            index: "<script src=a.js></script><script type=module>let a</script>",
            hashed: vec!["page-0.css".into(), "program-0.wasm".into()],
            pages: pages().expect("the pages"),
        })
    }

    #[test]
    fn every_page_has_a_policy_and_the_inline_script_is_named() {
        let text = example();
        assert_eq!(text.matches("Content-Security-Policy: default-src 'none'; ").count(), 6);
        assert_eq!(text.matches("'sha256-").count(), 2);
        assert_eq!(text.matches("frame-ancestors *").count(), 2);
        assert_eq!(text.matches("application/wasm").count(), 1 + PROGRAMS.len());
    }

    #[test]
    fn what_moves_is_kept_shortly_and_what_is_fixed_forever() {
        let text = example();
        let version = env!("CARGO_PKG_VERSION");
        assert!(text.contains("/v1/*\n  Cache-Control: public, max-age=600\n"));
        let fixed = format!("/{version}/*\n  Cache-Control: {FOREVER}\n");
        assert!(text.contains(&fixed));
    }

    #[test]
    fn the_documentation_lists_the_same() {
        let file = workspace::root().join("docs/embedding.md");
        let documentation = std::fs::read_to_string(file).expect("docs/embedding.md");
        let listed = Release {
            version: env!("CARGO_PKG_VERSION"),
            moving: "v1",
            pages: pages().expect("the pages"),
            ..Release::default()
        };
        let own = demo_policy("");
        for line in text(&listed).lines().filter(|line| !line.ends_with(&own)) {
            assert!(documentation.contains(line), "docs/embedding.md lacks: {line}");
        }
    }
}
