//! Formulas as a visitor reads them.

use super::super::formats::Plain;
use super::*;
use crate::language::Word;

fn goal() -> Formula {
    Formula::Figure(word!("goal"), Quantity::Money(1_200_000.0))
}

fn won() -> Formula {
    Formula::Figure(word!("closed-won"), Quantity::Money(350_000.0))
}

fn rate() -> Formula {
    Formula::Figure(word!("win rate"), Quantity::Share(0.25))
}

#[track_caller]
fn check(formula: Formula, words: &str, figures: &str) {
    let result = Quantity::Number(formula.evaluate());
    let explanation =
        Explanation { key: "k", label: word!("l"), result, date: None, formula, note: Word::NONE };
    let lines = lines(&explanation, &Plain::default());
    assert_eq!((lines.words.as_str(), lines.figures.as_str()), (words, figures));
}

#[test]
fn parentheses_stand_where_they_are_needed() {
    check(goal() / won(), "goal ÷ closed-won", "$1,200,000 ÷ $350,000");
    check(
        (goal() - won()) / rate(),
        "(goal − closed-won) ÷ win rate",
        "($1,200,000 − $350,000) ÷ 25%",
    );
    check(
        goal() - (won() + won()),
        "goal − (closed-won + closed-won)",
        "$1,200,000 − ($350,000 + $350,000)",
    );
    check(
        goal() - won() - won(),
        "goal − closed-won − closed-won",
        "$1,200,000 − $350,000 − $350,000",
    );
    check(
        goal() / (won() * rate()),
        "goal ÷ (closed-won × win rate)",
        "$1,200,000 ÷ ($350,000 × 25%)",
    );
    check(goal() + won() * rate(), "goal + closed-won × win rate", "$1,200,000 + $350,000 × 25%");
    check(
        goal() * (won() / rate()),
        "goal × (closed-won ÷ win rate)",
        "$1,200,000 × ($350,000 ÷ 25%)",
    );
    check(goal() / won() * rate(), "goal ÷ closed-won × win rate", "$1,200,000 ÷ $350,000 × 25%");
    check(goal() * won() * rate(), "goal × closed-won × win rate", "$1,200,000 × $350,000 × 25%");
}

#[test]
fn the_floor_at_zero_is_said() {
    let left = || Formula::AtLeastZero(Box::new(goal() - won()));
    check(left(), "goal − closed-won, at least 0", "$1,200,000 − $350,000, at least 0");
    check(
        left() / rate(),
        "(goal − closed-won, at least 0) ÷ win rate",
        "($1,200,000 − $350,000, at least 0) ÷ 25%",
    );
}

#[test]
fn negative_and_small_figures_stay_readable() {
    let late = Formula::Figure(word!("days"), Quantity::Days(-3.5));
    check(goal() + late.clone(), "goal + days", "$1,200,000 + (-3.5 days)");
    check(late - Formula::Constant(7.0), "days − 7", "-3.5 days − 7");
    let few = Formula::Figure(word!("deals"), Quantity::Count(0.0342));
    check(few * Formula::Constant(0.5), "deals × 0.5", "0.0342 × 0.5");
    check(
        goal() - Formula::AtLeastZero(Box::new(won())),
        "goal − (closed-won, at least 0)",
        "$1,200,000 − ($350,000, at least 0)",
    );
    check(Formula::Sum(vec![]), "", "");
    check(Formula::Sum(vec![goal()]), "goal", "$1,200,000");
}

#[test]
fn results_have_their_unit() {
    let text = |quantity| result(quantity, &Plain::default());
    assert_eq!(text(Quantity::Times(3.41)), "3.4×");
    assert_eq!(text(Quantity::Money(849_999.6)), "$850,000");
    assert_eq!(text(Quantity::Share(0.24318)), "24.32%");
    assert_eq!(text(Quantity::Days(1.0)), "1 day");
    assert_eq!(text(Quantity::Count(14.0)), "14");
    let date = "2027-02-14".parse().ok();
    let explanation = Explanation {
        key: "k",
        label: word!("l"),
        result: Quantity::Days(3.0),
        date,
        formula: goal(),
        note: Word::NONE,
    };
    assert_eq!(lines(&explanation, &Plain::default()).result, "14 Feb 2027");
}

#[test]
fn the_figures_come_to_the_result_on_a_pocket_calculator() {
    let share = Formula::Figure(word!("chance"), Quantity::Share(0.083_684_774_159));
    let formula = goal() / Formula::Constant(7.0) * share;
    let result = Quantity::Money(formula.evaluate());
    let explanation =
        Explanation { key: "k", label: word!("l"), result, date: None, formula, note: Word::NONE };
    let lines = lines(&explanation, &Plain::default());
    assert_eq!(lines.figures, "$1,200,000 ÷ 7 × 8.3685%");
    assert_eq!(lines.result, "$14,346");
    assert_eq!(format!("{:.0}", 1_200_000.0 / 7.0 * 8.3685 / 100.0), "14346");
}

#[test]
fn the_formulas_of_the_example_can_all_be_checked() {
    use crate::calc::coverage::{Precision, explanations, report};
    let inputs = crate::text::example::example("2026-10-05".parse().unwrap());
    let explanations = explanations(&inputs, &report(&inputs, Precision::Interactive));
    assert!(explanations.len() > 10);
    for explanation in explanations {
        let plain = Plain::default();
        let decimals = decimals(&explanation, &plain);
        let checked =
            comes_to(&explanation, decimals, &plain) || comes_near(&explanation, decimals);
        assert!(checked, "{}", explanation.label.english());
    }
}
