//! Numbers, money and dates as the visitor's browser writes them.
//!
//! Called through `Reflect`, because the typed bindings let a `RangeError` about a bad locale or
//! currency escape.

use chrono::NaiveDate;
use js_sys::{Array, Function, Object, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};

use crate::calc::units::Money;
use crate::language::language;
use crate::text::formats::{Formats, Plain};
use crate::text::notation::Notation;

/// How many decimals a formatter is kept for.
const DECIMALS: u8 = 7;

/// The region's currency, for visitors whose host page names none. US dollars elsewhere.
const CURRENCIES: &[(&str, &str)] = &[
    ("AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK", "EUR"),
    ("GB", "GBP"),
    ("CH LI", "CHF"),
    ("CA", "CAD"),
    ("AU", "AUD"),
    ("NZ", "NZD"),
    ("JP", "JPY"),
    ("IN", "INR"),
    ("SE", "SEK"),
    ("NO", "NOK"),
    ("DK", "DKK"),
    ("PL", "PLN"),
    ("BR", "BRL"),
    ("MX", "MXN"),
    ("SG", "SGD"),
    ("ZA", "ZAR"),
];

/// Formats by the browser's own tables. Each formatter is made once.
pub struct Intl {
    plain: Plain,
    exact: Function,
    whole: Function,
    short: Function,
    numbers: Vec<Function>,
    percents: Vec<Function>,
    date: Function,
    date_short: Function,
    month: Function,
    month_name: Function,
    /// `select` of the language's plural rules; bound.
    plurals: Option<Function>,
}

impl Intl {
    /// Formats for `locale` and `currency`, each left out when the browser does not know it.
    pub fn new(locale: Option<&str>, currency: Option<&str>) -> Option<Self> {
        let tag = self::locale(locale);
        let currency = currency
            .and_then(|code| money(&tag, code, &[]).map(|_| code.to_ascii_uppercase()))
            .unwrap_or_else(|| usual_currency(&tag).to_owned());
        let exact = money(&tag, &currency, &[])?;
        let number = |style: &str, decimals: u8| {
            let digits = JsValue::from(decimals);
            number_format(&tag, &[("style", style.into()), ("maximumFractionDigits", digits)])
        };
        let by_decimals = |style: &str| -> Option<Vec<Function>> {
            (0..=DECIMALS)
                .map(|decimals| number(style, decimals).and_then(|f| format_of(&f)))
                .collect()
        };
        Some(Self {
            plain: Plain { notation: notation(&tag, &currency, &exact)? },
            exact: format_of(&exact)?,
            whole: format_of(&money(&tag, &currency, &[("maximumFractionDigits", 0.into())])?)?,
            short: format_of(&money(
                &tag,
                &currency,
                &[("notation", "compact".into()), ("maximumSignificantDigits", 3.into())],
            )?)?,
            numbers: by_decimals("decimal")?,
            percents: by_decimals("percent")?,
            date: date_format(&tag, &["day", "month", "year"])?,
            date_short: date_format(&tag, &["day", "month"])?,
            month: date_format(&tag, &["month", "year"])?,
            month_name: date_format(&tag, &["month"])?,
            plurals: plurals(),
        })
    }
}

impl Formats for Intl {
    fn notation(&self) -> &Notation {
        self.plain.notation()
    }

    fn money(&self, amount: Money) -> String {
        let cents = amount.0.abs() < 100.0 && amount.0.fract() != 0.0;
        let format = if cents { &self.exact } else { &self.whole };
        call(format, &amount.0.into()).unwrap_or_else(|| self.plain.money(amount))
    }

    fn money_short(&self, amount: Money) -> String {
        call(&self.short, &amount.0.into()).unwrap_or_else(|| self.plain.money_short(amount))
    }

    fn percent(&self, fraction: f64, decimals: u8) -> String {
        call(&self.percents[usize::from(decimals.min(DECIMALS))], &fraction.into())
            .unwrap_or_else(|| self.plain.percent(fraction, decimals))
    }

    fn number(&self, value: f64, decimals: u8) -> String {
        call(&self.numbers[usize::from(decimals.min(DECIMALS))], &value.into())
            .unwrap_or_else(|| self.plain.number(value, decimals))
    }

    fn form(&self, value: f64, decimals: u8) -> usize {
        // What is written decides: 1.04 with one decimal is 1.
        let scale = 10_f64.powi(decimals.into());
        let written = JsValue::from((value * scale).round() / scale);
        let category = self.plurals.as_ref().and_then(|select| call(select, &written));
        usize::from(category.is_none_or(|category| category != "one"))
    }

    fn date(&self, day: NaiveDate) -> String {
        call(&self.date, &js_date(day)).unwrap_or_else(|| self.plain.date(day))
    }

    fn date_short(&self, day: NaiveDate) -> String {
        call(&self.date_short, &js_date(day)).unwrap_or_else(|| self.plain.date_short(day))
    }

    fn month(&self, day: NaiveDate) -> String {
        call(&self.month, &js_date(day)).unwrap_or_else(|| self.plain.month(day))
    }

    fn month_name(&self, day: NaiveDate) -> String {
        call(&self.month_name, &js_date(day)).unwrap_or_else(|| self.plain.month_name(day))
    }
}

/// The wished locale, or the browser's when it does not know that one; without what a system adds to
/// it, such as `-u-va-posix`.
pub fn locale(wished: Option<&str>) -> String {
    let resolved = wished.and_then(|tag| resolve(&tag.into())).or_else(|| {
        let navigator = Reflect::get(&global(), &"navigator".into()).ok()?;
        resolve(&Reflect::get(&navigator, &"language".into()).ok()?)
    });
    let resolved = resolved.or_else(|| resolve(&JsValue::UNDEFINED));
    let tag = resolved.unwrap_or_else(|| "en-US".into());
    tag.split_once("-u-").map_or(&*tag, |(plain, _)| plain).into()
}

fn resolve(tag: &JsValue) -> Option<String> {
    let format = construct("NumberFormat", tag, &JsValue::UNDEFINED)?;
    text(&method(&format, "resolvedOptions")?, "locale")
}

fn usual_currency(tag: &str) -> &'static str {
    let region = construct("Locale", &tag.into(), &JsValue::UNDEFINED)
        .and_then(|locale| method(&locale, "maximize"))
        .and_then(|locale| text(&locale, "region"))
        .unwrap_or_default();
    CURRENCIES
        .iter()
        .find(|(regions, _)| regions.split(' ').any(|known| known == region))
        .map_or("USD", |(_, code)| code)
}

/// Separators, digits and order of dates, read off what the browser writes.
fn notation(tag: &str, currency: &str, money: &JsValue) -> Option<Notation> {
    let number = number_format(tag, &[])?;
    let parts = parts(&number, &JsValue::from(-12_345.6))?;
    let separator = |kind: &str| part(&parts, kind).and_then(|text| text.chars().next());
    let digits = number_format(tag, &[("useGrouping", false.into())])?;
    let written = call(&format_of(&digits)?, &JsValue::from(9_876_543_210.0_f64))?;
    let mut digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    for (digit, found) in digits.iter_mut().zip(written.chars().rev()) {
        *digit = found;
    }
    let day = construct("DateTimeFormat", &tag.into(), &JsValue::UNDEFINED)?;
    let order = self::parts(&day, &js_date(NaiveDate::default()))?;
    let place = |kind: &str| order.iter().position(|(found, _)| found == kind);
    let decimals =
        Reflect::get(&method(money, "resolvedOptions")?, &"maximumFractionDigits".into());
    Some(Notation {
        decimal: separator("decimal")?,
        group: separator("group").unwrap_or('\u{a0}'),
        digits,
        day_first: place("day") < place("month"),
        currency: part(&self::parts(money, &JsValue::from(1))?, "currency")?,
        code: currency.to_owned(),
        currency_decimals: decimals.ok().and_then(|n| n.as_f64()).unwrap_or(2.0) as u8,
    })
}

fn money(tag: &str, currency: &str, more: &[(&str, JsValue)]) -> Option<JsValue> {
    let mut options = vec![("style", "currency".into()), ("currency", currency.into())];
    options.extend_from_slice(more);
    number_format(tag, &options)
}

fn number_format(tag: &str, options: &[(&str, JsValue)]) -> Option<JsValue> {
    construct("NumberFormat", &tag.into(), &object(options))
}

/// Which numbers go with the singular in the language that is spoken.
fn plurals() -> Option<Function> {
    let rules = construct("PluralRules", &language().into(), &JsValue::UNDEFINED)?;
    let select: Function = Reflect::get(&rules, &"select".into()).ok()?.dyn_into().ok()?;
    Some(select.bind0(&rules))
}

/// Months are in the language of the sentences around them: as the visitor writes that language, or
/// as most do; in English as in Britain.
fn date_format(tag: &str, parts: &[&'static str]) -> Option<Function> {
    let tag = match language() {
        language if tag.split('-').next() == Some(language) => tag,
        "en" => "en-GB",
        language => language,
    };
    let mut options = vec![("timeZone", "UTC".into())];
    let part =
        |part: &'static str| (part, if part == "month" { "short" } else { "numeric" }.into());
    options.extend(parts.iter().map(|each| part(each)));
    format_of(&construct("DateTimeFormat", &tag.into(), &object(&options))?)
}

fn construct(class: &str, tag: &JsValue, options: &JsValue) -> Option<JsValue> {
    let intl = Reflect::get(&global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&class, &Array::of2(tag, options)).ok()
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

/// The bound `format` function that a formatter has for a property.
fn format_of(formatter: &JsValue) -> Option<Function> {
    Reflect::get(formatter, &"format".into()).ok()?.dyn_into().ok()
}

fn method(object: &JsValue, name: &str) -> Option<JsValue> {
    let method: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    method.call0(object).ok()
}

fn call(format: &Function, value: &JsValue) -> Option<String> {
    format.call1(&JsValue::NULL, value).ok()?.as_string()
}

/// What `formatToParts` gives, as pairs of type and text.
fn parts(formatter: &JsValue, value: &JsValue) -> Option<Vec<(String, String)>> {
    let method = Reflect::get(formatter, &"formatToParts".into()).ok()?;
    let parts: Array = method.dyn_into::<Function>().ok()?.call1(formatter, value).ok()?.into();
    parts.iter().map(|part| Some((text(&part, "type")?, text(&part, "value")?))).collect()
}

fn part(parts: &[(String, String)], kind: &str) -> Option<String> {
    parts.iter().find(|(found, _)| found == kind).map(|(_, text)| text.clone())
}

fn text(object: &JsValue, key: &str) -> Option<String> {
    Reflect::get(object, &key.into()).ok()?.as_string()
}

/// Midnight of `day` in UTC, the time zone of our date formatters, in milliseconds.
fn js_date(day: NaiveDate) -> JsValue {
    let days = (day - NaiveDate::default()).num_days();
    JsValue::from(days as f64 * 86_400_000.0)
}
