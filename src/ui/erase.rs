//! "Delete what this browser keeps": says what that is, and deletes it.

use yew::{Callback, Component, Context, Html, Properties};

use super::browser;
use super::element::{attributes, element, nothing, text, with, worded};
use super::view::View;

/// What stands around it.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct EraseProps {
    /// Hears that everything is about to be deleted, and lets go of what it would keep again.
    #[prop_or_else(Callback::noop)]
    pub before: Callback<()>,
}

/// What can happen to it.
#[derive(Clone, Debug)]
pub enum Message {
    /// The button was pressed.
    Erase,
    /// Everything is deleted; false: the browser did not allow that.
    Erased(bool),
}

/// The folded button, with what came of pressing it.
#[derive(Debug, Default)]
pub struct Erase {
    erased: Option<bool>,
}

impl Component for Erase {
    type Message = Message;
    type Properties = EraseProps;

    fn create(_: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Erase => {
                context.props().before.emit(());
                let told = context.link().callback(Message::Erased);
                // Whoever heard of it has let go by then.
                browser::soon(move || browser::erase(told));
                false
            }
            Message::Erased(erased) => {
                self.erased = Some(erased);
                true
            }
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let press = yew::html::onclick::Wrapper::new(context.link().callback(|_| Message::Erase));
        let button = super::element::heard(
            "button",
            attributes! { "type": "button", "class": "ep-button", "part": "button" },
            Box::new([Some(std::rc::Rc::new(press))]),
            vec![text(say!("Delete all of it"))],
        );
        let words = say!(
            "For your next visit this browser may keep your figures, your answers, your client, how \
             the columns of your lists are read, messages that are not sent yet and the pages whose \
             full results you have opened. Nobody else can see it, unless they use this browser too."
        );
        let unsent = say!("Messages that are not sent yet won't be sent.");
        let parts = vec![
            worded("summary", "", say!("Delete what this browser keeps")),
            worded("p", "ep-help", [words, " ", unsent].concat()),
            button,
            self.outcome(),
        ];
        element("details", "ep-more ep-erase", parts)
    }
}

impl Erase {
    fn outcome(&self) -> Html {
        let words = match self.erased {
            None => return nothing(),
            Some(true) => say!("Deleted. Nothing of yours is kept in this browser now."),
            Some(false) => {
                say!("Your browser did not allow it. Delete the data of this site in its settings.")
            }
        };
        with("p", attributes! { "role": "alert" }, vec![text(words)])
    }
}

/// The folded button below a calculator. Those of a workspace have one for all of them, with the
/// client.
pub fn erase<M: Clone>(view: &View<M>) -> Html {
    if view.level > 2 { nothing() } else { erase_after(Callback::noop()) }
}

/// The same for whoever has something to let go of before.
pub fn erase_after(before: Callback<()>) -> Html {
    let key: Option<yew::virtual_dom::Key> = None;
    yew::virtual_dom::VChild::<Erase>::new(EraseProps { before }, key).into()
}
