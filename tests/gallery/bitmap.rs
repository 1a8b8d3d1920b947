//! Pictures: as a browser takes them, and with the few colours that are kept of them.

use std::collections::HashMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// Red, green and blue.
pub type Colour = [u8; 3];

/// How far, in each channel, a colour may be from the one that is kept in its place. That of a
/// surface is kept exactly; those at the edges of letters and shapes are not.
pub const BLUR: u8 = 24;
/// So many pixels of one colour beside each other are a surface.
const SURFACE: usize = 16;

/// A picture in full colour.
pub struct Pixels {
    pub width: usize,
    pub height: usize,
    /// Row by row.
    pub colours: Vec<Colour>,
}

/// The colours that are kept: those of surfaces, and so many others that each has one within
/// [`BLUR`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette(pub Vec<Colour>);

/// A picture in colours of a palette.
pub struct Bitmap {
    pub width: usize,
    pub height: usize,
    /// Places in the palette, row by row.
    pub places: Vec<u8>,
}

impl Pixels {
    pub fn from_png(png: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().expect("a PNG");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a size that fits")];
        let frame = reader.next_frame(&mut bytes).expect("a whole PNG");
        let colours = bytes[..frame.buffer_size()]
            .chunks_exact(frame.color_type.samples())
            .map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect();
        Self { width: frame.width as usize, height: frame.height as usize, colours }
    }

    pub fn write_png(&self, path: &Path) {
        let (width, height) = (self.width as u32, self.height as u32);
        let file = fs::File::create(path).expect("a file for a picture");
        let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::Fast);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(self.colours.as_flattened()).expect("a written picture");
    }

    /// Pixels of one colour beside each other, in order, each time with whether they are a surface.
    pub fn runs(&self) -> impl Iterator<Item = (Colour, usize, bool)> {
        let runs = self.colours.chunk_by(|one, next| one == next);
        runs.map(|run| (run[0], run.len(), run.len() >= SURFACE))
    }
}

/// How often colours are there, and which are those of surfaces.
#[derive(Default)]
pub struct Counts(HashMap<Colour, (bool, usize)>);

impl Counts {
    /// Counts those of a picture too.
    pub fn add(&mut self, pixels: &Pixels) {
        for (colour, length, surface) in pixels.runs() {
            let count = self.0.entry(colour).or_default();
            *count = (count.0 || surface, count.1 + length);
        }
    }
}

impl Palette {
    /// Of what was counted.
    pub fn of(counts: &Counts) -> Self {
        let mut all: Vec<_> = counts.0.iter().map(|(colour, count)| (*count, *colour)).collect();
        all.sort_unstable_by(|one, other| other.cmp(one));
        let mut kept: Vec<Colour> = Vec::new();
        for ((surface, _), colour) in all {
            if surface || kept.iter().all(|one| distance(*one, colour) > BLUR) {
                kept.push(colour);
            }
        }
        assert!(kept.len() <= 256, "{} colours are more than a byte can name", kept.len());
        Self(kept)
    }

    /// The picture in these colours.
    pub fn reduce(&self, pixels: &Pixels) -> Bitmap {
        let mut known: HashMap<Colour, u8> = HashMap::new();
        let mut places = Vec::with_capacity(pixels.colours.len());
        for (colour, length, _) in pixels.runs() {
            let place = *known.entry(colour).or_insert_with(|| self.nearest(colour));
            places.resize(places.len() + length, place);
        }
        Bitmap { width: pixels.width, height: pixels.height, places }
    }

    fn nearest(&self, colour: Colour) -> u8 {
        let all = self.0.iter().enumerate();
        let nearest = all.min_by_key(|(_, kept)| distance(**kept, colour));
        nearest.map_or(0, |(place, _)| place as u8)
    }
}

impl Bitmap {
    /// The picture with the colours of its palette.
    pub fn pixels(&self, palette: &Palette) -> Pixels {
        let colours = self.places.iter().map(|place| palette.0[usize::from(*place)]).collect();
        Pixels { width: self.width, height: self.height, colours }
    }
}

/// The largest difference in a channel.
pub fn distance(one: Colour, other: Colour) -> u8 {
    one.iter().zip(other).map(|(one, other)| one.abs_diff(other)).max().unwrap_or_default()
}
