//! What holds for any text and any value.

use std::ops::Range;

use chrono::NaiveDate;
use enough_pipeline::calc::coverage::{FIELDS, Inputs, check};
use enough_pipeline::calc::field::{Blank, Field, Problem, Slot, Value};
use enough_pipeline::calc::units::{Days, Money, Percent};
use enough_pipeline::text::canonical;
use enough_pipeline::text::draft::{Draft, Reading};
use enough_pipeline::text::example::blank;
use enough_pipeline::text::formats::{Formats, Plain};
use enough_pipeline::text::notation::Notation;
use enough_pipeline::text::{saved, share};
use proptest::prelude::*;
use proptest::sample::Index;

const CENTS: Range<i64> = -10_000_000_000..10_000_000_000;
const LIKE_A_NUMBER: &str =
    "[-+−(]?[$€]?[0-9.,'’ \u{a0}eE%()kM٠٫٬-]{0,70}( ?(Mio\\.?|EUR|days|bn|€))?[)-]?";

fn today() -> NaiveDate {
    "2026-10-05".parse().unwrap()
}

fn english() -> Plain {
    Plain::default()
}

fn german() -> Plain {
    let notation = Notation {
        decimal: ',',
        group: '.',
        day_first: true,
        currency: "€".into(),
        code: "EUR".into(),
        ..Notation::plain()
    };
    Plain { notation }
}

fn french() -> Plain {
    Plain { notation: Notation { group: '\u{202f}', ..german().notation } }
}

fn persian() -> Plain {
    let digits = ['۰', '۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹'];
    Plain { notation: Notation { decimal: '٫', group: '٬', digits, ..Notation::plain() } }
}

fn everywhere() -> [Plain; 4] {
    [english(), german(), french(), persian()]
}

#[track_caller]
fn reads(formats: &Plain, text: &str, value: f64) {
    let read = formats.notation().parse_number(text).map(|parsed| parsed.value);
    assert_eq!(read, Ok(value), "{text}");
}

/// A valid text of a field, now and then none.
fn text_of(field: &'static Field<Inputs>) -> BoxedStrategy<String> {
    let written = move |value| canonical::write(value, field);
    let value = match &field.slot {
        Slot::Money(range, _) => range.clone().prop_map(|v| Value::Money(Money(v))).boxed(),
        Slot::Percent(range, _) => range.clone().prop_map(|v| Value::Percent(Percent(v))).boxed(),
        Slot::Number(range, _) => range.clone().prop_map(Value::Number).boxed(),
        Slot::Days(range, _) => range.clone().prop_map(|v| Value::Days(Days(v))).boxed(),
        Slot::Count(range, _) => range.clone().prop_map(Value::Count).boxed(),
        Slot::Date(_) => (0..40_000_u64)
            .prop_map(|days| NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(days))
            .prop_map(Value::Date)
            .boxed(),
        Slot::Choice(options, _) => (0..options.len()).prop_map(Value::Choice).boxed(),
    };
    if field.blank == Blank::Missing {
        value.prop_map(written).boxed()
    } else {
        prop_oneof![3 => value.prop_map(written), 1 => Just(String::new())].boxed()
    }
}

/// Valid text for every field.
fn texts() -> impl Strategy<Value = Vec<String>> {
    FIELDS.iter().map(text_of).collect::<Vec<_>>()
}

fn draft_of(texts: &[String], formats: &dyn Formats) -> Draft {
    let filled = FIELDS.iter().zip(texts).filter(|(_, text)| !text.is_empty());
    let texts = filled.map(|(field, text)| (field.key.to_string(), text.clone())).collect();
    let (draft, ignored) = Draft::from_canonical(&texts, FIELDS, formats);
    assert!(ignored.is_empty(), "{ignored:?}");
    draft
}

fn link_of(draft: &Draft) -> String {
    let base = blank(today());
    share::encode("coverage", &draft.to_canonical(FIELDS, base, english().notation()))
}

fn read(draft: &Draft, base: Inputs, formats: &dyn Formats) -> Reading<Inputs> {
    draft.read(FIELDS, unchecked, base, formats.notation())
}

/// No rule between fields: each is looked at alone.
fn unchecked(_: &Inputs) -> Vec<(&'static str, Problem)> {
    Vec::new()
}

proptest! {
    #[test]
    fn what_is_put_into_a_box_is_read_back(value in -1e12..1e12_f64, cents in CENTS) {
        for formats in everywhere() {
            reads(&formats, &formats.edit_money(value), value);
            let exact = cents as f64 / 100.0;
            reads(&formats, &formats.edit_money(exact), exact);
            reads(&formats, &formats.edit_number(exact), exact);
        }
    }

    #[test]
    fn what_is_shown_is_read_back(cents in CENTS, units in CENTS) {
        let (exact, whole) = (cents as f64 / 100.0, units as f64);
        for formats in everywhere() {
            reads(&formats, &formats.number(exact, 2), exact);
            reads(&formats, &formats.percent(exact / 100.0, 2), exact);
            reads(&formats, &formats.money(Money(whole)), whole);
        }
    }

    #[test]
    fn what_is_grouped_by_the_locale_is_not_echoed(units in 0_u32..) {
        for formats in everywhere() {
            let text = formats.edit_money(f64::from(units));
            prop_assert!(!formats.notation().parse_number(&text).unwrap().echo, "{}", text);
        }
    }

    #[test]
    fn a_date_in_a_box_is_read_back(days in 0_u64..40_000) {
        let day = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(days);
        for formats in everywhere() {
            prop_assert_eq!(formats.notation().parse_date(&formats.edit_date(day)), Ok(day));
            prop_assert_eq!(formats.notation().parse_date(&day.to_string()), Ok(day));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        survives(&text);
    }

    #[test]
    fn any_text_like_a_number_is_read_or_refused(text in LIKE_A_NUMBER) {
        survives(&text);
    }

    #[test]
    fn an_amount_is_never_read_as_another(text in "[0-9]{1,3}([.,' ][0-9]{1,4}){0,3}") {
        // Whatever the separators mean, the digits stay.
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        if let Ok(parsed) = english().notation().parse_number(&text) {
            let read = digits(&canonical::number(parsed.value));
            let trim = |digits: &str| digits.trim_matches('0').to_string();
            prop_assert_eq!(trim(&read), trim(&digits(&text)), "{}", text);
        }
    }

    #[test]
    fn canonical_text_is_exact(digits in -1.0..1.0_f64, power in -12..=12) {
        let field = FIELDS.iter().find(|field| field.key == "goal").unwrap();
        let value = Value::Money(Money(digits * 10_f64.powi(power)));
        prop_assert_eq!(canonical::read(field, &canonical::write(value, field)), Ok(value));
    }

    #[test]
    fn a_form_survives_link_and_locale(texts in texts()) {
        let draft = draft_of(&texts, &english());
        let reading = read(&draft, blank(today()), &english());
        prop_assert_eq!(&reading.problems, &[]);
        let link = link_of(&draft);
        prop_assert!(link.len() <= 2048, "{}", link.len());
        let shared = share::decode(&format!("#a=b&{link}")).unwrap();
        for formats in everywhere() {
            let (copy, ignored) = Draft::from_canonical(&shared.fields, FIELDS, &formats);
            prop_assert!(ignored.is_empty());
            let again = read(&copy, blank(today()), &formats);
            prop_assert_eq!(again.inputs, reading.inputs);
        }
    }

    #[test]
    fn inputs_survive_as_a_form(texts in texts()) {
        let inputs = read(&draft_of(&texts, &english()), blank(today()), &english()).inputs.unwrap();
        for formats in everywhere() {
            let draft = Draft::from_inputs(FIELDS, &inputs, &formats);
            // The day is not in the form: it is what the base holds.
            let again = read(&draft, blank(inputs.today), &formats);
            prop_assert_eq!(again.inputs, Some(inputs));
        }
    }

    #[test]
    fn a_link_with_one_wrong_bit_is_refused(texts in texts(), at in any::<Index>(), bit in 0..7_u8) {
        let draft = draft_of(&texts, &english());
        let link = link_of(&draft);
        let mut bytes = link.into_bytes();
        let at = 3 + at.index(bytes.len() - 3);
        bytes[at] ^= 1 << bit;
        let link = String::from_utf8(bytes).unwrap();
        prop_assert!(share::decode(&link).is_err(), "{}", link);
    }
}

/// Reads `text` in every way there is: the test is that none panics.
fn survives(text: &str) {
    let mut draft = Draft::default();
    for field in FIELDS {
        draft.set(field.key, text);
        let _ = canonical::read(field, text);
    }
    for formats in everywhere() {
        let read = formats.notation().parse_number(text);
        assert!(read.is_err() || read.is_ok_and(|parsed| parsed.value.is_finite()));
        let reading = draft.read(FIELDS, check, blank(today()), formats.notation());
        assert_eq!(reading.inputs.is_some(), reading.problems.is_empty());
        let texts = draft.to_canonical(FIELDS, blank(today()), formats.notation());
        for (_, value) in texts.iter() {
            assert!(value.len() <= canonical::LONGEST, "{value}");
        }
    }
    for link in [
        text.to_string(),
        format!("ep={text}"),
        format!("#ep=1.{text}"),
        format!("ep=1.{text}.00000000"),
    ] {
        let _ = (share::decode(&link), share::without(&link));
    }
    let _ = saved::decode(text);
    assert!(saved::decode(&saved::encode(text, &draft, FIELDS)).is_some() || text.len() > 200);
}
