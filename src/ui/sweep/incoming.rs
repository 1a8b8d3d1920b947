//! What a list that comes in does to the sweep.

use super::update::example_form;
use super::{Sweep, SweepProps};
use crate::state::sweep::Sweep as Choices;
use crate::state::{Action, Source, State};
use crate::text::example::deals::example_deals;
use crate::ui::browser::files;
use crate::ui::import::{self, Around, Effect, List};
use crate::ui::signal::Signal;

impl Sweep {
    pub(super) fn import(&mut self, props: &SweepProps, message: import::Message) {
        let today = self.reading.inputs.map_or(props.today, |inputs| inputs.today);
        let around = Around { today, keep: props.keep };
        match self.importer.receive(around, message) {
            Effect::Redraw => {}
            Effect::Begun => self.start(props),
            Effect::Took => self.take(props),
            Effect::Compare(earlier) => {
                self.earlier = Some(earlier);
                self.focus = Some("changes");
            }
            Effect::Reopened => (self.portfolio, self.answer) = (None, None),
            Effect::Example => self.show_example(props),
            Effect::Discarded => {
                self.other_deals();
                self.recount(props);
            }
            Effect::Save(name, csv) => self.save(props, name, Some(csv)),
        }
    }

    /// Answers for the list that was read.
    fn take(&mut self, props: &SweepProps) {
        self.other_deals();
        self.recount(props);
        self.settle_later();
        self.focus = Some(if self.answer.is_some() { "answer" } else { "goal" });
    }

    /// Nothing of what was done with the old deals stays; what was typed of the visitor's own does.
    fn other_deals(&mut self) {
        (self.choices, self.coverage) = (Choices::default(), State::default());
        if self.form.source == Source::Example {
            self.form = self.form.apply(Action::Clear);
        }
        self.portfolio = None;
    }

    pub(super) fn show_example(&mut self, props: &SweepProps) {
        self.importer.list = List::Example(example_deals(props.today));
        self.importer.refused = None;
        self.form = example_form(props);
        (self.choices, self.coverage) = (Choices::default(), State::default());
        self.portfolio = None;
        self.recount(props);
        self.settle_later();
        self.focus = Some("source");
    }

    pub(super) fn save(&mut self, props: &SweepProps, name: &str, csv: Option<String>) {
        let Some(csv) = csv else { return };
        let saved = files::save(name, "text/csv", &csv);
        let words = files::outcome(name, saved);
        self.spoken = words.clone().into();
        if saved {
            props.host.emit(Signal::Export("csv"));
        } else {
            self.importer.refused = Some(words);
        }
    }
}
