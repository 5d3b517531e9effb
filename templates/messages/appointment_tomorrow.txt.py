BBBBBBBBBB BBB gettext(u'Your appointment at %(institution)s') SSSS SSSSSSSSSSS SS SSSSSSSSSSSSSSS
 gettext(u'%(institution)s: we expect you on %(when)s, at %(office)s, with %(advisor)s.') SSSSSSSSSSSSSSSS SS SSSSSS SSS SS SSSSSSSSS SS SSSSSSSSSSS SSSS SSSSSSSSSSSS
BB BBBBBBBBBBBBBBX BBBBB
 gettext(u'Can you not come? Please tell us:') 
BBBBBBBBBBBBB
