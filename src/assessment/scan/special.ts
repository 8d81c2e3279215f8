import type { Program } from './program.ts'
import { chmod, chown, dd, find, grep, sed, tar, truncate } from './special/files.ts'
import type { Handled } from './special/handled.ts'
import { curl, fileClient, posts, rawConnection, remoteCopy, sshOptions, wget } from './special/network.ts'
import { alias, cat, emptyText, environment, exec, java, read, settings, source, trap, yes } from './special/shell.ts'

type Handler = (program: Program) => Handled | undefined

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['chmod', chmod],
  ['chown', chown],
  ['chgrp', chown],
  ['dd', dd],
  ['find', find],
  ['gfind', find],
  ['sed', sed],
  ['gsed', sed],
  ['grep', grep],
  ['egrep', grep],
  ['fgrep', grep],
  ['rg', grep],
  ['ag', grep],
  ['tar', tar],
  ['truncate', truncate],
  ['curl', curl],
  ['wget', wget],
  ['nc', rawConnection],
  ['ncat', rawConnection],
  ['netcat', rawConnection],
  ['telnet', rawConnection],
  ['socat', rawConnection],
  ['scp', remoteCopy],
  ['rsync', remoteCopy],
  ['sftp', remoteCopy],
  ['ftp', fileClient],
  ['lftp', fileClient],
  ['ncftp', fileClient],
  ['tftp', fileClient],
  ['smbclient', fileClient],
  ['ssh', sshOptions],
  ['lp', posts],
  ['lpr', posts],
  ['cancel', posts],
  ['finger', posts],
  ['ab', posts],
  ['set', settings],
  ['unset', settings],
  ['shopt', settings],
  ['source', source],
  ['.', source],
  ['read', read],
  ['alias', alias],
  ['yes', yes],
  ['cat', cat],
  ['echo', emptyText],
  ['printf', emptyText],
  ['exec', exec],
  ['trap', trap],
  ['env', environment],
  ['printenv', environment],
  ['java', java],
])

/** The handler of a program whose arguments no table can tell. */
export function specialOf(name: string): Handler | undefined {
  return handlers.get(name)
}
