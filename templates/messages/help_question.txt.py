BBBBBBBBBB BBB gettext(u'Do you still need help?') SS SSS SSSSS SSSS SSSSS
 gettext(u'%(institution)s: we have not heard from you for some time. Do you still need help? Tell us yes or no on your page:') SSSSSSSSSSSSSSSS SS SSSS SSS SSSSS SSSS SSS SSS SSSS SSSSS SS SSS SSSSS SSSS SSSSS SSSS SS SSS SS SS SS SSSS SSSSS
BBBBBBBBBBBBB
