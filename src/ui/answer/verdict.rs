//! The verdict: one sentence, and the chance behind it as so many dots of a hundred.

use yew::Html;

use super::{Answer, toned};
use crate::calc::coverage::Status;
use crate::text::verdict::of_hundred;
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
        element("div", toned(verdict.tone), vec![heading]),
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
        text(" "),
        text(say!("periods like this one make the goal.")),
        worded("span", "ep-quiet", against(full, wanted)),
    ];
    let dots = hundred(title.clone(), full.min(100), wanted.min(100));
    element("div", "ep-chance", vec![dots, with("p", attributes! { "id": title }, words)])
}

/// "about 71 of 100" with a large 71.
pub(in crate::ui) fn big(figure: &str) -> Html {
    let start = figure.find(|glyph: char| glyph.is_ascii_digit()).unwrap_or(0);
    let (about, rest) = figure.split_at(start);
    let end = rest.find(|glyph: char| !glyph.is_ascii_digit()).unwrap_or(rest.len());
    let (count, rest) = rest.split_at(end);
    let small = |words: &str| match words {
        "" => nothing(),
        words => worded("small", "", words.to_owned()),
    };
    element("strong", "ep-big", vec![small(about), text(count.to_owned()), small(rest)])
}

fn against(full: usize, wanted: usize) -> String {
    let text = wanted.to_string();
    if full >= wanted {
        say!("You want {wanted}: that is met.", wanted = text)
    } else {
        say!(
            "You want {wanted}: the rings are the {missing} that are missing.",
            wanted = text,
            missing = (wanted - full).to_string(),
        )
    }
}

/// "1 Oct to 31 Dec 2026, 39 days left".
fn when(view: &View, answer: &Answer) -> String {
    let period = answer.report.period;
    let (start, end) = (view.formats.date_short(period.start), view.formats.date(period.end));
    match (period.days_before(), period.days_left()) {
        (_, ..=0) => say!("{start} to {end}, over", start = start, end = end),
        (0, left) => say!(
            "{start} to {end}, {n} {n?day|days} left",
            start = start,
            end = end,
            n = view.counted(left as f64, 0),
        ),
        (before, _) => say!(
            "{start} to {end}, starts in {n} {n?day|days}",
            start = start,
            end = end,
            n = view.counted(before as f64, 0),
        ),
    }
}
