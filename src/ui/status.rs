//! The one live region: a sentence for those who hear the page, once the typing rests.

use yew::{
    AttrValue, Html, Properties, component, html, use_effect_with, use_mut_ref, use_state_eq,
};

use super::browser;

/// Milliseconds without a change before the answer is spoken.
const REST: u32 = 1000;

/// What can be said.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StatusProps {
    /// The answer; spoken when it has changed and rests.
    pub headline: AttrValue,
    /// What an action came to; spoken at once.
    pub message: AttrValue,
}

/// The one live region of a calculator.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let spoken = use_state_eq(AttrValue::default);
    let seen = use_mut_ref(|| None::<AttrValue>);
    {
        let spoken = spoken.clone();
        use_effect_with(props.headline.clone(), move |headline| {
            // What stands on the page at first is read there.
            let changed = seen.borrow_mut().replace(headline.clone()).is_some();
            let headline = headline.clone();
            let timer = changed.then(|| browser::after(REST, move || spoken.set(headline)));
            move || drop(timer)
        });
    }
    {
        let spoken = spoken.clone();
        use_effect_with(props.message.clone(), move |message| {
            if !message.is_empty() {
                spoken.set(message.clone());
            }
        });
    }
    html! { <p class="ep-sr" role="status">{ (*spoken).clone() }</p> }
}
