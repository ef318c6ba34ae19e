/** What one chose in a test that is not handed in, kept by this browser until it is. */
import type { Answers } from '../../api/training';

const at = (id: string) => `legalmind.training.${id}`;

/** The choices that were kept, for so many questions. */
export function kept(id: string, questions: number): Answers {
  const bare: Answers = Array.from({ length: questions }, () => []);
  try {
    const known: unknown = JSON.parse(sessionStorage.getItem(at(id)) ?? '[]');
    if (!Array.isArray(known)) return bare;
    return bare.map((none, n) => (Array.isArray(known[n]) ? known[n].filter(Number.isInteger) : none));
  } catch {
    return bare;
  }
}

export function keep(id: string, answers: Answers): void {
  try {
    sessionStorage.setItem(at(id), JSON.stringify(answers));
  } catch {
    // a browser that keeps nothing loses nothing but this
  }
}

export function forget(id: string): void {
  try {
    sessionStorage.removeItem(at(id));
  } catch {
    // nothing was kept
  }
}

/** The choices of one question after an option was chosen or left: of one that is right, the last. */
export function turn(chosen: number[], option: number, several: boolean): number[] {
  if (!several) return [option];
  return chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option].sort((a, b) => a - b);
}
