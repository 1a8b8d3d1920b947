//! `sbom.cdx.json`: what is in the programs, for those who look for crates with known faults, as
//! `CycloneDX` 1.5 (<https://cyclonedx.org/docs/1.5/json/>).

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::Crate;

/// Of Rust's standard library, as its `COPYRIGHT-library.html` says.
pub const RUST_LICENCE: &str = "(MIT OR Apache-2.0) AND Unicode-3.0";
/// The crate that the others are in.
const WHOLE: &str = "enough-pipeline";

/// The list as JSON. It has neither time nor serial number: the same sources give the same bytes.
pub fn text(crates: &[Crate], rust: &str) -> Result<String> {
    let (whole, parts): (Vec<_>, Vec<_>) = crates.iter().partition(|one| one.name == WHOLE);
    let whole = whole.first().map_or(Value::Null, |one| component("application", one));
    let parts = parts.into_iter().map(|one| component("library", one));
    let parts: Vec<Value> = [standard_library(rust)].into_iter().chain(parts).collect();
    let bom = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": whole },
        "components": parts,
    });
    Ok(serde_json::to_string_pretty(&bom)? + "\n")
}

fn component(kind: &str, one: &Crate) -> Value {
    let mut fields = Map::new();
    fields.insert("type".to_owned(), kind.into());
    fields.insert("name".to_owned(), one.name.as_str().into());
    fields.insert("version".to_owned(), one.version.as_str().into());
    fields.insert("licenses".to_owned(), json!([{ "expression": one.licence }]));
    // Crates of this repository are in no registry that an address could lead to.
    if let Some(checksum) = &one.checksum {
        let address = format!("pkg:cargo/{}@{}", one.name, one.version);
        fields.insert("bom-ref".to_owned(), address.as_str().into());
        fields.insert("purl".to_owned(), address.into());
        fields.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": checksum }]));
    }
    fields.into()
}

fn standard_library(rust: &str) -> Value {
    json!({
        "type": "library",
        "name": "std",
        "version": rust,
        "description": "Rust's standard library",
        "licenses": [{ "expression": RUST_LICENCE }],
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::Crate;
    use super::super::tests::example;
    use super::text;

    #[test]
    fn each_crate_is_a_component_and_ours_the_whole() {
        let whole = Crate { checksum: None, ..example("enough-pipeline", "MIT OR Apache-2.0") };
        let bom = text(&[whole, example("fnv", "Apache-2.0 OR MIT")], "1.95.0").expect("JSON");
        let bom: Value = serde_json::from_str(&bom).expect("JSON");
        assert_eq!((&bom["bomFormat"], &bom["specVersion"]), (&json!("CycloneDX"), &json!("1.5")));
        assert_eq!(bom["metadata"]["component"]["name"], "enough-pipeline");
        assert_eq!(bom["components"][0]["name"], "std");
        let expected = json!({
            "type": "library",
            "name": "fnv",
            "version": "1.0.0",
            "licenses": [{ "expression": "Apache-2.0 OR MIT" }],
            "bom-ref": "pkg:cargo/fnv@1.0.0",
            "purl": "pkg:cargo/fnv@1.0.0",
            "hashes": [{ "alg": "SHA-256", "content": "ab".repeat(32) }],
        });
        assert_eq!(bom["components"][1], expected);
    }
}
