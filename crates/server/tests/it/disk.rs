//! P055: what the product keeps can be read with its keys alone.

use std::{os::unix::fs::PermissionsExt, path::Path};

use base64::{Engine, engine::general_purpose::STANDARD};
use memchr::memmem;

use crate::{
    browser::{Browser, send},
    firm::{Firm, RESPONSIBLE},
    server::{Place, files},
};

/// Words that stand nowhere else; none ends as a Dutch word that a stem would shorten.
const DOSSIER: &str = "Qoxvurtalp";
const PARTY: &str = "Wexbrumtik";
const FOLDER: &str = "Zyfkwolmup";
const FILE: &str = "Jixdrofkam";
const TEXT: &str = "Vuqbremxol";
const SUBJECT: &str = "Kwyztamfog";
const ATTACHED: &str = "Hoqfizburk";
const ATTACHMENT: &str = "Gyxwamplod";
const SOUGHT: &str = "Fuqzotkrim";
const ASKED: &str = "Nyxbolwakf";
const UPLOADED: &str = "Tiqgruxvop";
const HALF: &str = "Pywzukfrom";

/// Files that are the demonstration's own: how to sign in to it, and its passphrase.
const OWN: [&str; 2] = ["sign-in.json", "passphrase"];

fn firm() -> Firm {
    let text = format!("De {TEXT} is op 3 maart geleverd aan de koper.\n\nDe koper heeft niet betaald.");
    let attachment = STANDARD
        .encode(format!("Bijlage: de {ATTACHED} wordt op 9 april om tien uur gekeurd door de makelaar."));
    let message = format!(
        "From: Piet <piet@example.org>\r\nTo: Eva <eva@example.org>\r\nSubject: {SUBJECT}\r\n\
         Date: Mon, 2 Mar 2026 10:00:00 +0100\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
         Hierbij de bijlage.\r\n--b\r\nContent-Type: text/plain; name=\"{ATTACHMENT}.txt\"\r\n\
         Content-Disposition: attachment; filename=\"{ATTACHMENT}.txt\"\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         {attachment}\r\n--b--\r\n"
    );
    Firm {
        dossier: format!("Zaak {DOSSIER}"),
        client: format!("{PARTY} B.V."),
        folder: FOLDER.to_owned(),
        documents: vec![
            (format!("{FILE}.txt"), text.into_bytes()),
            ("bericht.eml".to_owned(), message.into_bytes()),
        ],
    }
}

/// Every way in which a word could stand there.
fn forms(word: &str) -> Vec<Vec<u8>> {
    let lower = word.to_lowercase();
    // what a stemmer or a word list might leave of it
    let stem = lower.get(..8).filter(|_| word.is_ascii()).unwrap_or(&lower).to_owned();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    vec![word.into(), lower.clone().into(), stem.clone().into(), wide(word), wide(&lower), wide(&stem)]
}

/// Where a word stands: in a file, or in its name.
fn readable(dir: &Path, words: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files(dir) {
        let name = file.strip_prefix(dir).unwrap_or(&file).to_string_lossy().into_owned();
        if OWN.contains(&name.as_str()) {
            continue;
        }
        let bytes = std::fs::read(&file).unwrap_or_default();
        for word in words {
            let holds = |form: &Vec<u8>| {
                memmem::find(&bytes, form).is_some() || memmem::find(name.as_bytes(), form).is_some()
            };
            if forms(word).iter().any(holds) {
                found.push(format!("{word} in {name}"));
            }
        }
    }
    found
}

/// Files and directories that somebody but their owner may do anything with.
fn open_to_others(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![dir.to_owned()];
    while let Some(path) = left.pop() {
        let about = std::fs::symlink_metadata(&path).expect("it is there");
        let mode = about.permissions().mode() & 0o777;
        let own = if about.is_dir() { 0o700 } else { 0o600 };
        if mode != own {
            found.push(format!("{} {mode:o}", path.display()));
        }
        if about.is_dir() {
            left.extend(std::fs::read_dir(&path).expect("a directory").flatten().map(|it| it.path()));
        }
    }
    found
}

/// Uses everything that could leave something on disk.
async fn work(eva: &Browser) {
    let dossier = eva.dossier().await;
    for word in [TEXT, ATTACHED, SUBJECT] {
        let found = eva.get(&format!("/api/v1/search?q={word}")).await.expect(200);
        assert_eq!(found["total"], 1, "{word} is found, so it is in the index");
    }
    let none = eva.get(&format!("/api/v1/search?q={SOUGHT}")).await.expect(200);
    assert_eq!(none["total"], 0);
    let answer = eva.answer(&dossier, &format!("Wanneer is de {TEXT} geleverd, en de {ASKED}?")).await;
    assert!(answer["text"].as_str().is_some_and(|text| text.contains(TEXT)), "{answer}");
    let text = format!("De {UPLOADED} staat in de loods te Breda en wordt daar bewaard.");
    let added = eva.upload(&dossier, &format!("{UPLOADED}.txt"), text.as_bytes()).await;
    let read = eva.until_read(&added).await;
    assert_eq!(read["progress"], "searchable");
    let version = read["version"].as_str().expect("a version");
    let content = eva.get(&format!("/api/v1/documents/{added}/versions/{version}/content")).await;
    assert_eq!(content.bytes, text.as_bytes());
    let names: Vec<_> = eva.all(&format!("/api/v1/dossiers/{dossier}/documents")).await;
    assert!(names.iter().any(|it| it["name"] == format!("{ATTACHMENT}.txt")), "the attachment is a document");
    // an upload that is not finished is on disk too
    let begun = eva.announce(&dossier, &format!("{HALF}.txt"), 1000).await;
    let place = begun.header("location").expect("a place").to_owned();
    let piece = send(eva.piece(&place, 0).body(format!("De {HALF} is half. "))).await;
    piece.expect(204);
}

#[tokio::test]
async fn p055_nothing_readable_on_disk() {
    let place = Place::new(&firm());
    let server = place.demo().ready(&place).await;
    let known = place.sign_in();
    let eva = server.browser().signed(known.person(RESPONSIBLE)).await;
    work(&eva).await;

    let mut words: Vec<String> =
        [DOSSIER, PARTY, FOLDER, FILE, TEXT, SUBJECT, ATTACHED, ATTACHMENT, SOUGHT, ASKED, UPLOADED, HALF]
            .map(str::to_owned)
            .into();
    let session = eva.cookie.split_once('=').map(|(_, secret)| secret.to_owned()).expect("a cookie");
    let passphrase = std::fs::read_to_string(place.of("data/passphrase")).expect("a passphrase");
    words.extend([session, passphrase.trim().to_owned()]);
    for person in &known.people {
        words.extend([person.email.clone(), person.password.clone(), person.totp_secret.clone()]);
    }

    let data = place.of("data");
    assert_eq!(readable(&data, &words), Vec::<String>::new(), "while it runs");
    server.stop().await;
    assert!(files(&data).len() > 10, "there is something to look through");
    assert_eq!(readable(&data, &words), Vec::<String>::new(), "when it is stopped");
    assert_eq!(readable(&place.of("tmp"), &words), Vec::<String>::new(), "in temporary files");
    let log = place.log();
    let told: Vec<_> = words.iter().filter(|word| log.contains(word.as_str())).collect();
    assert!(told.is_empty(), "the log tells {told:?}");

    assert_eq!(open_to_others(&data), Vec::<String>::new(), "everything is its owner's alone");

    // the look itself finds every form in which a word can stand
    for (at, form) in forms(TEXT).iter().enumerate() {
        let planted = data.join("objects").join(format!("planted-{at}"));
        std::fs::write(&planted, [&[0x81; 5000][..], form, b"\x00\xff"].concat()).expect("planted");
        assert_eq!(readable(&data, &words).len(), 1, "form {at} is found");
        std::fs::remove_file(planted).expect("removed");
    }
}
