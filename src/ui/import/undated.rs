//! What a list says whose deals have no day of creation.

use yew::Html;

use super::Message;
use crate::text::import::{Summary, Tally};
use crate::ui::chart::table;
use crate::ui::element::{list, nothing, worded};
use crate::ui::view::View;

/// Owners and stages that are shown of each.
const SHOWN: usize = 12;

/// Open deals by stage and owner, what is past due, and what is missing for the rest.
pub fn undated(view: &View<Message>, summary: &Summary) -> Html {
    let amount = |tally: &Tally| view.formats.money(tally.value);
    let count = |tally: &Tally| view.formats.count(tally.deals as f64, 0);
    let words = say!(
        "Without a created date no deal has an age: a forecast counts amount, chance and close date, \
         and nothing else can be told. The list has {open} open {open?deal|deals} of {value}, {past} of \
         them past their close date ({past_value}); {won} won ({won_value}), {lost} lost ({lost_value}).",
        open = count(&summary.open),
        value = amount(&summary.open),
        past = view.formats.number(summary.past_due.deals as f64, 0),
        past_value = amount(&summary.past_due),
        won = view.formats.number(summary.won.deals as f64, 0),
        won_value = amount(&summary.won),
        lost = view.formats.number(summary.lost.deals as f64, 0),
        lost_value = amount(&summary.lost),
    );
    let by = |caption, column, tallies: &[(String, Tally)]| {
        if tallies.len() < 2 {
            return nothing();
        }
        let head = [column, say!("Open deals"), say!("Amount")];
        let row = |(name, tally): &(String, Tally)| {
            vec![name.clone(), view.formats.number(tally.deals as f64, 0), amount(tally)]
        };
        table(caption, &head, largest(tallies).into_iter().map(row).collect())
    };
    list(vec![
        worded("p", "", words),
        by(say!("Open deals by stage"), say!("Stage"), &summary.stages),
        by(say!("Open deals by owner"), say!("Owner"), &summary.owners),
    ])
}

/// Those with most value, the first of them.
fn largest(tallies: &[(String, Tally)]) -> Vec<&(String, Tally)> {
    let mut sorted: Vec<_> = tallies.iter().collect();
    sorted.sort_by(|a, b| b.1.value.0.total_cmp(&a.1.value.0));
    sorted.truncate(SHOWN);
    sorted
}
