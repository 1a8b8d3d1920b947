//! What a consultant and a client have put in together: scenarios, notes, and the way back.

use super::sweep::OF_A_LIST;
use crate::text::client::{Client, Deals, MOST_SCENARIOS, Scenario};
use crate::text::record::{Item, Record};

/// Most steps that can be taken back.
const MOST_STEPS: usize = 200;
/// Most scenarios that are compared at once.
pub const COMPARED: usize = 4;

/// Members of a calculator's part that follow from the others.
const FOLLOWING: [&str; 2] = ["figures", "headline"];

/// The work on one client, with its steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Workspace {
    client: Client,
    past: Vec<Client>,
    future: Vec<Client>,
    /// Whether something was changed since the client was last saved to a file.
    unsaved: bool,
}

/// What can happen to it.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkspaceAction {
    /// The typing rests: the calculators of the scenario now hold this.
    Record(Record),
    /// There is another list of deals, or none.
    Deals(Option<Deals>),
    /// The client's name.
    Name(String),
    /// A note on a section.
    Note(&'static str, String),
    /// Copy the scenario and work on the copy.
    Duplicate,
    /// Another name for a scenario, by its place.
    Rename(usize, String),
    /// Take a scenario out. The last one stays.
    Remove(usize),
    /// Work on a scenario.
    Select(usize),
    /// A file was opened, or the work begins anew.
    Open(Box<Client>),
    /// It was saved to a file.
    Saved,
    /// Take the last step back.
    Undo,
    /// Go a step forward again.
    Redo,
}

impl Workspace {
    /// The work on a client, without steps.
    pub fn new(client: Client) -> Self {
        Self { client, past: Vec::new(), future: Vec::new(), unsaved: false }
    }

    /// Everything about the client.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Whether something is not in a file yet.
    pub fn is_unsaved(&self) -> bool {
        self.unsaved
    }

    /// Whether a step can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether a step can be gone forward again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The state after `action`.
    #[must_use]
    pub fn apply(mut self, action: WorkspaceAction) -> Self {
        match action {
            WorkspaceAction::Undo => self.travel(|work| (&mut work.past, &mut work.future)),
            WorkspaceAction::Redo => self.travel(|work| (&mut work.future, &mut work.past)),
            WorkspaceAction::Saved => self.unsaved = false,
            WorkspaceAction::Record(parts) if !self.is_other(&parts) => self.refresh(parts),
            WorkspaceAction::Open(client) => {
                self.step(*client);
                self.unsaved = false;
            }
            action => {
                let next = changed(&self.client, action);
                self.step(next);
            }
        }
        self
    }

    /// The client after these actions, without a step, if anything of it would then be in no file.
    pub fn unsaved_after(
        &self,
        actions: impl IntoIterator<Item = WorkspaceAction>,
    ) -> Option<Client> {
        let now = Self { unsaved: self.unsaved, ..Self::new(self.client.clone()) };
        let after = actions.into_iter().fold(now, Self::apply);
        after.unsaved.then_some(after.client)
    }

    /// Whether anything else was typed than stands in the scenario; what stands in it at first was
    /// not typed.
    fn is_other(&self, parts: &Record) -> bool {
        let known = self.client.scenario().map_or(&[][..], |scenario| &scenario.parts);
        let follows = |member: &str| FOLLOWING.contains(&member);
        let typed = |parts: &[(String, Item)]| -> Vec<(String, Record)> {
            let typed = |(name, part): &(String, Item)| match part {
                Item::Record(all) => {
                    let own = all.iter().filter(|(member, _)| !follows(member)).cloned();
                    (name.clone(), own.collect())
                }
                _ => (name.clone(), Record::new()),
            };
            parts.iter().map(typed).collect()
        };
        !known.is_empty() && typed(known) != typed(parts)
    }

    /// The same was typed, and what follows from it may be new: no step.
    fn refresh(&mut self, parts: Record) {
        if let Some(scenario) = self.client.scenarios.get_mut(self.client.current) {
            scenario.parts = parts;
        }
    }

    /// Goes on to `next`, if it is anything else.
    fn step(&mut self, next: Client) {
        if next == self.client {
            return;
        }
        self.past.push(std::mem::replace(&mut self.client, next));
        if self.past.len() > MOST_STEPS {
            self.past.remove(0);
        }
        self.future.clear();
        self.unsaved = true;
    }

    fn travel(&mut self, ways: fn(&mut Self) -> (&mut Vec<Client>, &mut Vec<Client>)) {
        let (from, _) = ways(self);
        let Some(next) = from.pop() else { return };
        let now = std::mem::replace(&mut self.client, next);
        ways(self).1.push(now);
        self.unsaved = true;
    }
}

fn changed(client: &Client, action: WorkspaceAction) -> Client {
    let mut next = client.clone();
    match action {
        WorkspaceAction::Record(parts) => {
            if let Some(scenario) = next.scenarios.get_mut(next.current) {
                scenario.parts = parts;
            }
        }
        WorkspaceAction::Deals(deals) => relist(&mut next, deals),
        WorkspaceAction::Name(name) => next.name = name,
        WorkspaceAction::Note(section, note) => next.notes.insert(section.into(), note),
        WorkspaceAction::Duplicate => duplicate(&mut next),
        WorkspaceAction::Rename(place, name) => {
            if let Some(scenario) = next.scenarios.get_mut(place) {
                scenario.name = name;
            }
        }
        WorkspaceAction::Remove(place) => remove(&mut next, place),
        WorkspaceAction::Select(place) if place < next.scenarios.len() => next.current = place,
        _ => {}
    }
    next
}

/// Another list of deals. What was done with the deals of the old one is by their place in it, and
/// goes with it.
fn relist(client: &mut Client, deals: Option<Deals>) {
    let csv = |deals: &Option<Deals>| deals.as_ref().map(|deals| deals.csv.clone());
    let other = csv(&client.deals) != csv(&deals);
    client.deals = deals;
    let parts = client.scenarios.iter_mut().flat_map(|scenario| &mut scenario.parts);
    for (_, part) in parts.filter(|(name, _)| other && name == "sweep") {
        if let Item::Record(members) = part {
            members.retain(|(member, _)| !OF_A_LIST.contains(&&**member));
        }
    }
}

fn duplicate(client: &mut Client) {
    let Some(scenario) = client.scenario().filter(|_| client.scenarios.len() < MOST_SCENARIOS)
    else {
        return;
    };
    let copy = Scenario { name: free_name(client, &scenario.name), ..scenario.clone() };
    client.current += 1;
    client.scenarios.insert(client.current, copy);
}

/// "As it is 2", or the next number that is free.
fn free_name(client: &Client, name: &str) -> String {
    let stem = name.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end();
    let stem = if stem.is_empty() { say!("Scenario") } else { stem };
    let taken = |name: &String| client.scenarios.iter().any(|one| one.name == *name);
    (2..=MOST_SCENARIOS + 2)
        .map(|number| [stem, " ", &*number.to_string()].concat())
        .find(|name| !taken(name))
        .unwrap_or_else(|| stem.into())
}

fn remove(client: &mut Client, place: usize) {
    if client.scenarios.len() > 1 && place < client.scenarios.len() {
        client.scenarios.remove(place);
        if client.current > place || client.current == client.scenarios.len() {
            client.current -= 1;
        }
    }
}

#[cfg(test)]
mod tests;
