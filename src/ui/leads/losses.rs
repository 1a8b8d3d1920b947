//! What is lost on the way from a lead to a win.

use yew::Html;

use super::answer::Answer;
use crate::calc::leads::{Loss, Outlook};
use crate::language::Word;
use crate::text::leads::{short, whole};
use crate::ui::answer::section;
use crate::ui::chart::table;
use crate::ui::element::{nothing, worded};
use crate::ui::view::View;

/// What is lost at each step, and with leads that nobody follows up.
pub fn losses(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let rows =
        STEPS.iter().zip(&outlook.losses.steps).map(|(name, loss)| cells(view, name.text(), loss));
    let unanswered = outlook.losses.unanswered.map_or_else(nothing, |(leads, worth)| {
        let words = say!(
            "{leads} of these leads would be neither followed up nor returned. Followed up like the others, they would bring {amount} in the end.",
            leads = whole(leads, &*view.formats),
            amount = short(worth, &*view.formats),
        );
        worded("p", "", words)
    });
    section(
        view,
        "losses",
        finding(view, outlook),
        vec![
            unanswered,
            table(say!("What is lost at each step"), &HEAD.map(Word::text), rows.collect()),
            worded("p", "ep-quiet", NOTE),
            answer.how(view, &["unanswered"]),
        ],
    )
}

const STEPS: [Word; 4] = [
    word!("Lead to MQL"),
    word!("MQL to SQL"),
    word!("SQL to opportunity"),
    word!("Opportunity to win"),
];
const HEAD: [Word; 6] = [
    word!("Step"),
    word!("Enter"),
    word!("Not through"),
    word!("Come back"),
    word!("Lost for good"),
    word!("Would bring, if returned"),
];
const NOTE: Word = word!(
    "Of all leads of the plan, in the end. The last column counts those lost for good \
    as if they came back once and did as well as you said of those who do."
);

fn finding(view: &View, outlook: &Outlook) -> String {
    if let Some((_, worth)) = outlook.losses.unanswered.filter(|(_, worth)| worth.0 > 0.0) {
        let amount = short(worth, &*view.formats);
        return say!("{amount} is lost with leads that nobody follows up", amount = amount);
    }
    let gone: f64 = outlook.losses.steps.iter().map(|loss| loss.gone).sum();
    let leads = whole(gone, &*view.formats);
    say!("{leads} leads and deals are lost for good on the way", leads = leads)
}

fn cells(view: &View, name: &str, loss: &Loss) -> Vec<String> {
    let number = |count: f64| whole(count, &*view.formats);
    let mut cells = vec![name.to_owned()];
    cells.extend([loss.enter, loss.lost, loss.returned, loss.gone].map(number));
    cells.push(short(loss.worth, &*view.formats));
    cells
}
