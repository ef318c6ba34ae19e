//! What must not be in a committed file: paths of somebody's machine, hosts of package registries.

use std::path::Path;

use anyhow::{Result, bail};

use crate::house::{House, Outcome, output};

/// Beginnings of paths on one machine, and of addresses that package clients are set up with. They
/// are written in two halves, so that this file does not hold them.
const FORBIDDEN: &[(&str, &str)] = &[
    ("/home", "/"),
    ("/Us", "ers/"),
    ("/wo", "rk/"),
    ("/root", "/"),
    ("registry.npm", "js.org"),
    ("files.python", "hosted.org"),
    ("static.crates", ".io"),
    ("index.crates", ".io"),
    ("deb.debian", ".org"),
];

/// Looks through every text file that git keeps.
pub fn run(house: &House) -> Result<Outcome> {
    let listed = output(&mut house.program("git", &["ls-files", "-z"]))?;
    let files: Vec<_> = listed.split('\0').filter(|name| !name.is_empty()).collect();
    let mut faults = Vec::new();
    for name in &files {
        let path = house.path(name);
        if path.is_symlink() || !path.is_file() {
            continue;
        }
        if let Ok(text) = String::from_utf8(std::fs::read(&path)?) {
            faults.extend(look(Path::new(name), &text));
        }
    }
    if !faults.is_empty() {
        bail!("a file names a machine's path or a registry's host:\n  {}", faults.join("\n  "));
    }
    Ok(Outcome::passed(format!("{} files", files.len())))
}

fn look(name: &Path, text: &str) -> Vec<String> {
    let found = text
        .lines()
        .enumerate()
        .filter(|(_, line)| FORBIDDEN.iter().any(|(one, two)| names(line, &format!("{one}{two}"))));
    found.map(|(number, _)| format!("{}:{}", name.display(), number + 1)).collect()
}

/// Whether the line holds `forbidden` as a path of its own, not inside a longer one or a web address.
fn names(line: &str, forbidden: &str) -> bool {
    line.match_indices(forbidden).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        !forbidden.starts_with('/') || before.is_none_or(|c| !(c.is_alphanumeric() || "._-}@~/$".contains(c)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_a_machine_is_found_with_its_line() {
        let text = format!("fine\nsee {}{}ann/notes\n", "/home", "/");
        assert_eq!(look(Path::new("a.md"), &text), ["a.md:2"]);
    }

    #[test]
    fn a_folder_with_such_a_name_is_not() {
        let inside = format!("import x from 'src{}{}page'", "/home", "/");
        assert!(look(Path::new("a.ts"), &inside).is_empty());
        assert!(look(Path::new("a.ts"), "const x = '/homepage/';").is_empty());
    }

    #[test]
    fn a_registry_host_is_found_anywhere() {
        let text = format!("\"resolved\": \"https://{}{}/x\"", "registry.npm", "js.org");
        assert_eq!(look(Path::new("package-lock.json"), &text), ["package-lock.json:1"]);
    }
}
