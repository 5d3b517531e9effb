BBBBBBBBBB BBB gettext(u'You have more time for your loan') SSS SSSS SSSS SSSS SSS SSSS SSSS
 gettext(u'%(institution)s: you have more time. You can accept your loan until %(day)s:') SSSSSSSSSSSSSSSS SSS SSSS SSSS SSSSS SSS SSS SSSSSS SSSS SSSS SSSSS SSSSSSSS
BBB BBBBBBBBBBBBBBBB BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
