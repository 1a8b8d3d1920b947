//! Words of a CRM for forecast categories.

use crate::calc::forecast::{CATEGORIES, Category};
use crate::language::Word;

/// The key and the label of each.
const NAMES: [(&str, Word); CATEGORIES.len()] = [
    ("closed", word!("Closed")),
    ("commit", word!("Commit")),
    ("best-case", word!("Best case")),
    ("pipeline", word!("Pipeline")),
    ("omitted", word!("Omitted")),
];

/// Keys and labels, in the order of [`CATEGORIES`].
pub fn names() -> &'static [(&'static str, Word)] {
    &NAMES
}

/// The category with this key.
pub fn by_key(key: &str) -> Option<Category> {
    NAMES.iter().position(|(known, _)| *known == key).map(|at| CATEGORIES[at])
}

/// The key of a category.
pub fn key(category: Category) -> &'static str {
    CATEGORIES.iter().position(|known| *known == category).map_or("", |at| NAMES[at].0)
}

/// What a CRM's word stands for, where that is beyond doubt.
pub fn guess(word: &str) -> Option<Category> {
    let word: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    Some(match word.as_str() {
        "closed" | "won" | "closedwon" => Category::Closed,
        "commit" | "committed" | "forecast" => Category::Commit,
        "bestcase" | "upside" | "mostlikely" => Category::BestCase,
        "pipeline" => Category::Pipeline,
        "omitted" | "omit" | "omittedfromforecast" | "notforecasted" => Category::Omitted,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_categories_go_together() {
        for category in CATEGORIES {
            assert_eq!(by_key(key(category)), Some(category));
        }
        assert_eq!(by_key(""), None);
    }

    #[test]
    fn words_of_crms_are_known_and_others_are_not_guessed() {
        assert_eq!(guess("Best Case"), Some(Category::BestCase));
        assert_eq!(guess("COMMIT"), Some(Category::Commit));
        assert_eq!(guess("Not forecasted"), Some(Category::Omitted));
        assert_eq!(guess("Negotiation"), None);
    }
}
