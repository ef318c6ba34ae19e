//! How fast files become searchable, and the room they take.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::Value;

use crate::{
    client::Client,
    corpus::files,
    figure::{Bar, Sheet, now},
    product::{Place, Product, come_to_rest, room},
};

/// How often the text files are read.
const RUNS: usize = 3;
/// How often each file is put in, with another last byte, in one run.
const COPIES: usize = 6;
/// How many files are on their way at once.
const AT_ONCE: usize = 4;

/// Measures reading.
pub async fn run(product: &Product, samples: &Path, sheet: &mut Sheet) -> Result<()> {
    println!("reading");
    let mut speeds = Vec::new();
    let mut rooms = Vec::new();
    for number in 0..RUNS {
        let place = product.place(&format!("reading-{number}"), "")?;
        place.make().await?;
        let (speed, share) = pdf(&place, samples).await?;
        speeds.push(speed);
        rooms.push(share);
    }
    sheet.put(
        "ingest_pdf_pages_per_second",
        "pages of text PDFs a second, from upload to searchable: sandbox, sealing, index",
        "pages/s",
        Some(Bar::AtLeast(200.0)),
        &speeds,
    );
    sheet.put(
        "disk_share_pdf",
        "data on disk after that, once the product is at rest, of the originals and their text together",
        "×",
        Some(Bar::AtMost(1.5)),
        &rooms,
    );
    scans(product, samples, sheet).await
}

/// Pages a second, and the room taken over originals and text.
async fn pdf(place: &Place<'_>, samples: &Path) -> Result<(f64, f64)> {
    let server = place.serve().await?;
    let client = Client::sign_in(&server.base, &place.lawyer()?).await?;
    let dossier = client.dossier().await?;
    let before = room(&place.data())?;
    let mut paths = files(&samples.join("cuad"), "pdf")?;
    paths.extend(files(&samples.join("contracten_en"), "pdf")?);
    let all: Vec<(String, Bytes)> = (0..COPIES)
        .flat_map(|copy| paths.iter().map(move |path| (copy, path)))
        .map(|(copy, path)| variant(copy, path))
        .collect::<Result<_>>()?;
    let originals: usize = all.iter().map(|(_, bytes)| bytes.len()).sum();
    let began = now();
    let documents = uploaded(&client, &dossier, all).await?;
    let mut pages = 0;
    for document in &documents {
        pages += read(&client, document).await?.0;
    }
    let taken = began.elapsed();
    let text = text_of(&client, &documents).await?;
    come_to_rest(&place.data()).await?;
    server.stop().await?;
    let used = room(&place.data())?.saturating_sub(before);
    println!(
        "  {} files, {pages} pages, {:.1} MB, {:.1} MB of text",
        documents.len(),
        originals as f64 / 1e6,
        text as f64 / 1e6
    );
    Ok((pages as f64 / taken.as_secs_f64(), used as f64 / (originals as u64 + text) as f64))
}

/// A file with a last line of its own, so that it is not the same file again.
fn variant(copy: usize, path: &PathBuf) -> Result<(String, Bytes)> {
    let mut bytes = fs::read(path)?;
    bytes.extend_from_slice(format!("\n% {copy}\n").as_bytes());
    let name = path.file_name().context("a file")?.to_string_lossy();
    Ok((format!("{copy} {name}"), bytes.into()))
}

/// Uploads files, some at a time; gives their documents.
pub async fn uploaded(client: &Client, dossier: &str, all: Vec<(String, Bytes)>) -> Result<Vec<String>> {
    stream::iter(all)
        .map(|(name, bytes)| async move { client.upload(dossier, &name, bytes, 8 << 20).await })
        .buffered(AT_ONCE)
        .try_collect()
        .await
}

/// Waits until a document is read; gives its pages and whether it was recognised.
async fn read(client: &Client, document: &str) -> Result<(u64, bool)> {
    let found = client.until_read(document).await?;
    ensure!(
        found.get("progress").and_then(Value::as_str) == Some("searchable"),
        "a sample is not read: {found}"
    );
    let pages = found.get("pages").and_then(Value::as_u64).context("pages")?;
    Ok((pages, found.get("recognised").and_then(Value::as_bool).unwrap_or(false)))
}

/// How many bytes of text the documents have.
async fn text_of(client: &Client, documents: &[String]) -> Result<u64> {
    let mut bytes = 0;
    for document in documents {
        let about = client.get(&format!("/api/v1/documents/{document}")).await?;
        let version = about.get("version").and_then(Value::as_str).context("a version")?;
        let pages = about.get("pages").and_then(Value::as_u64).context("pages")?;
        // fifty pages are given at once
        for from in (1..=pages).step_by(50) {
            let path =
                format!("/api/v1/documents/{document}/versions/{version}/pages?from={from}&to={}", from + 49);
            let found = client.get(&path).await?;
            let items = found.get("items").and_then(Value::as_array).context("pages")?;
            bytes +=
                items.iter().filter_map(|it| it.get("text")?.as_str()).map(|it| it.len() as u64).sum::<u64>();
        }
    }
    Ok(bytes)
}

/// Scanned pages, against the recogniser by itself on the same pictures.
async fn scans(product: &Product, samples: &Path, sheet: &mut Sheet) -> Result<()> {
    let mut paths = files(&samples.join("ocr_nl"), "pdf")?;
    paths.retain(|path| !path.to_string_lossy().contains("fax150"));
    let pictures = product.scratch("pictures")?;
    let alone = alone(&paths, &pictures)?;
    let place = product.place("scans", "")?;
    place.make().await?;
    let server = place.serve().await?;
    let client = Client::sign_in(&server.base, &place.lawyer()?).await?;
    let dossier = client.dossier().await?;
    let all = paths.iter().map(|path| variant(0, path)).collect::<Result<_>>()?;
    let began = now();
    let mut pages = 0;
    for document in uploaded(&client, &dossier, all).await? {
        pages += read(&client, &document).await?.0;
    }
    let taken = began.elapsed().as_secs_f64();
    server.stop().await?;
    println!("  {pages} scanned pages: {taken:.1} s in the product, {alone:.1} s by the recogniser alone");
    sheet.put(
        "ingest_scan_share",
        "speed of scanned pages, of the recogniser's own speed on the same pages on all cores",
        "×",
        Some(Bar::AtLeast(0.9)),
        &[alone / taken],
    );
    Ok(())
}

/// Seconds that tesseract takes for the pictures of these files, one process a core.
fn alone(paths: &[PathBuf], pictures: &Path) -> Result<f64> {
    for (number, path) in paths.iter().enumerate() {
        let mut draw = Command::new("pdftoppm");
        draw.args(["-r", "300", "-gray", "-png"]).arg(path).arg(pictures.join(format!("{number:03}")));
        ensure!(
            draw.status().context("pdftoppm (poppler-utils) is not here")?.success(),
            "a scan is not drawn"
        );
    }
    let waiting = std::sync::Mutex::new(files(pictures, "png")?);
    let waiting = &waiting;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let began = now();
    std::thread::scope(|scope| {
        let hands: Vec<_> = (0..cores)
            .map(|_| {
                scope.spawn(move || -> Result<()> {
                    loop {
                        let next = waiting.lock().ok().and_then(|mut it| it.pop());
                        let Some(picture) = next else { return Ok(()) };
                        let mut read = Command::new("tesseract");
                        read.arg(picture)
                            .args(["stdout", "-l", "nld+eng", "tsv"])
                            .env("OMP_THREAD_LIMIT", "1");
                        let done = read.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
                        ensure!(done.success(), "the recogniser fails");
                    }
                })
            })
            .collect();
        hands.into_iter().try_for_each(|hand| hand.join().map_err(|_| anyhow::anyhow!("a hand fails"))?)
    })?;
    Ok(began.elapsed().as_secs_f64())
}
