BBBBBBBBBB BBB gettext(u'A moral guarantee has ended: %(ref)s') S SSSSS SSSSSSSSS SSS SSSSSS SSSSSSS
 gettext(u'%(name)s vouched for loan application %(ref)s until %(day)s. It no longer counts.') SSSSSSSS SSSSSSS SSS SSSS SSSSSSSSSSS SSSSSSS SSSSS SSSSSSSS SS SS SSSSSS SSSSSSS
BBB BBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
