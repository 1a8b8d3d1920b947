//! Scripts as the release carries them: what only people read is taken out.

/// A script of wasm-bindgen's without comments and indentation.
pub fn without_comments(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut within = false;
    for line in script.lines().map(str::trim) {
        let comment = within || line.starts_with("/*");
        within = comment && !line.ends_with("*/");
        if !comment && !line.starts_with("//") && !line.is_empty() {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// A script of ours, every page's burden, without what only people read. Its comments have lines of
/// their own, its statements end in `;`, and no string in it goes over several lines.
pub fn compact(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    for line in without_comments(script).lines() {
        kept.push_str(&without_spaces(line));
        // Where a statement or a member ends, the next may follow; elsewhere a break may matter.
        if !kept.ends_with(['{', ',', ';']) {
            kept.push('\n');
        }
    }
    kept
}

/// A line without the spaces beside operators and brackets.
fn without_spaces(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut quote = None;
    let mut escaped = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        let before = kept.chars().next_back().unwrap_or(' ');
        if quote.is_none() && character == ' ' && !parts(before, next) {
            continue;
        }
        kept.push(character);
        match quote {
            _ if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(open) if character == open => quote = None,
            None if "\"'`".contains(character) => quote = Some(character),
            _ => {}
        }
    }
    kept
}

/// Whether a space between these two says something: between words, and where operators or the
/// slashes of a pattern would run together.
fn parts(before: char, next: char) -> bool {
    let word = |character: char| character.is_alphanumeric() || "_$#".contains(character);
    let runs = |character: char| "+-/*".contains(character);
    (word(before) && word(next)) || (runs(before) && runs(next)) || before == '/' || next == '/'
}

#[cfg(test)]
mod tests {
    use super::{compact, without_comments};

    #[test]
    fn only_comments_and_indentation_go() {
        let script =
            "/**\n * a\n */\nexport class A {\n  // b\n  c() { return '/*'; }\n\n  /* d */\n}\n";
        assert_eq!(without_comments(script), "export class A {\nc() { return '/*'; }\n}\n");
    }

    #[test]
    fn our_scripts_lose_the_spaces_that_say_nothing() {
        let script = "// a\nconst a = (b, c) => {\n  return b - -c;\n};\nconst d = [\"e , f\", `g ${h} 'i`];\n";
        assert_eq!(
            compact(script),
            "const a=(b,c)=>{return b- -c;};const d=[\"e , f\",`g ${h} 'i`];"
        );
        assert_eq!(compact("const a = 'it\\' s , b' + c;"), "const a='it\\' s , b'+c;");
        assert_eq!(compact("x = y / z;\nstatic #a;\na in b\nc"), "x=y / z;static #a;a in b\nc\n");
    }
}
