//! What stands around the digits: sign, currency, percent sign, "k" and "Mio."

use super::Notation;

/// The digits of a number with what stood around them.
#[derive(Debug, PartialEq)]
pub(super) struct Peeled<'a> {
    /// What is left.
    pub core: &'a str,
    /// Whether it is below 0.
    pub negative: bool,
    /// Power of ten that the suffix stands for.
    pub scale: i32,
    /// Whether anything but a minus, a percent sign or the visitor's own currency was there.
    pub unusual: bool,
}

/// Words after a number and the power of ten they stand for. "t" is not among them: a thousand to
/// some, a trillion to others.
const SUFFIXES: &[(&str, i32)] = &[
    ("k", 3),
    ("tsd", 3),
    ("thousand", 3),
    ("tys", 3),
    ("тыс", 3),
    ("万", 4),
    ("萬", 4),
    ("lakh", 5),
    ("lakhs", 5),
    ("lac", 5),
    ("m", 6),
    ("mm", 6),
    ("mn", 6),
    ("mio", 6),
    ("mln", 6),
    ("million", 6),
    ("millions", 6),
    ("millionen", 6),
    ("millones", 6),
    ("milhões", 6),
    ("milioni", 6),
    ("miljoen", 6),
    ("млн", 6),
    ("cr", 7),
    ("crore", 7),
    ("crores", 7),
    ("億", 8),
    ("亿", 8),
    ("b", 9),
    ("bn", 9),
    ("bln", 9),
    ("mrd", 9),
    ("mia", 9),
];

/// Currencies that people write by code.
const CODES: &[&str] = &[
    "USD", "US$", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "SEK", "NOK",
    "DKK", "PLN", "CZK", "HUF", "RON", "BRL", "MXN", "ZAR", "SGD", "HKD", "KRW", "TRY", "ILS",
    "AED", "SAR",
];

/// Takes off everything around the digits of a simplified text; `None` for two signs or suffixes.
pub(super) fn peel<'a>(text: &'a str, notation: &Notation) -> Option<Peeled<'a>> {
    let own = [notation.simplify(&notation.currency), notation.simplify(&notation.code)];
    let mut peeled = Peeled { core: text, negative: false, scale: 0, unusual: false };
    // Each turn takes one thing off; a text has a sign, a suffix, a percent sign, a currency or two.
    for _ in 0..6 {
        let before = peeled.core;
        peeled.take_sign()?;
        peeled.take_currency(&own);
        peeled.take_suffix()?;
        if peeled.core == before {
            break;
        }
    }
    Some(peeled)
}

impl Peeled<'_> {
    fn take_sign(&mut self) -> Option<()> {
        let core = self.core;
        if let Some(rest) = core.strip_prefix('+') {
            self.core = rest.trim();
        } else if let Some(rest) = core.strip_prefix('-') {
            self.negate(rest)?;
        } else if let Some(rest) = core.strip_suffix('-') {
            self.unusual = true;
            self.negate(rest)?;
        } else if let Some(rest) = core.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            self.unusual = true;
            self.negate(rest)?;
        }
        Some(())
    }
}

impl<'a> Peeled<'a> {
    fn negate(&mut self, rest: &'a str) -> Option<()> {
        self.core = rest.trim();
        (!std::mem::replace(&mut self.negative, true)).then_some(())
    }

    fn take_currency(&mut self, own: &[String]) {
        if let Some(rest) = own.iter().find_map(|name| without(self.core, name)) {
            self.core = rest;
        } else if let Some(rest) = without(self.core, "%") {
            self.core = rest;
        } else if let Some(rest) = CODES.iter().find_map(|name| without(self.core, name)) {
            self.core = rest;
            self.unusual = true;
        } else if let Some(rest) = without_symbol(self.core) {
            self.core = rest;
            self.unusual = true;
        }
    }

    fn take_suffix(&mut self) -> Option<()> {
        let end = self.core.strip_suffix('.').unwrap_or(self.core);
        let digits = end.trim_end_matches(|glyph: char| glyph.is_alphabetic());
        let word = &end[digits.len()..];
        let Some((_, scale)) = SUFFIXES.iter().find(|(name, _)| name.eq_ignore_ascii_case(word))
        else {
            return Some(());
        };
        let first = self.scale == 0;
        self.core = digits.trim_end();
        self.scale = *scale;
        self.unusual = true;
        first.then_some(())
    }
}

/// `text` without `name` before or after it, in capitals or not.
fn without<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    if name.is_empty() || name.contains(|glyph: char| glyph.is_ascii_digit()) {
        return None;
    }
    let after = text.len().checked_sub(name.len());
    let is_name = |part: Option<&str>| part.is_some_and(|part| part.eq_ignore_ascii_case(name));
    if is_name(text.get(..name.len())) {
        text.get(name.len()..).map(str::trim)
    } else if is_name(after.and_then(|at| text.get(at..))) {
        after.and_then(|at| text.get(..at)).map(str::trim)
    } else {
        None
    }
}

fn without_symbol(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(is_symbol).or_else(|| text.strip_suffix(is_symbol));
    rest.map(str::trim)
}

fn is_symbol(glyph: char) -> bool {
    matches!(glyph, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}' | '＄' | '￥' | '￡')
}
