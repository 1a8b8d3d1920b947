//! The pictures of one calculator at one width in one theme, in one file.
//!
//! Scenes of a calculator have most of their pixels in common. Compressed together they take a
//! quarter of what they take as so many PNG files.

use std::fs;
use std::io::Read;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::bitmap::{Bitmap, Palette};

/// Brotli's quality, beyond which it takes minutes, and its window: 2 to the power of 24 bytes,
/// several pictures.
const QUALITY: i32 = 9;
const WINDOW: i32 = 24;

/// The pictures of one calculator at one width in one theme.
#[derive(Default)]
pub struct Sheet {
    pub palette: Palette,
    /// By name of the scene.
    pub pictures: Vec<(String, Bitmap)>,
}

/// What stands before the pixels of a sheet, as JSON on a line of its own.
#[derive(Deserialize, Serialize)]
struct Head {
    palette: Vec<[u8; 3]>,
    /// Name, width and height.
    pictures: Vec<(String, usize, usize)>,
}

impl Sheet {
    /// Reads a file; empty where there is none.
    pub fn read(path: &Path) -> Self {
        let Ok(file) = fs::File::open(path) else { return Self::default() };
        let mut bytes = Vec::new();
        let read = brotli::Decompressor::new(file, 1 << 16).read_to_end(&mut bytes);
        read.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let end = bytes.iter().position(|byte| *byte == b'\n').expect("a head");
        let head: Head = serde_json::from_slice(&bytes[..end]).expect("a head");
        let mut rest = &bytes[end + 1..];
        let cut = |(name, width, height): (String, usize, usize)| {
            let places = rest.split_off(..width * height).expect("every pixel").to_vec();
            (name, Bitmap { width, height, places })
        };
        let pictures = head.pictures.into_iter().map(cut).collect();
        Self { palette: Palette(head.palette), pictures }
    }

    pub fn write(&self, path: &Path) {
        let size = |(name, one): &(String, Bitmap)| (name.clone(), one.width, one.height);
        let pictures = self.pictures.iter().map(size).collect();
        let head = Head { palette: self.palette.0.clone(), pictures };
        let mut bytes = serde_json::to_vec(&head).expect("a head");
        bytes.push(b'\n');
        for (_, picture) in &self.pictures {
            bytes.extend_from_slice(&picture.places);
        }
        let mut packed = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: QUALITY,
            lgwin: WINDOW,
            size_hint: bytes.len(),
            ..Default::default()
        };
        brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters).expect("a packed sheet");
        fs::write(path, packed).expect("a written sheet");
    }

    /// The picture of a scene.
    pub fn picture(&self, name: &str) -> Option<&Bitmap> {
        self.pictures.iter().find(|(known, _)| known == name).map(|(_, picture)| picture)
    }
}
