//! What a visitor chose of a forecast beside its boxes and tables, as a client's file holds it.

use super::Origin;
use crate::calc::forecast::Method;
use crate::text::record::{Item, Record, text};
use crate::text::texts::Texts;

/// Names of the members in a file.
const MEANS: &str = "means";
const FOLLOWS: &str = "follows_past";
const LEADING: &str = "leading";
const ASIDE: &str = "instead_of_list";

/// Every method with its key in files and on the page.
pub const METHOD_KEYS: [(&str, Method); 7] = [
    ("stage", Method::StageWeighted),
    ("flat", Method::FlatWinRate),
    ("age", Method::AgeAware),
    ("categories", Method::Categories),
    ("run", Method::RunRate),
    ("history", Method::History),
    ("whole", Method::Whole),
];

/// Every origin with its key in files.
const ORIGIN_KEYS: [(&str, Origin); 2] = [("stages", Origin::Stages), ("deals", Origin::Deals)];

/// What was chosen beside boxes and tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    /// Keys of the categories that words of the list stand for; empty: of none.
    pub means: Texts,
    /// Whether the forecast follows what past quarters teach.
    pub follows: bool,
    /// The method that leads; `None`: as recommended.
    pub leading: Option<Method>,
    /// Where the open deals come from although the sweep has a list; `None`: from that list.
    pub aside: Option<Origin>,
}

impl Held {
    /// What of it is anything, as members of the forecast's part of a scenario.
    pub fn members(&self) -> Record {
        let means = self.means.iter().next().map(|_| Item::from(&self.means));
        let follows = self.follows.then_some(Item::Flag(true));
        let leading = self.leading.and_then(|one| key(&METHOD_KEYS, one)).map(text);
        let aside = self.aside.and_then(|one| key(&ORIGIN_KEYS, one)).map(text);
        let members = [(MEANS, means), (FOLLOWS, follows), (LEADING, leading), (ASIDE, aside)];
        members.into_iter().filter_map(|(name, item)| Some((name.to_owned(), item?))).collect()
    }

    /// Reads what [`Self::members`] wrote. What is missing or damaged is as if nothing were chosen.
    pub fn of(part: &Item) -> Self {
        let keyed = |name| part.member(name).and_then(Item::as_text);
        Self {
            means: part.member(MEANS).map_or_else(Texts::default, |all| all.texts(str::to_owned)),
            follows: part.member(FOLLOWS) == Some(&Item::Flag(true)),
            leading: keyed(LEADING).and_then(|key| value(&METHOD_KEYS, key)),
            aside: keyed(ASIDE).and_then(|key| value(&ORIGIN_KEYS, key)),
        }
    }
}

/// The key of a value.
pub fn key<T: Copy + PartialEq>(keys: &[(&'static str, T)], value: T) -> Option<&'static str> {
    keys.iter().find(|one| one.1 == value).map(|one| one.0)
}

fn value<T: Copy>(keys: &[(&str, T)], key: &str) -> Option<T> {
    keys.iter().find(|one| one.0 == key).map(|one| one.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::forecast::METHODS;
    use crate::text::record::record;

    #[test]
    fn what_was_chosen_comes_back() {
        for leading in METHODS.map(Some).into_iter().chain([None]) {
            for aside in [None, Some(Origin::Stages), Some(Origin::Deals)] {
                let means = [("Legal - final", "commit"), ("Demo", "")];
                let means = means.map(|(word, key)| (word.to_owned(), key.to_owned()));
                let held = Held { means: Texts::from_iter(means), follows: true, leading, aside };
                assert_eq!(Held::of(&Item::Record(held.members())), held);
            }
        }
    }

    #[test]
    fn nothing_chosen_leaves_no_trace_and_damage_is_nothing_chosen() {
        assert_eq!(Held::default().members(), Record::new());
        let odd = [(MEANS, text("x")), (FOLLOWS, text("true")), (LEADING, text("best"))];
        let odd = record(odd);
        assert_eq!(Held::of(&odd), Held { means: Held::of(&odd).means, ..Held::default() });
        assert_eq!(Held::of(&record([(ASIDE, Item::Flag(true))])), Held::default());
    }
}
