//! What to do with a deal: what is suggested, and what the visitor chose instead.

use yew::Html;

use super::{Message, known};
use crate::calc::prospects::Listed;
use crate::calc::sweep::{Step, Verdict};
use crate::state::sweep::{CHOICE_KEYS, Choice, Sweep, SweepAction};
use crate::text::sweep as words;
use crate::ui::chooser::chooser;
use crate::ui::element::{attributes, worded};
use crate::ui::view::View;

/// What to do with a deal: the suggestion, unless the visitor knows better. Beside it a box
/// for a chance that the visitor knows better; on paper neither.
pub fn next(
    view: &View<Message>,
    verdict: &Verdict,
    sweep: &Sweep,
    asks: Option<(Listed, &str)>,
) -> Vec<Html> {
    let paper = worded("span", "ep-paper", written(view, verdict, sweep));
    let Some((kind, name)) = asks else { return vec![paper] };
    let position = verdict.prospect.position;
    vec![choose(view, verdict, sweep, name), known::asked(view, position, sweep, kind, name), paper]
}

fn choose(view: &View<Message>, verdict: &Verdict, sweep: &Sweep, name: &str) -> Html {
    let position = verdict.prospect.position;
    let chosen = sweep.choice(position);
    let first = match chosen {
        Some(_) => say!("As suggested").to_owned(),
        None => words::suggestion(verdict.step, &*view.formats),
    };
    let options = std::iter::once((String::new(), first)).chain(
        CHOICE_KEYS.iter().map(|(key, choice)| ((*key).to_owned(), label(*choice).to_owned())),
    );
    let key = CHOICE_KEYS.iter().find(|one| Some(one.1) == chosen).map_or("", |one| one.0);
    let tell = view.send.reform(move |key: String| {
        let choice = CHOICE_KEYS.iter().find(|one| one.0 == key).map(|one| one.1);
        Message::Do(SweepAction::Choose(position, choice))
    });
    let label = say!("Next step for {deal}", deal = name);
    chooser(attributes! { "class": "ep-input", "aria-label": label }, options.collect(), key, tell)
}

/// What the visitor may choose.
fn label(choice: Choice) -> &'static str {
    match choice {
        Choice::Keep => say!("Go on" in "with a deal"),
        Choice::Requalify => say!("Requalify"),
        Choice::Nurture => say!("Return to marketing"),
        Choice::CloseAsLost => say!("Close as lost"),
    }
}

/// The next step of a deal for a file: what the visitor chose, or else the suggestion.
pub fn written(view: &View<Message>, verdict: &Verdict, sweep: &Sweep) -> String {
    let by_step = |step: Step| words::step(step, &*view.formats);
    match sweep.choice(verdict.prospect.position) {
        Some(choice) if choice != Choice::from(verdict.step) => label(choice).to_owned(),
        _ => by_step(verdict.step),
    }
}
