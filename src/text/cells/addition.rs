//! What a header says beside its name: "Amount (USD)", "Created Date (UTC)", "Umsatz in T€".

use super::currency;

/// A header without what is added to its name, and that.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Addition<'a> {
    /// The name alone.
    pub name: &'a str,
    /// The currency of the cells below, by code or sign.
    pub currency: Option<String>,
    /// What the numbers below are to be multiplied by: 1,000 for thousands.
    pub times: f64,
    /// Whether they were converted to one currency.
    pub converted: bool,
}

/// Words that say nothing about a number or a day: how it was worked out, or in which zone.
const PLAIN: &[&str] = &[
    "in",
    "of",
    "utc",
    "gmt",
    "cet",
    "cest",
    "est",
    "edt",
    "cst",
    "pst",
    "pdt",
    "ist",
    "jst",
    "bst",
    "mez",
    "mesz",
    "z",
    "local",
    "time",
    "zone",
    "local time",
    "timezone",
    "net",
    "gross",
    "netto",
    "brutto",
    "ht",
    "hors taxes",
    "yyyy",
    "mm",
    "dd",
    "tt",
    "jjjj",
    "jj",
    "aaaa",
    "current",
    "text",
    "aktuell",
    "required",
    "pflichtfeld",
    "obligatoire",
];
const CONVERTED: &[&str] = &[
    "converted",
    "konvertiert",
    "umgerechnet",
    "converti",
    "convertie",
    "convertido",
    "convertito",
];
/// Words for a thousand and more, as they stand alone or with a currency.
const UNITS: &[(&str, f64)] = &[
    ("k", 1e3),
    ("t", 1e3),
    ("000", 1e3),
    ("000s", 1e3),
    ("1000", 1e3),
    ("tsd", 1e3),
    ("thousand", 1e3),
    ("thousands", 1e3),
    ("tausend", 1e3),
    ("milliers", 1e3),
    ("miles", 1e3),
    ("migliaia", 1e3),
    ("milhares", 1e3),
    ("duizend", 1e3),
    ("duizenden", 1e3),
    ("m", 1e6),
    ("mm", 1e6),
    ("mn", 1e6),
    ("mio", 1e6),
    ("mln", 1e6),
    ("million", 1e6),
    ("millions", 1e6),
    ("millionen", 1e6),
    ("millones", 1e6),
    ("milioni", 1e6),
    ("milhões", 1e6),
    ("miljoen", 1e6),
];

/// Takes off what is added to a name: in brackets at its end, behind "in", or a currency as the last
/// word. `None` when nothing is, or something that says anything else, such as "(2)".
pub(crate) fn split(header: &str) -> Option<Addition<'_>> {
    let header = header.trim().trim_end_matches('*').trim();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((name, inner)) =
            header.strip_suffix(close).and_then(|all| all.rsplit_once(open))
        {
            return read(name, inner);
        }
    }
    if let Some((name, last)) = header.rsplit_once(" in ") {
        return read(name, last);
    }
    let (name, last) = header.rsplit_once([' ', ','])?;
    let found = read(name, last)?;
    found.currency.is_some().then_some(found)
}

fn read<'a>(name: &'a str, inner: &str) -> Option<Addition<'a>> {
    let name = name.trim_end_matches([' ', ',', '-', ':']);
    let mut found = Addition { name, currency: None, times: 1.0, converted: false };
    let parts = inner.split([' ', ',', ';', '.', '/', '\'', '’']).filter(|part| !part.is_empty());
    for part in parts {
        found.take(part)?;
    }
    (!name.is_empty() && !inner.trim().is_empty()).then_some(found)
}

impl Addition<'_> {
    fn take(&mut self, part: &str) -> Option<()> {
        let lower = part.to_lowercase();
        let unit =
            |word: &str| UNITS.iter().find(|(name, _)| *name == word).map(|(_, times)| *times);
        let zone = ["utc", "gmt"].iter().any(|zone| {
            lower.strip_prefix(zone).is_some_and(|rest| rest.starts_with(['+', '-', '−']))
        });
        if PLAIN.contains(&&*lower)
            || zone
            || lower.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'%'))
        {
            return Some(());
        }
        if CONVERTED.contains(&&*lower) {
            self.converted = true;
            return Some(());
        }
        if let Some(times) = unit(&lower) {
            self.times *= times;
            return Some(());
        }
        let (written, code) = [part, part.get(1..).unwrap_or_default()]
            .into_iter()
            .find_map(|part| currency::find(part).filter(|(written, _)| known(part, written)))?;
        let rest = lower.replacen(&written.to_lowercase(), "", 1);
        if !rest.is_empty() {
            self.times *= unit(&rest)?;
        }
        self.currency.replace(code.to_owned()).is_none().then_some(())
    }
}

/// Whether the part is a currency, with at most a unit beside it: "ACV" is none.
fn known(part: &str, written: &str) -> bool {
    let sign = written.chars().any(|glyph| !glyph.is_alphanumeric());
    sign || currency::is_usual(written) && part.len() <= written.len() + 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, name: &str, currency: &str, times: f64) {
        let found = split(header).unwrap_or_else(|| panic!("{header}"));
        assert_eq!(found.name, name, "{header}");
        assert_eq!(found.currency.unwrap_or_default(), currency, "{header}");
        assert_eq!(found.times, times, "{header}");
    }

    #[test]
    fn what_is_added_is_read() {
        check("Amount (USD)", "Amount", "USD", 1.0);
        check("Amount USD", "Amount", "USD", 1.0);
        check("Created Date (UTC)", "Created Date", "", 1.0);
        check("Created (GMT+1)", "Created", "", 1.0);
        check("Amount (k€)", "Amount", "EUR", 1e3);
        check("Umsatz in T€", "Umsatz", "EUR", 1e3);
        check("Umsatz [TEUR]", "Umsatz", "EUR", 1e3);
        check("Value ($000s)", "Value", "$", 1e3);
        check("Amount (in thousands)", "Amount", "", 1e3);
        check("Montant (M€)", "Montant", "EUR", 1e6);
        check("Amount, kUSD", "Amount", "USD", 1e3);
        check("Deal value £", "Deal value", "GBP", 1.0);
        assert!(split("Amount (converted)").unwrap().converted);
    }

    #[test]
    fn anything_else_is_part_of_the_name() {
        for header in
            ["Close Date (2)", "Close Date (A)", "Amount", "ACV", "Total ACV", "(USD)", ""]
        {
            assert_eq!(split(header), None, "{header}");
        }
    }
}
