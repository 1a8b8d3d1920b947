//! Where things lie in the repository, and what its lock file says.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

/// The folder that Trunk writes the release into.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The version of `package` in Cargo.lock.
pub fn locked_version(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("reading Cargo.lock")?;
    find_version(&lock, package).with_context(|| format!("Cargo.lock has no {package}"))
}

fn find_version(lock: &str, package: &str) -> Option<String> {
    let name_line = format!("name = \"{package}\"");
    lock.lines()
        .skip_while(|line| *line != name_line)
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
        .map(String::from)
}

#[cfg(test)]
mod tests {
    use super::find_version;

    const LOCK: &str = "\
[[package]]
name = \"wasm-bindgen-shared\"
version = \"0.2.1\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
dependencies = [
 \"wasm-bindgen-shared\",
]
";

    #[test]
    fn finds_the_exact_name() {
        assert_eq!(find_version(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
    }

    #[test]
    fn a_missing_package_has_no_version() {
        assert_eq!(find_version(LOCK, "wasm"), None);
    }
}
