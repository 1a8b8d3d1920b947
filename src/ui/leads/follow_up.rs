//! How fast leads are answered, and what others have published on it.

use yew::Html;

use super::answer::Answer;
use crate::calc::leads::{FollowUp, PUBLISHED, Published, Speed};
use crate::ui::answer::section;
use crate::ui::chart::table;
use crate::ui::element::{element, folded, list, worded};
use crate::ui::view::View;

/// The share answered in time, the people it takes, and the published figures beside it.
pub fn follow_up(view: &View, answer: &Answer) -> Html {
    let (finding, body) = match &answer.report.follow_up {
        Some(found) => (finding(view, answer, found), figures(view, answer, found)),
        None => (
            "How fast are leads answered?".to_owned(),
            worded(
                "p",
                "",
                "Enter leads an hour and minutes to answer one, under “How fast leads are answered”, \
                 and you see the share answered in time and the people it takes.",
            ),
        ),
    };
    section(view, "follow-up", finding, vec![body, folded("What others have found", published())])
}

fn finding(view: &View, answer: &Answer, found: &FollowUp) -> String {
    let within = target(view, answer);
    if let Some(now) = &found.now {
        let share = view.formats.percent(now.within, 0);
        return [&*share, " of leads are answered within ", &*within].concat();
    }
    let wanted = view.formats.percent(answer.inputs.target_share.fraction(), 1);
    [&*people(view, found.needed), " answer ", &*wanted, " of leads within ", &*within].concat()
}

fn target(view: &View, answer: &Answer) -> String {
    view.count(answer.inputs.target_minutes, 0, "minute", "minutes")
}

fn people(view: &View, count: u32) -> String {
    view.count(f64::from(count), 0, "person", "people")
}

fn figures(view: &View, answer: &Answer, found: &FollowUp) -> Html {
    let mut rows: Vec<Vec<String>> = found.now.iter().map(|now| row(view, "Now", now)).collect();
    rows.push(row(view, "For the share you want", &found.then));
    let wanted = view.formats.percent(answer.inputs.target_share.fraction(), 1);
    let needed = [
        "Leads keep ",
        &*view.formats.number(found.load, 1),
        " people busy on average. To answer ",
        &*wanted,
        " within ",
        &*target(view, answer),
        " takes ",
        &*people(view, found.needed),
        ".",
    ];
    list(vec![
        worded("p", "", needed.concat()),
        table("How fast leads are answered", &HEAD, rows),
        worded("p", "ep-quiet", effect(view, answer)),
        answer.how(view, &["load", "within", "within_needed"]),
    ])
}

const HEAD: [&str; 5] = ["When", "People", "Answered in time", "Wait at all", "Average wait"];

fn row(view: &View, name: &str, speed: &Speed) -> Vec<String> {
    let percent = |share: f64| view.formats.percent(share, 0);
    let wait = speed.wait.map_or_else(
        || "grows for ever: too few people".to_owned(),
        |minutes| view.count(minutes, 1, "minute", "minutes"),
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
        return [
            "By your own measured effect, the plan multiplies the share of leads that become an MQL by ",
            &*factor,
            ".",
        ]
        .concat();
    }
    "Faster answers do not count as more MQLs in the plan: you can turn that on, with your own \
     measured effect."
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
    let note = "These are others' figures. None of them is used in your answer.";
    let all = PUBLISHED.iter().map(one).collect();
    list(vec![worded("p", "", note), element("ul", "ep-published", all)])
}
