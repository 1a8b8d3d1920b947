//! The consultant's workspace: all calculators for one client, with scenarios, notes and the way
//! back from every step.

mod anew;
mod bar;
mod embed;
mod facts;
mod held;
mod journal;
mod keys;
mod notes;
mod parts;
mod report;
mod rewrite;
mod scenarios;
mod seek;
mod tables;
mod tabs;
mod update;

use std::rc::Rc;

use chrono::NaiveDate;
use web_sys::File;
use yew::html::{onchange, onclick, oninput, onkeydown};
use yew::virtual_dom::{Listener, VTag};
use yew::{AttrValue, Callback, Component, Context, Html, NodeRef, Properties};

use self::anew::Next;
pub use self::embed::OFFER;
use self::report::{Printing, Report};
use self::seek::{Ask, Seek};
pub use self::tabs::Section;
use super::browser::files::Given;
use super::browser::{Leaving, Timer};
use super::calculator::{Calculator, nobody};
use super::early;
use super::element::{attributes, element, nothing, text, value, with, worded};
use super::forecast::Forecast;
use super::handle::Handle;
use super::leads::Leads;
use super::review::Review;
use super::sweep::Sweep;
use super::unlock::Host;
use super::view::{Formatting, View};
use crate::language::Word;
use crate::state::State;
use crate::state::workspace::{Workspace as Work, WorkspaceAction};
use crate::text::client::Client as Contents;
use crate::text::formats::Plain;
use crate::text::workbook::Format;

const QUESTION: Word = word!("Pipeline and forecast review");

const LEDE: Word = word!(
    "Everything about one client, from first question to printed report. It stays in \
    this browser: save it to a file to keep it or to hand it on."
);

/// What a workspace is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct WorkspaceProps {
    /// How values are written.
    pub formats: Formatting,
    /// The day on the visitor's calendar.
    pub today: NaiveDate,
    /// Begins every id; different for each calculator on a page.
    #[prop_or(AttrValue::Static("ep"))]
    pub id: AttrValue,
    /// Level of its heading.
    #[prop_or(2)]
    pub level: u8,
    /// The visitor's locale, as a language tag.
    #[prop_or(AttrValue::Static("en-US"))]
    pub locale: AttrValue,
    /// The currency, as its code.
    #[prop_or(AttrValue::Static("USD"))]
    pub currency: AttrValue,
    /// What is shown at first.
    #[prop_or_default]
    pub start: Section,
    /// Whether the work may be kept in this browser.
    #[prop_or_default]
    pub keep: bool,
    /// The first view alone, drawn before the browser is known.
    #[prop_or_default]
    pub early: bool,
    /// Who around it hears of what happens.
    #[prop_or_else(nobody)]
    pub host: Host,
}

/// A workspace as it is seen first: its question and the room for the rest.
pub fn first_workspace() -> WorkspaceProps {
    WorkspaceProps {
        formats: Formatting::new(Plain::default()),
        today: early::today(),
        id: "ep".into(),
        level: 2,
        locale: "en-US".into(),
        currency: "USD".into(),
        start: Section::default(),
        keep: false,
        early: true,
        host: nobody(),
    }
}

/// What can happen to a workspace.
#[derive(Clone, Debug)]
pub enum Message {
    /// Something about the client changes.
    Do(WorkspaceAction),
    /// Another section is to be shown.
    Show(Section),
    /// Something was typed or pressed somewhere.
    Touched,
    /// The typing rests, or the page is being left: what the calculators hold is taken down.
    Collect,
    /// A scenario is to be compared, or no more.
    Compare(usize, bool),
    /// Something is asked of the goal seek.
    Seek(Ask),
    /// The client is to be saved to a file.
    Save,
    /// A file was chosen.
    File(File),
    /// It was read into memory.
    Given(Given),
    /// What an earlier visit left was found in this browser.
    Archived(Option<String>),
    /// Whether it was kept there.
    Kept(bool),
    /// The work is to begin anew.
    Anew,
    /// What was asked about is to be done, whatever is lost by it.
    Go,
    /// What was asked about is not to be done.
    Stay,
    /// Everything that this browser keeps is about to be deleted.
    Erase,
    /// A section is to be part of the report, or no more.
    Include(Section, bool),
    /// A picture was chosen for the cover.
    Logo(File),
    /// It was read into memory, as an address.
    Pictured(Option<String>),
    /// The cover is to have none.
    NoLogo,
    /// The view for a projector is to be opened, or closed.
    Present(bool),
    /// The list of keys is to be opened, or closed.
    Help(bool),
    /// The focus is to move to the part with this name.
    Focus(&'static str),
    /// The tables of all calculators are asked for as a file.
    SaveTables(Format),
    /// A print is asked for.
    Print,
    /// The page is ready to be printed.
    PrintNow,
}

/// A workspace.
pub struct Workspace {
    view: View<Message>,
    work: Work,
    /// What coverage holds at first.
    initial: State,
    section: Section,
    coverage: Handle<Calculator>,
    sweep: Handle<Sweep>,
    forecast: Handle<Forecast>,
    leads: Handle<Leads>,
    review: Handle<Review>,
    /// The list of deals that was taken down last.
    listed: Option<(usize, usize)>,
    /// Places of the scenarios that are compared.
    compared: Vec<usize>,
    seek: Seek,
    report: Report,
    presenting: bool,
    helping: bool,
    /// What was wrong with the last file.
    refused: Option<String>,
    /// Whether this browser keeps the work; `None` before that is known.
    kept: Option<bool>,
    /// The client as it was kept there last.
    archived: Option<Contents>,
    /// What waits for the visitor's agreement, as it would lose what is in no file yet.
    asked: Option<Next>,
    /// Whether the calculators may still hold the client before.
    forgetting: bool,
    spoken: AttrValue,
    collecting: Option<Timer>,
    leaving: Option<Leaving>,
    focus: Option<&'static str>,
    root: NodeRef,
    printing: Printing,
}

impl std::fmt::Debug for Workspace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Workspace")
    }
}

impl Component for Workspace {
    type Message = Message;
    type Properties = WorkspaceProps;

    fn create(context: &Context<Self>) -> Self {
        Self::new(context.props(), context.link().callback(|message| message))
    }

    fn changed(&mut self, context: &Context<Self>, _: &WorkspaceProps) -> bool {
        self.follow(context.props());
        true
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        self.receive(context.props(), message)
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        self.drawn(context.props(), context.link(), first);
    }

    fn view(&self, context: &Context<Self>) -> Html {
        self.draw(context.props())
    }
}

impl Workspace {
    /// Everything about the client.
    pub fn client(&self) -> &Contents {
        self.work.client()
    }

    fn draw(&self, props: &WorkspaceProps) -> Html {
        let view = &self.view;
        let head = vec![
            view.heading(0, "question", "ep-question", QUESTION),
            worded("p", "ep-lede", LEDE),
        ];
        let status = attributes! { "role": "status", "class": "ep-sr" };
        // No banner: each calculator below has a head of its own.
        let head = element("div", "ep-head", head);
        if props.early {
            return element("div", "ep-root ep-workspace ep-waits", vec![head]);
        }
        let parts = vec![
            head,
            with("p", status, vec![text(self.spoken.clone())]),
            bar::bar(self, props),
            if self.helping { keys::help(view) } else { nothing() },
            tabs::tabs(view, self.section),
            report::cover(self, props),
            self.panels(props),
        ];
        self.rooted(parts)
    }

    fn panels(&self, props: &WorkspaceProps) -> Html {
        let reporting = self.section == Section::Report;
        let printed = report::printed(self);
        let panel = |section: Section| {
            let mut parts = vec![self.content(props, section)];
            parts.extend(section.is_calculator().then(|| notes::notes(self, section)));
            let printed = reporting && printed.contains(&section);
            tabs::panel(&self.view, section, self.section, printed, parts)
        };
        element("div", "ep-panels", Section::ALL.map(panel).into())
    }

    fn content(&self, props: &WorkspaceProps, section: Section) -> Html {
        match section {
            Section::Coverage => parts::coverage(self, props),
            Section::Sweep => parts::sweep(self, props),
            Section::Forecast => parts::forecast(self, props),
            Section::Leads => parts::leads(self, props),
            Section::Review => parts::review(self, props),
            Section::Scenarios => scenarios::scenarios(self),
            Section::Report => report::report(self),
        }
    }

    /// The workspace around its parts. It hears everything that is typed and pressed in them.
    fn rooted(&self, parts: Vec<Html>) -> Html {
        let touched = || {
            let send = self.view.send.clone();
            move || send.emit(Message::Touched)
        };
        let (typed, changed, pressed) = (touched(), touched(), touched());
        let send = self.view.send.clone();
        let listeners: [Option<Rc<dyn Listener>>; 4] = [
            Some(Rc::new(oninput::Wrapper::new(Callback::from(move |_| typed())))),
            Some(Rc::new(onchange::Wrapper::new(Callback::from(move |_| changed())))),
            Some(Rc::new(onclick::Wrapper::new(Callback::from(move |_| pressed())))),
            Some(Rc::new(onkeydown::Wrapper::new(Callback::from(move |event| {
                keys::hear(&event, &send);
            })))),
        ];
        let mut root = VTag::new("div");
        root.node_ref = self.root.clone();
        let class = match (self.presenting, self.section) {
            (true, _) => "ep-root ep-workspace ep-presenting",
            (false, Section::Report) => "ep-root ep-workspace ep-reporting",
            _ => "ep-root ep-workspace",
        };
        root.attributes = yew::virtual_dom::Attributes::Dynamic {
            keys: &["class"],
            values: Box::new([value(class)]),
        };
        root.set_listeners(Box::new(listeners));
        root.add_children(parts);
        root.into()
    }
}
