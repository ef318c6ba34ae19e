//! The shelf: a folder with one file for each list, replaced as a whole. A process that serves sees
//! what another imports, by the time and size of the file.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use legalmind_core::sanction::{ListHead, SanctionList};
use legalmind_seal::digest::sha256;

use super::{
    List, Read, Told,
    fault::{Fault, Refused},
    read,
};

/// How a file begins; another number with any change of what is kept.
const FORM: &[u8] = b"legalmind sanctions 1\n";
/// The hash behind it.
const HASH: usize = 32;

/// The lists on this machine.
#[derive(Debug)]
pub struct Shelf {
    root: PathBuf,
    open: Mutex<Vec<Kept>>,
}

/// A list as it stands on the shelf.
#[derive(Clone, Debug)]
pub enum Standing {
    /// It was never imported.
    Absent,
    /// It is there.
    Present(Arc<List>),
    /// It is there and does not open.
    Damaged,
}

#[derive(Debug)]
struct Kept {
    list: SanctionList,
    /// By which it is seen that the file is another.
    mark: (Option<SystemTime>, u64),
    standing: Standing,
}

impl Standing {
    /// The list, if it is there.
    #[must_use]
    pub fn list(&self) -> Option<&Arc<List>> {
        match self {
            Self::Present(list) => Some(list),
            Self::Absent | Self::Damaged => None,
        }
    }
}

impl Shelf {
    /// The shelf in this folder, which is made with the first list.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), open: Mutex::default() }
    }

    /// Each list as it stands now. Reads files, where they changed.
    ///
    /// # Errors
    /// [`Fault::Io`] where the folder cannot be read.
    pub fn now(&self) -> Result<Vec<(SanctionList, Standing)>, Fault> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let mut out = Vec::new();
        for list in SanctionList::ALL.iter().copied() {
            let metadata = match fs::metadata(self.path(list)) {
                Ok(metadata) => metadata,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    open.retain(|it| it.list != list);
                    out.push((list, Standing::Absent));
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            let mark = mark(&metadata);
            if let Some(known) = open.iter().find(|it| it.list == list && it.mark == mark) {
                out.push((list, known.standing.clone()));
                continue;
            }
            let standing = match self.open_list(list) {
                Ok(found) => Standing::Present(Arc::new(found)),
                Err(Fault::Damaged) => Standing::Damaged,
                Err(other) => return Err(other),
            };
            open.retain(|it| it.list != list);
            open.push(Kept { list, mark, standing: standing.clone() });
            out.push((list, standing));
        }
        Ok(out)
    }

    /// Takes a file as a list in the place of the one before. Unless `anyway`, not one that is older
    /// or has less than half as many entries.
    ///
    /// # Errors
    /// [`Refused`]; the list before stays.
    pub fn import(&self, file: &Path, told: Told, anyway: bool) -> Result<Read, Refused> {
        fs::create_dir_all(&self.root).map_err(Fault::from)?;
        // one import at a time, in all processes; it is given back when the file is closed
        let lock = File::create(self.root.join("lock")).map_err(Fault::from)?;
        lock.lock().map_err(Fault::from)?;
        let found = read(file, told)?;
        if !anyway {
            let present = self.now()?.into_iter().find(|(list, _)| *list == told.list);
            if let Some(present) = present.and_then(|(_, it)| it.list().map(|it| it.head.clone())) {
                follows(&present, &found.list.head)?;
            }
        }
        self.put(&found.list)?;
        Ok(found)
    }

    fn path(&self, list: SanctionList) -> PathBuf {
        self.root.join(format!("{}.list", list.as_str()))
    }

    fn open_list(&self, list: SanctionList) -> Result<List, Fault> {
        let mut bytes = Vec::new();
        File::open(self.path(list))?.read_to_end(&mut bytes)?;
        let rest = bytes.strip_prefix(FORM).ok_or(Fault::Damaged)?;
        let (hash, body) = rest.split_at_checked(HASH).ok_or(Fault::Damaged)?;
        if hash != sha256(body).as_slice() {
            return Err(Fault::Damaged);
        }
        postcard::from_bytes(body).map_err(|_| Fault::Damaged)
    }

    /// Writes beside and puts in place, so that there is the old list or the new one.
    fn put(&self, list: &List) -> Result<(), Fault> {
        let body = postcard::to_stdvec(list).map_err(|_| Fault::Damaged)?;
        let path = self.path(list.head.list);
        let beside = path.with_extension("new");
        let mut file = File::create(&beside)?;
        file.write_all(FORM)?;
        file.write_all(&sha256(&body))?;
        file.write_all(&body)?;
        file.sync_all()?;
        fs::rename(&beside, &path)?;
        File::open(&self.root)?.sync_all()?;
        Ok(())
    }
}

fn mark(metadata: &Metadata) -> (Option<SystemTime>, u64) {
    (metadata.modified().ok(), metadata.len())
}

/// Whether a list may come in the place of the present one unasked.
fn follows(present: &ListHead, new: &ListHead) -> Result<(), Fault> {
    if new.date < present.date {
        return Err(Fault::Older { present: present.date, new: new.date });
    }
    if new.entries < present.entries / 2 {
        return Err(Fault::Smaller { present: present.entries, new: new.entries });
    }
    Ok(())
}
