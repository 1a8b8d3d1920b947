//! What the visitor types about themselves, and what to say when it cannot be sent.

use super::config::{Asking, BusinessEmail, Config};
use super::email::{self, Fault};
use super::{clip, free};

/// Longest name of a person or company that is sent, in characters.
const LONGEST: usize = 200;

/// What was typed and ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// E-mail address.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The company's name.
    pub company: String,
    /// Whether the box for marketing is ticked. It is empty until the visitor ticks it.
    pub marketing: bool,
}

impl Typed {
    /// Without spaces around and without what was not asked.
    #[must_use]
    pub fn tidy(&self, config: &Config) -> Self {
        let asked = |asking, text: &str| match asking {
            Asking::Off => String::new(),
            _ => clip(text.trim(), LONGEST).to_string(),
        };
        Self {
            email: self.email.trim().to_string(),
            name: asked(config.ask_name, &self.name),
            company: asked(config.ask_company, &self.company),
            marketing: self.marketing,
        }
    }
}

/// A box of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// The e-mail address.
    Email,
    /// The person's name.
    Name,
    /// The company's name.
    Company,
}

/// Why what was typed cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing was typed into this box, which must be filled.
    Missing(Ask),
    /// This is no e-mail address.
    NotEmail(Fault),
    /// A private address where one at work is needed.
    Private,
}

impl Trouble {
    /// What to do about it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Missing(Ask::Email) => say!("Enter your e-mail address."),
            Self::Missing(Ask::Name) => say!("Enter your name."),
            Self::Missing(Ask::Company) => say!("Enter the name of your company."),
            Self::Private => say!("Enter your e-mail address at work, not a private one."),
            Self::NotEmail(fault) => match fault {
                Fault::Space => say!("Remove the space within the e-mail address."),
                Fault::NoAt => say!("Enter the whole e-mail address, like name@example.com."),
                Fault::TwoAts => say!("Enter one e-mail address with one @ in it."),
                Fault::NoDomain => {
                    say!("Complete the e-mail address behind the @, like example.com.")
                }
                Fault::Dots => say!("Check the dots in the e-mail address."),
                Fault::Odd => say!("Remove the characters that an e-mail address can't have."),
                Fault::Long => {
                    say!("Enter a shorter e-mail address: this one is too long to exist.")
                }
            },
        }
    }
}

/// What is wrong, by box, in the order of the form. Empty when it can be sent.
pub fn check(typed: &Typed, config: &Config) -> Vec<(Ask, Trouble)> {
    let mut troubles = Vec::new();
    troubles.extend(check_email(typed.email.trim(), config).map(|trouble| (Ask::Email, trouble)));
    let boxes = [
        (Ask::Name, config.ask_name, &typed.name),
        (Ask::Company, config.ask_company, &typed.company),
    ];
    for (ask, asking, text) in boxes {
        if asking == Asking::Require && text.trim().is_empty() {
            troubles.push((ask, Trouble::Missing(ask)));
        }
    }
    troubles
}

fn check_email(address: &str, config: &Config) -> Option<Trouble> {
    if address.is_empty() {
        return Some(Trouble::Missing(Ask::Email));
    }
    if let Err(fault) = email::check(address) {
        return Some(Trouble::NotEmail(fault));
    }
    let needed = config.business_email == BusinessEmail::Require;
    (needed && free::is_free(&email::domain(address))).then_some(Trouble::Private)
}

/// What may be better; it does not hold the visitor up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The domain looks like a slip of the finger for this one.
    Slip(&'static str),
    /// A private address where one at work helps more.
    Private,
}

impl Hint {
    /// What may be done about it.
    pub fn sentence(self) -> String {
        match self {
            Self::Slip(domain) => say!("Did you mean {domain}?", domain = domain),
            Self::Private => say!(
                "This looks like a private address. An address at work gets you a \
                better answer; you can go on with this one."
            )
            .to_string(),
        }
    }
}

/// A hint about an e-mail address that is none of [`check`]'s troubles.
pub fn hint(typed: &Typed, config: &Config) -> Option<Hint> {
    let address = typed.email.trim();
    email::check(address).ok()?;
    let domain = email::domain(address);
    let private = config.business_email == BusinessEmail::Warn && free::is_free(&domain);
    free::meant(&domain).map(Hint::Slip).or_else(|| private.then_some(Hint::Private))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(email: &str) -> Typed {
        Typed { email: email.into(), ..Typed::default() }
    }

    #[test]
    fn an_empty_form_names_every_box_that_must_be_filled() {
        let config = Config {
            ask_name: Asking::Require,
            ask_company: Asking::Optional,
            ..Config::default()
        };
        let troubles = check(&typed(" "), &config);
        assert_eq!(troubles[0], (Ask::Email, Trouble::Missing(Ask::Email)));
        assert_eq!(troubles[1], (Ask::Name, Trouble::Missing(Ask::Name)));
        assert_eq!(troubles.len(), 2);
        assert!(check(&Typed { name: "J".into(), ..typed(" j@example.com ") }, &config).is_empty());
    }

    #[test]
    fn a_private_address_is_a_hint_or_a_trouble_or_neither() {
        let config = |business_email| Config { business_email, ..Config::default() };
        let (off, warn, require) = (
            config(BusinessEmail::Off),
            config(BusinessEmail::Warn),
            config(BusinessEmail::Require),
        );
        let private = typed("Jane@GMail.com");
        assert_eq!((check(&private, &off), hint(&private, &off)), (vec![], None));
        assert_eq!((check(&private, &warn), hint(&private, &warn)), (vec![], Some(Hint::Private)));
        assert_eq!(check(&private, &require), [(Ask::Email, Trouble::Private)]);
        assert_eq!(hint(&private, &require), None);
        assert!(check(&typed("jane@example.com"), &require).is_empty());
    }

    #[test]
    fn a_slip_is_a_hint() {
        let hint = hint(&typed("jane@gmial.com"), &Config::default()).unwrap();
        assert_eq!(hint.sentence(), "Did you mean gmail.com?");
    }

    #[test]
    fn what_was_not_asked_is_not_sent() {
        let typed = Typed { name: " J ".into(), company: "C".into(), ..typed(" j@example.com ") };
        let config = Config { ask_name: Asking::Optional, ..Config::default() };
        let tidy = typed.tidy(&config);
        let sent = (tidy.email.as_str(), tidy.name.as_str(), tidy.company.as_str());
        assert_eq!(sent, ("j@example.com", "J", ""));
    }
}
