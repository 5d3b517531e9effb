BBBBBBBBBB BBB gettext(u'We decide a little later') SS SSSSSS S SSSSSS SSSSS
 gettext(u'%(institution)s: we need more time for your loan application. You hear from us by %(day)s. You do not need to do anything.') SSSSSSSSSSSSSSSS SS SSSS SSSS SSSS SSS SSSS SSSS SSSSSSSSSSSS SSS SSSS SSSS SS SS SSSSSSSS SSS SS SSS SSSS SS SS SSSSSSSSSBBBBBBBBBBBBB
