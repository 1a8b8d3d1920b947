//! What is in a cell as text.

use std::fmt::Write as _;

use calamine::{DataRef, ExcelDateTime};

/// The day behind the last that a spreadsheet knows, 31 December 9999.
const END: f64 = 2_958_466.0;

/// Puts a value behind a text; of nothing, nothing.
pub(crate) fn push(text: &mut String, value: &DataRef) {
    match value {
        DataRef::Empty => {}
        DataRef::String(words) | DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => {
            push_words(text, words);
        }
        DataRef::SharedString(words) => push_words(text, words),
        DataRef::Int(number) => text.push_str(&number.to_string()),
        DataRef::Float(number) => push_number(text, *number),
        DataRef::Bool(value) => text.push_str(if *value { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(moment) => push_moment(text, moment),
        // As a spreadsheet shows it, so that the import says which rows it is in.
        DataRef::Error(error) => text.push_str(&error.to_string()),
    }
}

/// Lines and tabs become spaces: a row is a line. Quotation marks are kept from being read as such.
fn push_words(text: &mut String, words: &str) {
    let words = words.trim_matches(|glyph: char| glyph.is_whitespace() || glyph == '\0');
    let quoted = words.contains('"');
    if quoted {
        text.push('"');
    }
    for glyph in words.chars() {
        match glyph {
            '"' => text.push_str("\"\""),
            glyph if glyph.is_control() => text.push(' '),
            glyph => text.push(glyph),
        }
    }
    if quoted {
        text.push('"');
    }
}

/// With the 15 digits that spreadsheets keep: 0.1 + 0.2 is 0.3 to whoever looks at it.
fn push_number(text: &mut String, number: f64) {
    if !number.is_finite() {
        return;
    }
    let shown = format!("{number:.14e}").parse().unwrap_or(number);
    // Not "-0".
    let shown: f64 = if shown == 0.0 { 0.0 } else { shown };
    // Writing to a String can't fail.
    let _ = write!(text, "{shown}");
}

/// "2026-03-31", with the time of day where there is one; a time alone, and what is no day, as the
/// number that it is.
fn push_moment(text: &mut String, moment: &ExcelDateTime) {
    let number = moment.as_f64();
    if !moment.is_datetime() || !(1.0..END).contains(&number) {
        return push_number(text, number);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    // Writing to a String can't fail.
    let _ = write!(text, "{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        let _ = write!(text, " {hour:02}:{minute:02}:{second:02}");
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    #[track_caller]
    fn check(value: &DataRef, expected: &str) {
        let mut text = String::new();
        push(&mut text, value);
        assert_eq!(text, expected);
    }

    #[test]
    fn numbers_are_plain() {
        for (number, text) in [
            (1_234_567.5, "1234567.5"),
            (0.1 + 0.2, "0.3"),
            (-0.0, "0"),
            (1e15, "1000000000000000"),
            (1e-7, "0.0000001"),
            (f64::NAN, ""),
        ] {
            check(&DataRef::Float(number), text);
        }
        check(&DataRef::Int(-3), "-3");
        check(&DataRef::Bool(true), "TRUE");
        check(&DataRef::Error(CellErrorType::NA), "#N/A");
    }

    #[test]
    fn days_are_written_the_same_everywhere() {
        let moment = |number, kind| DataRef::DateTime(ExcelDateTime::new(number, kind, false));
        let day = |number| moment(number, ExcelDateTimeType::DateTime);
        check(&day(46_112.0), "2026-03-31");
        check(&day(46_112.75), "2026-03-31 18:00:00");
        check(&day(0.5), "0.5");
        check(&day(-3.0), "-3");
        check(&day(3e6), "3000000");
        check(&moment(1.5, ExcelDateTimeType::TimeDelta), "1.5");
        let of_1904 = ExcelDateTime::new(44_650.0, ExcelDateTimeType::DateTime, true);
        check(&DataRef::DateTime(of_1904), "2026-03-31");
    }

    #[test]
    fn words_stay_on_their_line() {
        check(&DataRef::SharedString(" a\tb\r\nc "), "a b  c");
        check(&DataRef::String("5\" pipe".into()), "\"5\"\" pipe\"");
        check(&DataRef::String(" \n".into()), "");
    }
}
