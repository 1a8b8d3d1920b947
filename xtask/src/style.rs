//! A stylesheet for pages that are not ours.

/// A rem in pixels, in conditions, which no property reaches.
const REM: f64 = 16.0;

/// `css` with lengths in the calculator's own `--rem` in place of the page's `rem`, which a page
/// may set to anything; in the conditions of `@media` and `@container` with pixels.
pub fn without_rem(css: &str) -> String {
    let mut result = String::with_capacity(css.len());
    let mut condition = false;
    let mut rest = css;
    while let Some(next) = rest.chars().next() {
        match next {
            '@' => condition = true,
            '{' | ';' => condition = false,
            _ => {}
        }
        let number = number(rest, result.chars().next_back());
        let rem = number.and_then(|number| Some((number, after_rem(&rest[number.len()..])?)));
        if let Some((number, after)) = rem {
            result.push_str(&length(number, condition));
            rest = after;
        } else {
            let taken = number.map_or(next.len_utf8(), str::len);
            result.push_str(&rest[..taken]);
            rest = &rest[taken..];
        }
    }
    result
}

fn length(number: &str, condition: bool) -> String {
    if condition {
        format!("{}px", number.parse::<f64>().unwrap_or_default() * REM)
    } else {
        format!("calc({number}*var(--rem))")
    }
}

/// The number at the start of `text`, unless it is the end of a name or of another number.
fn number(text: &str, before: Option<char>) -> Option<&str> {
    if before
        .is_some_and(|before| before.is_alphanumeric() || matches!(before, '-' | '_' | '.' | '#'))
    {
        return None;
    }
    let sign = usize::from(text.starts_with('-'));
    let end = text[sign..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(0) + sign;
    let number = &text[..end];
    number.contains(|c: char| c.is_ascii_digit()).then_some(number)
}

fn after_rem(text: &str) -> Option<&str> {
    text.strip_prefix("rem").filter(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// `css` without its comments.
pub fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("*/").map_or("", |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::{without_comments, without_rem};

    #[test]
    fn lengths_follow_our_own_rem() {
        for (css, expected) in [
            ("a{margin:1rem}", "a{margin:calc(1*var(--rem))}"),
            ("a{margin:-.5rem 0}", "a{margin:calc(-.5*var(--rem)) 0}"),
            (
                "a{font-size:clamp(1.75rem,1.2rem + 2.6cqi,3rem)}",
                "a{font-size:clamp(calc(1.75*var(--rem)),calc(1.2*var(--rem)) + 2.6cqi,calc(3*var(--rem)))}",
            ),
            (
                "@container ep (min-width:44rem){a{gap:2rem}}",
                "@container ep (min-width:704px){a{gap:calc(2*var(--rem))}}",
            ),
            (
                "a{color:#123;width:12px;--1rem:x;content:\"·\"}",
                "a{color:#123;width:12px;--1rem:x;content:\"·\"}",
            ),
        ] {
            assert_eq!(without_rem(css), expected);
        }
    }

    #[test]
    fn comments_go() {
        assert_eq!(without_comments("/* a */b{}/* c"), "b{}");
    }
}
