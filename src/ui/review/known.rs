//! What other calculators found: it puts a price on gaps, and answers are held against it.

use yew::Html;

use super::Review;
use crate::calc::review::FIELDS;
use crate::language::Word;
use crate::ui::element::{element, folded, list, worded};
use crate::ui::form::boxed;

/// The boxes, folded away.
pub fn known(review: &Review) -> Html {
    let one = |index| boxed(&review.boxes, &review.form, &review.reading, FIELDS, index);
    let boxes = element("div", "ep-fields", (0..FIELDS.len()).map(one).collect());
    element(
        "div",
        "ep-groups",
        vec![folded(
            say!("Your figures: hold answers against data, and price the gaps"),
            list(vec![worded("p", "", EXPLAINED), boxes]),
        )],
    )
}

const EXPLAINED: Word = word!(
    "All optional. Gaps whose worth is known come first, and answers that the \
    figures do not bear out are named."
);
