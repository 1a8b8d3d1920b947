//! The headers that the release asks its host to send: `_headers`, read as Netlify and Cloudflare
//! Pages read it.

/// Which headers belong to which path.
#[derive(Clone, Debug, Default)]
pub struct Headers(Vec<(String, Vec<(String, String)>)>);

impl Headers {
    /// Reads the text of `_headers`: a path at the start of a line, its headers indented below.
    pub fn parse(text: &str) -> Self {
        let mut rules: Vec<(String, Vec<(String, String)>)> = Vec::new();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            match (line.strip_prefix(' '), rules.last_mut()) {
                (Some(header), Some((_, headers))) => {
                    let (name, value) = header.split_once(':').expect("a header and its value");
                    headers.push((name.trim().to_owned(), value.trim().to_owned()));
                }
                _ => rules.push((line.trim().to_owned(), Vec::new())),
            }
        }
        Self(rules)
    }

    /// All headers of a path that begins with a slash.
    pub fn of(&self, path: &str) -> Vec<(String, String)> {
        let fits = |rule: &str| match rule.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => rule == path,
        };
        let rules = self.0.iter().filter(|(rule, _)| fits(rule));
        rules.flat_map(|(_, headers)| headers.iter().cloned()).collect()
    }
}
