//! Amounts that come again, each month or year, as some CRMs keep them beside those paid once.

/// How amounts that recur count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurring {
    /// With what they bring in a year.
    Yearly,
    /// Not at all: only what is paid once does.
    LeftOut,
    /// As they stand, whatever they are for.
    AsListed,
}

/// Words for how often an amount comes, with how many times that is in a year.
const TIMES: [(&str, f64); 11] = [
    ("annual", 1.0),
    ("annually", 1.0),
    ("yearly", 1.0),
    ("year", 1.0),
    ("semi annual", 2.0),
    ("quarterly", 4.0),
    ("quarter", 4.0),
    ("monthly", 12.0),
    ("month", 12.0),
    ("weekly", 52.0),
    ("week", 52.0),
];

/// Words for what is paid once.
const ONCE: [&str; 4] = ["one time", "onetime", "once", "non recurring"];

/// Whether the word says that the amount is paid once.
pub(super) fn is_once(word: &str) -> bool {
    let word = plain(word);
    ONCE.contains(&&*word)
}

/// How many times in a year an amount with this word comes; `None` for a word that is not known.
pub(super) fn per_year(word: &str) -> Option<f64> {
    let word = plain(word);
    TIMES.iter().find(|(own, _)| *own == word).map(|(_, times)| *times)
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace(['_', '-'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_close_are_known() {
        assert!(is_once("one_time") && is_once("One-time") && !is_once("monthly"));
        assert_eq!(per_year("monthly"), Some(12.0));
        assert_eq!(per_year("Annual"), Some(1.0));
        assert_eq!(per_year("per blue moon"), None);
    }
}
