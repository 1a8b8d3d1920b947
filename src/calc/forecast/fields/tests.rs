//! Every field once, and what contradicts itself.

use std::collections::BTreeSet;

use super::*;
use crate::calc::field::Value;
use crate::calc::forecast::tests::inputs;

#[test]
fn keys_are_unique_and_help_is_a_sentence() {
    let keys: BTreeSet<_> = FIELDS.iter().map(|field| field.key).collect();
    assert_eq!(keys.len(), FIELDS.len());
    assert!(FIELDS.iter().all(|field| field.help.english().ends_with('.')));
}

#[test]
fn leads_need_their_conversion() {
    let leads = Inputs { leads: 5.0, ..inputs() };
    assert_eq!(check(&leads), [("lead_conversion", Problem::Missing)]);
    let known = crate::calc::units::Percent(10.0);
    assert_eq!(check(&Inputs { lead_conversion: Some(known), ..leads }), []);
    assert_eq!(check(&inputs()), []);
}

#[test]
fn every_field_reaches_a_member_of_its_own() {
    for field in FIELDS {
        let mut changed = inputs();
        let value = match &field.slot {
            Slot::Money(..) => Value::Money(crate::calc::units::Money(123.0)),
            Slot::Percent(..) => Value::Percent(crate::calc::units::Percent(1.5)),
            Slot::Days(..) => Value::Days(crate::calc::units::Days(12)),
            Slot::Count(..) => Value::Count(7),
            Slot::Number(..) => Value::Number(0.25),
            Slot::Date(_) => Value::Date("2027-02-03".parse().unwrap()),
            Slot::Choice(options, _) => Value::Choice(options.len() - 1),
        };
        field.set(&mut changed, value).unwrap();
        assert_eq!(field.get(&changed), Some(value), "{}", field.key);
        let others = FIELDS.iter().filter(|other| other.key != field.key);
        assert!(
            others.into_iter().all(|other| other.get(&changed) == other.get(&inputs())),
            "{}",
            field.key
        );
    }
}
