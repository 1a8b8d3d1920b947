//! From bytes to deals in use: read in slices, questions answered, columns named.

use super::{Around, Earlier, Effect, Importer, List, Message, Purpose, Under, questions};
use crate::text::import::{Import, Mapping, Refusal, Step};
use crate::ui::browser::{self, files};

/// Rows that are read between two looks at the clock.
const ROWS: usize = 200;
/// Milliseconds that are read in a row; a frame of the screen has 16.
const SLICE: u64 = 10;
/// Begins the key under which the columns of a list are kept.
const COLUMNS: &str = "enough-pipeline:columns:";

impl Importer {
    /// Begins to read another list. The old one stays until the new one can be used.
    pub(super) fn begin(
        &mut self,
        around: Around,
        purpose: Purpose,
        name: String,
        bytes: Vec<u8>,
    ) -> Effect {
        let import = Box::new(Import::new(bytes, around.today));
        (self.refused, self.workbook) = (None, None);
        self.answers.clear();
        self.under = Some(Under::new(purpose, name, import, false));
        self.read_later();
        Effect::Begun
    }

    fn read_later(&mut self) {
        self.next = Some(browser::after(0, &self.view.send, Message::Read));
    }

    /// Reads for one slice of time.
    pub(super) fn read_on(&mut self, around: Around) -> Effect {
        let Some(under) = &mut self.under else { return Effect::Redraw };
        let end = browser::now() + SLICE;
        loop {
            under.step = under.import.step(ROWS);
            if let Step::Foreign(encoding) = under.step {
                match files::decoded(encoding, under.import.foreign()) {
                    Some(text) => under.import.decoded(text),
                    None => under.step = Step::Refused(Refusal::Binary),
                }
                continue;
            }
            if !under.recalled {
                recall(under, around.keep);
            }
            if !matches!(under.step, Step::Progress(_)) || browser::now() >= end {
                break;
            }
        }
        match under.step {
            Step::Progress(_) | Step::Foreign(_) => self.read_later(),
            Step::Asks => self.focus = Some("questions"),
            Step::Refused(refusal) => self.refuse(refusal),
            Step::Done => return self.take(),
        }
        Effect::Redraw
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.stop(Some(refusal.sentence()));
    }

    pub(super) fn stop(&mut self, refused: Option<String>) {
        (self.under, self.next, self.refused) = (None, None, refused);
        self.workbook = None;
        self.focus = Some("source");
    }

    /// Uses the list that was read.
    fn take(&mut self) -> Effect {
        let Some(Under { purpose, name, import, .. }) = self.under.take() else {
            return Effect::Redraw;
        };
        if purpose == Purpose::Earlier {
            return Effect::Compare(Earlier { name, import });
        }
        self.pasted.clear();
        (self.table, self.doubted) = (None, false);
        self.list = List::Import(name, import);
        Effect::Took
    }

    /// Other columns: the list is read again. A list in use goes back under way.
    pub(super) fn remap(&mut self, around: Around, change: impl FnOnce(&mut Mapping)) -> Effect {
        let mut effect = Effect::Redraw;
        if self.under.is_none() {
            let list = std::mem::replace(&mut self.list, List::None);
            let List::Import(name, import) = list else {
                self.list = list;
                return effect;
            };
            self.under = Some(Under::new(Purpose::Deals, name, import, true));
            effect = Effect::Reopened;
        }
        let Some(under) = &mut self.under else { return effect };
        let mut mapping = under.mapping().clone();
        change(&mut mapping);
        if under.asks() {
            under.proposed = Some(mapping);
        } else {
            under.import.set_mapping(mapping);
            remember(under, around.keep);
            self.read_later();
        }
        effect
    }

    pub(super) fn confirm(&mut self, around: Around) {
        let Some(under) = &mut self.under else { return };
        let mapping = under.mapping().clone().confirmed();
        under.import.set_mapping(mapping);
        under.proposed = None;
        under.step = Step::Progress(0.0);
        remember(under, around.keep);
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
