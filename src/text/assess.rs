//! The answer as an object, for pages that draw their own: figures in, figures out.

use chrono::NaiveDate;

use super::draft::Draft;
use super::example::{blank, relevant};
use super::formats::Formats;
use super::problem::sentence;
use super::record::{Item, record, text};
use super::verdict::{Tone, Verdict, verdict};
use crate::calc::coverage::{FIELDS, FIGURES, Inputs, Precision, Report, check, report};
use crate::calc::field::{Field, Slot, Value};

/// The answer to `given`: a record with the members
/// * `calculator`, and `inputs` as they were understood, those left out with their usual value;
/// * `problems`: a list of `key` and `sentence`, empty when there is an answer;
/// * `band`: `enough`, `close`, `short` or `over`; `headline` and `detail`: the answer in words;
/// * `figures`: by the keys of [`FIGURES`], each a number, a day as text, or nothing.
///
/// The last four are left out while there are problems.
pub fn assess(given: &Item, today: NaiveDate, formats: &dyn Formats) -> Item {
    let (draft, ignored) = Draft::from_canonical(&given.texts(str::to_owned), FIELDS, formats);
    let reading = relevant(&draft).read(FIELDS, check, blank(today), formats.notation());
    let unread = ignored.iter().map(|key| unread(key));
    let wrong = reading.problems.iter().map(|(key, problem)| {
        let field = FIELDS.iter().find(|field| field.key == *key).unwrap_or(&FIELDS[0]);
        trouble(key, sentence(problem, field, FIELDS, formats))
    });
    let problems: Vec<Item> = unread.chain(wrong).collect();
    match reading.inputs.filter(|_| problems.is_empty()) {
        Some(inputs) => {
            let report = report(&inputs, Precision::Settled);
            answered(&inputs, &report, &verdict(&report, &inputs, formats))
        }
        None => record([("calculator", text("coverage")), ("problems", Item::List(problems))]),
    }
}

/// The record of an answer that is there already.
pub fn answered(inputs: &Inputs, report: &Report, verdict: &Verdict) -> Item {
    record([
        ("calculator", text("coverage")),
        ("problems", Item::List(Vec::new())),
        ("inputs", inputs_of(inputs)),
        ("band", text(band(verdict.tone))),
        ("headline", text(&verdict.headline)),
        ("detail", text(&verdict.detail)),
        ("figures", figures(report)),
    ])
}

/// Every input by the key of its field.
pub fn inputs_of(inputs: &Inputs) -> Item {
    fields_of(FIELDS, inputs)
}

/// Every input of any calculator by the key of its field.
pub fn fields_of<I: Copy>(fields: &[Field<I>], inputs: &I) -> Item {
    let pair = |field: &Field<I>| {
        let value = field.get(inputs).map_or(Item::Nothing, |value| item(field, value));
        (field.key.to_owned(), value)
    };
    Item::Record(fields.iter().map(pair).collect())
}

fn item<I>(field: &Field<I>, value: Value) -> Item {
    match (&field.slot, value) {
        (Slot::Choice(options, _), Value::Choice(index)) => {
            options.get(index).map_or(Item::Nothing, |option| text(option.key))
        }
        _ => Item::of(value),
    }
}

/// Every figure by its key.
pub fn figures(report: &Report) -> Item {
    let value = |get: fn(&Report) -> Option<Value>| get(report).map_or(Item::Nothing, Item::of);
    Item::Record(FIGURES.iter().map(|one| (one.key.to_owned(), value(one.get))).collect())
}

/// The name of a verdict's tone in objects, events and leads.
pub fn band(tone: Tone) -> &'static str {
    match tone {
        Tone::Enough => "enough",
        Tone::Close => "close",
        Tone::Short => "short",
        Tone::Over => "over",
        Tone::Open => "open",
    }
}

fn unread(key: &str) -> Item {
    let known = FIELDS.iter().any(|field| field.key == key);
    let sentence = if known {
        "This value is not of the kind that the field takes."
    } else {
        "There is no field with this name."
    };
    trouble(key, sentence)
}

fn trouble(key: &str, sentence: impl Into<String>) -> Item {
    record([("key", text(key)), ("sentence", text(sentence))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::formats::Plain;

    fn answer_to(given: &Item) -> Item {
        assess(given, NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(), &Plain::default())
    }

    fn given() -> Vec<(&'static str, Item)> {
        vec![
            ("goal", Item::Number(1_000_000.0)),
            ("closed_won", Item::Number(400_000.0)),
            ("open_pipeline", text("2400000")),
            ("open_deals", Item::Number(96.0)),
            ("win_rate", Item::Number(25.0)),
            ("sales_cycle", Item::Number(60.0)),
            ("aged_share", Item::Number(0.0)),
            ("deal_spread", Item::Number(0.0)),
            ("correlation", Item::Number(0.0)),
        ]
    }

    fn named(pairs: Vec<(&'static str, Item)>) -> Item {
        Item::Record(pairs.into_iter().map(|(key, item)| (key.to_owned(), item)).collect())
    }

    #[test]
    fn the_answer_is_that_of_the_report() {
        let answer = answer_to(&named(given()));
        let figures = answer.member("figures").unwrap();
        let Some(Item::Number(chance)) = figures.member("chance") else { panic!("{answer:?}") };
        assert!((chance - 13.8).abs() < 0.1, "{chance}");
        assert_eq!(figures.member("deals_needed"), Some(&Item::Number(138.0)));
        assert_eq!(figures.member("last_day"), Some(&text("2026-03-31")));
        assert_eq!(answer.member("band"), Some(&text("short")));
        let inputs = answer.member("inputs").unwrap();
        assert_eq!(inputs.member("period"), Some(&text("this-quarter")));
        assert_eq!(inputs.member("average_deal"), Some(&Item::Nothing));
        // What came out goes in again and gives the same.
        assert_eq!(answer_to(inputs), answer);
    }

    #[test]
    fn every_problem_is_named_with_its_key() {
        let keys = |given: &Item| -> Vec<Item> {
            let answer = answer_to(given);
            assert_eq!(answer.member("figures"), None);
            let Some(Item::List(problems)) = answer.member("problems") else { panic!() };
            problems.iter().filter_map(|problem| problem.member("key").cloned()).collect()
        };
        let with = |key, item| named(given().into_iter().chain([(key, item)]).collect());
        assert_eq!(keys(&with("quota", Item::Number(1.0))), [text("quota")]);
        assert_eq!(keys(&with("win_rate", Item::Number(140.0))), [text("win_rate")]);
        assert_eq!(keys(&with("today", text("tomorrow"))), [text("today")]);
        for nothing in [Item::Nothing, Item::Number(1.0), named(vec![])] {
            assert!(keys(&nothing).contains(&text("goal")));
        }
    }
}
