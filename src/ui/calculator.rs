//! One calculator: its state, what follows from it, and where its parts stand.

use std::rc::Rc;

use chrono::NaiveDate;
use yew::{
    AttrValue, Html, Properties, Reducible, component, html, use_effect_with, use_memo,
    use_node_ref, use_reducer_eq, use_state_eq,
};

use super::actions::Actions;
use super::answer::{Answer, answer};
use super::form::form;
use super::given::given;
use super::missing::missing;
use super::settled::use_settled;
use super::status::Status;
use super::view::{Formatting, View};
use super::{app, browser};
use crate::calc::coverage::{FIELDS, Precision, check};
use crate::state::{Action, State};
use crate::text::draft::Draft;
use crate::text::example::{blank, example, relevant};

const QUESTION: &str = "Do I have enough pipeline?";

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        self.apply(action).into()
    }
}

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
}

/// One calculator.
#[component]
pub fn Calculator(props: &CalculatorProps) -> Html {
    let initial = props.initial.clone();
    let state = use_reducer_eq(move || initial);
    let root = use_node_ref();
    let message = use_state_eq(AttrValue::default);
    let view = View {
        formats: props.formats.clone(),
        id: props.id.clone(),
        level: props.level.clamp(1, 3),
    };

    let reading = use_memo(
        (state.draft.clone(), props.formats.clone(), props.today),
        |(draft, formats, today)| {
            relevant(draft).read(FIELDS, check, blank(*today), formats.notation())
        },
    );
    let found = use_memo((reading.inputs, props.formats.clone()), |(inputs, formats)| {
        inputs.map(|inputs| Rc::new(Answer::new(inputs, Precision::Interactive, &**formats)))
    });
    let settled = use_settled((*found).clone(), &props.formats);

    use_effect_with((state.draft.clone(), state.source, props.keep.clone()), {
        let state = state.clone();
        move |(_, _, locale)| {
            if let Some(locale) = locale {
                app::keep(&state, locale);
            }
        }
    });

    let dispatch = state.dispatcher();
    let focus = {
        let (root, view, dispatch) = (root.clone(), view.clone(), dispatch.clone());
        let details_open = state.details_open;
        yew::Callback::from(move |key: &'static str| {
            if super::form::behind_details(key) && !details_open {
                dispatch.dispatch(Action::ToggleDetails);
            }
            let (root, id) = (root.clone(), view.id(key));
            // Once the box is there to be focused.
            browser::after(0, move || browser::focus(&root, &id)).forget();
        })
    };
    let load_example = {
        let (dispatch, formats, today) = (dispatch.clone(), props.formats.clone(), props.today);
        yew::Callback::from(move |()| {
            let draft = Draft::from_inputs(FIELDS, &example(today), &*formats);
            dispatch.dispatch(Action::LoadExample(draft));
        })
    };
    let headline = AttrValue::from(match &*found {
        Some(answer) => answer.verdict.headline.clone(),
        None => super::missing::title(&reading),
    });

    let spoken = match &*found {
        // Two answers may share their headline; the chance in the detail tells them apart.
        Some(answer) => format!("{} {}", answer.verdict.headline, answer.verdict.detail).into(),
        None => headline.clone(),
    };

    html! {
        <div class="ep-root" ref={root}>
            <header class="ep-head">
                { view.heading(0, "question", "ep-question", QUESTION) }
                <p class="ep-lede">
                    { "Six figures from your CRM give the chance of making your goal, what it takes to be sure, and by when. Nothing you type leaves your browser." }
                </p>
            </header>
            <Status headline={spoken} message={(*message).clone()} />
            <button
                class="ep-pin"
                type="button"
                onclick={focus.reform(|_| "answer")}
            >
                <span class="ep-sr">{ "Go to the answer: " }</span>
                { headline }
            </button>
            <div class="ep-columns">
                <section class="ep-form" aria-labelledby={view.id("figures")}>
                    { form(&view, &state, &reading, &dispatch, &focus, &load_example) }
                </section>
                { given(&view, reading.inputs.as_ref()) }
                <section class="ep-answer" aria-label="Answer">
                    {
                        match &*found {
                            Some(quick) => answer(
                                &view,
                                settled.as_ref().and_then(|settled| settled.exact(quick)).unwrap_or(quick),
                                settled.as_ref().map(|settled| settled.levers(quick)),
                            ),
                            None => missing(&view, &reading, &focus),
                        }
                    }
                    <Actions
                        view={view.clone()}
                        draft={state.draft.clone()}
                        today={props.today}
                        say={yew::Callback::from(move |text| message.set(text))}
                    />
                </section>
            </div>
        </div>
    }
}
