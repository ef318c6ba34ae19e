//! How much one file may cost.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The budget of reading one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest file, in bytes.
    pub bytes: u64,
    /// Memory the child may allocate, in bytes.
    pub memory: u64,
    /// Memory the recognising process may allocate, in bytes. Tesseract takes 100 MB for A4 at 300
    /// dots per inch and 190 MB for the largest picture that is drawn.
    pub ocr_memory: u64,
    /// Processor time of one child. A long document is read by several children in turn.
    pub cpu: Duration,
    /// Time one child may keep the server waiting.
    pub wall: Duration,
    /// Time for recognising one page.
    pub ocr: Duration,
    /// Time for making one PDF of a Word file, processor time and wall time alike.
    pub print: Duration,
    /// Memory that LibreOffice may allocate, in bytes.
    pub print_memory: u64,
    /// Largest file that LibreOffice may write, in bytes.
    pub print_bytes: u64,
    /// Bytes that all parts of a container may unpack to.
    pub unpacked: u64,
    /// Pages of one document.
    pub pages: u32,
    /// Bytes of text of one document.
    pub text: u64,
    /// Attachments of one message.
    pub children: u32,
    /// How deep messages may nest.
    pub depth: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 200 << 20,
            memory: 448 << 20,
            ocr_memory: 448 << 20,
            cpu: Duration::from_secs(30),
            wall: Duration::from_secs(30),
            ocr: Duration::from_secs(60),
            print: Duration::from_secs(60),
            print_memory: 2 << 30,
            print_bytes: 128 << 20,
            unpacked: 256 << 20,
            pages: 20_000,
            text: 128 << 20,
            children: 500,
            depth: 20,
        }
    }
}

impl Limits {
    /// Processor time after which a child hands over to the next one, between two pages.
    #[must_use]
    pub fn hand_over(&self) -> Duration {
        self.cpu / 3
    }
}
