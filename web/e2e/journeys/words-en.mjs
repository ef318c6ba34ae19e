/** What an English reader looks for on the page. */
export const en = {
  newDossier: 'New dossier', name: /^Name/, create: 'Make dossier', add: 'Add documents', resume: 'Go on adding', adding: /of \d+ added/,
  failed: 'not read', ask: 'Ask', stop: 'Stop', question: 'Your question', stopped: 'Stopped', status: /Answer ready|No support|Stopped/, source: /^Source \d+/,
  reasons: { empty: 'empty file', encrypted: 'has a password', kind_mismatch: 'name is not right', malformed: 'damaged', truncated: 'incomplete', unsupported: 'kept only', crashed: 'reading broke off' },
  newQuestion: 'New question', notFoundShort: 'not found', verbatim: 'no language model is set',
  search: 'Search', find: 'Find in this document', place: /\d+ of \d+/,
  review: 'Review changes', instruction: 'Instruction', propose: 'Make proposals', notUnderstood: 'this instruction is not understood', reviewAgain: 'New review',
  acceptNext: 'Accept and next', rejectNext: 'Reject and next', finishReview: 'Finish', makeVersion: 'Make the new version', versionMade: 'Version 2 was made',
  preview: 'Preview', newDraft: 'New draft', findTemplate: 'Search for a template', useTemplate: 'Use this template', yes: 'Yes', no: 'No', notADay: /a day that exists/, makeDocument: 'Make document',
  makeAnyway: 'Make it anyway', makeAgain: 'Make a new version', answered: 'Everything is answered', approve: 'Approve', approvedBy: /Approved by/,
  notFound: 'This quote does not stand in the document', unsure: 'The exact place is not certain',
  addDeadline: 'Add deadline', findTerm: 'Find a term', termsOfLaw: 'Terms of the law', objection: 'Objection', dateOf: /^Date of/, kingsDay: /King’s Day, a recognised public holiday/, kingsDayAfter: 'Wednesday 28 April 2027',
  ascension: /was equated to a public holiday by royal decree/, ascensionAfter: 'Monday 10 May 2027', addStep: 'Add step', record: 'Record', confirm: 'Confirm', calendar: 'Calendar subscription', makeAddress: 'Make address', secretAddress: 'Secret address', revoke: /^Revoke/,
  whichDeadlines: 'Which deadlines', onlyDossier: 'Only this dossier', allMine: 'All my deadlines',
  isConfirmed: 'confirmed', close: 'Close',
};
