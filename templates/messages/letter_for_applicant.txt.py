BBBBBBBBBB BBB gettext(u'A message from %(institution)s') S SSSSSSS SSSS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s: there is a message for you. Read it on your page:') SSSSSSSSSSSSSSSS SSSSS SS S SSSSSSS SSS SSSS SSSS SS SS SSSS SSSSS
BBBBBBBBBBBBB
