//! Where the open deals come from: a table of stages, or a list.

use yew::Html;

use super::{Forecast, Message, spreadsheet};
use crate::language::Word;
use crate::state::forecast::Origin;
use crate::text::rows::forecast::Section;
use crate::ui::element::{attributes, element, heard, list, nothing, text, with, worded};
use crate::ui::form::{notice, origin};
use crate::ui::import;

const ORIGINS: [(Word, Origin); 2] =
    [(word!("By stage"), Origin::Stages), (word!("Deal by deal"), Origin::Deals)];

const STAGES: Word = word!(
    "One row per stage, or paste them from a spreadsheet. The chance is the share \
    of deals reaching this stage that are won in the end."
);

/// Whose figures these are, and the open deals.
pub fn deals(forecast: &Forecast) -> Html {
    let view = &forecast.view;
    let body = match (forecast.origin, &forecast.borrowed) {
        (Origin::Stages, _) => stages(forecast),
        (Origin::Deals, Some(borrowed)) if forecast.borrows => {
            let words = say!(
                "The {n} {n?deal|deals} read in the sweep on this page {n?is|are} used ({list}).",
                n = view.counted(borrowed.deals.count() as f64, 0),
                list = &*borrowed.name,
            );
            let aside = vec![text(say!("Put them aside"))];
            let aside = view.button("ep-button", Message::Borrow(false), aside);
            element("div", "ep-origin", vec![worded("p", "", words), aside])
        }
        (Origin::Deals, borrowed) => {
            let back = vec![text(say!("Use the deals of the sweep on this page"))];
            list(vec![
                if borrowed.is_some() {
                    view.button("ep-button", Message::Borrow(true), back)
                } else {
                    nothing()
                },
                import::source(&forecast.importer),
            ])
        }
    };
    element(
        "div",
        "ep-pipeline",
        vec![
            notice(&forecast.boxes, &forecast.form),
            origin(&forecast.boxes, &forecast.form, forecast.reading.empty),
            spreadsheet::whole(forecast),
            view.heading(1, "pipeline", "ep-finding", say!("Your open deals")),
            picks(forecast),
            body,
        ],
    )
}

fn picks(forecast: &Forecast) -> Html {
    let view = &forecast.view;
    let pick = |(label, origin): &(Word, Origin)| {
        let pressed = if forecast.origin == *origin { "true" } else { "false" };
        heard(
            "button",
            attributes! { "type": "button", "class": "ep-option", "aria-pressed": pressed },
            Box::new([Some(view.press(Message::Origin(*origin)))]),
            vec![text(*label)],
        )
    };
    with(
        "div",
        attributes! { "class": "ep-pick", "role": "group", "aria-label": say!("Where the deals come from") },
        ORIGINS.iter().map(pick).collect(),
    )
}

fn stages(forecast: &Forecast) -> Html {
    list(vec![worded("p", "ep-help", STAGES), forecast.rows(Section::Stages)])
}
