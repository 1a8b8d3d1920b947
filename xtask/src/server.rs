//! A local server of static files, some of which are still being built.

use std::fs::File;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use anyhow::{Result, anyhow};
use tiny_http::{Request, Response};

/// Work in the background that some requests wait for.
#[derive(Default)]
pub struct Waiting {
    ended: Mutex<bool>,
    changed: Condvar,
}

impl Waiting {
    /// Lets everyone go who waits.
    pub fn end(&self) {
        *self.ended.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }

    fn wait(&self) {
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.changed.wait_while(ended, |ended| !*ended));
    }
}

/// A server of the files in a folder, on this machine's own address alone.
pub struct Server {
    http: tiny_http::Server,
    folder: Arc<Path>,
    rest: Arc<Waiting>,
}

impl Server {
    /// Listens on `port`. A file that is not in `folder` yet is waited for until `rest` has ended.
    pub fn start(port: u16, folder: PathBuf, rest: Arc<Waiting>) -> Result<Self> {
        let http = tiny_http::Server::http((Ipv4Addr::LOCALHOST, port));
        let http = http.map_err(|error| anyhow!("no server on port {port}: {error}"))?;
        Ok(Self { http, folder: folder.into(), rest })
    }

    /// Answers until the program ends.
    pub fn run(&self) {
        for request in self.http.incoming_requests() {
            let (folder, rest) = (Arc::clone(&self.folder), Arc::clone(&self.rest));
            // A browser that hangs up early has what it wants.
            thread::spawn(move || answer(request, &folder, &rest).ok());
        }
    }
}

fn answer(request: Request, folder: &Path, rest: &Waiting) -> io::Result<()> {
    let Some(path) = file(request.url()).map(|path| folder.join(path)) else {
        return request.respond(Response::empty(404));
    };
    // Browsers ask for more than pages do, such as icons: only folders are still to come.
    if !path.is_file() && path.parent() != Some(folder) {
        rest.wait();
    }
    let Ok(mut file) = File::open(&path) else { return request.respond(Response::empty(404)) };
    let (length, kind) = (file.metadata()?.len(), kind(&path));
    // Written by hand, since the library keeps connections open, and then lets others wait for one.
    // The next build has other bytes under the same names, so nothing is stored.
    let mut answer = request.into_writer();
    write!(
        answer,
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    )?;
    io::copy(&mut file, &mut answer)?;
    answer.flush()
}

/// The file below the folder that an address asks for; `None` where that would lead out of it.
fn file(url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    let path = Path::new(if path.is_empty() { "index.html" } else { path });
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| path.to_owned())
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::file;

    #[test]
    fn addresses_lead_to_files_of_the_folder_alone() {
        assert_eq!(file("/"), Some(PathBuf::from("index.html")));
        assert_eq!(file("/v1/frame.html?calculator=sweep"), Some(PathBuf::from("v1/frame.html")));
        for outside in ["/../secret", "/v1/../../secret", "/./x"] {
            assert_eq!(file(outside), None, "{outside}");
        }
    }
}
