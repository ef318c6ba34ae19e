//! Reading a file from the server's side: starting children, watching them, putting the pages
//! together.

mod ocr;
mod process;

use std::{path::PathBuf, sync::Arc};

use bytes::Bytes;
use legalmind_core::{
    document::{FileKind, Reason},
    passage::Page,
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
};

use crate::{
    Child, Error, Limits, Outcome, Step,
    page::checked,
    sniff::{is_markdown, sniff},
    wire::{Answer, Request},
};
pub(crate) use process::{Reader, spawn};

/// Where the parts are and how much a file may cost.
#[derive(Clone, Debug)]
pub struct ExtractOptions {
    /// The binary that has the sub-command `extract-child`: the server's own.
    pub program: PathBuf,
    /// `libpdfium.so`; without it a PDF ends in [`Reason::PdfUnavailable`].
    pub pdfium: Option<PathBuf>,
    /// The program `tesseract`; without it a page that is a picture says
    /// [`Reason::OcrUnavailable`], and a file of nothing else ends in it.
    pub tesseract: Option<PathBuf>,
    /// The folder with tesseract's languages, when it is not where tesseract looks.
    pub tessdata: Option<PathBuf>,
    /// The languages to recognise.
    pub languages: String,
    /// How many pages are recognised at once, over all files.
    pub recognisers: usize,
    /// LibreOffice (`soffice`); without it there is no PDF of a Word file.
    pub office: Option<PathBuf>,
    /// How many PDFs are made at once.
    pub printers: usize,
    /// A folder in memory, where files stand while LibreOffice works on them.
    pub memory_folder: PathBuf,
    /// The budget of a file.
    pub limits: Limits,
}

impl ExtractOptions {
    /// Options with this program, no PDF library, no recognition.
    #[must_use]
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            pdfium: None,
            tesseract: None,
            tessdata: None,
            languages: "nld+eng".into(),
            recognisers: 2,
            office: None,
            printers: 2,
            memory_folder: "/dev/shm".into(),
            limits: Limits::default(),
        }
    }
}

/// Reads files, each in children of its own. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Extractor {
    options: Arc<ExtractOptions>,
    recognisers: Arc<Semaphore>,
    printers: Arc<Semaphore>,
}

impl Extractor {
    /// A reader with these options.
    #[must_use]
    pub fn new(mut options: ExtractOptions) -> Self {
        // the children run in another folder
        let whole = |path: &mut PathBuf| {
            if let Ok(absolute) = std::path::absolute(&*path) {
                *path = absolute;
            }
        };
        whole(&mut options.program);
        let parts = [&mut options.pdfium, &mut options.tesseract, &mut options.tessdata, &mut options.office];
        parts.into_iter().flatten().for_each(whole);
        let recognisers = Arc::new(Semaphore::new(options.recognisers.max(1)));
        let printers = Arc::new(Semaphore::new(options.printers.max(1)));
        Self { options: Arc::new(options), recognisers, printers }
    }

    /// A turn at making a PDF.
    pub(crate) async fn printer(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.printers).acquire_owned().await.ok()
    }

    /// The options it was made with.
    #[must_use]
    pub fn options(&self) -> &ExtractOptions {
        &self.options
    }

    /// Reads a file. `progress` is called as pages become ready. Dropping the future ends the
    /// children.
    ///
    /// # Errors
    ///
    /// The [`Reason`] why the file cannot be read.
    pub async fn read(
        &self,
        name: &str,
        bytes: Bytes,
        progress: &(dyn Fn(Step) + Send + Sync),
    ) -> Result<Outcome, Reason> {
        if bytes.len() as u64 > self.options.limits.bytes {
            return Err(Reason::TooLarge);
        }
        let kind = sniff(&bytes, name)?;
        if kind == FileKind::Pdf && self.options.pdfium.is_none() {
            return Err(Reason::PdfUnavailable);
        }
        let mut reading = Reading::new(self, kind, progress);
        let markdown = is_markdown(name);
        let mut first = Some(0);
        while let Some(page) = first {
            let limits = self.options.limits;
            let part = reading.part(&Request::Read { kind, markdown, first: page, limits }, &bytes).await;
            first = match part {
                Ok(next) => next,
                Err(reason) => reading.skip(page, reason)?,
            };
        }
        reading.finish().await
    }

    /// Proves that a child can open no file and no socket and start no program.
    ///
    /// # Errors
    ///
    /// [`Error::Open`] names what was possible; the others say that no child could be asked.
    pub async fn self_test(&self) -> Result<(), Error> {
        let mut reader = Reader::start(&self.options, true).map_err(Error::Start)?;
        reader.ask(&Request::Probe, &[]).await.map_err(|_| Error::Silent)?;
        match reader.next().await {
            Ok((Answer::Probed(tried), _)) if !tried.is_empty() => {
                match tried.into_iter().find(|(_, possible)| *possible) {
                    Some((what, _)) => Err(Error::Open(what)),
                    None => Ok(()),
                }
            }
            _ => Err(Error::Silent),
        }
    }
}

/// One file on its way.
struct Reading<'a> {
    extractor: &'a Extractor,
    progress: &'a (dyn Fn(Step) + Send + Sync),
    outcome: Outcome,
    recognising: JoinSet<(usize, Result<Page, Reason>)>,
    /// How many pages brought their child down.
    skipped: u32,
    step: Step,
}

/// The most pages of one file that may bring their child down.
const MOST_SKIPPED: u32 = 3;

impl<'a> Reading<'a> {
    fn new(extractor: &'a Extractor, kind: FileKind, progress: &'a (dyn Fn(Step) + Send + Sync)) -> Self {
        Self {
            extractor,
            progress,
            outcome: Outcome { kind, pages: Vec::new(), children: Vec::new(), title: None, missing: None },
            recognising: JoinSet::new(),
            skipped: 0,
            step: Step { done: 0, total: 0, recognising: false },
        }
    }

    /// Runs one child to its end; gives the page where another must go on.
    async fn part(&mut self, request: &Request, bytes: &[u8]) -> Result<Option<u32>, Reason> {
        let limits = self.extractor.options.limits;
        let first = self.outcome.pages.len();
        let pdf = self.outcome.kind == FileKind::Pdf;
        let mut reader = Reader::start(&self.extractor.options, pdf).map_err(|_| Reason::Internal)?;
        reader.ask(request, bytes).await?;
        loop {
            let (answer, body) = reader.next().await?;
            match answer {
                Answer::Total(total) => self.step.total = total.min(limits.pages),
                Answer::Title(title) => self.outcome.title = Some(title),
                Answer::Page(page) => self.page(page)?,
                Answer::Picture { page, width, height, dpi } => {
                    self.picture(page, &ocr::Picture { width, height, dpi, pixels: body }).await?;
                }
                Answer::Child { name } => self.child(name, body)?,
                Answer::HandOver(next)
                    if next as usize == self.outcome.pages.len() && next as usize > first =>
                {
                    return Ok(Some(next));
                }
                Answer::Done => return Ok(None),
                Answer::Failed(reason) => return Err(reason),
                Answer::HandOver(_) | Answer::Probed(_) | Answer::Word(_) | Answer::Table(_) => {
                    return Err(Reason::Internal);
                }
            }
            self.collect();
        }
    }

    /// A child that began at page `began` ended in the middle. Of a PDF whose pages are counted,
    /// another child is to go on: at the page this one was at, or, if that was the first thing it
    /// did, after it, and the page says why it is missing. Gives the page where to go on.
    fn skip(&mut self, began: u32, reason: Reason) -> Result<Option<u32>, Reason> {
        let brought_down = matches!(reason, Reason::Crashed | Reason::Memory | Reason::Timeout);
        let at = u32::try_from(self.outcome.pages.len()).unwrap_or(u32::MAX);
        let counted = self.outcome.kind == FileKind::Pdf && self.step.total > 0;
        if !brought_down || !counted || at > self.step.total {
            return Err(reason);
        }
        if at > began && at < self.step.total {
            return Ok(Some(at));
        }
        self.skipped += 1;
        if self.skipped > MOST_SKIPPED {
            return Err(reason);
        }
        tracing::warn!(reason = reason.as_str(), "a page could not be read");
        if at == self.step.total {
            // all pages are here: it was at the attachments
            self.outcome.missing = Some(reason);
            return Ok(None);
        }
        self.page(Page { missing: Some(reason), ..Page::default() })?;
        Ok(Some(at + 1))
    }

    fn page(&mut self, page: Page) -> Result<(), Reason> {
        self.outcome.pages.push(checked(page));
        if self.outcome.pages.len() > self.extractor.options.limits.pages as usize {
            return Err(Reason::TooLarge);
        }
        self.advance();
        Ok(())
    }

    fn child(&mut self, name: String, bytes: Vec<u8>) -> Result<(), Reason> {
        self.outcome.children.push(Child { name, bytes });
        let most = self.extractor.options.limits.children as usize;
        if self.outcome.children.len() > most { Err(Reason::TooLarge) } else { Ok(()) }
    }

    /// Has a picture recognised while the child goes on; waits when enough are under way.
    async fn picture(&mut self, page: Page, picture: &ocr::Picture) -> Result<(), Reason> {
        let options = Arc::clone(&self.extractor.options);
        if options.tesseract.is_none() {
            return self.page(Page { missing: Some(Reason::OcrUnavailable), ..page });
        }
        let image = picture.pgm().ok_or(Reason::Internal)?;
        let dpi = picture.dpi;
        let (width, height) = (picture.width, picture.height);
        let page = checked(page);
        let at = self.outcome.pages.len();
        // until it is recognised
        self.outcome.pages.push(Page { missing: Some(Reason::Crashed), ..page.clone() });
        self.step.recognising = true;
        (self.progress)(self.step);
        let permit = self.permit().await?;
        self.recognising.spawn(async move {
            let read = ocr::recognise(&options, image, (width, height), dpi, page).await;
            drop(permit);
            (at, read)
        });
        Ok(())
    }

    async fn permit(&self) -> Result<OwnedSemaphorePermit, Reason> {
        Arc::clone(&self.extractor.recognisers).acquire_owned().await.map_err(|_| Reason::Internal)
    }

    /// Takes in what has been recognised so far.
    fn collect(&mut self) {
        while let Some(done) = self.recognising.try_join_next() {
            self.take(done);
        }
    }

    fn take(&mut self, done: Result<(usize, Result<Page, Reason>), tokio::task::JoinError>) {
        // a task that is lost cannot say which page it had: the page says so itself until then
        let Ok((at, read)) = done else { return self.advance() };
        if let Some(slot) = self.outcome.pages.get_mut(at) {
            match read {
                Ok(page) => *slot = checked(page),
                // one page that cannot be recognised does not take the others with it
                Err(reason) => {
                    tracing::warn!(reason = reason.as_str(), "a page could not be recognised");
                    slot.missing = Some(reason);
                }
            }
        }
        self.advance();
    }

    fn advance(&mut self) {
        let ready = self.outcome.pages.len().saturating_sub(self.recognising.len());
        self.step.done = u32::try_from(ready).unwrap_or(u32::MAX);
        self.step.total = self.step.total.max(self.step.done);
        (self.progress)(self.step);
    }

    async fn finish(mut self) -> Result<Outcome, Reason> {
        while let Some(done) = self.recognising.join_next().await {
            self.take(done);
        }
        let empty = self.outcome.pages.iter().all(|page| page.text.is_empty());
        let missing = self.outcome.pages.iter().find_map(|page| page.missing);
        self.outcome.missing = missing.or(self.outcome.missing);
        match missing {
            Some(reason) if empty => Err(reason),
            _ => Ok(self.outcome),
        }
    }
}
