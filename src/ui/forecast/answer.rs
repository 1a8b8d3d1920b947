//! The answer: the verdict, then what is behind it, one finding after the other.

mod accuracy;
mod actions;
mod categories;
mod chance;
mod fan;
mod groups;
mod history;
mod methods;
mod table;
mod taken;
mod toggles;
mod undated;

use std::rc::Rc;

use yew::Html;

use super::Message;
use crate::calc::accuracy::{Next, Record, record};
use crate::calc::explain::Explanation;
use crate::calc::forecast::{
    Inputs, Method, Owned, Precision, Recommendation, Report, explanations, recommended,
};
use crate::calc::replay::Taught;
use crate::state::forecast::{Look, Period};
use crate::text::forecast::accuracy::{Coming, coming};
use crate::text::forecast::grid::Layout;
use crate::text::forecast::table::Cut;
use crate::text::forecast::{is_empty, verdict};
use crate::text::formats::Formats;
use crate::text::verdict::Verdict;
use crate::ui::answer::toned;
use crate::ui::element::{element, list, worded};
use crate::ui::how::how;
use crate::ui::lesson::lesson;
use crate::ui::view::View;

/// Everything that follows from inputs and lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// What was given.
    pub inputs: Inputs,
    /// The lists behind it.
    pub owned: Rc<Owned>,
    /// The figures.
    pub report: Report,
    /// What past quarters teach about it, once they were forecast again.
    pub taught: Option<Taught>,
    /// What past forecasts were worth; `None` without any.
    pub record: Option<Record>,
    /// What that says about the next period.
    pub next: Option<Next>,
    /// The period that [`Self::next`] speaks of.
    pub coming: Option<Coming>,
    /// The method that should lead.
    pub recommended: Recommendation,
    /// The method that leads.
    pub leading: Method,
    /// The figures in a sentence.
    pub verdict: Verdict,
    /// How the figures came about.
    pub explanations: Vec<Explanation>,
}

impl Answer {
    /// The answer of the moment.
    pub fn new(
        inputs: Inputs,
        owned: Rc<Owned>,
        precision: Precision,
        look: Look,
        formats: &dyn Formats,
    ) -> Self {
        let report = owned.report(&inputs, precision);
        Self::of(inputs, owned, report, look, formats)
    }

    /// The answer with a report that is there already, such as a settled one.
    pub fn of(
        inputs: Inputs,
        owned: Rc<Owned>,
        report: Report,
        look: Look,
        formats: &dyn Formats,
    ) -> Self {
        let record = (!owned.past.is_empty()).then(|| record(&owned.past));
        let coming = coming(&report);
        let next = record.as_ref().zip(coming);
        let next = next.map(|(record, coming)| record.next(coming.forecast, Some(coming.range)));
        let recommended = recommended(&report.methods);
        let leading = leading(&report, &recommended, look);
        Self {
            verdict: verdict(&report, leading, formats),
            explanations: explanations(&inputs, &report),
            taught: owned.taught(&inputs),
            inputs,
            owned,
            report,
            record,
            next,
            coming,
            recommended,
            leading,
        }
    }

    /// The same figures, looked at in another way.
    pub fn look(&mut self, look: Look, formats: &dyn Formats) {
        self.leading = leading(&self.report, &self.recommended, look);
        self.verdict = verdict(&self.report, self.leading, formats);
    }

    /// The formulas behind these figures.
    fn how(&self, view: &View<Message>, keys: &[&str]) -> Html {
        how(view, &self.explanations, keys)
    }
}

/// The chosen method, as far as there is a figure of it.
fn leading(report: &Report, recommended: &Recommendation, look: Look) -> Method {
    let has = |method: &Method| report.methods.iter().any(|row| row.method == *method);
    look.leading.filter(has).unwrap_or(recommended.method)
}

/// How the rows of tables and charts are cut.
fn cut(look: Look) -> Cut {
    Cut { quarters: look.period == Period::Quarter, cumulative: look.cumulative }
}

/// The part of the answer that is free: the verdict.
pub fn headline(view: &View<Message>, answer: &Answer) -> Html {
    let verdict = &answer.verdict;
    let heading = view.heading(1, "answer", "ep-verdict", verdict.headline.clone());
    element("div", toned(verdict.tone), vec![heading])
}

/// How the table is laid out.
pub fn layout(look: Look) -> Layout {
    Layout { cut: cut(look), across: look.across, by: look.by }
}

/// Everything behind it.
pub fn whole(view: &View<Message>, answer: &Answer, look: Look) -> Html {
    let detail = worded("p", "ep-detail", answer.verdict.detail.clone());
    if is_empty(&answer.report) {
        return list(vec![
            detail,
            history::history(view, answer),
            accuracy::accuracy(view, answer),
        ]);
    }
    list(vec![
        detail,
        undated::undated(view, answer),
        lesson(view, answer.taught.as_ref(), Message::Follow),
        chance::chance(view, answer),
        fan::fan(view, answer, look),
        table::table(view, answer, look),
        methods::methods(view, answer),
        categories::categories(view, answer),
        groups::groups(view, answer),
        history::history(view, answer),
        accuracy::accuracy(view, answer),
        taken::taken(view, answer),
        actions::actions(view),
    ])
}

#[cfg(test)]
mod tests;
