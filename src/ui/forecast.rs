//! The forecast: what a firm will close, month by month.

mod answer;
mod basis;
mod categories;
mod count;
mod deals;
mod embed;
mod form;
mod gated;
mod incoming;
mod keep;
mod part;
mod right;
mod sections;
mod spreadsheet;
mod update;

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;
use yew::{AttrValue, Component, Context, Html, NodeRef, Properties};

pub use self::answer::{Answer, headline, whole};
use self::basis::Basis;
pub use self::embed::OFFER;
use self::spreadsheet::Arrivals;
pub use self::spreadsheet::{Incoming, Place};
use super::actions::Shared;
use super::browser::Timer;
use super::calculator::{self, nobody};
use super::early;
use super::element::{attributes, element, heard, list as several, nothing, rooted, text, with};
use super::erase::erase;
use super::given::given;
use super::handle::Handle;
use super::import::shared::{Shared as SharedList, Subscription};
use super::import::{self, Deals, Earlier, Importer};
use super::start::Allowed;
use super::steps::Steps;
use super::unlock::{Host, Lead};
use super::view::{Formatting, View};
use crate::calc::forecast::{FIELDS, Inputs, MeasuredRate, Owned, Settling};
use crate::calc::replay::Replayed;
use crate::language::Word;
use crate::lead::config::Config;
use crate::state::State;
use crate::state::forecast::{Held, Look, LookAction, Origin, RowsAction, Tables};
use crate::text::draft::Reading;
use crate::text::formats::Plain;
use crate::text::rows::Problem;
use crate::text::rows::forecast::{SECTIONS, Section};

const QUESTION: Word = word!("What will we close, month by month?");

const LEDE: Word = word!(
    "Your open deals, new business and recurring revenue give a forecast with honest ranges."
);

/// What a forecast is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ForecastProps {
    /// How values are written.
    pub formats: Formatting,
    /// The day on the visitor's calendar.
    pub today: NaiveDate,
    /// Begins every id; different for each calculator on a page.
    #[prop_or(AttrValue::Static("ep"))]
    pub id: AttrValue,
    /// Level of the heading that asks the question.
    #[prop_or(2)]
    pub level: u8,
    /// What may be done with what is typed.
    #[prop_or_default]
    pub allowed: Allowed,
    /// The first view alone, drawn before the browser is known.
    #[prop_or_default]
    pub early: bool,
    /// The visitor's locale, as a language tag.
    #[prop_or(AttrValue::Static("en-US"))]
    pub locale: AttrValue,
    /// What the form before the whole answer asks and where that goes; `None`: there is no form.
    #[prop_or_default]
    pub gate: Option<Rc<Config>>,
    /// Whether the form has been passed on an earlier visit.
    #[prop_or_default]
    pub opened: bool,
    /// The way to it for what stands around it.
    #[prop_or_default]
    pub handle: Handle<Forecast>,
    /// What happened to it before it is drawn for the first time.
    #[prop_or_default]
    pub steps: Steps<Message>,
    /// Who around the calculator hears of what happens, and whether they take it over.
    #[prop_or_else(nobody)]
    pub host: Host,
}

/// A forecast as it is seen first: its question and the room for its answer.
pub fn first_forecast() -> ForecastProps {
    ForecastProps {
        formats: Formatting::new(Plain::default()),
        today: early::today(),
        id: "ep".into(),
        level: 2,
        allowed: Allowed::default(),
        early: true,
        locale: "en-US".into(),
        gate: None,
        opened: false,
        handle: Handle::default(),
        steps: Steps::default(),
        host: nobody(),
    }
}

/// What can happen to a forecast.
#[derive(Clone, Debug)]
pub enum Message {
    /// Something happened at a box of the form.
    Form(calculator::Message),
    /// Something happened to a list that comes in.
    Import(import::Message),
    /// Something happened to a table.
    Rows(Section, RowsAction),
    /// Something happened to a spreadsheet that comes in, for a table or for the whole.
    Spreadsheet(Place, Incoming),
    /// A script or an earlier state fills in figures.
    Fill(Filling),
    /// What was chosen on an earlier day is to be in force again.
    Restore(Held),
    /// The open deals come from somewhere else.
    Origin(Origin),
    /// Another calculator on the page has another list.
    Board,
    /// The list of another calculator is used, or put aside.
    Borrow(bool),
    /// The earlier list is to be put away.
    ForgetEarlier,
    /// A word of the list stands for this category, by its key.
    Means(String, String),
    /// The visitor looks at it in another way.
    Look(LookAction),
    /// What past quarters teach is to be followed, or no longer.
    Follow(bool),
    /// The table is asked for as a file.
    SaveCsv,
    /// Everything is asked for as a workbook.
    SaveWorkbook,
    /// The table is asked for, to be pasted elsewhere.
    CopyTable,
    /// It was copied, or that was refused.
    Copied(bool),
    /// The typing rests: time for the exact answer.
    Settle,
    /// It is time to go on with it.
    Step,
    /// The answer rests: time to say it to those who hear the page.
    Speak,
    /// A print is asked for.
    Print,
    /// The focus is to move to the part with this name.
    Focus(&'static str),
}

/// Figures that a script or an earlier state fills in.
#[derive(Clone, Debug)]
pub struct Filling {
    /// Text of boxes, in the visitor's notation.
    pub boxes: Vec<(&'static str, String)>,
    /// Text of tables.
    pub tables: Vec<(Section, String)>,
    /// Whether it is everything, as it was typed once; else the rest stays, and tables read the
    /// same everywhere.
    pub whole: bool,
}

/// A forecast.
pub struct Forecast {
    view: View<Message>,
    /// The same for the boxes of the form.
    boxes: View,
    form: State,
    tables: Tables,
    /// Spreadsheets that came in.
    arrivals: Arrivals,
    look: Look,
    origin: Origin,
    /// A list of the visitor's, and those that come in.
    importer: Importer,
    /// The deals of that list.
    own: Option<Deals>,
    /// A list of another calculator on the page.
    borrowed: Option<SharedList>,
    /// Whether it is used where there is one.
    borrows: bool,
    /// Where the deals are to come from once there is such a list; `None`: from it.
    aside: Option<Origin>,
    subscription: Option<Subscription>,
    /// An earlier list, to measure categories with.
    earlier: Option<Earlier>,
    /// What words of the list stand for, by key, as the visitor says.
    means: BTreeMap<String, String>,
    /// What follows from the list in use.
    basis: Basis,
    /// Past periods that were forecast again so far.
    replayed: Vec<Replayed>,
    /// Rates of the categories by the earlier list, by the key of their box.
    measured: Vec<(&'static str, MeasuredRate)>,
    reading: Reading<Inputs>,
    /// What is wrong with each table.
    problems: [Vec<Problem>; SECTIONS.len()],
    owned: Rc<Owned>,
    answer: Option<Answer>,
    /// The exact answer in the making.
    work: Option<Settling>,
    settling: Option<Timer>,
    /// What came of saving or copying.
    told: Option<String>,
    shared: Option<Shared>,
    lead: Lead,
    spoken: AttrValue,
    speaking: Option<Timer>,
    focus: Option<&'static str>,
    root: NodeRef,
    started: bool,
}

impl std::fmt::Debug for Forecast {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Forecast")
    }
}

impl Component for Forecast {
    type Message = Message;
    type Properties = ForecastProps;

    fn create(context: &Context<Self>) -> Self {
        context.props().handle.fill(context.link());
        let props = context.props();
        let mut forecast = Self::new(props, &context.link().callback(|message| message));
        props.steps.replay(|message| {
            forecast.receive(props, message);
        });
        forecast
    }

    fn changed(&mut self, context: &Context<Self>, old: &ForecastProps) -> bool {
        self.follow(context.props(), old);
        true
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        self.receive(context.props(), message)
    }

    fn rendered(&mut self, context: &Context<Self>, first: bool) {
        self.drawn(context.props(), first);
    }

    fn view(&self, context: &Context<Self>) -> Html {
        self.draw(context.props())
    }
}

impl Forecast {
    /// What was typed into the boxes.
    pub fn form(&self) -> &State {
        &self.form
    }

    /// What was typed into the tables.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The answer on the screen, with the inputs behind it.
    pub fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    fn draw(&self, props: &ForecastProps) -> Html {
        let privacy = if props.gate.is_some() {
            say!("Nothing you type leaves your browser until you send it.")
        } else {
            say!("Nothing you type leaves your browser.")
        };
        let head = vec![
            self.view.heading(0, "question", "ep-question", QUESTION),
            element("p", "ep-lede", vec![text(LEDE), text(" "), text(privacy)]),
        ];
        let status = attributes! { "role": "status", "class": "ep-sr" };
        let body = if props.early { nothing() } else { self.body(props) };
        let parts = vec![
            element("header", "ep-head", head),
            with("p", status, vec![text(self.spoken.clone())]),
            if props.early { nothing() } else { self.pin() },
            body,
            if props.early { nothing() } else { erase(&self.view) },
        ];
        let class =
            if props.early { "ep-root ep-forecast ep-waits" } else { "ep-root ep-forecast" };
        rooted("div", class, &self.root, parts)
    }

    /// The way to the answer on a small screen, where it stands far below.
    fn pin(&self) -> Html {
        let headline = match &self.answer {
            Some(answer) => answer.verdict.headline.clone(),
            None => say!("What is missing").to_owned(),
        };
        let press = self.view.press(Message::Focus("answer"));
        heard(
            "button",
            attributes! { "class": "ep-pin", "type": "button" },
            Box::new([Some(press)]),
            vec![
                element("span", "ep-sr", vec![text(say!("Go to the answer:")), text(" ")]),
                text(headline),
            ],
        )
    }

    fn body(&self, props: &ForecastProps) -> Html {
        let form_name =
            attributes! { "class": "ep-form", "aria-labelledby": self.view.id("figures") };
        let answer_name = attributes! {
            "class": "ep-answer", "part": "result", "aria-label": say!("Answer"),
        };
        let right = match self.importer.asking() {
            Some(under) if self.origin == Origin::Deals => import::questions(&self.importer, under),
            _ => right::right(self, props),
        };
        let left = several(vec![deals::deals(self), form::form(self), sections::sections(self)]);
        let columns = vec![
            with("section", form_name, vec![left]),
            given(&self.view, FIELDS, self.reading.inputs.as_ref()),
            with("section", answer_name, vec![right]),
        ];
        element("div", "ep-columns", columns)
    }
}
