//! Whether a text can be an e-mail address. Only what no mailbox has is refused: the rest is for
//! the mail server to know.

/// Longest address, in bytes (RFC 5321 leaves 254).
const LONGEST: usize = 254;

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is a space in it.
    Space,
    /// No @, or nothing before it.
    NoAt,
    /// More than one @.
    TwoAts,
    /// Nothing like "example.com" behind the @.
    NoDomain,
    /// A dot at the beginning or end of a part, or two in a row.
    Dots,
    /// A character that no mailbox has.
    Odd,
    /// Longer than an address can be.
    Long,
}

/// Checks an address from which spaces around were taken.
pub(super) fn check(address: &str) -> Result<(), Fault> {
    if address.len() > LONGEST {
        return Err(Fault::Long);
    }
    if address.contains(char::is_whitespace) {
        return Err(Fault::Space);
    }
    let (local, domain) = address.split_once('@').ok_or(Fault::NoAt)?;
    if domain.contains('@') {
        return Err(Fault::TwoAts);
    }
    if local.is_empty() {
        return Err(Fault::NoAt);
    }
    if !domain.trim_matches('.').contains('.') {
        return Err(Fault::NoDomain);
    }
    if [local, domain].iter().any(|part| part.split('.').any(str::is_empty)) {
        return Err(Fault::Dots);
    }
    if local.len() > 64 {
        return Err(Fault::Long);
    }
    let odd = local.contains(|char: char| char.is_control() || "\"(),:;<>[\\]".contains(char));
    if odd || !domain.split('.').all(is_label) {
        return Err(Fault::Odd);
    }
    // "name@example.c" and "name@127.0.0.1" are slips.
    let last = domain.rsplit('.').next().unwrap_or("");
    let name = last.chars().nth(1).is_some() && !last.bytes().all(|byte| byte.is_ascii_digit());
    if name { Ok(()) } else { Err(Fault::NoDomain) }
}

/// Whether this can stand between the dots of a domain. Letters of every script can.
fn is_label(label: &str) -> bool {
    let fits = |char: char| char == '-' || !char.is_ascii() || char.is_ascii_alphanumeric();
    let control = |char: char| char.is_control();
    label.len() <= 190
        && label.chars().all(fits)
        && !label.contains(control)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// The domain of an address, in lower case.
pub(super) fn domain(address: &str) -> String {
    address.rsplit_once('@').map_or("", |(_, domain)| domain).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_real_mailboxes_have_is_accepted() {
        let real = [
            "a@b.co",
            "first.last+tag@sub.sales.example.com",
            "o'brien@example.ie",
            "x_y-z%relay@example.co.uk",
            "用户@例子.广告",
            "müller@bücher.example",
            "a@xn--bcher-kva.example",
            "1@2.technology",
            "!#$&*/=?^`{|}~@example.org",
        ];
        for address in real {
            assert_eq!(check(address), Ok(()), "{address}");
        }
    }

    #[test]
    fn what_no_mailbox_has_is_refused_for_its_reason() {
        let long = "a".repeat(243) + "@example.com";
        let faults: [(&str, Fault); 19] = [
            ("", Fault::NoAt),
            ("jane", Fault::NoAt),
            ("@example.com", Fault::NoAt),
            ("jane@", Fault::NoDomain),
            ("jane@example", Fault::NoDomain),
            ("jane@example.", Fault::NoDomain),
            ("jane@example.c", Fault::NoDomain),
            ("jane@127.0.0.1", Fault::NoDomain),
            ("jane@@example.com", Fault::TwoAts),
            ("jane@a.com,joe@b.com", Fault::TwoAts),
            ("jane doe@example.com", Fault::Space),
            (".jane@example.com", Fault::Dots),
            ("jane.@example.com", Fault::Dots),
            ("ja..ne@example.com", Fault::Dots),
            ("jane@example.com.", Fault::Dots),
            ("<jane@example.com>", Fault::Odd),
            ("jane@-example.com", Fault::Odd),
            ("jane@exam_ple.com", Fault::Odd),
            (&long, Fault::Long),
        ];
        for (address, fault) in faults {
            assert_eq!(check(address), Err(fault), "{address}");
        }
    }

    #[test]
    fn the_domain_is_in_lower_case() {
        assert_eq!(domain("Jane@Example.COM"), "example.com");
        assert_eq!(domain("jane"), "");
    }
}
