use super::*;
use crate::calc::deals::Outcome;
use crate::calc::sweep::{Inputs, report};
use crate::calc::units::{Days, Money, Percent};
use crate::text::example::deals::{example_deals, example_sweep};

fn today() -> chrono::NaiveDate {
    "2026-11-16".parse().unwrap()
}

fn verdicts(sweep: &Sweep, deals: &[Deal]) -> Vec<Verdict> {
    let inputs = Inputs {
        win_rate: Some(Percent(25.0)),
        sales_cycle: Some(Days(60)),
        ..example_sweep(today())
    };
    let portfolio = inputs.portfolio(deals).unwrap();
    let precision = crate::calc::sweep::Precision::Interactive;
    report(&inputs, &portfolio, &sweep.overrides(), precision).deals
}

#[test]
fn a_kept_deal_is_not_dead_and_stays_in_sight() {
    let deals = example_deals(today());
    let sweep = Sweep::default();
    let dead = verdicts(&sweep, &deals);
    let listed = sweep.listed(&dead, &deals);
    let first = listed[0].prospect.position;
    let kept = sweep.apply(SweepAction::Choose(first, Some(Choice::Keep)));
    let after = verdicts(&kept, &deals);
    let again = kept.listed(&after, &deals);
    assert_eq!(again.len(), listed.len());
    assert!(again[0].kept && again[0].standing != Standing::Dead);
    assert_eq!(kept.apply(SweepAction::Undo).overrides(), Overrides::default());
}

#[test]
fn choices_are_taken_back_one_by_one() {
    let sweep = Sweep::default()
        .apply(SweepAction::Choose(3, Some(Choice::Nurture)))
        .apply(SweepAction::Choose(3, Some(Choice::Nurture)))
        .apply(SweepAction::Choose(3, Some(Choice::Keep)))
        .apply(SweepAction::Choose(5, Some(Choice::CloseAsLost)));
    assert_eq!((sweep.chosen(), sweep.choice(3)), (2, Some(Choice::Keep)));
    let sweep = sweep.apply(SweepAction::Undo).apply(SweepAction::Undo);
    assert_eq!((sweep.chosen(), sweep.choice(3)), (1, Some(Choice::Nurture)));
    let sweep = sweep.apply(SweepAction::Undo).apply(SweepAction::Undo);
    assert_eq!((sweep.chosen(), sweep.can_undo()), (0, false));
}

#[test]
fn a_typed_chance_counts_and_is_taken_back_as_a_whole() {
    let deals = example_deals(today());
    let none = Sweep::default();
    let dead = verdicts(&none, &deals);
    let at = none.listed(&dead, &deals)[0].prospect.position;
    let typed = none
        .apply(SweepAction::Chance(at, "6".into(), Some(Percent(6.0))))
        .apply(SweepAction::Chance(at, "60".into(), Some(Percent(60.0))));
    assert_eq!((typed.chosen(), typed.chance(at)), (1, Some(("60", Some(Percent(60.0))))));
    let after = verdicts(&typed, &deals);
    let known = after.iter().find(|one| one.prospect.position == at).unwrap();
    assert_eq!((known.prospect.chance_ever, known.kept), (0.6, true));
    assert!(known.prospect.chance < 0.6 && known.standing != Standing::Dead);
    assert!(typed.listed(&after, &deals).iter().any(|one| one.prospect.position == at));
    assert_eq!(typed.apply(SweepAction::Undo).overrides(), Overrides::default());
    let wrong = typed.apply(SweepAction::Chance(at, "often".into(), None));
    assert_eq!(
        (wrong.overrides(), wrong.chance(at)),
        (Overrides::default(), Some(("often", None)))
    );
    assert_eq!(wrong.apply(SweepAction::Chance(at, String::new(), None)).chance(at), None);
}

#[test]
fn lists_are_filtered_and_ordered() {
    let deals = example_deals(today());
    let all = Sweep::default().apply(SweepAction::Show(Shown::All));
    let verdicts = verdicts(&all, &deals);
    let open = deals.iter().filter(|deal| deal.outcome == Outcome::Open).count();
    let values: Vec<Money> =
        all.listed(&verdicts, &deals).iter().map(|one| one.prospect.value).collect();
    assert_eq!(values.len(), open);
    assert!(values.is_sorted_by(|a, b| a >= b));
    let by_age = all.apply(SweepAction::Order(Order::Age));
    let ages: Vec<u32> =
        by_age.listed(&verdicts, &deals).iter().map(|one| one.prospect.age).collect();
    assert!(ages.is_sorted_by(|a, b| a >= b));
    let owners = names(&verdicts, &deals, |labels| &labels.owner);
    assert!(owners.len() > 1 && owners.is_sorted());
    let parts = owners.iter().map(|owner| {
        let one = all.apply(SweepAction::Owner(owner.clone()));
        one.listed(&verdicts, &deals).len()
    });
    assert_eq!(parts.sum::<usize>(), open);
}
