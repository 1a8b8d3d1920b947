//! What the site's owner sets: where leads go, what is asked and what the visitor is told.

mod destination;
mod rules;
#[cfg(test)]
mod tests;

use super::{clip, concat};
use crate::text::options::Choice;
use crate::text::texts::Texts;
use destination::destination;
pub(super) use rules::is_address;
use rules::{is_name, one_of};

/// Most names that can be mapped, and most constants.
const MOST: usize = 60;
/// Longest text of a constant or of the box for marketing, in characters.
const LONGEST: usize = 1000;
/// Fields that catch robots: whoever fills them is one.
const TRAPS: [&str; 6] = ["_gotcha", "botcheck", "bot-field", "_honeypot", "honeypot", "_honey"];
/// Names with capitals, which the attributes of an element cannot have.
const CAPITALS: [&str; 3] = ["retURL", "debugEmail", "recordType"];

/// Kind of destination; it decides the format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Provider {
    /// `HubSpot`'s form API, version 3.
    HubSpot,
    /// A form service that answers in JSON: Formspree, Basin, Forminit, `Web3Forms`.
    FormJson,
    /// Any address that takes JSON as plain text: Zapier, Make, Apps Script, one's own.
    Webhook,
    /// A form whose answer can't be read: Salesforce, Account Engagement, Mailchimp.
    FormPost,
    /// The page itself, through the event `ep:lead-submit`.
    #[default]
    Host,
}

/// Whether a box stands on the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    /// It does not.
    #[default]
    Off,
    /// It may be left empty.
    Optional,
    /// It must be filled.
    Require,
}

/// What happens to private e-mail addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BusinessEmail {
    /// Nothing.
    Off,
    /// A hint.
    #[default]
    Warn,
    /// They are not accepted.
    Require,
}

/// How much of the figures is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Figures {
    /// Bands, see [`super::bands`].
    #[default]
    Bands,
    /// The figures.
    Exact,
    /// Nothing.
    None,
}

/// What the owner of the site set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Kind of destination.
    pub provider: Provider,
    /// Where requests go; empty for [`Provider::Host`].
    pub url: String,
    /// `HubSpot`'s number of the subscription that the box for marketing stands for.
    pub subscription: Option<String>,
    /// The privacy notice.
    pub privacy_url: Option<String>,
    /// The owner's name for the present text of the consent.
    pub consent_version: String,
    /// Own text of the box for marketing; see [`Config::marketing_text`].
    pub consent_text: Option<String>,
    /// Who gets the lead, as the visitor knows them.
    pub seller: Option<String>,
    /// What happens to private addresses.
    pub business_email: BusinessEmail,
    /// Whether the name is asked.
    pub ask_name: Asking,
    /// Whether the company is asked.
    pub ask_company: Asking,
    /// How much of the figures is sent.
    pub figures: Figures,
    /// Names at the destination, by our key.
    pub names: Texts,
    /// What is sent along with every lead, by name at the destination.
    pub constants: Texts,
}

/// A setting that was not followed, for the console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The setting.
    pub key: String,
    /// What to do, in a sentence.
    pub text: String,
}

/// Every choice that [`Config::read`] knows, for pages that offer them.
pub fn choices() -> Vec<Choice> {
    vec![
        Choice::of("lead-provider", rules::PROVIDERS),
        Choice::of("business-email", rules::BUSINESS_EMAIL),
        Choice::of("ask-name", rules::ASKING),
        Choice::of("ask-company", rules::ASKING),
        Choice::of("lead-figures", rules::FIGURES),
    ]
}

impl Config {
    /// Reads the settings by their names in the snippet, such as "lead-provider". What is not
    /// known or not allowed falls back to the default, with a warning.
    pub fn read(texts: &Texts) -> (Self, Vec<Warning>) {
        let mut reader = Reader { texts, warnings: Vec::new() };
        let config = reader.config();
        (config, reader.warnings)
    }

    /// The text of the box for marketing.
    pub fn marketing_text(&self) -> String {
        match (&self.consent_text, &self.seller) {
            (Some(text), _) => text.clone(),
            (None, Some(seller)) => say!(
                "Yes, {seller} may e-mail me about its services. I can withdraw this at any time.",
                seller = seller,
            ),
            (None, None) => {
                say!("Yes, you may e-mail me about your services. I can withdraw this at any time.")
                    .to_string()
            }
        }
    }

    /// The sentence that stands beside the button: what happens on pressing it.
    pub fn notice(&self) -> String {
        let seller = self.seller.as_deref().unwrap_or(say!("The owner of this site"));
        say!("{seller} gets what is listed under “What we send”, to answer you.", seller = seller)
    }

    /// Our key's name at the destination, when the owner gave one.
    pub(super) fn mapped(&self, key: &str) -> Option<&str> {
        self.names.get(key)
    }
}

struct Reader<'a> {
    texts: &'a Texts,
    warnings: Vec<Warning>,
}

impl Reader<'_> {
    fn config(&mut self) -> Config {
        let mut config = Config {
            subscription: self.checked("subscription-type-id", rules::is_number, "digits only"),
            privacy_url: self.checked("privacy-url", is_address, "an address with https://"),
            consent_version: self.short("consent-version").unwrap_or_default(),
            consent_text: self.text("consent-text", LONGEST),
            seller: self.short("seller"),
            business_email: self.choice("business-email", rules::BUSINESS_EMAIL),
            ask_name: self.choice("ask-name", rules::ASKING),
            ask_company: self.choice("ask-company", rules::ASKING),
            figures: self.choice("lead-figures", rules::FIGURES),
            provider: self.choice("lead-provider", rules::PROVIDERS),
            ..Config::default()
        };
        config.names = self.names();
        config.constants = self.constants();
        destination(self, &mut config);
        self.unknown();
        config
    }

    /// The text of a setting without spaces around; `None` when there is nothing in it.
    fn get(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(str::trim).filter(|text| !text.is_empty())
    }

    fn text(&mut self, key: &str, most: usize) -> Option<String> {
        let text = self.get(key)?;
        let kept = clip(text, most);
        let (cut, kept) = (kept.len() < text.len(), kept.to_string());
        if cut {
            self.warn(key, "is too long and was cut: shorten it");
        }
        Some(kept)
    }

    fn short(&mut self, key: &str) -> Option<String> {
        self.text(key, 100)
    }

    fn checked(&mut self, key: &str, fits: fn(&str) -> bool, needed: &str) -> Option<String> {
        let text = self.get(key)?.to_string();
        if fits(&text) {
            return Some(text);
        }
        self.warn(key, &concat(&["was not used: give it ", needed]));
        None
    }

    fn choice<T: Copy + Default>(&mut self, key: &str, options: &[(&str, T)]) -> T {
        let Some(text) = self.get(key) else { return T::default() };
        if let Some((_, value)) = options.iter().find(|(name, _)| *name == text) {
            return *value;
        }
        let names: Vec<&str> = options.iter().map(|(name, _)| *name).collect();
        self.warn(key, &one_of(&names));
        T::default()
    }

    /// `map-<our key>`: attributes have hyphens where our keys have underscores.
    fn names(&mut self) -> Texts {
        let mut names = Texts::default();
        for (key, name) in self.group("map-") {
            if is_name(&name) {
                names.insert(key.replace('-', "_"), name);
            } else {
                let key = concat(&["map-", &key]);
                self.warn(&key, "was not used: give it the field's name at the destination");
            }
        }
        names
    }

    fn constants(&mut self) -> Texts {
        let mut constants = Texts::default();
        for (name, value) in self.group("constant-") {
            let capitals = CAPITALS.iter().find(|known| known.eq_ignore_ascii_case(&name));
            let name = capitals.map_or(name, |known| (*known).to_string());
            if is_name(&name) && !TRAPS.contains(&name.as_str()) {
                constants.insert(name, value);
            } else {
                let key = concat(&["constant-", &name]);
                self.warn(&key, "was not used: this field must stay empty or can't have this name");
            }
        }
        constants
    }

    /// The settings with this beginning, without it.
    fn group(&mut self, beginning: &str) -> Vec<(String, String)> {
        let all =
            self.texts.iter().filter_map(|(key, text)| Some((key.strip_prefix(beginning)?, text)));
        let mut group: Vec<_> = all
            .take(MOST + 1)
            .map(|(key, text)| (clip(key, 101).to_string(), clip(text.trim(), LONGEST).to_string()))
            .collect();
        if group.len() > MOST {
            group.truncate(MOST);
            self.warn(beginning, "is there too often: the first 60 are used");
        }
        group.retain(|(_, text)| !text.is_empty());
        group
    }

    /// Names that begin like ours and are none, such as "lead-provder".
    fn unknown(&mut self) {
        let known = ["lead-provider", "lead-endpoint", "lead-figures"];
        let unknown = |key: &&str| key.starts_with("lead-") && !known.contains(key);
        let keys: Vec<String> = self
            .texts
            .iter()
            .map(|(key, _)| key)
            .filter(unknown)
            .take(5)
            .map(str::to_string)
            .collect();
        for key in keys {
            self.warn(&key, "is not known: check its spelling");
        }
    }

    fn warn(&mut self, key: &str, text: &str) {
        let key = clip(key, 120).to_string();
        self.warnings.push(Warning { text: concat(&["“", &key, "” ", text, "."]), key });
    }
}
