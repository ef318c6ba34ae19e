//! Where the repository is, how programs are run in it, and what a check says.

use std::{
    fmt,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// What a check found when it did not fail.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Outcome {
    /// All is well; a few words on what was looked at.
    Passed(String),
    /// It could not be run here, and why.
    Skipped(String),
}

impl Outcome {
    /// Passed, with a few words.
    pub fn passed(words: impl Into<String>) -> Self {
        Self::Passed(words.into())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passed(words) => f.write_str(words),
            Self::Skipped(why) => write!(f, "skipped: {why}"),
        }
    }
}

/// The repository on this machine.
pub struct House {
    root: PathBuf,
}

impl House {
    /// The repository this program was built from.
    pub fn find() -> Result<Self> {
        let own = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = own.parent().context("xtask stands in no repository")?.to_owned();
        if !root.join("Cargo.toml").is_file() {
            bail!("the repository is no longer where xtask was built; run it through cargo xtask");
        }
        Ok(Self { root })
    }

    /// A path in the repository.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// A path under `.legalmind`, where this machine keeps what it got; the folder is made.
    pub fn local(&self, inside: &str) -> Result<PathBuf> {
        let path = self.root.join(".legalmind").join(inside);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("{} cannot be made", folder.display()))?;
        }
        Ok(path)
    }

    /// A program to be run in the repository, with no standard input.
    pub fn program(&self, name: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Command {
        let mut command = Command::new(name);
        command.args(arguments).current_dir(&self.root).stdin(Stdio::null());
        command
    }

    /// Cargo, the same that runs this program.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        self.program(cargo, arguments)
    }

    /// The dependency graph of the workspace for the platform it runs on.
    pub fn metadata(&self, with_packages: bool) -> Result<cargo_metadata::Metadata> {
        let mut arguments = vec!["metadata", "--format-version", "1", "--locked"];
        match with_packages {
            true => arguments.extend(["--filter-platform", "x86_64-unknown-linux-gnu"]),
            false => arguments.push("--no-deps"),
        }
        let text = output(&mut self.cargo(&arguments))?;
        Ok(cargo_metadata::MetadataCommand::parse(text)?)
    }
}

/// Runs a program and shows what it says.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("{} cannot be started", name(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// Runs a program and returns what it wrote to standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{} cannot be started", name(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", line(command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Whether a program runs and ends well, silently.
pub fn works(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Whether a program of this name is on the path.
pub fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// The name of a program.
fn name(command: &Command) -> String {
    command.get_program().to_string_lossy().into_owned()
}

/// A command as one would type it.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A fingerprint of files and folders: their names and bytes.
pub fn fingerprint(paths: &[PathBuf]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in paths {
        add_to(&mut hasher, path)?;
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn add_to(hasher: &mut DefaultHasher, path: &Path) -> Result<()> {
    if path.is_dir() {
        let entries = std::fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>();
        let mut entries = entries.with_context(|| format!("{} cannot be listed", path.display()))?;
        entries.sort();
        entries.iter().try_for_each(|entry| add_to(hasher, entry))
    } else if path.is_file() {
        path.hash(hasher);
        std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?.hash(hasher);
        Ok(())
    } else {
        Ok(())
    }
}

/// Does `work` unless `stamp` says it was done with the same `fingerprint`; then stamps.
pub fn once(stamp: &Path, fingerprint: &str, work: impl FnOnce() -> Result<()>) -> Result<bool> {
    if std::fs::read_to_string(stamp).is_ok_and(|done| done == fingerprint) {
        return Ok(false);
    }
    work()?;
    std::fs::write(stamp, fingerprint).with_context(|| format!("{} cannot be written", stamp.display()))?;
    Ok(true)
}

/// Starts measuring how long a step takes.
#[expect(clippy::disallowed_methods, reason = "a command of the developers shows how long its steps took")]
pub fn stopwatch() -> Instant {
    Instant::now()
}

/// Seconds of processor time that this process took, with all those it waited for.
pub fn processor_time() -> f64 {
    std::fs::read_to_string("/proc/self/stat").map_or(0.0, |stat| times(&stat))
}

/// Fields 14 to 17 of `/proc/self/stat`, in the hundredths of a second of every Linux (proc(5)).
fn times(stat: &str) -> f64 {
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(4).filter_map(|field| field.parse::<u32>().ok());
    f64::from(ticks.sum::<u32>()) / 100.0
}

/// Says that a step begins.
pub fn step(words: &str) {
    println!("\u{2022} {words}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_follows_content_and_names() {
        let dir = tempfile::tempdir().unwrap();
        let one = dir.path().join("one.ts");
        std::fs::write(&one, "a").unwrap();
        let before = fingerprint(&[dir.path().to_owned()]).unwrap();
        assert_eq!(before, fingerprint(&[dir.path().to_owned()]).unwrap());
        std::fs::write(&one, "b").unwrap();
        let changed = fingerprint(&[dir.path().to_owned()]).unwrap();
        assert_ne!(before, changed);
        std::fs::rename(&one, dir.path().join("two.ts")).unwrap();
        assert_ne!(changed, fingerprint(&[dir.path().to_owned()]).unwrap());
    }

    #[test]
    fn processor_time_is_read_behind_a_name_with_spaces() {
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194304 9 9 0 0 5 6 130 20 20 0 1 0 99 9 9";
        assert!((times(stat) - 1.61).abs() < 1e-9);
        assert!(times("") < 1e-9);
    }

    #[test]
    fn work_is_done_once_and_again_after_a_failure() {
        let dir = tempfile::tempdir().unwrap();
        let stamp = dir.path().join("stamp");
        assert!(once(&stamp, "1", || bail!("no")).is_err());
        assert!(once(&stamp, "1", || Ok(())).unwrap());
        assert!(!once(&stamp, "1", || bail!("not called")).unwrap());
        assert!(once(&stamp, "2", || Ok(())).unwrap());
    }
}
