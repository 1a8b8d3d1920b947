//! Leads: how many must come in, until when, from whom, and what is lost on the way.

mod answer;
mod embed;
mod follow_up;
mod form;
mod gated;
mod losses;
mod money;
mod plan;
mod sources;
mod update;

use std::rc::Rc;

use chrono::NaiveDate;
use yew::{AttrValue, Component, Context, Html, NodeRef, Properties};

use self::answer::Answer;
pub use self::embed::OFFER;
use super::actions::Shared;
use super::browser::Timer;
use super::calculator::{Message, nobody};
use super::early;
use super::element::{attributes, element, nothing, rooted, text, with, worded};
use super::erase::erase;
use super::handle::Handle;
use super::start::Allowed;
use super::steps::Steps;
use super::unlock::{Host, Lead};
use super::view::{Formatting, View};
use crate::calc::leads::Inputs;
use crate::language::Word;
use crate::lead::config::Config;
use crate::state::State;
use crate::text::draft::Reading;
use crate::text::formats::Plain;

const QUESTION: Word = word!("How many leads does your goal take?");

const LEDE: Word = word!(
    "From the goal backwards: how many leads must come in each week, until when, and \
    from whom. Nothing you type leaves your browser."
);

const GATED_LEDE: Word = word!(
    "From the goal backwards: how many leads must come in each week, until \
    when, and from whom. Nothing you type leaves your browser until you send it."
);

/// What the calculator is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LeadsProps {
    /// How values are written.
    pub formats: Formatting,
    /// The day on the visitor's calendar.
    pub today: NaiveDate,
    /// What the form holds at first; `None`: the example.
    #[prop_or_default]
    pub initial: Option<State>,
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
    pub handle: Handle<Leads>,
    /// What happened to it before it is drawn for the first time.
    #[prop_or_default]
    pub steps: Steps<Message>,
    /// Who around the calculator hears of what happens, and whether they take it over.
    #[prop_or_else(nobody)]
    pub host: Host,
}

/// The calculator as it is seen first: its question and the room for its answer.
pub fn first_leads() -> LeadsProps {
    LeadsProps {
        formats: Formatting::new(Plain::default()),
        today: early::today(),
        initial: None,
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

/// The calculator.
#[derive(Debug)]
pub struct Leads {
    view: View,
    state: State,
    reading: Reading<Inputs>,
    answer: Option<Answer>,
    lead: Lead,
    /// A link that was made of these figures.
    shared: Option<Shared>,
    /// What came of saving.
    told: Option<String>,
    /// What the live region says.
    spoken: AttrValue,
    speaking: Option<Timer>,
    focus: Option<&'static str>,
    root: NodeRef,
    /// Whether the visitor has typed.
    started: bool,
}

impl Component for Leads {
    type Message = Message;
    type Properties = LeadsProps;

    fn create(context: &Context<Self>) -> Self {
        context.props().handle.fill(context.link());
        let props = context.props();
        let mut calculator = Self::new(props, context.link().callback(|message| message));
        props.steps.replay(|message| {
            calculator.receive(props, message);
        });
        calculator
    }

    fn changed(&mut self, context: &Context<Self>, old: &LeadsProps) -> bool {
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

impl Leads {
    /// The answer on the screen.
    pub fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// What was typed and opened.
    pub fn state(&self) -> &State {
        &self.state
    }

    fn draw(&self, props: &LeadsProps) -> Html {
        let view = &self.view;
        let head = vec![
            view.heading(0, "question", "ep-question", QUESTION),
            worded("p", "ep-lede", if props.gate.is_some() { GATED_LEDE } else { LEDE }),
        ];
        let status = attributes! { "role": "status", "class": "ep-sr" };
        let parts = vec![
            element("header", "ep-head", head),
            with("p", status, vec![text(self.spoken.clone())]),
            if props.early { nothing() } else { self.pin() },
            if props.early { nothing() } else { self.columns(props) },
            if props.early { nothing() } else { erase(view) },
        ];
        let class = if props.early { "ep-root ep-leads ep-waits" } else { "ep-root ep-leads" };
        rooted("div", class, &self.root, parts)
    }

    /// The way to the answer on a small screen, where it stands far below.
    fn pin(&self) -> Html {
        let words = vec![
            worded("span", "ep-sr", [say!("Go to the answer:"), " "].concat()),
            text(self.title()),
        ];
        self.view.button("ep-pin", Message::Focus("answer"), words)
    }

    fn columns(&self, props: &LeadsProps) -> Html {
        let view = &self.view;
        let form_name = attributes! { "class": "ep-form", "aria-labelledby": view.id("figures") };
        let answer_name =
            attributes! { "class": "ep-answer", "part": "result", "aria-label": say!("Answer") };
        element(
            "div",
            "ep-columns",
            vec![
                with("section", form_name, vec![form::form(self)]),
                form::given(self),
                with("section", answer_name, vec![answer::answer(self, props)]),
            ],
        )
    }
}
