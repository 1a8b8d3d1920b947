//! `cargo xtask serve`: the demo page in a local server.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::page::{Trunk, WasmOpt};
use crate::release::LATER;
use crate::server::{Server, Waiting};
use crate::{process, workspace};

/// How many ports to try, from the wished one upward.
const PORTS_TRIED: u16 = 50;

/// Builds the page in release and serves it until interrupted. The page's own program comes first;
/// the other calculators follow while it can already be looked at.
pub fn run(wished: u16, open: bool) -> Result<()> {
    let trunk = Trunk::prepare(WasmOpt::IfPresent)?;
    process::run(trunk.command("build").env(LATER, "1"))?;
    let port = free_port(wished)?;
    if port != wished {
        println!("Port {wished} is taken; using {port}");
    }
    let rest = Arc::new(Waiting::default());
    let server = Server::start(port, workspace::dist(), Arc::clone(&rest))?;
    let url = format!("http://127.0.0.1:{port}/");
    println!("\n    The demo page is at {url} (Ctrl-C stops the server)\n");
    if open && open::that_detached(&url).is_err() {
        println!("No browser could be opened.");
    }
    let build = trunk.itself(&["assemble"]);
    thread::spawn(move || build_rest(build, &rest));
    server.run();
    Ok(())
}

/// Builds what the demo page does without, and says so: whoever asks for it waits.
fn build_rest(mut assemble: Command, rest: &Waiting) {
    println!("Building the other calculators; a page that asks for one waits until it is there.");
    let started = Instant::now();
    match process::run(assemble.env("TRUNK_STAGING_DIR", workspace::dist())) {
        Ok(()) => println!("All calculators are there, after {} s.", started.elapsed().as_secs()),
        Err(error) => eprintln!("The other calculators could not be built: {error:#}"),
    }
    rest.end();
}

/// The first free port from the wished one on.
pub fn free_port(wished: u16) -> Result<u16> {
    (wished..=wished.saturating_add(PORTS_TRIED))
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .with_context(|| format!("no port is free from {wished} on; choose one with --port"))
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, TcpListener};

    use super::free_port;

    #[test]
    fn a_taken_port_is_passed_over() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let taken = listener.local_addr().unwrap().port();
        assert_ne!(free_port(taken).unwrap(), taken);
    }
}
