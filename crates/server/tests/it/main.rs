//! The program as it is shipped: started as a process, spoken to over HTTP, stopped and killed.
//!
//! ```text
//! firm (a content folder) ─▶ server (the process) ◀─HTTP─ browser (cookie, CSRF, tus)
//! ```

#[cfg(test)]
mod accountability;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod checks;
#[cfg(test)]
mod conflicts;
#[cfg(test)]
mod deadlines;
#[cfg(test)]
mod deployment;
#[cfg(test)]
mod disk;
#[cfg(test)]
mod draft_texts;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod firm;
#[cfg(test)]
mod inside;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod law;
#[cfg(test)]
mod library;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod marks;
#[cfg(test)]
mod model;
#[cfg(test)]
mod once;
#[cfg(test)]
mod operation;
#[cfg(test)]
mod people;
#[cfg(test)]
mod redline;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod sanctions;
#[cfg(test)]
mod server;
#[cfg(test)]
mod trainings;
#[cfg(test)]
mod walls;
