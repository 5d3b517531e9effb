BBBBBBBBBB BBB gettext(u'Your appointment at %(institution)s') SSSS SSSSSSSSSSS SS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s: we expected you on %(when)s, at %(office)s. We did not see you. You can still come another time:') SSSSSSSSSSSSSSSS SS SSSSSSSS SSS SS SSSSSSSSS SS SSSSSSSSSSS SS SSS SSS SSS SSSS SSS SSS SSSSS SSSS SSSSSSS SSSSS
BBBBBBBBBBBBB
