BBBBBBBBBB BBB gettext(u'Your appointment at %(institution)s') SSSS SSSSSSSSSSS SS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s: your appointment on %(when)s, at %(office)s, stays. %(advisor)s will receive you.') SSSSSSSSSSSSSSSS SSSS SSSSSSSSSSS SS SSSSSSSSS SS SSSSSSSSSSS SSSSSS SSSSSSSSSSS SSSS SSSSSSS SSSS
 gettext(u'To move or cancel it:') 
BBBBBBBBBBBBB
