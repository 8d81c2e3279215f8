import { jobEnvironment } from './job-environment.ts'

/**
 * The text of an error that ends the process, without the job's secrets. What that takes is loaded only now. Never throws: where
 * it fails the cause is told as it is, and the runner hides what it knows.
 */
export async function withoutSecrets(text: string): Promise<string> {
  try {
    const { redactLastWords } = await import('./last-words.ts')
    return await redactLastWords(text, jobEnvironment())
  } catch {
    return text
  }
}
