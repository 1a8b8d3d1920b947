//! Scenarios of a client side by side.

use super::client::{Client, Scenario};
use super::record::Item;

/// A calculator's rows of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The calculator, by its name.
    pub calculator: String,
    /// What was typed, then the figures that follow.
    pub rows: Vec<Row>,
}

/// One input or figure of several scenarios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name: the key of a field, or what people call a figure.
    pub name: String,
    /// Whether it was typed, or follows from that.
    pub typed: bool,
    /// As written in each scenario; empty where it has none.
    pub cells: Vec<String>,
}

impl Row {
    /// Whether the scenarios differ in it.
    pub fn differs(&self) -> bool {
        self.cells.windows(2).any(|pair| pair[0] != pair[1])
    }
}

/// The scenarios at these places, calculator by calculator. What none of them has is left out.
pub fn compare(client: &Client, places: &[usize]) -> Vec<Compared> {
    let chosen: Vec<&Scenario> =
        places.iter().filter_map(|place| client.scenarios.get(*place)).collect();
    let mut calculators: Vec<&String> = Vec::new();
    for (name, _) in chosen.iter().flat_map(|scenario| &scenario.parts) {
        if !calculators.contains(&name) {
            calculators.push(name);
        }
    }
    let compared = |name: &&String| {
        let parts: Vec<Option<&Item>> = chosen.iter().map(|one| part(one, name)).collect();
        let typed = rows(&parts, "typed", true);
        let rows = typed.into_iter().chain(rows(&parts, "figures", false)).collect();
        Compared { calculator: (*name).clone(), rows }
    };
    calculators.iter().map(compared).filter(|one| !one.rows.is_empty()).collect()
}

fn part<'a>(scenario: &'a Scenario, name: &str) -> Option<&'a Item> {
    scenario.parts.iter().find(|(known, _)| known == name).map(|(_, item)| item)
}

/// A row for each text that any of the parts has under `member`.
fn rows(parts: &[Option<&Item>], member: &str, typed: bool) -> Vec<Row> {
    let members: Vec<Option<&Item>> =
        parts.iter().map(|part| part.and_then(|part| part.member(member))).collect();
    let mut names: Vec<&String> = Vec::new();
    for item in members.iter().flatten() {
        if let Item::Record(record) = item {
            names.extend(record.iter().map(|(name, _)| name));
        }
    }
    let mut seen: Vec<&String> = Vec::new();
    names.retain(|name| {
        let new = !seen.contains(name);
        seen.push(name);
        new
    });
    let cell = |item: Option<&Item>, name: &str| {
        item.and_then(|item| item.member(name)).and_then(Item::as_text).unwrap_or_default().into()
    };
    names
        .into_iter()
        .map(|name| Row {
            name: name.clone(),
            typed,
            cells: members.iter().map(|item| cell(*item, name)).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::record::{record, text};

    fn scenario(name: &str, goal: &str, chance: &str) -> Scenario {
        let typed = record([("goal", text(goal)), ("win_rate", text("25"))]);
        let figures = record([("Chance of making the goal", text(chance))]);
        let coverage = record([("typed", typed), ("figures", figures)]);
        Scenario { name: name.into(), parts: vec![("coverage".into(), coverage)] }
    }

    fn client() -> Client {
        let scenarios = vec![
            scenario("As it is", "1m", "31 %"),
            scenario("Lower goal", "800k", "62 %"),
            Scenario::default(),
        ];
        Client { scenarios, ..Client::new("en-US", "USD") }
    }

    #[test]
    fn what_differs_is_told_from_what_does_not() {
        let compared = compare(&client(), &[0, 1]);
        assert_eq!(compared.len(), 1);
        let rows: Vec<_> =
            compared[0].rows.iter().map(|row| (&*row.name, row.typed, row.differs())).collect();
        let expected = [
            ("goal", true, true),
            ("win_rate", true, false),
            ("Chance of making the goal", false, true),
        ];
        assert_eq!(rows, expected);
        assert_eq!(compared[0].rows[2].cells, ["31 %", "62 %"]);
    }

    #[test]
    fn a_scenario_without_something_has_an_empty_cell() {
        let compared = compare(&client(), &[2, 0, 9]);
        assert_eq!(compared[0].rows[0].cells, ["", "1m"]);
        assert!(compared[0].rows.iter().all(Row::differs));
        assert_eq!(compare(&client(), &[2]), []);
    }
}
