//! Reports of the product as files: what is asked for, and the answer with its hash.

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::IntoResponse,
};
use legalmind_compliance::checks::{Format, Made};
use legalmind_core::account::Language;
use serde::Deserialize;
use utoipa::IntoParams;

use super::documents::disposition;
use crate::problem::Problem;

/// What a report is written as.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PaperWanted {
    /// `json`, `docx` or `pdf`.
    format: String,
    /// `nl` or `en`, on paper; Dutch unless told.
    language: Option<String>,
}

impl PaperWanted {
    /// The format and the language.
    pub fn read(&self) -> Result<(Format, Language), Problem> {
        let format = match self.format.as_str() {
            "json" => Format::Json,
            "docx" => Format::Docx,
            "pdf" => Format::Pdf,
            _ => return Err(Problem::field("/format", "unknown")),
        };
        Ok((format, spoken(self.language.as_deref())?))
    }
}

/// The language that was asked for; Dutch unless told.
pub fn spoken(language: Option<&str>) -> Result<Language, Problem> {
    match language {
        None | Some("nl") => Ok(Language::Nl),
        Some("en") => Ok(Language::En),
        Some(_) => Err(Problem::field("/language", "unknown")),
    }
}

/// A report as a download. `Repr-Digest` (RFC 9530) is the hash of its bytes.
pub fn answer(made: Made, format: Format, name: &str) -> impl IntoResponse {
    let (kind, end) = match format {
        Format::Json => ("application/json", "json"),
        Format::Docx => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        Format::Pdf => ("application/pdf", "pdf"),
    };
    let digest = format!("sha-256=:{}:", data_encoding::BASE64.encode(&made.sha256));
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_DISPOSITION, disposition(&format!("{name}.{end}")));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    if let Ok(digest) = HeaderValue::from_str(&digest) {
        headers.insert("repr-digest", digest);
    }
    (headers, made.bytes)
}
