//! From bytes to deals in use: read in slices, questions answered, columns named.

use super::changes::Earlier;
use super::source::Purpose;
use super::update::example_form;
use super::{List, Message, Sweep, SweepProps, Under, questions};
use crate::state::sweep::Sweep as Choices;
use crate::state::{Action, Source, State};
use crate::text::example::deals::example_deals;
use crate::text::import::{Import, Mapping, Refusal, Step};
use crate::ui::browser;
use crate::ui::browser::files;
use crate::ui::signal::Signal;

/// Rows that are read between two looks at the clock.
const ROWS: usize = 200;
/// Milliseconds that are read in a row; a frame of the screen has 16.
const SLICE: u64 = 10;
/// Begins the key under which the columns of a list are kept.
const COLUMNS: &str = "enough-pipeline:columns:";

impl Sweep {
    /// Begins to read another list. The old one stays until the new one can be used.
    pub(super) fn begin(
        &mut self,
        props: &SweepProps,
        purpose: Purpose,
        name: String,
        bytes: Vec<u8>,
    ) {
        self.start(props);
        let today = self.reading.inputs.map_or(props.today, |inputs| inputs.today);
        let import = Box::new(Import::new(bytes, today));
        self.refused = None;
        self.answers.clear();
        self.under = Some(Under::new(purpose, name, import, false));
        self.read_later();
    }

    pub(super) fn read_later(&mut self) {
        self.next = Some(browser::after(0, &self.view.send, Message::Read));
    }

    /// Reads for one slice of time.
    pub(super) fn read_on(&mut self, props: &SweepProps) {
        let Some(under) = &mut self.under else { return };
        let end = browser::now() + SLICE;
        loop {
            under.step = under.import.step(ROWS);
            if !under.recalled {
                recall(under, props.keep);
            }
            if !matches!(under.step, Step::Progress(_)) || browser::now() >= end {
                break;
            }
        }
        match under.step {
            Step::Progress(_) => self.read_later(),
            Step::Asks => self.focus = Some("questions"),
            Step::Refused(refusal) => self.refuse(refusal),
            Step::Done => self.take(props),
        }
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.stop(Some(refusal.sentence()));
    }

    pub(super) fn stop(&mut self, refused: Option<String>) {
        (self.under, self.next, self.refused) = (None, None, refused);
        self.focus = Some("source");
    }

    /// Uses the list that was read.
    pub(super) fn take(&mut self, props: &SweepProps) {
        let Some(under) = self.under.take() else { return };
        if under.purpose == Purpose::Earlier {
            self.earlier = Some(Earlier { name: under.name, import: under.import });
            self.focus = Some("changes");
            return;
        }
        self.pasted.clear();
        self.table = None;
        (self.choices, self.coverage) = (Choices::default(), State::default());
        if self.form.source == Source::Example {
            self.form = self.form.apply(Action::Clear);
        }
        self.deals = List::Import(under.name, under.import);
        self.portfolio = None;
        self.recount(props);
        self.settle_later();
        let answers = self.answer.is_some() || self.work.is_some();
        self.focus = Some(if answers { "answer" } else { "goal" });
    }

    pub(super) fn show_example(&mut self, props: &SweepProps) {
        self.deals = List::Example(example_deals(props.today));
        self.form = example_form(props);
        (self.choices, self.coverage) = (Choices::default(), State::default());
        (self.portfolio, self.refused) = (None, None);
        self.recount(props);
        self.settle_later();
        self.focus = Some("source");
    }

    /// Puts the list away; what was typed of the visitor's own stays.
    pub(super) fn discard(&mut self, props: &SweepProps) {
        self.deals = List::None;
        (self.choices, self.coverage) = (Choices::default(), State::default());
        if self.form.source == Source::Example {
            self.form = self.form.apply(Action::Clear);
        }
        self.portfolio = None;
        self.recount(props);
        self.focus = Some("source");
    }

    /// Other columns: the list is read again. A list in use goes back under way.
    pub(super) fn remap(&mut self, props: &SweepProps, change: impl FnOnce(&mut Mapping)) {
        if self.under.is_none() {
            let list = std::mem::replace(&mut self.deals, List::None);
            let List::Import(name, import) = list else {
                self.deals = list;
                return;
            };
            self.under = Some(Under::new(Purpose::Deals, name, import, true));
            (self.portfolio, self.answer, self.work) = (None, None, None);
        }
        let Some(under) = &mut self.under else { return };
        let mut mapping = under.mapping().clone();
        change(&mut mapping);
        if under.asks() {
            under.proposed = Some(mapping);
        } else {
            under.import.set_mapping(mapping);
            remember(under, props.keep);
            self.read_later();
        }
    }

    pub(super) fn confirm(&mut self, props: &SweepProps) {
        let Some(under) = &mut self.under else { return };
        let mapping = under.mapping().clone().confirmed();
        under.import.set_mapping(mapping);
        under.proposed = None;
        under.step = Step::Progress(0.0);
        remember(under, props.keep);
        self.read_later();
    }

    pub(super) fn answered(&mut self) {
        let Some(questions) = self.under.as_ref().map(|under| under.import.questions()) else {
            return;
        };
        let Some(answers) = questions::answers(self, &questions) else { return };
        let Some(under) = &mut self.under else { return };
        for answer in answers {
            under.import.answer(answer);
        }
        under.step = Step::Progress(0.0);
        self.read_later();
    }

    pub(super) fn save_aside(&mut self, props: &SweepProps) {
        let notation = self.view.formats.notation();
        let csv = self.deals.import().map(|import| import.aside_csv(notation));
        self.save(props, "rows-set-aside.csv", csv);
    }

    pub(super) fn save(&mut self, props: &SweepProps, name: &str, csv: Option<String>) {
        let Some(csv) = csv else { return };
        let saved = files::save(name, "text/csv", &csv);
        let words = if saved {
            ["Saved as ", name, "."].concat()
        } else {
            "This page does not let files be saved: open the calculator on a page of its own."
                .into()
        };
        self.spoken = words.clone().into();
        if saved {
            props.host.emit(Signal::Export("csv"));
        } else {
            self.refused = Some(words);
        }
    }
}

/// Takes up the columns that the visitor named for a list with these headers before.
fn recall(under: &mut Under, keep: bool) {
    let Some(layout) = under.import.layout() else { return };
    under.recalled = true;
    let key = [COLUMNS, &layout.fingerprint].concat();
    let known = browser::stored(&key).filter(|_| keep);
    if let Some(mapping) = known.and_then(|text| Mapping::decode(&text, layout.headers.len())) {
        under.import.set_mapping(mapping);
    }
}

fn remember(under: &Under, keep: bool) {
    if let Some(layout) = under.import.layout().filter(|_| keep) {
        let key = [COLUMNS, &layout.fingerprint].concat();
        browser::store(&key, Some(&under.import.mapping().encode()));
    }
}
