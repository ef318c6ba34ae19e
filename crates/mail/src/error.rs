//! What can be wrong with the settings of mail.

/// The result of reading settings.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why no mail can go with these settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The relay is not written as an address and a port.
    #[error("mail.relay {0:?} is no address and port of this machine, such as 127.0.0.1:25")]
    Address(String),
    /// The relay is another machine.
    #[error(
        "mail.relay {0:?} is another machine. Mail holds the addresses of people, and a machine elsewhere would \
         receive them without a record in the register of processors. Run a relay on this machine (postfix or \
         exim, listening on 127.0.0.1:25), which sends mail on as your firm's mail is sent, and name that"
    )]
    Elsewhere(String),
    /// The sender is no address.
    #[error("mail.from {0:?} is no e-mail address")]
    From(String),
}
