//! Reading a number: which separator groups, which one is the decimal.

use super::super::{canonical, decimal};
use super::affix::{Peeled, peel};
use super::{Notation, Parsed, too_long};
use crate::calc::field::Problem;

/// Largest number, and one over the smallest, that is read: no one has more, and the text of such
/// numbers stays short.
const LARGEST: f64 = 1e15;

/// Whole digits, decimals, and whether to echo.
struct Digits {
    whole: String,
    decimals: String,
    echo: bool,
}

/// See [`Notation::parse_number`].
pub(super) fn parse(notation: &Notation, text: &str) -> Result<Parsed, Problem> {
    if too_long(text) {
        return Err(Problem::NotANumber);
    }
    let simple = notation.simplify(text);
    let peeled = peel(&simple, notation).ok_or(Problem::NotANumber)?;
    let (mantissa, power) = split_power(peeled.core).ok_or(Problem::NotANumber)?;
    let number = |digits: &Digits| value(digits, &peeled, power);
    match separate(mantissa, notation).ok_or(Problem::NotANumber)? {
        Separated::Sure(digits) => {
            let value = number(&digits).ok_or(Problem::NotANumber)?;
            let echo = digits.echo || peeled.unusual || power.is_some();
            Ok(Parsed { value, echo })
        }
        Separated::Either(decimal, grouped) => match (number(&decimal), number(&grouped)) {
            (Some(a), Some(b)) => Err(Problem::Ambiguous(a, b)),
            _ => Err(Problem::NotANumber),
        },
    }
}

/// The power of ten of "1e6".
fn split_power(core: &str) -> Option<(&str, Option<i32>)> {
    match core.split_once(['e', 'E']) {
        None => Some((core, None)),
        Some((_, power)) if power.len() > 4 => None,
        Some((mantissa, power)) => Some((mantissa, Some(whole(power)?))),
    }
}

/// "6", "+6", "-6".
fn whole(text: &str) -> Option<i32> {
    let size = canonical::digits(text.trim_start_matches(['+', '-']))? as i32;
    match text.bytes().filter(|byte| !byte.is_ascii_digit()).count() {
        0 => Some(size),
        1 => Some(if text.starts_with('-') { -size } else { size }),
        _ => None,
    }
}

/// One reading or two.
enum Separated {
    Sure(Digits),
    /// With a decimal separator, with a group separator.
    Either(Digits, Digits),
}

fn separate(mantissa: &str, notation: &Notation) -> Option<Separated> {
    let separators: Vec<char> = mantissa.chars().filter(|c| !c.is_ascii_digit()).collect();
    let known = separators.iter().all(|c| matches!(c, '.' | ',' | ' ' | '\''));
    if !known || separators.len() == mantissa.len() {
        return None;
    }
    match separators[..] {
        [] => Some(Separated::Sure(digits(mantissa, "", false))),
        [point @ ('.' | ',')] => {
            let (whole, decimals) = mantissa.split_once(point)?;
            Some(one_point(whole, decimals, point, notation))
        }
        [.., last] => many(mantissa, last, &separators, notation).map(Separated::Sure),
    }
}

/// A single point or comma.
fn one_point(whole: &str, decimals: &str, point: char, notation: &Notation) -> Separated {
    // "1.234" could be a thousand and more, "0.234" and "1234.567" could not.
    let could_group =
        matches!(whole.len(), 1..=3) && !whole.starts_with('0') && decimals.len() >= 3;
    let of_three = decimals.len() == 3;
    let as_decimal = |echo| digits(whole, decimals, echo);
    let as_group = |echo| digits(&[whole, decimals].concat(), "", echo);
    if point == notation.plain_decimal() {
        Separated::Sure(as_decimal(could_group && of_three))
    } else if !could_group {
        Separated::Sure(as_decimal(true))
    } else if of_three && point == notation.plain_group() {
        Separated::Sure(as_group(false))
    } else {
        Separated::Either(as_decimal(true), as_group(true))
    }
}

/// Several separators, or one that can only group: a last one that occurs once is the decimal.
fn many(mantissa: &str, last: char, all: &[char], notation: &Notation) -> Option<Digits> {
    let once = all.iter().filter(|c| **c == last).count() == 1;
    let (grouped, decimals, usual) = match mantissa.rsplit_once(last) {
        Some((grouped, decimals)) if once && matches!(last, '.' | ',') => {
            (grouped, decimals, last == notation.plain_decimal())
        }
        _ => (mantissa, "", true),
    };
    let group = *all.first()?;
    let parts: Vec<&str> = grouped.split(group).collect();
    let indian = indian(&parts);
    if !(by_three(&parts) || indian) {
        return None;
    }
    let foreign = group != notation.plain_group() || (indian && notation.code != "INR");
    Some(digits(&parts.concat(), decimals, foreign || !usual))
}

/// "1", "234", "567".
fn by_three(parts: &[&str]) -> bool {
    let [first, rest @ ..] = parts else { return false };
    matches!(first.len(), 1..=3) && rest.iter().all(|part| part.len() == 3) && all_digits(parts)
}

/// "12", "34", "567".
fn indian(parts: &[&str]) -> bool {
    let [first, middle @ .., last] = parts else { return false };
    matches!(first.len(), 1..=2)
        && !middle.is_empty()
        && middle.iter().all(|part| part.len() == 2)
        && last.len() == 3
        && all_digits(parts)
}

fn all_digits(parts: &[&str]) -> bool {
    parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn digits(whole: &str, decimals: &str, echo: bool) -> Digits {
    Digits { whole: whole.into(), decimals: decimals.into(), echo }
}

fn value(digits: &Digits, peeled: &Peeled, power: Option<i32>) -> Option<f64> {
    let exponent = peeled.scale + power.unwrap_or(0);
    let size = decimal::read(&digits.whole, &digits.decimals, exponent)?;
    let readable = size == 0.0 || size >= 1.0 / LARGEST && (size <= LARGEST || power.is_none());
    let signed = if peeled.negative && size > 0.0 { -size } else { size };
    (readable && size.is_finite()).then_some(signed)
}

#[cfg(test)]
mod tests;
