//! The API, by version.

pub mod v1;

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeMap,
        fs,
        path::{Path, PathBuf},
    };

    /// The names of the shapes that a source file describes.
    fn shapes(source: &str) -> Vec<&str> {
        let mut described = false;
        let mut found = Vec::new();
        for line in source.lines().map(str::trim) {
            if line.starts_with("#[derive(") {
                described = line.contains("ToSchema");
            }
            let Some(rest) = line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))
            else {
                continue;
            };
            if std::mem::take(&mut described) {
                found.extend(rest.split(|c: char| !c.is_alphanumeric()).next());
            }
        }
        found
    }

    /// Of two shapes of one name the description keeps one, and says nothing.
    #[test]
    fn no_two_shapes_of_the_description_have_one_name() {
        let mut names: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api/v1")];
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                for name in shapes(&fs::read_to_string(&path).unwrap()) {
                    names.entry(name.to_owned()).or_default().push(path.clone());
                }
            }
        }
        assert!(names.len() > 50, "the shapes were not found");
        names.retain(|_, files| files.len() > 1);
        assert!(names.is_empty(), "{names:?}");
    }
}
