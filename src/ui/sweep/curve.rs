//! The win curve: how deals are won and lost as they age, from the visitor's own list.

use yew::Html;

use super::{Message, section, separate};
use crate::calc::cycle::measured::Measured;
use crate::calc::portfolio::Portfolio;
use crate::calc::sweep::Part;
use crate::text::calendar::sentences;
use crate::text::stages;
use crate::text::sweep::number;
use crate::ui::chart::data;
use crate::ui::chart::lines::{Area, Line, Point, lines};
use crate::ui::element::{attributes, element, nothing, with, worded};
use crate::ui::view::View;

/// The curve is drawn up to the age by which this share of wins has come.
const DRAWN: f64 = 0.98;
/// Points of each line.
const POINTS: usize = 60;
/// Ages in the table.
const ROWS: usize = 8;
/// With fewer wins of its own, a list has too little history to speak for itself.
pub const ENOUGH: usize = 30;

/// How deals are won and lost as they age, all together and, where curves are separate, by part.
pub fn curve(view: &View<Message>, portfolio: &Portfolio, parts: &[Part]) -> Html {
    let curve = &portfolio.curve;
    let ever = curve.won(f64::INFINITY);
    let longest = curve.won_quantile(DRAWN).unwrap_or(portfolio.default.cycle).max(7.0);
    section(
        view,
        "curve",
        finding(view, curve, ever),
        vec![
            basis(view, portfolio),
            separate::curves(view, parts),
            legend(),
            drawing(view, curve, longest),
            scale(view, longest),
            data(
                say!("Of 100 deals, how many are won and lost by an age"),
                &[
                    say!("Age" in "of a deal"),
                    say!("Won" in "deals"),
                    say!("Range, 19 times in 20"),
                    say!("Lost" in "deals"),
                    say!("Still open" in "deals"),
                ],
                rows(view, curve, longest),
            ),
        ],
    )
}

fn finding(view: &View<Message>, curve: &Measured, ever: f64) -> String {
    let won = view.formats.number(ever * 100.0, 0);
    match curve.won_quantile(0.5) {
        Some(half) => {
            let day = view.formats.number(half.round(), 0);
            say!("Of 100 deals, {won} are won; half of those by day {day}", won = won, day = day)
        }
        None => say!("No deal of this list was ever won").to_owned(),
    }
}

/// What the curve rests on, and what to make of that.
fn basis(view: &View<Message>, portfolio: &Portfolio) -> Html {
    let evidence = portfolio.curve.evidence();
    let counted = |count: usize| number(count, &*view.formats);
    let mut words = vec![say!(
        "Measured from {won} {won?deal|deals} won, {lost} {lost?deal|deals} lost and {open} \
         {open?deal|deals} still open.",
        won = counted(evidence.won),
        lost = counted(evidence.lost),
        open = counted(evidence.open),
    )];
    if let Some(day) = portfolio.history.cut {
        words.push(say!(
            "The list holds only deals that closed since {day}; that is allowed for.",
            day = view.formats.date(day),
        ));
    }
    words.extend(sentences(&portfolio.calendar, &*view.formats));
    words.extend(stages::sentences(&portfolio.stages, &*view.formats));
    let thin = evidence.won < ENOUGH;
    let note = worded(
        "p",
        "ep-note",
        say!(
            "That is too little history to speak for itself: below 30 wins the curve leans on the \
             usual shape of B2B sales, and the range around it is wide."
        ),
    );
    element("div", "", vec![worded("p", "", words.join(" ")), if thin { note } else { nothing() }])
}

fn legend() -> Html {
    let item = |class: &'static str, words: &'static str| {
        let mark = with("span", attributes! { "class": class, "aria-hidden": "true" }, vec![]);
        element("li", "", vec![mark, worded("span", "", words)])
    };
    element(
        "ul",
        "ep-legend",
        vec![
            item("ep-key ep-key-won", say!("won, with its range 19 times in 20")),
            item("ep-key ep-key-lost", say!("lost or no decision")),
        ],
    )
}

fn drawing(view: &View<Message>, curve: &Measured, longest: f64) -> Html {
    let top = 1.0_f64.min(curve.won(longest).max(curve.lost(longest)).max(0.1) * 1.15);
    let points = |of: &dyn Fn(f64) -> f64| -> Vec<Point> {
        let at = |i: usize| i as f64 / POINTS as f64;
        (0..=POINTS).map(|i| (at(i), of(at(i) * longest) / top)).collect()
    };
    let band = Area {
        low: points(&|x| curve.won_band(x).0),
        high: points(&|x| curve.won_band(x).1),
        class: "ep-area",
    };
    let drawn = [
        Line { points: points(&|x| curve.lost(x)), class: "ep-line-lost" },
        Line { points: points(&|x| curve.won(x)), class: "ep-line-won" },
    ];
    let half = curve.won_quantile(0.5).map(|half| half / longest);
    lines(view.id("curve"), &[band], &drawn, half)
}

fn scale(view: &View<Message>, longest: f64) -> Html {
    let old = say!("{n} {n?day|days} old", n = view.formats.count(longest.ceil(), 0));
    let ends = [say!("created" in "a deal").to_owned(), old];
    crate::ui::answer::scale("ep-scale", "p", ends)
}

fn rows(view: &View<Message>, curve: &Measured, longest: f64) -> Vec<Vec<String>> {
    let of_hundred = |share: f64| view.formats.number(share * 100.0, 1);
    let row = |x: f64, age: String| {
        let (low, high) = curve.won_band(x);
        vec![
            age,
            of_hundred(curve.won(x)),
            [&*of_hundred(low), "–", &of_hundred(high)].concat(),
            of_hundred(curve.lost(x)),
            of_hundred(curve.open(x)),
        ]
    };
    let day = |i: usize| (longest * i as f64 / ROWS as f64).round();
    let by_age = (1..=ROWS)
        .map(|i| row(day(i), say!("{n} {n?day|days}", n = view.formats.count(day(i), 0))));
    by_age.chain([row(f64::INFINITY, say!("in the end").into())]).collect()
}
