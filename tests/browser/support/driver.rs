//! A driver: the program between the tests and a browser.

use std::io::{self, BufRead, BufReader, Read};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{self, Child, ChildStdout, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs};

use super::display::Display;
use super::engine::Engine;

/// How long a driver may take until it listens.
const STARTING: Duration = Duration::from_secs(30);
/// How often to try to start a driver, or to remove what it leaves.
const ATTEMPTS: usize = 5;
/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(10);

/// A folder for what a browser leaves behind, removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("enough-pipeline-{}-{count}", process::id()));
        fs::create_dir_all(&path).expect("a folder for the browser");
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // The browser may still be on its way out, writing a last file.
        let removed = (0..ATTEMPTS).any(|attempt| {
            thread::sleep(PAUSE * u32::try_from(attempt).unwrap_or_default());
            fs::remove_dir_all(&self.0).is_ok()
        });
        if !removed {
            eprintln!("{} could not be removed.", self.0.display());
        }
    }
}

/// A running driver, ended when dropped.
pub(super) struct Driver {
    process: Child,
    port: u16,
    /// What the browser draws on.
    _display: Option<Display>,
    /// Where driver and browser keep profiles.
    _folder: Folder,
}

impl Driver {
    pub(super) fn start(engine: Engine) -> Self {
        (0..ATTEMPTS).find_map(|_| Self::try_start(engine)).expect("a driver that listens")
    }

    /// Where it listens.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// A driver that finds its port taken on one of the machine's addresses ends.
    fn try_start(engine: Engine) -> Option<Self> {
        let folder = Folder::new();
        let display = engine.needs_display().then(Display::start);
        let wanted = if engine.tells_port() { 0 } else { free_port() };
        let mut command = engine.driver(wanted, &folder.0);
        if let Some(display) = &display {
            command.env("DISPLAY", display.name());
        }
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let mut output = BufReader::new(process.stdout.take().expect("a piped output"));
        let port = if engine.tells_port() {
            told_port(engine, &mut output)
        } else {
            listens(&mut process, wanted).then_some(wanted)
        };
        let Some(port) = port else {
            let _ = process.kill();
            let _ = process.wait();
            return None;
        };
        // A driver may die when it can't print, and wait when nobody reads what it prints.
        thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        Some(Self { process, port, _display: display, _folder: folder })
    }
}

/// The port that the driver's output tells, unless it ends without.
fn told_port(engine: Engine, output: &mut BufReader<ChildStdout>) -> Option<u16> {
    output.by_ref().lines().map_while(Result::ok).find_map(|line| engine.port(&line))
}

/// A port that nobody listens on at the moment.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("the port's address").port()
}

/// Waits until the driver listens on this port; false when it ends instead.
fn listens(driver: &mut Child, port: u16) -> bool {
    let deadline = Instant::now() + STARTING;
    while Instant::now() < deadline && matches!(driver.try_wait(), Ok(None)) {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return true;
        }
        thread::sleep(PAUSE);
    }
    false
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Nothing is to be done about a driver that has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
