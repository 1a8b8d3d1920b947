//! Targets as people write them, and figures with their units.

use super::*;
use crate::text::example::example;

fn inputs() -> Inputs {
    example("2026-10-05".parse().unwrap())
}

fn asked(target: &str) -> Result<Sought, &'static str> {
    let mut seek = Seek { target: target.into(), ..Seek::default() };
    seek.look(Some(&inputs()), &Notation::plain());
    seek.found.unwrap()
}

#[test]
fn a_target_is_read_as_people_write_it() {
    let Ok(Sought::Found { value: Value::Percent(rate), reached }) = asked("80 %") else {
        panic!("{:?}", asked("80 %"))
    };
    assert!(rate > inputs().win_rate);
    assert!((reached - 80.0).abs() < 0.01);
    assert!(asked("eighty").is_err());
    assert!(asked("").is_err());
    let mut seek = Seek::default();
    seek.look(None, &Notation::plain());
    assert!(seek.found.unwrap().is_err());
}

#[test]
fn every_figure_that_can_be_sought_has_its_unit_again() {
    let report = report(
        &Inputs { lead_conversion: Some(Percent(10.0)), ..inputs() },
        Precision::Interactive,
    );
    for figure in FIGURES.iter().filter(|figure| is_number(figure)) {
        let value = (figure.get)(&report).unwrap();
        assert_eq!(with_unit(figure, number(value).unwrap()), value, "{}", figure.key);
    }
    for figure in FIGURES.iter().filter(|figure| !is_number(figure)) {
        assert_eq!(number((figure.get)(&report).unwrap()), None, "{}", figure.key);
    }
}
