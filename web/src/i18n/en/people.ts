import type { PeopleTexts } from '../nl/people';
import { count } from './count';

export const people: PeopleTexts = {
  open: 'Roles and requirements',
  title: 'Roles and requirements',
  lead: 'What your firm asks before somebody gets a role, or opens a dossier with it. Without a choice it asks nothing.',
  asks: (role) => `Asked of: ${role}`,
  requirements: {
    confidentiality: 'Signed confidentiality agreement',
    background_check: 'Background check without objection',
    training: 'Valid training in security or privacy',
    ai_literacy: 'Valid training in AI literacy',
  },
  before: {
    role: 'before the role is given',
    dossier: 'before a dossier opens',
  },
  saved: (role) => `What is asked of ${role.toLowerCase()} is recorded.`,
  lacking: (n) => `${count(n, 'person does', 'people do')} not meet it now`,
  allMeet: 'Everyone meets what is asked of their role.',
  lacks: (what) => `Missing: ${what}.`,
  shutOut: 'Opens no dossiers now. Administration and registers stay open.',
  keeps: 'Keeps the role; complete the register.',
  give: 'Give role',
  person: 'Person',
  role: 'New role',
  given: (who, role) => `${who} is now ${role.toLowerCase()}.`,
  errors: {
    begins_as_reader: 'This cannot be asked of a reader: everyone begins as one.',
    last_administrator: 'This is the last administrator. Make another person administrator first.',
    lacks_confidentiality: 'Your firm asks a signed confidentiality agreement for this role. Record it with this account in the register and put it in force; then give the role.',
    lacks_background_check: 'Your firm asks a background check without objection for this role. Record it with this account in the register and let another person put it in force; then give the role.',
    unknown: 'This choice is not there any more. Load again.',
  },
};
