//! What was saved comes back, and what is anything else is refused.

use super::*;

fn client() -> Client {
    let typed = record([("goal", text("2,4 Mio"))]);
    let parts = vec![("coverage".to_owned(), record([("typed", typed)]))];
    Client {
        name: "Alder & Söhne (Köln)".into(),
        scenarios: vec![
            Scenario { name: "As it is".into(), parts: parts.clone() },
            Scenario { name: "Sweep done".into(), parts },
        ],
        current: 1,
        notes: Texts::from_iter([("coverage".into(), "Ask for \"Q3\"\nagain".into())]),
        deals: Some(Deals { name: "export.csv".into(), csv: "Name;Amount\r\nA;1\r\n".into() }),
        ..Client::new("de-DE", "EUR")
    }
}

/// The file with one member changed.
fn with(key: &str, item: Item) -> Item {
    let Item::Record(members) = client().to_item() else { panic!("a file is a record") };
    let others = members.into_iter().filter(|(known, _)| known != key);
    Item::Record(others.chain([(key.to_owned(), item)]).collect())
}

#[test]
fn what_was_saved_comes_back() {
    assert_eq!(Client::from_json(&client().to_json()), Ok(client()));
    assert_eq!(Client::from_json("\u{feff}{"), Err(Refusal::NotJson));
    let new = Client::new("en-US", "USD");
    assert_eq!(Client::from_item(&new.to_item()), Ok(new));
}

#[test]
fn a_later_file_with_more_in_it_is_read_and_a_later_format_refused() {
    assert_eq!(Client::from_item(&with("logo", text("x"))), Ok(client()));
    assert_eq!(Client::from_item(&with("version", Item::Number(2.0))), Err(Refusal::Newer));
}

#[test]
fn what_is_not_ours_is_refused_by_name() {
    assert_eq!(Client::from_item(&Item::Nothing), Err(Refusal::NotJson));
    assert_eq!(Client::from_item(&Item::List(vec![])), Err(Refusal::NotJson));
    assert_eq!(Client::from_item(&record([])), Err(Refusal::OtherKind));
    assert_eq!(Client::from_item(&with("kind", text("x"))), Err(Refusal::OtherKind));
    let damaged = [
        ("version", text("1")),
        ("scenarios", Item::Nothing),
        ("scenarios", Item::List(vec![])),
        ("scenarios", Item::List(vec![record([("name", text("x"))])])),
        ("client", Item::Number(5.0)),
        ("client", text("x".repeat(201))),
        ("notes", record([("coverage", Item::Flag(true))])),
        ("deals", text("x")),
    ];
    for (key, item) in damaged {
        let refused = Client::from_item(&with(key, item));
        assert_eq!(refused, Err(Refusal::Damaged(key)));
        assert!(Refusal::Damaged(key).sentence().contains(key));
    }
}

#[test]
fn the_scenario_worked_on_is_always_there() {
    for odd in [Item::Number(-1.0), Item::Number(7.0), Item::Number(f64::NAN), Item::Nothing] {
        let opened = Client::from_item(&with("current", odd)).unwrap();
        assert!(opened.scenario().is_some(), "{}", opened.current);
    }
}

#[test]
fn files_have_names_that_every_system_takes() {
    assert_eq!(client().file_name(), "alder-söhne-köln.enough-pipeline.json");
    let named = |name: &str| Client { name: name.into(), ..client() }.file_name();
    assert_eq!(named(""), "client.enough-pipeline.json");
    assert_eq!(named("../../etc"), "etc.enough-pipeline.json");
    assert!(named(&"ü".repeat(10_000)).len() < 200);
}
