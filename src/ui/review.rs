//! The review: one area after the other, the score, the gaps to close first, and other raters.

mod answer;
mod areas;
mod embed;
mod files;
mod gated;
mod known;
mod raters;
mod update;

use std::rc::Rc;

use chrono::NaiveDate;
use web_sys::File;
use yew::{AttrValue, Component, Context, Html, NodeRef, Properties};

use self::answer::Answered;
pub use self::embed::OFFER;
use super::browser::Timer;
use super::browser::files::Given;
use super::calculator::{self, nobody};
use super::early;
use super::element::{attributes, element, nothing, rooted, text, with, worded};
use super::erase::erase;
use super::handle::Handle;
use super::steps::Steps;
use super::unlock::{Host, Lead};
use super::view::{Formatting, View};
use crate::calc::review::Known;
use crate::language::Word;
use crate::lead::config::Config;
use crate::state::State;
use crate::state::review::{Review as Choices, ReviewAction};
use crate::text::draft::Reading;
use crate::text::formats::Plain;
use crate::text::review::{Content, write};

const QUESTION: Word = word!("What holds your sales back?");

const LEDE: Word = word!(
    "Eight areas, four statements each: choose what one would really see with you. \
    Nothing you answer leaves your browser."
);

const GATED_LEDE: Word = word!(
    "Eight areas, four statements each: choose what one would really see with \
    you. Nothing you answer leaves your browser until you send it."
);

/// What a review is given.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ReviewProps {
    /// How values are written.
    pub formats: Formatting,
    /// The day on the visitor's calendar.
    pub today: NaiveDate,
    /// What is answered at first.
    #[prop_or_default]
    pub initial: Choices,
    /// What other calculators found, as typed or given at first.
    #[prop_or_default]
    pub known: State,
    /// Begins every id; different for each calculator on a page.
    #[prop_or(AttrValue::Static("ep"))]
    pub id: AttrValue,
    /// Level of the heading that asks the question.
    #[prop_or(2)]
    pub level: u8,
    /// Whether what is answered is kept for the next visit.
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
    pub handle: Handle<Review>,
    /// What happened to it before it is drawn for the first time.
    #[prop_or_default]
    pub steps: Steps<Message>,
    /// Who around the calculator hears of what happens, and whether they take it over.
    #[prop_or_else(nobody)]
    pub host: Host,
}

/// The review as it is seen first: its question and the room for its answer.
pub fn first_review() -> ReviewProps {
    ReviewProps {
        formats: Formatting::new(Plain::default()),
        today: early::today(),
        initial: Choices::default(),
        known: State::default(),
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

/// What a file is taken in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Someone else's answers.
    Other,
    /// Answers of an earlier date.
    Earlier,
    /// Own answers, to go on with.
    Own,
}

/// What can happen to a review.
#[derive(Clone, Debug)]
pub enum Message {
    /// The visitor answered, or chose what is shown.
    Do(ReviewAction),
    /// Something happened at a box of what is known, or at the form before the whole answer.
    Form(calculator::Message),
    /// A file was chosen.
    File(File, Purpose),
    /// It was read into memory.
    Given(Given, Purpose),
    /// The answers are asked for as a file.
    Save,
    /// Every statement with its answer is asked for as a table.
    SaveTable,
    /// A print is asked for.
    Print,
    /// The answer rests: time to say it to those who hear the page.
    Speak,
    /// The focus is to move to the part with this name.
    Focus(&'static str),
}

/// A review.
pub struct Review {
    view: View<Message>,
    /// The same for boxes.
    boxes: View,
    content: Content,
    choices: Choices,
    /// What is known, and what stands before the whole answer.
    form: State,
    reading: Reading<Known>,
    answer: Option<Answered>,
    /// What was wrong with the last file.
    refused: Option<String>,
    lead: Lead,
    spoken: AttrValue,
    speaking: Option<Timer>,
    focus: Option<&'static str>,
    root: NodeRef,
    started: bool,
}

impl std::fmt::Debug for Review {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Review")
    }
}

impl Component for Review {
    type Message = Message;
    type Properties = ReviewProps;

    fn create(context: &Context<Self>) -> Self {
        context.props().handle.fill(context.link());
        let props = context.props();
        let mut review = Self::new(props, &context.link().callback(|message| message));
        props.steps.replay(|message| {
            review.receive(props, message);
        });
        review
    }

    fn changed(&mut self, context: &Context<Self>, old: &ReviewProps) -> bool {
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

impl Review {
    /// What was answered.
    pub fn choices(&self) -> &Choices {
        &self.choices
    }

    /// What is known from elsewhere, as typed or given.
    pub fn form(&self) -> &State {
        &self.form
    }

    /// The result on the screen.
    pub fn answer(&self) -> Option<&Answered> {
        self.answer.as_ref()
    }

    /// The answers as a file.
    pub fn file(&self, today: NaiveDate) -> String {
        write(&self.choices.rating(today), &self.content)
    }

    fn draw(&self, props: &ReviewProps) -> Html {
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
        let class = if props.early { "ep-root ep-review ep-waits" } else { "ep-root ep-review" };
        rooted("div", class, &self.root, parts)
    }

    /// The way to the answer on a small screen, where it stands far below.
    fn pin(&self) -> Html {
        let words = vec![
            worded("span", "ep-sr", [say!("Go to the result:"), " "].concat()),
            text(self.title()),
        ];
        view_button(self, "ep-pin", Message::Focus("answer"), words)
    }

    fn columns(&self, props: &ReviewProps) -> Html {
        let form_name = attributes! { "class": "ep-form", "aria-labelledby": self.view.id("area") };
        let answer_name =
            attributes! { "class": "ep-answer", "part": "result", "aria-label": say!("Result") };
        let left = vec![areas::areas(self), files::files(self), known::known(self)];
        element(
            "div",
            "ep-columns",
            vec![
                with("section", form_name, left),
                with("section", answer_name, vec![answer::answer(self, props)]),
            ],
        )
    }
}

fn view_button(review: &Review, class: &'static str, message: Message, words: Vec<Html>) -> Html {
    review.view.button(class, message, words)
}
