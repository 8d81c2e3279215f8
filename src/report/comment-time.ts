/** `22 Nov 2026, 14:32 UTC`: the same for every reader, and short. */
export function showMoment(at: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(at).toUTCString()) ?? []
  return `${day} ${month} ${year}, ${time?.slice(0, 5)} UTC`
}
