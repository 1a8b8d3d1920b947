//! The messages in the source: the English within `word!` and `say!`, and the review's statements.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use proc_macro2::{Group, TokenStream, TokenTree};

use super::id::id;
use super::places;
use crate::workspace;

/// The file of words that is no program.
const STATEMENTS: &str = "statements.txt";

/// What the product says in one place or several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub english: String,
    /// What tells apart equal words that mean different things; mostly empty.
    pub context: String,
    /// The first file that says it.
    pub file: String,
}

impl Message {
    /// What the tables call it.
    pub fn id(&self) -> u32 {
        id(&self.english, &self.context)
    }
}

/// Every message, each once, by file and place.
pub fn messages() -> Result<Vec<Message>> {
    let mut files = Vec::new();
    collect(&workspace::root().join("src"), &mut files)?;
    files.sort();
    let mut seen = HashSet::new();
    let mut messages = Vec::new();
    for path in files {
        let file = path.strip_prefix(workspace::root())?.to_string_lossy().into_owned();
        let found = said(&file, &fs::read_to_string(&path)?).context(file.clone())?;
        let new = found.into_iter().filter(|one| seen.insert(one.clone()));
        messages.extend(new.map(|(english, context)| Message {
            english,
            context,
            file: file.clone(),
        }));
    }
    Ok(messages)
}

/// What a file says: words and their context.
fn said(file: &str, text: &str) -> Result<Vec<(String, String)>> {
    if file.ends_with(STATEMENTS) {
        return Ok(text.lines().filter_map(statement).collect());
    }
    let tokens: TokenStream = text.parse().map_err(|error| anyhow!("{error}"))?;
    let mut found = Vec::new();
    walk(tokens, &mut found)?;
    Ok(found)
}

/// The words of a line of `statements.txt`, whose head says how it is written.
fn statement(line: &str) -> Option<(String, String)> {
    let (sign, text) = line.split_once(' ').filter(|(sign, _)| *sign != "#")?;
    let keyed = ["@", "?"].contains(&sign);
    let words = if keyed { text.split_once(" | ")?.1 } else { text };
    Some((words.to_owned(), String::new()))
}

/// What is wrong with the messages themselves.
pub fn clashes(messages: &[Message]) -> Vec<String> {
    let mut by_id: HashMap<u32, &Message> = HashMap::new();
    let mut faults = Vec::new();
    for message in messages {
        if let Some(other) = by_id.insert(message.id(), message) {
            faults.push(format!(
                "one id for {:?} and {:?}: reword one",
                other.english, message.english
            ));
        }
        if message.english.contains('\n') || places::of(&message.english).is_none() {
            faults.push(format!(
                "{}: {:?} has a line break or an open place",
                message.file, message.english
            ));
        }
    }
    faults
}

/// All source files but the tests, and but the module that defines the macros.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && name != "language" && name != "tests" {
            collect(&path, files)?;
        } else if name == STATEMENTS || is_source(&path, &name) {
            files.push(path);
        }
    }
    Ok(())
}

fn is_source(path: &Path, name: &str) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
        && !["tests.rs", "language.rs"].contains(&name)
}

fn walk(tokens: TokenStream, found: &mut Vec<(String, String)>) -> Result<()> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        if at >= 2 && is_call(&tokens[at - 2], &tokens[at - 1]) {
            found.extend(message(group)?);
        }
        walk(group.stream(), found)?;
    }
    Ok(())
}

fn is_call(name: &TokenTree, mark: &TokenTree) -> bool {
    let macros = ["word", "say"];
    matches!((name, mark), (TokenTree::Ident(name), TokenTree::Punct(mark))
        if mark.as_char() == '!' && macros.iter().any(|known| name == known))
}

/// The words in a call, and their context.
fn message(call: &Group) -> Result<Option<(String, String)>> {
    let mut tokens = call.stream().into_iter();
    let Some(english) = tokens.next().map(|token| literal(&token)).transpose()? else {
        return Ok(None);
    };
    let within = matches!(tokens.next(), Some(TokenTree::Ident(name)) if name == "in");
    let context = tokens.next().filter(|_| within).map(|token| literal(&token)).transpose()?;
    Ok(Some((english, context.unwrap_or_default())))
}

fn literal(token: &TokenTree) -> Result<String> {
    let TokenTree::Literal(literal) = token else {
        anyhow::bail!("{token} is no text: messages stand in the source as they are said")
    };
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Ok(text.value()),
        _ => anyhow::bail!("{literal} is no text"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        walk(source.parse().unwrap(), &mut found).unwrap();
        found
    }

    #[test]
    fn calls_are_found_wherever_they_stand() {
        let source =
            r#"fn a() { let x = [say!("A {b}", b = say!("C")), word!("D" in "e")]; } say("no");"#;
        let expected = [("A {b}", ""), ("C", ""), ("D", "e")];
        assert_eq!(found(source), expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    }

    #[test]
    fn a_line_that_goes_on_is_one() {
        assert_eq!(found("say!(\"a \\\n    b\")")[0].0, "a b");
    }
}
