//! What the machine must have: system packages, libpdfium, the web application.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{
    house::{House, on_path, once, output, run, step, works},
    web,
};

/// A Debian package and how to see that it is there, however it came.
#[derive(Clone, Copy)]
struct Package {
    name: &'static str,
    there: fn() -> bool,
}

/// What the product uses while it runs, or is built with.
const PRODUCT: &[Package] = &[
    Package { name: "gcc", there: || on_path("cc") },
    Package { name: "tesseract-ocr", there: || on_path("tesseract") },
    Package { name: "tesseract-ocr-nld", there: || trained("nld") },
    Package { name: "tesseract-ocr-eng", there: || trained("eng") },
    Package { name: "wdutch", there: || Path::new("/usr/share/dict/dutch").is_file() },
    Package { name: "python3-pip", there: || pip().is_some() },
];

/// What makes PDFs of Word files. The product goes without and says so; its checks and measurements
/// do not.
const PRINTING: &[Package] = &[
    Package { name: "libreoffice-writer-nogui", there: office },
    Package { name: "fonts-crosextra-carlito", there: || carlito().is_dir() },
];

/// The browser that screens and journeys are walked in, and typing is measured in.
const BROWSER: Package = Package { name: "chromium", there: || on_path("chromium") };

/// What the checks use besides.
const CHECKS: &[Package] = &[
    BROWSER,
    Package { name: "postgresql", there: || crate::postgres::programs().is_some() },
    Package { name: "sqlite3", there: || on_path("sqlite3") },
];

/// What the measurements use besides: they draw the scans that are to be recognised.
const MEASURES: &[Package] = &[BROWSER, Package { name: "poppler-utils", there: || on_path("pdftoppm") }];

/// What the local embedding model is put into.
const EMBEDDINGS: &[Package] = &[Package { name: "python3-venv", there: venv }];

/// What makes the checks faster, where the system has it: Chromium without windows.
const FASTER: Package =
    Package { name: "chromium-headless-shell", there: || on_path("chromium-headless-shell") };

/// Everything, for the product and its checks.
pub fn everything(house: &House) -> Result<()> {
    for_product(house)?;
    for_checks(house)
}

/// What the product needs, its web application included.
pub fn for_product(house: &House) -> Result<()> {
    packages(house, PRODUCT)?;
    pdfium(house)?;
    web::build(house)
}

/// What the measurements need: the product, and more.
pub fn for_measures(house: &House) -> Result<()> {
    for_product(house)?;
    packages(house, &[PRINTING, MEASURES].concat())
}

/// What the local embedding model needs besides.
pub fn for_embeddings(house: &House) -> Result<()> {
    packages(house, EMBEDDINGS)
}

/// What the checks need besides.
pub fn for_checks(house: &House) -> Result<()> {
    packages(house, &[PRINTING, CHECKS].concat())?;
    if packages(house, &[FASTER]).is_err() {
        println!("without {} the screens take longer", FASTER.name);
    }
    Ok(())
}

fn packages(house: &House, wanted: &[Package]) -> Result<()> {
    let missing: Vec<_> =
        wanted.iter().filter(|package| !(package.there)()).map(|package| package.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !on_path("apt-get") {
        bail!("missing on this system: {list} (names of Debian packages); install them and run this again");
    }
    if output(&mut house.program("id", &["-u"]))?.trim() != "0" {
        bail!(
            "missing on this system; run this line, then the command again:\n\n    sudo apt-get install --yes {list}\n"
        );
    }
    step(&format!("installing {list}"));
    let quiet = ["--yes", "--quiet", "--no-install-recommends"];
    run(&mut house.program("apt-get", &["update", "--quiet"]))?;
    let mut install = house.program("apt-get", &["install"]);
    run(install.args(quiet).args(&missing).env("DEBIAN_FRONTEND", "noninteractive"))?;
    match wanted.iter().find(|package| !(package.there)()) {
        Some(package) => bail!("{} was installed, but what it should bring is not there", package.name),
        None => Ok(()),
    }
}

/// Whether tesseract can read this language.
fn trained(language: &str) -> bool {
    let file = format!("tessdata/{language}.traineddata");
    let versions = std::fs::read_dir("/usr/share/tesseract-ocr");
    versions.is_ok_and(|found| found.flatten().any(|version| version.path().join(&file).is_file()))
        || Path::new("/usr/share").join(file).is_file()
}

/// Whether there is a LibreOffice that writes texts.
fn office() -> bool {
    let programs = ["/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice"];
    on_path("soffice") && programs.iter().any(|folder| Path::new(folder).join("program/libswlo.so").is_file())
}

/// The letters of the composed documents, where Calibri is not.
fn carlito() -> &'static Path {
    Path::new("/usr/share/fonts/truetype/crosextra")
}

/// The Python that has pip.
fn pip() -> Option<&'static str> {
    let python = |name: &&str| works(std::process::Command::new(name).args(["-m", "pip", "--version"]));
    ["python3", "/usr/bin/python3"].into_iter().find(python)
}

/// Whether the Python of the path can make an environment with pip in it.
fn venv() -> bool {
    works(std::process::Command::new("python3").args(["-c", "import ensurepip, venv"]))
}

/// Puts libpdfium where the server looks for it: `.legalmind/pdfium/libpdfium.so`.
fn pdfium(house: &House) -> Result<()> {
    let target = house.local("pdfium/libpdfium.so")?;
    let stamp = house.local("pdfium/version")?;
    let list = house.path("xtask/pdfium.txt");
    let version = std::fs::read_to_string(&list).context("xtask/pdfium.txt cannot be read")?;
    if !target.is_file() {
        std::fs::remove_file(&stamp).ok();
    }
    once(&stamp, &version, || {
        step("fetching libpdfium (the PDF library, 4 MB)");
        let python = pip().context("no Python with pip was found; install python3-pip")?;
        let folder = tempfile::tempdir()?;
        let mut fetch =
            house.program(python, &["-m", "pip", "download", "--quiet", "--disable-pip-version-check"]);
        fetch.args(["--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement"]).arg(&list);
        run(fetch.arg("--dest").arg(folder.path())).context("libpdfium could not be fetched from PyPI")?;
        let mut wheels = std::fs::read_dir(folder.path())?;
        let wheel = wheels.next().context("pip brought no wheel")??.path();
        run(house.program(python, &["-m", "zipfile", "-e"]).arg(wheel).arg(folder.path()))?;
        std::fs::copy(folder.path().join("pypdfium2_raw/libpdfium.so"), &target)
            .context("the wheel holds no libpdfium.so")?;
        Ok(())
    })?;
    Ok(())
}
