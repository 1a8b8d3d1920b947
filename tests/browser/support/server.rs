//! A static file server on a free port: the release with exactly the headers that it asks for.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use super::environment::{DIST, required};
use super::fault::{Fault, Faults};
use super::headers::Headers;
use super::ports;

/// A page that shows the calculator in a frame which may keep nothing.
const SANDBOX: &str = "<!doctype html><html lang=en><title>A host page</title>\
<iframe title=Calculator sandbox=allow-scripts src=index.html width=1000 height=800></iframe>";

/// What a server answers on one path: a host page, a script, or where a form is sent to.
#[derive(Clone, Debug)]
pub struct Document {
    path: String,
    status: &'static str,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Document {
    /// A document that is served with no header but its type and length.
    pub fn new(path: &str, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.trim_start_matches('/').to_owned(),
            status: "200 OK",
            headers: vec![("Content-Type".to_owned(), kind.to_owned())],
            body: body.into(),
        }
    }

    /// A page with a policy for its content; "" is none.
    pub fn page(path: &str, policy: &str, html: &str) -> Self {
        let page = Self::new(path, content_type(Path::new("a.html")), html);
        if policy.is_empty() { page } else { page.header("Content-Security-Policy", policy) }
    }

    /// The same on another path.
    #[must_use]
    pub fn at(mut self, path: &str) -> Self {
        path.trim_start_matches('/').clone_into(&mut self.path);
        self
    }

    /// The same with another header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with another status, such as "404 Not Found".
    #[must_use]
    pub fn status(mut self, status: &'static str) -> Self {
        self.status = status;
        self
    }
}

/// What a server was asked.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// GET, POST and so on.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// What was sent.
    pub body: String,
}

impl Request {
    /// The value of a header, whose name is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.0 == name).map(|header| header.1.as_str())
    }
}

/// A running server. Each is an origin of its own.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    folder: Option<PathBuf>,
    headers: Headers,
    documents: Vec<Document>,
    faults: Faults,
    stopped: AtomicBool,
    requests: Mutex<Vec<Request>>,
}

impl Server {
    /// Serves the release until dropped.
    pub fn start() -> Self {
        let folder = required(DIST);
        assert!(folder.join("index.html").is_file(), "{DIST} names a folder without a release");
        let sandbox = Document::page("sandbox", "default-src 'none'; frame-src 'self'", SANDBOX);
        Self::serve(Some(folder), vec![sandbox])
    }

    /// Serves these documents until dropped, and nothing else: somebody else's site, whose pages
    /// embed the release by the addresses that [`Server::url`] of the other server gives.
    pub fn with(documents: Vec<Document>) -> Self {
        Self::serve(None, documents)
    }

    fn serve(folder: Option<PathBuf>, documents: Vec<Document>) -> Self {
        let (listener, address) = ports::listen();
        let listed = folder.as_ref().map(|folder| fs::read_to_string(folder.join("_headers")));
        let headers = listed.map(|text| Headers::parse(&text.expect("the release's headers")));
        let headers = headers.unwrap_or_default();
        let shared = Arc::new(Shared { folder, headers, documents, ..Shared::default() });
        let listener = {
            let shared = Arc::clone(&shared);
            Some(thread::spawn(move || listen(&listener, &shared)))
        };
        Self { address, shared, listener }
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.origin())
    }

    /// The scheme, the host and the port, as a policy names them.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was asked for so far: method and path of each request.
    pub fn requests(&self) -> Vec<String> {
        let requests = self.received();
        requests.iter().map(|one| format!("{} {}", one.method, one.target)).collect()
    }

    /// Makes something go wrong on a path from now on, or with `None` right again.
    pub fn set_fault(&self, path: &str, fault: Option<Fault>) {
        self.shared.faults.set(path, fault);
    }

    /// All requests so far, with what they carried.
    pub fn received(&self) -> Vec<Request> {
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

fn answer(mut stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    let Some(request) = read(stream)? else { return Ok(()) };
    let target = request.target.clone();
    shared.requests.lock().expect("the requests").push(request);
    let Document { status, headers, body, .. } = respond(shared, &target);
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.len())?;
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "Connection: close\r\n\r\n")?;
    stream.write_all(&body)?;
    // Until the other side has closed too; closing first could cut off what is on its way.
    stream.shutdown(std::net::Shutdown::Write)?;
    stream.read_to_end(&mut Vec::new()).map(drop)
}

/// The request; `None` when the other side connected and said nothing.
fn read(stream: &TcpStream) -> io::Result<Option<Request>> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let mut request = Request { method, target, ..Request::default() };
    for line in reader.by_ref().lines() {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        request.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = request.header("content-length").and_then(|length| length.parse().ok());
    let mut body = Vec::new();
    reader.take(length.unwrap_or(0)).read_to_end(&mut body)?;
    request.body = String::from_utf8_lossy(&body).into_owned();
    Ok(Some(request))
}

fn respond(shared: &Shared, target: &str) -> Document {
    let path = target.split('?').next().unwrap_or_default().trim_start_matches('/');
    let fault = shared.faults.pass(path);
    let named = shared.documents.iter().find(|document| document.path == path).cloned();
    let released = || release(shared, path);
    let there = if fault == Some(Fault::Missing) { None } else { named.or_else(released) };
    let mut document = there.unwrap_or_else(|| missing(path));
    match fault {
        Some(Fault::Altered) => document.body.push(b' '),
        // A browser that keeps it would not ask again, and could not be held again.
        Some(Fault::Held) => document = document.header("Cache-Control", "no-store"),
        Some(Fault::Missing) | None => {}
    }
    document
}

/// Others may read that it is missing, as those of a content network let them.
fn missing(path: &str) -> Document {
    let page = Document::page(path, "default-src 'none'", "").status("404 Not Found");
    page.header("Access-Control-Allow-Origin", "*")
}

/// A file of the release, with the headers that the release lists and no others.
fn release(shared: &Shared, path: &str) -> Option<Document> {
    let folder = shared.folder.as_deref().filter(|_| !path.contains(".."))?;
    let file = folder.join(if path.is_empty() { "index.html" } else { path });
    let mut document = Document::new(path, content_type(&file), fs::read(&file).ok()?);
    for (name, value) in shared.headers.of(&format!("/{path}")) {
        document.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(&name));
        document = document.header(&name, &value);
    }
    Some(document)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
