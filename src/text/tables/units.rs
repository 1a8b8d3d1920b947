//! Thousands and millions that a header or a title says: "Revenue ($K)", "in T€", "USD thousands".

use crate::text::cells::addition;

/// What the amounts below a header are to be multiplied by; 1 where it says nothing.
pub(super) fn times(header: &str) -> f64 {
    let mut header = header.replace("000's", "000s").replace("'000", "000").replace("’000", "000");
    for written in ["x 1.000", "x 1,000", "x 1 000", "x 1000", "x1000", "× 1.000", "× 1,000"] {
        header = header.replace(written, "k");
    }
    let whole = addition::split(&header).map(|added| added.times);
    let changed = |times: &f64| times.total_cmp(&1.0).is_ne();
    let ends = || {
        let words: Vec<&str> = header.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        (1..=2).find_map(|count| {
            let (name, unit) = words.split_at(words.len().checked_sub(count)?);
            // "Series A" and "Tier M" end with a letter, too.
            let sure = unit.iter().any(|word| word.chars().count() > 1)
                && name.iter().any(|word| word.contains(char::is_alphabetic));
            let written = [&name.join(" "), " (", &unit.join(" "), ")"].concat();
            let added = addition::split(&written).filter(|_| sure && !name.is_empty());
            added.map(|added| added.times).filter(changed)
        })
    };
    whole.filter(changed).or_else(ends).unwrap_or(1.0)
}

/// What a line above a table says about all of its amounts, such as "All figures in thousands" or
/// "($000s)"; `None` where it says nothing.
pub(super) fn of_line(text: &str) -> Option<f64> {
    let bare = text.trim_matches(['(', ')', '[', ']', ' ']);
    [times(text), times(&["x (", bare, ")"].concat())]
        .into_iter()
        .find(|times| times.total_cmp(&1.0).is_ne())
}

/// A header without what is in brackets at its end.
pub(super) fn bare(header: &str) -> &str {
    match header.strip_suffix(')').and_then(|text| text.rsplit_once('(')) {
        Some((name, _)) if !name.trim().is_empty() => name.trim(),
        _ => addition::split(header).map_or(header, |added| added.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read() {
        for header in [
            "Revenue ($K)",
            "Umsatz in T€",
            "Revenue, USD thousands",
            "Target ($000s)",
            "Sales $'000",
            "Sales (000's)",
            "Ziel (TEUR)",
            "CA (k€)",
            "Revenue (in thousands)",
            "Revenue $K",
            "Umsatz in Tsd. €",
            "Ventas (miles)",
            "Omzet (x 1.000)",
            "Ricavi (migliaia)",
        ] {
            assert_eq!(times(header), 1e3, "{header}");
        }
        assert_eq!(times("Revenue ($M)"), 1e6);
        assert_eq!(times("Umsatz (Mio. €)"), 1e6);
        for header in ["Revenue", "Revenue (USD)", "Product K", "Total (12)", "Q1 (Jan)", "Tier M"]
        {
            assert_eq!(times(header), 1.0, "{header}");
        }
        assert_eq!(of_line("All figures in thousands"), Some(1e3));
        assert_eq!(of_line("($ in thousands)"), Some(1e3));
        assert_eq!(of_line("USD thousands"), Some(1e3));
        assert_eq!(of_line("(in T€)"), Some(1e3));
        assert_eq!(of_line("Profit and Loss"), None);
        assert_eq!(bare("Variance (%)"), "Variance");
    }
}
