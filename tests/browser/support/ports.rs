//! Ports for servers, each an origin that no browser has met before.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Mutex;

/// Those that were given out since the start.
static USED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// Listens on a port that nobody else has, and that no server of these tests has had: a browser may
/// still hold what that one let it keep.
pub fn listen() -> (TcpListener, SocketAddr) {
    loop {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("the server's address");
        if USED.lock().expect("the ports").insert(address.port()) {
            return (listener, address);
        }
    }
}
