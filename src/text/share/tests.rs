//! Links that arrive whole, in company, cut, old and forged.

use super::*;

fn fields(texts: &[(&str, &str)]) -> Texts {
    texts.iter().map(|(key, text)| ((*key).to_string(), (*text).to_string())).collect()
}

fn link() -> String {
    encode("coverage", &fields(&[("goal", "2400000"), ("period", "own")]))
}

#[test]
fn a_link_is_what_it_has_always_been() {
    // "c=coverage&goal=2400000&period=own".
    let expected = "ep=1.Yz1jb3ZlcmFnZSZnb2FsPTI0MDAwMDAmcGVyaW9kPW93bg";
    assert_eq!(link().rsplit_once('.').unwrap().0, expected);
    assert_eq!(fnv1a(""), 0x811c_9dc5);
    assert_eq!(fnv1a("foobar"), 0xbf9c_f968);
}

#[test]
fn other_parts_of_the_fragment_do_no_harm() {
    let ours = link();
    for fragment in [
        ours.clone(),
        format!("#{ours}"),
        format!("#tab=2&{ours}&x=y"),
        format!("#/page?{ours}"),
        format!("#/page?a=b&{ours}"),
    ] {
        let shared = decode(&fragment).unwrap();
        assert_eq!(shared.calculator, "coverage");
        assert_eq!(shared.fields, fields(&[("goal", "2400000"), ("period", "own")]));
    }
}

#[test]
fn our_part_can_be_taken_out() {
    let ours = link();
    assert_eq!(without(&ours), "");
    assert_eq!(without(&format!("#{ours}")), "");
    assert_eq!(without(&format!("#a=1&{ours}&b=2")), "#a=1&b=2");
    assert_eq!(without(&format!("#{ours}&b=2")), "#b=2");
    assert_eq!(without(&format!("#a=1&{ours}")), "#a=1");
    assert_eq!(without(&format!("#/page?{ours}&b=2")), "#/page?b=2");
    assert_eq!(without(&format!("#/page?{ours}")), "#/page");
    assert_eq!(without("#step=1"), "#step=1");
    assert_eq!(without(""), "");
}

#[test]
fn a_link_that_cannot_be_used_says_why() {
    assert_eq!(decode(""), Err(LinkProblem::Absent));
    assert_eq!(decode("#step=2"), Err(LinkProblem::Absent));
    assert_eq!(decode("#ep=2.abc.00000000"), Err(LinkProblem::OtherVersion));
    assert_eq!(decode("#ep="), Err(LinkProblem::Damaged));
    assert_eq!(decode("#ep=x.y.z"), Err(LinkProblem::Damaged));
    assert_eq!(decode(&link()[..40]), Err(LinkProblem::Damaged));
    assert_eq!(decode(&format!("ep=1.{}", "A".repeat(10_000_000))), Err(LinkProblem::TooLong));
}

#[test]
fn a_forged_link_brings_nothing_but_short_texts() {
    assert!(decode(&seal("c=coverage")).is_ok());
    for pairs in [
        "",
        "[]",
        "goal=1",
        "c=coverage&goal",
        "c=coverage&",
        "c=coverage&goal=%",
        "c=coverage&goal=%ff",
        &format!("c={}", "c".repeat(65)),
        &format!("c=coverage&goal={}", "9".repeat(65)),
        &format!("c=coverage&{}=9", "g".repeat(65)),
        &"&".repeat(1500),
    ] {
        assert_eq!(decode(&seal(pairs)), Err(LinkProblem::Damaged), "{pairs}");
    }
    assert!(crate::calc::coverage::FIELDS.iter().all(|field| field.key != CALCULATOR));
}

#[test]
fn every_changed_character_is_noticed() {
    let link = link();
    for at in NAME.len()..link.len() {
        let mut changed = link.clone();
        let other = if &link[at..=at] == "b" { "c" } else { "b" };
        changed.replace_range(at..=at, other);
        assert!(decode(&changed).is_err(), "{changed}");
    }
}

#[test]
fn the_fullest_form_fits_into_a_link() {
    let longest =
        crate::calc::coverage::FIELDS.iter().map(|field| (field.key, "999999999999.123456"));
    let link = encode("coverage", &fields(&longest.collect::<Vec<_>>()));
    assert!(link.len() <= MOST_ENCODED, "{}", link.len());
    assert!(decode(&link).is_ok());
}
