//! The plan: week by week, until when, and what stands between leads and wins.

use yew::Html;

use super::answer::Answer;
use crate::calc::leads::{Outlook, Week};
use crate::language::Word;
use crate::text::leads::whole;
use crate::ui::answer::section;
use crate::ui::chart::{Bar, bars, table};
use crate::ui::element::{element, folded, list, nothing, worded};
use crate::ui::view::View;

/// Weeks shown at once; the others are folded away.
const WEEKS: usize = 13;

/// What has to come in, and what comes of it, week by week.
pub fn weeks(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let finding = say!(
        "{leads} leads a week until {day} bring {n} {n?win|wins}",
        leads = whole(outlook.flow.weekly, &*view.formats),
        day = view.formats.date(outlook.flow.until),
        n = view.counted(answer.report.wins, 1),
    );
    let rows = |weeks: &[Week]| weeks.iter().map(|week| row(view, week)).collect();
    let split = outlook.weeks.len().min(WEEKS);
    let (first, rest) = outlook.weeks.split_at(split);
    let more = if rest.is_empty() {
        nothing()
    } else {
        let later = || table(say!("The later weeks"), &HEAD.map(Word::text), rows(rest));
        // Paper has nothing to unfold.
        list(vec![
            element("div", "ep-screen", vec![folded(say!("Show the later weeks"), later())]),
            element("div", "ep-paper ep-later", vec![later()]),
        ])
    };
    section(
        view,
        "weeks",
        finding,
        vec![
            worded("p", "", READING),
            table(say!("The plan week by week"), &HEAD.map(Word::text), rows(first)),
            more,
            early(view, outlook),
            answer.how(view, &["early_leads", "return_saves", "leads_per_rep"]),
        ],
    )
}

const HEAD: [Word; 6] = [
    word!("Week"),
    word!("Leads"),
    word!("MQLs"),
    word!("SQLs"),
    word!("Opportunities"),
    word!("Wins"),
];

const READING: Word = word!(
    "Leads come in evenly; MQLs, SQLs, opportunities and wins follow as your steps \
    take their time. Those of leads you have already come on top. Wins before the period starts are \
    not counted, and “late” marks weeks whose leads are more likely won after it than in it."
);

fn row(view: &View, week: &Week) -> Vec<String> {
    let number = |count: f64| view.formats.number(count, 1);
    let (from, to) = (view.formats.date_short(week.start), view.formats.date_short(week.end));
    let name = if week.useful {
        say!("{from} to {to}", from = from, to = to)
    } else {
        say!("{from} to {to}, late", from = from, to = to)
    };
    let [mqls, sqls, opportunities] = week.reached;
    let mut cells = vec![name];
    cells.extend([week.leads, mqls, sqls, opportunities, week.wins].map(number));
    cells
}

/// What it takes when leads stop on the last useful day.
fn early(view: &View, outlook: &Outlook) -> Html {
    let Some(early) = outlook.early else { return nothing() };
    let words = say!(
        "If leads come in only until {day}, the last useful day, the same wins take {weekly} a week: {leads} leads instead of {all}.",
        day = view.formats.date(early.until),
        weekly = whole(early.weekly, &*view.formats),
        leads = whole(early.leads, &*view.formats),
        all = whole(outlook.flow.leads, &*view.formats),
    );
    worded("p", "", words)
}

/// Until when each step still helps.
pub fn dates(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let today = answer.report.period.today;
    let rows = STAGES.iter().zip(outlook.latest).zip(outlook.half_won);
    let rows = rows.map(|((stage, latest), half)| {
        let day = latest
            .map_or_else(|| say!("more than ten years ago").into(), |day| view.formats.date(day));
        let days = half.map_or_else(
            || say!("more than ten years").into(),
            |half| say!("{n} {n?day|days}", n = view.counted(f64::from(half), 0)),
        );
        let still = match latest {
            Some(day) if day >= today => say!("yes"),
            _ => say!("no longer"),
        };
        vec![stage.text().to_owned(), day, days, still.to_owned()]
    });
    section(
        view,
        "dates",
        finding(view, answer, outlook),
        vec![
            worded(
                "p",
                "",
                say!(
                    "On its last useful day, one that is ever won is as likely won in time as late."
                ),
            ),
            table(say!("The last useful day of each step"), &DATES.map(Word::text), rows.collect()),
            answer.how(view, &["latest_lead", "latest_mql", "latest_sql", "latest_opportunity"]),
        ],
    )
}

const STAGES: [Word; 4] = [word!("Lead"), word!("MQL"), word!("SQL"), word!("Opportunity")];
const DATES: [Word; 4] = [
    word!("Step"),
    word!("Last useful day"),
    word!("Half of those won are won within"),
    word!("Still helps"),
];

fn finding(view: &View, answer: &Answer, outlook: &Outlook) -> String {
    let today = answer.report.period.today;
    match outlook.latest[0] {
        Some(day) if day >= today => {
            say!("A lead helps this period until {day}", day = view.formats.date(day))
        }
        _ => say!("A lead of today most likely comes too late for this period").to_owned(),
    }
}

/// From leads to wins: without time, and with it.
pub fn funnel(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let most = outlook.timeless[0].max(outlook.flow.leads);
    let bar = |label: &str, count: f64, class| Bar {
        label: label.to_owned(),
        value: whole(count, &*view.formats),
        from: 0.0,
        to: count / most,
        class,
    };
    let names = [say!("Leads"), say!("MQLs"), say!("SQLs"), say!("Opportunities")];
    let mut shown: Vec<Bar> =
        names.iter().zip(outlook.timeless).map(|(name, n)| bar(name, n, "ep-won")).collect();
    shown.push(bar(say!("Wins"), answer.report.wins, "ep-won"));
    shown.push(bar(say!("Leads that time makes of it"), outlook.flow.leads, "ep-rest"));
    let finding = say!(
        "{n} {n?win takes|wins take} {leads} leads, and with the time they need {all}",
        n = view.counted(answer.report.wins, 1),
        leads = whole(outlook.timeless[0], &*view.formats),
        all = whole(outlook.flow.leads, &*view.formats),
    );
    let saved = outlook.without_return.weekly - outlook.flow.weekly;
    let back = if saved > 0.05 {
        let words = say!(
            "Leads that come back after nurturing save {saved} leads a week: without them it would take {weekly}.",
            saved = view.formats.number(saved, 1),
            weekly = whole(outlook.without_return.weekly, &*view.formats),
        );
        worded("p", "", words)
    } else {
        nothing()
    };
    let keys = [
        "mql_rate",
        "sql_rate",
        "opportunity_rate",
        "win_rate",
        "ever_won",
        "timeless_leads",
        "timeless_mqls",
        "timeless_sqls",
        "timeless_opportunities",
    ];
    let body = list(vec![bars(view.id("funnel"), &shown, None), back, answer.how(view, &keys)]);
    section(view, "funnel", finding, vec![body])
}
