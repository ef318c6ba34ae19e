/** What the states of a draft look like. */
export const TONES = { answering: 'quiet', writing: 'quiet', made: 'plain', approved: 'ok' } as const;
