//! What each source and each team has to bring.

use yew::Html;

use super::answer::Answer;
use crate::calc::leads::{Outlook, SourceRow, Team};
use crate::language::Word;
use crate::text::leads::{short, team, whole};
use crate::ui::answer::section;
use crate::ui::chart::{Bar, bars, table};
use crate::ui::element::{nothing, terms};
use crate::ui::view::View;

/// By source, by team and by seller.
pub fn sources(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let rows = outlook.sources.iter().map(|row| cells(view, row));
    let bar = |row: &crate::calc::leads::TeamRow| Bar {
        label: team(row.team).to_owned(),
        value: [&*view.formats.percent(row.share, 0), ", ", &*short(row.pipeline, &*view.formats)]
            .concat(),
        from: 0.0,
        to: row.share,
        class: if row.team == Team::Marketing { "ep-won" } else { "ep-rest" },
    };
    let shown: Vec<Bar> = outlook.teams.iter().map(bar).collect();
    section(
        view,
        "sources",
        finding(view, outlook),
        vec![
            bars(view.id("sources"), &shown, None),
            table(say!("What each source has to bring"), &HEAD.map(Word::text), rows.collect()),
            per_rep(view, outlook),
            answer
                .how(view, &["marketing_share", "sales_share", "partners_share", "leads_per_rep"]),
        ],
    )
}

const HEAD: [Word; 6] = [
    word!("Source"),
    word!("Share of leads"),
    word!("Leads a week"),
    word!("Opportunities"),
    word!("Wins in the period"),
    word!("Cost per win"),
];

fn finding(view: &View, outlook: &Outlook) -> String {
    let share = |row: &crate::calc::leads::TeamRow| {
        let share = view.formats.percent(row.share, 0);
        say!("{team}: {share}", team = team(row.team), share = share)
    };
    let shares: Vec<String> = outlook.teams.iter().map(share).collect();
    say!("Sourced pipeline by team ({shares})", shares = shares.join(", "))
}

fn cells(view: &View, row: &SourceRow) -> Vec<String> {
    let number = |count: f64| view.formats.number(count, 1);
    let win = row.cost.and_then(|cost| cost.win);
    vec![
        row.name.label.text().to_owned(),
        view.formats.percent(row.share, 0),
        whole(row.leads.weekly, &*view.formats),
        number(row.opportunities),
        number(row.wins),
        win.map_or_else(|| "–".to_owned(), |win| short(win, &*view.formats)),
    ]
}

fn per_rep(view: &View, outlook: &Outlook) -> Html {
    let Some([leads, opportunities, wins]) = outlook.per_rep else { return nothing() };
    let number = |count: f64| view.formats.number(count, if count < 1.0 { 2 } else { 1 });
    terms(
        "ep-stats",
        vec![
            (say!("Leads a week and seller"), number(leads)),
            (say!("Opportunities a week and seller"), number(opportunities)),
            (say!("Wins a week and seller"), number(wins)),
        ],
    )
}
