//! A request that may be sent twice, and is carried out once.

use std::sync::atomic::{AtomicU8, Ordering};

const WAITING: u8 = 0;
const TAKEN: u8 = 1;
const CLASHED: u8 = 2;

/// The key under which a person sends a request that they may send again, with the request
/// itself. It travels with the context: the first unit of work that saves a change in it keeps
/// the key in the same transaction, so that the change and the memory of it are there together or
/// not at all.
pub struct Once {
    key: String,
    request: Vec<u8>,
    state: AtomicU8,
}

impl Once {
    /// A request that was not carried out yet. `request` is whatever makes it this one: what
    /// differs there is another request.
    #[must_use]
    pub fn new(key: impl Into<String>, request: Vec<u8>) -> Self {
        Self { key: key.into(), request, state: AtomicU8::new(WAITING) }
    }

    /// The person's key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The request.
    #[must_use]
    pub fn request(&self) -> &[u8] {
        &self.request
    }

    /// Whether the caller is the unit of work that keeps the key; true once.
    #[must_use]
    pub fn take(&self) -> bool {
        self.state.compare_exchange(WAITING, TAKEN, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }

    /// Notes that another request kept the key first.
    pub fn clash(&self) {
        self.state.store(CLASHED, Ordering::SeqCst);
    }

    /// Whether a unit of work kept the key, or tried to.
    #[must_use]
    pub fn taken(&self) -> bool {
        self.state.load(Ordering::SeqCst) != WAITING
    }

    /// Whether another request was first.
    #[must_use]
    pub fn clashed(&self) -> bool {
        self.state.load(Ordering::SeqCst) == CLASHED
    }
}

impl std::fmt::Debug for Once {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Once")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unit_of_work_takes_it() {
        let once = Once::new("k", Vec::new());
        assert!(!once.taken() && once.take() && !once.take() && once.taken() && !once.clashed());
        once.clash();
        assert!(once.taken() && once.clashed() && !once.take());
    }
}
