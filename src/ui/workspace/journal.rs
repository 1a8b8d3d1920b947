//! What must not be lost when the page is left before the typing rests.
//!
//! The browser's database takes longer than a page that is being left has, and not every browser lets
//! a page that is closed do anything more. The storage between visits takes what it is given at once,
//! but not much: with every key it is given the client, until the database has it too.

use yew::html::Scope;

use super::{Message, Workspace, WorkspaceProps, held};
use crate::state::workspace::WorkspaceAction;
use crate::text::client::Client;
use crate::ui::browser::{self, Leaving, archive};

const KEY: &str = "enough-pipeline:client";
/// Stands before a client whose list of deals is in the database.
const LISTED: &str = "+";
/// Bytes of a list of deals that is not written with every key.
const LARGE: usize = 1 << 20;

/// Does what can be done at once when the page is being left, and the rest if there is time.
pub fn watch(scope: Scope<Workspace>) -> Leaving {
    Leaving::watch(move || {
        if let Some(workspace) = scope.get_component() {
            write(&workspace);
        }
        scope.send_message(Message::Collect);
    })
}

/// Takes down what the calculators hold at this moment, unless that is kept already. A list of deals
/// that was there before goes without: the database has it. A large one takes too long.
pub fn write(workspace: &Workspace) {
    let Some(client) = workspace.unkept() else { return };
    let listed = workspace.archived.as_ref().is_some_and(|kept| kept.deals == client.deals);
    let length = client.deals.as_ref().map_or(0, |deals| deals.csv.len());
    if listed {
        let text = Client { deals: None, ..client }.to_json();
        browser::store(KEY, Some(&[LISTED, &*text].concat()));
    } else if length < LARGE {
        browser::store(KEY, Some(&client.to_json()));
    }
}

/// The client of the last visit, by what the database holds of it.
pub fn read(kept: Option<&Client>) -> Option<Client> {
    let Some(text) = browser::stored(KEY) else { return kept.cloned() };
    let (text, listed) = text.strip_prefix(LISTED).map_or((&*text, false), |text| (text, true));
    match Client::from_json(text) {
        Ok(client) if listed => {
            Some(Client { deals: kept.and_then(|kept| kept.deals.clone()), ..client })
        }
        Ok(client) => Some(client),
        Err(_) => kept.cloned(),
    }
}

/// The database has everything, or nothing is to be kept.
pub fn forget() {
    browser::store(KEY, None);
}

impl Workspace {
    /// Takes down what the calculators hold; whether anything of it is new.
    pub(super) fn collect(&mut self, props: &WorkspaceProps) -> bool {
        self.forgetting = false;
        let before = self.work.client().clone();
        self.take_down();
        let changed = *self.work.client() != before;
        self.recheck_sought();
        if props.keep
            && self.work.is_unsaved()
            && self.archived.as_ref() != Some(self.work.client())
        {
            archive::keep(Some(self.work.client().to_json()), self.view.send.reform(Message::Kept));
            self.archived = Some(self.work.client().clone());
        }
        changed
    }

    /// The client as the calculators hold it, if something of that is neither in a file nor kept, and
    /// they can be asked.
    pub(super) fn unkept(&self) -> Option<Client> {
        if self.forgetting {
            return None;
        }
        let listed =
            (held::listed(self) != self.listed).then(|| WorkspaceAction::Deals(held::deals(self)));
        let record = WorkspaceAction::Record(held::collected(self)?);
        let client = self.work.unsaved_after(listed.into_iter().chain([record]))?;
        let kept = self.kept == Some(true) && self.archived.as_ref() == Some(&client);
        (!kept).then_some(client)
    }
}
