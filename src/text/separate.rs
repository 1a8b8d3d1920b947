//! Separate closing curves in sentences: what past quarters say about them.

use super::formats::Formats;
use super::sweep::number;
use crate::calc::replay::Comparison;
use crate::calc::separate::{LEAST_WINS, SeparateBy};
use crate::calc::sweep::{Part, Rule, SEPARATE_BY};

/// What the field is called.
pub fn label(by: SeparateBy) -> &'static str {
    SEPARATE_BY
        .iter()
        .find(|choice| choice.key == by.key())
        .map_or("", |choice| choice.label.text())
}

/// How far the forecasts of past quarters were off without and with separate curves.
pub fn compared(by: SeparateBy, comparison: &Comparison, formats: &dyn Formats) -> String {
    say!(
        "{field}: over the last {n} {n?quarter|quarters}, {without} off without, {with} off separate.",
        field = label(by),
        n = number(comparison.periods, formats),
        without = formats.percent(comparison.without, 0),
        with = formats.percent(comparison.with, 0),
    )
}

/// A field that open deals lack much more often than closed ones; shares of both that do.
pub fn emptier(by: SeparateBy, [open, closed]: [f64; 2], formats: &dyn Formats) -> String {
    say!(
        "{field} is empty on {open} of open deals and {closed} of closed ones. If it is filled in at \
         closing, it predicts nothing.",
        field = label(by),
        open = formats.percent(open, 0),
        closed = formats.percent(closed, 0),
    )
}

/// A field was chosen that this list can't be separated by.
pub fn too_few(formats: &dyn Formats) -> String {
    say!(
        "One curve is used: this list has no two values with at least {n} wins each.",
        n = number(LEAST_WINS, formats),
    )
}

/// That a forecast follows separate curves.
pub fn used(by: SeparateBy) -> String {
    say!(
        "As chosen in the sweep, closing curves are separate by this field: {field}.",
        field = label(by)
    )
}

/// Where deals die, when each part has a line of its own; `None`: there is one line for all.
pub fn lines(parts: &[Part], formats: &dyn Formats) -> Option<String> {
    if parts.is_empty() || parts.iter().any(|part| part.line.rule == Rule::Moved) {
        return None;
    }
    let days = || parts.iter().filter_map(|part| part.line.days);
    let (first, last) = (days().reduce(f64::min), days().reduce(f64::max));
    Some(match first.zip(last) {
        Some((first, last)) => say!(
            "Each closing curve draws its own line for dead deals, between day {first} and day {last}.",
            first = formats.number(first, 0),
            last = formats.number(last, 0),
        ),
        None => say!("By your own closing curves, no age makes a deal dead.").into(),
    })
}

/// What a part is called.
pub fn name(part: &Part) -> &str {
    part.name.as_deref().unwrap_or(say!("All others" in "deals"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::formats::Plain;

    #[test]
    fn past_quarters_say_whether_separate_curves_help() {
        let comparison = Comparison { periods: 8, without: 0.081, with: 0.112 };
        assert_eq!(
            compared(SeparateBy::Segment, &comparison, &Plain::default()),
            "Segment: over the last 8 quarters, 8% off without, 11% off separate."
        );
        let told = emptier(SeparateBy::Source, [0.6, 0.1], &Plain::default());
        assert!(
            told.starts_with("Source is empty on 60% of open deals and 10% of closed"),
            "{told}"
        );
        assert!(too_few(&Plain::default()).contains("at least 30 wins"));
        assert_eq!(lines(&[], &Plain::default()), None);
    }

    #[test]
    fn every_field_has_a_choice() {
        for (by, choice) in SeparateBy::ALL.into_iter().zip(&SEPARATE_BY[1..]) {
            assert_eq!((by.key(), label(by)), (choice.key, choice.label.text()));
        }
    }
}
