//! One conformance suite, run on both engines. PostgreSQL runs where `LEGALMIND_TEST_PG` names
//! a superuser's URL; every test makes a database of its own there.

#[cfg(test)]
mod access;
#[cfg(test)]
mod accountability;
#[cfg(test)]
mod answers;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod checks;
#[cfg(test)]
mod conflicts;
#[cfg(test)]
mod deadlines;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod dossiers;
#[cfg(test)]
mod drafts;
#[cfg(test)]
mod house;
#[cfg(test)]
mod isolation;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod people;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod requirements;
#[cfg(test)]
mod sanctions;
#[cfg(test)]
mod sight;
#[cfg(test)]
mod training;
#[cfg(test)]
mod uploads;
#[cfg(test)]
mod work;
