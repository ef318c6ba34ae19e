//! A clock that stands still until a test moves it.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use legalmind_core::{Clock, Timestamp};

/// Where the clock begins: 21 September 2026, 14:13:20 UTC, in milliseconds since 1970.
const BEGIN: i64 = 1_790_000_000_000;

/// The clock; its clones show the same time.
#[derive(Clone, Debug)]
pub struct VirtualClock {
    millis: Arc<AtomicI64>,
}

impl Default for VirtualClock {
    fn default() -> Self {
        Self { millis: Arc::new(AtomicI64::new(BEGIN)) }
    }
}

impl VirtualClock {
    /// A clock that shows this instant, to the millisecond.
    #[must_use]
    pub fn at(instant: Timestamp) -> Self {
        Self { millis: Arc::new(AtomicI64::new(instant.as_millisecond())) }
    }

    /// Moves the clock forward.
    pub fn pass(&self, time: std::time::Duration) {
        let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        self.millis.fetch_add(millis, Ordering::SeqCst);
    }

    /// Moves the clock to an instant, also back: clocks of real machines do that too.
    pub fn set(&self, instant: Timestamp) {
        self.millis.store(instant.as_millisecond(), Ordering::SeqCst);
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.millis.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn time_passes_when_told_and_for_every_clone() {
        let clock = VirtualClock::default();
        let same = clock.clone();
        let before = clock.now();
        assert_eq!(before.to_string(), "2026-09-21T14:13:20Z");
        assert_eq!(clock.now(), before);
        clock.pass(Duration::from_secs(3600));
        assert_eq!(same.now().as_second() - before.as_second(), 3600);
        same.set(before);
        assert_eq!(clock.now(), before);
    }

    #[test]
    fn a_clock_can_begin_anywhere() {
        let instant: Timestamp = "2026-07-02T22:00:00Z".parse().unwrap();
        assert_eq!(VirtualClock::at(instant).now(), instant);
    }
}
