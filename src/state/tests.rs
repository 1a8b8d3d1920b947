//! What an action does, and what it leaves alone.

use super::*;

fn draft(goal: &str) -> Draft {
    let mut draft = Draft::default();
    draft.set("goal", goal);
    draft
}

fn edit(text: &str) -> Action {
    Action::Edit { key: "goal", text: text.into() }
}

fn example() -> State {
    State::new(draft("1"), Source::Example)
}

#[test]
fn an_edited_example_is_the_visitors() {
    let state = example().apply(edit("2 "));
    assert_eq!((state.draft.get("goal"), state.source), ("2 ", Source::Typed));
    assert_eq!(example().apply(edit("1")), example(), "nothing was changed");
}

#[test]
fn clearing_empties_everything_and_can_be_taken_back() {
    let typed = example().apply(edit("2")).apply(Action::Blur { key: "goal" });
    let cleared = typed.apply(Action::Clear);
    assert!(cleared.draft.is_blank() && cleared.touched.is_empty());
    assert_eq!(cleared.source, Source::Typed);
    let back = cleared.apply(Action::Undo);
    assert_eq!((back.draft, back.source), (draft("2"), Source::Typed));
}

#[test]
fn taking_back_loses_nothing_either() {
    let typed_since = example().apply(Action::Clear).apply(edit("3"));
    let back = typed_since.apply(Action::Undo);
    assert_eq!((back.draft.clone(), back.source), (draft("1"), Source::Example));
    assert_eq!(back.apply(Action::Undo).draft, draft("3"));
    let nothing_since = example().apply(Action::Clear).apply(Action::Undo);
    assert_eq!(nothing_since.undo, None);
    assert_eq!(nothing_since.apply(Action::Undo), nothing_since);
}

#[test]
fn clearing_twice_keeps_what_there_was() {
    let cleared = example().apply(Action::Clear).apply(Action::Clear);
    assert_eq!(cleared.undo, Some((draft("1"), Source::Example)));
}

#[test]
fn a_link_is_loaded_with_its_notice() {
    let notice = Notice::Ignored(vec!["quota".into()]);
    let load =
        Action::Load { draft: draft("9"), source: Source::Shared, notice: Some(notice.clone()) };
    let state = example().apply(load);
    assert_eq!((state.draft.clone(), state.source), (draft("9"), Source::Shared));
    assert_eq!(state.undo, Some((draft("1"), Source::Example)));
    assert_eq!(state.notice.as_ref(), Some(&notice));
    assert!(notice.sentence().contains("quota"));
    assert_eq!(state.apply(Action::DismissNotice).notice, None);
    let again = state.apply(Action::LoadExample(draft("1")));
    assert_eq!((again.source, again.undo), (Source::Example, Some((draft("9"), Source::Shared))));
}

#[test]
fn problems_are_shown_where_the_visitor_has_been() {
    let state = example().apply(Action::Blur { key: "win_rate" });
    assert_eq!(state.touched, ["win_rate"]);
}

#[test]
fn details_open_and_close() {
    let open = example().apply(Action::ToggleDetails);
    assert!(open.details_open);
    assert_eq!(open.apply(Action::ToggleDetails), example());
}
