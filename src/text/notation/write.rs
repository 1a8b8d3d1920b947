//! Writing a number with the separators and digits of the locale.

use super::Notation;

/// See [`Notation::localise`].
pub(super) fn localise(notation: &Notation, plain: &str) -> String {
    let (sign, size) = plain.strip_prefix('-').map_or(("", plain), |size| ("-", size));
    let (whole, decimals) = size.split_once('.').unwrap_or((size, ""));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(notation.group);
        }
        text.push(native(notation, digit));
    }
    if !decimals.is_empty() {
        text.push(notation.decimal);
        text.extend(decimals.chars().map(|digit| native(notation, digit)));
    }
    text
}

fn native(notation: &Notation, digit: char) -> char {
    digit.to_digit(10).map_or(digit, |value| notation.digits[value as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_grouped_by_three() {
        let plain = Notation::plain();
        assert_eq!(plain.localise("-1234567.5"), "-1,234,567.5");
        assert_eq!(plain.localise("123"), "123");
        assert_eq!(plain.localise("0.1234"), "0.1234");
        let german = Notation { decimal: ',', group: '.', ..plain };
        assert_eq!(german.localise("1234.5"), "1.234,5");
    }
}
