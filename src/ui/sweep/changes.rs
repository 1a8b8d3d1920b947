//! What changed since an earlier export of the same CRM.

use chrono::NaiveDate;
use yew::Html;

use super::{Message, Sweep, name, section};
use crate::calc::compare::{Change, Comparison, Export, Kind, compare};
use crate::calc::deals::Deal;
use crate::calc::units::Money;
use crate::language::Word;
use crate::text::sweep::number;
use crate::ui::chart::{data, table};
use crate::ui::element::{element, nothing, text, worded};
use crate::ui::import::{Earlier, Purpose, files_for};
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
            table(
                say!("What changed"),
                &[say!("What"), say!("Deals"), say!("Value")],
                groups(view, &found),
            ),
            named(view, deals, earlier.import.deals(), &found),
            element(
                "div",
                "ep-actions",
                vec![view.button(
                    "ep-button",
                    Message::ForgetEarlier,
                    vec![text(say!("Remove the earlier list"))],
                )],
            ),
        ],
    )
}

fn offer(sweep: &Sweep) -> Html {
    let words = say!("Choose the earlier CSV file");
    section(
        &sweep.view,
        "changes",
        say!("Do deals move silently?").into(),
        vec![
            worded(
                "p",
                "",
                say!(
                    "Add an export from an earlier week, with the CRM's ids, and see which deals \
                     slipped, were re-dated without a word, or vanished."
                ),
            ),
            files_for(&sweep.importer.view, "earlier", words, Purpose::Earlier),
        ],
    )
}

fn finding(view: &View<Message>, found: &Comparison) -> String {
    let (silent, value) = found.tally(Kind::is_silent);
    if silent == 0 {
        let (slipped, _) = found.tally(|kind| matches!(kind, Kind::Slipped(_)));
        let n = number(slipped, &*view.formats);
        return say!("{n} {n?deal|deals} slipped, none silently", n = n);
    }
    say!(
        "{n} {n?deal was|deals were} re-dated silently: {value}",
        n = number(silent, &*view.formats),
        value = view.short(value),
    )
}

fn basis(view: &View<Message>, earlier: &Earlier, found: &Comparison, day: NaiveDate) -> String {
    let (name, day) = (&earlier.name, view.formats.date(day));
    let same = number(found.unchanged, &*view.formats);
    let mut words = vec![
        say!("Compared with {name}, which goes up to {day}.", name = name, day = day),
        say!("{n} {n?deal is as it was|deals are as they were}.", n = same),
    ];
    let unmatched = found.unmatched[0] + found.unmatched[1];
    if unmatched > 0 {
        words.push(say!(
            "{n} could not be matched: {n?it has no id, or shares|they have no id, or share} it.",
            n = number(unmatched, &*view.formats),
        ));
    }
    words.join(" ")
}

/// A name for a kind of change.
type Named = (Word, fn(Kind) -> bool);

const GROUPS: [Named; 10] = [
    (word!("New" in "deals"), |kind| kind == Kind::New),
    (word!("Won" in "deals"), |kind| kind == Kind::Won),
    (word!("Lost" in "deals"), |kind| kind == Kind::Lost),
    (word!("Slipped to a later date"), |kind| matches!(kind, Kind::Slipped(_))),
    (word!("Re-dated after the date had passed"), |kind| matches!(kind, Kind::OverdueMoved(_))),
    (word!("Created date changed"), |kind| matches!(kind, Kind::CreationMoved(_))),
    (word!("Pulled in to an earlier date"), |kind| matches!(kind, Kind::PulledIn(_))),
    (word!("Reopened" in "deals"), |kind| kind == Kind::Reopened),
    (word!("Only the amount changed"), |kind| kind == Kind::Revalued),
    (word!("Vanished from the list"), |kind| kind == Kind::Vanished),
];

fn groups(view: &View<Message>, found: &Comparison) -> Vec<Vec<String>> {
    let row = |(label, belongs): &Named| {
        let (deals, value) = found.tally(belongs);
        let count = view.formats.number(deals as f64, 0);
        vec![label.text().to_owned(), count, view.money(Money(value.0.round()))]
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
    data(say!("The largest of them"), &[say!("Deal"), say!("Value"), say!("What happened")], rows)
}

fn what(view: &View<Message>, kind: Kind) -> String {
    let n = |days: i64| view.formats.count(days.unsigned_abs() as f64, 0);
    match kind {
        Kind::Slipped(days) => say!("slipped by {n} {n?day|days} later", n = n(days)),
        Kind::OverdueMoved(days) if days < 0 => {
            say!("was overdue, re-dated {n} {n?day|days} earlier", n = n(days))
        }
        Kind::OverdueMoved(days) => {
            say!("was overdue, re-dated {n} {n?day|days} later", n = n(days))
        }
        Kind::CreationMoved(days) if days < 0 => {
            say!("created date moved {n} {n?day|days} earlier", n = n(days))
        }
        Kind::CreationMoved(days) => {
            say!("created date moved {n} {n?day|days} later", n = n(days))
        }
        Kind::Vanished => say!("no longer in the list").to_owned(),
        _ => String::new(),
    }
}
