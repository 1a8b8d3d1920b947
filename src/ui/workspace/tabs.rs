//! The sections of a workspace, one of which is shown.

use std::rc::Rc;

use yew::html::onkeydown;
use yew::{Callback, Html, KeyboardEvent};

use super::Message;
use crate::ui::element::{attributes, heard, text, with};
use crate::ui::view::View;

/// A section of a workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// "Do I have enough pipeline?"
    #[default]
    Coverage,
    /// Which deals are dead.
    Sweep,
    /// What will be closed, month by month.
    Forecast,
    /// How many leads the goal takes.
    Leads,
    /// What holds sales back, by one's own judgement.
    Review,
    /// Scenarios side by side, and what would have to be.
    Scenarios,
    /// What goes onto paper.
    Report,
}

impl Section {
    /// All of them, in order.
    pub const ALL: [Self; 7] = [
        Self::Coverage,
        Self::Sweep,
        Self::Forecast,
        Self::Leads,
        Self::Review,
        Self::Scenarios,
        Self::Report,
    ];

    /// Its word: that of its calculator, where it is one.
    pub fn key(self) -> &'static str {
        match self {
            Self::Coverage => "coverage",
            Self::Sweep => "sweep",
            Self::Forecast => "forecast",
            Self::Leads => "leads",
            Self::Review => "review",
            Self::Scenarios => "scenarios",
            Self::Report => "report",
        }
    }

    /// What the visitor reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Coverage => say!("Coverage"),
            Self::Sweep => say!("Deals"),
            Self::Forecast => say!("Forecast"),
            Self::Leads => say!("Leads"),
            Self::Review => say!("Review"),
            Self::Scenarios => say!("Scenarios"),
            Self::Report => say!("Report"),
        }
    }

    /// Whether it is a calculator.
    pub fn is_calculator(self) -> bool {
        !matches!(self, Self::Scenarios | Self::Report)
    }

    /// Whether it can be part of the report.
    pub fn is_printed(self) -> bool {
        self != Self::Report
    }

    /// The section with this word.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.key() == key)
    }

    /// The section so many places further on, beginning again after the last.
    fn further(self, places: usize) -> Self {
        let at = Self::ALL.iter().position(|section| *section == self).unwrap_or(0);
        Self::ALL[(at + places) % Self::ALL.len()]
    }

    /// Name of its tab.
    pub fn tab(self) -> String {
        ["tab-", self.key()].concat()
    }

    fn panel(self) -> String {
        ["panel-", self.key()].concat()
    }
}

/// The row of tabs. Arrow keys go from one to the next, as in every row of tabs (ARIA practices).
pub fn tabs(view: &View<Message>, shown: Section) -> Html {
    let tab = |section: Section| {
        let is_shown = section == shown;
        let attributes = attributes! {
            "type": "button",
            "role": "tab",
            "class": "ep-tab",
            "id": view.id(&section.tab()),
            "aria-controls": view.id(&section.panel()),
            "aria-selected": if is_shown { "true" } else { "false" },
            "tabindex": if is_shown { "0" } else { "-1" },
        };
        let press = view.press(Message::Show(section));
        heard("button", attributes, Box::new([Some(press)]), vec![text(section.label())])
    };
    let send = view.send.clone();
    let keys = onkeydown::Wrapper::new(Callback::from(move |event: KeyboardEvent| {
        if let Some(next) = follows(&event.key(), shown) {
            event.prevent_default();
            send.emit(Message::Show(next));
        }
    }));
    let attributes =
        attributes! { "role": "tablist", "class": "ep-tabs", "aria-label": say!("Sections") };
    heard("div", attributes, Box::new([Some(Rc::new(keys))]), Section::ALL.map(tab).into())
}

fn follows(key: &str, shown: Section) -> Option<Section> {
    Some(match key {
        "ArrowRight" => shown.further(1),
        "ArrowLeft" => shown.further(Section::ALL.len() - 1),
        "Home" => Section::ALL[0],
        "End" => Section::ALL[Section::ALL.len() - 1],
        _ => return None,
    })
}

/// Name of the tab of a section, for the focus.
pub fn name(section: Section) -> &'static str {
    match section {
        Section::Coverage => "tab-coverage",
        Section::Sweep => "tab-sweep",
        Section::Forecast => "tab-forecast",
        Section::Leads => "tab-leads",
        Section::Review => "tab-review",
        Section::Scenarios => "tab-scenarios",
        Section::Report => "tab-report",
    }
}

/// The panel of a section. Those that are not shown stay as they are.
pub fn panel(
    view: &View<Message>,
    section: Section,
    shown: Section,
    printed: bool,
    parts: Vec<Html>,
) -> Html {
    let attributes = attributes! {
        "role": "tabpanel",
        "class": if printed { "ep-panel ep-printed" } else { "ep-panel" },
        "id": view.id(&section.panel()),
        "aria-labelledby": view.id(&section.tab()),
        "hidden": (section != shown).then_some("hidden"),
    };
    with("div", attributes, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_found_by_their_words_and_one_after_the_other() {
        for section in Section::ALL {
            assert_eq!(Section::of(section.key()), Some(section));
            assert_eq!(name(section), section.tab());
        }
        assert_eq!(Section::of("gate"), None);
        assert_eq!(follows("ArrowRight", Section::Report), Some(Section::Coverage));
        assert_eq!(follows("ArrowLeft", Section::Coverage), Some(Section::Report));
        assert_eq!(follows("End", Section::Coverage), Some(Section::Report));
        assert_eq!(follows("a", Section::Coverage), None);
    }
}
