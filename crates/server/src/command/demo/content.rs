//! `demo.toml`: who works at the demonstration firm, and what is in its dossier.

use std::path::Path;

use anyhow::{Context, Result};
use legalmind_core::{account::Language, dossier::Access};
use serde::Deserialize;

/// The whole file, but for the questions, which are for the tests.
#[derive(Deserialize)]
pub struct Content {
    /// The firm.
    pub firm: Firm,
    /// Its people; the first is its administrator.
    pub person: Vec<Person>,
    /// The dossier.
    pub dossier: Dossier,
    /// The files in it.
    pub document: Vec<Document>,
}

/// The firm.
#[derive(Deserialize)]
pub struct Firm {
    /// Its name.
    pub name: String,
}

/// Somebody of the firm.
#[derive(Deserialize)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// The name of their role.
    pub role: String,
    /// The language they read.
    pub language: Language,
}

/// The dossier.
#[derive(Deserialize)]
pub struct Dossier {
    /// Its name.
    pub name: String,
    /// The firm's own number.
    pub number: String,
    /// The client.
    pub client: String,
    /// The other parties.
    pub counterparties: Vec<String>,
    /// Rechtsgebied.
    pub field_of_law: String,
    /// Free description.
    pub description: String,
    /// Who may open it.
    pub access: Access,
    /// The address of the responsible lawyer.
    pub responsible: String,
    /// The addresses of further members.
    pub members: Vec<String>,
}

/// A file.
#[derive(Deserialize)]
pub struct Document {
    /// Its name in `documents/`.
    pub file: String,
    /// The folders it stands in.
    pub folder: Vec<String>,
}

impl Content {
    /// Reads `demo.toml` in a folder.
    ///
    /// # Errors
    /// No such file, or one that does not fit.
    pub fn read(folder: &Path) -> Result<Self> {
        let file = folder.join("demo.toml");
        let text = std::fs::read_to_string(&file).with_context(|| {
            format!("{} cannot be read; start the demonstration in the project's folder", file.display())
        })?;
        toml::from_str(&text).with_context(|| format!("{} does not fit", file.display()))
    }
}
