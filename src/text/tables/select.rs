//! Which rows or columns of a block are the goal, the revenue, the forecast.

use std::collections::BTreeMap;

use super::asking::{Ask, Choice, Choices, Question};
use super::facts::{Facts, Series, is_bare_total};
use super::said::{names, preview};
use super::uses::Use;
use super::vocabulary::Role;
use crate::text::formats::Formats;
use crate::text::rows::Term;

/// Months of a term by its first month and their number.
pub(super) type Key = (chrono::NaiveDate, u32);

/// Rows or columns whose amounts are added, and how that came.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Selection {
    pub series: Vec<usize>,
    /// Their names, in words; empty where there is nothing to choose from.
    pub name: String,
    pub ask: Option<Ask>,
    /// Names of rows and columns that are left out for these.
    pub left: Vec<String>,
}

/// The amounts of some rows or columns by period.
pub(super) fn sums(facts: &Facts, terms: &[Option<Term>], series: &[usize]) -> BTreeMap<Key, f64> {
    let mut sums = BTreeMap::new();
    for record in facts.records.iter().filter(|record| series.contains(&record.series)) {
        if let (Some(term), Some(amount)) = (terms[record.period], record.amount) {
            *sums.entry((term.first, term.months)).or_insert(0.0) += amount;
        }
    }
    sums
}

/// What is chosen from.
struct Options<'a> {
    facts: &'a Facts,
    terms: &'a [Option<Term>],
    choices: &'a Choices,
    formats: &'a dyn Formats,
    question: Question,
    title: &'a str,
}

/// The rows or columns with the first of these roles that there are; without any, those whose names
/// say nothing.
pub(super) fn select(
    facts: &Facts,
    terms: &[Option<Term>],
    roles: &[Use],
    question: Question,
    choices: &Choices,
    formats: &dyn Formats,
) -> Selection {
    let title = match roles.first() {
        Some(Use::Goal) => say!("Which one is the goal?"),
        Some(Use::Forecast) => say!("Which one is the forecast?"),
        _ => say!("Which one is the revenue?"),
    };
    let options = Options { facts, terms, choices, formats, question, title };
    let unknown = with(facts, |series| series.role.is_none());
    for role in roles {
        let mut own = with(facts, |series| series.role == Some(Role::Use(*role)));
        own.sort_by_key(|at| facts.series[*at].rank);
        match own[..] {
            [] => {}
            // The revenue of a profit and loss is one row of many.
            [one] if facts.series[one].row && !unknown.is_empty() && *role == Use::Revenue => {
                let all: Vec<_> = own.iter().chain(&unknown).map(|at| vec![*at]).collect();
                return options.ask(&all);
            }
            [one] => return options.only(vec![one], &unknown),
            _ => return options.several(&own, &unknown),
        }
    }
    options.unknown(&unknown)
}

fn with(facts: &Facts, fits: impl Fn(&Series) -> bool) -> Vec<usize> {
    let any = |at: &usize| {
        facts.records.iter().any(|record| record.series == *at && record.amount.is_some())
    };
    (0..facts.series.len()).filter(|at| fits(&facts.series[*at])).filter(any).collect()
}

impl Options<'_> {
    fn name(&self, series: &[usize]) -> String {
        let all: Vec<String> = series
            .iter()
            .map(|at| self.facts.series[*at].name.clone())
            .filter(|name| !name.is_empty())
            .collect();
        names(&all)
    }

    fn sums(&self, series: &[usize]) -> BTreeMap<Key, f64> {
        sums(self.facts, self.terms, series)
    }

    fn only(&self, series: Vec<usize>, others: &[usize]) -> Selection {
        let left = others.iter().map(|at| self.facts.series[*at].name.clone()).collect();
        Selection { name: self.name(&series), series, ask: None, left }
    }

    /// Several rows or columns whose names say the same: the one that is the sum of the others, or
    /// whichever the visitor says.
    fn several(&self, own: &[usize], unknown: &[usize]) -> Selection {
        let is_sum = |at: &&usize| {
            let others: Vec<usize> = own.iter().copied().filter(|other| other != *at).collect();
            others.len() >= 2 && same(&self.sums(&[**at]), &self.sums(&others))
        };
        if let Some(sum) = own.iter().find(is_sum) {
            let mut others = own.to_vec();
            others.retain(|other| other != sum);
            others.extend(unknown);
            return self.only(vec![*sum], &others);
        }
        self.ask(&own.iter().map(|at| vec![*at]).collect::<Vec<_>>())
    }

    /// Rows or columns whose names say nothing: reps or products that are added, where a total or a
    /// header says so.
    fn unknown(&self, unknown: &[usize]) -> Selection {
        let facts = self.facts;
        let total = |at: &usize| {
            let series = &facts.series[*at];
            series.role == Some(Role::Total) && is_bare_total(&series.name)
        };
        let totals = with(facts, |series| series.role == Some(Role::Total));
        let total = totals.iter().copied().rfind(total).or(totals.last().copied());
        let (kept, sums_of_others) = without_sums(self, unknown);
        match (&kept[..], total) {
            ([], Some(total)) => self.only(vec![total], &[]),
            ([] | [_], _) => self.only(kept, &sums_of_others),
            (_, Some(total)) if same(&self.sums(&[total]), &self.sums(&kept)) => {
                self.only(kept, &sums_of_others)
            }
            (_, Some(total)) => {
                let singles = kept.iter().map(|at| vec![*at]);
                self.ask(
                    &[vec![total], kept.clone()].into_iter().chain(singles).collect::<Vec<_>>(),
                )
            }
            (_, None) if facts.named => self.only(kept, &sums_of_others),
            (_, None) => {
                let singles = kept.iter().map(|at| vec![*at]);
                self.ask(&[kept.clone()].into_iter().chain(singles).collect::<Vec<_>>())
            }
        }
    }

    fn ask(&self, all: &[Vec<usize>]) -> Selection {
        let chosen = self.choices.answer(self.question, all.len());
        let option = |series: &Vec<usize>| {
            let amounts: Vec<(Term, f64)> = self
                .sums(series)
                .into_iter()
                .map(|((first, months), amount)| (Term::new(first, months), amount))
                .collect();
            let name = self.name(series);
            let words =
                if series.len() > 1 { say!("The sum of {names}", names = name) } else { name };
            Choice { words, preview: preview(&amounts, self.formats) }
        };
        let ask = Ask {
            question: self.question,
            title: self.title.to_owned(),
            options: all.iter().map(option).collect(),
            chosen: chosen.unwrap_or(0),
            open: chosen.is_none(),
        };
        let series = all.get(ask.chosen).cloned().unwrap_or_default();
        let others = all.iter().flatten().filter(|at| !series.contains(at));
        let mut left: Vec<String> = others.map(|at| self.facts.series[*at].name.clone()).collect();
        left.sort();
        left.dedup();
        Selection { name: self.name(&series), series, ask: Some(ask), left }
    }
}

/// Most rows among which sums of others are looked for.
const MOST: usize = 60;

/// Rows without those that are the sum of a run of others just above or below.
fn without_sums(options: &Options, all: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let rows: Vec<BTreeMap<Key, f64>> = all.iter().map(|at| options.sums(&[*at])).collect();
    let sum = |run: &[BTreeMap<Key, f64>]| {
        let mut sum: BTreeMap<Key, f64> = BTreeMap::new();
        for (key, amount) in run.iter().flatten() {
            *sum.entry(*key).or_insert(0.0) += amount;
        }
        sum
    };
    let is_sum = |at: usize| {
        let many = rows[at].values().filter(|amount| **amount != 0.0).count() >= 2;
        let above = (0..at.saturating_sub(1)).any(|from| same(&sum(&rows[from..at]), &rows[at]));
        let below = (at + 3..=rows.len()).any(|to| same(&sum(&rows[at + 1..to]), &rows[at]));
        many && (above || below)
    };
    let found: Vec<bool> = (0..rows.len()).map(|at| rows.len() <= MOST && is_sum(at)).collect();
    let of = |kind: bool| {
        all.iter().zip(&found).filter(|(_, found)| **found == kind).map(|(at, _)| *at).collect()
    };
    (of(false), of(true))
}

/// Whether amounts are the same, to a thousandth.
pub(super) fn same(one: &BTreeMap<Key, f64>, other: &BTreeMap<Key, f64>) -> bool {
    let close = |(key, amount): (&Key, &f64)| {
        let other = other.get(key).copied().unwrap_or(0.0);
        (amount - other).abs() <= 0.51_f64.max(amount.abs() * 1e-6)
    };
    let missing = other.iter().any(|(key, amount)| *amount != 0.0 && !one.contains_key(key));
    !one.is_empty() && !missing && one.iter().all(close)
}
