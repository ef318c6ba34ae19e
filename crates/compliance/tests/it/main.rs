//! The deadlines, held against what others say about the same days; and registers over a store.

#[cfg(test)]
mod holidays;
#[cfg(test)]
mod law;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod reasoning;
#[cfg(test)]
mod registers;
