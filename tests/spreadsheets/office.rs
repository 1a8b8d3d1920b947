//! `LibreOffice` without a window, and archives of stored files.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs};

/// Rows of cells, by the name of the sheet.
pub type Sheets = BTreeMap<String, Vec<Vec<String>>>;

/// Commas, quotation marks, UTF-8, from the first row on, values as they are, every sheet.
const CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
const NAME: &str = "book";

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("enough-pipeline-{}-{number}", std::process::id());
        let folder = env::temp_dir().join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The values of a workbook as `LibreOffice` has them.
pub fn converted(workbook: &[u8]) -> Sheets {
    let folder = convert(workbook, CSV);
    let mut sheets = Sheets::new();
    for entry in fs::read_dir(&folder.0).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if let Some(sheet) = stem.strip_prefix(&format!("{NAME}-")) {
            let text = fs::read_to_string(&path).unwrap();
            sheets.insert(sheet.to_owned(), rows(&text));
        }
    }
    assert!(!sheets.is_empty(), "LibreOffice wrote no sheet");
    sheets
}

/// The rows of a CSV file. One of ours begins with a mark.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows = reader.into_records();
    rows.map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// How many cells of each type `LibreOffice` finds.
pub fn kinds(workbook: &[u8]) -> BTreeMap<String, String> {
    let folder = convert(workbook, "fods");
    let text = fs::read_to_string(folder.0.join(NAME).with_extension("fods")).unwrap();
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for part in text.split(" office:value-type=\"").skip(1) {
        *kinds.entry(part.split('"').next().unwrap().to_owned()).or_default() += 1;
    }
    kinds.into_iter().map(|(kind, count)| (kind, count.to_string())).collect()
}

fn convert(workbook: &[u8], to: &str) -> Folder {
    let folder = Folder::new();
    let file = folder.0.join(NAME).with_extension("xlsx");
    fs::write(&file, workbook).unwrap();
    let office = env::var_os("EP_OFFICE").unwrap_or_else(|| "soffice".into());
    // With a profile of its own, so that several run at a time and none asks anything.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.0.display());
    let mut command = Command::new(office);
    command.args([&*profile, "--headless", "--convert-to", to, "--outdir"]);
    command.arg(&folder.0).arg(&file).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().expect("LibreOffice: `cargo xtask test` installs it");
    assert!(status.success(), "{status}");
    folder
}

/// The workbook without what its formulas come to: whoever opens it has to work them out.
pub fn without_values(workbook: &[u8]) -> Vec<u8> {
    edited(workbook, |text| {
        let mut parts = text.split("</f><v>");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |kept, part| {
            kept + "</f>" + part.split_once("</v>").expect("a value ends").1
        })
    })
}

/// The workbook with another text in place of one that it has once.
pub fn replaced(workbook: &[u8], old: &str, new: &str) -> Vec<u8> {
    let mut count = 0;
    let changed = edited(workbook, |text| {
        count += text.matches(old).count();
        text.replace(old, new)
    });
    assert_eq!(count, 1, "{old}");
    changed
}

/// The same archive with other files in it.
fn edited(archive: &[u8], mut edit: impl FnMut(&str) -> String) -> Vec<u8> {
    let files = files(archive);
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in &files {
        let content = edit(content).into_bytes();
        let place = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let size = u32::try_from(content.len()).unwrap().to_le_bytes();
        let length = u16::try_from(name.len()).unwrap().to_le_bytes();
        let sum = checksum(&content).to_le_bytes();
        let shared = [&[10, 0, 0, 0, 0, 0, 0, 0, 33, 0][..], &sum, &size, &size, &length, &[0, 0]];
        let shared = shared.concat();
        bytes.extend([b"PK\x03\x04", &shared[..], name.as_bytes(), &content].concat());
        let entry = [b"PK\x01\x02\x0a\0", &shared[..], &[0; 10], &place, name.as_bytes()];
        directory.extend(entry.concat());
    }
    let [size, place] =
        [directory.len(), bytes.len()].map(|count| u32::try_from(count).unwrap().to_le_bytes());
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    [&bytes[..], &directory, b"PK\x05\x06\0\0\0\0", &count, &count, &size, &place, &[0, 0]].concat()
}

/// Names and texts of stored files, by their own headers.
pub fn files(mut archive: &[u8]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    while archive.starts_with(b"PK\x03\x04") {
        let number = |at: usize| u32::from_le_bytes(archive[at..at + 4].try_into().unwrap());
        let (size, name) = (number(18) as usize, (number(26) & 0xffff) as usize);
        let text = |from: usize, length: usize| {
            String::from_utf8(archive[from..from + length].to_vec()).unwrap()
        };
        files.push((text(30, name), text(30 + name, size)));
        archive = &archive[30 + name + size..];
    }
    files
}

/// CRC-32, bit by bit.
fn checksum(content: &[u8]) -> u32 {
    let bit = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    !content.iter().fold(!0, |sum: u32, byte| (0..8).fold(sum ^ u32::from(*byte), bit))
}
