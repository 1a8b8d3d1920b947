//! What is asked about the state of deals: each word once, with what its rows say beside it.

use super::clues::{Clues, Place, Weight};
use super::question::{Clue, Word};
use super::sense::{self, Meaning, Sense, meaning};
use super::verdict::{Judge, Verdict, Voices};
use crate::calc::units::Money;

impl Judge<'_> {
    /// What is to be asked, the words of most rows first.
    pub fn open_words(&self) -> Vec<Word> {
        let mut asked: Vec<(String, Clues, Weight)> = Vec::new();
        for (clues, weight) in &self.facts.clues {
            if self.verdict(clues) != Verdict::Ask || Self::is_nameless(clues) {
                continue;
            }
            let key = self.key(clues);
            match asked.iter_mut().find(|(own, ..)| *own == key) {
                Some((.., sum)) => sum.add(weight),
                None => asked.push((key, *clues, *weight)),
            }
        }
        let mut words: Vec<Word> =
            asked.into_iter().map(|(key, clues, weight)| self.word(key, &clues, &weight)).collect();
        words.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.key.cmp(&b.key)));
        words
    }

    /// Whether its word is one of too many to be asked about.
    fn is_nameless(clues: &Clues) -> bool {
        clues.status == Place::Other
            || (clues.status == Place::Blank && clues.stage == Place::Other)
    }

    /// The word that is asked about: the one of the status, else of the stage.
    fn asked<'w>(&'w self, clues: &Clues) -> &'w str {
        match (clues.status, clues.stage) {
            (Place::Blank, stage) => self.facts.stages.word(stage),
            (status, _) => self.facts.statuses.word(status),
        }
    }

    /// What tells this question from others: the word, and what else speaks.
    pub fn key(&self, clues: &Clues) -> String {
        let mut key = self.asked(clues).to_owned();
        for clue in self.other_clues(clues) {
            key.push_str(" · ");
            key.push_str(&clue.key());
        }
        key
    }

    /// What the row says beside the word that is asked about.
    fn other_clues(&self, clues: &Clues) -> Vec<Clue> {
        let mut said = Vec::new();
        let voices = self.voices(clues);
        if clues.status != Place::Blank
            && matches!(
                self.stage(clues),
                Some(Meaning::Firm(Sense::Won | Sense::Lost) | Meaning::Soft(_))
            )
        {
            said.push(Clue::Stage(self.facts.stages.word(clues.stage).to_owned()));
        }
        let mut flags = Voices::default();
        flags.take_flags(clues);
        said.extend(flags.senses.first().map(|sense| Clue::Marked(*sense)));
        match clues.dated {
            (true, false) => said.push(Clue::WonDate),
            (false, true) => said.push(Clue::LostDate),
            _ => {}
        }
        let closed = voices.closed || (clues.closed && self.trust_closed);
        said.extend(closed.then_some(Clue::Closed));
        said.extend(self.trusted(clues.chance).map(|sense| match sense {
            Sense::Won => Clue::Chance(100),
            _ => Clue::Chance(0),
        }));
        said
    }

    fn word(&self, key: String, clues: &Clues, weight: &Weight) -> Word {
        let (amount, day_first) = self.reading;
        let (ahead, past) = (weight.ahead[day_first], weight.past[day_first]);
        let word = self.asked(clues).to_owned();
        let mut said = self.other_clues(clues);
        let guess = guess(&word, &said, ahead > 0);
        if ahead > 0 {
            said.push(Clue::Ahead(ahead));
        }
        if past > 0 {
            said.push(Clue::Past(past));
        }
        Word { key, word, rows: weight.rows, value: Money(weight.sums[amount]), guess, clues: said }
    }
}

/// What the rows of a word may be, where nothing that they say speaks against it.
fn guess(word: &str, clues: &[Clue], ahead: bool) -> Option<Sense> {
    let mut senses: Vec<Sense> = sense::hint(word).into_iter().collect();
    for clue in clues {
        senses.extend(match clue {
            Clue::Stage(stage) => match meaning(stage) {
                Meaning::Firm(sense) | Meaning::Soft(sense) => Some(sense),
                _ => None,
            },
            Clue::Marked(sense) => Some(*sense),
            Clue::WonDate | Clue::Chance(100) => Some(Sense::Won),
            Clue::LostDate | Clue::Chance(_) => Some(Sense::Lost),
            Clue::Closed | Clue::Ahead(_) | Clue::Past(_) => None,
        });
    }
    if let Meaning::Firm(sense) | Meaning::Soft(sense) = meaning(word) {
        senses.push(sense);
    }
    if ahead {
        senses.push(Sense::Open);
    }
    let first = *senses.first()?;
    let closed = first == Sense::Open && clues.contains(&Clue::Closed);
    (!closed && senses.iter().all(|sense| *sense == first)).then_some(first)
}
