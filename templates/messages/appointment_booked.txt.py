BBBBBBBBBB BBB gettext(u'Your appointment at %(institution)s') SSSS SSSSSSSSSSS SS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s: you have an appointment on %(when)s, at %(office)s, with %(advisor)s.') SSSSSSSSSSSSSSSS SSS SSSS SS SSSSSSSSSSS SS SSSSSSSSS SS SSSSSSSSSSS SSSS SSSSSSSSSSSS
BB BBBBBBBBBBBBBBX BBBBB
 gettext(u'To move or cancel it:') 
BBBBBBBBBBBBB
