//! The worker's seat of a data directory: under which name this process holds jobs.
//!
//! A process that is killed leaves jobs under its name. Whoever takes the seat next knows by the
//! lock that the one before has ended, and takes its jobs back at once. A second worker on the
//! same directory gets no seat but a name of its own, and everybody's leases run out as ever.

use std::{
    fs::{File, TryLockError},
    io::{Read, Write},
    path::Path,
};

use anyhow::{Context, Result};
use data_encoding::HEXLOWER;
use legalmind_core::World;
use legalmind_vault::Vault;

/// The seat, until it is dropped or the process ends.
pub struct Seat {
    name: String,
    lock: Option<File>,
}

impl Seat {
    /// Takes the seat of a data directory, or a place beside it.
    ///
    /// # Errors
    /// Where the file of the seat cannot be used.
    pub fn take(dir: &Path, world: &World) -> Result<Self> {
        let path = dir.join("worker");
        let fault = || format!("the file {} cannot be used", path.display());
        let mut file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .with_context(fault)?;
        let fresh = HEXLOWER.encode(&world.random::<16>());
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(Self { name: fresh, lock: None }),
            Err(TryLockError::Error(error)) => return Err(error).with_context(fault),
        }
        let mut name = String::new();
        file.read_to_string(&mut name).with_context(fault)?;
        if name.is_empty() {
            file.write_all(fresh.as_bytes()).with_context(fault)?;
            name = fresh;
        }
        Ok(Self { name, lock: Some(file) })
    }

    /// The name under which this process holds jobs.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Takes back the jobs of whoever sat here before.
    ///
    /// # Errors
    /// Where the rows cannot be written.
    pub async fn take_back(&self, vault: &Vault) -> Result<()> {
        if self.lock.is_some() {
            let taken = vault.take_back(&self.name).await?;
            if taken > 0 {
                tracing::info!(taken, "work that was going on when the program ended is begun anew");
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_stays_with_the_directory_and_is_one_processs_at_a_time() {
        let dir = tempfile::tempdir().expect("a directory");
        let world = legalmind_seal::world::system();
        let take = || Seat::take(dir.path(), &world).expect("a place");
        let first = take();
        let beside = take();
        assert!(first.lock.is_some() && beside.lock.is_none());
        assert_ne!(first.name, beside.name);
        let name = first.name.clone();
        drop(first);
        let again = take();
        assert!(again.lock.is_some());
        assert_eq!(again.name, name);
    }
}
