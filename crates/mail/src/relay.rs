//! The relay of this machine, spoken to step by step (RFC 5321), so that it is known how far a mail came
//! when something goes wrong.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::Duration,
};

use lettre::{
    Address,
    transport::smtp::{
        Error as Fault,
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use tokio::time::timeout;

use crate::{Error, Letter, Result};

/// How long a mail may take in all; a relay on this machine answers at once.
const PATIENCE: Duration = Duration::from_secs(60);

/// How the handing over of a mail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    /// The relay took it.
    Taken,
    /// The relay will not take it, or the address is none.
    Refused,
    /// The relay does not take it now. It did not take it.
    Later,
    /// The relay is not there, or takes no mail from here. It did not take it.
    Down,
    /// The relay had all of it, and did not say that it took it.
    Unsure,
}

/// The relay of this machine.
#[derive(Clone, Debug)]
pub struct Relay {
    address: SocketAddr,
    from: Address,
    patience: Duration,
}

impl Relay {
    /// The relay at an address and port of this machine; mail is from `from`.
    ///
    /// # Errors
    /// [`Error`] where the relay is elsewhere, or one of the two is not what it should be.
    pub fn new(relay: &str, from: &str) -> Result<Self> {
        let relay = relay.trim();
        let address = match relay.strip_prefix("localhost:") {
            Some(port) => port.parse().ok().map(|port| (IpAddr::V4(Ipv4Addr::LOCALHOST), port).into()),
            None => relay.parse::<SocketAddr>().ok(),
        };
        let address = match address {
            Some(address) if address.ip().to_canonical().is_loopback() => address,
            Some(_) => return Err(Error::Elsewhere(relay.to_owned())),
            // a name and a port is a machine all the same
            None if relay
                .rsplit_once(':')
                .is_some_and(|(name, port)| is_name(name) && port.parse::<u16>().is_ok()) =>
            {
                return Err(Error::Elsewhere(relay.to_owned()));
            }
            None => return Err(Error::Address(relay.to_owned())),
        };
        let from = from.trim();
        let from = from.parse().map_err(|_| Error::From(from.to_owned()))?;
        Ok(Self { address, from, patience: PATIENCE })
    }

    /// The same, with so much patience.
    #[must_use]
    pub fn patient(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Hands a letter over.
    pub async fn send(&self, letter: &Letter<'_>) -> Handed {
        let Some(message) = letter.message(&self.from) else { return Handed::Refused };
        // what ends where patience does: the message itself makes it unsure
        let mut whole = false;
        match timeout(self.patience, self.speak(&message, &mut whole)).await {
            Ok(handed) => handed,
            Err(_) if whole => Handed::Unsure,
            Err(_) => Handed::Down,
        }
    }

    async fn speak(&self, message: &lettre::Message, whole: &mut bool) -> Handed {
        let hello = ClientId::default();
        let opened =
            AsyncSmtpConnection::connect_tokio1(self.address, Some(self.patience), &hello, None, None).await;
        let Ok(mut line) = opened else { return Handed::Down };
        let mut options = Vec::new();
        if message.envelope().to().iter().any(|to| !AsRef::<str>::as_ref(to).is_ascii()) {
            if !line.server_info().supports_feature(Extension::SmtpUtfEight) {
                line.abort().await;
                return Handed::Refused;
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if line.command(Mail::new(Some(self.from.clone()), options)).await.is_err() {
            line.abort().await;
            return Handed::Down;
        }
        for to in message.envelope().to() {
            if let Err(fault) = line.command(Rcpt::new(to.clone(), Vec::new())).await {
                line.abort().await;
                return before(&fault);
            }
        }
        if let Err(fault) = line.command(Data).await {
            line.abort().await;
            return before(&fault);
        }
        *whole = true;
        match line.message(&message.formatted()).await {
            Ok(_) => {
                // it was taken, whatever the relay says to good-bye
                let _ = timeout(Duration::from_secs(1), line.quit()).await;
                Handed::Taken
            }
            Err(fault) if fault.is_permanent() => Handed::Refused,
            Err(fault) if fault.is_transient() => Handed::Later,
            Err(_) => Handed::Unsure,
        }
    }
}

/// What a fault means before the relay had the message.
fn before(fault: &Fault) -> Handed {
    match fault {
        fault if fault.is_permanent() => Handed::Refused,
        fault if fault.is_transient() => Handed::Later,
        _ => Handed::Down,
    }
}

/// Whether something can be the name of a machine.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '.' | '-'))
}
