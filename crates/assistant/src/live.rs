//! The answers being made by this process: how to hear of news, and how to stop one.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use legalmind_core::AnswerId;
use tokio::sync::watch;

/// The answers in the making. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Live(Arc<Mutex<HashMap<AnswerId, Making>>>);

struct Making {
    news: watch::Sender<u64>,
    stop: watch::Sender<bool>,
}

/// A run's own end of [`Live`]; when it is dropped the answer is no longer in the making.
pub(crate) struct Held {
    live: Live,
    id: AnswerId,
    stop: watch::Receiver<bool>,
}

impl Live {
    pub(crate) fn hold(&self, id: AnswerId) -> Held {
        let (stop, stopped) = watch::channel(false);
        self.lock().insert(id, Making { news: watch::Sender::new(0), stop });
        Held { live: self.clone(), id, stop: stopped }
    }

    /// Hears of each piece that was stored; none where the answer is not in the making here.
    pub(crate) fn news(&self, id: AnswerId) -> Option<watch::Receiver<u64>> {
        self.lock().get(&id).map(|making| making.news.subscribe())
    }

    /// Asks a run to stop; whether there was one.
    pub(crate) fn stop(&self, id: AnswerId) -> bool {
        self.lock().get(&id).is_some_and(|making| making.stop.send(true).is_ok())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<AnswerId, Making>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Tells those who wait that something was stored.
    pub(crate) fn tell(&self) {
        if let Some(making) = self.live.lock().get(&self.id) {
            making.news.send_modify(|n| *n = n.wrapping_add(1));
        }
    }

    /// Turns true once somebody asks the run to stop.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.clone()
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.live.lock().remove(&self.id);
    }
}
