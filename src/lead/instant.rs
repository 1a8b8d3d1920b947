//! Milliseconds since 1970 as dates of records and of HTTP, and back.

use chrono::{Datelike, NaiveDate};

const DAY: u64 = 86_400_000;
/// Days from year 1 to 1970.
const EPOCH: i32 = 719_163;
/// The last millisecond of the year 9999, behind which dates have another form.
const LAST: u64 = 253_402_300_799_999;

/// "2026-11-24T17:24:47.012Z".
pub fn iso(ms: u64) -> String {
    let ms = ms.min(LAST);
    let day = NaiveDate::from_num_days_from_ce_opt(EPOCH + (ms / DAY) as i32).unwrap_or_default();
    let (mut text, rest) = (String::with_capacity(24), (ms % DAY) as u32);
    digits(&mut text, day.year() as u32, 4, "-");
    digits(&mut text, day.month(), 2, "-");
    digits(&mut text, day.day(), 2, "T");
    digits(&mut text, rest / 3_600_000, 2, ":");
    digits(&mut text, rest / 60_000 % 60, 2, ":");
    digits(&mut text, rest / 1000 % 60, 2, ".");
    digits(&mut text, rest % 1000, 3, "Z");
    text
}

/// `count` decimal digits of `value`, and what stands behind them.
pub(super) fn digits(text: &mut String, value: u32, count: u32, behind: &str) {
    for place in (0..count).rev() {
        text.extend(char::from_digit(value / 10_u32.pow(place) % 10, 10));
    }
    text.push_str(behind);
}

/// Reads the date that HTTP prefers: "Sun, 06 Nov 1994 08:49:37 GMT".
pub(super) fn read_http(text: &str) -> Option<u64> {
    let mut words = text.split(' ').skip(1);
    let day = number(words.next()?)?;
    let month = words.next().filter(|name| name.len() == 3)?;
    let month = "JanFebMarAprMayJunJulAugSepOctNovDec".find(month)? as u32 / 3 + 1;
    let year = number(words.next()?)?;
    let mut clock = words.next()?.split(':').map(number);
    let seconds = clock.next()?? * 3600 + clock.next()?? * 60 + clock.next()??;
    let day = NaiveDate::from_ymd_opt(year as i32, month, day)?;
    let days = u64::try_from(day.num_days_from_ce() - EPOCH).ok()?;
    Some(days * DAY + u64::from(seconds) * 1000)
}

/// The number of one to four digits.
fn number(text: &str) -> Option<u32> {
    let digit =
        |value, byte: u8| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'));
    if matches!(text.len(), 1..=4) { text.bytes().try_fold(0, digit) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_read_as_utc() {
        assert_eq!(iso(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(iso(951_827_696_789), "2000-02-29T12:34:56.789Z");
        assert_eq!(iso(u64::MAX), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn dates_of_http_are_read_and_other_text_is_not() {
        assert_eq!(read_http("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777_000));
        let odd =
            ["", "Sun", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "🦀 🦀 🦀"];
        for text in odd.into_iter().chain(["x, 1 anF 1994 1:1:1", "x, 1 Jan 99999 1:1:1 GMT"]) {
            assert!(read_http(text).is_none_or(|ms| ms < LAST), "{text}");
        }
        assert_eq!(read_http("Sun, 06 Nov 1893 08:49:37 GMT"), None);
    }
}
