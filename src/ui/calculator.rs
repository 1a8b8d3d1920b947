//! One calculator: what it holds, what changes it, and where its parts stand.

mod embed;
mod gated;
mod update;

pub use self::embed::OFFER;
pub(super) use self::update::{quick, read};

use std::rc::Rc;

use chrono::NaiveDate;
use yew::{AttrValue, Callback, Component, Context, Html, NodeRef, Properties};

use super::actions::{Shared, actions};
use super::answer::{Answer, answer, teaser};
use super::browser::Timer;
use super::element::{attributes, element, heard, list, nothing, rooted, text, with, worded};
use super::erase::erase;
use super::form::form;
use super::gate::{delivery, gate};
use super::given::given;
use super::handle::Handle;
use super::missing::{self, PROMISES, missing};
use super::settled::Settled;
use super::steps::Steps;
use super::unlock::{Gated, Host, Lead};
use super::view::{Formatting, View};
use crate::calc::coverage::Lever;
use crate::calc::coverage::{FIELDS, Inputs};
use crate::language::Word;
use crate::lead::config::Config;
use crate::lead::delivery::Delivery;
use crate::state::{Action, State};
use crate::text::draft::Reading;

const QUESTION: Word = word!("Do I have enough pipeline?");

const LEDE: Word = word!(
    "Six figures from your CRM give the chance of making your goal, what it takes to be sure, and by when."
);

/// What a calculator is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CalculatorProps {
    /// How values are written.
    pub formats: Formatting,
    /// The day on the visitor's calendar.
    pub today: NaiveDate,
    /// What the form holds at first.
    #[prop_or_default]
    pub initial: State,
    /// Begins every id; different for each calculator on a page.
    #[prop_or(AttrValue::Static("ep"))]
    pub id: AttrValue,
    /// Level of the heading that asks the question.
    #[prop_or(2)]
    pub level: u8,
    /// The locale to keep what is typed under, for the next visit; `None`: keep nothing.
    #[prop_or_default]
    pub keep: Option<String>,
    /// The visitor's locale, as a language tag.
    #[prop_or(AttrValue::Static("en-US"))]
    pub locale: AttrValue,
    /// What the form before the whole answer asks and where that goes; `None`: there is no form.
    #[prop_or_default]
    pub gate: Option<Rc<Config>>,
    /// Whether links to the figures are made.
    #[prop_or(true)]
    pub sharing: bool,
    /// The first view alone, drawn before the browser is known: nothing in it is an answer yet.
    #[prop_or_default]
    pub early: bool,
    /// The way to it for what stands around it.
    #[prop_or_default]
    pub handle: Handle<Calculator>,
    /// What happened to it before it is drawn for the first time.
    #[prop_or_default]
    pub steps: Steps<Message>,
    /// Who around the calculator hears of what happens, and whether they take it over.
    #[prop_or_else(nobody)]
    pub host: Host,
}

/// Nobody around the calculator hears of it.
pub fn nobody() -> Host {
    Callback::from(|_| false)
}

/// What can happen to a calculator.
#[derive(Clone, Debug)]
pub enum Message {
    /// The visitor did something to what was typed or opened.
    Act(Action),
    /// The box with this key now holds this text.
    Type(&'static str, String),
    /// The slider of the box with this key was moved to this number.
    Slide(&'static str, String),
    /// The example is asked for.
    LoadExample,
    /// The focus is to move to the part with this name.
    Focus(&'static str),
    /// A link is asked for.
    Share,
    /// It was made.
    Shared(Shared),
    /// The table is asked for as a file.
    Save,
    /// A print is asked for.
    Print,
    /// The typing rests: time for the exact answer.
    Settle,
    /// The answer rests: time to say it to those who hear the page.
    Speak,
    /// The calculator stands in a browser.
    Arrive,
    /// The form before the whole answer is to be sent.
    Unlock,
    /// The lead has come so far.
    Heard(Delivery),
    /// The visitor has waited long enough for word of it.
    Opened,
}

/// One calculator.
#[derive(Debug)]
pub struct Calculator {
    view: View,
    state: State,
    reading: Reading<Inputs>,
    /// The answer of the moment.
    quick: Option<Answer>,
    /// The exact one, a moment later.
    settled: Option<Settled>,
    settling: Option<Timer>,
    /// Whether the visitor has typed.
    started: bool,
    lead: Lead,
    /// What the live region says.
    spoken: AttrValue,
    speaking: Option<Timer>,
    shared: Option<Shared>,
    /// What to focus once it is drawn.
    focus: Option<&'static str>,
    root: NodeRef,
}

impl Component for Calculator {
    type Message = Message;
    type Properties = CalculatorProps;

    fn create(context: &Context<Self>) -> Self {
        context.props().handle.fill(context.link());
        let props = context.props();
        let mut calculator = Self::new(props, context.link().callback(|message| message));
        props.steps.replay(|message| {
            calculator.receive(props, message);
        });
        calculator
    }

    fn changed(&mut self, context: &Context<Self>, old: &CalculatorProps) -> bool {
        self.follow(context.props(), old.early);
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

impl Calculator {
    /// What was typed and opened.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The answer on the screen.
    pub fn answer(&self) -> Option<&Answer> {
        let quick = self.quick.as_ref()?;
        Some(self.settled.as_ref().and_then(|settled| settled.exact(quick)).unwrap_or(quick))
    }

    /// What each change would bring to it; nothing until that is worked out.
    pub fn levers(&self) -> &[Lever] {
        let found = self.settled.as_ref().zip(self.quick.as_ref());
        let found = found.map(|(settled, quick)| settled.levers(quick));
        found.filter(|levers| !levers.stale).map_or(&[], |levers| levers.found)
    }

    fn draw(&self, props: &CalculatorProps) -> Html {
        let view = &self.view;
        let head = vec![
            view.heading(0, "question", "ep-question", QUESTION),
            element("p", "ep-lede", vec![text(LEDE), text(" "), text(privacy(props))]),
        ];
        let status = attributes! { "role": "status", "class": "ep-sr" };
        let parts = vec![
            element("header", "ep-head", head),
            with("p", status, vec![text(self.spoken.clone())]),
            self.pin(),
            element("div", "ep-columns", self.columns(props)),
            if props.early { nothing() } else { erase(view) },
        ];
        let class = if props.early { "ep-root ep-early" } else { "ep-root" };
        rooted("div", class, &self.root, parts)
    }

    /// The way to the answer on a small screen, where it stands far below.
    fn pin(&self) -> Html {
        let headline = match &self.quick {
            Some(answer) => answer.verdict.headline.clone(),
            None => missing::title(&self.reading),
        };
        heard(
            "button",
            attributes! { "class": "ep-pin", "type": "button" },
            Box::new([Some(self.view.press(Message::Focus("answer")))]),
            vec![
                worded("span", "ep-sr", [say!("Go to the answer:"), " "].concat()),
                text(headline),
            ],
        )
    }

    fn columns(&self, props: &CalculatorProps) -> Vec<Html> {
        let view = &self.view;
        let form_name = attributes! { "class": "ep-form", "aria-labelledby": view.id("figures") };
        let answer_name =
            attributes! { "class": "ep-answer", "part": "result", "aria-label": say!("Answer") };
        let found = match &self.quick {
            Some(quick) => self.found(props, quick),
            None => missing(view, &self.reading),
        };
        let actions = if self.state.gate.closed {
            nothing()
        } else {
            actions(view, props.sharing, self.shared.as_ref())
        };
        vec![
            with("section", form_name, vec![form(view, &self.state, &self.reading)]),
            given(view, FIELDS, self.reading.inputs.as_ref()),
            with("section", answer_name, vec![found, actions]),
        ]
    }

    /// The answer, as much of it as may be seen.
    fn found(&self, props: &CalculatorProps, quick: &Answer) -> Html {
        let (view, state) = (&self.view, &self.state.gate);
        let exact = self.answer().unwrap_or(quick);
        let config = props.gate.as_deref();
        let closed = config.is_some() && state.closed;
        let whole = || {
            let settled = self.settled.as_ref();
            answer(view, exact, settled.map(|settled| settled.levers(quick)))
        };
        let asking = config.filter(|_| closed || state.refusal().is_some());
        // The first promise stands above the form already.
        let clear = || Message::Act(Action::Clear);
        let form =
            |config| gate(view, state, config, &self.preview(config), &PROMISES[1..], clear());
        // What is said about the lead keeps its place, or else it would not be spoken.
        list(vec![
            if closed { teaser(view, exact) } else { nothing() },
            config.map_or_else(nothing, |config| delivery(state, config)),
            asking.map_or_else(nothing, form),
            if closed { nothing() } else { whole() },
        ])
    }
}

/// What is done with what is typed.
fn privacy(props: &CalculatorProps) -> &'static str {
    if props.gate.is_some() {
        say!("Nothing you type leaves your browser until you send it.")
    } else {
        say!("Nothing you type leaves your browser.")
    }
}
