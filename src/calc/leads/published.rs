//! What others have published on how fast leads are answered. Shown beside the visitor's own
//! figures and never in their place.

use crate::language::Word;

/// A published figure and how far it can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// What was found.
    pub finding: Word,
    /// Among whom.
    pub population: Word,
    /// When it was published.
    pub year: u16,
    /// By whom and where.
    pub source: Word,
    /// How sure it is, and what it does not say.
    pub confidence: Word,
}

/// How many times as likely leads answered within the hour were to qualify, in the study below: the
/// most that faster answers ever count for here.
pub const MOST_EFFECT: f64 = 7.0;

/// Every figure, the surest first.
pub const PUBLISHED: [Published; 3] = [
    Published {
        finding: word!(
            "37% answered a web lead within an hour, 16% within 1 to 24 hours, 24% later than \
                  that and 23% never; those who answered within 30 days took 42 hours on average."
        ),
        population: word!("2,241 US firms"),
        year: 2011,
        source: word!("Oldroyd, McElheran and Elkington, Harvard Business Review, March 2011"),
        confidence: word!(
            "High: the text itself was seen. It says how fast firms were, not what it cost \
                     them."
        ),
    },
    Published {
        finding: word!(
            "Firms that tried to reach a lead within an hour were nearly 7 times as likely to \
                  qualify it as those that tried an hour later, and more than 60 times as likely as \
                  those that waited 24 hours or longer."
        ),
        population: word!("1.25 million leads of 29 consumer and 13 business-to-business firms"),
        year: 2011,
        source: word!("Oldroyd, McElheran and Elkington, Harvard Business Review, March 2011"),
        confidence: word!(
            "High as a quotation, medium as an effect in business-to-business: only 13 such \
                     firms, an author from a vendor, and good leads may also be answered sooner."
        ),
    },
    Published {
        finding: word!(
            "63.5% never answered a request for a demo; those who did took 29 hours on average."
        ),
        population: word!("1,000 business-to-business software firms"),
        year: 2024,
        source: word!("RevenueHero"),
        confidence: word!("Medium: known from copies only, by a vendor."),
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_stands_with_its_population_and_confidence() {
        for each in PUBLISHED {
            assert!(
                each.finding.english().ends_with('.') && each.confidence.english().ends_with('.')
            );
            assert!(!each.population.is_empty() && !each.source.is_empty());
            assert!((2011..=2026).contains(&each.year));
            assert!(
                each.confidence.english().starts_with("High")
                    || each.confidence.english().starts_with("Medium")
            );
        }
    }
}
