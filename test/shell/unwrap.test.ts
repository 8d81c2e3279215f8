import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { unwrap } from '../../src/shell/unwrap.ts'
import { powerfulWrappers } from '../../src/shell/wrappers/powerful.ts'
import { toolWrappers } from '../../src/shell/wrappers/tool.ts'
import { transparentWrappers } from '../../src/shell/wrappers/transparent.ts'

/** What is found inside, each as a line; words by blanks. */
function innerOf(words: string): readonly string[] {
  const argv = words.split(' ').map((word) => (word === '?' ? undefined : word))
  return (unwrap(argv)?.inner ?? []).map((inner) => {
    if (inner.kind === 'script') return `script ${inner.text ?? '?'}`
    if (inner.kind !== 'command') return inner.kind
    const text = argv.slice(inner.from, inner.to).map((word) => word ?? '?')
    return text.join(' ') + (inner.appends ? ' …' : '')
  })
}

const rows: readonly (readonly [words: string, inner: readonly string[]])[] = [
  ['ls -la', []],
  ['sudo a b', ['a b']],
  ['sudo -u root -- a', ['a']],
  ['sudo -nu root A=b a', ['a']],
  ['sudo --user=root a', ['a']],
  ['sudo -V', []],
  ['sudo -z a b', ['a b', 'b', 'unsure']],
  ['sudo ? a', ['? a', 'a', 'unsure']],
  ['env -i A=b C=d a', ['a']],
  ['env A=b', []],
  ['env -S a', ['script a']],
  ['env -Sa b', ['script a b']],
  ['timeout -s KILL 5 a', ['a']],
  ['timeout 5', []],
  ['nice -n 5 a', ['a']],
  ['nice -5 a', ['a']],
  ['command -v a', []],
  ['command a', ['a']],
  ['bash -c a b', ['script a']],
  ['bash -lc a', ['script a']],
  ['bash -o pipefail -c a', ['script a']],
  ['bash +e -c a', ['script a']],
  ['bash', ['input']],
  ['bash -s a', ['input']],
  ['bash x.sh a', []],
  ['bash -c ?', ['unsure', 'script ?']],
  ['bash --version', []],
  ['bash --rcfile x -c a', ['unsure', 'script a']],
  ['ssh -p 22 host a b', ['script a b']],
  ['ssh host', []],
  ['docker run --rm -v a:b image a b', ['a b']],
  ['docker -H x run -it image a', ['a']],
  ['docker ps', []],
  ['docker exec -u 0 c a', ['a']],
  ['kubectl exec -n n pod -c c -- a b', ['a b']],
  ['kubectl get pods', []],
  ['xargs a', ['a …']],
  ['xargs -I {} a {}', ['a {}']],
  ['xargs', []],
  ['parallel a ::: b', ['a …', 'script a']],
  ['find . -name x', []],
  ['find . -exec a {} ; -exec b +', ['a {}', 'b +']],
  ['find . ? a ;', ['unsure']],
  ['fd -x a', ['a …']],
  ['su root -c a', ['script a']],
  ['su -c a root', ['script a']],
  ['eval a b', ['script a b']],
  ['eval ?', ['script ?']],
  ['trap a EXIT', ['script a']],
  ['trap - EXIT', []],
  ['flock -w 5 f a', ['a']],
  ['flock f -c a', ['script a']],
  ['git -c alias.x=!a x', ['script a', 'unsure']],
  ['git -c color.ui=x log', []],
  ['npm exec -c a', ['script a']],
  ['npx -y a b', ['a b']],
  ['poetry run a', ['a']],
  ['poetry install', []],
  ['busybox a b', ['a b']],
  ['/usr/bin/env a', ['a']],
  ['time -p a', ['a']],
  ['script -qc a f', ['script a']],
  ['doppler run -- a', ['a']],
]

describe('looking into a wrapper', () => {
  for (const [words, inner] of rows) {
    it(`${words} → ${inner.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(innerOf(words), inner)
    })
  }
})

describe('the table of wrappers', () => {
  for (const wrapper of [...powerfulWrappers, ...transparentWrappers, ...toolWrappers]) {
    it(`${wrapper.names[0]} ${wrapper.subcommand ?? ''}: no option is on two lists`, () => {
      const lists = [wrapper.flags, wrapper.values, wrapper.scripts, wrapper.inert]
      const options = lists.flatMap((list) => (list ?? '').split(' ').filter(Boolean))
      assert.deepEqual(
        options.filter((option, index) => options.indexOf(option) !== index),
        [],
      )
    })
  }
})
