//! The record of what the visitor was told and chose.

use super::config::Config;
use super::digest::sha256;

/// What stood beside the boxes when the button was pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// The owner's name for the text.
    pub version: String,
    /// The text of the box for marketing.
    pub text: String,
    /// Whether that box was ticked.
    pub marketing: bool,
    /// The sentence beside the button.
    pub notice: String,
    /// Address of the privacy notice, empty when there is none.
    pub privacy_url: String,
}

/// One line of the record: key, what the visitor reads beside it, value.
pub(super) type Entry = (&'static str, &'static str, String);

impl Consent {
    /// The consent under the present texts of `config`.
    pub fn new(config: &Config, marketing: bool) -> Self {
        Self {
            version: config.consent_version.clone(),
            text: config.marketing_text(),
            marketing,
            notice: config.notice(),
            privacy_url: config.privacy_url.clone().unwrap_or_default(),
        }
    }

    /// The part of the record that is not also part of the submission.
    pub(super) fn entries(&self) -> Vec<Entry> {
        let marketing = if self.marketing { "yes" } else { "no" };
        vec![
            ("marketing_consent", say!("May be e-mailed about services"), marketing.to_string()),
            ("consent_text", say!("Text of that box"), self.text.clone()),
            ("consent_text_sha256", say!("Check value of the text"), sha256(&self.text)),
            ("consent_version", say!("Version of the text"), self.version.clone()),
            ("consent_notice", say!("Sentence beside the button"), self.notice.clone()),
            ("privacy_url", say!("Privacy notice"), self.privacy_url.clone()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_record_is_what_was_shown() {
        let config = Config { seller: Some("Acme".into()), ..Config::default() };
        let consent = Consent::new(&config, true);
        let entries = consent.entries();
        assert_eq!(entries[0].2, "yes");
        assert_eq!(entries[1].2, config.marketing_text());
        assert_eq!(entries[2].2, sha256(&config.marketing_text()));
        assert_eq!(Consent::new(&config, false).entries()[0].2, "no");
    }
}
