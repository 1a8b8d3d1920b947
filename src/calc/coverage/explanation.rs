//! Where each figure of a coverage report comes from.

use super::case::{Case, DAYS_PER_WEEK, Model, OLDEST};
use super::{Band, Inputs, Need, Outlook, Plan, Report};
use crate::calc::explain::{Explanation, Formula, Quantity};
use crate::calc::units::Money;
use crate::language::Word;

/// The formula behind every figure of `report`, which must be the report of `inputs`.
pub fn explanations(inputs: &Inputs, report: &Report) -> Vec<Explanation> {
    let mut all = vec![remaining(inputs, report)];
    if let Some(outlook) = &report.outlook {
        let model = Model::new(Case::of(inputs, &report.period));
        all.push(chance(report, outlook));
        all.extend(conversions(&model));
        all.extend(expectations(inputs, &model, outlook));
        all.extend(coverage(report, &model, outlook));
        all.extend(outlook.needs.iter().filter_map(|need| needed(need, "needed", outlook)));
        all.extend(needed(&outlook.chosen, "chosen", outlook));
        all.extend(latest(report, &model, outlook));
        all.extend(outlook.plan.iter().flat_map(|plan| weekly(inputs, &model, outlook, plan)));
        all.extend(rules(inputs, report, outlook));
    }
    all
}

fn money(name: Word, amount: Money) -> Formula {
    Formula::Figure(name, Quantity::Money(amount.0))
}

fn share(name: Word, value: f64) -> Formula {
    Formula::Figure(name, Quantity::Share(value))
}

fn explain(
    key: &'static str,
    label: Word,
    result: Quantity,
    formula: Formula,
    note: Word,
) -> Explanation {
    Explanation { key, label, result, date: None, formula, note }
}

fn remaining(inputs: &Inputs, report: &Report) -> Explanation {
    let formula =
        money(word!("goal"), inputs.goal) - money(word!("closed-won so far"), inputs.closed_won);
    explain(
        "remaining",
        word!("Still to win"),
        Quantity::Money(report.remaining.0),
        Formula::AtLeastZero(Box::new(formula)),
        Word::NONE,
    )
}

fn chance(report: &Report, outlook: &Outlook) -> Explanation {
    const NAMES: [Word; 4] = [
        word!("the first band at or above the goal"),
        word!("the second band"),
        word!("the third band"),
        word!("all bands above those"),
    ];
    let goal = Money(report.remaining.0) + closed_won(outlook);
    let above: Vec<&Band> = outlook.bands.iter().filter(|band| reaches(band, goal)).collect();
    let split = above.len().min(NAMES.len() - 1);
    let rest: f64 = above[split..].iter().map(|band| band.chance).sum();
    let mut parts: Vec<Formula> =
        above[..split].iter().zip(NAMES).map(|(band, name)| share(name, band.chance)).collect();
    if above.len() > split {
        parts.push(share(NAMES[3], rest));
    }
    explain(
        "chance",
        word!("Chance of making the goal"),
        Quantity::Share(report.chance),
        Formula::Sum(parts),
        word!(
            "Each open deal and each deal to come is won with its own chance; deals win and lose \
         together as far as the correlation says. The bands are those of the range of outcomes."
        ),
    )
}

fn reaches(band: &Band, goal: Money) -> bool {
    band.from.0 >= goal.0 * (1.0 - 1e-12)
}

fn closed_won(outlook: &Outlook) -> Money {
    outlook.expected.total - outlook.expected.open - outlook.expected.new
}

fn conversions(model: &Model) -> [Explanation; 3] {
    let case = &model.case;
    let between = |from: f64, to: f64| {
        let open = model.curve.open_between(from, to);
        let won = model.curve.chance_between(from, to, case.before, case.days) * open;
        Formula::Figure(word!("those of them won in the period"), Quantity::Count(won))
            / Formula::Figure(
                word!("deals open at these ages if one is created a day"),
                Quantity::Count(open),
            )
    };
    let note = word!(
        "Deals are won and lost at the ages of the default curve: wins spread around your \
                sales cycle, losses take half as long again, and your win rate says how many are won."
    );
    let new = Formula::Figure(
        word!("wins in the period if one deal is created on each day left"),
        Quantity::Count(model.landed(case.days)),
    ) / Formula::Figure(word!("days left"), Quantity::Days(case.days));
    let c = &model.conversion;
    [
        explain(
            "fresh_conversion",
            word!("Chance of an open deal younger than the sales cycle"),
            Quantity::Share(c.fresh),
            between(0.0, case.cycle),
            note,
        ),
        explain(
            "aged_conversion",
            word!("Chance of an open deal older than the sales cycle"),
            Quantity::Share(c.aged),
            between(case.cycle, OLDEST * case.cycle),
            note,
        ),
        explain(
            "new_conversion",
            word!("Chance of a deal yet to be created"),
            Quantity::Share(c.new),
            new,
            note,
        ),
    ]
}

fn open_conversion(model: &Model) -> Formula {
    let deals = model.deals();
    let count = |name, number: u32| Formula::Figure(name, Quantity::Count(f64::from(number)));
    if deals.count == 0 {
        return with_ratio(share(word!("chance of a younger deal"), model.conversion.fresh), model);
    }
    let younger = count(word!("open deals younger than the cycle"), deals.count - deals.aged)
        * share(word!("chance of a younger deal"), model.conversion.fresh);
    let older = count(word!("open deals older than the cycle"), deals.aged)
        * share(word!("chance of an older deal"), model.conversion.aged);
    with_ratio((younger + older) / count(word!("open deals"), deals.count), model)
}

fn with_ratio(formula: Formula, model: &Model) -> Formula {
    if (model.case.ratio - 1.0).abs() < f64::EPSILON {
        return formula;
    }
    formula
        * Formula::Figure(
            word!("win rate by value ÷ win rate by number"),
            Quantity::Number(model.case.ratio),
        )
}

fn expectations(inputs: &Inputs, model: &Model, outlook: &Outlook) -> [Explanation; 4] {
    let e = &outlook.expected;
    let open = money(word!("open pipeline"), inputs.open_pipeline) * open_conversion(model);
    let new = with_ratio(
        money(word!("new pipeline per week"), inputs.new_pipeline)
            / Formula::Constant(DAYS_PER_WEEK)
            * Formula::Figure(word!("days left"), Quantity::Days(model.case.days))
            * share(word!("chance of a deal yet to be created"), model.conversion.new),
        model,
    );
    let total = Formula::Sum(vec![
        money(word!("closed-won so far"), inputs.closed_won),
        money(word!("expected from open deals"), e.open),
        money(word!("expected from new deals"), e.new),
    ]);
    let gap = Formula::AtLeastZero(Box::new(
        money(word!("goal"), inputs.goal) - money(word!("expected in all"), e.total),
    ));
    let average =
        word!("An average: about half of the time it turns out higher, about half lower.");
    [
        explain(
            "expected_open",
            word!("Expected from open deals"),
            Quantity::Money(e.open.0),
            open,
            average,
        ),
        explain(
            "expected_new",
            word!("Expected from new deals"),
            Quantity::Money(e.new.0),
            new,
            average,
        ),
        explain(
            "expected_total",
            word!("Expected in all"),
            Quantity::Money(e.total.0),
            total,
            Word::NONE,
        ),
        explain("gap", word!("Short of the goal"), Quantity::Money(outlook.gap.0), gap, Word::NONE),
    ]
}

fn coverage(report: &Report, model: &Model, outlook: &Outlook) -> Vec<Explanation> {
    let remaining = || money(word!("still to win"), report.remaining);
    let have = money(word!("open pipeline"), Money(model.case.pipeline())) / remaining();
    let mut all = vec![explain(
        "coverage_have",
        word!("Coverage you have"),
        Quantity::Times(outlook.coverage.have),
        have,
        Word::NONE,
    )];
    if let (Some(pipeline), Some(need)) = (outlook.coverage.pipeline_needed, outlook.coverage.need)
    {
        let short = remaining() - money(word!("expected from new deals"), outlook.expected.new);
        let needed = Formula::AtLeastZero(Box::new(short)) / open_conversion(model);
        all.push(explain(
            "pipeline_needed",
            word!("Open pipeline needed on average"),
            Quantity::Money(pipeline.0),
            needed,
            word!("Just enough on average, which makes the goal about every second time."),
        ));
        all.push(explain(
            "coverage_need",
            word!("Coverage needed on average"),
            Quantity::Times(need),
            money(word!("open pipeline needed on average"), pipeline) / remaining(),
            Word::NONE,
        ));
    }
    all
}

fn needed(need: &Need, family: &str, outlook: &Outlook) -> Option<Explanation> {
    let key = match (family, need.confidence.0 as u32) {
        ("chosen", _) => "needed_chosen",
        (_, 50) => "needed_50",
        (_, 80) => "needed_80",
        (_, 90) => "needed_90",
        _ => return None,
    };
    let open = need.open?;
    let formula = Formula::Figure(word!("deals needed"), Quantity::Count(f64::from(open.deals)))
        * money(word!("value of an open deal"), outlook.deals.value);
    Some(explain(
        key,
        word!("Open pipeline needed for this confidence"),
        Quantity::Money(open.pipeline.0),
        formula,
        word!(
            "The least number of deals like yours that gives this chance of making the goal; one deal \
         fewer gives less."
        ),
    ))
}

fn latest(report: &Report, model: &Model, outlook: &Outlook) -> [Explanation; 3] {
    let days = || Formula::Figure(word!("days left"), Quantity::Days(model.case.days));
    let day = |key, label, result: f64, name, age: f64, note| Explanation {
        date: Some(report.period.day(result)),
        ..explain(
            key,
            label,
            Quantity::Days(result),
            days() - Formula::Figure(name, Quantity::Days(age)),
            note,
        )
    };
    let l = &outlook.latest;
    let age = |p: f64| model.curve.won_quantile(p);
    let note =
        word!("In days from today; the age comes from your sales cycle and the default curve.");
    [
        day(
            "latest_average",
            word!("Last day for a deal of average cycle"),
            l.average,
            word!("average sales cycle"),
            model.case.cycle,
            Word::NONE,
        ),
        day(
            "latest_median",
            word!("Last day on which half of the wins still land"),
            l.median,
            word!("age by which half of all wins have happened"),
            age(0.5),
            note,
        ),
        day(
            "latest_last",
            word!("Last day on which new pipeline helps"),
            l.last,
            word!("age by which one win in ten has happened"),
            age(0.1),
            note,
        ),
    ]
}

fn weekly(inputs: &Inputs, model: &Model, outlook: &Outlook, plan: &Plan) -> Vec<Explanation> {
    let landed = with_ratio(
        Formula::Figure(
            word!("wins in the period if one deal is created a day until then"),
            Quantity::Count(model.landed(outlook.latest.median)),
        ),
        model,
    );
    let pipeline =
        money(word!("short of the goal"), outlook.gap) * Formula::Constant(DAYS_PER_WEEK) / landed;
    let opportunities = money(word!("new pipeline per week"), plan.weekly_pipeline)
        / money(word!("value of a new deal"), outlook.deals.new_value);
    let mut all = vec![
        explain(
            "weekly_pipeline",
            word!("New pipeline needed per week"),
            Quantity::Money(plan.weekly_pipeline.0),
            pipeline,
            word!(
                "On top of the new pipeline you already count on, created evenly until that day."
            ),
        ),
        explain(
            "weekly_opportunities",
            word!("New opportunities needed per week"),
            Quantity::Count(plan.weekly_opportunities),
            opportunities,
            Word::NONE,
        ),
    ];
    if let (Some(leads), Some(conversion)) = (plan.weekly_leads, inputs.lead_conversion) {
        let formula = Formula::Figure(
            word!("opportunities per week"),
            Quantity::Count(plan.weekly_opportunities),
        ) / share(word!("leads that become an opportunity"), conversion.fraction());
        all.push(explain(
            "weekly_leads",
            word!("Leads needed per week"),
            Quantity::Count(leads),
            formula,
            Word::NONE,
        ));
    }
    all
}

fn rules(inputs: &Inputs, report: &Report, outlook: &Outlook) -> Vec<Explanation> {
    let remaining = || money(word!("still to win"), report.remaining);
    let three = Formula::Constant(3.0) * remaining();
    let mut all = vec![explain(
        "three_times",
        word!("Open pipeline that 3× coverage asks for"),
        Quantity::Money(outlook.three_times.pipeline.0),
        three,
        Word::NONE,
    )];
    if let Some(rule) = &outlook.over_win_rate {
        let formula = remaining() / share(word!("win rate"), inputs.win_rate.fraction());
        all.push(explain(
            "over_win_rate",
            word!("Open pipeline that goal ÷ win rate asks for"),
            Quantity::Money(rule.pipeline.0),
            formula,
            Word::NONE,
        ));
    }
    all
}
