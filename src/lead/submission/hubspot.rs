//! `HubSpot`'s format. It refuses a submission with a field that is not on its form, and a new
//! input of ours must not break forms that exist. So the form needs three fields beside those of
//! the person: `submission_id`, `calculator_summary` and `consent_record`, the latter two with
//! several lines. What the owner maps by name goes into a field of its own.

use super::{Line, Submission, line};
use crate::lead::config::Config;
use crate::lead::{concat, json};
use crate::text::texts::push_pair;

const SUMMARY: &str = "calculator_summary";
const RECORD: &str = "consent_record";
const TIME: &str = "submittedAt";
const PAGE: &str = "context.pageUri";
const TITLE: &str = "context.pageName";
const COOKIE: &str = "context.hutk";
const NOTICE: &str = "legalConsentOptions.consent.text";
const MARKETING: &str = "legalConsentOptions.consent.communications.text";
const TICKED: &str = "legalConsentOptions.consent.communications.value";
const SUBSCRIPTION: &str = "legalConsentOptions.consent.communications.subscriptionTypeId";

impl Submission {
    /// Gives the lines the places that `HubSpot` has for them, and adds those of its own.
    pub(super) fn hubspot_lines(&self, lines: &mut Vec<Line>, config: &Config) {
        let query = self.hubspot_query(config);
        let attributed = |line: &Line| self.context.attribution().any(|(key, _)| key == line.key);
        lines.retain(|line| config.mapped(&line.key).is_some() || !attributed(line));
        for line in lines.iter_mut().filter(|line| config.mapped(&line.key).is_none()) {
            if let Some(place) = place(line) {
                place.clone_into(&mut line.name);
            }
            if line.name == PAGE {
                line.value.push_str(&query);
            }
        }
        lines.push(line("", TIME, say!("Time in milliseconds"), self.created_ms.to_string()));
        if let Some(cookie) = self.hutk() {
            lines.push(line("hutk", COOKIE, say!("HubSpot's cookie"), cookie.to_string()));
        }
        if let Some(subscription) = &config.subscription {
            let consent = &self.consent;
            let ticked = if consent.marketing { "true" } else { "false" };
            let label = say!("For HubSpot's record of consent");
            lines.push(line("", NOTICE, label, consent.notice.clone()));
            lines.push(line("", TICKED, label, ticked.to_string()));
            lines.push(line("", SUBSCRIPTION, label, subscription.clone()));
            lines.push(line("", MARKETING, label, consent.text.clone()));
        }
    }

    /// Attribution goes where `HubSpot` looks for it: into the query of the page's address.
    fn hubspot_query(&self, config: &Config) -> String {
        let mut query = String::new();
        for (key, text) in self.context.attribution() {
            if config.mapped(key).is_none() {
                push_pair(&mut query, key, text);
            }
        }
        if query.is_empty() { query } else { concat(&["?", &query]) }
    }

    /// The cookie, unless it is none of `HubSpot`'s: an invented one makes it refuse the lead.
    fn hutk(&self) -> Option<&str> {
        let cookie = self.context.hutk.as_deref().filter(|_| !self.context.private)?;
        let real = cookie.len() == 32 && cookie.bytes().all(|byte| byte.is_ascii_hexdigit());
        real.then_some(cookie)
    }

    /// The body made of these lines.
    pub(super) fn hubspot_body(&self, lines: &[Line]) -> String {
        let mut body = "{".to_string();
        json::member(&mut body, TIME, &self.created_ms.to_string());
        json::name(&mut body, "fields");
        body.push('[');
        let listed = [SUMMARY, RECORD];
        let own = |line: &&Line| !listed.contains(&&*line.name) && is_field(line);
        for line in lines.iter().filter(own) {
            field(&mut body, &line.name, &line.value);
        }
        for name in listed {
            let text = summary(lines.iter().filter(|line| line.name == name));
            if !text.is_empty() {
                field(&mut body, name, &text);
            }
        }
        body.push(']');
        context(&mut body, lines);
        consent(&mut body, lines);
        body.push('}');
        body
    }
}

/// Where a line goes that the owner has not mapped; `None` for a field of its own.
fn place(line: &Line) -> Option<&'static str> {
    match line.key.as_str() {
        "email" | "name" | "company" | "submission_id" => None,
        "page_url" => Some(PAGE),
        "page_title" => Some(TITLE),
        "marketing_consent"
        | "consent_text"
        | "consent_text_sha256"
        | "consent_version"
        | "consent_notice"
        | "privacy_url"
        | "submitted_at"
        | "locale" => Some(RECORD),
        key if key.starts_with("constant-") => None,
        _ => Some(SUMMARY),
    }
}

fn is_field(line: &Line) -> bool {
    let apart = ["context.", "legalConsentOptions."];
    line.name != TIME && !apart.iter().any(|part| line.name.starts_with(part))
}

fn field(body: &mut String, name: &str, value: &str) {
    json::comma(body);
    body.push('{');
    json::member(body, "objectTypeId", "0-1");
    json::member(body, "name", name);
    json::member(body, "value", value);
    body.push('}');
}

/// "Revenue goal: 1000000-2500000", line by line. The keys of the record stay as they are.
fn summary<'a>(lines: impl Iterator<Item = &'a Line>) -> String {
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() {
            text.push('\n');
        }
        let label = if line.name == RECORD { &line.key } else { &line.label };
        text.push_str(label);
        text.push_str(": ");
        text.push_str(&line.value);
    }
    text
}

fn value<'a>(lines: &'a [Line], name: &str) -> Option<&'a str> {
    lines.iter().find(|line| line.name == name).map(|line| line.value.as_str())
}

fn context(body: &mut String, lines: &[Line]) {
    json::name(body, "context");
    body.push('{');
    for (name, place) in [("hutk", COOKIE), ("pageUri", PAGE), ("pageName", TITLE)] {
        if let Some(value) = value(lines, place) {
            json::member(body, name, value);
        }
    }
    body.push('}');
}

fn consent(body: &mut String, lines: &[Line]) {
    let Some(subscription) = value(lines, SUBSCRIPTION) else { return };
    json::name(body, "legalConsentOptions");
    body.push_str("{\"consent\":{\"consentToProcess\":true");
    json::member(body, "text", value(lines, NOTICE).unwrap_or(""));
    json::name(body, "communications");
    body.push_str("[{\"value\":");
    body.push_str(value(lines, TICKED).unwrap_or("false"));
    json::name(body, "subscriptionTypeId");
    // A number in JSON has no zeros before it.
    let digits = subscription.trim_start_matches('0');
    body.push_str(if digits.is_empty() { "0" } else { digits });
    json::member(body, "text", value(lines, MARKETING).unwrap_or(""));
    body.push_str("}]}}");
}
