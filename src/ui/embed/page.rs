//! The page around a calculator: its settings, and what it hears.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Function;
use yew::Callback;

use crate::calc::coverage::FIELDS;
use crate::lead::config::{self as lead, Config};
use crate::state::State;
use crate::text::draft::Draft;
use crate::text::example::blank;
use crate::text::formats::Plain;
use crate::text::options::{Analytics, Mode, Options, Warning};
use crate::text::record::{Item, Record, record, text};
use crate::text::texts::Texts;
use crate::ui::browser::{self, Intl, object};
use crate::ui::calculator::CalculatorProps;
use crate::ui::handle::Handle;
use crate::ui::signal::Signal;
use crate::ui::start::Allowed;
use crate::ui::steps::Steps;
use crate::ui::view::Formatting;

/// The version of an event's detail.
const SCHEMA: f64 = 1.0;

/// The page around a calculator.
#[derive(Debug)]
pub struct Page {
    /// What it asks for.
    pub options: Options,
    /// The locale that the browser makes of that.
    pub locale: String,
    /// How values are written.
    pub formats: Formatting,
    settings: Texts,
    host: Callback<Signal, bool>,
    lead: Rc<Config>,
    ear: Rc<RefCell<Ear>>,
    warned: Vec<Warning>,
}

/// How the page hears of what happens.
#[derive(Debug)]
struct Ear {
    tell: Function,
    /// The calculator's word.
    tool: &'static str,
    id: String,
    options: Options,
    currency: String,
    band: Option<&'static str>,
}

impl Page {
    /// The page with these settings around this calculator, that is told by this function.
    pub fn new(settings: &Item, tell: Function, tool: &'static str) -> Self {
        let id = settings.member("id").and_then(Item::as_text).unwrap_or_default().to_owned();
        let ear = Ear {
            tell,
            tool,
            id,
            options: Options::default(),
            currency: String::new(),
            band: None,
        };
        let ear = Rc::new(RefCell::new(ear));
        let heard = Rc::clone(&ear);
        let (locale, formats) = formats(&Texts::default());
        let mut page = Self {
            options: Options::default(),
            locale,
            formats,
            settings: Texts::default(),
            host: Callback::from(move |signal: Signal| hear(&heard, &signal)),
            lead: Rc::default(),
            ear,
            warned: Vec::new(),
        };
        page.configure(settings);
        page
    }

    /// Follows other settings.
    pub fn configure(&mut self, settings: &Item) {
        let texts = settings_of(settings);
        let (options, lead, warnings) = read(&texts);
        self.warn(warnings);
        self.lead = Rc::new(lead);
        let keys = ["locale", "currency"];
        if keys.iter().any(|key| self.settings.get(key) != texts.get(key)) {
            (self.locale, self.formats) = formats(&texts);
        }
        self.settings = texts;
        self.attend();
        let mut ear = self.ear.borrow_mut();
        ear.currency.clone_from(&self.formats.notation().code);
        ear.options = options.clone();
        self.options = options;
    }

    /// What the form before the whole answer asks; `None`: there is no form.
    pub fn gate(&self) -> Option<Rc<Config>> {
        self.is_gated().then(|| Rc::clone(&self.lead))
    }

    /// Whose page this is: see [`Config::seller_key`].
    pub fn seller(&self) -> String {
        self.lead.seller_key(&browser::here())
    }

    /// Whether the visitor has opened the whole answer on a page of this seller.
    pub fn was_opened(&self) -> bool {
        browser::was_opened(&self.seller())
    }

    /// Hears of leads that wait for a page of this seller.
    fn attend(&self) {
        browser::leave(&self.host);
        browser::attend(self.seller(), self.host.clone());
    }

    /// Who hears of what happens.
    pub fn host(&self) -> Callback<Signal, bool> {
        self.host.clone()
    }

    /// What may be done with what is typed.
    pub fn allowed(&self) -> Allowed {
        Allowed { keep: self.options.save, share: self.options.share }
    }

    /// Whether the whole answer is to wait behind a form.
    pub fn is_gated(&self) -> bool {
        self.options.mode == Mode::Gated
    }

    /// The calculator that this page wants, with this in it.
    pub fn props(&self, initial: State) -> CalculatorProps {
        CalculatorProps {
            formats: self.formats.clone(),
            today: browser::today(),
            initial,
            id: "ep".into(),
            level: 2,
            keep: self.options.save.then(|| self.locale.clone()),
            locale: self.locale.clone().into(),
            gate: self.gate(),
            sharing: self.options.share,
            early: false,
            handle: Handle::default(),
            steps: Steps::default(),
            host: self.host.clone(),
        }
    }

    /// `draft` with the inputs of a script in it.
    pub fn merged(&mut self, draft: &Draft, given: &Item) -> Draft {
        let (found, ignored) =
            Draft::from_canonical(&given.texts(str::to_owned), FIELDS, &*self.formats);
        self.warn(ignored.into_iter().map(|key| Warning {
            key,
            sentence: "This input has no such field, or its value is of another kind.".into(),
        }));
        let mut merged = draft.clone();
        for field in FIELDS {
            let text = found.get(field.key);
            if !text.is_empty() {
                merged.set(field.key, text);
            }
        }
        merged
    }

    /// The figures of `draft` as they are written now; it was written in `formats`. What it does
    /// not make sense of stays as it was typed.
    pub fn rewritten(&self, draft: &Draft, formats: &Formatting) -> Draft {
        let texts = draft.to_canonical(FIELDS, blank(browser::today()), formats.notation());
        let (mut rewritten, _) = Draft::from_canonical(&texts, FIELDS, &*self.formats);
        for field in FIELDS {
            if rewritten.get(field.key).is_empty() {
                rewritten.set(field.key, draft.get(field.key));
            }
        }
        rewritten
    }

    /// What was typed, as a state holds it; typed in another language it could mean something else.
    pub fn restored(&mut self, state: &Item) -> Option<Draft> {
        let typed = state.member("typed")?.texts(str::to_owned);
        if state.member("locale").and_then(Item::as_text) != Some(&self.locale) {
            self.warn([Warning {
                key: "state".into(),
                sentence: "It is of another locale, and left aside.".into(),
            }]);
            return None;
        }
        let mut draft = Draft::default();
        for field in FIELDS {
            draft.set(field.key, typed.get(field.key).unwrap_or_default());
        }
        Some(draft)
    }

    /// Tells that figures were taken away.
    pub fn tell_export(&self, kind: &'static str) {
        self.host.emit(Signal::Export(kind));
    }

    /// Each warning stands in the console once.
    fn warn(&mut self, warnings: impl IntoIterator<Item = Warning>) {
        for warning in warnings {
            if !self.warned.contains(&warning) {
                browser::warn(
                    &["enough-pipeline: ", &warning.key, ": ", &warning.sentence].concat(),
                );
                self.warned.push(warning);
            }
        }
    }
}

/// What these settings ask for, and what is wrong with them. Where no form is, nobody needs to know
/// what is wrong with where it leads.
fn read(texts: &Texts) -> (Options, Config, Vec<Warning>) {
    let (options, mut warnings) = Options::read(texts);
    let (lead, others) = Config::read(texts);
    if options.mode == Mode::Gated {
        let warning = |one: lead::Warning| Warning { key: one.key, sentence: one.text };
        warnings.extend(others.into_iter().map(warning));
    }
    (options, lead, warnings)
}

/// What is wrong with these settings, in the same words as in the console: a list of objects with
/// `key` and `sentence`.
pub fn check(settings: &Item) -> Item {
    let (_, _, warnings) = read(&settings_of(settings));
    let entry = |one: Warning| record([("key", text(one.key)), ("sentence", text(one.sentence))]);
    Item::List(warnings.into_iter().map(entry).collect())
}

/// Locale and formats by the texts `locale` and `currency`.
pub fn formats(texts: &Texts) -> (String, Formatting) {
    let locale = browser::locale(texts.get("locale").map(str::trim));
    let formats = Intl::new(Some(&locale), texts.get("currency").map(str::trim))
        .map_or_else(|| Formatting::new(Plain::default()), Formatting::new);
    (locale, formats)
}

/// The attributes, and under the same names the members of the object `lead`, which win.
fn settings_of(settings: &Item) -> Texts {
    let mut texts = Texts::default();
    for (member, rename) in [("attributes", str::to_owned as fn(&str) -> String), ("lead", kebab)] {
        if let Some(item) = settings.member(member) {
            for (key, text) in item.texts(rename).iter() {
                texts.insert(key.to_owned(), text.to_owned());
            }
        }
    }
    texts
}

/// "portalId" as an attribute spells it: "portal-id". What has a hyphen is spelled so already.
fn kebab(name: &str) -> String {
    if name.contains('-') {
        return name.to_owned();
    }
    let mut kebab = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    kebab
}

/// Tells the page, as far as it and the visitor want that.
fn hear(ear: &RefCell<Ear>, signal: &Signal) -> bool {
    let mut ear = ear.borrow_mut();
    if let Signal::Result(band) = signal {
        ear.band = Some(band);
    }
    let quiet = ear.options.analytics == Analytics::Off || browser::wants_privacy();
    if quiet && !signal.essential() {
        return false;
    }
    let detail = ear.detail(signal);
    let entry = signal.entry().filter(|_| !quiet && ear.options.analytics == Analytics::DataLayer);
    let entry = entry.map(|name| ear.entry(name));
    let (tell, layer) = (ear.tell.clone(), ear.options.data_layer.clone());
    // The listener may call back into the calculator.
    drop(ear);
    browser::call(&tell, signal.event(), &object::write(&detail), &layer, entry.as_ref())
}

impl Ear {
    fn detail(&self, signal: &Signal) -> Item {
        let mut detail: Record = vec![
            ("schema".into(), Item::Number(SCHEMA)),
            ("tool".into(), text(self.tool)),
            ("version".into(), text(env!("CARGO_PKG_VERSION"))),
            ("instance".into(), text(&self.id)),
        ];
        detail.extend(signal.detail());
        Item::Record(detail)
    }

    /// The entry of the data layer: bands and names, never figures or what identifies a person.
    fn entry(&self, name: &str) -> Item {
        record([
            ("event", text(name)),
            ("calculator_id", text(self.tool)),
            ("calculator_version", text(env!("CARGO_PKG_VERSION"))),
            ("instance_id", text(&self.id)),
            ("result_band", self.band.map_or(Item::Nothing, text)),
            ("currency", text(&self.currency)),
        ])
    }
}
