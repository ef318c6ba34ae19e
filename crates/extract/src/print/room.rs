//! A folder in memory for one print, that nobody else can look into.

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::{
        fs::{DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt},
        net::UnixStream,
    },
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// How the names of our folders begin.
const NAME: &str = "legalmind-print-";
/// The file that is locked as long as the folder is in use.
const LOCK: &str = "lock";
/// File systems that are in memory: tmpfs and ramfs (`statfs(2)`).
const IN_MEMORY: [i64; 2] = [0x0102_1994, 0x8584_58f6];
/// Where LibreOffice puts the socket by which it finds itself.
const SOCKETS: &str = "/tmp";

/// A folder that is removed with this.
pub struct Room {
    path: PathBuf,
    /// Held as long as the folder is in use.
    _lock: File,
}

impl Room {
    /// A new folder below this one, which must be in memory.
    pub fn new(below: &Path) -> io::Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let system = rustix::fs::statfs(below)?;
        if !IN_MEMORY.contains(&system.f_type) {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "not in memory"));
        }
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = below.join(format!("{NAME}{}-{number}", std::process::id()));
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => {
                    let lock = private().open(path.join(LOCK))?;
                    lock.lock()?;
                    return Ok(Self { path, _lock: lock });
                }
                // of a process that had our number before us
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        remove(&self.path);
        sockets();
    }
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options
}

/// Writes a file that only we can read.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    private().open(path)?.write_all(bytes)
}

/// Reads a file of at most so many bytes. It must be a file and no link to one.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let found = std::fs::symlink_metadata(path)?;
    if !found.is_file() || found.len() > most {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "no file of that size"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Removes the folders that nobody holds.
pub fn sweep(below: &Path) {
    let Ok(found) = std::fs::read_dir(below) else { return };
    let own = rustix::process::geteuid().as_raw();
    for entry in found.flatten() {
        let ours = entry.file_name().to_string_lossy().starts_with(NAME)
            && entry.metadata().is_ok_and(|it| it.is_dir() && it.uid() == own);
        let held = || File::open(entry.path().join(LOCK)).is_ok_and(|lock| lock.try_lock().is_err());
        if ours && !held() {
            remove(&entry.path());
        }
    }
    sockets();
}

fn remove(path: &Path) {
    // a process that is just ending may still write
    for _ in 0..20 {
        match std::fs::remove_dir_all(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            _ => return,
        }
    }
}

/// Removes the sockets that LibreOffice left, as it may remove none, and that nobody listens at.
pub fn sockets() {
    let own = rustix::process::geteuid().as_raw();
    let Ok(found) = std::fs::read_dir(SOCKETS) else { return };
    let named = |name: &str| name.starts_with("OSL_PIPE_") && name.contains("SingleOfficeIPC_");
    for entry in found.flatten().filter(|entry| named(&entry.file_name().to_string_lossy())) {
        let socket = entry.metadata().is_ok_and(|it| it.file_type().is_socket() && it.uid() == own);
        let refused = || {
            UnixStream::connect(entry.path())
                .is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
        };
        if socket && refused() {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMORY: &str = "/dev/shm";

    #[test]
    fn a_room_is_private_and_goes() {
        let room = Room::new(Path::new(MEMORY)).unwrap();
        let path = room.path().to_owned();
        assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o700);
        write(&path.join("geheim"), b"x").unwrap();
        assert_eq!(std::fs::metadata(path.join("geheim")).unwrap().mode() & 0o777, 0o600);
        drop(room);
        assert!(!path.exists());
    }

    #[test]
    fn a_sweep_takes_what_nobody_holds() {
        let held = Room::new(Path::new(MEMORY)).unwrap();
        let left = Path::new(MEMORY).join(format!("{NAME}0-{}", std::process::id()));
        std::fs::create_dir_all(left.join("profile")).unwrap();
        write(&left.join(LOCK), b"").unwrap();
        sweep(Path::new(MEMORY));
        assert!(held.path().exists());
        assert!(!left.exists());
    }

    #[test]
    fn a_folder_on_a_disk_is_refused() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(Room::new(here).is_err());
        assert!(Room::new(Path::new("/nowhere")).is_err());
    }

    #[test]
    fn a_link_is_no_output() {
        let room = Room::new(Path::new(MEMORY)).unwrap();
        let link = room.path().join("in.pdf");
        std::os::unix::fs::symlink("/etc/hostname", &link).unwrap();
        assert!(read(&link, 1 << 20).is_err());
    }
}
