//! Recognising a picture of a page with tesseract.

use std::{ffi::OsStr, io, time::Duration};

use legalmind_core::{
    document::Reason,
    passage::{CharRange, Page, Quad},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    process::Command,
    time::timeout,
};

use super::{ExtractOptions, process};
use crate::page::{Builder, Gap, clean};

/// The most that is taken from tesseract for one page.
const MOST: u64 = 32 << 20;

/// A page in grey, row by row.
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Pixels per inch.
    pub dpi: u32,
    /// One byte a pixel.
    pub pixels: Vec<u8>,
}

impl Picture {
    /// The picture as a PGM file; nothing when the child lied about its size.
    pub fn pgm(&self) -> Option<Vec<u8>> {
        let expected = u64::from(self.width).checked_mul(u64::from(self.height))?;
        if expected == 0 || expected != self.pixels.len() as u64 {
            return None;
        }
        let mut out = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        out.extend_from_slice(&self.pixels);
        Some(out)
    }
}

/// Recognises a picture. Where tesseract finds less than the page's own text, that stays.
pub async fn recognise(
    options: &ExtractOptions,
    image: Vec<u8>,
    size: (u32, u32),
    dpi: u32,
    page: Page,
) -> Result<Page, Reason> {
    let table = match timeout(options.limits.ocr, run(options, image, dpi)).await {
        Ok(Ok(table)) => table,
        Ok(Err(error)) if error.kind() == io::ErrorKind::NotFound => return Err(Reason::OcrUnavailable),
        Ok(Err(_)) => return Err(Reason::Crashed),
        Err(_) => return Err(Reason::Timeout),
    };
    let read = page_of(&String::from_utf8_lossy(&table), size, page.size);
    Ok(if letters(&page.text) > letters(&read.text) { page } else { read })
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

async fn run(options: &ExtractOptions, image: Vec<u8>, dpi: u32) -> io::Result<Vec<u8>> {
    let Some(tesseract) = options.tesseract.as_ref().filter(|path| path.exists()) else {
        return Err(io::ErrorKind::NotFound.into());
    };
    let seconds = options.limits.ocr.max(Duration::from_secs(1)).as_secs();
    let mut command = Command::new(&options.program);
    command.args(["extract-child", "ocr"]);
    command.arg(options.limits.ocr_memory.to_string()).arg(seconds.to_string());
    command.arg(tesseract).args(["stdin", "stdout", "--dpi", &dpi.to_string(), "-l", &options.languages]);
    command.args(["-c", "tessedit_create_tsv=1"]);
    let data = options.tessdata.iter().map(|folder| ("TESSDATA_PREFIX", folder.as_os_str()));
    let threads = ("OMP_THREAD_LIMIT", OsStr::new("1"));
    let mut child = process::spawn(command.env_clear().env(threads.0, threads.1).envs(data))?;
    let missing = || io::Error::other("a pipe is missing");
    let mut input = child.stdin.take().ok_or_else(missing)?;
    let output = child.stdout.take().ok_or_else(missing)?;
    let mut noise = child.stderr.take().ok_or_else(missing)?;
    let feed = async move {
        let _ = input.write_all(&image).await;
        drop(input);
    };
    let drain = async move {
        let _ = tokio::io::copy(&mut noise, &mut tokio::io::sink()).await;
    };
    let mut table = Vec::new();
    let mut output = output.take(MOST);
    let ((), (), read) = tokio::join!(feed, drain, output.read_to_end(&mut table));
    read?;
    let status = child.wait().await?;
    if status.success() { Ok(table) } else { Err(io::Error::other("recognition failed")) }
}

/// A line of tesseract's table.
struct Row<'a> {
    paragraph: (u32, u32),
    line: u32,
    place: [f32; 4],
    confidence: f32,
    text: &'a str,
}

/// Puts tesseract's words into a page.
pub fn page_of(table: &str, pixels: (u32, u32), size: (f32, f32)) -> Page {
    let mut page = Builder::new(size);
    let mut before: Option<((u32, u32), u32)> = None;
    let (mut sure, mut chars) = (0.0_f32, 0.0_f32);
    let (width, height) = (pixels.0.max(1) as f32, pixels.1.max(1) as f32);
    for row in table.lines().filter_map(row) {
        let text = clean(row.text);
        if text.trim().is_empty() {
            continue;
        }
        let gap = match before {
            None => Gap::None,
            Some((paragraph, _)) if paragraph != row.paragraph => Gap::Block,
            Some((_, line)) if line != row.line => Gap::Line,
            Some(_) => Gap::Space,
        };
        let [x, y, w, h] = row.place;
        let range: CharRange =
            page.word(gap, text.trim(), Quad { x: x / width, y: y / height, w: w / width, h: h / height });
        sure += row.confidence.clamp(0.0, 100.0) * range.len() as f32;
        chars += range.len() as f32;
        before = Some((row.paragraph, row.line));
    }
    let mut page = page.finish();
    page.recognised = true;
    page.confidence = Some(if chars > 0.0 { (sure / chars).round() as u8 } else { 0 });
    page
}

/// level page block paragraph line word left top width height confidence text
fn row(line: &str) -> Option<Row<'_>> {
    let mut cells = line.split('\t');
    if cells.next()? != "5" {
        return None;
    }
    let mut numbers = [0_u32; 9];
    for slot in &mut numbers {
        *slot = cells.next()?.parse().ok()?;
    }
    let confidence = cells.next()?.parse().ok()?;
    let text = cells.next()?;
    let [_, block, paragraph, line, _, left, top, width, height] = numbers;
    let place = [left as f32, top as f32, width as f32, height as f32];
    Some(Row { paragraph: (block, paragraph), line, place, confidence, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_lines_and_blocks_with_places() {
        let table = "level\tpage\tblock\n\
            5\t1\t1\t1\t1\t1\t100\t200\t50\t20\t96.5\tDe\n\
            5\t1\t1\t1\t1\t2\t160\t200\t80\t20\t90\thuur-\n\
            5\t1\t1\t1\t2\t1\t100\t230\t80\t20\t80\tder\n\
            5\t1\t1\t1\t2\t2\t100\t230\t80\t20\t-1\t \n\
            5\t1\t2\t1\t1\t1\t100\t300\t80\t20\t70\tArtikel\n";
        let page = page_of(table, (1000, 2000), (595.0, 842.0));
        assert_eq!(page.text, "De huur-\nder\n\nArtikel");
        assert_eq!(page.words.len(), 4);
        assert_eq!(page.words[1].quad, Quad { x: 0.16, y: 0.1, w: 0.08, h: 0.01 });
        assert!(page.recognised);
        assert_eq!(page.confidence, Some(81));
    }

    #[test]
    fn a_picture_that_lies_about_its_size_is_refused() {
        assert!(Picture { width: 3, height: 3, dpi: 300, pixels: vec![0; 8] }.pgm().is_none());
        assert!(Picture { width: 2, height: 4, dpi: 300, pixels: vec![0; 8] }.pgm().is_some());
    }
}
