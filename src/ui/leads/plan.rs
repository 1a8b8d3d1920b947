//! The plan: week by week, until when, and what stands between leads and wins.

use yew::Html;

use super::answer::Answer;
use crate::calc::leads::{Outlook, Week};
use crate::text::leads::{whole, wins};
use crate::ui::answer::section;
use crate::ui::chart::{Bar, bars, table};
use crate::ui::element::{element, folded, list, nothing, worded};
use crate::ui::view::View;

/// Weeks shown at once; the others are folded away.
const WEEKS: usize = 13;

/// What has to come in, and what comes of it, week by week.
pub fn weeks(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let finding = [
        &*whole(outlook.flow.weekly, &*view.formats),
        " leads a week until ",
        &*view.formats.date(outlook.flow.until),
        " bring ",
        &*wins(answer.report.wins, &*view.formats),
    ]
    .concat();
    let rows = |weeks: &[Week]| weeks.iter().map(|week| row(view, week)).collect();
    let split = outlook.weeks.len().min(WEEKS);
    let (first, rest) = outlook.weeks.split_at(split);
    let more = if rest.is_empty() {
        nothing()
    } else {
        let later = || table("The later weeks", &HEAD, rows(rest));
        // Paper has nothing to unfold.
        list(vec![
            element("div", "ep-screen", vec![folded("Show the later weeks", later())]),
            element("div", "ep-paper ep-later", vec![later()]),
        ])
    };
    section(
        view,
        "weeks",
        finding,
        vec![
            worded("p", "", READING),
            table("The plan week by week", &HEAD, rows(first)),
            more,
            early(view, outlook),
            answer.how(view, &["early_leads", "return_saves", "leads_per_rep"]),
        ],
    )
}

const HEAD: [&str; 6] = ["Week", "Leads", "MQLs", "SQLs", "Opportunities", "Wins"];

const READING: &str = "Leads come in evenly; MQLs, SQLs, opportunities and wins follow as your steps \
    take their time. Those of leads you have already come on top. Wins before the period starts are \
    not counted, and “late” marks weeks whose leads are more likely won after it than in it.";

fn row(view: &View, week: &Week) -> Vec<String> {
    let number = |count: f64| view.formats.number(count, 1);
    let late = if week.useful { "" } else { ", late" };
    let name =
        [&*view.formats.date_short(week.start), " to ", &*view.formats.date_short(week.end), late]
            .concat();
    let [mqls, sqls, opportunities] = week.reached;
    let mut cells = vec![name];
    cells.extend([week.leads, mqls, sqls, opportunities, week.wins].map(number));
    cells
}

/// What it takes when leads stop on the last useful day.
fn early(view: &View, outlook: &Outlook) -> Html {
    let Some(early) = outlook.early else { return nothing() };
    let words = [
        "If leads come in only until ",
        &*view.formats.date(early.until),
        ", the last useful day, the same wins take ",
        &*whole(early.weekly, &*view.formats),
        " a week: ",
        &*whole(early.leads, &*view.formats),
        " leads instead of ",
        &*whole(outlook.flow.leads, &*view.formats),
        ".",
    ];
    worded("p", "", words.concat())
}

/// Until when each step still helps.
pub fn dates(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let today = answer.report.period.today;
    let rows = STAGES.iter().zip(outlook.latest).zip(outlook.half_won);
    let rows = rows.map(|((stage, latest), half)| {
        let day =
            latest.map_or_else(|| "more than ten years ago".into(), |day| view.formats.date(day));
        let days = half.map_or_else(
            || "more than ten years".into(),
            |half| view.count(f64::from(half), 0, "day", "days"),
        );
        let still = match latest {
            Some(day) if day >= today => "yes",
            _ => "no longer",
        };
        vec![(*stage).to_owned(), day, days, still.to_owned()]
    });
    section(
        view,
        "dates",
        finding(view, answer, outlook),
        vec![
            worded(
                "p",
                "",
                "On its last useful day, one that is ever won is as likely won in time as late.",
            ),
            table("The last useful day of each step", &DATES, rows.collect()),
            answer.how(view, &["latest_lead", "latest_mql", "latest_sql", "latest_opportunity"]),
        ],
    )
}

const STAGES: [&str; 4] = ["Lead", "MQL", "SQL", "Opportunity"];
const DATES: [&str; 4] =
    ["Step", "Last useful day", "Half of those won are won within", "Still helps"];

fn finding(view: &View, answer: &Answer, outlook: &Outlook) -> String {
    let today = answer.report.period.today;
    match outlook.latest[0] {
        Some(day) if day >= today => {
            ["A lead helps this period until ", &*view.formats.date(day)].concat()
        }
        _ => "A lead of today most likely comes too late for this period".to_owned(),
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
    let names = ["Leads", "MQLs", "SQLs", "Opportunities"];
    let mut shown: Vec<Bar> =
        names.iter().zip(outlook.timeless).map(|(name, n)| bar(name, n, "ep-won")).collect();
    shown.push(bar("Wins", answer.report.wins, "ep-won"));
    shown.push(bar("Leads that time makes of it", outlook.flow.leads, "ep-rest"));
    let finding = [
        &*wins(answer.report.wins, &*view.formats),
        " take ",
        &*whole(outlook.timeless[0], &*view.formats),
        " leads, and with the time they need ",
        &*whole(outlook.flow.leads, &*view.formats),
    ];
    let saved = outlook.without_return.weekly - outlook.flow.weekly;
    let back = if saved > 0.05 {
        let words = [
            "Leads that come back after nurturing save ",
            &*view.formats.number(saved, 1),
            " leads a week: without them it would take ",
            &*whole(outlook.without_return.weekly, &*view.formats),
            ".",
        ];
        worded("p", "", words.concat())
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
    section(view, "funnel", finding.concat(), vec![body])
}
