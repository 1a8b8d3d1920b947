//! Markup of our own as JSON, for a script that builds it node by node.

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value, json};

/// Elements that have no end tag.
const VOID: [&str; 4] = ["input", "br", "hr", "img"];

/// The nodes of well-formed markup, as Yew renders it: a text is a string, a comment
/// `[null, text]`, an element `[tag, attributes, child, …]`.
pub fn nodes(markup: &str) -> Result<Value> {
    let mut open = vec![Vec::new()];
    let mut rest = markup;
    while !rest.is_empty() {
        rest = node(rest, &mut open)
            .with_context(|| format!("in the markup at {:?}", rest.get(..60).unwrap_or(rest)))?;
    }
    match <[Vec<Value>; 1]>::try_from(open) {
        Ok([nodes]) => Ok(nodes.into()),
        Err(open) => bail!("{} elements of the markup have no end", open.len() - 1),
    }
}

/// The markup with the names of components, which only unoptimised builds write, taken out.
pub fn without_names(markup: &str) -> String {
    let mut parts = markup.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| match part.split_once("]>-->") {
        Some((_, rest)) if kept.ends_with("<!--<") || kept.ends_with("<!--</") => {
            kept + "[]>-->" + rest
        }
        _ => kept + "[" + part,
    })
}

/// Reads one node, or the end of one, onto the stack of open elements; what is left.
fn node<'a>(text: &'a str, open: &mut Vec<Vec<Value>>) -> Result<&'a str> {
    let (item, rest) = if let Some(rest) = text.strip_prefix("<!--") {
        let (comment, rest) = rest.split_once("-->").context("a comment without an end")?;
        (json!([null, comment]), rest)
    } else if let Some(rest) = text.strip_prefix("</") {
        let (_, rest) = rest.split_once('>').context("an end tag without an end")?;
        (open.pop().context("an end tag too many")?.into(), rest)
    } else if let Some(rest) = text.strip_prefix('<') {
        let (tag, rest) = rest.split_at(rest.find([' ', '>', '/']).context("a tag without end")?);
        let (attributes, rest) = attributes(rest)?;
        if !VOID.contains(&tag) {
            open.push(vec![tag.into(), attributes]);
            return Ok(rest);
        }
        (json!([tag, attributes]), rest)
    } else {
        let (words, rest) = text.split_at(text.find('<').unwrap_or(text.len()));
        (unescape(words).into(), rest)
    };
    open.last_mut().context("an end tag too many")?.push(item);
    Ok(rest)
}

/// The attributes of a tag, and what follows the tag.
fn attributes(mut text: &str) -> Result<(Value, &str)> {
    let mut found = Map::new();
    loop {
        text = text.trim_start();
        if let Some(rest) = text.strip_prefix("/>").or_else(|| text.strip_prefix('>')) {
            return Ok((found.into(), rest));
        }
        let (name, rest) =
            text.split_at(text.find(['=', ' ', '>', '/']).context("no end of a tag")?);
        ensure!(!name.is_empty(), "an attribute without a name");
        let value = rest.strip_prefix("=\"").and_then(|rest| rest.split_once('"'));
        let (value, rest) = value.unwrap_or(("", rest));
        found.insert(name.to_owned(), unescape(value).into());
        text = rest;
    }
}

fn unescape(text: &str) -> String {
    let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#x2F;", "/")];
    let text = marks.iter().fold(text.to_owned(), |text, (mark, sign)| text.replace(mark, sign));
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{nodes, without_names};

    #[test]
    fn every_kind_of_node_is_kept() {
        let markup = "<!--<[]>--><p class=\"a &quot;b\" hidden>1 &lt; 2 &amp;lt;<input value=\"x\"><b></b></p>";
        let expected = json!([
            [null, "<[]>"],
            ["p", { "class": "a \"b", "hidden": "" }, "1 < 2 &lt;", ["input", { "value": "x" }], ["b", {}]],
        ]);
        assert_eq!(nodes(markup).unwrap(), expected);
    }

    #[test]
    fn names_of_components_go() {
        let markup = "<!--<[a::B]>--><b>[x]>--&gt;</b><!--</[a::B]>-->";
        assert_eq!(without_names(markup), "<!--<[]>--><b>[x]>--&gt;</b><!--</[]>-->");
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for markup in ["<p>", "</p>", "<p", "<!-- ", "<p a=\"", "<p></p></p>"] {
            assert!(nodes(markup).is_err(), "{markup}");
        }
    }
}
