//! A world, a context and a ledger for the tests of this crate.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use legalmind_core::{
    Actor, Chance, Clock, Ctx, Id, Timestamp, World,
    account::Role,
    outgoing::{Ledger, LedgerError, Outgoing, Returned},
};

/// A clock that stands where it is put.
#[derive(Clone)]
pub(crate) struct Standing(Arc<Mutex<Timestamp>>);

impl Standing {
    pub(crate) fn at(time: &str) -> Self {
        Self(Arc::new(Mutex::new(time.parse().expect("a time"))))
    }
    pub(crate) fn set(&self, time: &str) {
        *self.0.lock().expect("lock") = time.parse().expect("a time");
    }
}

impl Clock for Standing {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("lock")
    }
}

struct Counting(Mutex<u8>);

impl Chance for Counting {
    fn fill(&self, out: &mut [u8]) {
        let mut next = self.0.lock().expect("lock");
        for byte in out {
            *next = next.wrapping_add(1);
            *byte = *next;
        }
    }
}

pub(crate) fn world(clock: &Standing) -> World {
    World::new(clock.clone(), Counting(Mutex::new(0)))
}

pub(crate) fn noon() -> Standing {
    Standing::at("2026-03-02T12:00:00Z")
}

#[expect(clippy::disallowed_methods, reason = "a test of this crate has no sign-in")]
pub(crate) fn ctx() -> Ctx {
    let world = world(&noon());
    let user = Actor::User(Id::new(&world));
    Ctx::issue(Id::new(&world), user, Role::Lawyer, Id::new(&world), world.now(), "test")
}

/// Keeps what is written; refuses where told.
#[derive(Default)]
pub(crate) struct Kept {
    pub left: Mutex<Vec<Outgoing>>,
    pub back: Mutex<Vec<Returned>>,
    pub refuses: bool,
}

#[async_trait]
impl Ledger for Kept {
    async fn leaving(&self, _: &Ctx, outgoing: &Outgoing) -> Result<(), LedgerError> {
        if self.refuses {
            return Err(LedgerError::Unwritten);
        }
        self.left.lock().expect("lock").push(outgoing.clone());
        Ok(())
    }
    async fn returned(&self, _: &Ctx, returned: Returned) -> Result<(), LedgerError> {
        self.back.lock().expect("lock").push(returned);
        Ok(())
    }
}
