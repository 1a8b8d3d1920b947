//! What a list leaves open and only the visitor can say.

use super::columns;
use super::facts::Facts;
use super::groups::Groups;
use super::mapping::Mapping;
use super::recurring::{self, Recurring};
use super::role::{ROLES, Role};
use super::sense::Sense;
use super::verdict::Judge;
use crate::calc::units::Money;

/// What only the visitor can say. Each has a guess to begin with, and none is used unasked.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Which columns say this? They are missing, or guessed from their cells. The answer is a
    /// mapping; [`super::Import::candidates`] has the likely ones of each.
    Columns(Vec<Role>),
    /// Do blank cells of this column belong to the value above them? With the column's header, the
    /// number of rows and the first value.
    Group(String, u32, String),
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
    /// Open, won or lost? The words of a status or stage are not known, or speak against what else
    /// the rows say.
    Senses(Vec<Word>),
}

/// Rows with the same word of a status or stage, of which only the visitor knows how they stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Tells it from the others, for the answer: the word, and what speaks against it.
    pub key: String,
    /// The word as it is written; empty where there is none.
    pub word: String,
    /// Number of its rows.
    pub rows: u32,
    /// Sum of their amounts.
    pub value: Money,
    /// What it may mean; `None` where the rows say nothing, or different things.
    pub guess: Option<Sense>,
    /// What the rows say beside it.
    pub clues: Vec<Clue>,
}

/// What rows say about their state beside the word that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clue {
    /// Their stage.
    Stage(String),
    /// They are marked as open, won or lost in a column of yes or no.
    Marked(Sense),
    /// They have a day of winning.
    WonDate,
    /// They have a day of losing.
    LostDate,
    /// They are closed: by their day of closing, or by a mark that says no more.
    Closed,
    /// Their probability is 0 or 100%.
    Chance(u8),
    /// So many of them have a close date that is still to come.
    Ahead(u32),
    /// So many of them have a close date that is past.
    Past(u32),
}

impl Clue {
    /// A name for it within the key of an answer.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Stage(stage) => stage.clone(),
            Self::Marked(Sense::Open) => "marked open".into(),
            Self::Marked(Sense::Won) => "marked won".into(),
            Self::Marked(Sense::Lost) => "marked lost".into(),
            Self::WonDate => "won date".into(),
            Self::LostDate => "lost date".into(),
            Self::Closed => "closed".into(),
            Self::Chance(chance) => [&*chance.to_string(), "%"].concat(),
            Self::Ahead(_) | Self::Past(_) => String::new(),
        }
    }

    /// What the rows say, within a sentence.
    pub fn words(&self) -> String {
        match self {
            Self::Stage(stage) => say!("stage “{stage}”", stage = stage),
            Self::Marked(Sense::Open) => say!("marked as open").into(),
            Self::Marked(Sense::Won) => say!("marked as won").into(),
            Self::Marked(Sense::Lost) => say!("marked as lost").into(),
            Self::WonDate => say!("with a won date").into(),
            Self::LostDate => say!("with a lost date").into(),
            Self::Closed => say!("marked as closed").into(),
            Self::Chance(chance) => say!("probability {n}%", n = chance.to_string()),
            Self::Ahead(rows) => say!("{n} with a close date ahead", n = rows.to_string()),
            Self::Past(rows) => say!("{n} with a close date in the past", n = rows.to_string()),
        }
    }
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
    /// What the words with these keys mean.
    Senses(Vec<(String, Sense)>),
    /// Whether blank cells belong to the value above them.
    Group(bool),
    /// The amounts that were converted to one currency count, in their own column.
    Converted,
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
    pub group: Option<bool>,
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
            Answer::Group(group) => self.group = Some(group),
            // Comes in as other columns.
            Answer::Converted => {}
        }
    }

    /// What was answered about rows with this key.
    pub fn sense(&self, key: &str) -> Option<Sense> {
        self.senses.iter().find(|(own, _)| own == key).map(|(_, sense)| *sense)
    }

    /// What was answered about the order of day and month in the column of this role, which may have
    /// been asked for another role of the column.
    pub fn day_first(&self, mapping: &Mapping, role: Role) -> Option<bool> {
        let own = self.day_first[role.index()];
        let shared = [Role::ExpectedClose, Role::Closed];
        let same = |other: &Role| mapping.column(*other) == mapping.column(role);
        own.or_else(|| {
            let mut others = shared.into_iter().filter(|_| shared.contains(&role)).filter(same);
            others.find_map(|role| self.day_first[role.index()])
        })
    }
}

/// What is still open.
pub(super) fn questions(
    facts: &Facts,
    mapping: &Mapping,
    answers: &Answers,
    groups: Option<&Groups>,
) -> Vec<Question> {
    let mut open = Vec::new();
    let judge = Judge::new(facts, mapping, answers);
    let doubtful = columns::doubtful(mapping, judge.any_closed());
    if !doubtful.is_empty() {
        open.push(Question::Columns(doubtful));
    }
    let group = groups.filter(|_| answers.group.is_none()).and_then(Groups::question);
    let grouped = group.is_none();
    open.extend(group);
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
    let words = judge.open_words();
    // What is blank may have a word once the groups are known.
    if grouped && !words.is_empty() {
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
