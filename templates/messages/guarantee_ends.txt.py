BBBBBBBBBB BBB gettext(u'A moral guarantee ends soon: %(ref)s') S SSSSS SSSSSSSSS SSSS SSSSS SSSSSSS
 gettext(u'%(name)s vouches for loan application %(ref)s until %(day)s. The loan goes on. Ask whether it vouches longer.') SSSSSSSS SSSSSSS SSS SSSS SSSSSSSSSSS SSSSSSS SSSSS SSSSSSSS SSS SSSS SSSS SSS SSS SSSSSSS SS SSSSSSS SSSSSSS
BBB BBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
