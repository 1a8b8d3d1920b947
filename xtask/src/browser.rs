//! What the browser tests and those of spreadsheets need: three browsers, their drivers, `LibreOffice`,
//! and where the tests are told so.

use anyhow::Result;

use crate::debian::{Program, Setting, installed};
use crate::{tools, workspace};

const CHROMIUM: [Program; 2] = [
    Program {
        tells: "EP_CHROMIUM",
        takes: "CHROME",
        names: &["chromium", "chromium-browser", "google-chrome"],
        package: "chromium",
    },
    Program {
        tells: "EP_CHROMEDRIVER",
        takes: "CHROMEDRIVER",
        names: &["chromedriver"],
        package: "chromium-driver",
    },
];

/// Firefox's driver is missing here: [`tools`] builds it.
const OTHERS: [Program; 4] = [
    Program {
        tells: "EP_FIREFOX",
        takes: "FIREFOX",
        names: &["firefox-esr", "firefox"],
        package: "firefox-esr",
    },
    Program {
        tells: "EP_WEBKIT_DRIVER",
        takes: "WEBKIT_DRIVER",
        names: &["WebKitWebDriver"],
        package: "webkit2gtk-driver",
    },
    Program {
        tells: "EP_MINIBROWSER",
        takes: "MINIBROWSER",
        names: &["MiniBrowser"],
        package: "libwebkit2gtk-4.1-0",
    },
    Program { tells: "EP_XVFB", takes: "XVFB", names: &["Xvfb"], package: "xvfb" },
];

const NPM: Program = Program { tells: "EP_NPM", takes: "NPM", names: &["npm"], package: "npm" };

const OFFICE: Program = Program {
    tells: "EP_OFFICE",
    takes: "SOFFICE",
    names: &["soffice", "libreoffice"],
    package: "libreoffice-calc-nogui",
};

/// Which engines the browser tests run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engines {
    /// Each test in those that it has something to show in.
    Needed,
    /// Every test in every engine.
    All,
}

/// The environment that the browser tests read, with all it names installed.
pub fn test_environment() -> Result<Vec<Setting>> {
    let mut environment = installed(CHROMIUM.iter().chain(&OTHERS))?;
    environment.push(("EP_GECKODRIVER", tools::geckodriver()?));
    environment.push(("EP_AXE", tools::axe_core()?));
    environment.push(("EP_DIST", workspace::dist()));
    Ok(environment)
}

/// The environment that the benchmarks read, with all it names installed.
pub fn bench_environment() -> Result<Vec<Setting>> {
    let mut environment = installed(CHROMIUM.iter())?;
    environment.push(("EP_DIST", workspace::dist()));
    Ok(environment)
}

/// The environment that the tests of spreadsheets read, with `LibreOffice` installed.
pub fn office_environment() -> Result<Vec<Setting>> {
    installed([&OFFICE].into_iter())
}

/// Makes sure that npm is there, for axe-core and wasm-opt.
pub fn ensure_npm() -> Result<()> {
    installed([&NPM].into_iter()).map(drop)
}

#[cfg(test)]
mod tests {
    use super::{CHROMIUM, OFFICE, OTHERS};

    #[test]
    fn each_program_has_a_variable_of_its_own() {
        let programs = CHROMIUM.iter().chain(&OTHERS).chain([&OFFICE]);
        let mut tells: Vec<&str> = programs.map(|one| one.tells).collect();
        tells.sort_unstable();
        tells.dedup();
        assert_eq!(tells.len(), CHROMIUM.len() + OTHERS.len() + 1);
    }
}
