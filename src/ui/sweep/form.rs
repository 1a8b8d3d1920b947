//! What is asked beside the list.

use yew::Html;

use super::{Sweep, separate};
use crate::calc::field::Place;
use crate::calc::sweep::FIELDS;
use crate::ui::element::{element, folded, list, nothing};
use crate::ui::form::{box_of, boxed, origin};
use crate::ui::given::listed;
use crate::ui::import::named;

/// Boxes that are drawn only when the period is an own one.
const OWN_DATES: [&str; 2] = ["period_start", "period_end"];
/// Boxes for a list that has no wins of its own.
const WITHOUT_WINS: [&str; 2] = ["win_rate", "sales_cycle"];

/// What is asked beside the list.
pub fn form(sweep: &Sweep) -> Html {
    if !sweep.importer.list.is_some() || sweep.importer.under().is_some() {
        return nothing();
    }
    list(vec![
        sweep.boxes.heading(1, "figures", "ep-finding", say!("Your goal")),
        origin(&sweep.boxes, &sweep.form, sweep.reading.empty),
        element("div", "ep-fields", boxes(sweep, Place::First)),
        folded(say!("More detail"), element("div", "ep-fields", boxes(sweep, Place::Detail))),
    ])
}

/// The list and what was asked beside it, for paper.
pub fn given(sweep: &Sweep) -> Html {
    let Some(inputs) = sweep.asked() else { return nothing() };
    let importer = &sweep.importer;
    let list = vec![(say!("Deals"), named(&importer.view, &importer.list))];
    listed(&sweep.boxes, list, FIELDS, &inputs)
}

fn boxes(sweep: &Sweep, place: Place) -> Vec<Html> {
    let fields = FIELDS.iter().enumerate().filter(|(_, field)| field.place == place);
    fields
        .map(|(index, field)| {
            if field.key == separate::KEY {
                let field = box_of(&sweep.boxes, &sweep.form, &sweep.reading, FIELDS, index);
                separate::asked(sweep, &field)
            } else if is_asked(sweep, field.key) {
                boxed(&sweep.boxes, &sweep.form, &sweep.reading, FIELDS, index)
            } else {
                nothing()
            }
        })
        .collect()
}

/// Whether a field matters for this list.
fn is_asked(sweep: &Sweep, key: &str) -> bool {
    let own = sweep.portfolio.as_ref().is_some_and(|portfolio| portfolio.default.own.is_some());
    if OWN_DATES.contains(&key) {
        return sweep.form.draft.get("period") == "own";
    }
    if WITHOUT_WINS.contains(&key) {
        return !own;
    }
    key != "dead_after" || sweep.form.draft.get("dead_days").is_empty()
}
