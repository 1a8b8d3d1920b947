//! The same months by every method, side by side; any of them may lead.

use yew::Html;

use super::{Answer, Message};
use crate::calc::forecast::MethodRow;
use crate::state::forecast::{LookAction, METHOD_KEYS, key};
use crate::text::forecast::methods as words;
use crate::text::forecast::rounded;
use crate::ui::answer::section;
use crate::ui::chart::{Bar, strip};
use crate::ui::chooser::radio_box;
use crate::ui::element::{attributes, element, nothing, text, with, worded};
use crate::ui::view::View;

/// Every method with its figure, why that differs, and which should lead.
pub fn methods(view: &View<Message>, answer: &Answer) -> Html {
    let rows = &answer.report.methods;
    let formats = &*view.formats;
    let Some(finding) = words::spread(&answer.report, formats) else { return nothing() };
    let most = rows.iter().map(|row| row.amount.0).fold(f64::MIN_POSITIVE, f64::max);
    let listed = rows.iter().map(|row| one(view, answer, row, most)).collect();
    let name = attributes! {
        "class": "ep-methods", "role": "radiogroup", "aria-label": say!("The method that leads"),
    };
    section(
        view,
        "methods",
        finding,
        vec![
            worded("p", "", words::recommendation(&answer.recommended, formats)),
            with("div", name, listed),
            answer.how(view, &["flat", "categories", "run_rate"]),
        ],
    )
}

fn one(view: &View<Message>, answer: &Answer, row: &MethodRow, most: f64) -> Html {
    let leads = row.method == answer.leading;
    let bar = Bar {
        label: String::new(),
        value: String::new(),
        from: 0.0,
        to: row.amount.0 / most,
        class: if leads { "ep-first" } else { "ep-rest" },
    };
    let key = key(&METHOD_KEYS, row.method).unwrap_or_default();
    let id = view.id(&["method-", key].concat());
    let why = [&*id, "-why"].concat();
    let label =
        with("label", attributes! { "for": id.clone() }, vec![text(words::name(row.method))]);
    let past = words::past(row, &*view.formats);
    element(
        "div",
        if leads { "ep-method ep-leads" } else { "ep-method" },
        vec![
            radio(view, row, id, &why, leads),
            label,
            worded("strong", "", view.money(rounded(row.amount))),
            strip(&bar, None),
            with("p", attributes! { "id": why }, vec![text(words::why(row.method))]),
            worded("small", "", if leads { say!("{past}; leads", past = past) } else { past }),
        ],
    )
}

fn radio(view: &View<Message>, row: &MethodRow, id: String, why: &str, leads: bool) -> Html {
    let press = view.press(Message::Look(LookAction::Lead(Some(row.method))));
    radio_box(view.id("method"), [Some(id), Some(why.to_owned())], leads, press)
}
