//! Answering one request: pages as they are read.

use std::{
    io::{self, Write},
    time::Duration,
};

use bytes::Bytes;
use legalmind_core::{
    document::{FileKind, Reason},
    passage::Page,
};
use pdfium_render::prelude::Pdfium;
use rustix::time::{ClockId, clock_gettime};

use crate::{
    format,
    limits::Limits,
    wire::{self, Answer},
};

/// What is to be read.
pub struct Job<'a> {
    /// The kind of the file.
    pub kind: FileKind,
    /// Its name says it is Markdown.
    pub markdown: bool,
    /// The first page to read, from 0.
    pub first: u32,
    /// The budget.
    pub limits: Limits,
    /// The PDF library, where it could be loaded.
    pub pdfium: Option<&'a Pdfium>,
}

/// Where a format's reader puts what it finds.
pub struct Sink<'a, W> {
    out: &'a mut W,
    text: u64,
    limits: Limits,
}

/// Why a reader stops.
pub enum Stop {
    /// The file cannot be read.
    Reason(Reason),
    /// The server is gone.
    Gone(io::Error),
}

impl From<Reason> for Stop {
    fn from(reason: Reason) -> Self {
        Self::Reason(reason)
    }
}

/// Reads the file and answers to the end.
pub fn answer<W: Write>(job: &Job<'_>, bytes: &Bytes, out: &mut W) -> io::Result<()> {
    let mut sink = Sink { out, text: 0, limits: job.limits };
    let last = match format::read(job, bytes, &mut sink) {
        Ok(None) => Answer::Done,
        Ok(Some(next)) => Answer::HandOver(next),
        Err(Stop::Reason(reason)) => Answer::Failed(reason),
        Err(Stop::Gone(error)) => return Err(error),
    };
    wire::write(out, &last, &[])
}

impl<W: Write> Sink<'_, W> {
    /// How many pages there will be.
    pub fn total(&mut self, pages: usize) -> Result<(), Stop> {
        let pages = u32::try_from(pages).unwrap_or(u32::MAX);
        if pages > self.limits.pages {
            return Err(Reason::TooLarge.into());
        }
        self.send(&Answer::Total(pages), &[])
    }

    /// The title.
    pub fn title(&mut self, title: &str) -> Result<(), Stop> {
        let title: String = crate::page::clean(title).split_whitespace().collect::<Vec<_>>().join(" ");
        let title: String = title.chars().take(500).collect();
        if title.is_empty() { Ok(()) } else { self.send(&Answer::Title(title), &[]) }
    }

    /// A page.
    pub fn page(&mut self, page: Page) -> Result<(), Stop> {
        self.text = self.text.saturating_add(page.text.len() as u64);
        if self.text > self.limits.text {
            return Err(Reason::TooLarge.into());
        }
        self.send(&Answer::Page(page), &[])
    }

    /// A page that is a picture, with its grey pixels.
    pub fn picture(&mut self, page: Page, size: (u32, u32), dpi: u32, pixels: &[u8]) -> Result<(), Stop> {
        let (width, height) = size;
        self.send(&Answer::Picture { page, width, height, dpi }, pixels)
    }

    /// A file inside the file.
    pub fn child(&mut self, name: String, bytes: &[u8]) -> Result<(), Stop> {
        self.send(&Answer::Child { name }, bytes)
    }

    /// All pages of a format without pages.
    pub fn pages(&mut self, pages: Vec<Page>) -> Result<(), Stop> {
        self.total(pages.len())?;
        pages.into_iter().try_for_each(|page| self.page(page))
    }

    fn send(&mut self, answer: &Answer, body: &[u8]) -> Result<(), Stop> {
        wire::write(self.out, answer, body).map_err(Stop::Gone)
    }
}

/// Processor time this process has used.
#[must_use]
pub fn used() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
}
