//! What tells one message from all others. The tool that writes the tables shares this file.

/// FNV-1a, 32 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>.
const FIRST: u32 = 0x811c_9dc5;

/// The id of the message with these words, where they mean what they mean in `context`; most have
/// none.
pub const fn id(english: &str, context: &str) -> u32 {
    let words = hash(english.as_bytes(), FIRST);
    if context.is_empty() { words } else { hash(context.as_bytes(), hash(b"\x04", words)) }
}

const fn hash(bytes: &[u8], mut hash: u32) -> u32 {
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}
