//! Which check begins when.

use anyhow::Result;

use crate::{
    count::Tests,
    house::{House, Outcome},
};

/// Something that is looked at; it counts the tests that it runs.
#[derive(Debug)]
pub struct Check {
    /// Its name.
    pub name: &'static str,
    /// The checks that must have ended before it begins, however they ended.
    pub after: &'static [&'static str],
    /// Looks.
    pub look: fn(&House, &mut Tests) -> Result<Outcome>,
}

/// A row of the table of checks.
pub const fn the(
    name: &'static str,
    after: &'static [&'static str],
    look: fn(&House, &mut Tests) -> Result<Outcome>,
) -> Check {
    Check { name, after, look }
}

/// The checks that are still to run, in their order, and those that run.
pub struct Plan {
    waiting: Vec<&'static Check>,
    running: Vec<&'static str>,
}

impl Plan {
    /// A plan in which none of these runs yet.
    pub fn new(checks: impl Iterator<Item = &'static Check>) -> Self {
        Self { waiting: checks.collect(), running: Vec::new() }
    }

    /// The check that is all of the plan.
    pub fn only(&self) -> Option<&'static Check> {
        match self.waiting.as_slice() {
            [check] => Some(check),
            _ => None,
        }
    }

    /// How many run.
    pub fn running(&self) -> usize {
        self.running.len()
    }

    /// The first check that need not wait for another; it runs from now on.
    pub fn begin(&mut self) -> Option<&'static Check> {
        let ready =
            self.waiting.iter().position(|check| check.after.iter().all(|name| self.is_past(name)))?;
        let check = self.waiting.remove(ready);
        self.running.push(check.name);
        Some(check)
    }

    /// This one ended.
    pub fn ended(&mut self, name: &str) {
        self.running.retain(|running| *running != name);
    }

    /// Whether nothing is to be expected of this check: it ended, or is not part of the plan.
    fn is_past(&self, name: &str) -> bool {
        !self.running.contains(&name) && self.waiting.iter().all(|check| check.name != name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn named(name: &'static str, after: &'static [&'static str]) -> Check {
        the(name, after, |_, _| Ok(Outcome::Skipped(String::new())))
    }

    const SOME: &[Check] = &[
        named("fetch", &[]),
        named("build", &[]),
        named("walk", &["fetch", "build"]),
        named("size", &["fetch"]),
    ];

    fn begun(plan: &mut Plan) -> Option<&'static str> {
        plan.begin().map(|check| check.name)
    }

    #[test]
    fn a_check_begins_when_those_before_it_have_ended() {
        let mut plan = Plan::new(SOME.iter());
        assert_eq!((begun(&mut plan), begun(&mut plan)), (Some("fetch"), Some("build")));
        assert_eq!(begun(&mut plan), None, "both of the others wait for one that runs");
        plan.ended("fetch");
        assert_eq!(begun(&mut plan), Some("size"), "the one before it still waits");
        plan.ended("build");
        assert_eq!((begun(&mut plan), plan.running()), (Some("walk"), 2));
    }

    #[test]
    fn what_is_left_out_is_not_waited_for() {
        let mut plan = Plan::new(SOME.iter().filter(|check| check.name == "walk"));
        assert_eq!(plan.only().map(|check| check.name), Some("walk"));
        assert_eq!(begun(&mut plan), Some("walk"));
    }
}
