/** Tests in the product: the shapes of the API, and one typed way to each. */
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type * as api from './schema';
import type { Id, Narrow, Sent } from './types';

export type AttemptState = 'open' | 'over' | 'changed' | 'passed' | 'failed';
export type Training = Narrow<api.Training, { last: Sent<api.TrainingLast> | null }>;
export type Question = Narrow<api.TrainingQuestion, { options: Sent<api.TrainingOption>[] }>;
export type Attempt = Narrow<api.TrainingAttempt, { state: AttemptState; questions: Question[] }>;
/** The places of the options that were chosen, by question. */
export type Answers = number[][];

// questions come in the reader's language, so the language is part of what is asked for
export const trainings = (language: string) =>
  queryOptions({ queryKey: ['trainings', language], queryFn: ({ signal }) => call<{ items: Training[] }>('/trainings', { signal }).then((list) => list.items) });

export const attempt = (id: Id, language: string) =>
  queryOptions({ queryKey: ['trainings', 'attempt', id, language], queryFn: ({ signal }) => call<Attempt>(`/training-attempts/${id}`, { signal }) });

export const start = (key: string): Promise<Attempt> => call(`/trainings/${key}/attempts`, { method: 'POST' });

export const handIn = (id: Id, answers: Answers): Promise<Attempt> => call(`/training-attempts/${id}/answers`, { method: 'POST', body: { answers } });
