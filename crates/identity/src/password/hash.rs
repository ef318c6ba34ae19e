//! How passwords are kept: Argon2id with 19 MiB, two passes and one lane (P049; OWASP), stored
//! as a PHC string with its own salt. Hashing is heavy, so only a few run at a time, apart from
//! the threads that answer requests.

use std::sync::Arc;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use legalmind_core::World;
use tokio::sync::Semaphore;

use super::Password;
use crate::error::Error;

/// Memory, in KiB.
pub const MEMORY: u32 = 19 * 1024;
/// Passes.
pub const PASSES: u32 = 2;
/// Lanes.
pub const LANES: u32 = 1;

/// How many may wait for their turn; more are sent away.
const WAITING: usize = 200;

/// Hashes and compares passwords, a few at a time.
#[derive(Clone)]
pub struct Hasher {
    slots: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    dummy: Arc<str>,
}

impl Hasher {
    /// A hasher with so many slots. Makes one hash, to compare with where there is no account.
    ///
    /// # Errors
    /// [`Error::Crypto`] where hashing does not work.
    pub async fn new(slots: usize, world: &World) -> Result<Self, Error> {
        let slots = slots.max(1);
        let hasher = Self {
            slots: Arc::new(Semaphore::new(slots)),
            queue: Arc::new(Semaphore::new(slots + WAITING)),
            dummy: Arc::from(""),
        };
        let nobody = data_encoding::HEXLOWER.encode(&world.random::<32>());
        let dummy = hasher.hash(&Password::new(&nobody), world).await?;
        Ok(Self { dummy: dummy.into(), ..hasher })
    }

    /// The PHC string of a password, with a fresh salt.
    ///
    /// # Errors
    /// [`Error::Busy`] where too many wait; [`Error::Crypto`] where hashing does not work.
    pub async fn hash(&self, password: &Password, world: &World) -> Result<String, Error> {
        let password = password.clone();
        let salt = world.random::<16>();
        self.run(move || {
            let hash: Result<PasswordHash, _> =
                argon2()?.hash_password_with_salt(password.as_str().as_bytes(), &salt);
            hash.map(|hash| hash.to_string()).map_err(|_| Error::Crypto)
        })
        .await
    }

    /// Whether this is the password of the PHC string. Without one it compares with nobody's: the
    /// same work, and always no.
    ///
    /// # Errors
    /// As [`Hasher::hash`].
    pub async fn verify(&self, password: &Password, kept: Option<&str>) -> Result<bool, Error> {
        let known = kept.is_some();
        let kept = kept.unwrap_or(&self.dummy).to_owned();
        let password = password.clone();
        let same = self
            .run(move || Ok(argon2()?.verify_password(password.as_str().as_bytes(), kept.as_str()).is_ok()))
            .await?;
        Ok(same && known)
    }

    /// Takes all slots, so that no password is hashed while they are held.
    #[cfg(test)]
    pub(crate) async fn hold(&self) -> tokio::sync::OwnedSemaphorePermit {
        let all = u32::try_from(self.slots.available_permits()).expect("few slots");
        Arc::clone(&self.slots).acquire_many_owned(all).await.expect("slots")
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let _place = self.queue.try_acquire().map_err(|_| Error::Busy)?;
        // the slot goes with the work: it is free when the work ends, even if nobody waits for it
        let slot = Arc::clone(&self.slots).acquire_owned().await.map_err(|_| Error::Busy)?;
        let task = tokio::task::spawn_blocking(move || {
            let _slot = slot;
            work()
        });
        task.await.map_err(|_| Error::Crypto)?
    }
}

/// Whether a stored hash is weaker than what is made today.
#[must_use]
pub fn is_outdated(kept: &str) -> bool {
    let parsed = PasswordHash::new(kept).ok();
    let params = parsed.and_then(|hash| Params::try_from(&hash).ok());
    params.is_none_or(|params| params.m_cost() < MEMORY || params.t_cost() < PASSES)
}

fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(|_| Error::Crypto)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use legalmind_seal::world::system;

    use super::*;

    #[tokio::test]
    async fn p049_passwords_are_kept_as_argon2id_with_a_salt_of_their_own() {
        let world = system();
        let hasher = Hasher::new(1, &world).await.expect("a hasher");
        let password = Password::new("kV7#pQ9!vé");
        let one = hasher.hash(&password, &world).await.expect("hashed");
        let other = hasher.hash(&password, &world).await.expect("hashed");
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, other);
        assert!(!is_outdated(&one));
        assert!(is_outdated("$argon2id$v=19$m=4096,t=3,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaA"));
        assert!(hasher.verify(&Password::new("kV7#pQ9!ve\u{301}"), Some(&one)).await.expect("compared"));
        assert!(!hasher.verify(&Password::new("kV7#pQ9!ve"), Some(&one)).await.expect("compared"));
        assert!(!hasher.verify(&password, Some("")).await.expect("compared"));
    }

    #[tokio::test]
    async fn p049_nobody_has_no_password() {
        let world = system();
        let hasher = Hasher::new(1, &world).await.expect("a hasher");
        assert!(!hasher.verify(&Password::new(""), None).await.expect("compared"));
        let full = Arc::clone(&hasher.queue);
        let _all = full.acquire_many(1 + u32::try_from(WAITING).expect("small")).await.expect("all places");
        assert!(matches!(hasher.verify(&Password::new("x"), None).await, Err(Error::Busy)));
    }
}
