import type { KindId } from './catalogue.ts'

/** A kind, and the expressions that must all be found for it. */
type Sign = readonly [KindId, RegExp, ...RegExp[]]

/** Calls that open a connection to another machine. */
const connects =
  /\bsocket\b|\bTCPSocket\b|\bsocketConnection\b|\bfsockopen\b|\bstream_socket_client\b|\bSockets?\.(?:TCPClient|connect|tcp|udp)\b|\bTCPClient\b|\bTcpStream::connect|\bnet\.(?:Dial|connect|createConnection)|\brequire\(["'](?:node:)?net["']\)|\bDeno\.connect\b|\bBun\.connect\b|\bgen_tcp\b|\bIO::Socket\b|\bnew\s+Socket\s*\(|\bSocketChannel\b|\/inet\/(?:tcp|udp)|\bWebSocket\s*\(|\bconnectTo\b|\bTCPClient\b/i
/** Calls that start a program. */
const starts =
  /\bsubprocess\b|\bpopen\w?\b|\bos\.(?:system|exec\w*|spawn\w*)|\bexecve?\b|\bexec\s{0,8}[({]|\bexec\s+(?:\w*sh|\{)|\bsystem\s*\(|\bspawn\w*\b|\bshell_exec\b|\bpassthru\b|\bproc_open\b|\bchild_process\b|\bexec\.Command\b|\bDeno\.(?:Command|run)\b|\bProcess(?:Builder)?\b(?!\.(?:arch|argv|cwd|env|exit|exitCode|hrtime|nextTick|on|once|pid|platform|std\w+|uptime|versions?)\b)|\bRuntime\b|\bcallCommand\b|\biex\b|\bInvoke-Expression\b|\bsystem\$|\bio\.popen\b|["']\/bin\/(?:ba|da|z|k)?sh["']|\bcmd\.exe\b|\bpty\b|\bCommand::new\b|\bos[:.]cmd\b|\bSystem\.cmd\b/i

/** Whether code names the means by which programs are started. */
export function startsPrograms(code: string): boolean {
  return starts.test(code) || /\bimport\s+(?:system|popen)\b|\bshelljs\b|\bexeca\b/.test(code)
}

/** Calls that fetch from the network. */
const fetching =
  /\burlopen\b|\brequests\.get\b|\bopen-uri\b|\bURI\.open\b|\bfile_get_contents\(["']http|(?<![.\w])fetch\(|\bhttps?["']?\)?\.(?:get|request)\(|\bget\s{0,8}\(?\s{0,8}["']https?:|\bNet::HTTP\b|\bLWP::Simple\b|\b(?:curl|wget)\s{1,8}(?:-\S{1,80}\s{1,8}){0,12}["']?https?:|\baxios\b|\bHTTP::Tiny\b/
/** Calls that run text as code, where it is no fixed text. */
const evaluating =
  /(?<![.\w:-])(?<!->)(?:eval|exec|load|loadstring|instance_eval|new Function|vm\.run\w+)\s{0,8}\(?\s{0,8}(?!["'`[\s])[\w$(]|\.then\(\s{0,8}(?:eval|Function)\b/

// Fixed words and bounded gaps only: no expression can backtrack far.
/** Words of code and what they mean, for all languages alike. */
export const codeSigns: readonly Sign[] = [
  [
    'deletes-files',
    /\b(?:rmtree|remove_tree|removedirs|rm_rf?|rm_f|rimraf|rmSync|unlinkSync|rmdirSync|removeSync|emptyDirSync|deleteFile|deleteRecursively|removeDirectory|delete-directory|delete-file|delete_file|remove_dir_all|remove_file|remove_?dir\w*|removeFile|removeDir\w*|removeItem|send2trash|trashItem|removePathForcibly|deleteDir|deleteSync|del_dir\w*|remove_path|rm!|file\s+delete|call\s+delete)\b|\bos\.(?:remove|unlink|rmdir)\b|\bfs["']?\)?(?:\.promises)?\.(?:rm|unlink|rmdir)\b|\.unlink\(|\bunlink(?:[ ()"'$<;}]|$)|(?<![.\w])rm\(|\bSys\.remove\b|\bfile:delete\b|\brmdir[ ("'$]|\bFile\.delete|\bDir\.(?:rmdir|delete|unlink)|\bDeno\.remove|\bos\.Remove|\bFiles?\.(?:delete|rm)|\b(?:File|Directory)\.Delete|\bfile\.remove\b|\bnew (?:java\.io\.)?File\([^)\n]{0,200}\)\.delete/,
  ],
  [
    'reverse-shell',
    /\b(?:dup2|pty\.spawn)\b|>&S\b|\/inet\/(?:tcp|udp)|\bProcessBuilder\b[\s\S]{0,300}\bSocket\b|\bfsockopen\b[\s\S]{0,200}(?:exec|system|popen|shell_exec|proc_open|passthru|`)|\bTCPSocket\b[\s\S]{0,200}(?:popen|exec|spawn|system|`)|\bsocket\b[\s\S]{0,400}(?:subprocess|popen|os\.system|execve|exec\()|\bcreateServer\b[\s\S]{0,300}\.pipe\(|child_process[\s\S]{0,200}\bnet\b|ztcp\b/,
  ],
  ['reverse-shell', connects, starts],
  ['runs-download', fetching, evaluating],
  [
    'sends-data',
    /\bsocketConnection\b|\bTCPClient\b|\bnet\.Dial\b|\bDeno\.connect\b|\bgen_tcp[:.]connect\b|\bTcpStream::connect\b|\bSend-MailMessage\b|\bUpload(?:File|Data|String|Values)\s*\(|\bInvoke-(?:WebRequest|RestMethod)\b[^;|\n]{0,200}-(?:Method\s+["']?(?:post|put)|InFile|Body)\b/i,
  ],
  [
    'sends-data',
    /\brequests?\.(?:post|put|patch|delete)\b|\bhttpx\.(?:post|put)|\burlopen\([^)]{1,200},|\.setRequestMethod\("(?:POST|PUT)|\bmethod["']?\s{0,8}(?::|=>)\s{0,8}["'](?:POST|PUT|PATCH|DELETE)|\bNet::HTTP\.(?:post|put)|\bNet::HTTP::(?:Post|Put)|\bLWP::UserAgent\b[\s\S]{0,200}->(?:post|put)|\bsmtplib\b|\bftplib\b|\.storbinary\(|\bsendall\(|\.sendto\(|\bsocket\.(?:connect|create_connection)|\bsocket\s*\(\s*(?:S|SOCK|socket)|\buse\s+(?:IO::)?Socket|\bIO::Socket|\bTCPSocket\b|\bfsockopen\b|\bstream_socket_client\b|\bsocket_connect\b|\bnet\.(?:connect|createConnection)|\brequire\(?\s*["']socket["']|\bSockets\b[\s\S]{0,80}connect|Socket\(host|java\.net\.Socket|\bsocket\.socket\b|\bhttp\.client\b|http\.request\(/,
  ],
  // What was read here is put into an address.
  [
    'sends-data',
    /["'`]https?:\/\/[^"'`\n]{1,200}["'`]\s{0,4}(?:\.|\+|<>|%|,)\s{0,4}[\w.]{0,30}(?:encode|quote|file_get_contents|\bread|environ|getenv|\bENV\b|process\.env)/i,
  ],
  [
    'listens',
    /\b(?:TCPServer|HTTPServer|SimpleHTTPRequestHandler|ThreadingHTTPServer|UNIXServer|WEBrick|ServerSocket|socketserver|SimpleHTTPServer)\b|\bcreateServer\b|\bhttp\.server\b|\.listen\(\s*\d|\bstream_socket_server\b|\bsocket_listen\b|\bsocket_bind\b|\.bind\("?\*/,
  ],
  [
    'fetches',
    /\burllib\b|\burlopen\b|\brequests\.get\b|\burlretrieve\b|\bopen-uri\b|\bURI\.open\b|\bLWP::Simple\b|\bfile_get_contents\(["']http|\bfetch\(|\bhttps?\.get\(|\bNet::HTTP\b|\baxios\b|\bgot\(|\bHTTP::Tiny\b|java\.net\.URL|\bcopy\(["']http/,
  ],
  [
    'runs-decoded',
    /\b(?:system|popen|exec|eval|spawn)\s?\(?[^;\n]{0,60}(?:fromCharCode|\bchr\s?\(|\bchr\s?,)|\b(?:exec|eval|assert|create_function|system|popen|Popen|call|check_call|check_output|run|loads|instance_eval)\s{0,8}\(?\s{0,8}[^()]{0,100}(?:\([^()]{0,60})?(?:b64decode|base64|fromhex|unhexlify|decode_base64|base64_decode|pack1?\s?[("']|gzinflate|str_rot13|atob|rot13|decompress|marshal|Buffer\.from)/,
  ],
  [
    'runs-input',
    /\b(?:eval|exec)\s*\(\s*(?:gets|input|STDIN|<STDIN>|\$_(?:GET|POST|REQUEST|COOKIE)|request|process\.argv|sys\.argv|readline)|\b(?:system|exec|shell_exec|passthru|popen)\s*\(\s*\$_(?:GET|POST|REQUEST|COOKIE|SERVER)/,
  ],
  [
    'loads-code',
    /\bctypes\b|\bLoadLibrary\b|\bdlopen\b|\bFiddle\b|\bffi\.load\b|\bSystem\.load(?:Library)?\b|\bpickle\.loads?\b|\bDynaLoader\b|\bprocess\.dlopen\b|\bpackage\.loadlib\b/,
  ],
  [
    'elevates',
    /\bsetuid\b|\bsetresuid\b|\bseteuid\b|\bsetgid\b|POSIX::setuid|\bposix_setuid\b|\bChange_privilege\b|\bcap_set/,
  ],
  [
    'opens-shell',
    /\bpcntl_exec\b|\bos\.exec[lv]p?e?\b|\bpty\.spawn\b|\bos\.execute\b|\bexec\s+["']\/bin|\bexec\s+(?:ba|da|z|k)?sh\b|\bsyscall\.Exec\b|\bKernel\.exec\b|\bspawn\s+\/bin|\bProcessBuilder\b|\bhttpd?\.exec|\bvim\.command|\\write18/,
  ],
  ['reads-secrets', /\bkeyring\.get_|\bget_?secret_?value\b|\baccess_?secret_?version\b/i],
  [
    'asks-metadata',
    /\b169\.254\.(?:169\.254|170\.2)\b|\bmetadata\.google\.internal\b|\b100\.100\.100\.200\b/,
  ],
  [
    'deletes-resources',
    /\.(?:delete|terminate)_?(?:bucket|object|table|stack|function|user|role|db_?\w|database|collection|index|instance|cluster|queue|topic|secret|repositor|branch)\w*\(/i,
  ],
  [
    'destroys-records',
    /\.flush(?:all|db)\(|\.(?:delete_all|destroy_all|deleteAll|destroyAll|dropDatabase|drop_database|drop_collection|drop_all)\b|\.objects\.[\w.()]{0,80}\.delete\(\)|(?:->|\.)truncate\(\)|\bDROP\s+(?:TABLE|DATABASE|SCHEMA)\s+\w|\bTRUNCATE\s+TABLE\s+\w/,
  ],
  [
    'runs-decoded',
    /(?<![.\w])(?:eval|exec)\s{0,8}\(?\s{0,8}["'][^"'\n]{0,200}\\(?:x[0-9a-f]{2}|u00[0-9a-f]{2}|[0-7]{3})/,
  ],
  // What is called is told by a text.
  [
    'runs-computed',
    /\bgetattr\s*\(\s*(?:__import__|__builtins__|importlib)|\b__builtins__\b|\bglobals\(\)\[|\.(?:send|public_send|__send__)\s*\(?\s*(?::|"|')(?:system|exec|eval|spawn|`)|\bcall_user_func(?:_array)?\s*\(\s*(?:\$|["'](?:system|exec|shell_exec|passthru|popen|eval|assert))|\$\w{1,20}\s{0,8}=\s{0,8}["'](?:system|exec|shell_exec|passthru|popen|assert|eval)["']/,
  ],
  ['elevates', /\bwith administrator privileges\b/],
  ['shuts-down', /\btell\s+app\w*\s+"[^"]{1,40}"\s+to\s+(?:shut down|restart|log out)\b/],
  ['deletes-files', /\bempty\s+(?:the\s+)?trash\b|\btell\s+app\w*\s+"Finder"\s+to\s+delete\b/],
  ['persists', /\bmake\s+(?:new\s+)?login item\b|\blogin item at end\b/],
  ['captures-data', /\bdisplay dialog\b[\s\S]{0,300}\bhidden answer\b|\bdo shell script\s+"screencapture/],
  [
    'exhausts',
    /\bwhile\b[\s\S]{0,40}\b(?:fork|Popen|Thread)\b|\bfork\s+while\b|\bfork\(\)\s+for\b|\bloop\b[\s\S]{0,20}\bfork\b|\b(?:for\s{0,4}\(\s{0,4};\s{0,4};\s{0,4}\)|while\s{0,4}\((?:1|true)\))[\s\S]{0,60}\b(?:spawn|fork|exec)|\bfork\b[\s\S]{0,12}\bwhile\s+(?:1|true|True|fork)/,
  ],
  [
    'captures-data',
    /\bpynput\b|\bkeyboard\.(?:hook|on_press|record)|\bImageGrab\b|\bpyautogui\.screenshot|\bscapy\b|\bsniff\(|\bRawSocket\b|SOCK_RAW|\bAF_PACKET\b/,
  ],
  [
    'runs-download',
    /\bimport\s*\(\s*["']https?:|\b(?:exec|eval|system|run|Popen)\s*\(?[\s\S]{0,60}\b(?:urlopen|requests\.get|urlretrieve|URI\.open|file_get_contents\(["']http|curl |wget )/,
  ],
]
