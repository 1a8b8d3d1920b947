//! Until when new pipeline still helps.

use yew::Html;

use super::{Answer, mores, scale, section};
use crate::calc::coverage::Outlook;
use crate::ui::chart::{Bar, bars, data};
use crate::ui::element::worded;
use crate::ui::view::View;

/// Until when new pipeline still helps.
pub fn dates(view: &View, answer: &Answer, outlook: &Outlook) -> Html {
    let period = answer.report.period;
    let days = period.days_left().max(1) as f64;
    let marks = [
        (
            say!("A deal of average cycle closes on the last day"),
            outlook.latest.average,
            "ep-first",
        ),
        (say!("Half of the wins still come in time"), outlook.latest.median, "ep-second"),
        (say!("One win in ten still comes in time"), outlook.latest.last, "ep-third"),
    ];
    let mut rows: Vec<Bar> = marks
        .iter()
        .map(|(label, at, class)| Bar {
            label: (*label).into(),
            value: date(view, answer, *at),
            from: 0.0,
            to: at / days,
            class,
        })
        .collect();
    rows.push(Bar {
        label: say!("The period ends").into(),
        value: view.formats.date(period.end),
        from: 0.0,
        to: 1.0,
        class: "ep-rest",
    });
    let table = rows.iter().map(|row| vec![row.label.clone(), row.value.clone()]).collect();
    let keys = ["latest_average", "latest_median", "latest_last"];
    section(
        view,
        "dates",
        finding(view, answer, outlook),
        vec![
            worded("p", "", sentence(view, answer, outlook)),
            bars(view.id("dates"), &rows, None),
            scale("ep-scale", "p", [say!("Today").into(), view.formats.date_short(period.end)]),
            mores(vec![
                answer.how(view, &keys),
                data(
                    say!("Latest dates to create new pipeline"),
                    &[say!("Created by then"), say!("Date")],
                    table,
                ),
            ]),
        ],
    )
}

fn finding(view: &View, answer: &Answer, outlook: &Outlook) -> String {
    if outlook.latest.last >= 0.0 {
        let day = view.formats.date_short(answer.report.period.day(outlook.latest.last));
        say!("New pipeline created after {day} no longer helps", day = day)
    } else {
        say!("New pipeline created now no longer helps this period").into()
    }
}

fn sentence(view: &View, answer: &Answer, outlook: &Outlook) -> String {
    let left = answer.report.period.days_left() as f64;
    let days = |at: f64| view.counted((left - at).max(0.0).round(), 0);
    say!(
        "Half of your wins take longer than {half} {half?day|days}, and nine in ten longer than {most} {most?day|days}.",
        half = days(outlook.latest.median),
        most = days(outlook.latest.last),
    )
}

fn date(view: &View, answer: &Answer, at: f64) -> String {
    let day = view.formats.date(answer.report.period.day(at));
    if at < 0.0 { say!("{day}, past", day = day) } else { day }
}
