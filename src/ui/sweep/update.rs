//! How a sweep answers what happens to it.

use std::collections::BTreeMap;

use yew::{Callback, NodeRef};

use super::changes::Earlier;
use super::source::{Purpose, too_large};
use super::{Answer, List, Message, Sweep, SweepProps, Under, questions, typed};
use crate::calc::replay::{replay, starts};
use crate::calc::sweep::{FIELDS, Inputs, Precision, check};
use crate::state::sweep::{Sweep as Choices, SweepAction};
use crate::state::{Action, Source, State};
use crate::text::assess::band;
use crate::text::canonical::read_number;
use crate::text::draft::{Draft, Reading};
use crate::text::example::deals::{blank_sweep, example_deals, example_sweep};
use crate::text::example::relevant;
use crate::text::import::{Import, Mapping, Refusal, Step};
use crate::ui::browser;
use crate::ui::browser::files::{self, Given};
use crate::ui::calculator::Message as Typed;
use crate::ui::signal::Signal;
use crate::ui::unlock::{Gated, Lead};
use crate::ui::view::View;

/// Milliseconds without a change before the exact answer is worked out.
const SETTLED: u32 = 200;
/// Milliseconds without a change before the answer is spoken.
const SPOKEN: u32 = 1000;
/// Rows that are read between two looks at the clock.
const ROWS: usize = 200;
/// Milliseconds that are read in a row; a frame of the screen has 16.
const SLICE: u64 = 10;
/// Days of the past periods that are forecast again: a quarter.
const QUARTER: u32 = 91;
/// Begins the key under which the columns of a list are kept.
const COLUMNS: &str = "enough-pipeline:columns:";

impl Sweep {
    pub(super) fn new(props: &SweepProps, send: &Callback<Message>) -> Self {
        let (view, boxes) = views(props, send);
        let mut sweep = Self {
            view,
            boxes,
            form: example_form(props),
            choices: Choices::default(),
            deals: List::Example(example_deals(props.today)),
            under: None,
            refused: None,
            pasted: String::new(),
            lead: Lead::default(),
            table: None,
            earlier: None,
            replayed: None,
            replaying: None,
            answers: BTreeMap::new(),
            reading: Reading {
                inputs: None,
                problems: Vec::new(),
                understood: Vec::new(),
                empty: true,
            },
            portfolio: None,
            answer: None,
            settling: None,
            next: None,
            spoken: "".into(),
            speaking: None,
            focus: None,
            root: NodeRef::default(),
            started: false,
        };
        sweep.form.gate.closed = props.gate.is_some() && !props.opened;
        if !props.early {
            sweep.recount(props);
        }
        sweep
    }

    /// Follows other properties.
    pub(super) fn follow(&mut self, props: &SweepProps, old: &SweepProps) {
        if props.gate.is_some() != old.gate.is_some() {
            self.form.gate.closed = props.gate.is_some() && !props.opened;
        }
        (self.view, self.boxes) = views(props, &self.view.send.clone());
        self.recount(props);
        self.settle_later();
    }

    pub(super) fn drawn(&mut self, props: &SweepProps, first: bool) {
        if first && !props.early {
            self.settle_later();
            self.lead = Lead::new(&props.locale);
            props.host.emit(Signal::Ready);
            if self.form.gate.closed {
                props.host.emit(Signal::GateShown);
            }
        }
        if let Some(name) = self.focus.take() {
            browser::focus(&self.root, &self.view.id(name));
        }
    }

    /// Follows a message; whether the screen changes.
    pub(super) fn receive(&mut self, props: &SweepProps, message: Message) -> bool {
        match message {
            Message::Form(message) => return self.form_message(props, message),
            Message::Do(action) => self.choose(action),
            Message::File(file, purpose) => {
                self.refused = too_large(files::size(&file));
                if self.refused.is_none() {
                    let given = move |given| Message::Given(given, purpose);
                    files::read(file, self.view.send.reform(given));
                }
            }
            Message::Given(Given { name, bytes: Some(bytes) }, purpose) => {
                self.begin(props, purpose, name, bytes);
            }
            Message::Given(Given { name, bytes: None }, _) => {
                self.refused = Some([&*name, " could not be opened: choose it again."].concat());
            }
            Message::ForgetEarlier => (self.earlier, self.focus) = (None, Some("changes")),
            Message::Replay => self.replay_next(),
            Message::Paste(text) => {
                self.begin(props, Purpose::Deals, "Pasted list".into(), text.into_bytes());
            }
            Message::Draft(text) => self.pasted = text,
            Message::Table(open) => {
                self.table = open.then(typed::Rows::default);
                self.focus = Some(if open { "cell-1-0" } else { "paste" });
            }
            Message::Cell(row, column, text) => {
                if let Some(rows) = &mut self.table {
                    rows.set(row, column, text);
                }
            }
            Message::Remove(row) => self.table.iter_mut().for_each(|rows| rows.remove(row)),
            Message::Restore => self.table.iter_mut().for_each(typed::Rows::restore),
            Message::UseTable => {
                let text = self.table.as_ref().map_or_else(String::new, typed::Rows::csv);
                self.begin(props, Purpose::Deals, "Typed deals".into(), text.into_bytes());
            }
            Message::Read => self.read_on(props),
            Message::Cancel => self.stop(None),
            Message::Example => self.show_example(props),
            Message::Discard => self.discard(props),
            Message::Column(role, column) => self.remap(props, |mapping| mapping.set(role, column)),
            Message::Confirm => self.confirm(props),
            Message::Answer(key, answer) => {
                self.answers.insert(key, answer);
            }
            Message::Answered => self.answered(),
            Message::SaveAside => self.save_aside(props),
            Message::SaveDeals => {
                let csv = self.table();
                self.save(props, "deals-with-next-steps.csv", csv);
            }
            Message::Settle => self.settle(),
            Message::Speak => {
                if let Some(answer) = &self.answer {
                    let verdict = &answer.verdict;
                    let detail = if self.form.gate.closed { "" } else { &*verdict.detail };
                    self.spoken = [&*verdict.headline, " ", detail].concat().into();
                    props.host.emit(Signal::Result(band(verdict.tone)));
                }
            }
            Message::Focus(name) => self.focus = Some(name),
            Message::Print => {
                browser::print();
                return false;
            }
        }
        true
    }

    fn form_message(&mut self, props: &SweepProps, message: Typed) -> bool {
        let action = match message {
            Typed::Act(action) => action,
            Typed::Type(key, text) => Action::Edit { key, text },
            Typed::Slide(key, text) => {
                let number = read_number(&text).unwrap_or_default();
                Action::Edit { key, text: self.view.formats.edit_number(number) }
            }
            Typed::LoadExample => Action::LoadExample(example_form(props).draft),
            Typed::Focus(name) => {
                self.focus = Some(name);
                return true;
            }
            Typed::Unlock => {
                if let Some(config) = &props.gate {
                    self.unlock(config, &props.host);
                }
                return true;
            }
            Typed::Heard(delivery) => {
                self.hear(&props.host, delivery);
                return true;
            }
            Typed::Opened => {
                self.open();
                return true;
            }
            _ => return false,
        };
        let next = self.form.apply(action);
        if next == self.form {
            return false;
        }
        let changed = next.draft != self.form.draft;
        self.form = next;
        if changed {
            self.start(props);
            self.recount(props);
            self.settle_later();
        }
        true
    }

    /// The visitor does something for the first time.
    fn start(&mut self, props: &SweepProps) {
        if !self.started {
            self.started = true;
            props.host.emit(Signal::Start);
        }
    }

    fn choose(&mut self, action: SweepAction) {
        let next = self.choices.apply(action);
        let recount = next.overrides() != self.choices.overrides();
        self.choices = next;
        if recount {
            self.answer_again();
            self.settle_later();
        }
    }

    /// Begins to read another list. The old one stays until the new one can be used.
    fn begin(&mut self, props: &SweepProps, purpose: Purpose, name: String, bytes: Vec<u8>) {
        self.start(props);
        let today = self.reading.inputs.map_or(props.today, |inputs| inputs.today);
        let import = Box::new(Import::new(bytes, today));
        self.refused = None;
        self.answers.clear();
        self.under = Some(Under::new(purpose, name, import, false));
        self.read_later();
    }

    fn read_later(&mut self) {
        self.next = Some(browser::after(0, &self.view.send, Message::Read));
    }

    /// Reads for one slice of time.
    fn read_on(&mut self, props: &SweepProps) {
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

    fn refuse(&mut self, refusal: Refusal) {
        self.stop(Some(refusal.sentence()));
    }

    fn stop(&mut self, refused: Option<String>) {
        (self.under, self.next, self.refused) = (None, None, refused);
        self.focus = Some("source");
    }

    /// Uses the list that was read.
    fn take(&mut self, props: &SweepProps) {
        let Some(under) = self.under.take() else { return };
        if under.purpose == Purpose::Earlier {
            self.earlier = Some(Earlier { name: under.name, import: under.import });
            self.focus = Some("changes");
            return;
        }
        self.pasted.clear();
        self.table = None;
        self.choices = Choices::default();
        if self.form.source == Source::Example {
            self.form = self.form.apply(Action::Clear);
        }
        self.deals = List::Import(under.name, under.import);
        self.portfolio = None;
        self.recount(props);
        self.settle_later();
        self.focus = Some(if self.answer.is_some() { "answer" } else { "goal" });
    }

    fn show_example(&mut self, props: &SweepProps) {
        self.deals = List::Example(example_deals(props.today));
        self.form = example_form(props);
        self.choices = Choices::default();
        (self.portfolio, self.refused) = (None, None);
        self.recount(props);
        self.settle_later();
        self.focus = Some("source");
    }

    /// Puts the list away; what was typed of the visitor's own stays.
    fn discard(&mut self, props: &SweepProps) {
        self.deals = List::None;
        self.choices = Choices::default();
        if self.form.source == Source::Example {
            self.form = self.form.apply(Action::Clear);
        }
        self.portfolio = None;
        self.recount(props);
        self.focus = Some("source");
    }

    /// Other columns: the list is read again. A list in use goes back under way.
    fn remap(&mut self, props: &SweepProps, change: impl FnOnce(&mut Mapping)) {
        if self.under.is_none() {
            let list = std::mem::replace(&mut self.deals, List::None);
            let List::Import(name, import) = list else {
                self.deals = list;
                return;
            };
            self.under = Some(Under::new(Purpose::Deals, name, import, true));
            (self.portfolio, self.answer) = (None, None);
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

    fn confirm(&mut self, props: &SweepProps) {
        let Some(under) = &mut self.under else { return };
        let mapping = under.mapping().clone().confirmed();
        under.import.set_mapping(mapping);
        under.proposed = None;
        under.step = Step::Progress(0.0);
        remember(under, props.keep);
        self.read_later();
    }

    fn answered(&mut self) {
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

    fn save_aside(&mut self, props: &SweepProps) {
        let notation = self.view.formats.notation();
        let csv = self.deals.import().map(|import| import.aside_csv(notation));
        self.save(props, "rows-set-aside.csv", csv);
    }

    fn save(&mut self, props: &SweepProps, name: &str, csv: Option<String>) {
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

    /// Reads the form anew, and answers.
    fn recount(&mut self, props: &SweepProps) {
        let blank = blank_sweep(props.today);
        let draft = relevant(&self.form.draft);
        let mut reading = draft.read(FIELDS, |_| Vec::new(), blank, self.view.formats.notation());
        if let Some(inputs) = reading.inputs.filter(|_| self.deals.is_some()) {
            if !self.portfolio_is_of(&inputs) {
                self.portfolio = inputs.portfolio(self.deals.deals());
                self.replayed = None;
            }
            reading.problems = check(&inputs, self.portfolio.as_ref());
            if !reading.problems.is_empty() {
                reading.inputs = None;
                self.form.touched.extend(reading.problems.iter().map(|(key, _)| *key));
            }
        } else {
            self.portfolio = None;
        }
        self.reading = reading;
        self.answer_again();
    }

    /// Whether the win curve at hand is that of these inputs.
    fn portfolio_is_of(&self, inputs: &Inputs) -> bool {
        let key = |inputs: &Inputs| {
            (inputs.today, inputs.closed_since, inputs.win_rate, inputs.sales_cycle)
        };
        self.portfolio.is_some() && self.reading.inputs.is_some_and(|old| key(&old) == key(inputs))
    }

    fn answer_again(&mut self) {
        self.answer = self.answer_with(Precision::Interactive);
    }

    fn answer_with(&self, precision: Precision) -> Option<Answer> {
        let (inputs, portfolio) = (self.reading.inputs?, self.portfolio.as_ref()?);
        let formats = &*self.view.formats;
        Some(Answer::new(inputs, portfolio, &self.choices, precision, formats))
    }

    fn settle_later(&mut self) {
        let send = &self.view.send;
        self.settling = Some(browser::after(SETTLED, send, Message::Settle));
        self.speaking = Some(browser::after(SPOKEN, send, Message::Speak));
    }

    fn settle(&mut self) {
        self.answer = self.answer_with(Precision::Settled);
        self.answer.iter_mut().for_each(Answer::settle);
        if let (None, Some(portfolio)) = (&self.replayed, &self.portfolio) {
            self.replayed = Some((Vec::new(), starts(portfolio, QUARTER)));
            self.replay_later();
        }
    }

    fn replay_later(&mut self) {
        self.replaying = Some(browser::after(0, &self.view.send, Message::Replay));
    }

    /// Forecasts one past period again, so that the page stays responsive.
    fn replay_next(&mut self) {
        let (Some(inputs), Some(portfolio)) = (self.reading.inputs, &self.portfolio) else {
            return;
        };
        let Some((done, left)) = &mut self.replayed else { return };
        if let Some(start) = left.pop() {
            done.extend(replay(portfolio, start, QUARTER, inputs.correlation.fraction()));
        }
        if left.is_empty() {
            done.reverse();
        } else {
            self.replay_later();
        }
    }
}

fn views(props: &SweepProps, send: &Callback<Message>) -> (View<Message>, View) {
    let (formats, id) = (props.formats.clone(), props.id.clone());
    let level = props.level.clamp(1, 3);
    let boxes =
        View { formats: formats.clone(), id: id.clone(), level, send: send.reform(Message::Form) };
    (View { formats, id, level, send: send.clone() }, boxes)
}

fn example_form(props: &SweepProps) -> State {
    let draft = Draft::from_inputs(FIELDS, &example_sweep(props.today), &*props.formats);
    State::new(draft, Source::Example)
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
