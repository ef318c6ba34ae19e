//! Values for content controls and fields.

use super::{Spot, apply::Plan};
use crate::{
    control::ControlKind,
    error::Refusal,
    package::Package,
    paragraph::{Change, Fragment},
    slot::Slot,
};

impl Package {
    pub(super) fn plan_fill(
        &self,
        number: usize,
        name: &str,
        expected: Option<&str>,
        text: &str,
        plan: &mut Plan,
    ) -> Result<(), Refusal> {
        let slots: Vec<Slot> = self.slots().into_iter().filter(|slot| slot.is_called(name)).collect();
        if slots.is_empty() {
            return Err(Refusal::NoSlot);
        }
        for slot in slots {
            if expected.is_some_and(|expected| expected != slot.text) {
                return Err(Refusal::OtherText);
            }
            check(&slot, text)?;
            let story = self.stories.iter().position(|story| story.name == slot.address.part);
            let (start, end) = (slot.address.start, slot.address.end);
            let spot =
                Spot { story: story.ok_or(Refusal::NoSlot)?, paragraph: slot.address.paragraph, start, end };
            // a placeholder's look is not that of a value
            let props = slot.placeholder.then(String::new);
            let insert = vec![Fragment { text: text.to_owned(), props }];
            let change = Change { start, end, removes: start < end, insert, fills: true, marks: None };
            plan.todo(number, &spot).changes.push(change);
        }
        Ok(())
    }
}

fn check(slot: &Slot, text: &str) -> Result<(), Refusal> {
    if slot.locked {
        return Err(Refusal::Locked);
    }
    if slot.bound {
        return Err(Refusal::Bound);
    }
    if !slot.simple {
        return Err(Refusal::unsupported("a control of several paragraphs, or an empty one"));
    }
    match &slot.kind {
        ControlKind::Other => Err(Refusal::unsupported("a control that takes no text")),
        ControlKind::List { choices, open: false } if !choices.iter().any(|choice| choice == text) => {
            Err(Refusal::NotInList)
        }
        _ => Ok(()),
    }
}
