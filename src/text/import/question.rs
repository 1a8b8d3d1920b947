//! What a list leaves open and only the visitor can say.

use super::amount;
use super::facts::{Facts, Words};
use super::mapping::Mapping;
use super::recurring::{self, Recurring};
use super::role::{ROLES, Role};
use super::sense::{self, Sense};

/// What only the visitor can say. Each has a guess to begin with, and none is used unasked.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Which columns say this? They are missing, or guessed from their cells. The answer is a
    /// mapping.
    Columns(Vec<Role>),
    /// Does the day come before the month in this column?
    DayFirst {
        /// What the column says.
        role: Role,
        /// A cell that could be either.
        example: String,
        /// What the other columns of the list suggest.
        guess: Option<bool>,
    },
    /// Amounts in which currency? They are never added to others. With the number of rows, the
    /// most first; an empty currency is none.
    Currency(Vec<(String, u32)>),
    /// How do amounts count that come each month or year? With how often they come and the number
    /// of rows, the most first.
    Recurring(Vec<(String, u32)>),
    /// Which pipeline, or all? With the number of rows, the most first.
    Pipeline(Vec<(String, u32)>),
    /// What do these words of a status or stage mean?
    Senses(Vec<Word>),
}

/// A word of a status or stage that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word as it is written.
    pub word: String,
    /// Number of its rows.
    pub rows: u32,
    /// What it may mean.
    pub guess: Sense,
}

/// What the visitor says.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Whether the day comes first in the column of this role.
    DayFirst(Role, bool),
    /// The currency whose amounts count.
    Currency(String),
    /// How amounts that recur count.
    Recurring(Recurring),
    /// The pipeline whose deals count; `None` for all of them.
    Pipeline(Option<String>),
    /// What these words mean.
    Senses(Vec<(String, Sense)>),
}

/// Pipelines whose deals count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Pipelines {
    All,
    Only(String),
}

/// All that was answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Answers {
    pub day_first: [Option<bool>; ROLES.len()],
    pub currency: Option<String>,
    pub recurring: Option<Recurring>,
    pub pipeline: Option<Pipelines>,
    pub senses: Vec<(String, Sense)>,
}

impl Answers {
    pub fn take(&mut self, answer: Answer) {
        match answer {
            Answer::DayFirst(role, first) => self.day_first[role.index()] = Some(first),
            Answer::Currency(currency) => self.currency = Some(currency),
            Answer::Recurring(recurring) => self.recurring = Some(recurring),
            Answer::Pipeline(pipeline) => {
                self.pipeline = Some(pipeline.map_or(Pipelines::All, Pipelines::Only));
            }
            Answer::Senses(senses) => {
                self.senses.retain(|(own, _)| senses.iter().all(|(word, _)| own != word));
                self.senses.extend(senses);
            }
        }
    }

    /// What a word means by answer or by itself.
    pub fn sense(&self, word: &str) -> Option<Sense> {
        let said = self.senses.iter().find(|(own, _)| own == word).map(|(_, sense)| *sense);
        said.or_else(|| sense::known(word))
    }
}

/// What is still open.
pub(super) fn questions(facts: &Facts, mapping: &Mapping, answers: &Answers) -> Vec<Question> {
    let mut open = Vec::new();
    let doubtful = mapping.doubtful();
    if !doubtful.is_empty() {
        open.push(Question::Columns(doubtful));
    }
    open.extend(days(facts, mapping, answers));
    let currencies = facts.currencies();
    if answers.currency.is_none() && currencies.len() > 1 {
        open.push(Question::Currency(currencies));
    }
    let mut recurring = facts.periods.sorted();
    recurring.retain(|(word, _)| !recurring::is_once(word));
    if answers.recurring.is_none() && !recurring.is_empty() {
        open.push(Question::Recurring(recurring));
    }
    if answers.pipeline.is_none() && facts.pipelines.0.len() > 1 {
        open.push(Question::Pipeline(facts.pipelines.sorted()));
    }
    let words = unknown(deciding(facts, mapping), answers);
    if !words.is_empty() {
        open.push(Question::Senses(words));
    }
    open
}

/// Columns in which the order of the days is open. A column with two roles is asked for once.
fn days(facts: &Facts, mapping: &Mapping, answers: &Answers) -> Vec<Question> {
    let decided = || facts.days.iter().find_map(|tally| tally.decided());
    let mut asked = Vec::new();
    let mut open = Vec::new();
    for (role, ..) in ROLES {
        let place = role.index();
        let column = mapping.column(role);
        if !facts.days[place].is_open() || asked.contains(&column) {
            continue;
        }
        asked.push(column);
        if answers.day_first[place].is_none() {
            let (example, guess) = (facts.examples[place].clone(), decided());
            open.push(Question::DayFirst { role, example, guess });
        }
    }
    open
}

/// The words that decide about won and lost: those of the status, else those of the stage, unless
/// flags say it all.
fn deciding<'a>(facts: &'a Facts, mapping: &Mapping) -> Option<&'a Words> {
    let has = |role| mapping.column(role).is_some();
    let flags = has(Role::IsWon) && (has(Role::IsClosed) || has(Role::IsLost));
    match (flags, has(Role::Status)) {
        (true, _) => None,
        (false, true) => Some(&facts.statuses),
        (false, false) => Some(&facts.stages),
    }
}

fn unknown(words: Option<&Words>, answers: &Answers) -> Vec<Word> {
    let words = words.map(Words::sorted).unwrap_or_default().into_iter();
    words
        .filter(|(word, _)| answers.sense(word).is_none() && !amount::is_nothing(word))
        .map(|(word, rows)| Word { guess: sense::guess(&word), word, rows })
        .collect()
}
