//! From one client to another: what is in no file is asked about, and nothing of the one before
//! stays.

use yew::Callback;

use super::{Workspace, WorkspaceProps, held, journal};
use crate::state::review::ReviewAction;
use crate::state::workspace::Workspace as Work;
use crate::text::client::Client;
use crate::ui::browser::archive;
use crate::ui::{calculator, forecast, review};

/// What would lose what is in no file yet.
#[derive(Clone, Debug)]
pub enum Next {
    /// The work begins anew.
    Anew,
    /// The client of the file of this name is opened.
    Open(String, Box<Client>),
}

impl Workspace {
    /// Does what would lose what is in no file yet, once the visitor has agreed to that.
    pub(super) fn ask_before(&mut self, props: &WorkspaceProps, next: Next) {
        self.take_down();
        self.asked = Some(next);
        if self.work.is_unsaved() {
            self.focus = Some("stay");
        } else {
            self.go_on(props);
        }
    }

    /// Does what was asked about.
    pub(super) fn go_on(&mut self, props: &WorkspaceProps) {
        match self.asked.take() {
            Some(Next::Open(file, client)) => self.open(props, &file, *client),
            Some(Next::Anew) => self.begin_anew(props),
            None => {}
        }
    }

    /// Begins with a client of whom nothing is known.
    pub(super) fn begin_anew(&mut self, props: &WorkspaceProps) {
        self.take(props, Client::new(&props.locale, &props.currency));
        self.forget();
        self.coverage.send(calculator::Message::LoadExample);
        self.forecast.send(forecast::Message::Form(calculator::Message::LoadExample));
        self.leads.send(calculator::Message::LoadExample);
        self.review.send(review::Message::Do(ReviewAction::Clear));
        held::give_deals(self, None);
        self.focus = Some("client");
    }

    /// Nothing of the client before stays: no way back to it, and no copy in this browser. The
    /// calculators hold it a moment longer, in which nothing is kept.
    pub(super) fn forget(&mut self) {
        self.work = Work::new(self.work.client().clone());
        (self.asked, self.archived, self.kept) = (None, None, None);
        self.forgetting = true;
        journal::forget();
        archive::keep(None, Callback::noop());
    }
}
