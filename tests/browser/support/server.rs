//! A static file server on a free port, as strict about the page as a cautious host.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

use super::environment::{DIST, required};

/// A page that shows the calculator in a frame which may keep nothing.
const SANDBOX: &str = "<!doctype html><html lang=en><title>A host page</title>\
<iframe title=Calculator sandbox=allow-scripts src=index.html width=1000 height=800></iframe>";

/// A running server.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    folder: PathBuf,
    stopped: AtomicBool,
    requests: Mutex<Vec<String>>,
}

impl Server {
    /// Serves the release until dropped.
    pub fn start() -> Self {
        let folder = required(DIST);
        assert!(folder.join("index.html").is_file(), "{DIST} names a folder without a release");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("the server's address");
        let shared = Arc::new(Shared { folder, ..Shared::default() });
        let listener = {
            let shared = Arc::clone(&shared);
            Some(thread::spawn(move || listen(&listener, &shared)))
        };
        Self { address, shared, listener }
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// What was asked for so far: method and path of each request.
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().expect("the requests").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the listener, which then sees that it is to stop.
        let _ = TcpStream::connect(self.address);
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming().flatten() {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        let shared = Arc::clone(shared);
        // A browser that hangs up early has what it wants.
        thread::spawn(move || answer(&stream, &shared).ok());
    }
}

fn answer(mut stream: &TcpStream, shared: &Shared) -> std::io::Result<()> {
    let mut head = BufReader::new(stream).lines();
    let Some(request) = head.next().transpose()? else { return Ok(()) };
    for line in head {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    shared.requests.lock().expect("the requests").push(format!("{method} {target}"));
    let (status, kind, policy, body) = respond(&shared.folder, target);
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Content-Security-Policy: {policy}\r\nX-Content-Type-Options: nosniff\r\n\
         Access-Control-Allow-Origin: *\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)?;
    // Until the other side has closed too; closing first could cut off what is on its way.
    stream.shutdown(std::net::Shutdown::Write)?;
    stream.read_to_end(&mut Vec::new()).map(drop)
}

/// Status, content type, policy and body.
fn respond(folder: &Path, target: &str) -> (&'static str, &'static str, String, Vec<u8>) {
    let path = target.split('?').next().unwrap_or_default().trim_start_matches('/');
    if path == "sandbox" {
        let policy = "default-src 'none'; frame-src 'self'".to_owned();
        return ("200 OK", content_type(Path::new("a.html")), policy, SANDBOX.into());
    }
    let file = folder.join(if path.is_empty() { "index.html" } else { path });
    match fs::read(&file) {
        Ok(body) if !path.contains("..") => {
            let kind = content_type(&file);
            let page = if kind.starts_with("text/html") { &body[..] } else { &[] };
            ("200 OK", kind, policy(&String::from_utf8_lossy(page)), body)
        }
        _ => ("404 Not Found", "text/plain", "default-src 'none'".to_owned(), Vec::new()),
    }
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

/// The strictest policy that Trunk's page can live with: its one inline script is named by hash.
fn policy(page: &str) -> String {
    let hash = |script| Base64::encode_string(&Sha256::digest(script));
    let hashes: Vec<String> =
        inline_scripts(page).map(|script| format!("'sha256-{}'", hash(script))).collect();
    let scripts = hashes.join(" ");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src 'self'; \
         connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )
}

fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(script)
    })
}
