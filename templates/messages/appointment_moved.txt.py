BBBBBBBBBB BBB gettext(u'Your appointment at %(institution)s is moved') SSSS SSSSSSSSSSS SS SSSSSSSSSSSSSSS SS SSSSS
 gettext(u'%(institution)s: your appointment is moved. It is now on %(when)s, at %(office)s, with %(advisor)s.') SSSSSSSSSSSSSSSS SSSS SSSSSSSSSSS SS SSSSSS SS SS SSS SS SSSSSSSSS SS SSSSSSSSSSS SSSS SSSSSSSSSSSS
 gettext(u'To move or cancel it:') 
BBBBBBBBBBBBB
