BBBBBBBBBB BBB gettext(u'%(institution)s: your guarantee is in force again') SSSSSSSSSSSSSSSS SSSS SSSSSSSSS SS SS SSSSS SSSSS
 gettext(u'%(institution)s: a payment for the loan did not reach us after all. So your guarantee is in force again, as before. We are sorry. You need not do anything now.') SSSSSSSSSSSSSSSS S SSSSSSS SSS SSS SSSS SSS SSS SSSSS SS SSSSS SSSS SS SSSS SSSSSSSSS SS SS SSSSS SSSSSS SS SSSSSSS SS SSS SSSSSS SSS SSSS SSS SS SSSSSSSS SSSS
BBBBBBBBBBBBB
