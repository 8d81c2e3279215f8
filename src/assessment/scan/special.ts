import type { Program } from './program.ts'
import { finger, posts, rawConnection, secureConnection, socat } from './special/connections.ts'
import { encode } from './special/encoders.ts'
import { allocate, awk, dd, edit, find, grep, head, tar, truncate } from './special/files.ts'
import { revisions } from './special/git.ts'
import type { Handled } from './special/handled.ts'
import { curl, wget } from './special/http.ts'
import { make, scripts } from './special/make.ts'
import { chmod, chown } from './special/permissions.ts'
import { fileClient, rsync, secureCopy, sshOptions } from './special/remote-files.ts'
import { sed } from './special/sed.ts'
import {
  alias,
  cat,
  emptied,
  emptyText,
  environment,
  exec,
  hash,
  java,
  read,
  settings,
  source,
  terminal,
  trap,
  yes,
} from './special/shell.ts'

type Handler = (program: Program) => Handled | undefined

const handlers: Readonly<Record<string, Handler>> = {
  chmod,
  'chown chgrp': chown,
  dd,
  'find gfind': find,
  'sed gsed': sed,
  'grep egrep fgrep rg ag ugrep pcregrep': grep,
  'tar gtar bsdtar': tar,
  'awk gawk mawk nawk': awk,
  truncate,
  curl,
  'wget wget2 aria2c axel lwp-download saldl snarf puf': wget,
  'nc ncat netcat telnet': rawConnection,
  'socat socat1': socat,
  openssl: secureConnection,
  'scp sftp pscp psftp': secureCopy,
  rsync,
  'ftp lftp ncftp tftp smbclient': fileClient,
  ssh: sshOptions,
  'lp lpr cancel ab whois rlogin': posts,
  finger,
  'set unset shopt declare typeset local': settings,
  'base64 base32 basenc xxd od hexdump rev tr uuencode': encode,
  'make gmake': make,
  fallocate: allocate,
  'yq dasel tomlq xq xmlstarlet': edit,
  'head tail tac sort gzip bzip2 xz cksum md5sum sha1sum sha256sum sha512sum': head,
  'source .': source,
  read,
  alias,
  yes,
  cat,
  'echo printf': emptyText,
  ': true': emptied,
  exec,
  hash,
  trap,
  'env printenv': environment,
  java,
  'npm pnpm yarn': scripts,
  git: revisions,
  'tmux screen': terminal,
}

const byName: ReadonlyMap<string, Handler> = new Map(
  Object.entries(handlers).flatMap(([names, handler]) => names.split(' ').map((name) => [name, handler])),
)

/** The handler of a program whose arguments no table can tell. */
export function specialOf(name: string): Handler | undefined {
  return byName.get(name)
}
