//! Numbers as decimal text, for the sizes that people type and read.
//!
//! The standard library does this for every `f64` there is, with tables larger than all of this
//! layer. Here 128 bits are enough: from 10⁻²¹ to 10³⁷, exactly.

/// Where digits end to count: what is larger reads as ten times this.
const LARGEST: u128 = 10_u128.pow(36);
/// The largest power of five that leaves a bit free.
const DEEPEST: u32 = 54;
/// Bits of a quotient: more than the 53 of an `f64` and the one that decides about rounding.
const BITS: i32 = 56;

/// The number nearest to `whole`.`decimals` · 10^`power`; `None` without digits or with anything
/// else. No digits on one side of the point are none.
pub(super) fn read(whole: &str, decimals: &str, power: i32) -> Option<f64> {
    let digits = || whole.bytes().chain(decimals.bytes());
    if digits().next().is_none() || !digits().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (mut size, mut kept, mut lost) = (0_u128, 0, false);
    for byte in digits() {
        if size < LARGEST {
            size = size * 10 + u128::from(byte - b'0');
            kept += 1;
        } else {
            lost |= byte != b'0';
        }
    }
    let power = power + whole.len() as i32 - kept;
    // What was lost is more than nothing, which matters halfway between two numbers.
    Some(if lost { scaled(size * 10 + 1, power - 1) } else { scaled(size, power) })
}

/// The number nearest to `size` · 10^`power`.
fn scaled(mut size: u128, power: i32) -> f64 {
    if size == 0 {
        return 0.0;
    }
    for _ in 0..power {
        size = if size < LARGEST { size * 10 } else { LARGEST * 10 };
    }
    match power.unsigned_abs() {
        _ if power >= 0 => size as f64,
        depth @ ..=DEEPEST => quotient(size, 5_u128.pow(depth)) * 2_f64.powi(power),
        _ => f64::MIN_POSITIVE,
    }
}

/// `a` / `b`, both above 0 and below 2^127, by long division.
fn quotient(mut a: u128, mut b: u128) -> f64 {
    let mut exponent = 1 - BITS;
    while a < b {
        a <<= 1;
        exponent -= 1;
    }
    while a >> 1 >= b {
        b <<= 1;
        exponent += 1;
    }
    let mut bits = 0_u64;
    for _ in 0..BITS {
        bits <<= 1;
        if a >= b {
            a -= b;
            bits |= 1;
        }
        a <<= 1;
    }
    (bits | u64::from(a != 0)) as f64 * 2_f64.powi(exponent)
}

/// A short text that reads back as the same number, without an exponent and never "-0".
pub(super) fn write(value: f64) -> String {
    let mut text = String::new();
    push_whole(&mut text, value.abs() as u128);
    push_fraction(&mut text, value.abs());
    if value < 0.0 && text != "0" {
        text.insert(0, '-');
    }
    text
}

fn push_whole(text: &mut String, mut value: u128) {
    for place in (0..=38).rev() {
        let (unit, mut digit) = (10_u128.pow(place), b'0');
        while value >= unit {
            value -= unit;
            digit += 1;
        }
        if digit > b'0' || !text.is_empty() || place == 0 {
            text.push(char::from(digit));
        }
    }
}

/// As many decimals as tell `size` from the numbers beside it.
fn push_fraction(text: &mut String, size: f64) {
    let bits = size.to_bits();
    let mantissa = (bits & ((1 << 52) - 1)) | (1 << 52);
    // In units of a quarter of the last bit, so that `one` is 1. Half a bit away, and for a power
    // of two a quarter below, begins the next number.
    let places = 1077 - (bits >> 52) as i32;
    if !(3..=124).contains(&places) {
        return;
    }
    let one = 1_u128 << places;
    let mut rest = u128::from(mantissa << 2) & (one - 1);
    let mut margin = if mantissa == 1 << 52 { 1 } else { 2 };
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        (rest, margin) = (rest * 10, margin * 10);
        let digit = (rest >> places) as u8;
        rest &= one - 1;
        let last = rest < margin || rest + margin > one;
        let up = u8::from(last && rest > one / 2);
        text.push(char::from(b'0' + digit + up));
        if last {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ends_are_plain() {
        assert_eq!(read("", "", 0), None);
        assert_eq!(read("1x", "", 0), None);
        assert_eq!(read("", "5", 0), Some(0.5));
        assert_eq!(read("9", "", 300), Some(1e37));
        assert_eq!(read("0", "", 9999), Some(0.0));
        assert_eq!(read("1", "", -9999), Some(f64::MIN_POSITIVE));
        assert_eq!(read(&"9".repeat(1000), "", -990), Some(1e10));
        assert_eq!(write(-0.0), "0");
        assert_eq!(write(1e-30), "0");
        assert_eq!(write(-0.1), "-0.1");
        assert_eq!(write(0.1 + 0.2), "0.30000000000000004");
        assert_eq!(write(1e22), "10000000000000000000000");
        assert_eq!(write(0.999_999_999_999_999_9), "0.9999999999999999");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn text_is_read_as_the_standard_library_does(
            whole in "[0-9]{0,30}", decimals in "[0-9]{1,40}", power in -18..7,
        ) {
            let expected: f64 = format!("{whole}.{decimals}e{power}").parse().unwrap();
            let read = read(&whole, &decimals, power).unwrap();
            prop_assert!(read == expected || expected < 1e-15, "{} {}", read, expected);
        }

        #[test]
        fn what_lies_halfway_is_read_as_the_standard_library_does(
            mantissa in 1_u64 << 53..1 << 54, places in 0_i32..20, tail in "[01]?",
        ) {
            let exact = format!("{:.20}", mantissa as f64 / 2_f64.powi(places)) + &tail;
            let (whole, decimals) = exact.split_once('.').unwrap();
            prop_assert_eq!(read(whole, decimals, 0), exact.parse().ok());
        }

        #[test]
        fn numbers_are_written_as_the_standard_library_does(
            digits in 1_u64..1_000_000_000_000_000, places in 0..18,
        ) {
            let value = digits as f64 / 10_f64.powi(places);
            prop_assert_eq!(write(value), value.to_string());
        }

        #[test]
        fn any_number_is_read_back(digits in 0.001..1.0_f64, power in -17..37, bits in -70..120) {
            for value in [digits * 10_f64.powi(power), 2_f64.powi(bits)] {
                let text = write(value);
                let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
                prop_assert_eq!(read(whole, decimals, 0), Some(value), "{}", text);
            }
        }
    }
}
