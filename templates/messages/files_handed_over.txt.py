BBBBBBBBBB BBB ngettext(u'%(count)s file is yours now', u'%(count)s files are yours now', count) SSSSSSSSS SSSS SS SSSSS SSSPPPPPPPPP PPPPP PPP PPPPP PPP
 ngettext(u'%(count)s file was given to you. It is in your list.', u'%(count)s files were given to you. They are in your list.', count) SSSSSSSSS SSSS SSS SSSSS SS SSSS SS SS SS SSSS SSSSSPPPPPPPPP PPPPP PPPP PPPPP PP PPPP PPPP PPP PP PPPP PPPPP

BBB BBBBBBBBBBBBBBBBBBBBBBBB
