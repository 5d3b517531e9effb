BBBBBBBBBB BBB gettext(u'%(institution)s: a loan that you guarantee is smaller') SSSSSSSSSSSSSSSS S SSSS SSSS SSS SSSSSSSSS SS SSSSSSS
 gettext(u'%(institution)s: %(rest)s of a loan that you guarantee is not paid out. You answer for less than before.') SSSSSSSSSSSSSSSS SSSSSSSS SS S SSSS SSSS SSS SSSSSSSSS SS SSS SSSS SSSS SSS SSSSSS SSS SSSS SSSS SSSSSSS
BBBBBBBBBBBBB
