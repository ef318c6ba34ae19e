//! What is given up and what nobody names any more.

use std::{collections::HashSet, time::Duration};

use legalmind_core::{BlobId, TenantId, Timestamp, audit::Entry};
use legalmind_store::{tenant, upload, version};

use crate::{Result, Vault};

/// A sealed object without a row is left alone this long: its row may be about to come.
const YOUNG: Duration = Duration::from_secs(3600);

/// What a sweep took away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Uploads given up.
    pub uploads: usize,
    /// Sealed objects deleted.
    pub objects: usize,
}

impl Vault {
    /// Gives up uploads past their end and deletes sealed objects that no row names, in all
    /// firms. Run at start and every hour.
    ///
    /// # Errors
    /// [`crate::Error::Unavailable`] where database or object store refuse.
    pub async fn sweep(&self) -> Result<Swept> {
        let mut all = Swept::default();
        for tenant in tenant::list(&self.store).await? {
            let uploads = self.expire_uploads(tenant).await?;
            let objects = self.delete_orphans(tenant).await?;
            all.uploads = all.uploads.saturating_add(uploads);
            all.objects = all.objects.saturating_add(objects);
        }
        Ok(all)
    }

    async fn expire_uploads(&self, tenant: TenantId) -> Result<usize> {
        let ctx = self.store.housekeeper(tenant, "sweep");
        let work = self.store.begin(&ctx).await?;
        let expired = upload::expired(&ctx, &work).await?;
        for it in &expired {
            upload::remove(&ctx, &work, it.id).await?;
            work.audit(Entry::done("upload.expire", "upload", it.id.uuid()).in_dossier(it.dossier))?;
        }
        work.save().await?;
        // their objects are orphans now, and go with the others
        Ok(expired.len())
    }

    async fn delete_orphans(&self, tenant: TenantId) -> Result<usize> {
        let ctx = self.store.housekeeper(tenant, "sweep");
        let before = self.world.now().checked_sub(YOUNG).unwrap_or(Timestamp::MIN);
        // objects first, rows after: what got its row in between is known
        let found = self.blobs.orphans(&ctx, &HashSet::new(), before).await?;
        if found.is_empty() {
            return Ok(0);
        }
        let tx = self.store.read(&ctx).await?;
        let mut known: HashSet<BlobId> = version::blobs(&ctx, &tx).await?.into_iter().collect();
        known.extend(upload::blobs(&ctx, &tx).await?);
        drop(tx);
        let orphans: Vec<BlobId> = found.into_iter().filter(|it| !known.contains(it)).collect();
        self.delete_blobs(&ctx, &orphans).await;
        Ok(orphans.len())
    }
}
