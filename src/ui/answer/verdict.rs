//! The verdict: one sentence, and the chance behind it as so many dots of a hundred.

use yew::{Html, classes, html};

use super::Answer;
use crate::calc::coverage::Status;
use crate::text::verdict::{Tone, of_hundred};
use crate::ui::chart::hundred;
use crate::ui::view::View;

/// The verdict.
pub fn verdict(view: &View, answer: &Answer) -> Html {
    let verdict = &answer.verdict;
    html! {
        <>
            <p class="ep-when">{ when(view, answer) }</p>
            <div class={classes!("ep-headline", tone(verdict.tone))}>
                { view.heading(1, "answer", "ep-verdict", &verdict.headline) }
            </div>
            <p class="ep-detail">{ &verdict.detail }</p>
            if answer.report.status == Status::Open {
                { chance(view, answer) }
            }
            { answer.how(view, &["chance", "remaining"]) }
        </>
    }
}

fn chance(view: &View, answer: &Answer) -> Html {
    let chance = answer.report.chance;
    let full = (chance * 100.0).round_ties_even() as usize;
    let wanted = answer.inputs.confidence.0.round_ties_even() as usize;
    let (title, figure) = (view.id("chance"), of_hundred(chance));
    let (count, rest) = figure.split_once(" of ").unwrap_or((&figure, "100"));
    let (about, count) = count.rsplit_once(' ').unwrap_or(("", count));
    html! {
        <div class="ep-chance">
            { hundred(title.clone(), full.min(100), wanted.min(100)) }
            <p id={title}>
                <strong class="ep-big">if !about.is_empty() { <small>{ about }{ " " }</small> }{ count }<small>{ " of " }{ rest }</small></strong>
                { " periods like this one make the goal." }
                <span class="ep-quiet">{ against(full, wanted) }</span>
            </p>
        </div>
    }
}

fn against(full: usize, wanted: usize) -> String {
    if full >= wanted {
        format!("You want {wanted}: that is met.")
    } else {
        format!("You want {wanted}: the rings are the {} that are missing.", wanted - full)
    }
}

/// "1 Oct to 31 Dec 2026, 39 days left".
fn when(view: &View, answer: &Answer) -> String {
    let period = answer.report.period;
    let (start, end) = (view.formats.date_short(period.start), view.formats.date(period.end));
    let left = match (period.days_before(), period.days_left()) {
        (_, ..=0) => "over".to_owned(),
        (0, left) => format!("{} left", view.count(left as f64, 0, "day", "days")),
        (before, _) => format!("starts in {}", view.count(before as f64, 0, "day", "days")),
    };
    format!("{start} to {end}, {left}")
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Enough => "ep-enough",
        Tone::Close => "ep-close",
        Tone::Short => "ep-short",
        Tone::Over => "ep-over",
    }
}
