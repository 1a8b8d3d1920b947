//! What holds for every field of every calculator, checked before anyone writes a test for it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use enough_pipeline::calc::coverage::PERIODS;
use enough_pipeline::calc::field::{Blank, Field, Slot, Value};
use enough_pipeline::calc::units::{Days, Money, Percent};
use enough_pipeline::calc::{coverage, forecast};
use enough_pipeline::text::canonical;
use enough_pipeline::text::draft::Draft;
use enough_pipeline::text::example::example;
use enough_pipeline::text::example::forecast::example_forecast;
use enough_pipeline::text::formats::{Formats, Plain};
use enough_pipeline::text::notation::Notation;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-10-05")
}

/// Calls a check with the fields of each calculator and inputs that they can change.
macro_rules! for_each_calculator {
    ($check:ident) => {
        $check(coverage::FIELDS, example(today()));
        $check(forecast::FIELDS, example_forecast(today()));
    };
}

fn german() -> Plain {
    let notation = Notation { decimal: ',', group: '.', day_first: true, ..Notation::plain() };
    Plain { notation }
}

/// Both ends of what a field takes.
fn ends<I>(field: &Field<I>) -> [Value; 2] {
    match &field.slot {
        Slot::Money(range, _) => [*range.start(), *range.end()].map(|v| Value::Money(Money(v))),
        Slot::Percent(range, _) => {
            [*range.start(), *range.end()].map(|v| Value::Percent(Percent(v)))
        }
        Slot::Number(range, _) => [*range.start(), *range.end()].map(Value::Number),
        Slot::Days(range, _) => [*range.start(), *range.end()].map(|v| Value::Days(Days(v))),
        Slot::Count(range, _) => [*range.start(), *range.end()].map(Value::Count),
        Slot::Date(_) => [day("1990-01-01"), day("2100-12-31")].map(Value::Date),
        Slot::Choice(options, _) => [0, options.len() - 1].map(Value::Choice),
    }
}

#[test]
fn keys_are_unique_and_in_snake_case() {
    fn check<I: Copy>(fields: &[Field<I>], _: I) {
        let keys: BTreeSet<_> = fields.iter().map(|field| field.key).collect();
        assert_eq!(keys.len(), fields.len());
        for key in keys {
            let snake = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
            assert!(!key.is_empty() && key.bytes().all(snake) && !key.starts_with('_'), "{key}");
        }
    }
    for_each_calculator!(check);
}

#[test]
fn options_have_unique_keys() {
    fn check<I: Copy>(fields: &[Field<I>], _: I) {
        for field in fields {
            if let Slot::Choice(options, _) = &field.slot {
                let keys: BTreeSet<_> = options.iter().map(|option| option.key).collect();
                assert_eq!(keys.len(), options.len(), "{}", field.key);
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
                assert!(
                    options
                        .iter()
                        .all(|option| option.key.bytes().all(plain) && !option.label.is_empty())
                );
            }
        }
    }
    for_each_calculator!(check);
    assert_eq!(PERIODS.iter().filter(|period| period.key == "own").count(), 1);
}

#[test]
fn labels_name_and_help_is_one_sentence() {
    fn check<I: Copy>(fields: &[Field<I>], _: I) {
        for field in fields {
            assert!(
                !field.label.is_empty() && !field.label.english().ends_with(['.', ':']),
                "{}",
                field.key
            );
            let sentences = field.help.english().matches(". ").count()
                + field.help.english().matches(['!', '?']).count();
            assert!(
                field.help.english().ends_with('.') && sentences == 0,
                "{}: {}",
                field.key,
                field.help.english()
            );
        }
    }
    for_each_calculator!(check);
}

#[test]
fn what_an_empty_box_means_is_a_value_of_the_field() {
    fn check<I: Copy>(fields: &[Field<I>], base: I) {
        for field in fields {
            if let Blank::Means(text) = field.blank {
                let value = canonical::read(field, text).expect(field.key);
                assert_eq!(field.set(&mut base.clone(), value), Ok(()), "{}", field.key);
                assert_eq!(canonical::write(value, field), text);
            }
        }
    }
    for_each_calculator!(check);
}

#[test]
fn every_field_can_be_reached() {
    fn check<I: Copy>(fields: &[Field<I>], base: I) {
        for field in fields {
            for value in ends(field) {
                let mut inputs = base;
                assert_eq!(field.set(&mut inputs, value), Ok(()), "{}", field.key);
                assert_eq!(field.get(&inputs), Some(value), "{}", field.key);
            }
        }
    }
    for_each_calculator!(check);
}

#[test]
fn no_two_fields_share_a_place() {
    fn check<I: Copy>(fields: &[Field<I>], base: I) {
        for field in fields {
            for value in ends(field) {
                let mut inputs = base;
                field.set(&mut inputs, value).unwrap();
                let changed = |other: &&Field<I>| other.get(&inputs) != other.get(&base);
                assert!(
                    fields.iter().filter(changed).all(|other| other.key == field.key),
                    "{}",
                    field.key
                );
            }
        }
    }
    for_each_calculator!(check);
}

#[test]
fn both_ends_survive_as_text_of_links_and_of_boxes() {
    fn check<I: Copy>(fields: &[Field<I>], base: I) {
        for field in fields {
            for value in ends(field) {
                let text = canonical::write(value, field);
                assert_eq!(canonical::read(field, &text), Ok(value), "{}", field.key);
                for formats in [Plain::default(), german()] {
                    let texts = [(field.key.to_string(), text.clone())].into_iter().collect();
                    let (draft, ignored) = Draft::from_canonical(&texts, fields, &formats);
                    assert!(ignored.is_empty());
                    let back = draft.to_canonical(fields, base, formats.notation());
                    assert_eq!(back, texts, "{} typed as {}", field.key, draft.get(field.key));
                }
            }
        }
    }
    for_each_calculator!(check);
}
