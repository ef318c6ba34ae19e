//! Trying everything that must not be possible.

use std::{
    fs::{self, File},
    io::{self, Write},
    net::{TcpListener, TcpStream, UdpSocket},
    os::unix::net::{UnixDatagram, UnixStream},
    process::{Command, Stdio},
    thread,
};

use crate::wire::{self, Answer};

/// Answers with what was tried and whether it was possible.
pub fn answer(out: &mut impl Write) -> io::Result<()> {
    let tried = attempts().into_iter().map(|(what, possible)| (what.to_owned(), possible)).collect();
    wire::write(out, &Answer::Probed(tried), &[])
}

/// Everything that is tried. Outside of a sandbox each is possible.
pub fn attempts() -> Vec<(&'static str, bool)> {
    let made = std::env::temp_dir().join(format!("legalmind-probe-{}", std::process::id()));
    let writing = File::create(&made).is_ok();
    let _ = fs::remove_file(&made);
    vec![
        ("reading a file", File::open("/etc/passwd").is_ok()),
        ("listing a folder", fs::read_dir("/").is_ok()),
        ("reading itself", File::open("/proc/self/status").is_ok()),
        ("writing a file", writing),
        ("asking about a file", fs::metadata("/etc/passwd").is_ok()),
        ("listening on TCP", TcpListener::bind("127.0.0.1:0").is_ok()),
        ("connecting over TCP", connects()),
        ("a UDP socket", UdpSocket::bind("127.0.0.1:0").is_ok()),
        ("a local socket", UnixDatagram::unbound().is_ok()),
        ("a pair of sockets", UnixStream::pair().is_ok()),
        ("starting a program", starts_program()),
        ("a second thread", thread::Builder::new().spawn(|| {}).is_ok()),
    ]
}

/// Whether a socket exists to connect with: a refusal by the other side counts as reached.
fn connects() -> bool {
    match TcpStream::connect("127.0.0.1:9") {
        Ok(_) => true,
        Err(error) => error.kind() == io::ErrorKind::ConnectionRefused,
    }
}

fn starts_program() -> bool {
    Command::new("/bin/true")
        .stdin(Stdio::inherit())
        .stdout(Stdio::inherit())
        .stderr(Stdio::inherit())
        .status()
        .is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn outside_the_sandbox_all_is_possible() {
        // if an attempt failed here, its failure inside would prove nothing
        for (what, possible) in super::attempts() {
            assert!(possible, "{what}");
        }
    }
}
