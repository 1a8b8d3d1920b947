//! The verdict: one sentence, and the chance behind it as so many dots of a hundred.

use yew::Html;

use super::Answer;
use crate::calc::coverage::Status;
use crate::text::verdict::{Tone, of_hundred};
use crate::ui::chart::hundred;
use crate::ui::element::{attributes, element, list, nothing, text, with, worded};
use crate::ui::view::View;

/// The verdict.
pub fn verdict(view: &View, answer: &Answer) -> Html {
    list(vec![
        headline(view, answer),
        worded("p", "ep-detail", answer.verdict.detail.clone()),
        picture(view, answer),
        answer.how(view, &["chance", "remaining"]),
    ])
}

/// The verdict without what is behind it.
pub fn teaser(view: &View, answer: &Answer) -> Html {
    list(vec![headline(view, answer), picture(view, answer)])
}

fn headline(view: &View, answer: &Answer) -> Html {
    let verdict = &answer.verdict;
    let heading = view.heading(1, "answer", "ep-verdict", verdict.headline.clone());
    list(vec![
        worded("p", "ep-when", when(view, answer)),
        element("div", tone(verdict.tone), vec![heading]),
    ])
}

fn picture(view: &View, answer: &Answer) -> Html {
    if answer.report.status == Status::Open { chance(view, answer) } else { nothing() }
}

fn chance(view: &View, answer: &Answer) -> Html {
    let chance = answer.report.chance;
    let full = (chance * 100.0).round_ties_even() as usize;
    let wanted = answer.inputs.confidence.0.round_ties_even() as usize;
    let title = view.id("chance");
    let words = vec![
        big(&of_hundred(chance)),
        text(" periods like this one make the goal."),
        worded("span", "ep-quiet", against(full, wanted)),
    ];
    let dots = hundred(title.clone(), full.min(100), wanted.min(100));
    element("div", "ep-chance", vec![dots, with("p", attributes! { "id": title }, words)])
}

/// "about 71 of 100" with a large 71.
pub(in crate::ui) fn big(figure: &str) -> Html {
    let (count, rest) = figure.split_once(" of ").unwrap_or((figure, "100"));
    let (about, count) = count.rsplit_once(' ').unwrap_or(("", count));
    let about = match about {
        "" => nothing(),
        about => worded("small", "", format!("{about} ")),
    };
    let rest = worded("small", "", format!(" of {rest}"));
    element("strong", "ep-big", vec![about, text(count.to_owned()), rest])
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

pub(in crate::ui) fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Enough => "ep-headline ep-enough",
        Tone::Close => "ep-headline ep-close",
        Tone::Short => "ep-headline ep-short",
        Tone::Over | Tone::Open => "ep-headline ep-over",
    }
}
