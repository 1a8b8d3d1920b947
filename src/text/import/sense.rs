//! Which words of a status or a stage mean won, lost or open.

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

/// Parts of words that mean lost, in English, German, French and Spanish.
const LOST: &[&str] = &[
    "lost",
    "closedlost",
    "disqualified",
    "unqualified",
    "abandoned",
    "dead",
    "rejected",
    "declined",
    "cancelled",
    "canceled",
    "omitted",
    "deleted",
    "verloren",
    "perdu",
    "perdue",
    "perdido",
    "perdida",
    "disqualifiziert",
    "abgelehnt",
    "storniert",
    "abgesagt",
    "annulé",
    "cancelado",
    "cancelada",
    "descartado",
];
/// Parts of words that mean won.
const WON: &[&str] = &[
    "won",
    "closedwon",
    "win",
    "signed",
    "sold",
    "gewonnen",
    "unterschrieben",
    "gagné",
    "gagnée",
    "signé",
    "ganado",
    "ganada",
    "firmado",
];
/// Parts of words that mean open.
const OPEN: &[&str] = &[
    "open",
    "offen",
    "ouvert",
    "ouverte",
    "abierto",
    "abierta",
    "active",
    "new",
    "prospecting",
    "prospect",
    "prospects",
    "engaging",
    "discovery",
    "discover",
    "qualification",
    "qualify",
    "qualified",
    "qualifiedtobuy",
    "qualifying",
    "appointmentscheduled",
    "appointment",
    "presentationscheduled",
    "presentation",
    "decisionmakerboughtin",
    "contractsent",
    "demo",
    "develop",
    "needs",
    "analysis",
    "analyst",
    "value",
    "proposition",
    "perception",
    "decision",
    "proposal",
    "propose",
    "quote",
    "negotiation",
    "negotiations",
    "negotiating",
    "negotiate",
    "review",
    "evaluation",
    "evaluating",
    "contacted",
    "commit",
    "verbal",
    "contract",
    "pilot",
    "poc",
    "trial",
    "progress",
    "meeting",
    "interest",
    "interested",
    "bearbeitung",
    "erstgespräch",
    "termin",
    "präsentation",
    "angebot",
    "verhandlung",
    "qualifizierung",
    "qualifiziert",
    "bedarfsanalyse",
    "cours",
    "présentation",
    "négociation",
    "devis",
    "qualifié",
    "curso",
    "presentación",
    "negociación",
    "propuesta",
    "presupuesto",
    "cualificado",
    "calificado",
];

/// What `word` means, if that is known: "Closed Won", "5 - Signed", "closedlost".
pub(super) fn known(word: &str) -> Option<Sense> {
    let word = word.to_lowercase();
    let has = |list: &[&str]| {
        word.split(|glyph: char| !glyph.is_alphanumeric()).any(|part| list.contains(&part))
    };
    let (no_decision, not) = (word.contains("no decision"), has(&["not", "nicht", "non", "no"]));
    match (has(LOST), has(WON), has(OPEN)) {
        _ if no_decision => Some(Sense::Lost),
        // "Not signed", "won or lost".
        (_, true, _) if not => None,
        (true, true, _) => None,
        (true, false, _) => Some(Sense::Lost),
        // "Contract signed" is won, "To be signed" is not.
        (_, true, _) if has(&["be", "to", "sent"]) => None,
        (_, true, _) => Some(Sense::Won),
        (_, _, true) if !has(&["closed", "close"]) => Some(Sense::Open),
        _ => None,
    }
}

/// A likely meaning of a word that is not known.
pub(super) fn guess(word: &str) -> Sense {
    let word = word.to_lowercase();
    let within = |list: &[&str]| list.iter().any(|part| part.len() > 3 && word.contains(part));
    if within(LOST) || word.starts_with("closed") {
        Sense::Lost
    } else if within(WON) {
        Sense::Won
    } else {
        Sense::Open
    }
}

/// True or false, in the words of exports.
pub(super) fn flag(cell: &str) -> Option<bool> {
    let is = |list: &[&str]| list.iter().any(|word| word.eq_ignore_ascii_case(cell));
    if is(&["true", "1", "yes", "y", "ja", "oui", "sí", "si", "wahr", "vrai", "x", "1.0"]) {
        Some(true)
    } else if is(&["false", "0", "no", "n", "nein", "non", "falsch", "faux", "0.0"]) {
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
        for word in
            ["closedwon", "Closed Won", "Signed", "5 - Won", "won", "Gewonnen", "Contract signed"]
        {
            assert_eq!(known(word), Some(Sense::Won), "{word}");
        }
        for word in ["closedlost", "Closed Lost", "Disqualified", "Lost - price", "No decision"] {
            assert_eq!(known(word), Some(Sense::Lost), "{word}");
        }
        for word in ["open", "Needs Analysis", "appointmentscheduled", "3. Negotiation/Review"] {
            assert_eq!(known(word), Some(Sense::Open), "{word}");
        }
        for word in ["In Bearbeitung", "Angebot", "En cours", "Devis envoyé", "En curso"] {
            assert_eq!(known(word), Some(Sense::Open), "{word}");
        }
    }

    #[test]
    fn what_is_not_known_is_asked_with_a_guess() {
        for word in ["Closed", "Stage 3", "Not won", "won/lost", "To be signed", ""] {
            assert_eq!(known(word), None, "{word}");
        }
        assert_eq!(guess("Closed"), Sense::Lost);
        assert_eq!(guess("Stage 3"), Sense::Open);
        assert_eq!(guess("Neukunde-gewonnen!"), Sense::Won);
    }
}
