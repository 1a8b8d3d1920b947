//! How long something took, for people.

use std::time::Duration;

/// "1.2 s", "2 min 5 s".
pub fn read(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::read;

    #[test]
    fn durations_read_well() {
        assert_eq!(read(Duration::from_millis(1_240)), "1.2 s");
        assert_eq!(read(Duration::from_secs(125)), "2 min 5 s");
    }
}
