//! Mail handed to the relay of this machine. A relay elsewhere would be a recipient of personal data that no
//! active record of the register of processors owns (P007): it is refused. What the relay on this machine
//! does with a mail is its operator's matter, as with any mail of the firm.
//!
//! ```text
//! Relay::new("127.0.0.1:25", from) ─▶ send(&Letter) ─▶ Handed: taken │ refused │ later │ down │ unsure
//! ```
//!
//! Addresses and texts are data: what could begin a line of its own in a header is refused, not escaped.

mod error;
mod letter;
mod relay;

pub use error::{Error, Result};
pub use letter::Letter;
pub use relay::{Handed, Relay};
