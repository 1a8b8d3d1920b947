//! The file of a client: everything that a consultant and a client put in, to be saved and opened
//! again.

mod list;
mod refusal;

use std::rc::Rc;

use super::json;
use super::record::{Item, Record, record, text};
use super::texts::Texts;

pub use self::list::csv;
pub use self::refusal::Refusal;

/// What the file says that it is.
const KIND: &str = "enough-pipeline-client";
/// The version that is written. A reader knows all up to its own.
const VERSION: f64 = 1.0;
/// Longest name or heading that is read, in characters.
const LONGEST_NAME: usize = 200;
/// Longest note, in bytes.
const LONGEST_NOTE: usize = 64 * 1024;
/// Most scenarios in a file.
pub const MOST_SCENARIOS: usize = 50;
/// Largest file that is opened, in bytes: a list of deals of 50 MB and the rest.
pub const LARGEST: usize = 60 * 1024 * 1024;

/// Everything about a client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Client {
    /// Who it is; may be empty.
    pub name: String,
    /// Locale in which boxes were typed: elsewhere "1.234" is another number.
    pub locale: String,
    /// Currency of all amounts.
    pub currency: String,
    /// One or more; the first is what was there before any other was made.
    pub scenarios: Vec<Scenario>,
    /// Place of the scenario that is worked on.
    pub current: usize,
    /// Notes by the name of their section.
    pub notes: Texts,
    /// The list of deals, as a table that the importer reads again, with its name.
    pub deals: Option<Deals>,
}

/// What was typed under one name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// What each calculator says it holds, by the calculator's name.
    pub parts: Record,
}

/// A list of deals in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Deals {
    /// What the visitor knows it by.
    pub name: String,
    /// The table. Shared, as every step that can be taken back holds it.
    pub csv: Rc<str>,
}

impl Client {
    /// A client of whom nothing is known yet.
    pub fn new(locale: &str, currency: &str) -> Self {
        Self {
            locale: locale.into(),
            currency: currency.into(),
            scenarios: vec![Scenario { name: say!("As it is").into(), parts: Record::new() }],
            ..Self::default()
        }
    }

    /// The scenario that is worked on.
    pub fn scenario(&self) -> Option<&Scenario> {
        self.scenarios.get(self.current)
    }

    /// The file.
    pub fn to_json(&self) -> String {
        json::write(&self.to_item())
    }

    /// Reads a file.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn from_json(text: &str) -> Result<Self, Refusal> {
        if text.len() > LARGEST {
            return Err(Refusal::TooLarge);
        }
        let text = text.trim_start_matches('\u{feff}');
        Self::from_item(&json::read(text).ok_or(Refusal::NotJson)?)
    }

    /// The contents of the file.
    pub fn to_item(&self) -> Item {
        let scenario = |one: &Scenario| {
            record([("name", text(&one.name)), ("parts", Item::Record(one.parts.clone()))])
        };
        let deals =
            |deals: &Deals| record([("name", text(&deals.name)), ("csv", text(&*deals.csv))]);
        record([
            ("kind", text(KIND)),
            ("version", Item::Number(VERSION)),
            ("client", text(&self.name)),
            ("locale", text(&self.locale)),
            ("currency", text(&self.currency)),
            ("current", Item::Number(self.current as f64)),
            ("scenarios", Item::List(self.scenarios.iter().map(scenario).collect())),
            ("notes", Item::from(&self.notes)),
            ("deals", self.deals.as_ref().map_or(Item::Nothing, deals)),
        ])
    }

    /// Reads the contents of a file. Members that are not known are left out: a later version of
    /// the same format may have more.
    ///
    /// # Errors
    /// See [`Refusal`]. What is on the screen stays as it is then.
    pub fn from_item(item: &Item) -> Result<Self, Refusal> {
        let Item::Record(_) = item else { return Err(Refusal::NotJson) };
        if item.member("kind").and_then(Item::as_text) != Some(KIND) {
            return Err(Refusal::OtherKind);
        }
        match item.member("version") {
            Some(Item::Number(version)) if (1.0..=VERSION).contains(version) => {}
            Some(Item::Number(_)) => return Err(Refusal::Newer),
            _ => return Err(Refusal::Damaged("version")),
        }
        let scenarios = scenarios(item.member("scenarios"))?;
        let current = match item.member("current") {
            Some(Item::Number(place)) if *place >= 0.0 && place.fract() == 0.0 => *place as usize,
            _ => 0,
        };
        Ok(Self {
            name: name(item, "client")?,
            locale: name(item, "locale")?,
            currency: name(item, "currency")?,
            current: current.min(scenarios.len() - 1),
            scenarios,
            notes: notes(item.member("notes"))?,
            deals: deals(item.member("deals"))?,
        })
    }

    /// Name for the file: letters and digits of the client's own name, lower-case.
    pub fn file_name(&self) -> String {
        let mut name = String::new();
        for letter in self.name.chars().take(60).flat_map(char::to_lowercase) {
            if letter.is_alphanumeric() {
                name.push(letter);
            } else if !name.is_empty() && !name.ends_with('-') {
                name.push('-');
            }
        }
        let name = name.trim_end_matches('-');
        [if name.is_empty() { "client" } else { name }, ".enough-pipeline.json"].concat()
    }
}

fn scenarios(item: Option<&Item>) -> Result<Vec<Scenario>, Refusal> {
    let Some(Item::List(items)) = item else { return Err(Refusal::Damaged("scenarios")) };
    if items.is_empty() || items.len() > MOST_SCENARIOS {
        return Err(Refusal::Damaged("scenarios"));
    }
    items
        .iter()
        .map(|one| match one.member("parts") {
            Some(Item::Record(parts)) => {
                Ok(Scenario { name: name(one, "name")?, parts: parts.clone() })
            }
            _ => Err(Refusal::Damaged("scenarios")),
        })
        .collect()
}

/// A short text; absent, it is empty.
fn name(item: &Item, key: &'static str) -> Result<String, Refusal> {
    match item.member(key) {
        None | Some(Item::Nothing) => Ok(String::new()),
        Some(Item::Text(text)) if text.chars().count() <= LONGEST_NAME => Ok(text.clone()),
        Some(_) => Err(Refusal::Damaged(key)),
    }
}

fn notes(item: Option<&Item>) -> Result<Texts, Refusal> {
    let Some(Item::Record(notes)) = item else { return Ok(Texts::default()) };
    notes
        .iter()
        .map(|(key, note)| match note {
            Item::Text(text) if text.len() <= LONGEST_NOTE => Ok((key.clone(), text.clone())),
            _ => Err(Refusal::Damaged("notes")),
        })
        .collect()
}

fn deals(item: Option<&Item>) -> Result<Option<Deals>, Refusal> {
    let item = match item {
        None | Some(Item::Nothing) => return Ok(None),
        Some(item) => item,
    };
    let csv = item.member("csv").and_then(Item::as_text);
    let csv = csv.ok_or(Refusal::Damaged("deals"))?.into();
    Ok(Some(Deals { name: name(item, "name")?, csv }))
}

#[cfg(test)]
mod tests;
