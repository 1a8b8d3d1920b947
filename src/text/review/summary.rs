//! The review in sentences, and where its scores come from.

use super::content::Content;
use super::finding;
use crate::calc::explain::{Explanation, Formula, Quantity};
use crate::calc::review::{Answers, Finding, Gap, LEVELS, Report, STATEMENTS, STRONG};
use crate::language::Word;
use crate::text::assess::band;
use crate::text::formats::Formats;
use crate::text::record::{Item, record, text};
use crate::text::verdict::{Tone, Verdict};

/// Below this score an area is weak.
const WEAK: f64 = 50.0;

/// The score in a sentence; `None` as long as no statement has a level.
pub fn verdict(
    report: &Report,
    gaps: &[Gap],
    content: &Content,
    formats: &dyn Formats,
) -> Option<Verdict> {
    let overall = report.overall?;
    let tone = match overall {
        score if score >= STRONG => Tone::Enough,
        score if score >= WEAK => Tone::Close,
        _ => Tone::Short,
    };
    let title = |area: usize| content.areas.get(area).map_or("", |area| area.title.text());
    let score = of_hundred(overall, formats);
    let headline = if let Some(gap) = gaps.first() {
        say!("Your score is {score}. Start with: {area}.", score = score, area = title(gap.area),)
    } else {
        say!("Your score is {score}, and no area is weak.", score = score)
    };
    let given = formats.number(report.given as f64, 0);
    let all = formats.number(STATEMENTS as f64, 0);
    let strong: Vec<&str> = report.strengths.iter().map(|area| title(*area)).collect();
    let strong = match strong.as_slice() {
        [] => String::new(),
        [one] => say!("Your strength: {area}.", area = *one),
        many => say!("Your strengths: {areas}.", areas = many.join("; ")),
    };
    let answered = say!("{n} of {all} statements are answered.", n = given, all = all);
    let detail = [&*answered, " ", &*strong].concat().trim_end().to_owned();
    Some(Verdict { tone, headline, detail })
}

/// "54 of 100".
pub fn of_hundred(score: f64, formats: &dyn Formats) -> String {
    say!("{number} of 100", number = formats.number(score, 0))
}

/// The formula behind the score of each area and of all.
pub fn explanations(answers: &Answers, report: &Report, content: &Content) -> Vec<Explanation> {
    let mut all = Vec::new();
    let mut scores = Vec::new();
    for (area, words) in report.areas.iter().zip(&content.areas) {
        let Some(score) = area.score else { continue };
        let sum: f64 = answers.area(area.area).iter().filter_map(|one| one.level()).sum();
        let mean = Formula::Figure(word!("sum of the levels"), Quantity::Number(sum))
            / Formula::Figure(
                word!("statements with a level"),
                Quantity::Count(area.levels as f64),
            );
        let formula = (mean - Formula::Constant(1.0)) / Formula::Constant(f64::from(LEVELS - 1));
        scores.push(Formula::Figure(words.title, Quantity::Share(score / 100.0)));
        all.push(Explanation {
            key: words.key,
            label: words.title,
            result: Quantity::Share(score / 100.0),
            date: None,
            formula,
            note: Word::NONE,
        });
    }
    let count = Formula::Figure(word!("areas with a score"), Quantity::Count(scores.len() as f64));
    all.extend(report.overall.map(|overall| Explanation {
        key: "overall",
        label: word!("All areas"),
        result: Quantity::Share(overall / 100.0),
        date: None,
        formula: Formula::Sum(scores) / count,
        note: word!(
            "Statements that do not apply count neither way, and each area counts the same: they \
               have to work together."
        ),
    }));
    all
}

/// The record of an answer, for the page around the review: scores, not single answers.
pub fn answered(
    report: &Report,
    gaps: &[Gap],
    findings: &[Finding],
    content: &Content,
    verdict: &Verdict,
    formats: &dyn Formats,
) -> Item {
    let key = |area: usize| content.areas.get(area).map_or("", |area| area.key);
    let score = |score: Option<f64>| score.map_or(Item::Nothing, Item::Number);
    let scores = report.areas.iter().map(|area| (key(area.area).to_owned(), score(area.score)));
    let gap = |gap: &Gap| {
        let cost = gap.cost.map_or(Item::Nothing, |cost| Item::Number(cost.0));
        record([("area", text(key(gap.area))), ("score", Item::Number(gap.score)), ("cost", cost)])
    };
    let found = findings.iter().map(|one| text(finding::sentence(one, content, formats)));
    record([
        ("calculator", text("review")),
        ("problems", Item::List(Vec::new())),
        ("band", text(band(verdict.tone))),
        ("headline", text(&verdict.headline)),
        ("detail", text(&verdict.detail)),
        ("score", score(report.overall)),
        ("answered", Item::Number(report.given as f64)),
        ("areas", Item::Record(scores.collect())),
        ("gaps", Item::List(gaps.iter().map(gap).collect())),
        ("findings", Item::List(found.collect())),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calc::review::{Answer, Costs, gaps, report};
    use crate::text::formats::Plain;
    use crate::text::review::content;

    #[test]
    fn the_score_and_where_to_start_stand_in_one_sentence() {
        let (content, formats) = (content(), Plain::default());
        let mut answers = Answers([Answer::Level(5); STATEMENTS]);
        for place in 0..4 {
            answers.set(place, Answer::Level(1));
        }
        let report = report(&answers);
        let gaps = gaps(&report, &Costs::default());
        let verdict = verdict(&report, &gaps, &content, &formats).unwrap();
        assert_eq!(
            verdict.headline,
            "Your score is 88 of 100. Start with: Ideal customer and message."
        );
        assert!(verdict.detail.starts_with("32 of 32 statements are answered. Your strengths: "));
        let empty = crate::calc::review::report(&Answers::default());
        assert_eq!(super::verdict(&empty, &[], &content, &formats), None);
    }

    #[test]
    fn every_score_is_what_its_formula_comes_to() {
        let content = content();
        let mut answers = Answers::default();
        for place in 0..20 {
            answers.set(place, Answer::Level((place % 5) as u8 + 1));
        }
        answers.set(1, Answer::NotApplicable);
        let all = explanations(&answers, &report(&answers), &content);
        assert_eq!(all.len(), 6);
        for each in all {
            assert!((each.result.value() - each.formula.evaluate()).abs() < 1e-12, "{}", each.key);
        }
    }
}
