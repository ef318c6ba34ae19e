//! Sign-in on a real store and a clock that is moved by hand.

mod account;
mod calendar;
mod factor;
mod fixture;
mod password;
mod role;
mod session;
mod throttle;
