//! The printed report: what goes into it, and its cover.

use std::fmt::Write;
use std::rc::Rc;

use web_sys::File;
use yew::html::onchange;
use yew::{AttrValue, Callback, Event, Html, NodeRef};

use super::{Message, Section, Workspace, WorkspaceProps};
use crate::language::Word;
use crate::text::record::Item;
use crate::ui::answer::section;
use crate::ui::browser::{self, Paper, Sheet, Timer, files};
use crate::ui::element::{alert, attributes, element, heard, list, nothing, text, with, worded};
use crate::ui::view::View;

/// Largest logo in bytes: it is drawn small.
const LARGEST_LOGO: f64 = 2.0 * 1024.0 * 1024.0;

const TOO_LARGE: Word = word!("This picture is larger than 2 MB: choose a smaller one.");

const NO_PICTURE: Word = word!("This file is no picture: choose a PNG, JPEG, SVG or WebP file.");

/// What printing takes.
#[derive(Default)]
pub struct Printing {
    /// How sheets of paper are laid out now.
    pub sheet: Sheet,
    /// Does so when the page is printed.
    paper: Option<Paper>,
    soon: Option<Timer>,
}

impl Printing {
    /// Hears from now on when the page is printed.
    pub fn begin(&mut self, root: &NodeRef) {
        self.paper = Some(Paper::lay_out(root, &self.sheet));
    }

    /// Prints once everything is drawn.
    pub fn soon(&mut self, send: &Callback<Message>) {
        self.soon = Some(browser::after(0, send, Message::PrintNow));
    }
}

/// What goes into the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The chosen sections, in order.
    pub sections: Vec<Section>,
    /// The client's logo, as an address that holds the picture itself.
    pub logo: Option<AttrValue>,
    /// What was wrong with the last picture.
    pub refused: Option<&'static str>,
}

impl Default for Report {
    fn default() -> Self {
        let sections = Section::ALL.into_iter().filter(|section| section.is_printed()).collect();
        Self { sections, logo: None, refused: None }
    }
}

impl Report {
    /// Takes a section in, or leaves it out.
    pub fn choose(&mut self, section: Section, wanted: bool) {
        let is = |one: &Section| if *one == section { wanted } else { self.sections.contains(one) };
        self.sections = Section::ALL.into_iter().filter(is).collect();
    }

    /// A picture was chosen for the cover: tells its address once it is read.
    pub fn look_at(&mut self, file: File, send: &Callback<Message>) {
        self.refused = None;
        if files::size(&file) > LARGEST_LOGO {
            self.refused = Some(TOO_LARGE.text());
        } else {
            files::picture(file, send.reform(Message::Pictured));
        }
    }

    /// It was read; `None`: it is no picture.
    pub fn take(&mut self, picture: Option<String>) {
        match picture {
            Some(address) => self.logo = Some(address.into()),
            None => self.refused = Some(NO_PICTURE.text()),
        }
    }
}

/// The sections that go onto paper: those chosen, of which scenarios have something to show only
/// when they stand side by side or something was sought.
pub fn printed(workspace: &Workspace) -> Vec<Section> {
    let empty = workspace.compared.len() < 2 && !workspace.seek.has_found();
    let shown = |section: &&Section| **section != Section::Scenarios || !empty;
    workspace.report.sections.iter().filter(shown).copied().collect()
}

/// What can be chosen for the report.
pub fn report(workspace: &Workspace) -> Html {
    let view = &workspace.view;
    section(
        view,
        "report",
        say!("Report").into(),
        vec![
            worded("p", "", HELP),
            sections(workspace),
            logo(workspace),
            element(
                "div",
                "ep-actions",
                vec![view.button(
                    "ep-button",
                    Message::Print,
                    vec![text(say!("Print or save as PDF"))],
                )],
            ),
        ],
    )
}

const HELP: Word = word!(
    "The report has a cover, the sections that you choose with your notes, and every \
    formula with the figures used. Your browser prints it, or saves it as a PDF."
);

fn sections(workspace: &Workspace) -> Html {
    let view = &workspace.view;
    let choice = |section: Section| {
        let send = view.send.clone();
        let listener = onchange::Wrapper::new(Callback::from(move |event: Event| {
            send.emit(Message::Include(section, browser::ticked(&event)));
        }));
        let ticked = workspace.report.sections.contains(&section);
        let control = heard(
            "input",
            attributes! { "type": "checkbox", "checked": ticked.then_some("checked") },
            Box::new([Some(Rc::new(listener))]),
            vec![],
        );
        element("label", "ep-check", vec![control, text(section.label())])
    };
    let printed = Section::ALL.into_iter().filter(|section| section.is_printed());
    let legend = worded("legend", "", say!("Sections"));
    element("fieldset", "ep-checks", std::iter::once(legend).chain(printed.map(choice)).collect())
}

fn logo(workspace: &Workspace) -> Html {
    let view = &workspace.view;
    let id = view.id("logo");
    let send = view.send.clone();
    let choose = onchange::Wrapper::new(Callback::from(move |event| {
        if let Some(file) = files::chosen(&event) {
            send.emit(Message::Logo(file));
        }
    }));
    let control = heard(
        "input",
        attributes! {
            "id": id.clone(), "type": "file", "class": "ep-sr",
            "accept": "image/png,image/jpeg,image/svg+xml,image/webp",
        },
        Box::new([Some(Rc::new(choose))]),
        vec![],
    );
    let label = attributes! { "for": id, "class": "ep-button" };
    let picture = workspace.report.logo.clone().map_or_else(nothing, |address| {
        list(vec![
            with(
                "img",
                attributes! { "src": address, "alt": say!("The logo for the cover"), "class": "ep-logo" },
                vec![],
            ),
            view.button("ep-link", Message::NoLogo, vec![text(say!("Leave the logo out"))]),
        ])
    });
    let refused = workspace.report.refused.map_or_else(nothing, alert);
    let choose = with("label", label, vec![text(say!("Choose a logo for the cover"))]);
    element("div", "ep-open", vec![control, choose, picture, refused])
}

/// The cover. It is on paper only.
pub fn cover(workspace: &Workspace, props: &WorkspaceProps) -> Html {
    let view: &View<Message> = &workspace.view;
    let client = workspace.work.client();
    let logo = workspace.report.logo.clone().map_or_else(nothing, |address| {
        with("img", attributes! { "src": address, "alt": "", "class": "ep-logo" }, vec![])
    });
    let name = if client.name.is_empty() {
        nothing()
    } else {
        worded("p", "ep-cover-client", client.name.clone())
    };
    let scenario = client.scenario().filter(|_| client.scenarios.len() > 1);
    let scenario = scenario.map_or_else(nothing, |one| {
        worded("p", "ep-cover-line", say!("Scenario: {name}", name = &*one.name))
    });
    let contents = printed(workspace).into_iter().map(|section| {
        element(
            "li",
            "",
            vec![
                worded("strong", "", section.label()),
                worded("p", "", headline(workspace, section)),
            ],
        )
    });
    element(
        "div",
        "ep-cover",
        vec![
            logo,
            view.heading(0, "cover", "ep-cover-title", super::QUESTION),
            name,
            worded("p", "ep-cover-line", view.formats.date(props.today)),
            scenario,
            element("ol", "", contents.collect()),
        ],
    )
}

/// Rules for the sheets of paper while the report is in front: the client's name and the number of
/// the page at the foot of each but the cover.
pub fn sheet(workspace: &Workspace) -> Option<String> {
    let name = &workspace.work.client().name;
    (workspace.section == Section::Report).then(|| rules(name))
}

fn rules(name: &str) -> String {
    let foot = if name.is_empty() { super::QUESTION.text() } else { name };
    let foot = quoted(foot);
    format!(
        "@page {{ margin: 14mm 15mm 18mm; \
         @bottom-left {{ content: {foot}; {FOOT} }} \
         @bottom-right {{ content: counter(page) \" / \" counter(pages); {FOOT} }} }} \
         @page :first {{ @bottom-left {{ content: none; }} @bottom-right {{ content: none; }} }} "
    )
}

/// How the foot of a page looks.
const FOOT: &str = "font: 8pt system-ui, sans-serif; color: #555; white-space: nowrap;";

/// A text as a string of CSS: whatever is no plain letter or digit is written as its number.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        if letter.is_alphanumeric() || letter == ' ' {
            quoted.push(letter);
        } else if letter != '\0' {
            let _ = write!(quoted, "\\{:x} ", u32::from(letter));
        }
    }
    quoted + "\""
}

/// The verdict of a section as it was taken down last.
fn headline(workspace: &Workspace, section: Section) -> String {
    let scenario = workspace.work.client().scenario();
    let part = scenario.and_then(|one| one.parts.iter().find(|(name, _)| name == section.key()));
    let headline = part.and_then(|(_, part)| part.member("headline")).and_then(Item::as_text);
    headline.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_end_the_rule_it_stands_in() {
        assert_eq!(quoted("Alder & Söhne"), "\"Alder \\26  Söhne\"");
        assert_eq!(quoted("a\"; } \\\n\0"), "\"a\\22 \\3b  \\7d  \\5c \\a \"");
        assert!(rules("").contains(super::super::QUESTION.english()));
        let rules = rules("\"}} @page { margin: 0");
        assert_eq!(rules.matches('{').count(), rules.matches('}').count());
        assert_eq!(rules.matches('"').count() % 2, 0);
    }

    #[test]
    fn sections_keep_their_order_however_they_are_chosen() {
        let mut report = Report::default();
        assert!(!report.sections.is_empty() && !report.sections.contains(&Section::Report));
        let all = report.sections.clone();
        for section in &all {
            report.choose(*section, false);
        }
        assert_eq!(report.sections, []);
        for section in all.iter().rev() {
            report.choose(*section, true);
        }
        assert_eq!(report.sections, all);
    }
}
