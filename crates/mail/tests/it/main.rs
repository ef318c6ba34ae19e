//! Mail to a relay that keeps what it gets, and misbehaves.

#[cfg(test)]
mod relay;
