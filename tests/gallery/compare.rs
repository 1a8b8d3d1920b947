//! Whether a picture shows what the one that is kept shows, and if not, where.

use crate::bitmap::{BLUR, Bitmap, Colour, Palette, Pixels, distance};

/// How far a surface may be from its colour, in each channel. On one machine nothing differs from
/// run to run; this is for rounding by another Chromium.
const SURFACE: u8 = 3;
/// The same for a pixel at an edge, whose colour is kept with an error of up to [`BLUR`].
const EDGE: u8 = BLUR + 8;
/// So many pixels may differ: less than a comma.
const PIXELS: usize = 8;
/// Between two pictures side by side.
const GAP: usize = 24;
const PAPER: Colour = [0x80, 0x80, 0x80];
const MARK: Colour = [0xe0, 0x20, 0x60];

/// Which pixels differ, row by row; `None` where the pictures show the same.
pub fn differences(now: &Pixels, kept: &Bitmap, palette: &Palette) -> Option<Vec<bool>> {
    if (now.width, now.height) == (kept.width, kept.height) {
        let places = palette.reduce(now).places;
        let mut at = 0;
        let mut differs = Vec::with_capacity(places.len());
        for (colour, length, surface) in now.runs() {
            let one = |at: usize| {
                let far = distance(colour, palette.0[usize::from(kept.places[at])]);
                if surface { far > SURFACE } else { places[at] != kept.places[at] && far > EDGE }
            };
            differs.extend((at..at + length).map(one));
            at += length;
        }
        let count = differs.iter().filter(|differs| **differs).count();
        return (count > PIXELS).then_some(differs);
    }
    let inside = |x: usize, y: usize| x < kept.width && y < kept.height;
    let differs = |x: usize, y: usize| {
        let kept = inside(x, y).then(|| palette.0[usize::from(kept.places[y * kept.width + x])]);
        kept.is_none_or(|kept| distance(kept, now.colours[y * now.width + x]) > EDGE)
    };
    let rows = 0..now.height;
    Some(
        rows.flat_map(|y| (0..now.width).map(move |x| (x, y)))
            .map(|(x, y)| differs(x, y))
            .collect(),
    )
}

/// What was kept, what is there now, and where that differs, side by side.
pub fn side_by_side(kept: &Pixels, now: &Pixels, differs: &[bool]) -> Pixels {
    let pale = |colour: Colour| colour.map(|channel| 0x80 + channel / 4);
    let marked = now.colours.iter().zip(differs);
    let marked = marked.map(|(colour, differs)| if *differs { MARK } else { pale(*colour) });
    let marked = Pixels { colours: marked.collect(), ..*now };
    beside(&[kept, now, &marked])
}

fn beside(pictures: &[&Pixels]) -> Pixels {
    let height = pictures.iter().map(|one| one.height).max().unwrap_or_default();
    let mut colours = Vec::new();
    for y in 0..height {
        for picture in pictures {
            let row = picture.colours.chunks(picture.width.max(1)).nth(y);
            colours.extend_from_slice(row.unwrap_or(&vec![PAPER; picture.width]));
            colours.extend_from_slice(&[PAPER; GAP]);
        }
    }
    let width = pictures.iter().map(|one| one.width + GAP).sum();
    Pixels { width, height, colours }
}
