//! Several raters, and two dates.

use yew::Html;

use super::answer::Answered;
use super::{Review, files};
use crate::calc::review::Disagreement;
use crate::text::review::of_hundred;
use crate::ui::answer::section;
use crate::ui::chart::table;
use crate::ui::element::{nothing, worded};

/// Disagreements shown at most.
const MOST: usize = 10;

/// All raters together, and where they disagree.
pub fn panel(review: &Review, answer: &Answered) -> Html {
    let (view, panel) = (&review.view, &answer.panel);
    if panel.raters < 2 {
        return nothing();
    }
    let formats = &*view.formats;
    let score = |score: Option<f64>| {
        score.map_or_else(|| say!("no answer").to_owned(), |score| formats.number(score, 0))
    };
    let areas = review.content.areas.iter().zip(&panel.report.areas).zip(panel.ranges);
    let rows = areas.map(|((words, area), range)| {
        let (low, high) = range.map_or((None, None), |(low, high)| (Some(low), Some(high)));
        vec![words.title.text().to_owned(), score(area.score), score(low), score(high)]
    });
    let apart = &panel.disagreements;
    let apart_rows = apart.iter().take(MOST).map(|each| disagreement(review, each)).collect();
    let raters = formats.number(panel.raters as f64, 0);
    let finding = match apart.len() {
        0 => say!("{raters} raters agree on every statement", raters = raters),
        count => {
            say!(
                "{raters} raters disagree on {n} {n?statement|statements}",
                raters = raters,
                n = view.counted(count as f64, 0),
            )
        }
    };
    let differences = if apart.is_empty() {
        nothing()
    } else {
        table(
            say!("Where raters disagree"),
            &[say!("Statement"), say!("Lowest"), say!("Highest"), say!("Does not apply to")],
            apart_rows,
        )
    };
    section(
        view,
        "raters",
        finding,
        vec![
            table(
                say!("Scores of all raters"),
                &[say!("Area"), say!("Together"), say!("Lowest"), say!("Highest")],
                rows.collect(),
            ),
            differences,
            worded(
                "p",
                "ep-quiet",
                say!(
                    "A disagreement is worth a talk before any gap is closed: someone \
                                     sees something that the others do not."
                ),
            ),
        ],
    )
}

fn disagreement(review: &Review, each: &Disagreement) -> Vec<String> {
    let number = |count: usize| review.view.formats.number(count as f64, 0);
    let words = review.content.statement(each.statement).map_or("", |statement| statement.text);
    vec![
        words.to_owned(),
        number(each.levels.0.into()),
        number(each.levels.1.into()),
        number(each.not_applicable),
    ]
}

/// Before and after.
pub fn dates(review: &Review, answer: &Answered) -> Html {
    let (Some(change), Some(earlier)) = (&answer.change, &review.choices.earlier) else {
        return nothing();
    };
    let (view, formats) = (&review.view, &*review.view.formats);
    let score = |score: Option<f64>| {
        score.map_or_else(|| say!("no answer").to_owned(), |score| formats.number(score, 0))
    };
    let areas = review.content.areas.iter().enumerate();
    let rows = areas.map(|(place, words)| {
        vec![
            words.title.text().to_owned(),
            score(change.before.areas[place].score),
            score(change.after.areas[place].score),
            change.areas[place].map_or_else(|| "–".to_owned(), |rise| signed(rise, formats)),
        ]
    });
    let moved = change.better.iter().chain(&change.worse).map(|(place, old, new)| {
        let words = review.content.statement(*place).map_or("", |statement| statement.text);
        let level = |level: u8| formats.number(f64::from(level), 0);
        vec![words.to_owned(), level(*old), level(*new)]
    });
    let moved: Vec<Vec<String>> = moved.collect();
    let since = [&*files::who(earlier), ", ", &*formats.date(earlier.date)].concat();
    let finding = if let (Some(rise), Some(now)) = (change.overall, change.after.overall) {
        say!(
            "Since {day}: {rise}, now {score}",
            day = formats.date(earlier.date),
            rise = signed(rise, formats),
            score = of_hundred(now, formats),
        )
    } else {
        say!("Nothing to compare with ({earlier})", earlier = &since)
    };
    let note = say!(
        "Compared with earlier answers ({earlier}) on {n} {n?statement that has|statements that have} a level at both dates.",
        earlier = &since,
        n = view.counted(change.compared as f64, 0),
    );
    section(
        view,
        "change",
        finding,
        vec![
            worded("p", "", note),
            table(
                say!("Before and after"),
                &[say!("Area"), say!("Before"), say!("After"), say!("Change")],
                rows.collect(),
            ),
            if moved.is_empty() {
                nothing()
            } else {
                table(
                    say!("Statements that changed"),
                    &[say!("Statement"), say!("Before"), say!("After")],
                    moved,
                )
            },
        ],
    )
}

/// "+12", "−3", "0".
fn signed(points: f64, formats: &dyn crate::text::formats::Formats) -> String {
    let size = formats.number(points.abs(), 0);
    let sign = match points {
        _ if size == formats.number(0.0, 0) => "",
        points if points > 0.0 => "+",
        _ => "−",
    };
    [sign, &*size].concat()
}
