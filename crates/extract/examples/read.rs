//! Reads files as the product does and prints what it found; the last line says how fast.
//!
//! `cargo run -p legalmind-extract --profile demo --example read -- [--text] <libpdfium.so> <file>…`

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use legalmind_extract::{ExtractOptions, Extractor, child};
use tokio::{sync::Semaphore, task::JoinSet, time::Instant};

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let first = args.next().unwrap_or_default();
    if first == "extract-child" {
        return child::run(args);
    }
    let show = first == "--text";
    let Some(pdfium) = (if show { args.next() } else { Some(first) }) else { return ExitCode::FAILURE };
    let files: Vec<PathBuf> = args.map(PathBuf::from).collect();
    let Ok(runtime) = tokio::runtime::Runtime::new() else { return ExitCode::FAILURE };
    match runtime.block_on(run(pdfium.into(), files, show)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(pdfium: PathBuf, files: Vec<PathBuf>, show: bool) -> std::io::Result<()> {
    let options = ExtractOptions {
        pdfium: Some(pdfium),
        tesseract: Some("/usr/bin/tesseract".into()),
        ..ExtractOptions::new(std::env::current_exe()?)
    };
    let extractor = Extractor::new(options);
    if files.is_empty() {
        println!("self test: {:?}", extractor.self_test().await);
    }
    let hands = Arc::new(Semaphore::new(2));
    let began = Instant::now();
    let mut work = JoinSet::new();
    for file in files {
        let (extractor, hands) = (extractor.clone(), Arc::clone(&hands));
        work.spawn(async move {
            let _hand = hands.acquire_owned().await;
            let bytes = std::fs::read(&file).unwrap_or_default();
            let began = Instant::now();
            let read = extractor.read(&file.to_string_lossy(), bytes.into(), &|_| {}).await;
            (file, read, began.elapsed())
        });
    }
    let mut pages = 0;
    while let Some(Ok((file, read, took))) = work.join_next().await {
        match read {
            Ok(outcome) => {
                pages += outcome.pages.len();
                let chars: usize = outcome.pages.iter().map(|page| page.text.chars().count()).sum();
                let seen = outcome.pages.iter().filter(|page| page.recognised).count();
                let heads: usize = outcome.pages.iter().map(|page| page.headings.len()).sum();
                let (kind, count, children) =
                    (outcome.kind.as_str(), outcome.pages.len(), outcome.children.len());
                let file = file.display();
                println!(
                    "{kind}\t{count} pages\t{chars} chars\t{heads} headings\t{seen} recognised\t{children} children\t{took:.2?}\t{file}"
                );
                for page in outcome.pages.iter().filter(|_| show) {
                    println!("----- {:?} {:?}\n{}", page.size, page.confidence, page.text);
                }
            }
            Err(reason) => println!("{}\t{took:.2?}\t{}", reason.as_str(), file.display()),
        }
    }
    let took = began.elapsed();
    println!("{pages} pages in {took:.2?}: {:.0} pages/s", pages as f64 / took.as_secs_f64());
    Ok(())
}
