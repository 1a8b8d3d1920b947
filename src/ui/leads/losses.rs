//! What is lost on the way from a lead to a win.

use yew::Html;

use super::answer::Answer;
use crate::calc::leads::{Loss, Outlook};
use crate::text::leads::{short, whole};
use crate::ui::answer::section;
use crate::ui::chart::table;
use crate::ui::element::{nothing, worded};
use crate::ui::view::View;

/// What is lost at each step, and with leads that nobody follows up.
pub fn losses(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let rows = STEPS.iter().zip(&outlook.losses.steps).map(|(name, loss)| cells(view, name, loss));
    let unanswered = outlook.losses.unanswered.map_or_else(nothing, |(leads, worth)| {
        let words = [
            &*whole(leads, &*view.formats),
            " of these leads would be neither followed up nor returned. Followed up like the others, \
             they would bring ",
            &*short(worth, &*view.formats),
            " in the end.",
        ];
        worded("p", "", words.concat())
    });
    section(
        view,
        "losses",
        finding(view, outlook),
        vec![
            unanswered,
            table("What is lost at each step", &HEAD, rows.collect()),
            worded("p", "ep-quiet", NOTE),
            answer.how(view, &["unanswered"]),
        ],
    )
}

const STEPS: [&str; 4] = ["Lead to MQL", "MQL to SQL", "SQL to opportunity", "Opportunity to win"];
const HEAD: [&str; 6] =
    ["Step", "Enter", "Not through", "Come back", "Lost for good", "Would bring, if returned"];
const NOTE: &str = "Of all leads of the plan, in the end. The last column counts those lost for good \
    as if they came back once and did as well as you said of those who do.";

fn finding(view: &View, outlook: &Outlook) -> String {
    if let Some((_, worth)) = outlook.losses.unanswered.filter(|(_, worth)| worth.0 > 0.0) {
        return [&*short(worth, &*view.formats), " is lost with leads that nobody follows up"]
            .concat();
    }
    let gone: f64 = outlook.losses.steps.iter().map(|loss| loss.gone).sum();
    [&*whole(gone, &*view.formats), " leads and deals are lost for good on the way"].concat()
}

fn cells(view: &View, name: &str, loss: &Loss) -> Vec<String> {
    let number = |count: f64| whole(count, &*view.formats);
    let mut cells = vec![name.to_owned()];
    cells.extend([loss.enter, loss.lost, loss.returned, loss.gone].map(number));
    cells.push(short(loss.worth, &*view.formats));
    cells
}
