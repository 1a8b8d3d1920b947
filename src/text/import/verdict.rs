//! Open, won or lost: from all that rows say, or asked where that is not plain.

use std::collections::BTreeMap;

use super::clues::{Chance, Clues, Place};
use super::facts::{Facts, Words};
use super::mapping::Mapping;
use super::question::Answers;
use super::sense::{Meaning, Sense, meaning};

/// What rows that say the same come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is plain, or was answered.
    Is(Sense),
    /// It is plain that nothing says it: read as open.
    Silent,
    /// Only the visitor knows.
    Ask,
}

/// What is known of a list's words and columns, to decide about its rows.
pub(super) struct Judge<'a> {
    pub facts: &'a Facts,
    answers: &'a Answers,
    statuses: Vec<Meaning>,
    stages: Vec<Meaning>,
    /// Whether 0 and 100% never go against what is plain, and whether they are seen to go with it.
    trust_chance: bool,
    proven_chance: bool,
    /// Whether the day of closing is left blank for open deals.
    pub trust_closed: bool,
    /// Stages of which some rows have a probability of 0 and others one above it.
    mixed: Vec<bool>,
    /// Which reading of amounts and of days is right.
    pub reading: (usize, usize),
}

/// What a word says that is none for won or lost.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    #[default]
    Nothing,
    /// It names a stage of open deals.
    Stage,
    /// It is not known.
    Unknown,
}

/// What speaks for a state.
#[derive(Default)]
pub(super) struct Voices {
    pub senses: Vec<Sense>,
    /// Whether a status or a flag is among them.
    stated: bool,
    /// What the word of the stage, or of the status, says beside them.
    word: Said,
    /// Whether something says that it is closed, and not how.
    pub closed: bool,
}

impl<'a> Judge<'a> {
    pub fn new(facts: &'a Facts, mapping: &Mapping, answers: &'a Answers) -> Self {
        let day_first = facts.close_day_first(mapping, answers);
        let reading = (facts.value.reading(), usize::from(day_first != Some(false)));
        let mut judge = Self {
            facts,
            answers,
            statuses: Vec::new(),
            stages: Vec::new(),
            trust_chance: true,
            proven_chance: false,
            trust_closed: true,
            mixed: Vec::new(),
            reading,
        };
        judge.statuses = judge.meanings(&facts.statuses, |clues| clues.status);
        judge.stages = judge.meanings(&facts.stages, |clues| clues.stage);
        judge.mixed = judge.mixed_stages();
        judge.weigh();
        judge
    }

    /// What the words of a column mean; a soft word means nothing when one of its deals is still to
    /// close.
    fn meanings(&self, words: &Words, place: fn(&Clues) -> Place) -> Vec<Meaning> {
        let letters = words.are_letters(&["P", "S", "F"]);
        let mut ahead = vec![0; words.len()];
        for (clues, weight) in &self.facts.clues {
            if let Place::At(at) = place(clues) {
                ahead[at as usize] += weight.ahead[self.reading.1];
            }
        }
        let own = |(word, ahead): (&str, u32)| match (meaning(word), word) {
            (Meaning::Soft(_), _) if ahead > 0 => Meaning::Unknown,
            // Stages of Bitrix24: in process, success, failure.
            (_, "P") if letters => Meaning::Firm(Sense::Open),
            (_, "S") if letters => Meaning::Firm(Sense::Won),
            (_, "F") if letters => Meaning::Firm(Sense::Lost),
            (meaning, _) => meaning,
        };
        words.iter().zip(ahead).map(own).collect()
    }

    fn mixed_stages(&self) -> Vec<bool> {
        let mut chances = vec![(false, false); self.stages.len()];
        for clues in self.facts.clues.keys() {
            if let Place::At(at) = clues.stage {
                let (zero, more) = &mut chances[at as usize];
                *zero |= clues.chance == Chance::Zero;
                *more |= !matches!(clues.chance, Chance::Zero | Chance::Silent);
            }
        }
        chances.into_iter().map(|(zero, more)| zero && more).collect()
    }

    /// Whether probability and day of closing agree with the rows whose state is plain.
    fn weigh(&mut self) {
        let (mut right, mut wrong, mut filled, mut blank) = (0, 0, 0, 0);
        for (clues, weight) in &self.facts.clues {
            let voices = self.voices(clues);
            let sense = voices.plain();
            match (sense, self.sure(clues.chance)) {
                (Some(Sense::Won), Some(Sense::Won)) | (Some(Sense::Lost), Some(Sense::Lost)) => {
                    right += weight.rows;
                }
                (Some(Sense::Won), Some(Sense::Lost)) | (Some(Sense::Lost), Some(Sense::Won)) => {
                    wrong += weight.rows;
                }
                _ => {}
            }
            if sense == Some(Sense::Open) || (sense.is_none() && voices.word == Said::Stage) {
                *(if clues.closed { &mut filled } else { &mut blank }) += weight.rows;
            }
        }
        self.trust_chance = wrong <= right;
        self.proven_chance = wrong < right;
        self.trust_closed = filled <= blank;
    }

    /// Won at 100%, lost at 0.
    fn sure(&self, chance: Chance) -> Option<Sense> {
        match chance {
            Chance::Zero => Some(Sense::Lost),
            Chance::Hundred => Some(Sense::Won),
            Chance::One if self.facts.shares() => Some(Sense::Won),
            _ => None,
        }
    }

    pub fn trusted(&self, chance: Chance) -> Option<Sense> {
        self.sure(chance).filter(|_| self.trust_chance)
    }

    pub fn stage(&self, clues: &Clues) -> Option<Meaning> {
        said(&self.stages, clues.stage)
    }

    pub fn voices(&self, clues: &Clues) -> Voices {
        let mut voices = Voices::default();
        let status = said(&self.statuses, clues.status);
        match status {
            Some(Meaning::Firm(sense) | Meaning::Soft(sense)) => {
                voices.senses.push(sense);
                voices.stated = true;
            }
            Some(Meaning::Stage) => voices.word = voices.word.max(Said::Stage),
            Some(Meaning::Unknown) => voices.word = Said::Unknown,
            None => {}
        }
        match self.stage(clues) {
            Some(Meaning::Firm(Sense::Open) | Meaning::Stage) => {
                voices.word = voices.word.max(Said::Stage);
            }
            Some(Meaning::Firm(sense) | Meaning::Soft(sense)) => voices.senses.push(sense),
            Some(Meaning::Unknown) if status.is_none() => voices.word = Said::Unknown,
            _ => {}
        }
        match clues.dated {
            (true, false) => voices.senses.push(Sense::Won),
            (false, true) => voices.senses.push(Sense::Lost),
            (true, true) => voices.closed = true,
            (false, false) => {}
        }
        voices.take_flags(clues);
        voices
    }

    /// What rows that say this come to.
    pub fn verdict(&self, clues: &Clues) -> Verdict {
        let plain = self.by_itself(clues);
        if plain == Verdict::Ask
            && let Some(sense) = self.answers.sense(&self.key(clues))
        {
            return Verdict::Is(sense);
        }
        plain
    }

    fn by_itself(&self, clues: &Clues) -> Verdict {
        if let (true, Some(Meaning::Firm(sense))) =
            (self.facts.decided, said(&self.statuses, clues.status))
        {
            return Verdict::Is(sense);
        }
        let voices = self.voices(clues);
        let chance = self.trusted(clues.chance);
        let closed = voices.closed || (clues.closed && self.trust_closed);
        let Some(first) = voices.senses.first().copied() else {
            return match voices.word {
                Said::Unknown => Verdict::Ask,
                Said::Stage => self.open(clues, closed, chance),
                Said::Nothing if closed || chance.is_some() => Verdict::Ask,
                Said::Nothing => Verdict::Silent,
            };
        };
        let agree = voices.senses.iter().all(|sense| *sense == first);
        match (first, chance) {
            _ if !agree => Verdict::Ask,
            (Sense::Open, Some(Sense::Lost)) if voices.stated => self.open(clues, closed, None),
            (Sense::Open, _) => self.open(clues, closed, chance),
            (Sense::Won, Some(Sense::Lost)) | (Sense::Lost, Some(Sense::Won)) => Verdict::Ask,
            _ => Verdict::Is(first),
        }
    }

    /// A stage of open deals, against what else the row says. A probability of 0 or 100% counts where
    /// those of other rows are right, or the close date is past.
    fn open(&self, clues: &Clues, closed: bool, chance: Option<Sense>) -> Verdict {
        let mixed = matches!(clues.stage, Place::At(at) if self.mixed[at as usize]);
        let past =
            self.facts.clues.get(clues).is_some_and(|weight| weight.past[self.reading.1] > 0);
        let ends = match chance {
            Some(Sense::Won) => true,
            Some(_) => mixed,
            None => false,
        };
        let against = closed || (ends && (self.proven_chance || past));
        if against { Verdict::Ask } else { Verdict::Is(Sense::Open) }
    }

    /// All verdicts, by what rows say.
    pub fn verdicts(&self) -> BTreeMap<Clues, Verdict> {
        self.facts.clues.keys().map(|clues| (*clues, self.verdict(clues))).collect()
    }

    /// Whether any row is plainly won or lost, or was answered to be.
    pub fn any_closed(&self) -> bool {
        let closed = |clues| matches!(self.verdict(clues), Verdict::Is(Sense::Won | Sense::Lost));
        self.facts.clues.keys().any(closed)
    }
}

/// The meaning of a word; `None` for none.
fn said(meanings: &[Meaning], place: Place) -> Option<Meaning> {
    match place {
        Place::Blank => None,
        Place::At(at) => meanings.get(at as usize).copied(),
        Place::Other => Some(Meaning::Unknown),
    }
}

impl Voices {
    /// What columns of yes and no say.
    pub fn take_flags(&mut self, clues: &Clues) {
        let [won, lost, closed, active] = clues.flags;
        let sense = match (won, lost, closed) {
            (Some(true), ..) => Some(Sense::Won),
            (_, Some(true), _) | (Some(false), _, Some(true)) => Some(Sense::Lost),
            (_, _, Some(false)) | (Some(false), Some(false), _) => Some(Sense::Open),
            (_, _, Some(true)) => {
                self.closed = true;
                None
            }
            _ => None,
        };
        self.stated |= sense.is_some();
        self.senses.extend(sense);
        if active == Some(false) && !self.senses.contains(&Sense::Won) {
            // Odoo archives what is lost, and sets its probability to 0.
            match clues.chance {
                Chance::Zero => {
                    self.stated = true;
                    self.senses.push(Sense::Lost);
                }
                _ => self.closed = true,
            }
        }
    }

    /// What all that is plain says, if it says one thing.
    fn plain(&self) -> Option<Sense> {
        let first = *self.senses.first()?;
        self.senses.iter().all(|sense| *sense == first).then_some(first)
    }
}

#[cfg(test)]
mod tests;
