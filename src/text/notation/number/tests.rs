//! What people type, and what it means to them.

use super::super::Notation;
use crate::calc::field::Problem;

fn english() -> Notation {
    Notation::plain()
}

fn german() -> Notation {
    Notation { decimal: ',', group: '.', currency: "€".into(), code: "EUR".into(), ..english() }
}

fn french() -> Notation {
    Notation { group: '\u{202f}', ..german() }
}

fn swiss() -> Notation {
    Notation { group: '’', currency: "CHF".into(), code: "CHF".into(), ..english() }
}

fn arabic() -> Notation {
    let digits = ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩'];
    Notation {
        decimal: '٫',
        group: '٬',
        digits,
        currency: "د.إ.\u{200f}".into(),
        code: "AED".into(),
        ..english()
    }
}

/// The single place that calls the API: `Ok` as understood without an echo.
#[track_caller]
fn plainly(notation: &Notation, text: &str, value: f64) {
    let parsed =
        notation.parse_number(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
    assert_eq!((parsed.value, parsed.echo), (value, false), "{text}");
}

#[track_caller]
fn echoed(notation: &Notation, text: &str, value: f64) {
    let parsed =
        notation.parse_number(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
    assert_eq!((parsed.value, parsed.echo), (value, true), "{text}");
}

#[track_caller]
fn refused(notation: &Notation, text: &str) {
    assert_eq!(notation.parse_number(text), Err(Problem::NotANumber), "{text}");
}

#[test]
fn the_locale_decides() {
    plainly(&english(), "1234.5", 1234.5);
    plainly(&english(), "1,234", 1234.0);
    plainly(&english(), "1,234,567.89", 1_234_567.89);
    plainly(&german(), "1.234", 1234.0);
    plainly(&german(), "1.234.567,89", 1_234_567.89);
    plainly(&german(), "1234,5", 1234.5);
    plainly(&french(), "1 234,5", 1234.5);
    plainly(&french(), "1\u{202f}234\u{a0}567", 1_234_567.0);
    plainly(&swiss(), "1'234.5", 1234.5);
    plainly(&arabic(), "١٬٢٣٤٫٥", 1234.5);
    plainly(&arabic(), "1234.5", 1234.5);
}

#[test]
fn the_other_notation_is_understood_and_echoed() {
    echoed(&english(), "1.234,5", 1234.5);
    echoed(&english(), "1 234,5", 1234.5);
    echoed(&english(), "1 234", 1234.0);
    echoed(&english(), "1,5", 1.5);
    echoed(&english(), "0,125", 0.125);
    echoed(&english(), "1234,567", 1234.567);
    echoed(&english(), "1.234.567", 1_234_567.0);
    echoed(&english(), "12,34,567", 1_234_567.0);
    echoed(&german(), "1.5", 1.5);
    echoed(&german(), "1,234.5", 1234.5);
    echoed(&german(), "1,234,567", 1_234_567.0);
    echoed(&german(), "1'234'567", 1_234_567.0);
    plainly(&Notation { code: "INR".into(), ..english() }, "12,34,567", 1_234_567.0);
}

#[test]
fn three_decimals_are_echoed() {
    echoed(&english(), "1.234", 1.234);
    echoed(&german(), "1,234", 1.234);
    plainly(&english(), "0.125", 0.125);
    plainly(&english(), "1234.567", 1234.567);
}

#[test]
fn two_readings_are_not_guessed_between() {
    let two = |notation: &Notation, text| notation.parse_number(text);
    assert_eq!(two(&french(), "1.234"), Err(Problem::Ambiguous(1.234, 1234.0)));
    assert_eq!(two(&english(), "1,2345"), Err(Problem::Ambiguous(1.2345, 12345.0)));
    assert_eq!(two(&swiss(), "-1,234k"), Err(Problem::Ambiguous(-1234.0, -1_234_000.0)));
}

#[test]
fn suffixes_scale() {
    echoed(&english(), "2.4M", 2_400_000.0);
    echoed(&english(), "750k", 750_000.0);
    echoed(&english(), "1.1 bn", 1_100_000_000.0);
    echoed(&english(), "$2.4MM", 2_400_000.0);
    echoed(&english(), "2 crore", 20_000_000.0);
    echoed(&german(), "1.5 Mio", 1_500_000.0);
    echoed(&german(), "1,5 Mio. €", 1_500_000.0);
    echoed(&german(), "500 Tsd. EUR", 500_000.0);
    echoed(&german(), "€ 2 Mrd", 2e9);
    echoed(&english(), "1e6", 1e6);
    echoed(&english(), "2.5E-3", 0.0025);
}

#[test]
fn signs_and_currencies_are_taken_off() {
    plainly(&english(), "  $1,200,000 ", 1_200_000.0);
    plainly(&english(), "USD 5", 5.0);
    plainly(&english(), "25 %", 25.0);
    plainly(&english(), "-$5", -5.0);
    plainly(&english(), "$ −5", -5.0);
    plainly(&english(), "+5", 5.0);
    plainly(&english(), "-0", 0.0);
    plainly(&english(), "5.", 5.0);
    plainly(&english(), ".5", 0.5);
    plainly(&arabic(), "٥ د.إ.\u{200f}", 5.0);
    plainly(&swiss(), "CHF 1’200", 1200.0);
    echoed(&english(), "€5", 5.0);
    echoed(&english(), "(1,234)", -1234.0);
    echoed(&english(), "1,234-", -1234.0);
    plainly(&english(), "１２３", 123.0);
}

#[test]
fn what_is_no_number_is_refused() {
    let texts = [
        "",
        " ",
        "-",
        "$",
        "k",
        ".",
        ",",
        "e",
        "e5",
        "1e",
        "1e400",
        "1e16",
        "1e-16",
        "inf",
        "NaN",
        "-inf",
        "1,23,4",
        "12,34.5",
        "1..2",
        "1,,234",
        "1 2",
        "1  234",
        "2 5",
        "--5",
        "-(5)",
        "((5))",
        "5 k k",
        "1 234'567",
        "0x10",
        "five",
        "5 apples",
        "1e5e5",
        "1e+-5",
        "1_000",
        "12/5",
        "5%5",
        "1.2.3,4,5",
    ];
    for text in texts {
        refused(&english(), text);
        refused(&german(), text);
    }
}

#[test]
fn a_long_text_is_refused_without_work() {
    refused(&english(), &"9".repeat(65));
    refused(&english(), &" ".repeat(10_000_000));
    plainly(&english(), &"9".repeat(20), 1e20);
}
