//! A destination as the network sees it: connections stay open, and are cut when the schedule says.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::support::ports;

/// What becomes of one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is recorded, after so many milliseconds.
    Take(u64),
    /// The connection is cut before the body is read.
    CutBefore,
    /// It is recorded, and the connection is cut without an answer.
    CutAfter,
    /// It is recorded, and answered by 503.
    TakeAndFail,
    /// It is answered by 503.
    Fail,
}

/// A running destination.
pub struct Desk {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    plan: Mutex<VecDeque<Fate>>,
    bodies: Mutex<Vec<String>>,
    down: AtomicBool,
    stopped: AtomicBool,
}

impl Desk {
    /// Deals so with the first requests, and takes the rest.
    pub fn start(plan: impl IntoIterator<Item = Fate>) -> Self {
        let (listener, address) = ports::listen();
        let plan = Mutex::new(plan.into_iter().collect());
        let shared = Arc::new(Shared { plan, ..Shared::default() });
        let listening = Arc::clone(&shared);
        thread::spawn(move || listen(&listener, &listening));
        Self { address, shared }
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Whether connections are cut before anything is read.
    pub fn set_down(&self, down: bool) {
        self.shared.down.store(down, Ordering::SeqCst);
    }

    /// From now on every request is taken.
    pub fn mend(&self) {
        self.shared.plan.lock().expect("the plan").clear();
        self.set_down(false);
    }

    /// The bodies that were recorded.
    pub fn bodies(&self) -> Vec<String> {
        self.shared.bodies.lock().expect("the bodies").clone()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the listener, which then ends.
        let _ = TcpStream::connect(self.address);
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming().map_while(Result::ok) {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            let _ = serve(&stream, &shared);
            let _ = stream.shutdown(Shutdown::Both);
        });
    }
}

/// Answers one request after the other on a connection, until it is cut.
fn serve(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    loop {
        let Some((method, length)) = head(&mut reader)? else { return Ok(()) };
        if shared.down.load(Ordering::SeqCst) {
            return Ok(());
        }
        if method != "POST" {
            answer(stream, "404 Not Found")?;
            continue;
        }
        let fate = shared.plan.lock().expect("the plan").pop_front().unwrap_or(Fate::Take(0));
        if fate == Fate::CutBefore {
            return Ok(());
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        if let Fate::Take(delay) = fate {
            thread::sleep(Duration::from_millis(delay));
        }
        if fate != Fate::Fail {
            let body = String::from_utf8_lossy(&body).into_owned();
            shared.bodies.lock().expect("the bodies").push(body);
        }
        match fate {
            Fate::CutAfter => return Ok(()),
            Fate::Fail | Fate::TakeAndFail => answer(stream, "503 Service Unavailable")?,
            Fate::Take(_) | Fate::CutBefore => answer(stream, "200 OK")?,
        }
    }
}

/// Method and length of the body of the next request; `None` when the other side has hung up.
fn head(reader: &mut impl BufRead) -> io::Result<Option<(String, usize)>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let method = line.split(' ').next().unwrap_or_default().to_owned();
    let mut length = 0;
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(Some((method, length)));
        }
        if let Some(text) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = text.trim().parse().unwrap_or_default();
        }
    }
}

fn answer(mut stream: &TcpStream, status: &str) -> io::Result<()> {
    write!(
        stream,
        "HTTP/1.1 {status}\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\
         Connection: keep-alive\r\n\r\n"
    )
}
