//! `LICENSES.txt`: under what each crate in the programs may be used, with the whole texts.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Crate;
use crate::workspace;

/// How the names of files with licences and notices begin, in capitals.
const NAMES: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "UNLICENSE", "NOTICE"];
/// The tables of characters in Rust's standard library are under it.
const UNICODE: &str = include_str!("Unicode-3.0.txt");
const RULE: &str =
    "================================================================================";

/// A text and whose it is.
struct Licence {
    text: String,
    crates: Vec<String>,
}

/// The list of the crates with their licences, then every text, once. `rust` is the compiler's version.
///
/// # Errors
///
/// A crate whose package has no text, under a licence that asks for the author's own.
pub fn text(crates: &[Crate], rust: &str) -> Result<String> {
    let mut list = format!(
        "The programs in this folder are made of the crates below. Whoever passes the programs on \
         passes on\nthis file with them. Where a crate has several licences joined by OR, each of \
         them will do.\n\nstd {rust} (Rust's standard library): {}\n",
        super::sbom::RUST_LICENCE
    );
    let mut licences: Vec<Licence> = Vec::new();
    let std = format!("std {rust}");
    for text in [apache()?, UNICODE.to_owned()] {
        add(&mut licences, &std, text);
    }
    for one in crates {
        let name = format!("{} {}", one.name, one.version);
        // Writing to a String can't fail.
        let _ = writeln!(list, "{name}: {}", one.licence);
        for text in texts(one)? {
            add(&mut licences, &name, text);
        }
    }
    Ok(licences.iter().fold(list, |list, Licence { text, crates }| {
        format!("{list}\n{RULE}\n{}\n{RULE}\n\n{}\n", wrapped(crates), text.trim_end())
    }))
}

/// The texts of a crate. Those in its package; else that of the Apache licence where it is under that,
/// which is the same for all. Others begin with a line that names the author.
fn texts(one: &Crate) -> Result<Vec<String>> {
    let is_ours = one.checksum.is_none();
    let found = in_folder(if is_ours { workspace::root() } else { &one.folder })?;
    if !found.is_empty() {
        return Ok(found);
    }
    let mut words = one.licence.split([' ', '(', ')']);
    ensure!(
        words.any(|word| word == "Apache-2.0") && !one.licence.contains(" AND "),
        "{} {} ({}) has no text of its licence in its package: {}",
        one.name,
        one.version,
        one.licence,
        one.folder.display()
    );
    Ok(vec![apache()?])
}

/// The text of the Apache licence, which is one of ours.
fn apache() -> Result<String> {
    fs::read_to_string(workspace::root().join("LICENSE-APACHE")).context("LICENSE-APACHE")
}

/// Every text in a folder, by the names of the files.
fn in_folder(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        if path.is_file() && NAMES.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    let read = |path| fs::read_to_string(path).with_context(|| format!("{}", folder.display()));
    files.into_iter().map(read).collect()
}

/// Adds a text, or who else has it: lines broken elsewhere make no other text.
fn add(licences: &mut Vec<Licence>, name: &str, text: String) {
    let same = |other: &&mut Licence| other.text.split_whitespace().eq(text.split_whitespace());
    match licences.iter_mut().find(same) {
        Some(licence) => licence.crates.push(name.to_owned()),
        None => licences.push(Licence { text, crates: vec![name.to_owned()] }),
    }
}

/// The names in lines no longer than the rule.
fn wrapped(names: &[String]) -> String {
    let mut text = String::new();
    let mut width = 0;
    for (index, name) in names.iter().enumerate() {
        let comma = if index + 1 < names.len() { "," } else { "" };
        if width > 0 && width + name.len() + 2 > RULE.len() {
            text.push('\n');
            width = 0;
        } else if width > 0 {
            text.push(' ');
            width += 1;
        }
        // Writing to a String can't fail.
        let _ = write!(text, "{name}{comma}");
        width += name.len() + comma.len();
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::{env, fs, process};

    use super::super::Crate;
    use super::super::tests::example;
    use super::{RULE, text, wrapped};

    /// A crate in a folder of its own with these files.
    fn with_files(name: &str, files: &[(&str, &str)]) -> Crate {
        let folder = env::temp_dir().join(format!("ep-licences-{}-{name}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for (file, text) in files {
            fs::write(folder.join(file), text).expect("a file");
        }
        Crate { folder, ..example(name, "MIT") }
    }

    #[test]
    fn equal_texts_stand_once_with_all_who_have_them() {
        let one = with_files("one", &[("LICENSE-MIT", "Do as\nyou like.\n"), ("README", "No.")]);
        let other =
            with_files("other", &[("license.md", "Do as you\nlike."), ("NOTICE", "By me.")]);
        let text = text(&[one.clone(), other.clone()], "1.95.0").expect("both have texts");
        assert!(text.contains("\none 1.0.0: MIT\nother 1.0.0: MIT\n"));
        let both = format!("{RULE}\none 1.0.0, other 1.0.0\n{RULE}\n\nDo as\nyou like.\n");
        assert!(text.contains(&both), "{text}");
        assert!(text.contains(&format!("{RULE}\nother 1.0.0\n{RULE}\n\nBy me.\n")));
        assert_eq!((text.matches("you like.").count(), text.matches("No.\n").count()), (1, 0));
        for folder in [one.folder, other.folder] {
            fs::remove_dir_all(folder).expect("it was there");
        }
    }

    #[test]
    fn a_missing_text_names_the_crate_unless_it_is_the_same_for_all() {
        let problem = text(&[example("bare", "MIT")], "1.95.0").expect_err("no text");
        assert!(problem.to_string().starts_with("bare 1.0.0 (MIT) has no text"), "{problem}");
        assert!(text(&[example("bare", "Apache-2.0 AND MIT")], "1.95.0").is_err());
        let text = text(&[example("bare", "MIT OR Apache-2.0")], "1.95.0").expect("Apache's");
        assert!(text.contains(&format!("{RULE}\nstd 1.95.0, bare 1.0.0\n{RULE}\n")));
    }

    #[test]
    fn our_own_crates_have_the_licences_of_the_repository() {
        let folder = PathBuf::from("no-such-folder");
        let ours = Crate { checksum: None, folder, ..example("ours", "MIT OR Apache-2.0") };
        assert!(text(&[ours], "1.95.0").expect("ours").contains("The Enough Pipeline authors"));
    }

    #[test]
    fn names_fill_lines_no_longer_than_the_rule() {
        let names: Vec<String> = (0..40).map(|number| format!("crate-{number} 1.0.0")).collect();
        let text = wrapped(&names);
        assert!(text.lines().all(|line| line.len() <= RULE.len()));
        assert_eq!(text.replace('\n', " "), names.join(", "));
    }
}
