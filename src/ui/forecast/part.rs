//! The tables of the form by what leads to them.

use crate::language::Word;
use crate::text::rows::forecast::{SECTIONS, Section};

/// What a table is called, and what of it can have the focus.
pub(super) struct Part {
    /// Its name within a sentence.
    pub name: Word,
    /// Its first box.
    pub first: &'static str,
    /// The heading of a spreadsheet that came in for it.
    pub incoming: &'static str,
}

const PARTS: [Part; SECTIONS.len()] = [
    Part { name: word!("open deals by stage"), first: "stages-1-0", incoming: "incoming-stages" },
    Part { name: word!("goals"), first: "goals-1-0", incoming: "incoming-goals" },
    Part { name: word!("renewals"), first: "renewals-1-0", incoming: "incoming-renewals" },
    Part { name: word!("revenue history"), first: "history-1-0", incoming: "incoming-history" },
    Part { name: word!("past forecasts"), first: "past-1-0", incoming: "incoming-past" },
    Part {
        name: word!("goals by rep, product or region"),
        first: "quotas-1-0",
        incoming: "incoming-quotas",
    },
];

/// That of a section.
pub(super) fn part(section: Section) -> &'static Part {
    &PARTS[section as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_and_parts_go_together() {
        for section in SECTIONS {
            let key = section.table().key;
            assert_eq!(part(section).first, [key, "-1-0"].concat());
            assert_eq!(part(section).incoming, ["incoming-", key].concat());
        }
    }
}
