//! What every table's rows need: amounts in the visitor's notation, and questions about all of them.

use std::collections::BTreeMap;

use super::asking::{Ask, Choice, Choices, Question};
use super::by_period::Block;
use super::calendar::index;
use super::select::Key;
use super::{Part, said};
use crate::calc::units::Money;
use crate::text::formats::Formats;
use crate::text::rows::Term;

/// How many times smaller or larger amounts are asked about: about a thousand.
const ASKED: std::ops::RangeInclusive<f64> = 150.0..=6_000.0;

/// An amount as it is put into a box, to the cent.
pub(super) fn amount(amount: f64, formats: &dyn Formats) -> String {
    formats.edit_number((amount * 100.0).round() / 100.0)
}

/// Parts whose amounts are multiplied.
pub(super) fn scaled(mut parts: Vec<Part>, factor: f64) -> Vec<Part> {
    for (_, amount) in parts.iter_mut().flat_map(|part| &mut part.amounts) {
        *amount = Money(amount.0 * factor);
    }
    parts
}

/// Asks whether the day comes first.
pub(super) fn day_first(day_first: bool, choices: &Choices) -> Ask {
    let answer = choices.answer(Question::DayFirst, 2);
    let option = |words: &str| Choice { words: words.into(), preview: String::new() };
    Ask {
        question: Question::DayFirst,
        title: say!("How are the dates written?").into(),
        options: vec![option(say!("Day first: 31/12")), option(say!("Month first: 12/31"))],
        chosen: answer.unwrap_or(usize::from(!day_first)),
        open: false,
    }
}

impl Block<'_> {
    /// What amounts are to be multiplied by, beside what the block says: asked where they are about
    /// a thousand times smaller or larger than in the other tables.
    pub(super) fn factor(&mut self, sums: &BTreeMap<Key, f64>) -> f64 {
        let mut months: Vec<f64> =
            sums.iter().map(|((_, months), amount)| amount.abs() / f64::from(*months)).collect();
        months.sort_by(f64::total_cmp);
        let own = months.get(months.len() / 2).copied().unwrap_or(0.0);
        let Some(usual) = self.around.usual_month.filter(|usual| own > 0.0 && usual.0 > 0.0) else {
            return 1.0;
        };
        let (words, factor) = if ASKED.contains(&(usual.0 / own)) {
            (say!("Thousands: multiply by 1,000"), 1e3)
        } else if ASKED.contains(&(own / usual.0)) {
            (say!("Divide by 1,000"), 1e-3)
        } else {
            return 1.0;
        };
        let formats = self.around.formats;
        let first = sums
            .first_key_value()
            .map(|((first, months), amount)| (Term::new(*first, *months), *amount));
        let preview = |factor: f64| {
            let first: Vec<_> =
                first.iter().map(|(term, amount)| (*term, amount * factor)).collect();
            said::preview(&first, formats)
        };
        let answer = self.choices.answer(Question::Units, 2);
        let options = vec![
            Choice { words: words.into(), preview: preview(factor) },
            Choice { words: say!("Use them as they are").into(), preview: preview(1.0) },
        ];
        self.asks.push(Ask {
            question: Question::Units,
            title: say!(
                "These amounts are about 1,000 times off your other tables. Are they thousands?"
            )
            .into(),
            options,
            chosen: answer.unwrap_or(0),
            open: answer.is_none(),
        });
        if answer == Some(1) { 1.0 } else { factor }
    }

    /// Says which periods were taken, of what, and how many were added for each.
    pub(super) fn note_taken(&mut self, name: &str, sums: &BTreeMap<Key, f64>, parts: usize) {
        let formats = self.around.formats;
        let (Some(((first, _), _)), Some(((last, more), _))) =
            (sums.first_key_value(), sums.last_key_value())
        else {
            return;
        };
        let months = index(*last) + *more as i32 - index(*first);
        let all = said::period(Term::new(*first, months.max(1) as u32), formats);
        let n = formats.count(sums.len() as f64, 0);
        let words = if name.is_empty() {
            say!("{n} {n?period|periods} taken: {months}.", n = n, months = all)
        } else {
            say!(
                "{n} {n?period|periods} of “{name}” taken: {months}.",
                n = n,
                name = name,
                months = all
            )
        };
        self.said.notes.insert(0, words);
        if parts > 1 {
            let n = formats.count(parts as f64, 0);
            self.said.note(say!("{n} {n?row|rows} added up for each.", n = n));
        }
    }
}
