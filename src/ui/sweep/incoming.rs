//! What a list that comes in does to the sweep.

use super::update::example_form;
use super::{Sweep, SweepProps};
use crate::calc::coverage::FIELDS;
use crate::state::sweep::{Held, Sweep as Choices};
use crate::state::{Action, Source, State};
use crate::text::draft::Draft;
use crate::text::example::deals::example_deals;
use crate::ui::browser::files;
use crate::ui::import::shared::Shared;
use crate::ui::import::{self, Around, Deals, Effect, List};
use crate::ui::signal::Signal;

impl Sweep {
    pub(super) fn import(&mut self, props: &SweepProps, message: import::Message) {
        let today = self.reading.inputs.map_or(props.today, |inputs| inputs.today);
        let around = Around { today, keep: props.keep };
        match self.importer.receive(around, message) {
            Effect::Redraw => {}
            Effect::Begun => {
                (self.waiting, self.spoken) = (None, "".into());
                self.start(props);
            }
            Effect::Took => self.take(props),
            Effect::Compare(earlier) => {
                self.earlier = Some(earlier);
                self.stage_again();
                self.focus = Some("changes");
            }
            Effect::Reopened => {
                (self.portfolio, self.answer, self.work) = (None, None, None);
                self.share();
            }
            Effect::Example => self.show_example(props),
            Effect::Discarded => {
                self.waiting = None;
                self.other_deals();
                self.share();
                self.recount(props);
            }
            Effect::Save(name, csv) => self.save(props, name, Some(csv)),
        }
    }

    /// Answers for the list that was read.
    fn take(&mut self, props: &SweepProps) {
        self.spoken = self.importer.told().into();
        self.other_deals();
        if let Some(held) = self.waiting.take() {
            self.put(&held);
        }
        self.share();
        self.recount(props);
        self.settle_later();
        let answers = self.answer.is_some() || self.work.is_some();
        self.focus = Some(if answers { "answer" } else { "goal" });
    }

    /// Puts in force what was done on an earlier day; whether that is anything else.
    pub(super) fn restore(&mut self, props: &SweepProps, held: &Held) -> bool {
        let other = self.held() != *held;
        self.waiting = None;
        if other {
            self.put(held);
            self.recount(props);
            self.settle_later();
        }
        other
    }

    fn put(&mut self, held: &Held) {
        let deals = self.importer.list.deals().len();
        self.choices = self.choices.with_held(held, deals, self.view.formats.notation());
        let mut draft = Draft::default();
        for field in FIELDS {
            draft.set(field.key, held.over.get(field.key).unwrap_or_default());
        }
        self.coverage = State::new(draft, Source::Typed);
    }

    /// Lets other calculators on the page use the list of the visitor's.
    fn share(&self) {
        let list = match &self.importer.list {
            List::Import(name, import) => {
                let (name, deals) = (name.clone(), Deals::of(import));
                Some(Shared { name, deals, separate: self.separate() })
            }
            List::None | List::Example(_) => None,
        };
        self.publisher.publish(list);
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
        self.share();
        self.importer.refused = None;
        self.form = example_form(props);
        (self.choices, self.coverage) = (Choices::default(), State::default());
        (self.portfolio, self.waiting) = (None, None);
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
