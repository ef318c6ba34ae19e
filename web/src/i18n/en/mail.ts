/** What one is mailed about, and whether the mail of the firm goes. Loaded with the feature. */
import type { MailTexts } from '../nl/mail';

export const mail: MailTexts = {
  title: 'Mail to you',
  lead: 'At most one mail a day when something new waits for you: only numbers and a link, never names or titles. Nothing is sent between 19:00 and 07:00, except for clocks in hours.',
  unset: 'No mail is sent from this installation. What falls stands on your first page. Your choice is kept.',
  legend: 'Mail me about',
  kinds: {
    deadlines: 'Deadlines that are near or overdue',
    tasks: 'Tasks from the registers',
    escalations: 'Tasks left undone that were escalated to me',
    reports: 'Quarterly reports that wait for me',
    clocks: 'Clocks in hours (as with a data breach): at once, at night too',
  },
  fixed: 'Cannot be switched off: you keep the registers.',
  saved: 'Your choice was saved.',
  firm: 'Mail of the firm',
  firmUnset: 'No mail relay is set. Whoever runs this installation sets it with mail.relay; it has to be on the same machine.',
  firmSet: 'The mail relay on this machine is set.',
  lastSent: (day, time) => `Last taken: ${day} at ${time}.`,
  neverSent: 'No mail was taken yet.',
  unmailed: 'Could not be mailed',
  states: {
    waiting: 'the relay takes nothing now; it is tried again',
    refused: 'the address was refused; check this person’s e-mail address',
    unsure: 'the relay gave no answer; it is told again the next day',
  },
  at: (day, time) => `${day} at ${time}`,
  allMailed: 'All mail of the past thirty days went well.',
};
