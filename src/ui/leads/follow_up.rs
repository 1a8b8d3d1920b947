//! How fast leads are answered, and what others have published on it.

use yew::Html;

use super::answer::Answer;
use crate::calc::leads::{FollowUp, PUBLISHED, Published, Speed};
use crate::language::Word;
use crate::ui::answer::section;
use crate::ui::chart::table;
use crate::ui::element::{element, folded, list, worded};
use crate::ui::view::View;

/// The share answered in time, the people it takes, and the published figures beside it.
pub fn follow_up(view: &View, answer: &Answer) -> Html {
    let (finding, body) = match &answer.report.follow_up {
        Some(found) => (finding(view, answer, found), figures(view, answer, found)),
        None => (
            say!("How fast are leads answered?").to_owned(),
            worded(
                "p",
                "",
                say!(
                    "Enter leads an hour and minutes to answer one, under “How fast leads are answered”, \
                 and you see the share answered in time and the people it takes."
                ),
            ),
        ),
    };
    section(
        view,
        "follow-up",
        finding,
        vec![body, folded(say!("What others have found"), published())],
    )
}

fn finding(view: &View, answer: &Answer, found: &FollowUp) -> String {
    let minutes = view.counted(answer.inputs.target_minutes, 0);
    if let Some(now) = &found.now {
        return say!(
            "{share} of leads are answered within {n} {n?minute|minutes}",
            share = view.formats.percent(now.within, 0),
            n = minutes,
        );
    }
    say!(
        "{people} {people?person answers|people answer} {share} of leads within {n} {n?minute|minutes}",
        people = view.counted(f64::from(found.needed), 0),
        share = view.formats.percent(answer.inputs.target_share.fraction(), 1),
        n = minutes,
    )
}

fn figures(view: &View, answer: &Answer, found: &FollowUp) -> Html {
    let mut rows: Vec<Vec<String>> =
        found.now.iter().map(|now| row(view, say!("Now"), now)).collect();
    rows.push(row(view, say!("For the share you want"), &found.then));
    let wanted = view.formats.percent(answer.inputs.target_share.fraction(), 1);
    let needed = say!(
        "Leads keep {load} people busy on average. To answer {share} within {n} {n?minute|minutes} takes {people} {people?person|people}.",
        load = view.formats.number(found.load, 1),
        share = wanted,
        n = view.counted(answer.inputs.target_minutes, 0),
        people = view.counted(f64::from(found.needed), 0),
    );
    list(vec![
        worded("p", "", needed),
        table(say!("How fast leads are answered"), &HEAD.map(Word::text), rows),
        worded("p", "ep-quiet", effect(view, answer)),
        answer.how(view, &["load", "within", "within_needed"]),
    ])
}

const HEAD: [Word; 5] = [
    word!("When"),
    word!("People"),
    word!("Answered in time"),
    word!("Wait at all"),
    word!("Average wait"),
];

fn row(view: &View, name: &str, speed: &Speed) -> Vec<String> {
    let percent = |share: f64| view.formats.percent(share, 0);
    let wait = speed.wait.map_or_else(
        || say!("grows for ever: too few people").to_owned(),
        |minutes| say!("{n} {n?minute|minutes}", n = view.counted(minutes, 1)),
    );
    vec![
        name.to_owned(),
        view.formats.number(f64::from(speed.people), 0),
        percent(speed.within),
        percent(speed.waits),
        wait,
    ]
}

/// Whether speed counts in the plan, and how much.
fn effect(view: &View, answer: &Answer) -> String {
    let speed = answer.report.outlook.as_ref().map_or(1.0, |outlook| outlook.speed);
    if answer.inputs.speed_effect == 1 {
        let factor = view.formats.number(speed, 2);
        return say!(
            "By your own measured effect, the plan multiplies the share of leads that become an MQL by {factor}.",
            factor = factor,
        );
    }
    say!(
        "Faster answers do not count as more MQLs in the plan: you can turn that on, with your own \
     measured effect."
    )
    .to_owned()
}

fn published() -> Html {
    let one = |each: &Published| {
        element(
            "li",
            "",
            vec![
                worded("p", "", each.finding),
                worded(
                    "p",
                    "ep-quiet",
                    say!(
                        "{population}, {year}. Source: {source}. Confidence: {confidence}",
                        population = each.population,
                        year = each.year.to_string(),
                        source = each.source,
                        confidence = each.confidence,
                    ),
                ),
            ],
        )
    };
    let note = say!("These are others' figures. None of them is used in your answer.");
    let all = PUBLISHED.iter().map(one).collect();
    list(vec![worded("p", "", note), element("ul", "ep-published", all)])
}
