/** What can be wrong with a check that is asked for. Loaded with the feature. */
import type { CheckErrors } from '../nl/check-errors';

export const checkErrors: CheckErrors = {
  unknown: 'This is not there (any more). Choose again.',
  not_read: 'This document has not been read yet, or could not be read. Wait, or add it again.',
  no_text: 'No text was found in this document. Add a version with text.',
  withdrawn: 'This playbook is withdrawn. Choose another.',
  unreadable: 'The text of this playbook cannot be read any more. Correct it under Drafting.',
  unknown_fact: 'The playbook does not ask this any more. Start a new check.',
  unknown_value: 'This value is not possible here. Choose one of those offered.',
  required: 'Fill this in.',
  too_long: 'This is too long: at most 2,000 characters.',
  not_text: 'This has characters that are no text.',
  no_proposal: 'This rule has no proposal.',
  twice: 'This rule is in it twice.',
  not_present: 'The document has another version by now. Check it again.',
  not_word: 'Only a Word file (.docx) can be changed. Ask for the contract in Word.',
  protected: 'This Word file is protected against changes. Take the protection off and add it again.',
  not_made: 'The check is not done yet, or was stopped or failed. There is no report.',
  nothing_fits: 'None of the proposals fits this text. Take the words over yourself.',
};
