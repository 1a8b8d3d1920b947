//! What the page that shows a calculator asks for: the attributes of its element, read and checked.
//!
//! Whatever stands in them gives a calculator: what is wrong falls back, with a [`Warning`].

use super::texts::Texts;

/// Longest text of an attribute that is looked at, in bytes.
const LONGEST: usize = 100;

/// A setting that cannot be used, for the people who build the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The attribute, or the member of an object.
    pub key: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

/// What is shown before the visitor has said who they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The verdict, and a form that opens the rest.
    #[default]
    Gated,
    /// Everything.
    Open,
    /// Everything, for a consultant with a client.
    Review,
}

/// Where the page's own analytics hears of what happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Analytics {
    /// Events of the element, and entries in the data layer.
    #[default]
    DataLayer,
    /// Events of the element.
    Events,
    /// Nowhere, but for the events that deliver a lead or tell an error.
    Off,
}

/// The settings of one calculator on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The wished locale; whether the browser knows it is found out there.
    pub locale: Option<String>,
    /// The wished currency, likewise.
    pub currency: Option<String>,
    /// What is shown before the form.
    pub mode: Mode,
    /// Where analytics hears of it.
    pub analytics: Analytics,
    /// Name of the page's data layer.
    pub data_layer: String,
    /// Whether a link to the figures may be made and is read.
    pub share: bool,
    /// Whether what is typed is kept for the next visit.
    pub save: bool,
}

/// The calculators there are, by the name that the attribute takes.
pub const CALCULATORS: &[&str] = &["coverage", "sweep", "leads", "review"];

const MODES: &[(&str, Mode)] =
    &[("gated", Mode::Gated), ("open", Mode::Open), ("review", Mode::Review)];
const ANALYTICS: &[(&str, Analytics)] =
    &[("datalayer", Analytics::DataLayer), ("events", Analytics::Events), ("off", Analytics::Off)];
const THEMES: [&str; 3] = ["auto", "light", "dark"];
const LOADING: [&str; 4] = ["lazy", "idle", "eager", "click"];
const SHARE: &[(&str, bool)] = &[("off", false), ("hash", true)];
const SAVE: &[(&str, bool)] = &[("off", false), ("local", true)];
const DATA_LAYER: &str = "dataLayer";

/// A setting that takes one of several words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The attribute.
    pub key: &'static str,
    /// The words.
    pub names: Vec<&'static str>,
    /// The word that an absent attribute stands for.
    pub usual: &'static str,
}

impl Choice {
    /// The choice that `table` describes, whose first row is the usual one unless another has the
    /// default value.
    pub fn of<T: Default + PartialEq>(key: &'static str, table: &[(&'static str, T)]) -> Self {
        let usual = table.iter().find(|(_, value)| *value == T::default()).or(table.first());
        let usual = usual.map_or("", |(name, _)| *name);
        Self { key, names: table.iter().map(|(name, _)| *name).collect(), usual }
    }
}

/// Every choice that [`Options::read`] knows, for pages that offer them.
pub fn choices() -> Vec<Choice> {
    let calculators: Vec<_> = CALCULATORS.iter().map(|name| (*name, ())).collect();
    vec![
        Choice::of("calculator", &calculators),
        Choice::of("mode", MODES),
        Choice::of("analytics", ANALYTICS),
        Choice::of("share", SHARE),
        Choice::of("save", SAVE),
    ]
}

impl Options {
    /// Reads the attributes. Those that belong to the lead are for [`crate::lead`] to read.
    pub fn read(texts: &Texts) -> (Self, Vec<Warning>) {
        let mut reader = Reader { texts, warnings: Vec::new() };
        let calculators: Vec<_> = CALCULATORS.iter().map(|name| (*name, ())).collect();
        reader.one_of("calculator", &calculators);
        // Two that the element itself follows.
        reader.one_of("theme", &THEMES.map(|name| (name, ())));
        reader.one_of("loading", &LOADING.map(|name| (name, ())));
        let options = Self {
            locale: reader.tag("locale", is_locale, "a language tag such as en-GB or de-DE"),
            currency: reader.tag("currency", is_currency, "a currency code such as USD or EUR"),
            mode: reader.one_of("mode", MODES),
            analytics: reader.one_of("analytics", ANALYTICS),
            data_layer: reader
                .tag("data-layer", is_identifier, "the name of a global variable")
                .unwrap_or_else(|| DATA_LAYER.to_owned()),
            share: reader.one_of("share", SHARE),
            save: reader.one_of("save", SAVE),
        };
        (options, reader.warnings)
    }
}

/// Takes attributes one by one, and notes what is wrong with them.
struct Reader<'a> {
    texts: &'a Texts,
    warnings: Vec<Warning>,
}

impl<'a> Reader<'a> {
    /// The choice with the attribute's name; the first when it is absent or another.
    fn one_of<T: Copy>(&mut self, key: &str, choices: &[(&str, T)]) -> T {
        let text = self.given(key);
        let found = choices.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
        if found.is_none() && !text.is_empty() {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            let wanted = ["one of: ", &names.join(", ")].concat();
            self.warn(key, &wanted, choices[0].0);
        }
        found.unwrap_or(&choices[0]).1
    }

    /// The attribute's text if it is what is wanted.
    fn tag(&mut self, key: &str, fits: fn(&str) -> bool, wanted: &str) -> Option<String> {
        let text = self.given(key);
        let fine = text.len() <= LONGEST && fits(text);
        if !fine && !text.is_empty() {
            self.warn(key, wanted, "the usual one");
        }
        fine.then(|| text.to_owned())
    }

    fn given(&self, key: &str) -> &'a str {
        self.texts.get(key).unwrap_or_default().trim()
    }

    fn warn(&mut self, key: &str, wanted: &str, instead: &str) {
        let sentence = ["Give ", wanted, ". It is taken as ", instead, "."].concat();
        self.warnings.push(Warning { key: key.to_owned(), sentence });
    }
}

fn is_locale(text: &str) -> bool {
    text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_identifier(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$');
    text.bytes().next().is_some_and(letter)
        && text.bytes().all(|byte| letter(byte) || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> (Options, Vec<String>) {
        let texts = pairs.iter().map(|(key, text)| ((*key).into(), (*text).into())).collect();
        let (options, warnings) = Options::read(&texts);
        (options, warnings.into_iter().map(|warning| warning.key).collect())
    }

    fn usual() -> Options {
        Options { data_layer: "dataLayer".into(), ..Options::default() }
    }

    #[test]
    fn an_element_without_attributes_is_gated_and_keeps_nothing() {
        assert_eq!(read(&[]), (usual(), vec![]));
        assert_eq!((usual().mode, usual().share, usual().save), (Mode::Gated, false, false));
    }

    #[test]
    fn every_choice_can_be_made() {
        for (text, mode) in MODES {
            assert_eq!(read(&[("mode", text)]).0.mode, *mode);
        }
        for (text, analytics) in ANALYTICS {
            assert_eq!(read(&[("analytics", text)]).0.analytics, *analytics);
        }
        let (options, warnings) = read(&[
            ("calculator", "Coverage"),
            ("locale", "de-DE"),
            ("currency", "EUR"),
            ("data-layer", "myLayer"),
            ("share", " hash "),
            ("save", "LOCAL"),
        ]);
        assert_eq!(warnings, [""; 0]);
        assert!(options.share && options.save);
        assert_eq!(options.locale.as_deref(), Some("de-DE"));
        assert_eq!(options.currency.as_deref(), Some("EUR"));
        assert_eq!(options.data_layer, "myLayer");
    }

    #[test]
    fn every_choice_is_told_with_the_word_of_an_absent_attribute() {
        for Choice { key, names, usual } in choices() {
            assert!(names.contains(&usual), "{key}");
            assert_eq!(read(&[(key, usual)]), (self::usual(), vec![]));
            assert!(names.iter().all(|name| read(&[(key, name)]).1.is_empty()), "{key}");
        }
    }

    #[test]
    fn what_is_wrong_falls_back_and_is_named() {
        let wrong = [
            ("analytics", "yes"),
            ("calculator", "dowsing"),
            ("currency", "€"),
            ("data-layer", "a.b"),
            ("loading", "later"),
            ("locale", "javascript:alert(1)"),
            ("mode", "<b>"),
            ("save", "true"),
            ("share", "🦀"),
            ("theme", "sepia"),
        ];
        let (options, mut warnings) = read(&wrong);
        warnings.sort();
        assert_eq!(options, usual());
        assert_eq!(warnings, wrong.map(|(key, _)| key));
        let book = "x".repeat(10_000_000);
        assert_eq!(read(&[("locale", &book), ("mode", &book)]).0, usual());
    }
}
