//! A lead as it will be sent: listed field by field for the visitor, and then sent as listed.

mod hubspot;
mod ownership;
#[cfg(test)]
mod tests;

pub use self::ownership::Ownership;
use super::config::{Asking, Config, Figures, Provider};
use super::consent::Consent;
use super::digest::sha256;
use super::instant::iso;
use super::person::Typed;
use super::request::Request;
use super::{clip, concat, json};
use crate::text::texts::{Texts, push_pair};

/// Where visitors came from, as far as it is sent.
const ATTRIBUTION: [&str; 4] = ["gclid", "gbraid", "wbraid", "msclkid"];
/// Most figures that are sent.
const MOST: usize = 100;

/// One lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Submission {
    /// A random UUID. The destination may tell doubles by it.
    pub id: String,
    /// When the button was pressed, in milliseconds since 1970.
    pub created_ms: u64,
    /// Key of the calculator.
    pub calculator: String,
    /// Version of the calculators.
    pub version: String,
    /// What was typed, as [`Typed::tidy`] leaves it.
    pub person: Typed,
    /// Whose figures these are.
    pub ownership: Ownership,
    /// Inputs and results. Those of an untouched example are not sent.
    pub figures: Vec<Figure>,
    /// Keys of the figures that the visitor does not send.
    pub left_out: Vec<String>,
    /// What was agreed to.
    pub consent: Consent,
    /// Where it happened.
    pub context: Context,
}

/// An input or a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Key of the field.
    pub key: String,
    /// What the visitor reads beside it.
    pub label: String,
    /// The band, or the value in full: see [`Config::figures`] and [`super::bands`].
    pub text: String,
}

/// The page on which a lead came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Address of the page. Query and fragment are not sent.
    pub page_url: String,
    /// Title of the page.
    pub page_title: String,
    /// The visitor's locale.
    pub locale: String,
    /// The cookie `hubspotutk`, if there is one.
    pub hutk: Option<String>,
    /// Parameters of the address; those that are not about attribution are not sent.
    pub attribution: Texts,
    /// Whether the browser asks for privacy (GPC, DNT). No cookie, attribution, path or title
    /// is sent then.
    pub private: bool,
}

/// A field that is sent, as the visitor sees it before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Our key.
    pub key: String,
    /// Its name at the destination.
    pub name: String,
    /// What the visitor reads beside it.
    pub label: String,
    /// What is sent.
    pub value: String,
    /// Whether the visitor may leave it out.
    pub optional: bool,
    /// Whether they did: it is listed and not sent.
    pub left_out: bool,
}

impl Submission {
    /// Every field that is sent, under the name it has at the destination. What has no value is
    /// neither listed nor sent.
    pub fn lines(&self, config: &Config) -> Vec<Line> {
        let mut lines = List { config, lines: Vec::new() };
        self.person(&mut lines);
        self.figures(&mut lines);
        lines.add("figures", say!("Whose figures"), self.ownership.name());
        lines.add("calculator", say!("Calculator"), &self.calculator);
        lines.add("calculator_version", say!("Version of the calculator"), &self.version);
        lines.add("submission_id", say!("Number of this message"), &self.id);
        lines.add("submitted_at", say!("Time"), &iso(self.created_ms));
        for (key, label, value) in self.consent.entries() {
            lines.add(key, label, &value);
        }
        self.page(&mut lines);
        let mut lines = lines.lines;
        constants(&mut lines, config);
        if config.provider == Provider::HubSpot {
            self.hubspot_lines(&mut lines, config);
        }
        lines
    }

    fn person(&self, lines: &mut List) {
        lines.add("email", "E-mail", &self.person.email);
        lines.add_as("name", name_of(lines.config), "Name", &self.person.name);
        lines.add("company", "Company", &self.person.company);
    }

    fn figures(&self, lines: &mut List) {
        // The example's figures are nobody's.
        if lines.config.figures == Figures::None || self.ownership == Ownership::Example {
            return;
        }
        for figure in self.figures.iter().take(MOST) {
            let (label, text) = (clip(&figure.label, 100), clip(&figure.text, 100));
            if lines.add(clip(&figure.key, 100), label, text)
                && let Some(line) = lines.lines.last_mut()
            {
                line.optional = true;
                line.left_out = self.left_out.contains(&figure.key);
            }
        }
    }

    fn page(&self, lines: &mut List) {
        lines.add("locale", "Language", clip(&self.context.locale, 35));
        lines.add("page_url", "Page", &self.context.page());
        if !self.context.private {
            lines.add("page_title", "Title of the page", clip(self.context.page_title.trim(), 300));
        }
        for (key, text) in self.context.attribution() {
            lines.add(key, "How you came here", text);
        }
    }

    /// The request that sends it; `None` when the page itself takes it.
    pub fn request(&self, config: &Config) -> Option<Request> {
        let lines = self.sent(config);
        let body = match config.provider {
            Provider::HubSpot => self.hubspot_body(&lines),
            Provider::Webhook => object(&lines),
            Provider::FormJson | Provider::FormPost => pairs(&lines),
            Provider::Host => return None,
        };
        Some(Request::new(config.provider, config.url.clone(), body))
    }

    /// Names and texts for the event `ep:lead-submit`, as form-urlencoded pairs.
    pub(super) fn pairs(&self, config: &Config) -> String {
        pairs(&self.sent(config))
    }

    /// Names and texts for the event `ep:lead-submit`.
    pub fn detail(&self, config: &Config) -> Vec<(String, String)> {
        self.sent(config).into_iter().map(|line| (line.name, line.value)).collect()
    }

    /// What is the same in two submissions of which only one is to be sent: who, which calculator,
    /// what it said and where it goes. It tells nothing about them to whoever finds it.
    pub fn sameness(&self, config: &Config) -> String {
        let mut text = self.person.email.to_lowercase();
        push_pair(&mut text, "", &config.destination());
        for part in [&self.calculator, &self.person.name, &self.person.company] {
            push_pair(&mut text, "", part);
        }
        push_pair(&mut text, "", if self.consent.marketing { "1" } else { "0" });
        for figure in self.figures.iter().filter(|figure| !self.left_out.contains(&figure.key)) {
            push_pair(&mut text, &figure.key, &figure.text);
        }
        let mut hash = sha256(&text);
        hash.truncate(16);
        hash
    }

    /// Names at the destination of the boxes for name and company that were asked and left empty.
    pub(super) fn blank(&self, config: &Config) -> [String; 2] {
        let boxes = [
            ("name", name_of(config), config.ask_name, &self.person.name),
            ("company", "company", config.ask_company, &self.person.company),
        ];
        boxes.map(|(key, name, asking, typed)| {
            let empty = asking != Asking::Off && typed.is_empty();
            if empty { config.mapped(key).unwrap_or(name) } else { "" }.to_string()
        })
    }

    fn sent(&self, config: &Config) -> Vec<Line> {
        let mut lines = self.lines(config);
        lines.retain(|line| !line.left_out);
        lines
    }
}

impl Context {
    /// The address without query and fragment, and without a path when the browser asks for
    /// privacy.
    fn page(&self) -> String {
        let url = self.page_url.split(['?', '#']).next().unwrap_or("");
        let path = url.find("://").and_then(|at| Some(at + 3 + url[at + 3..].find('/')?));
        let end = path.filter(|_| self.private).map_or(url.len(), |path| path + 1);
        clip(&url[..end], 1000).to_string()
    }

    fn attribution(&self) -> impl Iterator<Item = (&str, &str)> {
        let known = |key: &str| {
            let utm = key.strip_prefix("utm_").is_some_and(|rest| {
                matches!(rest.len(), 1..=20) && rest.bytes().all(|byte| byte.is_ascii_lowercase())
            });
            utm || key == "li_fat_id" || ATTRIBUTION.contains(&key)
        };
        let all = self.attribution.iter().filter(move |(key, _)| !self.private && known(key));
        all.take(12).map(|(key, text)| (key, clip(text, 200)))
    }
}

/// The name of a person's name, where the owner gave none. `HubSpot` knows no full name.
fn name_of(config: &Config) -> &'static str {
    if config.provider == Provider::HubSpot { "firstname" } else { "name" }
}

/// Lines that are being listed.
struct List<'a> {
    config: &'a Config,
    lines: Vec<Line>,
}

impl List<'_> {
    fn add(&mut self, key: &str, label: &str, value: &str) -> bool {
        self.add_as(key, key, label, value)
    }

    /// Adds a line, under `name` unless the owner gave another; nothing when it has no value.
    fn add_as(&mut self, key: &str, name: &str, label: &str, value: &str) -> bool {
        let taken = |name: &&str| self.lines.iter().any(|line| line.name == **name);
        let name = self.config.mapped(key).filter(|name| !taken(name)).unwrap_or(name);
        let new = !value.is_empty();
        if new {
            self.lines.push(line(key, name, label, value.to_string()));
        }
        new
    }
}

fn line(key: &str, name: &str, label: &str, value: String) -> Line {
    let (key, name, label) = (key.to_string(), name.to_string(), label.to_string());
    Line { key, name, label, value, optional: false, left_out: false }
}

/// What the owner sends along. It never replaces what is the visitor's.
fn constants(lines: &mut Vec<Line>, config: &Config) {
    for (key, value) in config.constants.iter() {
        let name = config.mapped(&key.replace('-', "_")).unwrap_or(key);
        if lines.iter().all(|line| line.name != name) {
            let mut line = line(key, name, "For the destination", value.to_string());
            line.key = concat(&["constant-", key]);
            lines.push(line);
        }
    }
}

fn object(lines: &[Line]) -> String {
    let mut body = "{".to_string();
    for line in lines {
        json::member(&mut body, &line.name, &line.value);
    }
    body.push('}');
    body
}

fn pairs(lines: &[Line]) -> String {
    let mut body = String::new();
    for line in lines {
        push_pair(&mut body, &line.name, &line.value);
    }
    body
}
