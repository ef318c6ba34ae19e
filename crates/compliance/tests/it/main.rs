//! The deadlines, held against what others say about the same days; the playbooks, against contracts; and
//! registers over a store.

#[cfg(test)]
mod accountability;
#[cfg(test)]
mod conflicts;
#[cfg(test)]
mod contracts;
#[cfg(test)]
mod deployment;
#[cfg(test)]
mod holidays;
#[cfg(test)]
mod law;
#[cfg(test)]
mod names;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod playbooks;
#[cfg(test)]
mod reasoning;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod reminders;
#[cfg(test)]
mod sanctions;
#[cfg(test)]
mod training;
