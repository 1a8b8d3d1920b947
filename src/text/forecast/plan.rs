//! A plan for some months of the forecast, such as next year's, in words.

use super::{rounded, spoken};
use crate::calc::forecast::{Month, Report};
use crate::calc::units::Money;
use crate::text::formats::Formats;
use crate::text::verdict::of_hundred;

/// The chance of the plan in its own months.
pub(super) fn chance(report: &Report, formats: &dyn Formats) -> Option<String> {
    let plan = report.planned.as_ref()?;
    let (goal, chance) = (plan.goal?, of_hundred(plan.goal_chance?));
    let difference = rounded(goal) - rounded(plan.expected.total());
    let amount = spoken(Money(difference.0.abs()), formats);
    let (goal, [first, last]) = (spoken(goal, formats), ends(plan, formats));
    Some(if difference.0 > 0.0 {
        say!(
            "The chance of making your goals of {goal} for {first} to {last} is {chance}; on average \
             you end {amount} short of them.",
            goal = goal,
            first = first,
            last = last,
            chance = chance,
            amount = amount,
        )
    } else {
        say!(
            "The chance of making your goals of {goal} for {first} to {last} is {chance}; on average \
             you end {amount} above them.",
            goal = goal,
            first = first,
            last = last,
            chance = chance,
            amount = amount,
        )
    })
}

fn ends(plan: &Month, formats: &dyn Formats) -> [String; 2] {
    [plan.start, plan.end].map(|day| formats.month(day))
}

/// Which months of the forecast the plan is not for; nothing where the goals are for all.
pub fn gap(report: &Report, formats: &dyn Formats) -> Option<String> {
    let plan = report.planned.as_ref()?;
    let before = report.months.iter().take_while(|month| month.end < plan.start);
    let after = report.months.iter().skip_while(|month| month.end <= plan.end);
    let named = |first: Option<&Month>, last: Option<&Month>| {
        let (first, last) = (first?, last?);
        let [one, two] = [first, last].map(|month| formats.month(month.end));
        Some(if one == two { one } else { [&*one, "–", &*two].concat() })
    };
    let parts =
        [named(before.clone().next(), before.last()), named(after.clone().next(), after.last())];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Some(say!(
        "No goal for {months}: the chance is for the months that have one.",
        months = parts.join(", "),
    ))
}

/// The first month without a goal between two that have one: then the goals have no chance together.
pub fn hole(report: &Report, formats: &dyn Formats) -> Option<String> {
    let mut later = report.months.iter().skip_while(|month| month.goal.is_none());
    let missing = later.find(|month| month.goal.is_none())?;
    later.any(|month| month.goal.is_some()).then(|| {
        say!(
            "No goal for {month}, so your goals have no chance together.",
            month = formats.month(missing.end)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::inputs;
    use super::*;
    use crate::calc::forecast::{Inputs, Lists, Precision, report};
    use crate::text::formats::Plain;

    fn of(months: u32, goals: &[Option<Money>]) -> Report {
        let inputs = Inputs { goal: None, months, new_pipeline: Money(1e6), ..inputs() };
        report(&inputs, &Lists { goals, ..Lists::default() }, Precision::Interactive)
    }

    #[test]
    fn a_plan_for_next_year_is_told_with_its_months() {
        let goal = Some(Money(50_000.0));
        let goals: Vec<Option<Money>> = [None, None].into_iter().chain([goal; 12]).collect();
        let (report, formats) = (of(14, &goals), Plain::default());
        let words = super::chance(&report, &formats).unwrap();
        assert!(words.contains("$600,000 for Jan 2027 to Dec 2027"), "{words}");
        assert!(super::super::chance(&report).is_some());
        let gap = gap(&report, &formats).unwrap();
        assert!(gap.starts_with("No goal for Nov 2026–Dec 2026:"), "{gap}");
        assert_eq!(hole(&report, &formats), None);
        let longer = super::gap(&of(15, &goals), &formats).unwrap();
        assert!(longer.contains("Nov 2026–Dec 2026, Jan 2028:"), "{longer}");
    }

    #[test]
    fn a_month_without_a_goal_between_others_is_named() {
        let goal = Some(Money(5.0));
        let report = of(6, &[goal, None, goal]);
        let hole = hole(&report, &Plain::default()).unwrap();
        assert!(hole.starts_with("No goal for Dec 2026,"), "{hole}");
        assert_eq!(gap(&report, &Plain::default()), None);
    }
}
