import type { KindId } from './catalogue.ts'
import { readingOf, writingTo } from './targets/paths.ts'

/** What code of a general purpose language would do, as far as its words tell. */
export type CodeReading = {
  readonly kinds: readonly KindId[]
  /** Command lines that it hands to a shell or starts. */
  readonly commands: readonly string[]
}

/** Longest code that is searched, in UTF-16 code units. */
const maxCode = 20_000

type Sign = readonly [KindId, RegExp]

// Fixed words and bounded gaps only: no expression can backtrack far.
const signs: readonly Sign[] = [
  ['deletes-files', /\b(?:rmtree|removedirs|rm_rf?|rm_f|rimraf|rmSync|unlinkSync|rmdirSync|removeSync|emptyDirSync|deleteFile|deleteRecursively|removeDirectory|delete_file|remove_dir_all|remove_file)\b|\bos\.(?:remove|unlink|rmdir)\b|\bfs(?:\.promises)?\.(?:rm|unlink|rmdir)\b|\.unlink\(|\bunlink[ ("'$<]|\brmdir[ ("'$]|\bFile\.delete|\bDir\.(?:rmdir|delete|unlink)|\bDeno\.remove|\bos\.RemoveAll|\bFiles?\.delete/],
  ['reverse-shell', /\b(?:dup2|pty\.spawn)\b|>&S\b|\/inet\/(?:tcp|udp)|\bProcessBuilder\b[^]{0,300}\bSocket\b|\bfsockopen\b[^]{0,200}(?:exec|system|popen|shell_exec|proc_open|passthru|`)|\bTCPSocket\b[^]{0,200}(?:popen|exec|spawn|system|`)|\bsocket\b[^]{0,400}(?:subprocess|popen|os\.system|execve|exec\()|\bcreateServer\b[^]{0,300}\.pipe\(|child_process[^]{0,200}\bnet\b|ztcp\b/],
  ['sends-data', /\brequests?\.(?:post|put|patch|delete)\b|\bhttpx\.(?:post|put)|\burlopen\([^)]{1,200},|\.setRequestMethod\("(?:POST|PUT)|\bmethod\s*:\s*["'](?:POST|PUT|PATCH|DELETE)|\bNet::HTTP\.(?:post|put)|\bNet::HTTP::(?:Post|Put)|\bLWP::UserAgent\b[^]{0,200}->(?:post|put)|\bsmtplib\b|\bftplib\b|\.storbinary\(|\bsendall\(|\.sendto\(|\bsocket\.(?:connect|create_connection)|\bsocket\s*\(\s*(?:S|SOCK|socket)|\buse\s+(?:IO::)?Socket|\bIO::Socket|\bTCPSocket\b|\bfsockopen\b|\bstream_socket_client\b|\bnet\.(?:connect|createConnection)|\brequire\(?\s*["']socket["']|\bSockets\b[^]{0,80}connect|Socket\(host|java\.net\.Socket|\bsocket\.socket\b|\bhttp\.client\b|http\.request\(/],
  ['listens', /\b(?:TCPServer|HTTPServer|SimpleHTTPRequestHandler|ThreadingHTTPServer|UNIXServer|WEBrick|ServerSocket|socketserver|SimpleHTTPServer)\b|\bcreateServer\b|\bhttp\.server\b|\.listen\(\s*\d|\bstream_socket_server\b|\.bind\("?\*/],
  ['fetches', /\burllib\b|\burlopen\b|\brequests\.get\b|\burlretrieve\b|\bopen-uri\b|\bURI\.open\b|\bLWP::Simple\b|\bfile_get_contents\(["']http|\bfetch\(|\bhttps?\.get\(|\bNet::HTTP\b|\baxios\b|\bgot\(|\bHTTP::Tiny\b|java\.net\.URL|\bcopy\(["']http/],
  ['runs-decoded', /\b(?:exec|eval|system|popen|Popen|call|check_call|check_output|run|loads|instance_eval)\s*\(?\s*[^()]{0,60}\(?[^()]{0,60}(?:b64decode|base64|fromhex|unhexlify|decode_base64|base64_decode|unpack|gzinflate|str_rot13|atob|rot13|decompress|marshal|Buffer\.from)/],
  ['runs-input', /\beval\s*\(\s*(?:gets|input|STDIN|<STDIN>|\$_(?:GET|POST|REQUEST|COOKIE)|request|process\.argv|sys\.argv|readline)|\b(?:system|exec|shell_exec|passthru|popen)\s*\(\s*\$_(?:GET|POST|REQUEST|COOKIE|SERVER)/],
  ['loads-code', /\bctypes\b|\bLoadLibrary\b|\bdlopen\b|\bFiddle\b|\bffi\.load\b|\bSystem\.load(?:Library)?\b|\bpickle\.loads?\b|\bDynaLoader\b|\bprocess\.dlopen\b|\bpackage\.loadlib\b/],
  ['elevates', /\bsetuid\b|\bsetresuid\b|\bseteuid\b|\bsetgid\b|POSIX::setuid|\bposix_setuid\b|\bChange_privilege\b|\bcap_set/],
  ['opens-shell', /\bpcntl_exec\b|\bos\.exec[lv]p?e?\b|\bpty\.spawn\b|\bos\.execute\b|\bexec\s+["']\/bin|\bsyscall\.Exec\b|\bKernel\.exec\b|\bspawn\s+\/bin|\bProcessBuilder\b|\bhttpd?\.exec|\bvim\.command|\\write18/],
  ['exhausts', /\bwhile\b[^]{0,40}\b(?:fork|Popen|Thread)\b|\bfork\s+while\b|\bloop\b[^]{0,20}\bfork\b|\bfork\b[^]{0,12}\bwhile\s+(?:1|true|True|fork)/],
  ['captures-data', /\bpynput\b|\bkeyboard\.(?:hook|on_press|record)|\bImageGrab\b|\bpyautogui\.screenshot|\bscapy\b|\bsniff\(|\bRawSocket\b|SOCK_RAW|\bAF_PACKET\b/],
  ['runs-download', /\b(?:exec|eval|system|run|Popen)\s*\(?[^]{0,60}\b(?:urlopen|requests\.get|urlretrieve|URI\.open|file_get_contents\(["']http|curl |wget )/],
]

const commandCall =
  /(?:\b(?:system|popen|execSync|execFileSync|spawnSync|spawn|exec|execvp?e?|Popen|call|check_output|check_call|run|shell_exec|passthru|getoutput|getstatusoutput|callCommand|os\.execute|io\.popen|sh|qx|readpipe|execute|command|IO\.popen|start)\s*[({[ ]\s*\[?\s*)(?:"((?:[^"\\]|\\.){1,2000})"|'((?:[^'\\]|\\.){1,2000})')/g
const backticks = /`([^`\n]{2,500})`/g
const listCall = /\b(?:run|Popen|call|check_output|check_call|spawn|spawnSync|execFile|execFileSync|system|exec)\s*\(\s*\[?((?:\s*["'][^"'\n]{0,300}["']\s*,?){2,20})/g

/** Reads code of any language for what it would do. `language` tells whether backticks start commands. */
export function readCode(text: string, language: string): CodeReading {
  const code = text.slice(0, maxCode)
  const kinds = new Set<KindId>()
  for (const [kind, sign] of signs) if (sign.test(code)) kinds.add(kind)
  for (const kind of pathsIn(code)) kinds.add(kind)
  return { kinds: [...kinds], commands: commandsIn(code, language) }
}

function commandsIn(code: string, language: string): readonly string[] {
  const commands: string[] = []
  for (const match of code.matchAll(listCall)) {
    const words = [...(match[1] ?? '').matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map((word) => word[1] ?? word[2] ?? '')
    commands.push(words.map(quote).join(' '))
  }
  for (const match of code.matchAll(commandCall)) commands.push(unescape(match[1] ?? match[2] ?? ''))
  if (language !== 'node' && language !== 'sql' && language !== 'python' && language !== 'awk')
    for (const match of code.matchAll(backticks)) commands.push(match[1] ?? '')
  return commands.slice(0, 20)
}

function quote(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

function unescape(text: string): string {
  return text.replace(/\\(["'\\])/g, '$1').replaceAll('\\n', '\n')
}

const writeMode = /["'](?:w|a|wb|ab|w\+|a\+|>>?)["']|\bwrite(?:File|FileSync|_text|_bytes|Lines|String)?\b|\bFile\.write\b|\bappendFile|\bfile_put_contents\b|open\([^)]{0,80}>|\bcopy(?:file|2|FileSync)?\(|\bsymlink|\bchmod\b|\brename/i

/** Strings of the code that are paths: what it would mean to read or write them. */
function pathsIn(code: string): readonly KindId[] {
  const writes = writeMode.test(code)
  const kinds: KindId[] = []
  for (const match of code.matchAll(/["'`]((?:~|\.{0,2}\/|\.[a-z])[^"'`\n\s]{1,200})["'`]/g)) {
    const path = match[1] ?? ''
    const kind = (writes ? writingTo(path) : undefined) ?? readingOf(path)
    if (kind !== undefined) kinds.push(kind)
  }
  return kinds
}

const shellPath = /(?:^|[\s'"=:;|&(`[{,<>!])(?:\/usr)?\/bin\/(?:ba|da|z|k|mk|c|tc|a|fi|r?ba)?sh(?=$|[\s'"`;|&)\],}<>\\#:!])/
const escapes =
  /(?:^|[\s'":])!\s*(?:\/bin\/|sh\b|bash\b)|:\s*(?:!|shell\b|terminal\b|term\b)|\bos\.execute\s*\(|\bos\.system\s*\(|\bos\.exec[lv]p?e?\s*\(|\bpty\.spawn\b|\bos\.spawn|\bchild_process\b|\bRuntime\.getRuntime\b|\bProcessBuilder\b|%\(\/bin|\bsystem\s*\(\s*["']\/?(?:usr\/)?bin\/|\bposix\.exec\b|\bKernel\.exec\b|\\write18|\bspawn\s+\/bin\/|exec:\s*["']?\/bin|\/dev\/(?:tcp|udp)\//i

/** Whether an argument makes a program that is no shell open one. */
export function opensShell(text: string): boolean {
  const cut = withoutShebang(text.slice(0, maxCode))
  return shellPath.test(cut) || escapes.test(cut)
}

/** Whether text names a shell by its path. A first line `#!/bin/sh` does not count. */
export function namesShell(text: string): boolean {
  return shellPath.test(withoutShebang(text.slice(0, maxCode)))
}

function withoutShebang(text: string): string {
  return text.replace(/^\s*#!\s*\/\S+[^\n]*/, '')
}
