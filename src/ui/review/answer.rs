//! The result: the score, the areas, the gaps to close first, and what the data say to it.

use yew::Html;

use super::{Message, Review, ReviewProps, raters};
use crate::calc::explain::Explanation;
use crate::calc::review::{
    Answer, Change, Finding, Gap, Known, PER_AREA, Panel, change, findings, gaps,
};
use crate::language::Word;
use crate::state::review::Review as Choices;
use crate::text::formats::Formats;
use crate::text::leads::short;
use crate::text::review::{Content, explanations, of_hundred, sentence, verdict};
use crate::text::verdict::Verdict;
use crate::ui::answer::{section, toned};
use crate::ui::calculator::Message as Typed;
use crate::ui::chart::{Bar, bars, data, table};
use crate::ui::element::{element, list, nothing, text, worded};
use crate::ui::gate::{delivery, gate};
use crate::ui::how::how;
use crate::ui::unlock::Gated;

/// Everything that follows from the answers.
pub struct Answered {
    /// All raters together.
    pub panel: Panel,
    /// The gaps to close first.
    pub gaps: Vec<Gap>,
    /// Own answers that the data do not bear out.
    pub findings: Vec<Finding>,
    /// Against an earlier date.
    pub change: Option<Change>,
    /// The score in a sentence.
    pub verdict: Verdict,
    /// How scores came about; for one rater.
    pub explanations: Vec<Explanation>,
}

impl Answered {
    /// What follows from the answers; `None` as long as no statement has a level.
    pub fn new(
        choices: &Choices,
        known: &Known,
        content: &Content,
        formats: &dyn Formats,
    ) -> Option<Self> {
        let panel = choices.panel();
        let gaps = gaps(&panel.report, &known.costs());
        let verdict = verdict(&panel.report, &gaps, content, formats)?;
        let earlier = choices.earlier.as_ref();
        let explanations = if choices.others.is_empty() {
            explanations(&choices.answers, &panel.report, content)
        } else {
            Vec::new()
        };
        Some(Self {
            gaps,
            findings: findings(&choices.answers, &known.facts()),
            change: earlier.map(|rating| change(&rating.answers, &choices.answers)),
            verdict,
            explanations,
            panel,
        })
    }
}

/// The result as far as it may be seen, or what it waits for.
pub fn answer(review: &Review, props: &ReviewProps) -> Html {
    let Some(answer) = &review.answer else { return waiting(review) };
    let (config, state) = (props.gate.as_deref(), &review.form.gate);
    let closed = config.is_some() && state.closed;
    let asking = config.filter(|_| closed || state.refusal().is_some());
    let form = |config| {
        let own = Typed::Focus("question");
        gate(&review.boxes, state, config, &review.preview(config), &PROMISES, own)
    };
    list(vec![
        headline(review, answer),
        config.map_or_else(nothing, |config| delivery(state, config)),
        asking.map_or_else(nothing, form),
        if closed { nothing() } else { whole(review, answer) },
    ])
}

/// The score, which is free.
fn headline(review: &Review, answer: &Answered) -> Html {
    let words = answer.verdict.headline.clone();
    element(
        "div",
        toned(answer.verdict.tone),
        vec![review.view.heading(1, "answer", "ep-verdict", words)],
    )
}

/// Everything behind it.
fn whole(review: &Review, answer: &Answered) -> Html {
    let button = |message, label| review.view.button("ep-button", message, vec![text(label)]);
    list(vec![
        worded("p", "ep-detail", answer.verdict.detail.clone()),
        scores(review, answer),
        first(review, answer),
        against(review, answer),
        raters::panel(review, answer),
        raters::dates(review, answer),
        answers(review),
        element(
            "div",
            "ep-actions",
            vec![
                button(Message::SaveTable, say!("Save the table (CSV)")),
                button(Message::Print, say!("Print")),
            ],
        ),
    ])
}

/// Every statement with the words of the own answer: on paper only, as the screen has the form.
fn answers(review: &Review) -> Html {
    let (view, content) = (&review.view, &review.content);
    let one = |(place, answer): (usize, &Answer)| {
        let statement = content.statement(place)?;
        let area = content.areas.get(place / PER_AREA).map_or("", |area| area.title.text());
        let words = statement.answered(*answer).unwrap_or(say!("not answered"));
        Some(vec![statement.text.to_owned(), area.to_owned(), words.to_owned()])
    };
    let rows = review.choices.answers.0.iter().enumerate().filter_map(one).collect();
    let shown = table(say!("Every statement with its answer"), &ANSWERS.map(Word::text), rows);
    element(
        "div",
        "ep-paper",
        vec![section(
            view,
            "answers",
            say!("What was answered").into(),
            vec![element("div", "ep-answers", vec![shown])],
        )],
    )
}

const ANSWERS: [Word; 3] = [word!("Statement"), word!("Area"), word!("Answer")];

/// A bar for each area.
fn scores(review: &Review, answer: &Answered) -> Html {
    let (view, report) = (&review.view, &answer.panel.report);
    let formats = &*view.formats;
    let title = |area: usize| review.content.areas.get(area).map_or("", |area| area.title.text());
    let told = |score: Option<f64>| {
        score.map_or_else(|| say!("no answer").to_owned(), |score| of_hundred(score, formats))
    };
    let bar = |area: &crate::calc::review::AreaScore| Bar {
        label: title(area.area).to_owned(),
        value: told(area.score),
        from: 0.0,
        to: area.score.unwrap_or_default() / 100.0,
        class: if area.score.is_some_and(|score| score < 50.0) { "ep-short-bar" } else { "ep-won" },
    };
    let shown: Vec<Bar> = report.areas.iter().map(bar).collect();
    let row = |area: &crate::calc::review::AreaScore| {
        vec![title(area.area).to_owned(), told(area.score), formats.number(area.levels as f64, 0)]
    };
    let rows = report.areas.iter().map(row).collect();
    let mut keys: Vec<&str> = review.content.areas.iter().map(|area| area.key).collect();
    keys.push("overall");
    section(
        view,
        "scores",
        spread(review, answer),
        vec![
            bars(view.id("scores"), &shown, None),
            data(
                say!("Scores by area"),
                &[say!("Area"), say!("Score"), say!("Statements counted")],
                rows,
            ),
            how(view, &answer.explanations, &keys),
        ],
    )
}

fn spread(review: &Review, answer: &Answered) -> String {
    let formats = &*review.view.formats;
    let scores: Vec<f64> = answer.panel.report.areas.iter().filter_map(|area| area.score).collect();
    let low = scores.iter().copied().fold(f64::MAX, f64::min);
    let high = scores.iter().copied().fold(f64::MIN, f64::max);
    if scores.len() < 2 {
        return say!("The score of each area").to_owned();
    }
    let (low, high) = (formats.number(low, 0), formats.number(high, 0));
    say!("Areas lie between {low} and {high}", low = low, high = high)
}

/// The gaps, each with what to do first.
fn first(review: &Review, answer: &Answered) -> Html {
    let view = &review.view;
    if answer.gaps.is_empty() {
        let words = say!("No area with a score is below 75.");
        return section(
            view,
            "gaps",
            say!("No gap stands out").into(),
            vec![worded("p", "", words)],
        );
    }
    let one = |gap: &Gap| {
        let Some(area) = review.content.areas.get(gap.area) else { return nothing() };
        let score = of_hundred(gap.score, &*view.formats);
        let name = if let Some(cost) = gap.cost {
            say!(
                "{area}: {score}, worth {amount} by your own figures",
                area = area.title,
                score = score,
                amount = short(cost, &*view.formats),
            )
        } else {
            say!("{area}: {score}", area = area.title, score = score)
        };
        element(
            "li",
            "",
            vec![
                worded("strong", "", name),
                worded("p", "", area.why),
                element(
                    "p",
                    "ep-first",
                    vec![
                        worded("strong", "", say!("Do first:")),
                        text(" "),
                        text(area.first(gap.score)),
                    ],
                ),
            ],
        )
    };
    let known = answer.gaps.iter().any(|gap| gap.cost.is_some());
    let n = view.counted(answer.gaps.len() as f64, 0);
    let finding = if known {
        say!("The {n} {n?gap|gaps} to close first, by what closing {n?it|them} would bring", n = n)
    } else {
        say!("The {n} {n?gap|gaps} to close first, by {n?its|their} score", n = n)
    };
    section(
        view,
        "gaps",
        finding,
        vec![element("ol", "ep-gaps", answer.gaps.iter().map(one).collect())],
    )
}

/// Own answers that the data do not bear out.
fn against(review: &Review, answer: &Answered) -> Html {
    if answer.findings.is_empty() {
        return nothing();
    }
    let one = |finding: &Finding| {
        worded("li", "", sentence(finding, &review.content, &*review.view.formats))
    };
    section(
        &review.view,
        "findings",
        say!(
            "{n} {n?answer does|answers do} not agree with your figures",
            n = review.view.counted(answer.findings.len() as f64, 0),
        ),
        vec![element("ul", "ep-findings", answer.findings.iter().map(one).collect())],
    )
}

/// What will stand here.
fn waiting(review: &Review) -> Html {
    let promise = |words: &Word| worded("li", "", *words);
    element(
        "div",
        "ep-missing",
        vec![
            review.view.heading(1, "answer", "ep-verdict", review.title()),
            worded("p", "", say!("You will see:")),
            element("ul", "ep-promises", PROMISES.iter().map(promise).collect()),
        ],
    )
}

const PROMISES: [Word; 4] = [
    word!("Your score in each of eight areas, from ideal customer to coaching."),
    word!("The three gaps to close first, and what to do first in each."),
    word!("Which answers your own figures do not bear out."),
    word!("Where your colleagues see it differently, and what has changed since the last time."),
];
