//! `cargo xtask serve`: the demo page in a local server.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::page::{Trunk, WasmOpt};
use crate::process;

/// How many ports to try, from the wished one upward.
const PORTS_TRIED: u16 = 50;

/// Builds the page in release and serves it until interrupted.
pub fn run(wished: u16, open: bool) -> Result<()> {
    let trunk = Trunk::prepare(WasmOpt::IfPresent)?;
    // On its own `trunk serve` would go on after a failed build, and serve an old page or none.
    process::run(&mut trunk.command("build"))?;

    let port = free_port(wished)?;
    if port != wished {
        println!("Port {wished} is taken; using {port}");
    }
    let url = format!("http://127.0.0.1:{port}/");
    let mut command = trunk.command("serve");
    command.args(["--address=127.0.0.1", &format!("--port={port}")]);
    // Without it Trunk also lists every name that this machine has for itself.
    command.arg("--disable-address-lookup=true");
    if open {
        command.arg("--open");
    }
    thread::spawn(move || announce(port, &url));
    process::run(&mut command)
}

fn free_port(wished: u16) -> Result<u16> {
    (wished..=wished.saturating_add(PORTS_TRIED))
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .with_context(|| format!("no port is free from {wished} on; choose one with --port"))
}

/// Says where the page is once the server answers, below all that building has printed.
fn announce(port: u16, url: &str) {
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        thread::sleep(Duration::from_millis(200));
    }
    println!("\n    The demo page is at {url} (Ctrl-C stops the server)\n");
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
