//! A display without a screen, for browsers that can't do without one.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use super::environment::{XVFB, required};

/// Smaller than any page that the tests ask for. Without a window manager the window below the pointer
/// has the focus, and the pointer is in the middle of the screen: so it is in every window. What of a
/// window is beyond the screen is drawn all the same.
const SCREEN: &str = "240x240x24";

/// A running Xvfb. Each browser has its own, or else only one of them would have the focus.
pub struct Display {
    process: Child,
    name: String,
}

impl Display {
    /// Starts a display with a number that is free.
    pub fn start() -> Self {
        let mut process = Command::new(required(XVFB))
            .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb to start");
        let mut number = String::new();
        let output = process.stdout.take().expect("a piped output");
        BufReader::new(output).read_line(&mut number).expect("the display's number");
        assert!(!number.is_empty(), "Xvfb found no free display");
        Self { process, name: format!(":{}", number.trim()) }
    }

    /// What the variable DISPLAY must say.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Unlike when killed, it removes its lock when asked to end.
        let asked = Command::new("kill").arg(self.process.id().to_string()).status();
        if !asked.is_ok_and(|status| status.success()) {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}
