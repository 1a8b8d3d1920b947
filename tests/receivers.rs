//! The receivers of `docs/receivers`, run by Node where there is one: it is needed for nothing else
//! here.

use std::process::Command;

#[test]
fn each_takes_a_lead_once() {
    let mut node = Command::new("node");
    node.args(["--test", "tests/receivers.mjs"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    match node.output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        }
        Err(problem) => {
            eprintln!("The receivers were not tested: node does not start ({problem}).");
        }
    }
}
