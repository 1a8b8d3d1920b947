//! Files: one's own answers, those of others, and those of an earlier date.

use std::rc::Rc;

use yew::html::{onchange, oninput};
use yew::{Callback, Html};

use super::{Message, Purpose, Review};
use crate::language::Word;
use crate::state::review::ReviewAction;
use crate::text::review::Rating;
use crate::ui::browser::{self, files};
use crate::ui::element::{
    Listeners, alert, attributes, element, folded, input, list, nothing, text, with, worded,
};

/// What can be done with files.
pub fn files(review: &Review) -> Html {
    let problem = review.refused.as_ref().map_or_else(nothing, |words| alert(words.clone()));
    let open = vec![
        worded("p", "", EXPLAINED),
        name(review),
        element(
            "div",
            "ep-actions",
            vec![review.view.button(
                "ep-button",
                Message::Save,
                vec![text(say!("Save my answers"))],
            )],
        ),
        chooser(review, "own", say!("Go on with answers saved before"), Purpose::Own),
        chooser(review, "other", say!("Add someone else's answers"), Purpose::Other),
        others(review),
        chooser(
            review,
            "earlier",
            say!("Compare with answers of an earlier date"),
            Purpose::Earlier,
        ),
        earlier(review),
    ];
    element(
        "div",
        "ep-groups",
        vec![problem, folded(say!("Several raters, and before and after"), list(open))],
    )
}

const EXPLAINED: Word = word!(
    "Save your answers as a file and send it to whom you like; nothing is \
    uploaded. Files of others are put together with your answers, each rater counting the same."
);

fn name(review: &Review) -> Html {
    let id = review.view.id("rater");
    let send = review.view.send.clone();
    let typing = oninput::Wrapper::new(Callback::from(move |event| {
        send.emit(Message::Do(ReviewAction::Name(browser::typed(&event))));
    }));
    let control = input(
        attributes! {
            "id": id.clone(), "class": "ep-input", "type": "text", "autocomplete": "off",
            "maxlength": "80",
        },
        Box::new([Some(Rc::new(typing))]),
        review.choices.rater.clone().into(),
    );
    let label =
        with("label", attributes! { "for": id }, vec![text(say!("Your name, for the file"))]);
    element("div", "ep-field", vec![label, element("div", "ep-box", vec![control])])
}

/// A box for a file.
fn chooser(review: &Review, name: &str, label: &'static str, purpose: Purpose) -> Html {
    let id = review.view.id(&["file-", name].concat());
    let send = review.view.send.clone();
    let chosen = onchange::Wrapper::new(Callback::from(move |event: yew::Event| {
        if let Some(file) = files::chosen(&event) {
            send.emit(Message::File(file, purpose));
        }
    }));
    let listeners: Listeners = Box::new([Some(Rc::new(chosen))]);
    let attributes = attributes! {
        "id": id.clone(), "type": "file", "accept": ".json,application/json", "class": "ep-file",
    };
    let label = with("label", attributes! { "for": id }, vec![text(label)]);
    element("div", "ep-field", vec![label, input(attributes, listeners, "".into())])
}

fn others(review: &Review) -> Html {
    let one = |(place, rating): (usize, &Rating)| {
        entry(review, rating, Message::Do(ReviewAction::Remove(place)))
    };
    let all: Vec<Html> = review.choices.others.iter().enumerate().map(one).collect();
    if all.is_empty() { nothing() } else { element("ul", "ep-raters", all) }
}

fn earlier(review: &Review) -> Html {
    let Some(rating) = &review.choices.earlier else { return nothing() };
    let entry = entry(review, rating, Message::Do(ReviewAction::Forget));
    element("ul", "ep-raters", vec![entry])
}

fn entry(review: &Review, rating: &Rating, remove: Message) -> Html {
    let view = &review.view;
    let who = who(rating);
    let told = [&*who, ", ", &*view.formats.date(rating.date), " "].concat();
    let words = vec![text(say!("Leave out")), worded("span", "ep-sr", [" ", &*who].concat())];
    element("li", "", vec![text(told), view.button("ep-link", remove, words)])
}

/// A rater's name, or what stands for it.
pub fn who(rating: &Rating) -> String {
    if rating.rater.is_empty() {
        say!("Someone without a name").to_owned()
    } else {
        rating.rater.clone()
    }
}
