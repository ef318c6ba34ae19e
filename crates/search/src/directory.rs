//! A directory for Tantivy in which every file is sealed.
//!
//! A file is a header (form, salt) and chunks of 16 KiB, each AES-256-GCM under a key of the
//! file, derived from the tenant's index key, the file's name and its salt. A chunk's nonce is
//! its number and whether it is the last, so chunks cannot be moved, dropped or added; the name
//! is bound, so files cannot stand in for each other. Files are written once, and a name that
//! is written again has a new salt, so no nonce is used twice under one key.
//!
//! Segment files are not flushed to the platter one by one: the index is disposable, and after
//! a loss of power what is torn does not open and is made again.

mod cache;
mod file;

use std::{
    fmt, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use legalmind_core::World;
use legalmind_seal::TenantKey;
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, TerminatingWrite as _, WatchCallback, WatchHandle, WritePtr,
    error::{DeleteError, LockError, OpenReadError, OpenWriteError},
};

use cache::ChunkCache;
use file::{Reader, Writer};

/// See the module.
#[derive(Clone)]
pub struct SealedDirectory {
    inner: Arc<Inner>,
}

struct Inner {
    root: PathBuf,
    key: Arc<TenantKey>,
    world: World,
    cache: ChunkCache,
    damaged: AtomicBool,
}

impl fmt::Debug for SealedDirectory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealedDirectory")
    }
}

impl SealedDirectory {
    /// The directory at `root`, which is made if it is not there. `cache` is the most bytes of
    /// opened chunks that are kept in memory.
    ///
    /// # Errors
    /// Where the directory cannot be made.
    pub fn open(root: &Path, key: Arc<TenantKey>, world: World, cache: usize) -> io::Result<Self> {
        fs::create_dir_all(root)?;
        let inner = Inner {
            root: root.to_owned(),
            key,
            world,
            cache: ChunkCache::new(cache),
            damaged: AtomicBool::new(false),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Whether anything was read here that is not what was written.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.inner.damaged.load(Ordering::Relaxed)
    }

    /// Reads a file from the disk from front to back, past the chunks that are kept in memory.
    /// A file that is not there is passed over.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidData`] where it is not what was written, which
    /// [`SealedDirectory::is_damaged`] then remembers; other kinds where the disk fails.
    pub fn verify(&self, path: &Path) -> io::Result<()> {
        match self.reader(path) {
            Ok(reader) => reader.verify(),
            Err(OpenReadError::FileDoesNotExist(_)) => Ok(()),
            Err(OpenReadError::IoError { io_error, .. }) => Err(io::Error::new(io_error.kind(), io_error)),
            Err(other) => Err(io::Error::other(other)),
        }
    }

    fn path(&self, path: &Path) -> io::Result<(PathBuf, String)> {
        let name = path.to_str().filter(|name| !name.contains(['/', '\\']) && !name.starts_with(".."));
        let name = name.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok((self.inner.root.join(name), name.to_owned()))
    }

    fn reader(&self, path: &Path) -> Result<Reader, OpenReadError> {
        let wrap = |error: io::Error| OpenReadError::wrap_io_error(error, path.to_owned());
        let (full, name) = self.path(path).map_err(wrap)?;
        let file = fs::File::open(full).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
            _ => wrap(error),
        })?;
        Reader::open(self.clone(), file, &name).map_err(|error| wrap(self.noticed(error)))
    }

    /// Remembers damage.
    fn noticed(&self, error: io::Error) -> io::Error {
        if matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) {
            self.inner.damaged.store(true, Ordering::Relaxed);
        }
        error
    }
}

impl Directory for SealedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.reader(path)?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let wrap =
            |error: io::Error| DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() };
        let (full, _) = self.path(path).map_err(wrap)?;
        fs::remove_file(full).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.to_owned()),
            _ => wrap(error),
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        let wrap = |error: io::Error| OpenReadError::wrap_io_error(error, path.to_owned());
        let (full, _) = self.path(path).map_err(wrap)?;
        full.try_exists().map_err(wrap)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let wrap = |error: io::Error| OpenWriteError::wrap_io_error(error, path.to_owned());
        let (full, name) = self.path(path).map_err(wrap)?;
        let file = fs::OpenOptions::new().write(true).create_new(true).open(full);
        let file = file.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => wrap(error),
        })?;
        let writer = Writer::begin(&self.inner.key, &self.inner.world, file, &name).map_err(wrap)?;
        Ok(WritePtr::new(Box::new(writer)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let reader = self.reader(path)?;
        reader.all().map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let (full, name) = self.path(path)?;
        let temporary = full.with_file_name(format!("{name}.new"));
        let file = fs::File::create(&temporary)?;
        let kept = file.try_clone()?;
        let mut writer = Writer::begin(&self.inner.key, &self.inner.world, file, &name)?;
        writer.write_all(data)?;
        writer.terminate()?;
        kept.sync_data()?;
        fs::rename(temporary, full)
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let (full, _) = self.path(&lock.filepath).map_err(LockError::wrap_io_error)?;
        let file = fs::OpenOptions::new().write(true).create(true).truncate(false).open(full);
        let file = file.map_err(LockError::wrap_io_error)?;
        if lock.is_blocking {
            file.lock().map_err(LockError::wrap_io_error)?;
        } else {
            file.try_lock().map_err(|_| LockError::LockBusy)?;
        }
        Ok(DirectoryLock::from(Box::new(file)))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

#[cfg(test)]
mod tests;
