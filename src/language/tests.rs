use super::*;

fn two(form: usize) -> Count {
    Count { text: ["1", "2"][form].into(), form }
}

#[test]
fn a_message_without_a_translation_is_english() {
    assert_eq!(say!("Nobody has translated this"), "Nobody has translated this");
    assert_eq!(language(), "en");
}

#[test]
fn places_are_filled_in_by_name() {
    assert_eq!(say!("{b} after {a}", a = "A", b = String::from("B")), "B after A");
    let deals = |form| say!("{n} {n?deal|deals}", n = two(form));
    assert_eq!((deals(0), deals(1)), ("1 deal".into(), "2 deals".into()));
}

#[test]
fn a_language_may_order_and_choose_as_it_likes() {
    let text = format!(
        "{:08x}Zuerst {{b}}, dann {{a}}\nbad\n\n{:08x}Sieg",
        word!("{a} then {b}").id(),
        word!("Win" in "noun").id(),
    );
    speak("de", Box::leak(Box::new(Table::new(text))));
    assert_eq!(language(), "de");
    assert_eq!(say!("{a} then {b}", a = "1", b = "2"), "Zuerst 2, dann 1");
    assert_eq!((say!("Win" in "noun"), say!("Win")), ("Sieg", "Win"));
    speak_english();
    assert_eq!(say!("Win" in "noun"), "Win");
}

#[test]
fn what_a_translation_gets_wrong_is_shown_rather_than_lost() {
    let one: [(&str, &dyn Filling); 1] = [("a", &"1")];
    assert_eq!(fill("{a} {c} {", &one), "1 {c} {");
    assert_eq!(fill("{a?x} {a?|y}", &one), "x ");
    let five = Count { text: "5".into(), form: 7 };
    let more: [(&str, &dyn Filling); 1] = [("a", &five)];
    assert_eq!(fill("{a?x|y} {a?}", &more), "y ");
}

#[test]
fn names_are_held_against_the_sentence_when_it_is_built() {
    assert!(same_names("{a} and {b?x|y} and {a}", &["a", "b"]));
    assert!(same_names("nothing", &[]));
    assert!(!same_names("{a}", &["a", "b"]));
    assert!(!same_names("{a} {c}", &["a"]));
    assert!(!same_names("{ab}", &["a"]));
    assert!(!same_names("{a", &["a"]));
}
