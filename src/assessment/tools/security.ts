import type { ToolTable } from './tool.ts'

/** Programs made for attacking: guessing passwords, breaking in, moving on, flooding. A tester says so in the approval. */
export const securityTools: ToolTable = {
  'hydra medusa ncrack patator thc-hydra brutespray crowbar kerbrute sqlmap msfconsole msfvenom metasploit msfdb beef beef-xss setoolkit evil-winrm crackmapexec cme netexec nxc responder Responder.py bettercap ettercap arpspoof dnsspoof aireplay-ng airodump-ng aircrack-ng airmon-ng airbase-ng reaver bully wifite mdk4 impacket-secretsdump impacket-psexec impacket-wmiexec impacket-smbexec impacket-ntlmrelayx impacket-GetNPUsers impacket-GetUserSPNs secretsdump.py psexec.py wmiexec.py smbexec.py atexec.py dcomexec.py ntlmrelayx.py GetNPUsers.py GetUserSPNs.py certipy rubeus mimikatz mimipenguin mimikittenz lazagne laZagne pypykatz linpeas linenum.sh LinEnum.sh winpeas unix-privesc-check pspy linux-exploit-suggester.sh les.sh traitor bloodhound bloodhound-python SharpHound sliver sliver-server sliver-client havoc mythic cobaltstrike teamserver empire powershell-empire starkiller villain weevely commix xsser routersploit exploitdb veil veil-evasion shellter peirates kubeletctl kdigger deepce.sh amicontained botb gitrob pacu cloudfox stratus stratus-red-team caldera sandcat':
    {
      is: 'attacks-others',
      data: true,
      rules: { reads: 'version|list' },
    },
  'john hashcat fcrackzip pdfcrack rarcrack cowpatty pyrit ophcrack rcracki_mt l0phtcrack unshadow zip2john ssh2john keepass2john gpg2john chntpw samdump2 creddump7':
    { is: 'attacks-others', rules: { reads: '--list, --show, --test, -b, --benchmark' } },
  'hping nping t50 mz mausezahn yersinia macof slowloris slowhttptest goldeneye hulk xerxes torshammer udpflood synflood':
    {
      is: 'attacks-others',
      data: true,
      rules: { exhausts: '--flood, --faster, --rand-source', reads: '-v' },
    },
  'nikto gobuster dirb dirsearch ffuf wfuzz feroxbuster wpscan nuclei burpsuite enum4linux enum4linux-ng smbmap ldapdomaindump joomscan whatweb wafw00f arachni zap.sh zaproxy w3af skipfish uniscan legion openvas gvm-cli recon-ng maltego theHarvester spiderfoot':
    { is: 'contacts-network', data: true },
}
