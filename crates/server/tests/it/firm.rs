//! The content folder of a small firm, and how its people sign in.

use std::{fs, path::Path};

use serde::Deserialize;

/// The words a firm is made of.
pub struct Firm {
    pub dossier: String,
    pub client: String,
    pub folder: String,
    pub documents: Vec<(String, Vec<u8>)>,
}

impl Firm {
    /// A firm with one document, for tests that look at something else.
    pub fn plain() -> Self {
        Self {
            dossier: "Jansen / De Boer".to_owned(),
            client: "K. Jansen".to_owned(),
            folder: "Stukken".to_owned(),
            documents: vec![(
                "brief.txt".to_owned(),
                b"De huurder heeft de huurpenningen over maart niet betaald.\n\nDe verhuurder verlangt ontruiming \
                  van het gehuurde."
                    .to_vec(),
            )],
        }
    }

    /// Writes `demo.toml` and the documents.
    pub fn write(&self, folder: &Path) {
        fs::create_dir_all(folder.join("documents")).expect("a folder");
        let mut text = String::from("[firm]\nname = \"Proefkantoor\"\n");
        for (name, email, role) in [
            ("Noor Beheer", ADMINISTRATOR, "firm_administrator"),
            ("Eva Brinkman", RESPONSIBLE, "lawyer"),
            ("Mira Lidt", MEMBER, "lawyer"),
            ("Stijn Buitenstaander", STRANGER, "lawyer"),
            ("Wim Muur", WALLED, "lawyer"),
            ("Sam Staf", STAFF, "staff"),
            ("Rik Lezer", READER, "read_only"),
        ] {
            text.push_str(&format!(
                "[[person]]\nname = {name:?}\nemail = {email:?}\nrole = {role:?}\nlanguage = \"nl\"\n"
            ));
        }
        text.push_str(&format!(
            "[dossier]\nname = {:?}\nnumber = \"2026-1\"\nclient = {:?}\ncounterparties = [\"De Boer\"]\n\
             field_of_law = \"Huurrecht\"\ndescription = \"Achterstand\"\naccess = \"members\"\n\
             responsible = {RESPONSIBLE:?}\nmembers = [{MEMBER:?}]\n",
            self.dossier, self.client
        ));
        for (name, bytes) in &self.documents {
            text.push_str(&format!("[[document]]\nfile = {name:?}\nfolder = [{:?}]\n", self.folder));
            fs::write(folder.join("documents").join(name), bytes).expect("written");
        }
        fs::write(folder.join("demo.toml"), text).expect("written");
    }
}

pub const ADMINISTRATOR: &str = "noor@proefkantoor.example";
pub const RESPONSIBLE: &str = "eva@proefkantoor.example";
pub const MEMBER: &str = "mira@proefkantoor.example";
pub const STRANGER: &str = "stijn@proefkantoor.example";
pub const WALLED: &str = "wim@proefkantoor.example";
pub const STAFF: &str = "sam@proefkantoor.example";
pub const READER: &str = "rik@proefkantoor.example";

/// `sign-in.json`.
#[derive(Deserialize)]
pub struct SignIn {
    pub people: Vec<Known>,
}

/// How one person signs in.
#[derive(Clone, Deserialize)]
pub struct Known {
    pub email: String,
    pub password: String,
    pub totp_secret: String,
}

impl SignIn {
    /// Reads it from a data directory.
    pub fn read(data: &Path) -> Self {
        let text = fs::read(data.join("sign-in.json")).expect("the demonstration wrote it");
        serde_json::from_slice(&text).expect("it is JSON")
    }

    /// The person with this address.
    pub fn person(&self, email: &str) -> &Known {
        self.people.iter().find(|it| it.email == email).expect("a person of the firm")
    }
}
