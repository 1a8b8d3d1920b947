//! What changed since an earlier export of the same CRM.

use chrono::NaiveDate;
use yew::Html;

use super::{Message, Sweep, name, section};
use crate::calc::compare::{Change, Comparison, Export, Kind, compare};
use crate::calc::deals::Deal;
use crate::calc::units::Money;
use crate::ui::chart::{data, table};
use crate::ui::element::{element, nothing, text, worded};
use crate::ui::import::{Earlier, Purpose, file_box};
use crate::ui::view::View;

/// Deals that are named at once.
const NAMED: usize = 12;

/// What changed, or the way to find out.
pub fn changes(sweep: &Sweep, deals: &[Deal], today: NaiveDate) -> Html {
    let view = &sweep.view;
    let Some(earlier) = &sweep.earlier else { return offer(sweep) };
    let day = earlier.day().map_or(today, |day| day.min(today));
    let old = Export { deals: earlier.import.deals(), day };
    let found = compare(&old, &Export { deals, day: today });
    section(
        view,
        "changes",
        finding(view, &found),
        vec![
            worded("p", "", basis(view, earlier, &found, day)),
            table("What changed", &["What", "Deals", "Value"], groups(view, &found)),
            named(view, deals, earlier.import.deals(), &found),
            element(
                "div",
                "ep-actions",
                vec![view.button(
                    "ep-button",
                    Message::ForgetEarlier,
                    vec![text("Remove the earlier list")],
                )],
            ),
        ],
    )
}

fn offer(sweep: &Sweep) -> Html {
    let words = "Choose the earlier CSV file";
    section(
        &sweep.view,
        "changes",
        "Do deals move silently?".into(),
        vec![
            worded(
                "p",
                "",
                "Add an export from an earlier week, with the CRM's ids, and see which deals slipped, \
             were re-dated without a word, or vanished.",
            ),
            file_box(&sweep.importer.view, "earlier", words, Purpose::Earlier),
        ],
    )
}

fn finding(view: &View<Message>, found: &Comparison) -> String {
    let (silent, value) = found.tally(Kind::is_silent);
    if silent == 0 {
        let (slipped, _) = found.tally(|kind| matches!(kind, Kind::Slipped(_)));
        return [&*view.count(slipped as f64, 0, "deal", "deals"), " slipped, none silently"]
            .concat();
    }
    let count = view.count(silent as f64, 0, "deal was", "deals were");
    [&*count, " re-dated silently: ", &*view.short(value)].concat()
}

fn basis(view: &View<Message>, earlier: &Earlier, found: &Comparison, day: NaiveDate) -> String {
    let number = |count: usize| view.formats.number(count as f64, 0);
    let mut words = [
        "Compared with ",
        &*earlier.name,
        ", which goes up to ",
        &*view.formats.date(day),
        ". ",
        &*number(found.unchanged),
        " deals are as they were.",
    ]
    .concat();
    let unmatched = found.unmatched[0] + found.unmatched[1];
    if unmatched > 0 {
        let count = number(unmatched);
        words += &[" ", &*count, " could not be matched: they have no id, or share it."].concat();
    }
    words
}

/// A name for a kind of change.
type Named = (&'static str, fn(Kind) -> bool);

const GROUPS: [Named; 10] = [
    ("New", |kind| kind == Kind::New),
    ("Won", |kind| kind == Kind::Won),
    ("Lost", |kind| kind == Kind::Lost),
    ("Slipped to a later date", |kind| matches!(kind, Kind::Slipped(_))),
    ("Re-dated after the date had passed", |kind| matches!(kind, Kind::OverdueMoved(_))),
    ("Created date changed", |kind| matches!(kind, Kind::CreationMoved(_))),
    ("Pulled in to an earlier date", |kind| matches!(kind, Kind::PulledIn(_))),
    ("Reopened", |kind| kind == Kind::Reopened),
    ("Only the amount changed", |kind| kind == Kind::Revalued),
    ("Vanished from the list", |kind| kind == Kind::Vanished),
];

fn groups(view: &View<Message>, found: &Comparison) -> Vec<Vec<String>> {
    let row = |(label, belongs): &Named| {
        let (deals, value) = found.tally(belongs);
        let count = view.formats.number(deals as f64, 0);
        vec![(*label).to_owned(), count, view.money(Money(value.0.round()))]
    };
    GROUPS.iter().map(row).collect()
}

fn named(view: &View<Message>, deals: &[Deal], old: &[Deal], found: &Comparison) -> Html {
    let telling = |change: &&Change| {
        change.kind.is_silent() || matches!(change.kind, Kind::Slipped(_) | Kind::Vanished)
    };
    let mut changes: Vec<&Change> = found.changes.iter().filter(telling).collect();
    if changes.is_empty() {
        return nothing();
    }
    changes.sort_by(|a, b| b.value.0.total_cmp(&a.value.0));
    let called = |change: &Change| match (change.new, change.old) {
        (Some(position), _) => name(deals, position),
        (None, Some(position)) => name(old, position),
        (None, None) => String::new(),
    };
    let row =
        |change: &&Change| vec![called(change), view.money(change.value), what(view, change.kind)];
    let rows = changes.iter().take(NAMED).map(row).collect();
    data("The largest of them", &["Deal", "Value", "What happened"], rows)
}

fn what(view: &View<Message>, kind: Kind) -> String {
    let moved = |days: i64, how: &str| {
        let count = view.count(days.unsigned_abs() as f64, 0, "day", "days");
        let way = if days < 0 { " earlier" } else { " later" };
        [how, &*count, way].concat()
    };
    match kind {
        Kind::Slipped(days) => moved(days, "slipped by "),
        Kind::OverdueMoved(days) => moved(days, "was overdue, re-dated "),
        Kind::CreationMoved(days) => moved(days, "created date moved "),
        Kind::Vanished => "no longer in the list".to_owned(),
        _ => String::new(),
    }
}
