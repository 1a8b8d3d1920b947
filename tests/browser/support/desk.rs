//! Where leads go: a destination as strict as the real ones document theirs to be, and as unreliable
//! as a test wants it.

pub mod rules;

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::ports;
use super::server::Request;

/// How often to look whether something has come.
const PAUSE: Duration = Duration::from_millis(20);

/// Whose rules a desk follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `HubSpot`'s form API, version 3.
    HubSpot,
    /// A form service that answers in JSON, such as Formspree.
    FormJson,
    /// An address that takes simple requests and knows no preflight, such as Zapier's.
    Webhook,
    /// A form that answers with a redirect which no script may read, such as Salesforce's.
    FormPost,
}

/// What a desk does with a lead that breaks no rule.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Takes it.
    Take,
    /// Takes it and answers so late.
    TakeSlowly(Duration),
    /// Takes it, and hangs up without an answer.
    TakeAndCut,
    /// Takes it, and lets no page read the answer.
    TakeUnreadably,
    /// Hangs up without reading it.
    Cut,
    /// Refuses it with this status and body.
    Refuse(u16, String),
    /// Refuses it with this status, and asks to wait so many seconds.
    Later(u16, u32),
}

/// A running desk, an origin of its own.
pub struct Desk {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

struct Shared {
    kind: Kind,
    plan: Mutex<VecDeque<Answer>>,
    requests: Mutex<Vec<Request>>,
    times: Mutex<Vec<Instant>>,
    leads: Mutex<Vec<String>>,
    faults: Mutex<Vec<String>>,
    down: AtomicBool,
    stopped: AtomicBool,
}

impl Desk {
    /// A desk that takes every lead that breaks no rule.
    pub fn start(kind: Kind) -> Self {
        Self::with(kind, [])
    }

    /// A desk that answers the first leads so, and takes the rest.
    pub fn with(kind: Kind, plan: impl IntoIterator<Item = Answer>) -> Self {
        let (listener, address) = ports::listen();
        let shared = Arc::new(Shared {
            kind,
            plan: Mutex::new(plan.into_iter().collect()),
            requests: Mutex::default(),
            times: Mutex::default(),
            leads: Mutex::default(),
            faults: Mutex::default(),
            down: AtomicBool::new(false),
            stopped: AtomicBool::new(false),
        });
        let listener = {
            let shared = Arc::clone(&shared);
            Some(thread::spawn(move || listen(&listener, &shared)))
        };
        Self { address, shared, listener }
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The attributes of an element whose leads go here.
    pub fn attributes(&self) -> String {
        let origin = self.origin();
        match self.shared.kind {
            Kind::HubSpot => format!(
                "lead-provider=hubspot lead-endpoint='{origin}' portal-id=12345 \
                 form-id=3f0e8f4e-7c1b-4b54-9a51-0a9d1f2b3c4d subscription-type-id=987"
            ),
            Kind::FormJson => format!("lead-provider=form-json lead-endpoint='{origin}/f/abc'"),
            Kind::Webhook => format!("lead-provider=webhook lead-endpoint='{origin}/hook?key=1'"),
            Kind::FormPost => format!(
                "lead-provider=form-post lead-endpoint='{origin}/servlet?encoding=UTF-8' \
                 constant-oid=00D000000000001 constant-returl='https://host.example/thanks'"
            ),
        }
    }

    /// Whether nobody answers at all.
    pub fn set_down(&self, down: bool) {
        self.shared.down.store(down, Ordering::SeqCst);
    }

    /// The bodies of the leads that it took.
    pub fn leads(&self) -> Vec<String> {
        self.shared.leads.lock().expect("the leads").clone()
    }

    /// The requests that carried a lead, whatever became of them.
    pub fn posts(&self) -> Vec<Request> {
        self.requests("POST")
    }

    /// When each of them came.
    pub fn times(&self) -> Vec<Instant> {
        self.shared.times.lock().expect("the times").clone()
    }

    /// The requests with this method.
    pub fn requests(&self, method: &str) -> Vec<Request> {
        let requests = self.shared.requests.lock().expect("the requests");
        requests.iter().filter(|request| request.method == method).cloned().collect()
    }

    /// Waits until so many requests have carried a lead.
    pub fn wait_for_posts(&self, count: usize) {
        let deadline = Instant::now() + Duration::from_secs(40);
        while self.posts().len() < count {
            assert!(Instant::now() < deadline, "only {} of {count} came", self.posts().len());
            thread::sleep(PAUSE);
        }
    }

    /// The rules that were broken.
    pub fn faults(&self) -> Vec<String> {
        self.shared.faults.lock().expect("the faults").clone()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
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
        if !shared.down.load(Ordering::SeqCst) {
            let shared = Arc::clone(shared);
            // A browser that hangs up early has what it wants.
            thread::spawn(move || shared.serve(&stream).ok());
        }
    }
}

/// An answer on its way: status, headers beyond the usual ones, body.
type Reply = (u16, Vec<(&'static str, String)>, String);

impl Shared {
    fn serve(&self, stream: &TcpStream) -> io::Result<()> {
        let mut reader = BufReader::new(stream);
        let Some(mut request) = head(&mut reader)? else { return Ok(()) };
        if request.method != "POST" {
            self.requests.lock().expect("the requests").push(request.clone());
            return send(stream, self.without_lead(&request));
        }
        self.times.lock().expect("the times").push(Instant::now());
        let answer = self.plan.lock().expect("the plan").pop_front().unwrap_or(Answer::Take);
        if !matches!(answer, Answer::Cut) {
            let length = request.header("content-length").and_then(|length| length.parse().ok());
            let mut body = Vec::new();
            reader.take(length.unwrap_or(0)).read_to_end(&mut body)?;
            request.body = String::from_utf8(body).unwrap_or_default();
        }
        self.requests.lock().expect("the requests").push(request.clone());
        if matches!(answer, Answer::Cut) {
            return Ok(());
        }
        if let Err((status, fault, body)) = rules::check(self.kind, &request) {
            self.faults.lock().expect("the faults").push(fault);
            return send(stream, (status, self.cors(&request), body));
        }
        self.answer(stream, &request, answer)
    }

    fn answer(&self, stream: &TcpStream, request: &Request, answer: Answer) -> io::Result<()> {
        let mut headers = self.cors(request);
        let (status, body) = match answer {
            Answer::Refuse(status, body) => (status, body),
            Answer::Later(status, seconds) => {
                headers.push(("Retry-After", seconds.to_string()));
                headers.push(("Access-Control-Expose-Headers", "Retry-After".to_owned()));
                (status, String::new())
            }
            taken => {
                self.leads.lock().expect("the leads").push(request.body.clone());
                match taken {
                    Answer::TakeAndCut => return Ok(()),
                    Answer::TakeUnreadably => headers.clear(),
                    Answer::TakeSlowly(time) => thread::sleep(time),
                    _ => {}
                }
                rules::thanks(self.kind)
            }
        };
        if self.kind == Kind::FormPost && status == 302 {
            headers.push(("Location", "/thanks".to_owned()));
        }
        send(stream, (status, headers, body))
    }

    /// The answer to a question that carries no lead.
    fn without_lead(&self, request: &Request) -> Reply {
        match request.method.as_str() {
            "OPTIONS" => match rules::preflight(self.kind, request) {
                Ok(headers) => (204, headers, String::new()),
                Err(fault) => {
                    self.faults.lock().expect("the faults").push(fault);
                    (405, Vec::new(), String::new())
                }
            },
            "GET" if request.target == "/thanks" => (200, Vec::new(), "Thanks".to_owned()),
            // No page of these services is for scripts of others to read.
            _ => (404, Vec::new(), String::new()),
        }
    }

    /// What lets a page of others read the answer, where the real service does.
    fn cors(&self, request: &Request) -> Vec<(&'static str, String)> {
        let origin = request.header("origin").unwrap_or("null").to_owned();
        match self.kind {
            Kind::FormPost => Vec::new(),
            Kind::HubSpot => vec![("Access-Control-Allow-Origin", origin)],
            Kind::FormJson | Kind::Webhook => {
                vec![("Access-Control-Allow-Origin", "*".to_owned())]
            }
        }
    }
}

/// The request without its body; `None` when the other side connected and said nothing.
fn head(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let mut request = Request { method, target, ..Request::default() };
    for line in reader.lines() {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        request.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Ok(Some(request))
}

fn send(mut stream: &TcpStream, (status, headers, body): Reply) -> io::Result<()> {
    write!(stream, "HTTP/1.1 {status} As documented\r\n")?;
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    if status != 204 {
        write!(stream, "Content-Length: {}\r\n", body.len())?;
    }
    write!(stream, "Content-Type: application/json\r\nConnection: close\r\n\r\n{body}")?;
    stream.shutdown(Shutdown::Write)?;
    stream.read_to_end(&mut Vec::new()).map(drop)
}
