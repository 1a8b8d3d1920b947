//! Names of months, whole: "mardi" is no March.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Names and usual short forms of the months in English, German, French, Spanish, Italian,
/// Portuguese, Dutch and Russian, without the point behind a short one.
const MONTHS: [&str; 12] = [
    "january jan januar jänner jän janvier janv enero ene gennaio gen janeiro januari янв января январь",
    "february feb februar feber février févr fév fevrier fevr febrero febbraio fevereiro fev \
     februari фев февраля февраль",
    "march mar märz mär mrz maerz mars marzo março marco maart mrt мар марта март",
    "april apr avril avr abril abr aprile апр апреля апрель",
    "may mai mayo maggio mag maio mei мая май",
    "june jun juni juin junio giugno giu junho июн июня июнь",
    "july jul juli juillet juil julio luglio lug julho июл июля июль",
    "august aug août aout aoû agosto ago augustus авг августа август",
    "september sep sept septembre septiembre settembre sett set setembro setiembre сен сент \
     сентября сентябрь",
    "october oct oktober okt octobre octubre ottobre ott outubro out окт октября \
     октябрь",
    "november nov novembre noviembre novembro ноя ноября ноябрь",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro дек \
     декабря декабрь",
];

/// The month of each name: every word of every cell is looked up.
static NAMES: LazyLock<BTreeMap<&str, u32>> = LazyLock::new(|| {
    let named =
        |(month, names): (u32, &'static str)| names.split(' ').map(move |name| (name, month));
    (1..).zip(MONTHS).flat_map(named).collect()
});

/// The month, from 1 to 12, that is called exactly so.
pub(crate) fn month(word: &str) -> Option<u32> {
    NAMES.get(&*word.to_lowercase()).copied()
}

/// What stands between blanks and signs.
pub(crate) fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|glyph: char| !glyph.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_matched_whole() {
        assert_eq!(month("März"), Some(3));
        assert_eq!(month("DÉC"), Some(12));
        assert_eq!(month("luglio"), Some(7));
        for word in ["mardi", "martes", "marketing", "maybe", "", "de"] {
            assert_eq!(month(word), None, "{word}");
        }
    }
}
