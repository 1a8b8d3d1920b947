//! The sweep: which open deals are dead, what is left without them, and what to do with each.

mod answer;
mod chance;
mod changes;
mod count;
mod coverage;
mod curve;
mod embed;
mod form;
mod gated;
mod incoming;
mod known;
mod list;
mod rates;
mod replay;
mod separate;
mod sides;
mod stages;
mod step;
mod update;

use std::rc::Rc;

use chrono::NaiveDate;
use yew::{AttrValue, Component, Context, Html, NodeRef, Properties};

use self::answer::Answer;
pub use self::embed::OFFER;
use super::answer::section;
use super::browser::{Paper, Timer};
use super::calculator::{self, nobody};
use super::early;
use super::element::{attributes, element, list as several, nothing, rooted, text, with, worded};
use super::erase::erase;
use super::handle::Handle;
use super::import::shared::Publisher;
use super::import::{self, Earlier, Importer, List};
use super::steps::Steps;
use super::unlock::{Host, Lead};
use super::view::{Formatting, View};
use crate::calc::deals::Deal;
use crate::calc::portfolio::Portfolio;
use crate::calc::rates::Rates;
use crate::calc::replay::{Quarter, Replayed};
use crate::calc::separate::SeparateBy;
use crate::calc::sweep::{Inputs, Verdict};
use crate::language::Word;
use crate::lead::config::Config;
use crate::state::State;
use crate::state::sweep::{Held, Sweep as Choices, SweepAction};
use crate::text::deal_list;
use crate::text::draft::Reading;
use crate::text::formats::Plain;

const QUESTION: Word = word!("Which of your deals are dead?");

const LEDE: Word = word!(
    "Drop the deal list from your CRM. Everything is read and worked out in this browser: no deal \
     leaves it."
);

const GATED_LEDE: Word = word!(
    "Drop the deal list from your CRM. Everything is read and worked out in this browser: no deal \
     leaves it, and nothing else until you send it."
);

/// What a sweep is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SweepProps {
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
    /// Whether it may be kept which column of a list says what.
    #[prop_or_default]
    pub keep: bool,
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
    pub handle: Handle<Sweep>,
    /// What happened to it before it is drawn for the first time.
    #[prop_or_default]
    pub steps: Steps<Message>,
    /// Who around the calculator hears of what happens, and whether they take it over.
    #[prop_or_else(nobody)]
    pub host: Host,
}

/// A sweep as it is seen first: its question and the room for its answer.
pub fn first_sweep() -> SweepProps {
    SweepProps {
        formats: Formatting::new(Plain::default()),
        today: early::today(),
        id: "ep".into(),
        level: 2,
        keep: false,
        early: true,
        locale: "en-US".into(),
        gate: None,
        opened: false,
        handle: Handle::default(),
        steps: Steps::default(),
        host: nobody(),
    }
}

/// What can happen to a sweep.
#[derive(Clone, Debug)]
pub enum Message {
    /// Something happened at a box of the form.
    Form(calculator::Message),
    /// Something happened at a box of the coverage that follows from the deals.
    Coverage(calculator::Message),
    /// The visitor did something with the deals.
    Do(SweepAction),
    /// Something happened to a list that comes in.
    Import(import::Message),
    /// The earlier list is to be put away.
    ForgetEarlier,
    /// It is time to forecast the next past period again.
    Replay,
    /// What was done with a list on an earlier day is to be in force again: at once, or as soon as
    /// the list that is being read is in use.
    Restore(Held, bool),
    /// The example is asked for.
    Example,
    /// The deals and what to do with them are asked for as a file.
    SaveDeals,
    /// The typing rests: time for the exact answer.
    Settle,
    /// It is time to work on the answer.
    Work,
    /// The answer rests: time to say it to those who hear the page.
    Speak,
    /// The focus is to move to the part with this name.
    Focus(&'static str),
    /// A print is asked for.
    Print,
    /// The page is ready to be printed.
    PrintNow,
    /// The page goes on paper, or no longer does.
    Paper(bool),
}

/// A sweep.
pub struct Sweep {
    view: View<Message>,
    /// The same for the boxes of the form.
    boxes: View,
    form: State,
    choices: Choices,
    /// The deals that are answered for, and those that come in.
    importer: Importer,
    /// Lets other calculators on the page use them.
    publisher: Publisher,
    /// An earlier list to compare them with.
    earlier: Option<Earlier>,
    /// Past quarters that were forecast again, and those still to be.
    replayed: Option<(Vec<Replayed>, Vec<Quarter>)>,
    lead: Lead,
    reading: Reading<Inputs>,
    portfolio: Option<Portfolio>,
    /// What the list says about the usual figures; as long as the portfolio stands.
    rates: Option<Rates>,
    answer: Option<Answer>,
    /// What is to be worked out next.
    work: Option<count::Work>,
    working: Option<Timer>,
    /// What was typed over the deals' figures for coverage.
    coverage: State,
    /// What is to be in force once the list that is being read is in use.
    waiting: Option<Held>,
    covered: Option<coverage::Covered>,
    settling: Option<Timer>,
    replaying: Option<Timer>,
    spoken: AttrValue,
    speaking: Option<Timer>,
    focus: Option<&'static str>,
    root: NodeRef,
    /// Whether all is drawn as it is to stand on paper.
    on_paper: bool,
    paper: Option<Paper>,
    printing: Option<Timer>,
    started: bool,
}

impl std::fmt::Debug for Sweep {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sweep")
    }
}

impl Component for Sweep {
    type Message = Message;
    type Properties = SweepProps;

    fn create(context: &Context<Self>) -> Self {
        context.props().handle.fill(context.link());
        let props = context.props();
        let mut sweep = Self::new(props, &context.link().callback(|message| message));
        props.steps.replay(|message| {
            sweep.receive(props, message);
        });
        sweep
    }

    fn changed(&mut self, context: &Context<Self>, old: &SweepProps) -> bool {
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

impl Sweep {
    /// What was typed beside the list.
    pub fn form(&self) -> &State {
        &self.form
    }

    /// The list in use.
    pub fn list(&self) -> &List {
        &self.importer.list
    }

    /// What was done with the list, and what is to be once it is read.
    pub fn held(&self) -> Held {
        self.waiting.clone().unwrap_or_else(|| {
            let over = self.coverage.draft.texts().iter().filter(|(_, text)| !text.is_empty());
            let over = over.map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
            Held { over, ..self.choices.held() }
        })
    }

    /// The answer on the screen, with the inputs behind it.
    pub fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// The field by whose values closing curves are to be separate.
    fn separate(&self) -> Option<SeparateBy> {
        self.reading.inputs.as_ref().and_then(Inputs::separate)
    }

    /// Past periods that were forecast again, once all of them were.
    pub fn past(&self) -> Option<&[Replayed]> {
        self.replayed.as_ref().filter(|(_, left)| left.is_empty()).map(|(done, _)| &**done)
    }

    /// What to do with each deal of the answer, in their order.
    pub fn steps(&self) -> Vec<String> {
        let verdicts = self.answer.iter().flat_map(|answer| &answer.report.deals);
        verdicts.map(|one| step::written(&self.view, one, &self.choices)).collect()
    }

    /// The open deals with their next steps as a table; `None` without an answer.
    pub fn table(&self) -> Option<String> {
        let deals = &self.importer.list;
        let verdicts = &self.answer.as_ref()?.report.deals;
        let of = |one: &Verdict| deals.deals().get(one.prospect.position).cloned();
        let open: Vec<Deal> = verdicts.iter().filter_map(of).collect();
        let steps = self.steps();
        let steps = steps.iter().map(String::as_str);
        Some(deal_list::csv(&open, steps, self.view.formats.notation()))
    }

    fn draw(&self, props: &SweepProps) -> Html {
        let view = &self.view;
        let head = vec![
            view.heading(0, "question", "ep-question", QUESTION),
            worded("p", "ep-lede", if props.gate.is_some() { GATED_LEDE } else { LEDE }),
        ];
        let status = attributes! { "role": "status", "class": "ep-sr" };
        let body = if props.early { nothing() } else { several(self.body(props)) };
        let parts = vec![
            element("header", "ep-head", head),
            with("p", status, vec![text(self.spoken.clone())]),
            self.pin(),
            body,
            if props.early { nothing() } else { erase(view) },
        ];
        let class = if props.early { "ep-root ep-sweep ep-waits" } else { "ep-root ep-sweep" };
        rooted("div", class, &self.root, parts)
    }

    /// The way to the answer on a small screen, where it stands far below.
    fn pin(&self) -> Html {
        let Some(answer) = &self.answer else { return nothing() };
        let words = vec![
            worded("span", "ep-sr", [say!("Go to the answer:"), " "].concat()),
            text(answer.verdict.headline.clone()),
        ];
        self.view.button("ep-pin", Message::Focus("answer"), words)
    }

    fn body(&self, props: &SweepProps) -> Vec<Html> {
        let view = &self.view;
        let form_name = attributes! { "class": "ep-form", "aria-labelledby": view.id("figures") };
        let answer_name = attributes! { "class": "ep-answer", "aria-label": say!("Answer") };
        let importer = &self.importer;
        let left = vec![import::source(importer), form::form(self)];
        let right = match importer.asking() {
            Some(under) => import::questions(importer, under),
            None => several(vec![
                import::receipt(importer),
                answer::answer(self, props, importer.list.deals()),
                if importer.is_doubted() { nothing() } else { import::columns(importer) },
            ]),
        };
        vec![element(
            "div",
            "ep-columns",
            vec![
                with("section", form_name, left),
                form::given(self),
                with("section", answer_name, vec![right]),
            ],
        )]
    }
}

/// What a deal is called: its name, or else its account, its id or its place in the list.
fn name(deals: &[Deal], position: usize) -> String {
    let Some(deal) = deals.get(position) else { return String::new() };
    let labels = &deal.labels;
    let known =
        [&labels.name, &labels.account, &labels.id].into_iter().find(|name| !name.is_empty());
    known.map_or_else(|| say!("Deal {number}", number = (position + 1).to_string()), Clone::clone)
}

#[cfg(test)]
mod tests;
