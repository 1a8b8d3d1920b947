//! Which words of a status or a stage mean won, lost or open.

use super::vocabulary::{self, Marks, marks};

/// What a word of a status or a stage means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// The deal is open.
    Open,
    /// It is won.
    Won,
    /// It is lost, or closed without a decision.
    Lost,
}

/// What a word of a status or a stage says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A plain word for it, alone.
    Firm(Sense),
    /// A word for the end of a deal, alone; what is still to close may be called so too.
    Soft(Sense),
    /// The name of a stage of open deals.
    Stage,
    /// Anything else, such as "LOI Signed" and "Closed".
    Unknown,
}

/// What a word of a status or a stage says by itself: "Closed Won", "5 - Won", "closedlost",
/// "Proposal". A word for won or lost among others says nothing.
pub(super) fn meaning(word: &str) -> Meaning {
    if word.len() > LONGEST || word.contains('?') {
        return Meaning::Unknown;
    }
    let lower = word.to_lowercase();
    let lower = without_pipeline(&lower);
    let parts = || {
        let parts = lower.split(|glyph: char| !glyph.is_alphanumeric());
        // "5 - Won", "E. Proposal".
        parts.filter(|part| part.len() > 1 && part.bytes().any(|byte| !byte.is_ascii_digit()))
    };
    let kept: Vec<&str> = parts().filter(|part| !marks(part).has(Marks::AROUND)).collect();
    let all: Vec<&str> = parts().collect();
    let alone = [&all, &kept].map(|parts| marks(&parts.join(" ")));
    let alone = |mark| alone.iter().any(|marks| marks.has(mark));
    let firm = [(Marks::WON, Sense::Won), (Marks::LOST, Sense::Lost), (Marks::OPEN, Sense::Open)];
    if let Some((_, sense)) = firm.into_iter().find(|(mark, _)| alone(*mark)) {
        return Meaning::Firm(sense);
    }
    let soft = [(Marks::SIGNED, Sense::Won), (Marks::DEAD, Sense::Lost)];
    if let Some((_, sense)) = soft.into_iter().find(|(mark, _)| alone(*mark)) {
        return Meaning::Soft(sense);
    }
    let any = |mark| parts().any(|part| marks(part).has(mark));
    let ends = [Marks::AGAINST, Marks::WON, Marks::LOST, Marks::SIGNED, Marks::DEAD];
    if any(Marks::STAGE) && !ends.into_iter().any(any) { Meaning::Stage } else { Meaning::Unknown }
}

/// Without the pipeline that `HubSpot` puts behind a stage: "Closed Won (Sales Pipeline)".
fn without_pipeline(lower: &str) -> &str {
    let inner = lower.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let named = |inner: &str| PIPELINES.iter().any(|word| inner.contains(word));
    inner.filter(|(_, inner)| named(inner)).map_or(lower, |(stage, _)| stage)
}

const PIPELINES: [&str; 4] = ["pipeline", "canal de vent", "processo de vend", "proceso de vent"];

/// Whether a word means won or lost by itself.
pub(super) fn ends(word: &str) -> bool {
    matches!(meaning(word), Meaning::Firm(Sense::Won | Sense::Lost) | Meaning::Soft(_))
}

/// Longest word of a state, in bytes.
const LONGEST: usize = 100;

/// What a word that says nothing by itself may mean: "Contract signed", but not "Not signed".
pub(super) fn hint(word: &str) -> Option<Sense> {
    let lower = word.to_lowercase();
    let parts = || lower.split(|glyph: char| !glyph.is_alphanumeric());
    let any = |marks: [Marks; 2]| {
        parts().any(|part| marks.into_iter().any(|mark| vocabulary::marks(part).has(mark)))
    };
    let not = parts().any(|part| NEGATIONS.contains(&part));
    match (any([Marks::WON, Marks::SIGNED]), any([Marks::LOST, Marks::DEAD])) {
        _ if not => None,
        (true, false) => Some(Sense::Won),
        (false, true) => Some(Sense::Lost),
        _ => None,
    }
}

const NEGATIONS: [&str; 12] =
    ["not", "no", "to", "be", "pre", "non", "nicht", "sin", "sans", "plan", "strategy", "awaiting"];

/// True or false, in the words of exports.
pub(super) fn flag(cell: &str) -> Option<bool> {
    let is = |list: &[&str]| list.iter().any(|word| word.eq_ignore_ascii_case(cell));
    if is(&[
        "true",
        "1",
        "yes",
        "y",
        "ja",
        "oui",
        "sí",
        "si",
        "wahr",
        "vrai",
        "x",
        "1.0",
        "sim",
        "vero",
        "verdadero",
        "verdadeiro",
        "waar",
    ]) {
        Some(true)
    } else if is(&[
        "false", "0", "no", "n", "nein", "non", "falsch", "faux", "0.0", "nee", "não", "falso",
        "onwaar",
    ]) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_crms_are_known() {
        for word in [
            "closedwon",
            "Closed Won",
            "5 - Won",
            "won",
            "Closed/Won",
            "Deal Won",
            "6. Gewonnen",
            "Closed Won (Sales Pipeline)",
        ] {
            assert_eq!(meaning(word), Meaning::Firm(Sense::Won), "{word}");
        }
        for word in ["closedlost", "Closed Lost", "Closed—lost", "No decision", "LOSE", "Perdida"]
        {
            assert_eq!(meaning(word), Meaning::Firm(Sense::Lost), "{word}");
        }
        for word in ["Signed", "Sold", "firmado"] {
            assert_eq!(meaning(word), Meaning::Soft(Sense::Won), "{word}");
        }
        for word in ["Disqualified", "ABANDONED", "Rechazada", "Dead"] {
            assert_eq!(meaning(word), Meaning::Soft(Sense::Lost), "{word}");
        }
        for word in ["open", "In Bearbeitung", "En cours", "En curso", "In Progress"] {
            assert_eq!(meaning(word), Meaning::Firm(Sense::Open), "{word}");
        }
        for word in ["Needs Analysis", "appointmentscheduled", "3. Negotiation/Review", "Angebot"] {
            assert_eq!(meaning(word), Meaning::Stage, "{word}");
        }
        for word in ["Devis envoyé", "Qualified To Buy", "Decision Maker Bought-In", "Value Prop"]
        {
            assert_eq!(meaning(word), Meaning::Stage, "{word}");
        }
    }

    #[test]
    fn a_word_for_the_end_among_others_is_asked_about() {
        for word in [
            "Closed",
            "Stage 3",
            "Not won",
            "won/lost",
            "To be signed",
            "",
            "NDA Signed",
            "LOI Signed",
            "Win Plan",
            "Pre-sold",
            "Won - Awaiting PO",
            "Quote Sent / Lost contact",
            "Unsigned",
            "Lost - price",
            "Won?",
            "Contract signed",
            "Not interested",
            "Qualified out",
            "6 - Closed",
        ] {
            assert_eq!(meaning(word), Meaning::Unknown, "{word}");
        }
        assert_eq!(hint("Closed"), None);
        assert_eq!(hint("Contract signed"), Some(Sense::Won));
        assert_eq!(hint("Lost - price"), Some(Sense::Lost));
        assert_eq!(hint("Not signed"), None);
        assert_eq!(hint("won/lost"), None);
    }
}
