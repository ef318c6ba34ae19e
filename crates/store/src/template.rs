//! Templates: pieces of the library whose versions are Word files.

use legalmind_core::{
    id::kind,
    template::{TemplateContent, TemplateForm},
};
use serde::{Deserialize, Serialize};

use crate::library::{Piece, Shelf};

/// The shelf of templates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Templates {}

/// What is sealed of a version of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateVersion {
    // first, so that a list of versions need not read the files
    /// What it asks.
    pub form: TemplateForm,
    /// The Word file.
    pub file: Vec<u8>,
}

/// A template.
pub type Template = Piece<Templates>;

impl Shelf for Templates {
    type Kind = kind::Template;
    type Content = TemplateContent;
    type Version = TemplateVersion;
    const PIECES: &'static str = "template";
    const VERSIONS: &'static str = "template_version";
}
