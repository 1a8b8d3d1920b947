//! What can be done with the answer.

use yew::Html;

use super::Message;
use crate::ui::element::{element, text};
use crate::ui::view::View;

/// The buttons below the answer.
pub fn actions(view: &View<Message>) -> Html {
    let button = |message, label| view.button("ep-button", message, vec![text(label)]);
    element(
        "div",
        "ep-actions",
        vec![
            button(Message::SaveWorkbook, say!("Save as a workbook (Excel)")),
            button(Message::SaveCsv, say!("Save the table (CSV)")),
            button(Message::CopyTable, say!("Copy the table")),
            button(Message::Print, say!("Print")),
        ],
    )
}
