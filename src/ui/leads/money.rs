//! What the leads cost and bring.

use yew::Html;

use super::answer::Answer;
use crate::calc::leads::Outlook;
use crate::text::leads::short;
use crate::ui::answer::section;
use crate::ui::element::{nothing, terms};
use crate::ui::view::View;

/// Costs and return; nothing where a cost is unknown.
pub fn money(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let Some(cost) = outlook.cost else { return nothing() };
    let money = |amount| short(amount, &*view.formats);
    let mut figures =
        vec![(say!("Cost of the leads"), money(cost.total)), (say!("Per lead"), money(cost.lead))];
    figures.extend(cost.opportunity.map(|each| (say!("Per opportunity"), money(each))));
    figures.extend(cost.win.map(|each| (say!("Per win"), money(each))));
    figures.extend(cost.revenue.map(|times| (say!("Revenue ÷ cost"), view.times(times))));
    let finding = if let Some(win) = cost.win {
        say!("A win costs {amount} in leads", amount = money(win))
    } else {
        say!("The leads cost {amount}", amount = money(cost.total))
    };
    let keys = ["cost", "cost_opportunity", "cost_win", "revenue_per_cost"];
    section(view, "money", finding, vec![terms("ep-stats", figures), answer.how(view, &keys)])
}
