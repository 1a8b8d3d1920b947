//! What a visitor did with the deals of a list, as a client's file holds it: by their place.

use super::{CHOICE_KEYS, Choice, Sweep};
use crate::calc::units::Percent;
use crate::text::notation::Notation;
use crate::text::record::{Item, Record};
use crate::text::texts::Texts;

/// Names of the members in a file.
const CHOICES: &str = "choices";
const CHANCES: &str = "chances";
const OVER: &str = "typed_over";
const FOLLOWS: &str = "follows_past";
/// Members that mean nothing without the list that they were made for.
pub const OF_A_LIST: [&str; 4] = [CHOICES, CHANCES, OVER, FOLLOWS];

/// Everything that belongs to one list beyond its deals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    /// The key of the choice for a deal, by its place.
    pub choices: Texts,
    /// Chances as typed, by place.
    pub chances: Texts,
    /// What was typed over the deals' own figures, by the key of coverage's field.
    pub over: Texts,
    /// Whether the answer follows what past quarters teach.
    pub follows: bool,
}

impl Held {
    /// What of it is anything, as members of the sweep's part of a scenario.
    pub fn members(&self) -> Record {
        let follows = self.follows.then(|| (FOLLOWS.to_owned(), Item::Flag(true)));
        [(CHOICES, &self.choices), (CHANCES, &self.chances), (OVER, &self.over)]
            .into_iter()
            .filter(|(_, texts)| texts.iter().next().is_some())
            .map(|(name, texts)| (name.to_owned(), Item::from(texts)))
            .chain(follows)
            .collect()
    }

    /// Reads what [`Self::members`] wrote. What is missing or damaged is as if nothing were done.
    pub fn of(part: &Item) -> Self {
        let texts = |name| part.member(name).map_or_else(Texts::default, texts);
        let follows = part.member(FOLLOWS) == Some(&Item::Flag(true));
        Self { choices: texts(CHOICES), chances: texts(CHANCES), over: texts(OVER), follows }
    }
}

/// The members of a record that are texts.
fn texts(item: &Item) -> Texts {
    let Item::Record(members) = item else { return Texts::default() };
    let text = |(key, item): &(String, Item)| match item {
        Item::Text(text) => Some((key.clone(), text.clone())),
        _ => None,
    };
    members.iter().filter_map(text).collect()
}

impl Sweep {
    /// What a file holds of it; without what is typed over the deals' figures.
    pub fn held(&self) -> Held {
        let key = |choice: Choice| CHOICE_KEYS.iter().find(|one| one.1 == choice);
        let choices = self.choices.iter().filter_map(|(place, choice)| {
            key(*choice).map(|(key, _)| (place.to_string(), (*key).to_owned()))
        });
        let chances =
            self.chances.iter().map(|(place, (text, _))| (place.to_string(), text.clone()));
        let (choices, chances, over) = (choices.collect(), chances.collect(), Texts::default());
        Held { choices, chances, over, follows: self.follows }
    }

    /// With what a file holds for a list of so many deals in place of what was done. Order and
    /// what is shown stay.
    #[must_use]
    pub fn with_held(&self, held: &Held, deals: usize, notation: &Notation) -> Self {
        let place = |place: &str| place.parse().ok().filter(|place: &usize| *place < deals);
        let choice = |(at, key): (&str, &str)| {
            let found = CHOICE_KEYS.iter().find(|one| one.0 == key)?;
            Some((place(at)?, found.1))
        };
        let chance = |(at, text): (&str, &str)| {
            Some((place(at)?, (text.to_owned(), read_chance(text, notation))))
        };
        Self {
            choices: held.choices.iter().filter_map(choice).collect(),
            chances: held.chances.iter().filter_map(chance).collect(),
            follows: held.follows,
            undo: Vec::new(),
            ..self.clone()
        }
    }
}

/// A chance in percent as typed, 0 to 100; `None` when it is none.
pub fn read_chance(text: &str, notation: &Notation) -> Option<Percent> {
    let number = notation.parse_number(text).ok()?.value;
    (0.0..=100.0).contains(&number).then_some(Percent(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::sweep::SweepAction;
    use crate::text::record::{record, text};

    fn done() -> Sweep {
        Sweep::default()
            .apply(SweepAction::Choose(3, Some(Choice::Keep)))
            .apply(SweepAction::Choose(12, Some(Choice::CloseAsLost)))
            .apply(SweepAction::Chance(3, "12,5".into(), Some(Percent(12.5))))
            .apply(SweepAction::Chance(4, "often".into(), None))
            .apply(SweepAction::Follow(true))
    }

    fn german() -> Notation {
        Notation { decimal: ',', group: '.', ..Notation::plain() }
    }

    #[test]
    fn what_was_done_comes_back() {
        let mut held = done().held();
        held.over.insert("win_rate".into(), "31".into());
        let read = Held::of(&Item::Record(held.members()));
        assert_eq!(read, held);
        let back = Sweep::default().with_held(&read, 20, &german());
        assert_eq!(back.overrides(), done().overrides());
        assert_eq!(back.choice(12), Some(Choice::CloseAsLost));
        assert_eq!(back.chance(3), Some(("12,5", Some(Percent(12.5)))));
        assert_eq!(back.chance(4), Some(("often", None)));
        assert!(back.follows && !back.can_undo());
        let not = Sweep::default().held();
        assert!(!back.with_held(&not, 20, &german()).follows);
    }

    #[test]
    fn nothing_done_leaves_no_trace_in_a_file() {
        assert_eq!(Sweep::default().held().members(), Record::new());
        assert_eq!(Held::of(&record([("typed", text("x"))])), Held::default());
    }

    #[test]
    fn what_is_damaged_is_left_out_and_the_rest_kept() {
        let whole = Item::Record(done().held().members());
        for name in [CHOICES, CHANCES] {
            let Item::Record(members) = whole.clone() else { panic!("it is a record") };
            let damaged: Record = members
                .into_iter()
                .map(|(own, item)| if own == name { (own, Item::Flag(true)) } else { (own, item) })
                .collect();
            let held = Held::of(&Item::Record(damaged));
            assert_eq!(held.choices == Texts::default(), name == CHOICES);
            assert_eq!(held.chances == Texts::default(), name == CHANCES);
        }
        let odd = record([
            ("-1", text("keep")),
            ("x", text("keep")),
            ("3", Item::Number(1.0)),
            ("5", text("sell")),
            ("99999999999999999999999", text("keep")),
            ("20", text("keep")),
            ("19", text("nurture")),
        ]);
        let held = Held::of(&record([(CHOICES, odd)]));
        let back = Sweep::default().with_held(&held, 20, &german());
        assert_eq!((back.chosen(), back.choice(19)), (1, Some(Choice::Nurture)));
    }

    #[test]
    fn only_percentages_are_understood() {
        let read = |text| read_chance(text, &Notation::plain()).map(|percent| percent.0);
        assert_eq!(
            ["25", "25%", "0", "100", "12.5"].map(read),
            [25.0, 25.0, 0.0, 100.0, 12.5].map(Some)
        );
        assert_eq!(["", "101", "-1", "often"].map(read), [None; 4]);
    }
}
