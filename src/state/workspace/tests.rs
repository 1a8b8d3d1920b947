//! Scenarios, and the way back from every step.

use super::*;
use crate::state::forecast::{Held as Chosen, Origin};
use crate::state::sweep::{Held, Sweep, SweepAction};
use crate::text::record::{Item, record, text};

/// What stands in the calculators at first is recorded, and is no step.
fn work() -> Workspace {
    Workspace::new(Client::new("en-US", "USD")).apply(typed("0"))
}

fn typed(goal: &str) -> WorkspaceAction {
    let typed = record([("goal", text(goal))]);
    WorkspaceAction::Record(vec![("coverage".into(), record([("typed", typed)]))])
}

fn goal(work: &Workspace) -> Option<&Item> {
    let (_, coverage) = work.client().scenario()?.parts.first()?;
    coverage.member("typed")?.member("goal")
}

fn names(work: &Workspace) -> Vec<&str> {
    work.client().scenarios.iter().map(|one| one.name.as_str()).collect()
}

#[test]
fn a_copy_has_a_name_of_its_own_and_is_worked_on_alone() {
    let work = work().apply(typed("1")).apply(WorkspaceAction::Duplicate).apply(typed("2"));
    assert_eq!(names(&work), ["As it is", "As it is 2"]);
    assert_eq!(goal(&work), Some(&text("2")));
    let work = work.apply(WorkspaceAction::Select(0));
    assert_eq!(goal(&work), Some(&text("1")));
    let work = work.apply(WorkspaceAction::Duplicate);
    assert_eq!(names(&work), ["As it is", "As it is 3", "As it is 2"]);
    assert_eq!(work.client().current, 1);
}

#[test]
fn removing_keeps_the_scenario_that_is_worked_on_and_the_last_one() {
    let two = work().apply(WorkspaceAction::Duplicate);
    let first_gone = two.clone().apply(WorkspaceAction::Remove(0));
    assert_eq!((names(&first_gone), first_gone.client().current), (vec!["As it is 2"], 0));
    let second_gone = two.apply(WorkspaceAction::Remove(1));
    assert_eq!((names(&second_gone), second_gone.client().current), (vec!["As it is"], 0));
    assert_eq!(second_gone.clone().apply(WorkspaceAction::Remove(0)), second_gone);
    assert_eq!(second_gone.clone().apply(WorkspaceAction::Remove(9)), second_gone);
}

#[test]
fn every_step_can_be_taken_back_and_gone_again() {
    let steps = [
        typed("1"),
        WorkspaceAction::Duplicate,
        WorkspaceAction::Rename(1, "Sweep done".into()),
        WorkspaceAction::Note("coverage", "Ask again".into()),
        WorkspaceAction::Name("Alder".into()),
        WorkspaceAction::Select(0),
        typed("2"),
        WorkspaceAction::Deals(Some(Deals { name: "a".into(), csv: "b".into() })),
        WorkspaceAction::Open(Box::new(Client::new("de-DE", "EUR"))),
    ];
    let mut states = vec![work()];
    for step in steps {
        let next = states[states.len() - 1].clone().apply(step);
        states.push(next);
    }
    let mut at = states[states.len() - 1].clone();
    for before in states.iter().rev().skip(1) {
        at = at.apply(WorkspaceAction::Undo);
        assert_eq!(at.client(), before.client());
    }
    assert!(!at.can_undo());
    for after in states.iter().skip(1) {
        at = at.apply(WorkspaceAction::Redo);
        assert_eq!(at.client(), after.client());
    }
    assert!(!at.can_redo());
    let other = at.apply(WorkspaceAction::Undo).apply(typed("3"));
    assert!(!other.can_redo(), "another way was taken");
}

#[test]
fn what_follows_from_the_same_figures_is_taken_down_without_a_step() {
    let work = work();
    let typed = record([("goal", text("0"))]);
    let figures = record([("Chance", text("31%"))]);
    let part = record([("typed", typed), ("figures", figures)]);
    let later = work.clone().apply(WorkspaceAction::Record(vec![("coverage".into(), part)]));
    assert!(!later.can_undo() && !later.is_unsaved());
    assert_ne!(later.client(), work.client());
}

#[test]
fn what_changes_nothing_is_no_step() {
    let work = work().apply(typed("1"));
    for nothing in [typed("1"), WorkspaceAction::Select(0), WorkspaceAction::Select(5)] {
        assert_eq!(work.clone().apply(nothing), work);
    }
}

#[test]
fn it_is_known_whether_all_is_saved() {
    let work = work();
    assert!(!work.is_unsaved());
    let changed = work.apply(typed("1"));
    assert!(changed.is_unsaved());
    let saved = changed.apply(WorkspaceAction::Saved);
    assert!(!saved.is_unsaved());
    assert!(saved.apply(WorkspaceAction::Undo).is_unsaved());
}

#[test]
fn neither_steps_nor_scenarios_grow_without_end() {
    let mut work = work();
    for number in 0..500 {
        work = work.apply(typed(&number.to_string()));
    }
    for _ in 0..100 {
        work = work.apply(WorkspaceAction::Duplicate);
    }
    assert_eq!(work.client().scenarios.len(), MOST_SCENARIOS);
    let mut steps = 0;
    while work.can_undo() {
        work = work.apply(WorkspaceAction::Undo);
        steps += 1;
    }
    assert_eq!(steps, MOST_STEPS);
}

#[test]
fn what_was_done_with_deals_is_a_step_and_goes_with_their_list() {
    let done = |key: &str| {
        let choices = record([("3", text(key))]);
        let part = record([("typed", record([])), ("choices", choices)]);
        WorkspaceAction::Record(vec![("sweep".into(), part)])
    };
    let part = |work: &Workspace| work.client().scenarios[0].parts[0].1.clone();
    let list =
        |csv: &str| WorkspaceAction::Deals(Some(Deals { name: "a.csv".into(), csv: csv.into() }));
    let first = work().apply(list("a")).apply(done("keep"));
    let second = first.clone().apply(done("close"));
    assert_ne!(part(&first), part(&second));
    assert_eq!(part(&second.clone().apply(WorkspaceAction::Undo)), part(&first));
    let same = second.clone().apply(list("a"));
    assert_eq!(part(&same), part(&second), "it is the same list");
    let other = second.clone().apply(WorkspaceAction::Duplicate).apply(list("b"));
    for scenario in &other.client().scenarios {
        assert_eq!(scenario.parts[0].1.member("choices"), None);
    }
    let back = other.apply(WorkspaceAction::Undo);
    assert_eq!(part(&back), part(&second));
    assert_eq!(Client::from_json(&second.client().to_json()), Ok(second.client().clone()));
}

#[test]
fn what_was_chosen_of_a_list_survives_a_file_and_goes_with_the_list() {
    let swept = Sweep::default().apply(SweepAction::Follow(true)).held();
    let chosen = Chosen { follows: true, aside: Some(Origin::Stages), ..Chosen::default() };
    let part = |mut members: Record, separate: &str| {
        members.insert(0, ("typed".into(), record([("separate_by", text(separate))])));
        Item::Record(members)
    };
    let sweep = part(swept.members(), "segment");
    let parts = vec![("sweep".into(), sweep), ("forecast".into(), part(chosen.members(), ""))];
    let deals =
        |csv: &str| WorkspaceAction::Deals(Some(Deals { name: "a".into(), csv: csv.into() }));
    let work = work().apply(deals("a")).apply(WorkspaceAction::Record(parts));
    let read = Client::from_json(&work.client().to_json()).unwrap();
    assert_eq!(&read, work.client());
    let of = |client: &Client, at: usize| client.scenario().unwrap().parts[at].1.clone();
    assert_eq!(Held::of(&of(&read, 0)), swept);
    assert_eq!(Chosen::of(&of(&read, 1)), chosen);
    // Past quarters are those of the list; the field by which curves are separate is a box.
    let other = work.apply(deals("b"));
    let sweep = of(other.client(), 0);
    assert!(!Held::of(&sweep).follows);
    assert_eq!(sweep.member("typed").unwrap().member("separate_by"), Some(&text("segment")));
}
