//! What can be done with the answer: share it, print it.

use chrono::NaiveDate;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_node_ref, use_state_eq};

use super::browser;
use super::view::View;
use crate::calc::coverage::FIELDS;
use crate::text::draft::Draft;
use crate::text::example::blank;
use crate::text::share;

/// What there is to share.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ActionsProps {
    /// What the calculator's parts share.
    pub view: View,
    /// What was typed.
    pub draft: Draft,
    /// The day on the visitor's calendar.
    pub today: NaiveDate,
    /// Says a sentence to those who hear the page.
    pub say: Callback<AttrValue>,
}

#[derive(Clone, Default, PartialEq)]
struct Shared {
    link: String,
    copied: bool,
}

/// The buttons below the answer.
#[component]
pub fn Actions(props: &ActionsProps) -> Html {
    let shared = use_state_eq(Shared::default);
    let root = use_node_ref();
    let id = props.view.id("link");
    let share = {
        let (props, shared, root, id) = (props.clone(), shared.clone(), root.clone(), id.clone());
        Callback::from(move |_| {
            let link = link(&props);
            let (say, shared, root, id) =
                (props.say.clone(), shared.clone(), root.clone(), id.clone());
            browser::copy(&link.clone(), move |copied| {
                say.emit(AttrValue::Static(outcome(copied)));
                shared.set(Shared { link, copied });
                if !copied {
                    browser::after(0, move || browser::focus(&root, &id)).forget();
                }
            });
        })
    };
    // The link is of the figures that were on the screen when it was made.
    let fresh = !shared.link.is_empty() && shared.link == link(props);
    html! {
        <div class="ep-actions" ref={root}>
            <button type="button" class="ep-button" onclick={share}>{ "Copy a link to these figures" }</button>
            <button type="button" class="ep-button" onclick={|_| browser::print()}>{ "Print" }</button>
            if fresh {
                <p>{ outcome(shared.copied) }</p>
                if !shared.copied {
                    <label class="ep-sr" for={id.clone()}>{ "Link to these figures" }</label>
                    <input {id} class="ep-input" type="text" readonly=true value={shared.link.clone()} />
                }
            }
        </div>
    }
}

fn outcome(copied: bool) -> &'static str {
    if copied {
        "Link copied. Whoever has it sees these figures."
    } else {
        "Copying was not allowed here. Copy the link from this box:"
    }
}

fn link(props: &ActionsProps) -> String {
    let canonical =
        props.draft.to_canonical(FIELDS, blank(props.today), props.view.formats.notation());
    browser::link(&share::encode("coverage", &canonical))
}
