//! The store of sealed objects.

use std::{collections::HashSet, path::Path, sync::Arc};

use bytes::Bytes;
use futures::TryStreamExt;
use legalmind_core::{BlobId, Ctx, Timestamp, World};
use legalmind_seal::{
    FileKey, SegmentPlace,
    stream::{CHUNK, seal_segment},
};
use object_store::{ObjectStore, ObjectStoreExt, PutMode, PutOptions, local::LocalFileSystem};

use crate::{
    error::{Error, Result},
    layout,
};

/// Sealed objects of all tenants. A clone is another handle on the same store.
#[derive(Clone, Debug)]
pub struct Blobs {
    pub(crate) store: Arc<dyn ObjectStore>,
    world: World,
}

impl Blobs {
    /// Objects in the folder `root`, which is made when it is not there. Every write is on the
    /// disk, with the folders it needed, before it is acknowledged.
    ///
    /// # Errors
    /// [`Error::Unavailable`] if the folder cannot be made or entered.
    pub fn disk(root: &Path, world: World) -> Result<Self> {
        std::fs::create_dir_all(root).map_err(Error::unavailable)?;
        let disk = LocalFileSystem::new_with_prefix(root).map_err(Error::unavailable)?;
        Ok(Self::over(Arc::new(disk.with_fsync(true)), world))
    }

    /// Objects in any store that can create an object only where there is none.
    #[must_use]
    pub fn over(store: Arc<dyn ObjectStore>, world: World) -> Self {
        Self { store, world }
    }

    /// Seals a segment and stores it under an id that was never used, durably. Returns how many
    /// bytes it takes.
    ///
    /// # Errors
    /// [`Error::Exists`] if the id was used; [`Error::Unavailable`]; [`Error::Seal`] for more
    /// than [`SEGMENT`](legalmind_seal::stream::SEGMENT) bytes.
    pub async fn put(
        &self,
        ctx: &Ctx,
        id: BlobId,
        key: &FileKey,
        place: SegmentPlace,
        plaintext: Bytes,
    ) -> Result<u64> {
        let (key, world) = (key.clone(), self.world.clone());
        let sealed = heavy(plaintext.len(), move || seal_segment(&key, place, &plaintext, &world)).await??;
        let length = sealed.len() as u64;
        let options = PutOptions::from(PutMode::Create);
        self.store.put_opts(&layout::object(ctx.tenant(), id), sealed.into(), options).await?;
        Ok(length)
    }

    /// Removes an object. One that is not there is removed already.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn delete(&self, ctx: &Ctx, id: BlobId) -> Result<()> {
        match self.store.delete(&layout::object(ctx.tenant(), id)).await.map_err(Error::from) {
            Err(Error::Missing) => Ok(()),
            other => other,
        }
    }

    /// The ids of all the tenant's objects, in no order.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn list(&self, ctx: &Ctx) -> Result<Vec<BlobId>> {
        let objects = self.store.list(Some(&layout::tenant(ctx.tenant())));
        let ids = objects.try_filter_map(async |object| Ok(layout::id(ctx.tenant(), &object.location)));
        Ok(ids.try_collect().await?)
    }

    /// The tenant's objects that no row knows and whose ids were made before `before`: what a
    /// crash or a broken upload left behind. Give a time that no running write is older than.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn orphans(
        &self,
        ctx: &Ctx,
        known: &HashSet<BlobId>,
        before: Timestamp,
    ) -> Result<Vec<BlobId>> {
        let mut ids = self.list(ctx).await?;
        ids.retain(|id| !known.contains(id) && layout::made_at(*id).is_some_and(|at| at < before));
        Ok(ids)
    }

    /// Whether the store answers at all: for the readiness of the server.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn check(&self) -> Result<()> {
        match self.store.head(&object_store::path::Path::from("none")).await.map_err(Error::from) {
            Ok(_) | Err(Error::Missing) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// Runs work on `length` bytes: where it stands if it is short, beside the runtime if not.
pub async fn heavy<T: Send + 'static>(length: usize, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    if length <= 2 * CHUNK {
        return Ok(work());
    }
    tokio::task::spawn_blocking(work).await.map_err(Error::unavailable)
}
