//! What only the visitor can say about a list.

use yew::Html;

use super::{Importer, Message, Under, columns};
use crate::language;
use crate::text::import::{Answer, Clue, Question, Recurring, Role, Sense, Word};
use crate::ui::chooser::{chooser, pairs};
use crate::ui::element::{attributes, element, folded, list, nothing, text, with, worded};

/// A key that stands for no answer yet.
const OPEN: &str = "";
/// All pipelines together.
const ALL: &str = "*";
/// Blank cells belong to the value above.
const GROUP: &str = "yes";
/// Begins the key of one pipeline, whatever it is called.
const ONE: char = '=';

const SENSES: [(&str, language::Word, Sense); 3] = [
    ("open", word!("open" in "state of a deal"), Sense::Open),
    ("won", word!("won" in "state of a deal"), Sense::Won),
    ("lost", word!("lost or no decision"), Sense::Lost),
];

const RECURRING: [(&str, language::Word, Recurring); 3] = [
    ("year", word!("a year of each: monthly amounts × 12"), Recurring::Yearly),
    ("once", word!("not at all: leave those deals out"), Recurring::LeftOut),
    ("listed", word!("as they stand in the list"), Recurring::AsListed),
];

/// The questions that a list leaves open.
pub fn questions(importer: &Importer, under: &Under) -> Html {
    let view = &importer.view;
    let open = under.import.questions();
    let asked = open.iter().map(|question| ask(importer, under, question)).collect();
    let columns = open.iter().any(|question| matches!(question, Question::Columns(_)));
    let ready = answers(importer, &open).is_some();
    let (message, label) = if columns {
        (Message::Confirm, say!("These columns are right"))
    } else {
        (Message::Answered, say!("Go on" in "to the answer"))
    };
    let button = if columns || ready {
        view.button("ep-button ep-main", message, vec![text(label)])
    } else {
        worded("p", "ep-help", say!("Answer each question to go on."))
    };
    element(
        "section",
        "ep-questions",
        vec![
            view.heading(1, "questions", "ep-finding", say!("Before these deals are used")),
            worded("p", "", say!("Nothing is guessed about your deals. Please say:")),
            list(asked),
            button,
        ],
    )
}

fn ask(importer: &Importer, under: &Under, question: &Question) -> Html {
    match question {
        Question::Columns(roles) => which_columns(importer, under, roles),
        Question::DayFirst { role, example, guess } => {
            let words = say!(
                "In “{column}”, is {example} written with the day or the month first?",
                column = header(under, *role),
                example = example,
            );
            let options = [("day", say!("day first")), ("month", say!("month first"))];
            let guessed = guess.map(|first| if first { "day" } else { "month" });
            choice(importer, &key(question), words, &pairs(&options), guessed.unwrap_or(OPEN))
        }
        Question::Currency(currencies) => {
            let words = say!(
                "The list has amounts in several currencies, which are never added up. Which one \
                 counts?"
            );
            let mut options = counted(importer, currencies);
            if let Some(converted) = under.import.converted() {
                let all = say!("all, as converted in “{column}”", column = &converted.header);
                options.insert(0, (ALL.to_owned(), all));
            }
            choice(importer, &key(question), words.into(), &options, OPEN)
        }
        Question::Recurring(periods) => {
            let kinds: Vec<_> =
                counted(importer, periods).into_iter().map(|(_, kind)| kind).collect();
            let words =
                say!("Some amounts recur: {kinds}. How do they count?", kinds = kinds.join(", "));
            let options = RECURRING.map(|(key, label, _)| (key, label.text()));
            choice(importer, &key(question), words, &pairs(&options), OPEN)
        }
        Question::Pipeline(pipelines) => {
            let mut options = vec![(ALL.to_owned(), say!("all of them together").to_owned())];
            options.extend(counted(importer, pipelines));
            let words = say!("The list has several pipelines. Which one counts?");
            choice(importer, &key(question), words.into(), &options, OPEN)
        }
        Question::Group(header, rows, first) => {
            let words = say!(
                "In “{column}”, {n} {n?cell is|cells are} blank below “{value}” and others. Do they \
                 belong to the value above?",
                column = header,
                n = importer.view.formats.count(f64::from(*rows), 0),
                value = first,
            );
            let options =
                [(GROUP, say!("yes, the list is grouped")), ("no", say!("no, it is unknown"))];
            choice(importer, &key(question), words, &pairs(&options), GROUP)
        }
        Question::Senses(words) => list(words.iter().map(|word| sense(importer, word)).collect()),
    }
}

fn which_columns(importer: &Importer, under: &Under, roles: &[Role]) -> Html {
    let Some(layout) = under.import.layout() else { return nothing() };
    let (view, mapping) = (&importer.view, under.mapping());
    let needed = roles.iter().map(|role| columns::needed(view, &under.import, mapping, *role));
    list(vec![
        worded("p", "ep-ask", say!("Which columns say this?")),
        element("div", "ep-needed", needed.collect()),
        columns::preview(view, layout),
        folded(say!("All other columns"), columns::choices(view, &under.import, mapping, roles)),
    ])
}

fn sense(importer: &Importer, word: &Word) -> Html {
    let formats = &importer.view.formats;
    let (n, value) = (formats.count(f64::from(word.rows), 0), formats.money(word.value));
    let words = if word.word.is_empty() {
        say!(
            "How do deals without a stage stand ({n} {n?row|rows}, {value})?",
            n = n,
            value = value
        )
    } else {
        say!(
            "What does “{word}” mean ({n} {n?row|rows}, {value})?",
            word = &word.word,
            n = n,
            value = value,
        )
    };
    let clues: Vec<String> = word.clues.iter().map(Clue::words).collect();
    let words = if clues.is_empty() { words } else { [&*words, " ", &*clues.join(", ")].concat() };
    let options: Vec<_> = SENSES.iter().map(|(key, label, _)| (*key, label.text())).collect();
    choice(importer, &sense_key(&word.key), words, &pairs(&options), guessed(word))
}

/// The key of what a word may mean.
fn guessed(word: &Word) -> &'static str {
    SENSES.iter().find(|(.., sense)| Some(*sense) == word.guess).map_or(OPEN, |one| one.0)
}

fn choice(
    importer: &Importer,
    key: &str,
    words: String,
    options: &[(String, String)],
    guess: &str,
) -> Html {
    let view = &importer.view;
    let id = view.id(&["ask-", key].concat());
    let open = (guess == OPEN).then(|| (OPEN.to_owned(), say!("Please choose").to_owned()));
    let chosen = importer.answers.get(key).map_or(guess, String::as_str);
    let tell = {
        let key = key.to_owned();
        view.send.reform(move |answer| Message::Answer(key.clone(), answer))
    };
    element(
        "div",
        "ep-field ep-asked",
        vec![
            with("label", attributes! { "for": id.clone() }, vec![text(words)]),
            chooser(
                attributes! { "id": id, "class": "ep-input" },
                open.into_iter().chain(options.iter().cloned()).collect(),
                chosen,
                tell,
            ),
        ],
    )
}

/// The answers to all questions but that for columns, as they stand; `None` while one is open.
pub fn answers(importer: &Importer, questions: &[Question]) -> Option<Vec<Answer>> {
    let said = |key: &str, guess: &'static str| -> Option<String> {
        let said = importer.answers.get(key).map_or(guess, String::as_str);
        (said != OPEN).then(|| said.to_owned())
    };
    let mut answers = Vec::new();
    for question in questions {
        answers.push(match question {
            Question::Columns(_) => continue,
            Question::DayFirst { role, guess, .. } => {
                let guess = guess.map_or(OPEN, |first| if first { "day" } else { "month" });
                Answer::DayFirst(*role, said(&key(question), guess)? == "day")
            }
            Question::Currency(_) => match said(&key(question), OPEN)?.strip_prefix(ONE) {
                Some(currency) => Answer::Currency(currency.to_owned()),
                None => Answer::Converted,
            },
            Question::Recurring(_) => {
                let said = said(&key(question), OPEN)?;
                Answer::Recurring(RECURRING.iter().find(|one| one.0 == said)?.2)
            }
            Question::Pipeline(_) => {
                Answer::Pipeline(said(&key(question), OPEN)?.strip_prefix(ONE).map(str::to_owned))
            }
            Question::Group(..) => Answer::Group(said(&key(question), GROUP)? == GROUP),
            Question::Senses(words) => {
                let sense = |word: &Word| {
                    let said = said(&sense_key(&word.key), guessed(word))?;
                    let (.., sense) = SENSES.iter().find(|one| one.0 == said)?;
                    Some((word.key.clone(), *sense))
                };
                Answer::Senses(words.iter().map(sense).collect::<Option<_>>()?)
            }
        });
    }
    Some(answers)
}

/// A name for a question, for ids and for what is answered.
fn key(question: &Question) -> String {
    match question {
        Question::Columns(_) => "columns".to_owned(),
        Question::DayFirst { role, .. } => ["day-", role.key()].concat(),
        Question::Currency(_) => "currency".to_owned(),
        Question::Recurring(_) => "recurring".to_owned(),
        Question::Pipeline(_) => "pipeline".to_owned(),
        Question::Senses(_) => "senses".to_owned(),
        Question::Group(..) => "group".to_owned(),
    }
}

fn sense_key(word: &str) -> String {
    ["sense-", word].concat()
}

fn header(under: &Under, role: Role) -> String {
    let column = under.import.mapping().column(role);
    let layout = under.import.layout();
    let header = layout.zip(column).and_then(|(layout, column)| layout.headers.get(column));
    header.cloned().unwrap_or_else(|| role.label().to_owned())
}

/// Names with the number of their rows, each under a key that is never empty.
fn counted(importer: &Importer, names: &[(String, u32)]) -> Vec<(String, String)> {
    let option = |(name, rows): &(String, u32)| {
        let n = importer.view.formats.count(f64::from(*rows), 0);
        let shown = if name.is_empty() {
            say!("none given ({n} {n?row|rows})", n = n)
        } else {
            say!("{name} ({n} {n?row|rows})", name = name, n = n)
        };
        ([&*ONE.to_string(), name].concat(), shown)
    };
    names.iter().map(option).collect()
}
