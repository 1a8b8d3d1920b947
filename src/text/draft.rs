//! What was typed, box by box, and what it comes to.

use super::formats::Formats;
use super::notation::Notation;
use super::texts::Texts;
use super::{canonical, typed};
use crate::calc::field::{Blank, Field, Problem, Value};

/// What was typed, box by box. An empty box and one never filled are the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    texts: Texts,
}

/// What a draft comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<I> {
    /// The inputs, when there is no problem.
    pub inputs: Option<I>,
    /// What is wrong, by field key, in the order of the fields.
    pub problems: Vec<(&'static str, Problem)>,
    /// Values to show the visitor because their text has more than one thinkable reading.
    pub understood: Vec<(&'static str, Value)>,
    /// Whether every box is empty.
    pub empty: bool,
}

impl Draft {
    /// The text in a box.
    pub fn get(&self, key: &str) -> &str {
        self.texts.get(key).unwrap_or_default()
    }

    /// Puts a text into a box, as typed.
    pub fn set(&mut self, key: &'static str, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            self.texts.remove(key);
        } else {
            self.texts.insert(key.to_owned(), text);
        }
    }

    /// Every text by the key of its field.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Whether every box is empty.
    pub fn is_blank(&self) -> bool {
        self.texts.iter().all(|(_, text)| text.trim().is_empty())
    }

    /// What the draft comes to. Values that have no box are those of `base`.
    pub fn read<I: Copy>(
        &self,
        fields: &[Field<I>],
        check: fn(&I) -> Vec<(&'static str, Problem)>,
        base: I,
        notation: &Notation,
    ) -> Reading<I> {
        let mut inputs = base;
        let (mut problems, mut understood) = (Vec::new(), Vec::new());
        for field in fields {
            match self.read_into(&mut inputs, field, notation) {
                Ok(Some(value)) => understood.push((field.key, value)),
                Ok(None) => {}
                Err(problem) => problems.push((field.key, problem)),
            }
        }
        if problems.is_empty() {
            let found = check(&inputs);
            for field in fields {
                problems.extend(found.iter().filter(|(key, _)| *key == field.key).copied());
            }
        }
        let inputs = problems.is_empty().then_some(inputs);
        Reading { inputs, problems, understood, empty: self.is_blank() }
    }

    /// Reads one box into `inputs`; the value, when it is to be shown as understood.
    fn read_into<I: Copy>(
        &self,
        inputs: &mut I,
        field: &Field<I>,
        notation: &Notation,
    ) -> Result<Option<Value>, Problem> {
        let text = self.get(field.key);
        if text.trim().is_empty() {
            return leave_empty(inputs, field).map(|()| None);
        }
        let (value, echo) = typed::read(field, text, notation)?;
        field.set(inputs, value)?;
        Ok(echo.then_some(value))
    }

    /// The boxes that give `inputs`, in the visitor's notation. A box stays empty where that means
    /// the same, and where it means what the inputs hold anyway ([`Blank::Kept`]).
    pub fn from_inputs<I: Copy>(fields: &[Field<I>], inputs: &I, formats: &dyn Formats) -> Self {
        let mut draft = Self::default();
        for field in fields {
            let value = field.get(inputs).filter(|value| !meant_by_empty(field, *value));
            if let Some(value) = value {
                draft.set(field.key, typed::write(value, field, formats));
            }
        }
        draft
    }

    /// The valid boxes as text that reads the same everywhere.
    pub fn to_canonical<I: Copy>(
        &self,
        fields: &[Field<I>],
        base: I,
        notation: &Notation,
    ) -> Texts {
        let mut texts = Texts::default();
        for field in fields {
            let read = typed::read(field, self.get(field.key), notation);
            if let Ok((value, _)) = read
                && field.set(&mut base.clone(), value).is_ok()
            {
                texts.insert(field.key.to_string(), canonical::write(value, field));
            }
        }
        texts
    }

    /// The boxes for text of [`Draft::to_canonical`], and the keys that mean nothing here. What is
    /// out of range is kept, so that the visitor sees what is wrong with it.
    pub fn from_canonical<I>(
        texts: &Texts,
        fields: &[Field<I>],
        formats: &dyn Formats,
    ) -> (Self, Vec<String>) {
        let (mut draft, mut ignored) = (Self::default(), Vec::new());
        for (key, text) in texts.iter() {
            let field = fields.iter().find(|field| field.key == key);
            let value = field.and_then(|field| Some((field, canonical::read(field, text).ok()?)));
            match value {
                Some((field, value)) => draft.set(field.key, typed::write(value, field, formats)),
                None => ignored.push(key.to_owned()),
            }
        }
        (draft, ignored)
    }
}

/// What an empty box does to the inputs.
fn leave_empty<I: Copy>(inputs: &mut I, field: &Field<I>) -> Result<(), Problem> {
    match field.blank {
        Blank::Missing => Err(Problem::Missing),
        Blank::Means(text) => field.set(inputs, canonical::read(field, text)?),
        Blank::Unknown => {
            field.clear(inputs);
            Ok(())
        }
        Blank::Kept => Ok(()),
    }
}

fn meant_by_empty<I>(field: &Field<I>, value: Value) -> bool {
    match field.blank {
        Blank::Means(text) => canonical::read(field, text) == Ok(value),
        Blank::Kept => true,
        Blank::Missing | Blank::Unknown => false,
    }
}

#[cfg(test)]
mod tests;
